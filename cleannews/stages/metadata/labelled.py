"""What lines with labels say of the article, which `markup` cut: front matter, the head of a database's export."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from cleannews.document import Document
from cleannews.edits import Cut, Span
from cleannews.languages import fold
from cleannews.stages.markup.labelled import RULE, read
from cleannews.stages.metadata import calendar, names, opening
from cleannews.stages.metadata.declared import Declared, Value, legible, moment
from cleannews.stages.metadata.near import Near


class Said(NamedTuple):
    """What stands behind a label, item by item, and where."""

    items: list[str]
    span: Span


def find(near: Near) -> Declared | None:
    """Return what the labelled lines of a page say; None where there are none."""
    said = _said(near.document)
    if not said:
        return None
    spans = [found.span for found in said.values()]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    one = {field: found.items[0] for field, found in said.items() if found.items}
    fields: dict[str, Value | None] = {
        "byline": one.get("byline"),
        "section": one.get("section", "").partition(";")[0].strip(),
        "standfirst": one.get("standfirst"),
        "dateline": one.get("dateline"),
        "publisher": None if "/" in one.get("publisher", "/") else one["publisher"],
        "date_published": _day(near, one.get("date_published", "")),
        "date_modified": _day(near, one.get("date_modified", "")),
    }
    signed = said.get("authors") or said.get("byline")
    people, agency = _signed(near, signed.items) if signed else ((), None)
    fields |= {"authors": people, "agency": one.get("agency", agency)}
    places = {field: found.span for field, found in said.items()}
    return Declared(one.get("headline", ""), fields, whole, places)


def _said(document: Document) -> dict[str, Said]:
    """What each field is said to be, the first time that it is."""
    said: dict[str, Said] = {}
    into: list[str] = []
    for span in _lines(document):
        line = document.source[span.start : span.end].strip()
        if known := read(line):
            field, value = known
            into = _items(value)
            said.setdefault(field, Said(into, span))
        elif line.startswith("- "):
            into += _items(line[2:])
        else:
            into = []
    return said


def _lines(document: Document) -> Iterator[Span]:
    for entry in document.journal:
        if isinstance(entry.edit, Cut) and entry.edit.rule == RULE:
            yield entry.edit.span


def _items(value: str) -> list[str]:
    """The items of a value: of a list in brackets each, without quotation marks.

    >>> _items('["Ann Lee", Bo]'), _items('"Ice \\\\"holds\\\\""'), _items("")
    (['Ann Lee', 'Bo'], ['Ice "holds"'], [])
    """
    if value.startswith("[") and value.endswith("]"):
        return [item for part in value[1:-1].split(",") for item in _items(part.strip())]
    if value.startswith('"'):
        with suppress(ValueError):
            value = json.loads(value)
    elif value[:1] == value[-1:] == "'":
        value = value[1:-1].replace("''", "'")
    shown = legible(value)
    return [shown] if shown else []


def _day(near: Near, value: str) -> str | None:
    """A day with or without its time, in ISO 8601, however it is written."""
    if exact := moment(value):
        return exact
    found = calendar.find(value, calendar.words(near.code))
    return found[0].iso if found else None


def _signed(near: Near, items: list[str]) -> tuple[tuple[str, ...], str | None]:
    """The people and the agency that names sign, with the word before them or without."""
    people: list[str] = []
    agency = None
    for item in items:
        signed = names.read(item[opening.length(fold(item), near.words) :].strip(), near.words, sure=True)
        people += signed.people
        agency = agency or signed.agency
    return tuple(dict.fromkeys(people)), agency
