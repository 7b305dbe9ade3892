"""Find headline, standfirst, section, byline, dates, agency, dateline and publisher.

Each module finds one of them; this one asks them in the order in which they help each other, and says what they found.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping

from cleannews.document import STANDING, Document
from cleannews.edits import Cut, Edit, Field, Mark, Role, Span, Warn
from cleannews.engine import Stage
from cleannews.stages.metadata import (
    agencies,
    byline,
    closing,
    dateline,
    dates,
    declared,
    headline,
    labelled,
    opening,
    publisher,
    region,
    relative,
    standfirst,
)
from cleannews.stages.metadata.declared import Declared
from cleannews.stages.metadata.near import Near
from cleannews.stages.metadata.page import BELOW, SIGNS, Page

RULES = {
    "best-headline": "Of the lines around the start of the prose, this one has most evidence for being the headline.",
    "opening-word": "The line begins with the word that opens a byline in the page's language.",
    "name-beside-date": "The line is nothing but names, between headline and prose or beside the date.",
    "name-with-role": "The line right below the article is a name and a role, in a script without spaces.",
    "name-at-end": "The line right below the article is nothing but the names of people who are not in the news.",
    closing.RULE: "The last paragraph ends in an agency's mark in brackets.",
    "agency-alone": "The line after the last paragraph, or beside the date as the source, has but an agency's mark.",
    "dated": "Of the dates around the article, this one has the most evidence for being that of publication.",
    "updated": "The words before the date say that the article was changed then.",
    "time-ago": "The line tells the date by its distance from the reference time.",
    "date-order": "Day and month of a numeric date could be the other way round.",
    "dateline": "The first paragraph opens with a place in capitals or with an agency in brackets.",
    "under-headline": "The line of prose between the headline and the lines that sign or date the article.",
    "above-headline": "The line right above the headline names a section.",
    "title-ends-in-site": "The page's title is the headline, a bar and this name.",
    "copyright-line": "The name after the copyright sign at the end of the page.",
    "declared": "Data on the article that stands in the page says so: what search engines read, or lines with labels.",
}
REACH, OPENING = 12, 3
"""Lines at the start of the prose, and those of them that are left for paragraphs, where a dateline can stand."""
Taken = dict[int, tuple[Role, str]]


def propose(document: Document) -> Iterator[Edit]:
    """Find headline, standfirst, byline, dates and the other fields."""
    block = region.find(document)
    if block is None:
        return
    near = Near(document, block)
    opened = opening.find(near, near.lines(block.first - SIGNS, block.first + BELOW))
    page = Page(near, opened)
    found = headline.candidates(page)
    chosen = headline.choose(found, page)
    if told := labelled.find(near):
        chosen = headline.printed(found, told.headline, told.span, page) if told.headline else chosen
        yield from _told(near, told, chosen is not None, chosen, opened)
    elif told := declared.find(page, chosen.headline.text if chosen else ""):
        printed = headline.printed(found, told.headline, told.span, page)
        yield from _told(near, told, printed is not None, printed or chosen, opened)
    else:
        yield from _printed(near, chosen, opened)


def _told(
    near: Near, told: Declared, printed: bool, chosen: headline.Choice | None, opened: Mapping[int, int]
) -> Iterator[Edit]:
    """What the page's data says, and of the fields that it leaves out what the page prints."""
    fields = [*_declared(told, printed)]
    yield from fields
    known = {field.name for field in fields}
    if "date_published" in known:
        known.add("date_modified")  # two dates of which only one is declared need not fit together
    lead = told.fields.get("standfirst")
    again = near.document.texts.index(lead) if lead in near.document.texts else None
    if again is not None:
        yield Mark(again, "standfirst", "declared")
    for edit in _printed(near, chosen, opened):
        settled = edit.name in known if isinstance(edit, Field) else isinstance(edit, Mark) and edit.line == again
        if not (settled or isinstance(edit, Warn)):
            yield edit


def _declared(told: Declared, printed: bool) -> Iterator[Field]:
    """What the page's data says; of the headline only where it is not printed."""
    title = None if printed or told.headline.endswith(("...", "…")) else told.headline
    for name, value in {"headline": title, **told.fields}.items():
        if value and (name != "date_modified" or told.fields.get("date_published")):
            yield Field(name, value, "declared", told.places.get(name, told.span))


def _printed(near: Near, chosen: headline.Choice | None, opened: Mapping[int, int]) -> Iterator[Edit]:
    """What the lines around the article say, and the roles of those lines."""
    document, taken, above = near.document, Taken(), chosen.place.last if chosen else None
    if chosen:
        yield from _title(document, chosen, taken)
    agency = yield from _signed(near, above, opened, taken)
    yield from _dated(near, above, taken)
    if chosen:
        yield from _around(near, chosen, taken)
    agency = (yield from _opening(near, agency, taken)) or agency or _agency_at_end(near, taken)
    if agency is not None:
        yield agency
    for line, (role, rule) in sorted(taken.items()):
        if document.roles[line] == STANDING:
            yield Mark(line, role, rule)


def _title(document: Document, chosen: headline.Choice, taken: Taken) -> Iterator[Edit]:
    found = chosen.headline
    span = _span(document, found.line, found.start, found.last, found.end)
    yield Field("headline", found.text, "best-headline", span)
    for line in range(found.line, found.last + 1):
        taken[line] = ("headline", "best-headline")
    if headline.repeats(chosen.place, found):
        taken[chosen.place.line] = ("headline", "best-headline")


def _signed(
    near: Near, above: int | None, opened: Mapping[int, int], taken: Taken
) -> Generator[Edit, None, Field | None]:
    """Byline and authors; returns the field for the agency that signs."""
    document = near.document
    found = byline.find(near, above, opened)
    if found is None:
        return _agency_alone(near, above, taken)
    span = _span(document, found.lines[0], found.start, found.lines[-1], found.end)
    texts = [document.texts[line] for line in found.lines]
    yield Field("byline", " ".join([texts[0][found.start :], *texts[1:]]), found.rule, span)
    if found.signed.people:
        yield Field("authors", found.signed.people, found.rule, span)
    for line in found.lines:
        taken.setdefault(line, ("byline", found.rule))
    return Field("agency", found.signed.agency, found.rule, span) if found.signed.agency else None


def _agency_alone(near: Near, above: int | None, taken: Taken) -> Field | None:
    mark = agencies.alone(near, above, taken)
    if mark is None:
        return None
    taken[mark.line] = ("byline", "agency-alone")
    return Field("agency", mark.text, "agency-alone", near.document.source_span(mark.line, mark.start, mark.end))


def _agency_at_end(near: Near, taken: Taken) -> Field | None:
    mark = closing.find(near, taken)
    if mark is None:
        return None
    return Field("agency", mark.text, closing.RULE, near.document.source_span(mark.line, mark.start, mark.end))


def _dated(near: Near, above: int | None, taken: Taken) -> Iterator[Edit]:
    document = near.document
    published, updated = dates.choose(dates.candidates(document, near.region, near.dates, above, near.words))
    for name, found, rule in (("date_published", published, "dated"), ("date_modified", updated, "updated")):
        if found is None:
            continue
        span = document.source_span(found.line, found.date.start, found.date.end)
        yield Field(name, found.date.iso, rule, span)
        if found.is_all_of(document.texts[found.line]):
            taken.setdefault(found.line, ("date", rule))
        if found.date.ambiguous:
            printed = document.texts[found.line][found.date.start : found.date.end]
            yield Warn(f"{name}: {printed} could be day or month first", "date-order")
    if published is None and above is not None:
        yield from _time_ago(near, above, taken)


def _time_ago(near: Near, above: int, taken: Taken) -> Iterator[Edit]:
    """The date that a line under the headline tells by its distance from the reference time, if there is one."""
    now = near.document.settings.reference_time
    if now is None:
        return
    for line in near.lines(above + 1, near.region.first + 2):
        text = near.document.texts[line]
        if line not in taken and (iso := relative.find(text, near.code, now)):
            yield Field("date_published", iso, "time-ago", near.document.source_span(line, 0, len(text)))
            taken[line] = ("date", "time-ago")
            return


def _around(near: Near, chosen: headline.Choice, taken: Taken) -> Iterator[Edit]:
    """Standfirst, section and publisher."""
    document, place = near.document, chosen.place
    signed = [line for line in taken if line > place.last]
    line = standfirst.standfirst(document, place.last, near.region, signed, near.words)
    if line is not None and line not in taken:
        text = document.texts[line]
        yield Field("standfirst", text, "under-headline", document.source_span(line, 0, len(text)))
        taken[line] = ("standfirst", "under-headline")
    line = standfirst.section(document, place.line, near.words)
    if line is not None and line not in taken:
        text = document.texts[line]
        start = len(text) - len(text.lstrip(standfirst.BULLETS))
        yield Field("section", text[start:], "above-headline", document.source_span(line, start, len(text)))
        taken[line] = ("section", "above-headline")
    named = publisher.after_title(document, chosen.headline.text)
    found = named or publisher.copyright_line(document, near.region.last, near.words)
    if found is not None:
        yield Field("publisher", found.name, found.rule, document.source_span(found.line, found.start, found.end))


def _opening(near: Near, agency: Field | None, taken: Taken) -> Generator[Edit, None, Field | None]:
    """The dateline of the first line of prose that no other field took; returns the field for its agency."""
    document, block = near.document, near.region
    below = near.lines(block.first, min(block.last, block.first + REACH) + 1)
    for line in [i for i in below if i not in taken and near.free(i) and document.scores[i] > 0][:OPENING]:
        found = dateline.find(document.texts[line], near.words)
        if found is not None and found.end < len(document.texts[line]):
            span = document.source_span(line, 0, len(found.text))
            end = document.source_span(line, 0, found.end).end
            yield from (Cut(line, piece, "dateline") for piece in document.uncut(line, end))
            yield Field("dateline", found.text, "dateline", span)
            return Field("agency", found.agency, "dateline", span) if found.agency and agency is None else None
    return None


def _span(document: Document, line: int, start: int, last: int, end: int) -> Span:
    """The source span from an offset in one line's text to one in the text of that line or a later one."""
    if line == last:
        return document.source_span(line, start, end)
    return Span(document.source_span(line, start, start + 1).start, document.source_span(last, 0, end).end)


METADATA = Stage("metadata", propose, RULES, needs=frozenset({"language", "scores"}), gives=frozenset({"headline"}))
