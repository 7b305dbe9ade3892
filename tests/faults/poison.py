"""A stage that does, on a page that asks for it, what kills or stops a process, in every way that we know of."""

import os
import re
import resource
import signal
import sys
from collections.abc import Callable, Iterator

from cleannews.document import Document
from cleannews.edits import Edit
from cleannews.engine import Stage

SIGN = "Poison of the kind: "


def loop() -> None:
    while True:
        pass


def exhaust() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, resource.RLIM_INFINITY))
    held = []
    while True:
        held.append(bytes(1 << 28))


def recurse() -> None:
    recurse()


POISONS: dict[str, Callable[[], object]] = {
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "segfault": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "exits": lambda: os._exit(0),
    "leaves": sys.exit,
    "hangs in Python": loop,
    "hangs in C": lambda: re.match(r"(a+)+$", "a" * 64 + "b"),
    "exhausts memory": exhaust,
    "recurses": recurse,
    "raises": lambda: 1 / 0,
}


def propose(document: Document) -> Iterator[Edit]:
    """Take the poison, if there is any."""
    _, sign, rest = document.source.partition(SIGN)
    if sign:
        POISONS[rest.partition("\n")[0]]()
    yield from ()


POISON = Stage("poison", propose, {}, after="segmentation")
