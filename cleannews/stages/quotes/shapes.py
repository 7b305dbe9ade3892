"""The words of a paragraph that stand outside its quotations, each with its class, so that patterns can be read off.

>>> from cleannews.stages.quotes.lexicon import lexicon
>>> from cleannews.stages.quotes.marks import pair
>>> text = "“No,” Mr Orban told Reuters on Monday."
>>> shape(text, pair(text), lexicon("en")).letters
'QHXVXIK.'
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleannews.patterns import Pattern
from cleannews.stages.quotes.lexicon import Lexicon
from cleannews.stages.quotes.marks import Marked
from cleannews.stages.quotes.wordclasses import (
    ACCORDING,
    CAPITAL,
    FULL_STOP,
    PARTICLE,
    VERB,
    VERB_IN_S,
    pieces,
)

_CAPITALISED = Pattern(r"\s(\p{Lu}\p{Ll}{0,12})\b")
_GOES_ON = Pattern(r"\)?,|\)? ?\p{Ll}")  # after a full stop that ends no sentence: "Mr Li (D-Nev.) said"
QUOTED = "Q"
_SENTENCE_STARTS = frozenset(".:-")
_SENTENCE_STARTERS = frozenset("PDSCB")
_SUBJECTS = frozenset("PRTB")
_NOUNS_AFTER = {VERB: frozenset("Ds"), VERB_IN_S: frozenset("DsIo")}


class Shape(NamedTuple):
    """Parallel columns: item `i` of each is about word `i`; offsets are in the paragraph."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    letters: str
    quotes: list[int]  # which words stand for the quotations, in order


def shape(text: str, marked: Sequence[Marked], lexicon: Lexicon) -> Shape:
    """Read a paragraph; each of the `marked` stretches counts as one word, Q."""
    reader = _Reader(text, marked, lexicon)
    reader.settle()
    letters = "".join(reader.codes)
    quotes = [i for i, letter in enumerate(letters) if letter == QUOTED] if marked else []
    return Shape(text, reader.words, reader.starts, reader.ends, letters, quotes)


class _Reader:
    """The columns while they are made.  Most words have their letter by themselves; only the others are looked at."""

    def __init__(self, text: str, marked: Sequence[Marked], lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.codes: list[str] = []
        known, place = lexicon.pieces, 0
        add_word, add_start, add_end = self.words.append, self.starts.append, self.ends.append
        add_code = self.codes.append
        for start, end in [*[(m.start, m.end) for m in marked], (len(text), 0)]:
            for chunk in text[place:start].split(" "):
                row = known.get(chunk)
                for first, last, word, code in pieces(chunk, lexicon) if row is None else row:
                    add_word(word)
                    add_start(place + first)
                    add_end(place + last)
                    add_code(code)
                place += len(chunk) + 1
            if end:
                add_word("")
                add_start(start)
                add_end(end)
                add_code(QUOTED)
                place = end

    def settle(self) -> None:
        """Give each word the one letter that what stands around it leaves."""
        codes = self.codes
        for index in [i for i, code in enumerate(codes) if len(code) > 1]:
            if len(code := codes[index]) > 1:  # not yet "according to"
                codes[index] = self._settled(index, code)
        if "" in codes:
            self._keep([i for i, code in enumerate(codes) if code])

    def _keep(self, left: list[int]) -> None:
        for name in ("words", "starts", "ends", "codes"):
            column = getattr(self, name)
            setattr(self, name, [column[i] for i in left])

    def _settled(self, index: int, code: str) -> str:
        """The letter of a word with a code of more than one, "" for a full stop that goes with the word before."""
        if code == FULL_STOP:
            return "" if self._abbreviates(index) else "."
        looked, letter = code[0], code[1:]
        if looked == CAPITAL:
            return letter if self._starts_sentence(index) else "X"
        if looked == ACCORDING:
            if self._means_according(index):
                return "Z"
            return letter if len(letter) == 1 else self._settled(index, letter)
        before = self._before(index)
        if (nouns_after := _NOUNS_AFTER.get(looked)) is not None:
            return "w" if before in nouns_after else letter  # "the remarks", "her claim"
        if looked == PARTICLE:
            at = self.ends[index] + 1
            return "X" if before == "X" and self.text[at : at + 1].isupper() else letter
        return "b" if before in _SUBJECTS else "s"

    def _last(self, index: int) -> int:
        """The word before one, -1 if none."""
        index -= 1
        while index >= 0 and not self.codes[index]:
            index -= 1
        return index

    def _before(self, index: int) -> str:
        last = self._last(index)
        return self.codes[last] if last >= 0 else "^"

    def _abbreviates(self, index: int) -> bool:
        """Whether a full stop belongs to the word before it, which then takes it in."""
        last, at = self._last(index), self.starts[index]
        if last < 0 or self.ends[last] != at or self.codes[last] == QUOTED:
            return False
        word = self.words[last]
        lower = word.lower()
        following = self.text[at + 1 : at + 3]
        if (following[:1] != " " or following[1:].islower()) and _GOES_ON.match(self.text, at + 1) is not None:
            self.ends[last] = at + 1
            return True
        if lower not in self.lexicon.abbreviations and not (len(word) == 1 and word.isupper()):
            return False
        if lower not in self.lexicon.titles and self._begins_sentence(at + 1):
            return False  # "at 7 p.m. He said"
        self.ends[last] = at + 1
        return True

    def _begins_sentence(self, at: int) -> bool:
        """Whether a capitalised pronoun, determiner or the like stands next."""
        following = _CAPITALISED.match(self.text, at)
        return following is not None and self.lexicon.letters.get(following[1].lower(), "") in _SENTENCE_STARTERS

    def _starts_sentence(self, index: int) -> bool:
        last = self._last(index)
        if last < 0 or self.codes[last] != QUOTED:
            return last < 0 or self.codes[last] in _SENTENCE_STARTS
        return self.text[self.ends[last] - 1] != ","

    def _means_according(self, index: int) -> bool:
        lower = self.words[index].lower()
        for phrase in self.lexicon.according.get(lower, ()):
            first = index - phrase.index(lower)
            words = slice(max(0, first), first + len(phrase))
            if tuple([word.lower() for word in self.words[words]]) == phrase:
                self.codes[words] = "Z" * len(phrase)
                return True
        if lower not in self.lexicon.according_after:
            return False
        return self._before(index) == QUOTED or "".join(self.codes[max(0, index - 2) : index]) == QUOTED + ","
