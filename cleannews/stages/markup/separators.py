"""One sign in the place of every line break: bars, tabs, or the two characters that stand for a break in code."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.patterns import Pattern

FEWEST = 20
"""Separators that are no chance on a page."""
OFTEN, EACH = 8, 150
"""Separators to each line break of the page, and characters to each of them, on a page that has it for a break."""
_BAR = Pattern(r"(?<=\S) {0,3}\|{1,3}+ {0,3}(?=\S)")
_TAB = Pattern(r"(?<=\S) {0,3}\t[\t ]{0,8}(?=\S)")
_WRITTEN = Pattern(r"(?:\\r|\\n){1,8}+")
_KINDS = (("|", _BAR), ("\t", _TAB), ("\\n", _WRITTEN))


def separators(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of what stands in the place of line breaks; on most pages nothing does."""
    least = max(FEWEST, OFTEN * source.count("\n"), len(source) / EACH)
    for sign, pattern in _KINDS:
        if sign[0] in source and source.count(sign) >= least:
            found = [mark.span() for mark in pattern.finditer(source)]
            if len(found) >= least:
                yield from ((start, end, "separator") for start, end in found)
                return
