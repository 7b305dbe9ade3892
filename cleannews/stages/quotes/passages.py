"""Paragraphs with their quotations: what every explanation looks at, worked out once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from typing import NamedTuple

from cleannews.stages.quotes.lexicon import Lexicon
from cleannews.stages.quotes.marks import Marked
from cleannews.stages.quotes.phrases import Phrase, phrases, sentences
from cleannews.stages.quotes.shapes import Shape, shape

_REACH = 80  # words to either side in which a sentence is searched for its speaker
_LONG = ("9", "16")  # lengths
_SHORT = 10  # words; what is longer is no title
_LENGTHS = ("1", "1", "2", "3", "4", "4", "6", "6", "6", "9", "9", "9", "9", "9", "9", "9")


class Speakers:
    """Who spoke on a page so far, by the last word of the names."""

    def __init__(self) -> None:
        """Nobody yet."""
        self.heard: set[str] = set()
        self.latest = ""

    def hear(self, mention: str, pronoun: bool) -> None:
        """Take note of whose quotation was read last; `mention` is "" for nobody's."""
        self.latest = mention.rpartition(" ")[2]
        if self.latest and not pronoun:
            self.heard.add(self.latest)


class Passage:
    """One paragraph: its words, its sentences, its noun phrases (found when asked for)."""

    def __init__(self, number: int, text: str, marked: Sequence[Marked], lexicon: Lexicon) -> None:
        """`number` is the paragraph's on its page, `marked` what stands between marks in it."""
        self.number = number
        self.marked = marked
        self.lexicon = lexicon
        self.shape: Shape = shape(text, marked, lexicon)
        self.sentences = sentences(self.shape)
        self._phrases: dict[tuple[int, int], list[Phrase]] = {}

    def phrases_between(self, first: int, last: int) -> list[Phrase]:
        """The noun phrases of a sentence, or of the part of it that is looked at."""
        if (first, last) not in self._phrases:
            self._phrases[first, last] = phrases(self.shape.letters, first, last)
        return self._phrases[first, last]

    def sentence_of(self, word: int) -> int:
        """The number of the sentence in which a word stands."""
        return bisect_right(self.sentences, (word, len(self.shape.words))) - 1

    def word_at(self, place: int) -> int:
        """The word that begins at an offset."""
        return bisect_left(self.shape.starts, place)


class Quoted(NamedTuple):
    """One marked stretch in its sentence.  Words are numbered as in the passage's shape."""

    word: int
    first: int  # of the sentence
    last: int  # exclusive
    sentence_before: tuple[int, int]  # empty if the sentence begins the paragraph
    word_before: int  # the quotation before it in the paragraph, -1 if none
    paragraphs_since: int  # since the last quotation, if it stands in an earlier paragraph
    left_open: bool  # the quotation before was never closed
    length: str
    ending: str
    capital: bool
    alone: str  # how much else stands in the sentence: "alone", "words" without a firm cue, or "cue"
    looks: list[str]
    after_colon: bool
    said: str
    speakers: Speakers

    @property
    def is_phrase(self) -> bool:
        """Whether one or two words are marked: without words of saying in the sentence, nobody speaks them."""
        return self.length in ("1", "2")

    @property
    def is_sentence(self) -> bool:
        """Whether the words are long or a sentence by themselves, and so seldom a term or a title."""
        if self.length in _LONG:
            return True
        whole = (
            (self.alone == "alone" or self.after_colon) and self.capital and self.ending in ".?" and not self.is_phrase
        )
        return whole and "leads" not in self.looks and "odd-style" not in self.looks


class Situation(NamedTuple):
    """What the page says of a paragraph's quotations."""

    paragraphs_since: int  # the last quotation
    left_open: bool  # that quotation was never closed
    odd_style: bool  # the page quotes in double marks, so that single ones are something else
    leads: bool  # the paragraph may be the headline
    repeated: Collection[str]  # short words that stand in marks more than once
    speakers: Speakers


def quoted(passage: Passage, situation: Situation, most: int) -> list[Quoted]:
    """Each marked stretch of a passage, in order, `most` of them."""
    found: list[Quoted] = []
    at, before = 0, (0, 0)
    for number, word in enumerate(passage.shape.quotes[:most]):
        while passage.sentences[at][1] <= word:
            before = passage.sentences[at]
            at += 1
        found.append(_quoted(passage, situation, number, passage.sentences[at], before if at else (0, 0)))
    return found


def _quoted(
    passage: Passage, situation: Situation, number: int, sentence: tuple[int, int], before: tuple[int, int]
) -> Quoted:
    shape, word = passage.shape, passage.shape.quotes[number]
    first, last = max(sentence[0], word - _REACH), min(sentence[1], word + _REACH)
    marked = passage.marked[number]
    said = shape.text[marked.start : marked.end]
    count = said.count(" ") + 1
    return Quoted(
        word=word,
        first=first,
        last=last,
        sentence_before=(max(before[0], before[1] - _REACH), before[1]),
        word_before=shape.quotes[number - 1] if number else -1,
        paragraphs_since=situation.paragraphs_since,
        left_open=not passage.marked[number - 1].closed if number else situation.left_open,
        length=_LENGTHS[count] if count < 16 else "16",
        ending=_ending(said),
        capital=said[0].isupper(),
        alone=_alone(shape.letters[first:last]),
        looks=_looks(said, count, situation, marked.single),
        after_colon=word > first and shape.letters[word - 1] == ":",
        said=said,
        speakers=situation.speakers,
    )


def _alone(letters: str) -> str:
    if not letters.strip("Q.,"):
        return "alone"
    return "cue" if "V" in letters or "G" in letters or "Z" in letters else "words"


def _ending(said: str) -> str:
    last = said[-1]
    return last if last in ",." else "?" if last in "?!" else "-" if last in "…—–-" else "w"


def _looks(said: str, count: int, situation: Situation, single: bool) -> list[str]:
    looks = []
    if situation.odd_style and single:
        looks.append("odd-style")
    if situation.leads:
        looks.append("leads")
    if count < _SHORT:
        words = said.split()
        capitals = sum(not w[0].islower() for w in words)
        looks.append(f"capitals{4 * capitals // len(words)}{_LENGTHS[count]}")
        if count > 1 and 2 * capitals > count and not words[-1][0].islower():
            looks.append("titled")
        if said in situation.repeated:
            looks += ["again", "again" + _LENGTHS[count]]
        if count == 1:
            looks.append(f"letters{min(4, len(said) // 3)}")
    if said.isupper():
        looks.append("upper")
    return looks
