"""Inputs named on the command line to the files to read: directories are walked, nothing is left out in silence."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

STDIN = "-"


class Input(NamedTuple):
    """One file to read; `name` is its path below the directory that was asked for (its base name, for a file)."""

    path: str
    name: str


def expand(paths: Iterable[str], outside: str | None = None) -> Iterator[Input]:
    """Yield the files among `paths` and in the directories among them, in sorted order.

    Links to directories are not followed.  The directory `outside` (the output's) is left out.  A path that does not
    exist is yielded all the same: reading it gives the error that the user is told.
    """
    barred = os.path.realpath(outside) if outside is not None else None
    for path in paths:
        if path != STDIN and os.path.isdir(path):
            yield from _walk(path, path, barred)
        else:
            yield Input(path, os.path.basename(path))


def _walk(folder: str, root: str, barred: str | None) -> Iterator[Input]:
    if os.path.realpath(folder) == barred:
        return
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, root, barred)
        elif not (entry.is_symlink() and entry.is_dir()):
            yield Input(entry.path, os.path.relpath(entry.path, root))
