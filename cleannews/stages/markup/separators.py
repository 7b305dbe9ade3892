"""One sign in the place of every line break: bars, tabs, or the two characters that stand for a break in code."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.patterns import Pattern

FEWEST, FEWEST_WRITTEN = 20, 6
"""Bars or tabs that are no chance on a page; breaks written as in code, which hardly stand in anybody's words."""
OFTEN, EACH = 8, 150
"""Separators to each line break of the page, and characters to each bar or tab, on a page that has it for a break."""
_BAR = Pattern(r"(?<=\S) {0,3}\|{1,3}+ {0,3}(?=\S)")
_TAB = Pattern(r"(?<=\S) {0,3}\t[\t ]{0,8}(?=\S)")
_WRITTEN = Pattern(r"(?:\\r|\\n){1,8}+")
_KINDS = (("|", _BAR), ("\t", _TAB))


def separators(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of what stands in the place of line breaks; on most pages nothing does."""
    often = OFTEN * source.strip().count("\n")
    for sign, pattern in _KINDS:
        if sign in source and (found := _as_many(pattern, sign, source, max(FEWEST, often, len(source) / EACH))):
            break
    else:
        found = _as_many(_WRITTEN, "\\n", source, max(FEWEST_WRITTEN, often)) if "\\" in source else []
    yield from ((start, end, "separator") for start, end in found)


def _as_many(pattern: Pattern, sign: str, source: str, least: float) -> list[tuple[int, int]]:
    """Where the pattern matches, if it does so often enough."""
    found = [mark.span() for mark in pattern.finditer(source)] if source.count(sign) >= least else []
    return found if len(found) >= least else []
