"""One sign in the place of every line break: bars, tabs, or the two characters that stand for a break in code."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from cleannews.patterns import Pattern

FEWEST, FEWEST_WRITTEN = 20, 6
"""The fewest bars or tabs with which a page may use them as line breaks; the fewest `\\n`, which are rare in prose."""
OFTEN, EACH = 8, 150
"""Such a page has at least so many separators for each line break, and so many characters at most for each of them."""
_BAR = Pattern(r"(?<=\S) {0,3}\|{1,3}+ {0,3}(?=\S)")
_TAB = Pattern(r"(?<=\S) {0,3}\t[\t ]{0,8}(?=\S)")
_WRITTEN = Pattern(r"(?:\\r|\\n){1,8}+")
_KINDS = (("|", _BAR, FEWEST, EACH), ("\t", _TAB, FEWEST, EACH), ("\\n", _WRITTEN, FEWEST_WRITTEN, inf))


def separators(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of each separator that stands for a line break; most pages have none."""
    often = OFTEN * source.strip().count("\n")
    for sign, pattern, fewest, each in _KINDS:
        least = max(fewest, often, len(source) / each)
        if source.count(sign) >= least:
            found = [mark.span() for mark in pattern.finditer(source)]
            if len(found) >= least:
                yield from ((start, end, "separator") for start, end in found)
                return
