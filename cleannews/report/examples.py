"""An example for a rule: the first place where it does something on the pages in `examples/`, found by running it.

So an example is never out of date, and a page written to show one rule may serve others.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from importlib import resources
from typing import NamedTuple

from cleannews import engine
from cleannews.document import Document
from cleannews.edits import Cut, Drop, Entry, Field, Figure, Join, Mark, Quotation, Span, Split, Warn
from cleannews.pipeline import STAGES
from cleannews.report.stretches import Stretch, stretches
from cleannews.settings import Settings

_SETTINGS = Settings(reference_time=datetime(2024, 3, 4, 12))  # there are rules about "3 hours ago"
_MOST = 12  # stretches shown
_AROUND = 1  # stretches shown before and after those that the rule is about


class Example(NamedTuple):
    """`shown` are stretches of a page, each with whether the rule is about it; `says` is what the rule found there."""

    shown: list[tuple[Stretch, bool]]
    says: str | None


def example(rule: str) -> Example | None:
    """Return an example for a rule by its full name; None where no page has one."""
    for page in _pages():
        document = engine.run(Document.from_text(page, _SETTINGS), STAGES)
        for entry in document.journal:
            if entry.name == rule:
                return _example(document, entry)
    return None


def _pages() -> Iterator[str]:
    folder = resources.files("cleannews.report") / "examples"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        yield file.read_bytes().decode()  # as it is: a carriage return is what one of them is about


def _example(document: Document, entry: Entry) -> Example:
    spans = list(_spans(document, entry))
    lines = stretches(document)
    about = [any(s.start < span.end and span.start < s.end for span in spans) for s in lines]
    shown = [
        (stretch, about[at]) for at, stretch in enumerate(lines) if any(about[max(at - _AROUND, 0) : at + _AROUND + 1])
    ]
    return Example(shown[:_MOST], _says(document, entry))


def _spans(document: Document, entry: Entry) -> Iterator[Span]:
    """The source spans that an edit is about."""
    match entry.edit:
        case Drop(lines) | Figure(lines):
            yield from (document.spans[line] for line in lines)
        case Mark(line):
            yield document.spans[line]
        case Cut(_, span) | Field(_, _, _, Span() as span):
            yield span
        case Quotation(_, parts):
            quoted = [
                p
                for p in document.paragraphs()
                if any(p.start <= part.start < p.start + len(p.text) + 1 for part in parts)
            ]
            yield from (document.spans[p.line] for p in quoted)
        case Join(first, last):
            spans = engine.shown(document, entry.stage).spans
            yield Span(spans[first].start, spans[last].end)
        case Split(line):
            yield engine.shown(document, entry.stage).spans[line]


def _says(document: Document, entry: Entry) -> str | None:
    match entry.edit:
        case Field(name, value):
            return f"{name}: {value if isinstance(value, str) else ', '.join(value)}"
        case Figure(_, text, _, credit):
            return f"caption: {text}" + (f"; credit: {credit}" if credit else "")
        case Quotation(kind, parts, speaker, mention):
            body = document.body()
            said = " … ".join(body[part.start : part.end] for part in parts)
            return f"{kind}: {speaker or mention or 'nobody'}: {said}"
        case Warn(text):
            return f"warning: {text}"
    return None
