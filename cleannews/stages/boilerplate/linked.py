"""Lines that are links, where a flattener wrote its links down: teasers, menus and tags, hardly ever prose."""

from __future__ import annotations

from collections.abc import Sequence

from cleannews.document import STANDING, Document

MOST = 0.75
"""Share of a line's letters within links from which it is one."""


def linked(document: Document, kept: Sequence[int]) -> set[int]:
    """Return the kept lines that are links for the most part."""
    cut = document.cuts.keys() & kept
    return {line for line in cut if document.roles[line] == STANDING and _is_linked(document, line)}


def _is_linked(document: Document, line: int) -> bool:
    """Whether most letters stand in brackets that the stage `markup` took for those of links."""
    source, (first, last) = document.source, document.spans[line]
    within = letters = 0
    for start, end in document.pieces(line):
        count = sum(map(str.isalnum, source[start:end]))
        letters += count
        if first < start and end < last and source[start - 1] == "[" and source[end] == "]":
            within += count
    return within >= MOST * letters
