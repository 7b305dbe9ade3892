"""Stages that one page is too much for: the process dies, once or always, or the stage raises."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

from cleannews.document import Document
from cleannews.edits import Edit
from cleannews.engine import Stage

WORD, ANOTHER = "word number 33 ", "word number 34 "
"""What stands on the page, in its headline."""

KILLED = "KILLED_ONCE"
"""The environment variable that names the file that says that it has happened."""


def propose(document: Document) -> Iterator[Edit]:
    if WORD in document.source and not Path(os.environ[KILLED]).exists():
        Path(os.environ[KILLED]).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    yield from ()


KILLING = Stage("killing", propose, {}, after="segmentation")


def fail(document: Document) -> Iterator[Edit]:
    if WORD in document.source:
        raise RuntimeError("this page is too much")
    yield from ()


FAILING = Stage("failing", fail, {}, after="segmentation")


def kill(document: Document) -> Iterator[Edit]:
    if WORD in document.source:
        os.kill(os.getpid(), signal.SIGKILL)
    while ANOTHER in document.source:
        pass
    yield from ()


DEADLY = Stage("deadly", kill, {}, after="segmentation")
