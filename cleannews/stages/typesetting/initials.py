"""What stands between the first letter of a paragraph, which was set large, and the rest of its word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Cut, Span
from cleannews.stages.segmentation.initials import begins, counted

_LINE = re.compile(r"\n[A-Z\u00c0-\u1fff][ \n]")
"""The cheap test: a line begins with one letter."""
FARTHEST = 80
"""Blanks and line breaks after a first letter, at most."""


def initials(document: Document) -> Iterator[Cut]:
    """Cut the blank or line break after a large first letter."""
    found = [*_gaps(document)] if _LINE.search(document.source) else []
    words = counted(document.texts) if found else {}
    for line, gap in found:
        text = document.texts[line]
        if begins(text[0], text[2:], words, apart="\n" in document.source[slice(*gap)]):
            yield Cut(line, gap, "large-initial")


def _gaps(document: Document) -> Iterator[tuple[int, Span]]:
    """The lines that begin with one capital, with the stretch of the source before what follows; on one line only
    where the page may have the whole word, and not the letter alone, as words of one letter are."""
    source, texts = document.source, document.texts
    for line in [line for line, text in enumerate(texts) if text[1:2] == " " and text[0].isupper()]:
        start, text = document.spans[line].start + 1, texts[line]
        if line not in document.cuts and source[start - 1] == text[0]:
            after = source[start : start + FARTHEST]
            blank = after[: len(after) - len(after.lstrip())]
            if "\n" in blank or _may_be_one(text[0].lower(), text[2:].partition(" ")[0].lower(), source):
                yield line, Span(start, start + len(blank))


def _may_be_one(letter: str, rest: str, source: str) -> bool:
    """The cheap test: such a word is on the page, and no letter alone."""
    return f" {letter} " not in source and f" {letter.upper()} " not in source and letter + rest in source
