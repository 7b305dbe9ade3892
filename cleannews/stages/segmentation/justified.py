"""Text that was set in type: lines of about one length, but no one width in characters, as letters differ in width.

The lines that certainly go on, as the next one begins with a small letter, show how long a full line is.  Text that is
split at its links has such lines too, but of any length.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

STOPS = frozenset(".!?。！？")
"""A wrapper breaks sentences; lines of like length that mostly end one are verses, or a list."""
FEWEST, UNEXPLAINED = 8, 4
"""Lines that certainly go on, and of how many of them there is one that no width explains."""
NEAR, SURE = 0.8, 0.4
"""How long the shortest of them is, to the longest, and how many of the full lines they are: fewer are a list."""
MOST_OTHERS = 8
"""For so many full lines one may be far longer, or shorter with a stop and no empty line after it."""


def full_lines(texts: Sequence[str], pairs: Sequence[tuple[int, int, int]], explained: Collection[int]) -> list[int]:
    """Return the lines that are full, in order; none where a width explains nearly all of them, or the page is not
    typeset.

    `pairs` are the lines that may go on in the next one, with the column in which they end, and would end with its
    first word; `explained` are those that a wrapper broke, if it was one.
    """
    sure = {line: end for line, end, _ in pairs if texts[line + 1][0].islower()}
    lengths = sorted(sure.values())
    if len(lengths) < FEWEST or len(sure.keys() - explained) * UNEXPLAINED < len(lengths):
        return []
    few = len(lengths) // 10
    shortest, longest = lengths[few], lengths[-1 - few]
    full = [line for line, end, fits in pairs if end >= shortest or fits > longest]
    if shortest < NEAR * longest or len(lengths) < SURE * len(full):
        return []
    if sum(len(text) > longest / NEAR for text in texts) * MOST_OTHERS > len(full):
        return []
    if sum(end < shortest and texts[line][-1] in STOPS for line, end, _ in pairs) * MOST_OTHERS > len(full):
        return [line for line in full if texts[line][-1] not in STOPS]  # no empty line tells where paragraphs end
    return full
