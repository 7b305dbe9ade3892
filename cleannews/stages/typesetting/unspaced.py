"""Line breaks within text of a script that writes no blanks, beside a word or number of another script.

Between two of its own characters a line break reads as nothing (`text.tidy`).  Beside others some pages write a blank
and some none, so the page is asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Cut, Span
from cleannews.languages import table
from cleannews.patterns import Pattern
from cleannews.stages.typesetting.broken import broken

_SCRIPT = "CJK"
_WIDE, _OTHER = r"[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]", r"[A-Za-z0-9%]"
_BREAK = Pattern(rf"(?<={_WIDE})[ \t]{{0,9}}\n\s{{0,99}}(?={_OTHER})|(?<={_OTHER})[ \t]{{0,9}}\n\s{{0,99}}(?={_WIDE})")
_CLOSE = Pattern(rf"{_WIDE}(?={_OTHER})|{_OTHER}(?={_WIDE})")
_APART = Pattern(rf"{_WIDE} (?={_OTHER})|{_OTHER} (?={_WIDE})")


def breaks(document: Document) -> Iterator[Cut]:
    """Cut the line breaks between two scripts, on a page that writes no blank there."""
    if _SCRIPT not in table(document.field("language"), "identification").get("scripts", ()):
        return
    found = [*_found(document)]
    if found and _writes_no_blank(document.source):
        yield from found


def _found(document: Document) -> Iterator[Cut]:
    for line, start, end in broken(document):
        for found in _BREAK.finditer(document.source, start, end):
            yield Cut(line, Span(*found.span()), "no-blank")


def _writes_no_blank(source: str) -> bool:
    """Whether the two scripts meet without a blank more often than with one."""
    return sum(1 for _ in _CLOSE.finditer(source)) > sum(1 for _ in _APART.finditer(source))
