"""Paragraphs that are told by the indentation of their first lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

FEWEST = 3
"""Paragraphs of more lines than one, after the first, that a page has if it indents them."""


def paragraph_starts(columns: Sequence[int], broken: Sequence[int]) -> set[int]:
    """Return the lines that begin a paragraph, by the columns in which all lines begin; `broken` are those that go on.

    Such a line stands alone: it goes on in one that is not indented, as the one before it is not.  What goes on below
    a bullet is indented too, but goes on in no other bullet.

    >>> sorted(paragraph_starts([4, 0, 0, 4, 0, 4, 0, 0, 4, 0], [0, 1, 3, 5, 6, 8]))
    [0, 3, 5, 8]
    """
    if not any(columns):
        return set()
    alone = Counter(
        [columns[line] for line in broken if line and columns[line - 1] < columns[line] > columns[line + 1]]
    )
    [(column, times)] = alone.most_common(1) or [(0, 0)]
    if times < FEWEST or times * 2 < columns.count(column):
        return set()
    return {line for line, begun in enumerate(columns) if begun == column}
