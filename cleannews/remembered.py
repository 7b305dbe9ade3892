"""What a function gave, kept as long as there is room, or as long as its file is the same."""

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
    """What a function gave for each value, up to a number of values that bounds the memory.

    >>> squares = Remembered(lambda number: number**2, most=1)
    >>> [squares[number] for number in (3, 3, 4)], squares
    ([9, 9, 16], {3: 9})
    """

    def __init__(self, find: Callable[[K], V], most: int) -> None:
        """Begin with nothing; `find` must always give the same for the same."""
        super().__init__()
        self._find, self._most = find, most

    def __missing__(self, value: K) -> V:
        """Find it, and keep it while there is room."""
        found = self._find(value)
        if len(self) < self._most:
            self[value] = found
        return found


def of_file(read: Callable[[str], V]) -> Callable[[str], V]:
    """Keep what a function reads from a file at a path until the file is another one, by its time or size.

    What is returned raises `OSError` where there is no such file.
    """

    @lru_cache(maxsize=FILES)
    def kept(path: str, changed: int, size: int) -> V:
        return read(path)

    @wraps(read)
    def current(path: str) -> V:
        found = Path(path).stat()
        return kept(path, found.st_mtime_ns, found.st_size)

    return current
