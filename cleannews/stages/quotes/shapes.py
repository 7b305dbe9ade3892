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

_TOKEN = Pattern(
    r"""(?:\p{L}\.){2,8}|\d+(?:[.,]\d+){1,4}|[@#]?\w+(?:[’'.&@/\-‑]\w+){0,8}|\.{3}|[,:;.!?()…—–―&]|(?<=\s)-(?=\s)|(?<![^\s”"’'])-{1,2}(?=[\s\p{Lu}])"""
)
_CAPITALISED = Pattern(r"\s(\p{Lu}\p{Ll}{0,12})\b")
_PUNCTUATION = {
    ",": ",", ":": ":", ";": ";", ".": ".", "!": ".", "?": ".", "(": "(", ")": ")", "…": "-", "...": "-", "—": "-",
    "–": "-", "―": "-", "-": "-", "--": "-", "&": "C",
}  # fmt: skip
_SENTENCE_STARTS = frozenset(".:-")
_NAMELY = frozenset("VWGvABInrwoSC")  # a capital letter inside a sentence makes these a name


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
    reader = _Reader(text, lexicon)
    place = 0
    for stretch in marked:
        reader.read(place, stretch.start)
        reader.quotes.append(len(reader.words))
        reader.add("", stretch.start, stretch.end, "Q")
        place = stretch.end
    reader.read(place, len(text))
    return Shape(text, reader.words, reader.starts, reader.ends, "".join(reader.letters), reader.quotes)


class _Reader:
    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.letters: list[str] = []
        self.quotes: list[int] = []

    def add(self, word: str, start: int, end: int, letter: str) -> None:
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)
        self.letters.append(letter)

    def read(self, start: int, end: int) -> None:
        simple = self.lexicon.simple
        for match in _TOKEN.finditer(self.text, start, end):
            token, at = match[0], match.start()
            if (letter := simple.get(token)) is not None:  # most words: nothing around them matters
                self.words.append(token)
                self.starts.append(at)
                self.ends.append(match.end())
                self.letters.append(letter)
            elif (mark := _PUNCTUATION.get(token)) is not None:
                if mark != "." or not self._abbreviates(at):
                    self.add(token, at, match.end(), mark)
            elif "’" in token or "'" in token or "-" in token:
                self._compound(token, at)
            else:
                self._word(token, at)

    def _abbreviates(self, at: int) -> bool:
        """Whether a full stop belongs to the word before it, which then takes it in."""
        if not self.words or self.ends[-1] != at or self.letters[-1] == "Q":
            return False
        word = self.words[-1]
        if word.lower() not in self.lexicon.abbreviations and not (len(word) == 1 and word.isupper()):
            return False
        if word.lower() not in self.lexicon.titles and self._begins_sentence(at + 1):
            return False  # "at 7 p.m. He said"
        self.ends[-1] = at + 1
        return True

    def _begins_sentence(self, at: int) -> bool:
        """Whether a capitalised pronoun, determiner or the like stands next."""
        following = _CAPITALISED.match(self.text, at)
        return following is not None and self.lexicon.letters.get(following[1].lower(), "") in tuple("PDSCB")

    def _compound(self, token: str, at: int) -> None:
        """Take apart what an apostrophe or a hyphen joins: "Trump’s", "l’ancien", "dit-il"."""
        lower = token.lower().replace("'", "’")
        head, _, tail = lower.rpartition("’")
        if head and tail in ("s", ""):
            self._word(token[: len(head)], at)
            contracted = self.letters[-1] in "PRTB"
            self.add(token[len(head) :], at + len(head), at + len(token), "b" if contracted else "s")
        elif lower in self.lexicon.letters:
            self._word(token.replace("'", "’"), at)
        elif head and "’" + tail in self.lexicon.letters:
            self._word(token[: len(head)], at)
            self._word(token[len(head) :].replace("'", "’"), at + len(head))
        elif (first := lower.partition("’")[0]) in self.lexicon.clitics and len(first) + 1 < len(token):
            self._word(token[: len(first)], at)
            self._compound(token[len(first) + 1 :], at + len(first) + 1)
        elif "-" in token and (tail := lower.rpartition("-")[2]) in self.lexicon.pronouns:
            self._word(token[: -len(tail) - 1].removesuffix("-t"), at)
            self._word(token[-len(tail) :], at + len(token) - len(tail))
        else:
            self._word(token, at)

    def _word(self, word: str, at: int) -> None:
        lower = word.lower()
        letter = self.lexicon.letters.get(lower)
        capital = word[0].isupper()
        if ((phrases := self.lexicon.according.get(lower)) and self._ends_phrase(phrases)) or (
            lower in self.lexicon.according_after and "".join(self.letters[-2:]).endswith(("Q,", "Q"))
        ):
            letter = "Z"
        elif capital and lower.rstrip(".") in self.lexicon.titles:
            letter = "H"
        elif letter is None:
            letter = self.lexicon.letter(word, lower)
            if lower not in self.lexicon.according and lower not in self.lexicon.according_after:
                self.lexicon.remember(word, letter)
        elif capital and letter == "r" and self.lexicon.nouns_capitalised:
            pass
        elif capital and letter == "K" and not self.lexicon.times_capitalised:
            letter = "X"  # Julio, where months are written small
        elif capital and letter in _NAMELY and not self._starts_sentence():
            letter = "X"
        elif letter in "VW" and self.lexicon.verbs_are_nouns and self._follows_article(lower):
            letter = "w"  # "the remarks", "her claim"
        self.add(word, at, at + len(word), letter)

    def _follows_article(self, lower: str) -> bool:
        before = self.letters[-1] if self.letters else ""
        return before in ("D", "s") or (before in ("I", "o") and lower.endswith("s"))

    def _starts_sentence(self) -> bool:
        if not self.letters or self.letters[-1] != "Q":
            return not self.letters or self.letters[-1] in _SENTENCE_STARTS
        return self.text[self.ends[-1] - 1] != ","

    def _ends_phrase(self, phrases: tuple[tuple[str, ...], ...]) -> bool:
        for phrase in phrases:
            first = len(self.words) - len(phrase) + 1
            if first >= 0 and [w.lower() for w in self.words[first:]] == list(phrase[:-1]):
                self.letters[first:] = "Z" * (len(phrase) - 1)
                return True
        return False
