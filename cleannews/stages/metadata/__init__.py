"""Find headline, standfirst, section, byline, dates, agency, dateline and publisher.

Each module finds one of them; this one asks them in the order in which they help each other, and says what they found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cleannews.document import STANDING, Document
from cleannews.edits import Cut, Edit, Field, Mark, Role, Span, Warn
from cleannews.engine import Stage
from cleannews.stages.metadata import byline, calendar, dateline, dates, headline, names, publisher, region, standfirst
from cleannews.stages.metadata.evidence import Page, Words
from cleannews.stages.metadata.vocabulary import Vocabulary, agency_words, vocabulary

RULES = {
    "best-headline": "Of the lines around the start of the prose, this one has the most evidence for being the headline.",
    "opening-word": "The line begins with the word that opens a byline in the page's language.",
    "name-beside-date": "The line is nothing but names, between headline and prose, beside the date.",
    "agency-alone": "The line at the end of the article is nothing but an agency's mark.",
    "dated": "Of the dates around the article, this one has the most evidence for being that of publication.",
    "updated": "The words before the date say that the article was changed then.",
    "date-order": "Day and month of a numeric date could be the other way round.",
    "dateline": "The first paragraph opens with a place in capitals or with an agency in brackets.",
    "under-headline": "The line of prose between the headline and the lines that sign or date the article.",
    "above-headline": "The line right above the headline names a section.",
    "title-ends-in-site": "The page's title is the headline, a bar and this name.",
    "copyright-line": "The name after the copyright sign at the end of the page.",
}


class _Near(NamedTuple):
    """The article's block of prose, the words of the page's language, and by line the dates and the beginnings of
    bylines near the block."""

    region: region.Region
    words: Vocabulary
    dates: Mapping[int, Sequence[calendar.Date]]
    opened: Mapping[int, int]


def propose(document: Document) -> Iterator[Edit]:
    """Find headline, standfirst, byline, dates and the other fields."""
    block = region.find(document)
    if block is None:
        return
    code = document.field("language")
    words = vocabulary(code)
    head = range(max(0, block.first - headline.ABOVE), min(len(document.texts), block.first + headline.BELOW))
    near = _Near(
        block, words, dates.scan(document, block, calendar.words(code)), byline.openings(document, head, words)
    )
    chosen = _headline(document, near)
    title, place = chosen if chosen else (None, None)
    above = place.last if place else None
    signed = byline.find(document, block, above, near.opened, near.dates, words)
    taken: dict[int, tuple[Role, str]] = {}
    if title is not None:
        yield Field("headline", title.text, "best-headline", _span(document, title.line, title.start, title.last, title.end))
        taken.update(dict.fromkeys(range(title.line, title.last + 1), ("headline", "best-headline")))
    agency = None
    if signed is not None:
        agency = signed.signed.agency
        yield from _byline(document, signed)
        taken.update({line: ("byline", signed.rule) for line in signed.lines if line not in taken})
    for line, edit in _dates(document, near, above):
        yield edit
        if line is not None and len(document.texts[line]) < 120:
            taken.setdefault(line, ("date", edit.rule))
    if title is not None and place is not None:
        taken.setdefault(place.line, ("headline", "best-headline"))
        yield from _around(document, near, title, place, taken)
    opening = _dateline(document, block, taken)
    if opening is not None:
        line, found = opening
        yield Cut(line, document.source_span(line, 0, found.end), "dateline")
        yield Field("dateline", found.text, "dateline", document.source_span(line, 0, len(found.text)))
        agency = agency or found.agency
    if agency:
        yield Field("agency", agency, "dateline" if opening and agency == opening[1].agency else "opening-word")
    for line, (role, rule) in sorted(taken.items()):
        if document.roles[line] == STANDING:
            yield Mark(line, role, rule)


def _headline(document: Document, near: _Near) -> headline.Choice | None:
    signed = {*near.dates, *near.opened}
    page = Page(document, near.region, Words(near.words.furniture, near.words.pictures, agency_words(), signed))
    return headline.choose(headline.candidates(document, near.region, page), page)


def _byline(document: Document, found: byline.Byline) -> Iterator[Edit]:
    first, last = found.lines[0], found.lines[-1]
    span = _span(document, first, found.start, last, found.end)
    texts = [document.texts[line] for line in found.lines]
    yield Field("byline", " ".join([texts[0][found.start :], *texts[1:]]), found.rule, span)
    if found.signed.people:
        yield Field("authors", found.signed.people, found.rule, span)


def _dates(document: Document, near: _Near, title: int | None) -> Iterator[tuple[int | None, Edit]]:
    published, updated = dates.choose(dates.candidates(document, near.region, near.dates, title, near.words))
    for name, found, rule in (("date_published", published, "dated"), ("date_modified", updated, "updated")):
        if found is not None:
            span = document.source_span(found.line, found.date.start, found.date.end)
            yield found.line, Field(name, found.date.iso, rule, span)
            if found.date.ambiguous:
                printed = document.texts[found.line][found.date.start : found.date.end]
                yield None, Warn(f"{name}: {printed} could be day or month first", "date-order")


def _around(
    document: Document,
    near: _Near,
    title: headline.Candidate,
    place: headline.Candidate,
    taken: dict[int, tuple[Role, str]],
) -> Iterator[Edit]:
    signed = [line for line in taken if line > place.last]
    line = standfirst.standfirst(document, place.last, near.region, signed, near.words)
    if line is not None and line not in taken:
        text = document.texts[line]
        yield Field("standfirst", text, "under-headline", document.source_span(line, 0, len(text)))
        taken[line] = ("standfirst", "under-headline")
    line = standfirst.section(document, place.line, near.words)
    if line is not None and line not in taken:
        text = document.texts[line]
        start = len(text) - len(text.lstrip("*#•-+ 0123456789."))
        yield Field("section", text[start:], "above-headline", document.source_span(line, start, len(text)))
        taken[line] = ("section", "above-headline")
    found = publisher.after_title(document, title.text) or publisher.copyright_line(document, near.words)
    if found is not None:
        yield Field("publisher", found.name, found.rule, document.source_span(found.line, found.start, found.end))


def _dateline(document: Document, block: region.Region, taken: Mapping[int, object]) -> tuple[int, dateline.Dateline] | None:
    """The dateline of the first line of prose that no other field took."""
    for line in range(block.first, min(block.last, block.first + 4) + 1):
        if line not in taken and document.roles[line] == STANDING and document.scores[line] > 0:
            found = dateline.find(document.texts[line])
            if found is not None and found.end < len(document.texts[line]):
                return line, found
    return None


def _span(document: Document, line: int, start: int, last: int, end: int) -> Span:
    """The source span from an offset in one line's text to one in the text of that line or a later one."""
    if line == last:
        return document.source_span(line, start, end)
    return Span(document.source_span(line, start, start + 1).start, document.source_span(last, 0, end).end)


METADATA = Stage("metadata", propose, RULES, needs=frozenset({"language", "scores"}), gives=frozenset({"headline"}))
