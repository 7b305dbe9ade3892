"""Paragraphs with their quotations: what every explanation looks at, worked out once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from cleannews.stages.quotes.lexicon import Lexicon
from cleannews.stages.quotes.marks import Marked
from cleannews.stages.quotes.phrases import Phrase, phrases, sentences
from cleannews.stages.quotes.shapes import Shape, shape

_REACH = 100  # words to either side in which a sentence is searched for its speaker
_LENGTHS = ("1", "1", "2", "3", "4", "4", "6", "6", "6", "9", "9", "9", "9", "9", "9", "9")


class Passage:
    """One paragraph: its words, its sentences, its noun phrases (found when asked for)."""

    def __init__(self, number: int, text: str, marked: Sequence[Marked], lexicon: Lexicon) -> None:
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
    phrases: list[Phrase]
    length: str
    ending: str
    capital: bool
    alone: str  # how much else stands in the sentence: "alone", "words" without a firm cue, or "cue"
    looks: list[str]


def quoted(passage: Passage, paragraphs_since: int, left_open: bool, odd_style: bool, leads: bool, most: int) -> list[Quoted]:
    """Each marked stretch of a passage, in order.

    `odd_style` says that the marks are single on a page that quotes in double ones, `leads` that the paragraph is the
    page's first, `most` how many are wanted.
    """
    found: list[Quoted] = []
    at, before = 0, (0, 0)
    for number, word in enumerate(passage.shape.quotes[:most]):
        while passage.sentences[at][1] <= word:
            before = passage.sentences[at]
            at += 1
        first, last = passage.sentences[at]
        first, last = max(first, word - _REACH), min(last, word + _REACH)
        marked = passage.marked[number]
        said = passage.shape.text[marked.start : marked.end]
        count = said.count(" ") + 1
        found.append(
            Quoted(
                word,
                first,
                last,
                (max(before[0], before[1] - _REACH), before[1]) if at else (0, 0),
                passage.shape.quotes[number - 1] if number else -1,
                paragraphs_since,
                left_open if not number else not passage.marked[number - 1].closed,
                passage.phrases_between(first, last),
                _LENGTHS[count] if count < 16 else "16",
                _ending(said),
                said[0].isupper(),
                _alone(passage.shape.letters[first:last]),
                _looks(said, count, odd_style and marked.single, leads),
            )  # fmt: skip
        )
    return found


def _alone(letters: str) -> str:
    if not letters.strip("Q.,"):
        return "alone"
    return "cue" if "V" in letters or "G" in letters or "Z" in letters else "words"


def _ending(said: str) -> str:
    last = said[-1]
    return last if last in ",." else "?" if last in "?!" else "-" if last in "…—–-" else "w"


def _looks(said: str, count: int, odd_style: bool, leads: bool) -> list[str]:
    looks = []
    if odd_style:
        looks.append("odd-style")
    if leads:
        looks.append("leads")
    if 1 < count < 10:
        words = said.split()
        small = sum(w[0].islower() for w in words)
        if small * 2 < count and words[-1][0].isupper():
            looks.append("titled" if small == 0 else "mostly-titled")
        elif small == 0:
            looks.append("titled")
    if said.isupper():
        looks.append("upper")
    if said[0].isdigit():
        looks.append("digit")
    return looks
