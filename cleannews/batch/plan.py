"""Which file each input is written to: names that cannot meet, inside the output directory, never an input."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256

from cleannews.batch.inputs import STDIN, Input

_LONGEST_NAME = 255  # bytes, on every file system in use


class Collision(ValueError):
    """Two inputs would be written to one file, or an input would be overwritten."""


def plan(
    inputs: Iterable[Input], folder: str, suffix: Callable[[Input], str], others: Iterable[str] = ()
) -> list[Input]:
    """Give each input its output path: the input's own name and the suffix for it, below `folder`.

    `a.txt` gives `a.txt.json`, so that it never meets `a.html`.  Raises `Collision` where two inputs would meet,
    also on file systems that ignore case or Unicode form, and where an output, or another file that the run writes
    (`others`), would replace an input or one of those.

    >>> [item.output for item in plan([Input("in/a.txt", "a.txt")], "out", lambda item: ".json")]
    ['out/a.txt.json']
    """
    taken: dict[str, str] = {}
    planned = []
    for item in inputs:
        if item.trouble is None and item.skipped is None:
            path = os.path.join(folder, _short("stdin" if item.path == STDIN else item.name, suffix(item)))
            key = unicodedata.normalize("NFC", os.fsencode(path).decode("utf-8", "surrogateescape")).casefold()
            if key in taken:
                if taken[key] == item.path:
                    raise Collision(f"{item.path} is named twice, and would be written to {path} twice")
                raise Collision(f"{taken[key]} and {item.path} would both be written to {path}")
            taken[key] = item.path
            item = item._replace(output=path)
        planned.append(item)
    spare([*(item.output for item in planned if item.output), *others], planned)
    return planned


def spare(outputs: Iterable[str], inputs: Iterable[Input]) -> None:
    """Raise `Collision` if one of the outputs is one of the inputs, or another of the outputs."""
    place = cache(os.path.realpath)

    def real(path: str) -> str:
        folder, name = os.path.split(path)
        return os.path.join(place(folder or "."), name)

    read = {real(item.path) for item in inputs if item.path != STDIN}
    written: set[str] = set()
    for path in outputs:
        if (found := real(path)) in read or (os.path.islink(path) and os.path.realpath(path) in read):
            raise Collision(f"{path} is an input and would be overwritten")
        if found in written:
            raise Collision(f"{path} would be written twice")
        written.add(found)


def _short(name: str, suffix: str) -> str:
    folder, last = os.path.split(name)
    data = os.fsencode(last)
    room = _LONGEST_NAME - len(suffix)
    if len(data) > room:
        digest = sha256(data).hexdigest()[:16]
        last = os.fsdecode(data[: room - 17].decode("utf-8", "ignore").encode() + b"~" + digest.encode())
    return os.path.join(folder, last + suffix)
