"""The journal as a view of the page: each stretch of it with what became of it, and why."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from cleannews.article import removed
from cleannews.document import BODY_ROLES, Document
from cleannews.edits import Join, Mark, Split
from cleannews.engine import shown
from cleannews.text import tidy


class Stretch(NamedTuple):
    """Some of the page's visible text, on its way into the article or out of it.

    `text` is the source from `start` to `end` (code points); it begins on `line`, counted from 1 as `grep -n` does.
    `role` says what became of it: "paragraph", "subhead" or "list_item" if it was `kept` in the article's text, else
    "boilerplate" or the part of the record it went into.  `rule` is "" if nothing was said of it; `score` is the
    log-odds that its line is body, `repeats` the line that says the same and stayed.
    """

    start: int
    end: int
    line: int
    role: str
    rule: str
    score: float | None
    repeats: int | None
    kept: bool
    text: str


def stretches(document: Document) -> list[Stretch]:
    """Return a finished document's visible text in the order of the page; what is between the stretches is blank."""
    breaks = [at for at, character in enumerate(document.source) if character == "\n"]
    begins = [span.start for span in document.spans]

    def stretch(start: int, end: int, role: str, rule: str, repeats: int | None, kept: bool) -> Stretch:
        line = bisect_left(breaks, start) + 1
        score = round(document.scores[bisect_right(begins, start) - 1], 3) if document.scores else None
        same = None if repeats is None else bisect_right(breaks, repeats) + 1
        return Stretch(start, end, line, role, rule, score, same, kept, document.source[start:end])

    out = [stretch(r.start, r.end, r.role, r.rule, r.repeats, False) for r in removed(document)]
    stay = [stretch(start, end, role, rule, None, True) for start, end, role, rule in _kept(document)]
    return sorted(out + stay)


def _kept(document: Document) -> Iterator[tuple[int, int, str, str]]:
    marks = {entry.edit.line: entry.name for entry in document.journal if isinstance(entry.edit, Mark)}
    shaped = dict(_shaped(document))
    shapes = sorted(shaped)
    for line, role in enumerate(document.roles):
        if role in BODY_ROLES:
            for start, end in document.pieces(line):
                if tidy(document.source[start:end]):
                    before = bisect_right(shapes, start)
                    shape = shaped[shapes[before - 1]] if before else ""
                    yield start, end, role or "paragraph", marks.get(line, shape)


def _shaped(document: Document) -> Iterator[tuple[int, str]]:
    """Yield (offset, name): where lines begin that a rule joined or split, with its name; where they end, with ""."""
    shaping = [entry for entry in document.journal if isinstance(entry.edit, Join | Split)]
    spans_of = {stage: shown(document, stage).spans for stage in {entry.stage for entry in shaping}}
    for entry in shaping:
        spans = spans_of[entry.stage]
        match entry.edit:
            case Join(first, last):
                yield spans[first].start, entry.name
                yield spans[last].end, ""
            case Split(line):
                yield spans[line].start, entry.name
                yield spans[line].end, ""
