"""The record that comes out: an article projected from a finished document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from os.path import dirname
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from cleannews.document import BODY_ROLES, CAPTION, Document
from cleannews.doubts import doubts
from cleannews.edits import Cut, Drop, Entry, Figure, Mark, Quotation, Span, Warn

SCHEMA = "cleannews/1"


class Source(NamedTuple):
    """Where a page came from: the file, the number of the record in it (from 0), its address."""

    path: str | None = None
    record: int | None = None
    url: str | None = None

    @property
    def site(self) -> str:
        """The host of the address, without "www.", else the directory of the file; "" where there is neither.

        >>> Source(url="https://www.news.example/a").site, Source(path="in/a.txt").site, Source(path="a.txt").site
        ('news.example', 'in', '.')
        """
        try:
            host = urlsplit(self.url or "").hostname
        except ValueError:
            host = None
        if host:
            return host.removeprefix("www.")
        return "" if self.path is None else dirname(self.path) or "."


class Paragraph(NamedTuple):
    """A paragraph of the body; `start` and `end` are code points of the input."""

    text: str
    role: str
    start: int
    end: int


class Caption(NamedTuple):
    """A picture's words; `before_paragraph` is the index of the paragraph that it stood before."""

    text: str
    alt: str | None
    credit: str | None
    before_paragraph: int


class Part(NamedTuple):
    """A stretch of a quotation; `start` and `end` are code points of the article's `text`, without the marks."""

    start: int
    end: int


class Quote(NamedTuple):
    """Words in quotation marks, who said them as printed (`mention`) and as resolved (`speaker`)."""

    text: str
    kind: str
    speaker: str | None
    mention: str | None
    cue: str | None
    parts: list[Part]
    confidence: float


class Removed(NamedTuple):
    """A stretch of input (code points `start` to `end`) that is not in `text`, and the rule that took it out.

    `role` says what became of it: "boilerplate", or the field of the record it went into.  `repeats` is the start
    of the line that says the same and stayed.
    """

    text: str
    start: int
    end: int
    role: str
    stage: str
    rule: str
    score: float | None
    repeats: int | None


@dataclass(frozen=True, slots=True)
class Article:
    """One page, cleaned.  Every key of the record is always there; what is not known is None or empty.

    `id`              the input's own, or "sha256:" and 16 hexadecimal digits of its text
    `byline`          as printed; `authors` are the persons in it, `agency` the agency
    `date_published`, `date_modified`   ISO 8601, only as precise as printed: "2024-01", "2024-01-18T18:05:00+01:00"
    `dateline`        as printed, "LONDON (AP)"
    `language`        BCP 47
    `text`            the body: the paragraphs' texts, "\\n\\n" between them; no headline, byline or caption
    `paragraphs`      with offsets into the input, as it came; `quotes` with offsets into `text`; code points from 0,
                      ends exclusive
    `warnings`        sentences for people: no article found, perhaps a list of links, bytes replaced
    `removed`         None unless it was asked for
    `extra`           fields that the input had of its own, unchanged
    """

    schema: str
    id: str
    source: Source
    headline: str | None
    standfirst: str | None
    section: str | None
    byline: str | None
    authors: list[str]
    agency: str | None
    publisher: str | None
    date_published: str | None
    date_modified: str | None
    dateline: str | None
    language: str | None
    text: str
    paragraphs: list[Paragraph]
    captions: list[Caption]
    quotes: list[Quote]
    warnings: list[str]
    removed: list[Removed] | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """The article as plain lists, dicts, strings and numbers, keys in the order of the schema.

        `removed` is only there if it was asked for, `extra` only if the input had fields of its own.
        """
        record = {name: getattr(self, name) for name in self.__slots__}
        record["source"] = self.source._asdict()
        record["paragraphs"] = [p._asdict() for p in self.paragraphs]
        record["captions"] = [c._asdict() for c in self.captions]
        record["quotes"] = [{**q._asdict(), "parts": [p._asdict() for p in q.parts]} for q in self.quotes]
        if self.removed is None:
            del record["removed"]
        else:
            record["removed"] = [r._asdict() for r in self.removed]
        if not self.extra:
            del record["extra"]
        return record


_NOWHERE = Source()


def project(
    document: Document,
    *,
    id: str,
    source: Source = _NOWHERE,
    warnings: tuple[str, ...] = (),
    explain: bool = False,
    extra: Mapping[str, Any] | None = None,
) -> Article:
    """Make the record of a finished document; with `explain`, list everything that is not in its text."""
    body = list(document.paragraphs())
    lines = [p.line for p in body]
    text = "\n\n".join([p.text for p in body])
    authors = document.fields.get("authors")
    edits = [entry.edit for entry in document.journal]
    warned = [edit.text for edit in edits if isinstance(edit, Warn)]
    return Article(
        schema=SCHEMA,
        id=id,
        source=source,
        headline=document.field("headline"),
        standfirst=document.field("standfirst"),
        section=document.field("section"),
        byline=document.field("byline"),
        authors=list(authors.value) if authors is not None else [],
        agency=document.field("agency"),
        publisher=document.field("publisher"),
        date_published=document.field("date_published"),
        date_modified=document.field("date_modified"),
        dateline=document.field("dateline"),
        language=document.field("language"),
        text=text,
        paragraphs=[Paragraph(p.text, p.role, *_extent(document, p.line, p.last)) for p in body],
        captions=[_caption(edit, lines) for edit in edits if isinstance(edit, Figure)],
        quotes=[_quote(edit, text) for edit in edits if isinstance(edit, Quotation)],
        warnings=[*warnings, *warned, *doubts(document, body)],
        removed=removed(document) if explain else None,
        extra=extra or {},
    )


def _extent(document: Document, first: int, last: int) -> Span:
    if first == last and first not in document.cuts:
        return document.spans[first]
    return Span(document.pieces(first)[0].start, document.pieces(last)[-1].end)


def _caption(figure: Figure, body: list[int]) -> Caption:
    first = min(figure.lines)
    return Caption(figure.text, figure.alt, figure.credit, bisect_left(body, first))


def _quote(quotation: Quotation, text: str) -> Quote:
    parts = [Part(start, end) for start, end in quotation.parts]
    said = " ".join(text[part.start : part.end] for part in parts)
    q = quotation
    return Quote(said, q.kind, q.speaker, q.mention, q.cue, parts, round(q.confidence, 3))


def removed(document: Document) -> list[Removed]:
    """Everything visible in the source that is not in the body, in the order of the page."""
    return sorted((cut for entry in document.journal for cut in _taken(document, entry)), key=lambda cut: cut.start)


def _taken(document: Document, entry: Entry) -> list[Removed]:
    repeats: int | None = None
    match entry.edit:
        case Drop(lines, _, scores, repeats):
            role, pieces = "boilerplate", _pieces(document, lines, scores)
        case Figure(lines):
            role, pieces = CAPTION, _pieces(document, lines)
        case Mark(line, marked, _) if marked not in BODY_ROLES:
            role, pieces = marked, _pieces(document, (line,))
        case Cut(_, span, rule):
            role, pieces = rule, [(span, None)]
        case _:
            return []
    origin = None if repeats is None else document.spans[repeats].start
    return [
        Removed(document.source[start:end], start, end, role, entry.stage, entry.name, score, origin)
        for (start, end), score in pieces
    ]


def _pieces(document: Document, lines: Sequence[int], scores: Sequence[float] = ()) -> list[tuple[Span, float | None]]:
    """What was not cut of the lines before they went, each piece with its line's score, if there is one."""
    rounded = [round(score, 2) for score in scores]
    return [(piece, score) for line, score in zip_longest(lines, rounded) for piece in document.pieces(line)]
