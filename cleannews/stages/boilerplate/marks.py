"""Signs that open a line and say what it is, and are no part of its text."""

from __future__ import annotations

from cleannews.document import Document
from cleannews.edits import Span
from cleannews.patterns import Pattern

BULLETS = "*•‣◦▪■□●○+"
"""Signs that only ever mark list items; dashes open direct speech in many languages and stay."""

_FIRST = frozenset("#" + BULLETS)
_HEADING = Pattern(r"#{1,6} +(?=\S)")
_BULLET = Pattern(rf"[{BULLETS}] +(?=\S)")


def mark(document: Document, line: int) -> tuple[Span, str] | None:
    """The sign that opens a line and says what it is, as a source span with its rule; None where there is none."""
    text = document.texts[line]
    if text[0] not in _FIRST:
        return None
    first, rule = (_HEADING, "heading-mark") if text[0] == "#" else (_BULLET, "bullet")
    found = first.match(text)
    return (document.source_span(line, 0, len(found[0].rstrip())), rule) if found else None
