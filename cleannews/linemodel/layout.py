"""How a line lies on the page: its indentation and the line breaks around it, beside those of the page's own prose.

The paragraphs of an article are boxes of one kind, so they begin in one column and stand equally far apart; captions,
teasers and asides lie deeper, or closer together.  Where a flattener keeps that, it tells them apart before a word is
read: of the lines between two paragraphs of news that stand closer to a neighbour, one in five to ten is the article's
(as six tools write them; one in two for a seventh), of those in another column one in five to forty, of the others nine
in ten.  All is measured against the prose of the same page, so it does not matter how far a tool indents or how many
empty lines it puts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, repeat

from cleannews.document import Document

WIDEST = 12
"""Blanks from which it does not matter how much deeper a line is."""
FARTHEST = 2
"""The same for line breaks."""


def tightness(document: Document, prose: Sequence[int], lines: Sequence[int]) -> list[float]:
    """How many line breaks fewer (below 0) or more stand beside each of the `lines` than between two of prose, on the
    side where there are fewest; 0 where that is not known, as on pages without empty lines.

    `prose` are the lines that surely are, in order.

    >>> page = Document.from_text("One.\\n\\nTwo.\\n\\nA ferry.\\nPhoto: A. Lee\\n\\nThree.")
    >>> tightness(page, [0, 1, 4], range(5))
    [0.0, 0.0, -1.0, -1.0, 0.0]
    """
    gap, usual = document.gap, dict[int, int]()
    if "\n\n" in document.source:
        for one, other in pairwise(prose):
            if other == one + 1:
                breaks = gap(other)
                usual[breaks] = usual.get(breaks, 0) + 1
    if not usual:
        return [0.0] * len(lines)
    step, end = _most(usual), len(document.spans)
    beside = [min(gap(i) if i else step, gap(i + 1) if i + 1 < end else step) for i in lines]
    return [float(max(-FARTHEST, min(FARTHEST, breaks - step))) for breaks in beside]


def depths(document: Document, prose: Sequence[int], lines: Sequence[int]) -> list[float]:
    """How many blanks deeper each of the `lines` begins than most lines of prose do; 0 on pages without indentation.

    >>> depths(Document.from_text("Home\\n  One, two, three.\\n    A ferry."), [1], [0, 1, 2])
    [-2.0, 0.0, 2.0]
    """
    usual = column(document, prose)
    if usual is None:
        return [0.0] * len(lines)
    return [float(max(-WIDEST, min(WIDEST, indent - usual))) for indent in indents(document, lines)]


def column(document: Document, prose: Sequence[int]) -> int | None:
    """Blanks before most lines of `prose`; None on a page without indentation."""
    times: dict[int, int] = {}
    for indent in indents(document, prose):
        times[indent] = times.get(indent, 0) + 1
    return _most(times) if times else None


def _most(times: Mapping[int, int]) -> int:
    """What comes most often, the least of equals."""
    return min(times, key=lambda number: (-times[number], number))


def indents(document: Document, lines: Sequence[int]) -> list[int]:
    """Blanks at the start of the source's line that each of the `lines`, in order, begins in; none on a page where no
    line has any.

    >>> indents(Document.from_text("Home\\n\\n  A line.\\n    Another."), range(3))
    [0, 2, 4]
    """
    source, spans = document.source, document.spans
    if "\n " not in source and "\n\t" not in source:
        return []
    starts = [spans[line].start for line in lines]
    found: list[int] = []
    indent = 0
    for start, begun in zip(starts, map(source.rfind, repeat("\n"), [0, *starts], starts), strict=False):
        if begun >= 0 or not found:  # not the same line as the one before
            before = source[begun + 1 : start]
            indent = len(before) if not before or before.isspace() else len(before) - len(before.lstrip())
        found.append(indent)
    return found
