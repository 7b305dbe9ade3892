"""Read a page's quotations one after the other, each in the light of the one before."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from cleannews.document import Paragraph
from cleannews.limits import MOST_QUOTATIONS
from cleannews.stages.quotes.dialogue import dialogue
from cleannews.stages.quotes.explanations import Choice, Mention, Reading, choice, cue_span
from cleannews.stages.quotes.lexicon import Lexicon
from cleannews.stages.quotes.marks import Marked, pair, places_of_marks
from cleannews.stages.quotes.passages import Passage, Quoted, Situation, Speakers, quoted
from cleannews.stages.quotes.settled import (
    DASHES,
    LONGEST_SIGNATURE,
    SURE,
    goes_on,
    inside,
    plain,
    signed,
    told_after,
    turn,
)
from cleannews.stages.quotes.turns import Turn, turns

Judge = Callable[[Choice, tuple[int, Marked]], tuple[Reading, float]]

_HEADED = 3  # a page of as many paragraphs may begin with its headline
_LONGEST_HEADLINE = 200
_SHORT = 60  # characters of marked words that may be a name
_MOST_IN_SENTENCE = 20  # a sentence with more marked words than this is a list
_LIKELY = 0.6  # confidence in what the paragraph after tells
_FEW_WORDS, _NEAR = 6, 4  # in the name of a thing; before it, where a verb can say that somebody calls it so
_FAR = 3  # paragraphs after which nobody is still speaking


class Found(NamedTuple):
    """A marked stretch, the paragraph it stands in, and how it was read."""

    paragraph: int
    marked: Marked
    reading: Reading
    confidence: float
    goes_on: bool  # with the words before it, as one quotation


def marks_of(paragraphs: Sequence[Paragraph], body: str, lexicon: Lexicon) -> list[list[Marked]]:
    """The marked stretches of each paragraph; one left open counts where it begins a paragraph or the next goes on."""
    found: list[list[Marked]] = []
    opened = ""
    places, last = places_of_marks(body), 0
    left = MOST_QUOTATIONS
    for (text, role, _, start, _), following in zip_longest(paragraphs, paragraphs[1:]):
        first, last = last, bisect_left(places, start + len(text), last)
        marked: list[Marked] = []
        if first < last and left and role != "subhead":
            marked = pair(text, opened, lexicon.elisions, [place - start for place in places[first:last]])[:left]
            left -= len(marked)
            if marked and not marked[-1].closed and not _may_stay_open(text, marked[-1], following):
                marked.pop()
        opened = marked[-1].opener if marked and not marked[-1].closed else ""
        found.append(marked)
    return found


def _may_stay_open(text: str, marked: Marked, following: Paragraph | None) -> bool:
    before = text[: marked.start].rstrip("“”\"'‘„«»` ")
    if not before or before[-1] in ":,":
        return True
    whole = text[marked.start].isupper() and text[-1] in ".!?…"
    return whole and following is not None and following.text.startswith(marked.opener)


class Passages:
    """The paragraphs of a page as passages, each read when it is asked for."""

    def __init__(self, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> None:
        """`paragraphs` are the body's, `lexicon` has the words of its language."""
        self.paragraphs, self.lexicon = paragraphs, lexicon
        self.body = "\n\n".join(p.text for p in paragraphs)
        self.marks = marks_of(paragraphs, self.body, lexicon)
        marked = [(n, m) for n, row in enumerate(self.marks) for m in row]
        self.mostly_double = 2 * sum(m.single for _, m in marked) < len(marked)
        short = Counter(paragraphs[n].text[m.start : m.end] for n, m in marked if m.end - m.start < _SHORT)
        self.repeated = frozenset(words for words, times in short.items() if times > 1)
        self._lowered: list[str] = []
        self._read: dict[int, Passage] = {}

    def __call__(self, number: int) -> Passage:
        """The paragraph with this number."""
        if number not in self._read:
            self._read[number] = Passage(number, self.paragraphs[number].text, self.marks[number], self.lexicon)
        return self._read[number]

    def may_have_headline(self) -> bool:
        """Whether the first of these paragraphs can be a headline."""
        return len(self.paragraphs) > _HEADED and len(self.paragraphs[0].text) < _LONGEST_HEADLINE

    def lowered(self, number: int) -> str:
        """A paragraph's text in lower case, for a cheap look at whether a word stands in it."""
        if not self._lowered:
            self._lowered = [p.text.lower() for p in self.paragraphs]
        return self._lowered[number]

    def signature(self, number: int) -> Passage | None:
        """The paragraph after this one, if it is short and begins with a dash."""
        if number + 1 == len(self.paragraphs):
            return None
        text = self.paragraphs[number + 1].text
        return self(number + 1) if text[0] in DASHES and len(text) < LONGEST_SIGNATURE else None

    def following(self, number: int) -> Passage | None:
        """The paragraph after this one."""
        return self(number + 1) if number + 1 < len(self.paragraphs) else None


def attribute(passages: Passages, judge: Judge, headed: bool = False) -> list[Found]:
    """Every marked stretch of a page, in order, with the best reading of each.

    `headed` says that the headline is known, and so is not the first paragraph.
    """
    found: list[Found] = []
    spoken_turns = turns(passages.paragraphs)
    since = _FAR
    speakers = Speakers()
    for number, marked in enumerate(passages.marks):
        since += 1
        if len(found) >= MOST_QUOTATIONS:
            break
        last = found[-1] if found and since <= _FAR else None
        if (said := spoken_turns.get(number)) is not None:
            found.append(_turn(paragraph=number, length=len(passages.paragraphs[number].text), said=said))
            since = 0
        elif passages.lexicon.dash_dialogue and (spoken := _dialogue(passages, number, last)):
            found += [Found(number, stretch, reading, SURE, more) for stretch, reading, more in spoken]
            since = 0
        elif marked:
            leads = not headed and number == 0 and passages.may_have_headline()
            left_open = last is not None and since == 1 and not last.marked.closed
            situation = Situation(since, left_open, passages.mostly_double, leads, passages.repeated, speakers)
            found += _read_all(passages, passages(number), situation, last, judge, MOST_QUOTATIONS - len(found))
            since = 0
    return _told_at_the_end(found)


def _told_at_the_end(found: list[Found]) -> list[Found]:
    """A quotation of several paragraphs whose last one says plainly who speaks: so it is from the first on."""
    for index in range(len(found) - 2, -1, -1):
        item, following = found[index : index + 2]
        told = following.goes_on and following.reading.mention is not None
        if told and not item.marked.closed and item.reading.mention is None:
            found[index] = item._replace(reading=following.reading, confidence=following.confidence)
    return found


def _dialogue(passages: Passages, number: int, last: Found | None) -> list[tuple[Marked, Reading, bool]]:
    if passages.paragraphs[number].text[0] not in DASHES:
        return []
    return dialogue(passages(number), last.reading if last else None)


def _turn(paragraph: int, length: int, said: Turn) -> Found:
    label = Mention(paragraph, 0, said.label_end, "label")
    rule = "question-answer" if said.initial else "transcript-turn"
    return Found(paragraph, Marked(said.start, length, ":", True), Reading(rule, label), SURE, False)


def _read_all(
    passages: Passages, passage: Passage, situation: Situation, last: Found | None, judge: Judge, most: int
) -> Iterator[Found]:
    for stretch, item in zip(passage.marked, quoted(passage, situation, most), strict=False):
        last = _read(passages, passage, stretch, item, last, judge)
        who = last.reading.mention
        words = passages.paragraphs[who.paragraph].text[who.start : who.end] if who else ""
        situation.speakers.hear(words, who is not None and who.kind in ("pronoun", "relative"))
        yield last


def _read(
    passages: Passages, passage: Passage, stretch: Marked, item: Quoted, last: Found | None, judge: Judge
) -> Found:
    number = passage.number
    layout = turn(passage, stretch.start, stretch.end) or signed(passage, item, passages.signature)
    if layout is not None:
        return Found(number, stretch, layout, SURE, False)
    before = last.reading if last is not None else None
    if item.left_open and last is not None and before is not None:
        if before.mention is None and (told := plain(passage, item, None)) is not None:
            return Found(number, stretch, told, SURE, True)
        if before.rule != "scare-quotes":
            return Found(number, stretch, before._replace(rule="left-open"), last.confidence, True)
    if before is not None and goes_on(passage, item, before):
        return Found(number, stretch, before._replace(rule="carried-over"), SURE, True)
    if passage.lexicon.names_marked and _is_name(passage, item):
        return Found(number, stretch, Reading("scare-quotes", None), SURE, False)
    if passage.lexicon.clause_inside and (reading := inside(passage, stretch)) is not None:
        return Found(number, stretch, reading, SURE, False)
    if (reading := plain(passage, item, before)) is not None:
        return Found(number, stretch, reading, SURE, False)
    if passage.shape.letters.count("Q", item.first, item.last) > _MOST_IN_SENTENCE:
        return Found(number, stretch, Reading("scare-quotes", None), SURE, False)
    if last is None and (after := told_after(passage, item, passages.following)) is not None:
        return Found(number, stretch, after, _LIKELY, False)
    explained = choice(passage, item, before, passages)
    reading, confidence = judge(explained, (number, stretch))
    if reading.rule == "no-cue" and explained.seen.is_phrase:
        reading = explained.readings[-1]
    if reading.cue is None and reading.mention is not None and not passage.lexicon.weighed:
        reading = Reading("no-speaker", None)  # a guess by how another language is written
    reading = _with_nearer_cue(passage, item, reading)
    more = reading.rule == "carried-over" and item.word_before >= 0 and explained.seen.alone == "alone"
    return Found(number, stretch, reading, confidence, more)


def _is_name(passage: Passage, item: Quoted) -> bool:
    """Whether a few marked words with a capital stand right after a common noun, a name or a preposition."""
    if item.word == item.first or not item.capital or item.ending != "w" or item.said.count(" ") >= _FEW_WORDS:
        return False
    letters = passage.shape.letters
    called = "W" in letters[max(item.first, item.word - _NEAR) : item.word]
    return letters[item.word - 1] in "wrXHDIoN" and not called


def _with_nearer_cue(passage: Passage, item: Quoted, reading: Reading) -> Reading:
    """A participle of saying right after the quotation is the better cue: He attacked it as a “plot,” saying …"""
    if reading.rule != "cue-before" or not passage.shape.letters.startswith("G", item.word + 1):
        return reading
    return reading._replace(cue=cue_span(passage, item.word + 1))
