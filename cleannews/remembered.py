"""What a function gave, kept as long as there is room."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


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
