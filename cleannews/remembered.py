"""Caches: results kept while there is room (`Remembered`), or until the file that they were read from changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
FILES = 4
"""Files whose contents are kept."""


class Remembered(dict[K, V]):
    """A function's results by its argument.  It is full with `most` of them: others are then computed every time.

    >>> squares = Remembered(lambda number: number**2, most=1)
    >>> [squares[number] for number in (3, 3, 4)], squares
    ([9, 9, 16], {3: 9})
    """

    def __init__(self, find: Callable[[K], V], most: int) -> None:
        """Begin empty; `find` computes a result, and must be pure."""
        super().__init__()
        self._find, self._most = find, most

    def __missing__(self, value: K) -> V:
        """Compute the result, and keep it while there is room."""
        found = self._find(value)
        if len(self) < self._most:
            self[value] = found
        return found


def of_file(read: Callable[[str], V]) -> Callable[[str], V]:
    """Cache a function that reads the file at a path; it is called again once the file's time or size has changed.

    The function that is returned raises `OSError` where there is no such file.
    """

    @lru_cache(maxsize=FILES)
    def kept(path: str, changed: int, size: int) -> V:
        return read(path)

    @wraps(read)
    def current(path: str) -> V:
        found = Path(path).stat()
        return kept(path, found.st_mtime_ns, found.st_size)

    return current
