"""The agency's mark in brackets that the last paragraph ends in: "... on Friday. (AP)".

Pictures are credited the same way.  The line is decided here, once: it stays in the body, and is no caption.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection

from cleannews.document import Document
from cleannews.stages.metadata import dateline
from cleannews.stages.metadata.agencies import Mark
from cleannews.stages.metadata.near import Near

RULE = "agency-in-brackets"
SHORTEST = 20
"""Code points of a last paragraph."""
LIKELY = -1.0
"""Log-odds of being body that the line below the prose has at least, to be its last paragraph."""
BEGUN = 24
"""Code points from which two lines that begin alike are a picture's two texts."""
ENDS = '.!?…。”»"'
"""What the last paragraph ends in, before the mark or without one."""


def find(near: Near, taken: Collection[int]) -> Mark | None:
    """Return the mark that ends the last line of the prose, or the line below it; None where no agency's does."""
    texts, last = near.document.texts, near.region.last
    for line in near.lines(last, last + 2):
        text = texts[line]
        if line in taken or not near.free(line) or near.document.scores[line] < LIKELY:
            continue
        mark = _mark(line, text)
        if mark is not None and (not line or texts[line - 1][:BEGUN] != text[:BEGUN]):
            return mark
    return None


def _mark(line: int, text: str) -> Mark | None:
    start, end = max(text.rfind("("), text.rfind("（")) + 1, len(text.rstrip(" .。)）"))
    said = text[: max(0, start - 1)].rstrip()
    if not SHORTEST <= start < end < len(text) or said[-1] not in ENDS:
        return None
    agency = dateline.in_brackets(text[start:end])
    return Mark(line, start, end, agency) if agency else None


def line_of(document: Document) -> int | None:
    """The line whose brackets signed the article, if that is how it is signed."""
    field = document.fields.get("agency")
    if field is None or field.rule != RULE or field.span is None:
        return None
    return bisect_right(document.spans, (field.span.start, len(document.source))) - 1
