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
        found = self._phrases.get((first, last))
        if found is None:
            found = self._phrases[first, last] = phrases(self.shape.letters, first, last)
        return found

    def sentence_of(self, word: int) -> int:
        """The number of the sentence in which a word stands."""
        return bisect_right(self.sentences, (word, len(self.shape.words))) - 1

    def word_at(self, place: int) -> int:
        """The word that begins at an offset."""
        return bisect_left(self.shape.starts, place)


class Situation(NamedTuple):
    """What the page says of a paragraph's quotations."""

    paragraphs_since: int  # the last quotation
    left_open: bool  # that quotation was never closed
    mostly_double: bool  # the page quotes in double marks, so that single ones are something else
    leads: bool  # the paragraph may be the headline
    repeated: Collection[str]  # short words that stand in marks more than once
    speakers: Speakers


class Quoted(NamedTuple):
    """One marked stretch in its sentence.  Words are numbered as in the passage's shape."""

    word: int
    first: int  # of the sentence
    last: int  # exclusive
    sentence_before: tuple[int, int]  # empty if the sentence begins the paragraph
    word_before: int  # the quotation before it in the paragraph, -1 if none
    left_open: bool  # the quotation before was never closed
    said: str
    ending: str
    capital: bool
    odd_style: bool  # the marks are other than the page's
    situation: Situation


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
    shape, word, marked = passage.shape, passage.shape.quotes[number], passage.marked[number]
    said = shape.text[marked.start : marked.end]
    return Quoted(
        word,
        max(sentence[0], word - _REACH),
        min(sentence[1], word + _REACH),
        (max(before[0], before[1] - _REACH), before[1]),
        shape.quotes[number - 1] if number else -1,
        not passage.marked[number - 1].closed if number else situation.left_open,
        said,
        _ending(said[-1]),
        said[0].isupper(),
        situation.mostly_double and marked.single,
        situation,
    )


def _ending(last: str) -> str:
    return last if last in ",." else "?" if last in "?!" else "-" if last in "…—–-" else "w"
