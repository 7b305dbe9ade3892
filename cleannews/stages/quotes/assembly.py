"""From readings to quotations: parts that belong together become one, each gets its kind and its speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleannews.document import Paragraph
from cleannews.edits import Quotation, QuoteKind, Span
from cleannews.stages.quotes.attribution import Found
from cleannews.stages.quotes.explanations import extended
from cleannews.stages.quotes.marks import Marked, pair
from cleannews.stages.quotes.people import People

_UNATTRIBUTED = "scare-quotes"
_FULL_STOPS = frozenset(".!?…。！？।؟")
_COMMAS = frozenset(",،，、")
_CLAUSE_SPACES = 2
_NEAR = 8
_SPEECH_WORDS = 6  # marked words that name a thing or a work are seldom as many


def quotations(found: Sequence[Found], paragraphs: Sequence[Paragraph], people: People) -> Iterator[Quotation]:
    """The quotations of a page in order, their parts as offsets into the body."""
    for group in _groups(found):
        yield _quotation(group, paragraphs, people)


def marks_alone(paragraphs: Sequence[Paragraph]) -> Iterator[Quotation]:
    """The quotations of a page in a language without a pack: by length and punctuation, and with no speaker."""
    for paragraph in paragraphs:
        for marked in pair(paragraph.text) if paragraph.role != "subhead" else ():
            span = Span(paragraph.start + marked.start, paragraph.start + marked.end)
            kind: QuoteKind = "direct" if _is_spoken(paragraph.text, marked) else "unattributed"
            yield Quotation(kind, (span,), None, None, None, 0.5, "language-unknown")


def _is_spoken(text: str, marked: Marked) -> bool:
    """Whether marked words are a sentence by their end or their length, or the first clause of one."""
    words = text[marked.start : marked.end]
    spaces = words.count(" ")
    if words[-1] in _FULL_STOPS or spaces >= _SPEECH_WORDS:
        return True
    before, after = (
        text[max(0, marked.start - _NEAR) : marked.start - 1].rstrip("—–- "),
        text[marked.end + 1 : marked.end + 2],
    )
    clause = words[-1] in _COMMAS or after in _COMMAS
    return clause and spaces >= _CLAUSE_SPACES and (not before or before[-1] in _FULL_STOPS)


def _groups(found: Sequence[Found]) -> Iterator[list[Found]]:
    group: list[Found] = []
    for item in found:
        if group and not item.goes_on:
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _quotation(group: list[Found], paragraphs: Sequence[Paragraph], people: People) -> Quotation:
    first = group[0]
    reading = first.reading
    starts = [paragraphs[f.paragraph].start for f in group]
    parts = tuple([Span(at + f.marked.start, at + f.marked.end) for at, f in zip(starts, group, strict=True)])
    confidence = round(min([f.confidence for f in group]), 2)
    if reading.rule == _UNATTRIBUTED:
        return Quotation("unattributed", parts, None, None, None, confidence, reading.rule)
    mention = speaker = cue = None
    if reading.mention is not None:
        whole = extended(people.passage(reading.mention.paragraph), reading.mention)
        mention = paragraphs[whole.paragraph].text[whole.start : whole.end]
        person = people.resolve(whole)
        speaker = person.name if person is not None else None
    if reading.cue is not None:
        cue = paragraphs[reading.cue[0]].text[reading.cue[1] : reading.cue[2]]
    return Quotation(_kind(first, paragraphs), parts, speaker, mention, cue, confidence, reading.rule)


def _kind(found: Found, paragraphs: Sequence[Paragraph]) -> QuoteKind:
    """Whole sentences are quoted directly; words that are a part of the writer's sentence, partially."""
    text = paragraphs[found.paragraph].text
    before = text[: found.marked.start].rstrip(" \u00a0\u202f\"“”„«»‘’'`‚‹›「『")
    starts = not before or before[-1] in ".:,!?…—–"
    first = text[found.marked.start]
    return "direct" if starts and not first.islower() else "partial"
