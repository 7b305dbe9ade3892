"""Marks that a mark-up language left in a line, and that are no part of its text."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Span
from cleannews.limits import LONGEST_LINE_SEARCHED
from cleannews.patterns import Pattern

BULLETS = "*•‣◦▪■□●○+"
"""Signs that only ever mark list items; dashes open direct speech in many languages and stay."""

_FIRST = frozenset("#" + BULLETS)
_EMPHASIS = Pattern(
    r"(?<![\w*])(?:\*\*\*?|\*(?=\w)|__?)(?=[^\s*_])|(?<=[^\s*_])(?:\*\*\*?|(?<=[\w.,!?])\*|__?)(?![\w*])"
)
_OPENING = Pattern(r"(?<![\w*])(?:\*{1,3}|_{1,2})(?=[^\s*_])")
_HEADING = Pattern(r"#{1,6} +(?=\S)")
_BULLET = Pattern(rf"[{BULLETS}] +(?=\S)")
_ESCAPE = Pattern(r"\\(?=[`*_{}\[\]()#+\-.!|>~])")
_LINK = Pattern(r"(!?)\[([^\[\]]{0,300})\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?\)")


def may_have_marks(text: str) -> bool:
    """A cheap test that goes before `marks`: whether a line has any of the signs it looks for."""
    return text[0] in _FIRST or "*" in text or "_" in text or "](" in text or "\\" in text


def marks(document: Document, line: int) -> Iterator[tuple[Span, str]]:
    """Yield (source span, rule) of each mark in a line, from left to right, without overlaps."""
    text = document.texts[line]
    if len(text) > LONGEST_LINE_SEARCHED:
        return
    start = 0
    if text[0] in _FIRST:
        first, rule = (_HEADING, "heading-mark") if text[0] == "#" else (_BULLET, "bullet")
        if found := first.match(text):
            start = found.end()
            yield document.source_span(line, 0, len(found[0].rstrip())), rule
    spans = []
    if "](" in text:
        for link in _LINK.finditer(text, start):
            spans += _around(link.span(), link.span(2) if not link[1] else None)
    rest = [(a, b, "link-target") for a, b in spans]
    if "\\" in text:
        escapes = [mark.span() for mark in _ESCAPE.finditer(text, start)]
        rest += [(a, b, "escape") for a, b in escapes if not any(x < b and a < y for x, y in spans)]
    if "_" in text or "*" in text:
        rest += [
            (a, b, "emphasis-mark") for a, b in _emphasis(text, start) if not any(x < b and a < y for x, y in spans)
        ]
    for a, b, rule in sorted(rest):
        yield document.source_span(line, a, b), rule


def _around(whole: tuple[int, int], inner: tuple[int, int] | None) -> list[tuple[int, int]]:
    """What to cut of a link: all around its text, or the whole of a picture."""
    if inner is None or inner[0] == inner[1]:
        return [whole]
    return [(whole[0], inner[0]), (inner[1], whole[1])]


def _emphasis(text: str, start: int) -> list[tuple[int, int]]:
    """Pairs of emphasis marks; a lone asterisk is a footnote and stays."""
    found: list[tuple[int, int]] = []
    opened: tuple[int, int] | None = None
    for mark in _EMPHASIS.finditer(text, start):
        if opened and text[opened[0] : opened[1]] == mark[0]:
            found += [opened, mark.span()]
            opened = None
        elif _OPENING.match(text, mark.start()):
            opened = mark.span()
    return found
