"""Where records go: names that cannot meet, files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections.abc import Iterable

from cleannews.batch.inputs import STDIN, Input


class Collision(ValueError):
    """Two inputs would be written to one file."""


def plan(inputs: Iterable[Input], folder: str, suffix: str) -> list[tuple[Input, str]]:
    """Pair each input with its output path: the input's own name and the suffix, below `folder`.

    `a.txt` gives `a.txt.json`, so that it never meets `a.html`.  Raises `Collision` where two inputs would meet,
    also on file systems that ignore case or Unicode form.

    >>> plan([Input("in/a.txt", "a.txt")], "out", ".json")
    [(Input(path='in/a.txt', name='a.txt'), 'out/a.txt.json')]
    """
    taken: dict[str, Input] = {}
    planned = []
    for item in inputs:
        path = os.path.join(folder, ("stdin" if item.path == STDIN else item.name) + suffix)
        key = unicodedata.normalize("NFC", path).casefold()
        if key in taken:
            raise Collision(f"{taken[key].path} and {item.path} would both be written to {path}")
        taken[key] = item
        planned.append((item, path))
    return planned


def write_whole(path: str, data: bytes) -> None:
    """Write a file so that it is there whole or not at all: a temporary file beside it, then a rename.

    A link in its place is replaced, not followed.  Raises `OSError`; then nothing is left behind.
    """
    folder = os.path.dirname(path) or "."
    os.makedirs(folder, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=".cleannews-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
