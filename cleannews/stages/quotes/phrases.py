"""Sentences and noun phrases, read off the letters of a `Shape`."""

from __future__ import annotations

from typing import NamedTuple

from cleannews.patterns import Pattern
from cleannews.stages.quotes.shapes import Shape

# A pronoun, also "that" for a noun ("signs that read"); somebody of a body or from a place ("a senior US official",
# "officials in Ohio said"); a name with what stands before and in it ("former Maryland Gov. Martin O’Malley", "the
# Department of Health", "Clinton’s campaign manager"); or a common noun with its determiner, or one for a person or
# body without.
_AT = r"[Io]D?[HX]{1,3}(?=B?[Ab]?B?V)"
_PHRASE = Pattern(
    rf"P|R|D[wN]{{1,2}}[HX]{{1,4}}s?[wN]?r{{1,2}}|(?:D[wNHX]{{0,3}})?r{_AT}"
    r"|(?<=[wrXN])T(?=B?[Ab]{0,2}B?[VWv])|(?<=Z)D[wNr]{0,3}[HX]{1,4}"
    r"|(?:D[wNrvs]{0,4}[rN]|D|[wN]{0,2}r{1,3})?[HX]{1,8}(?:(?:o|oD|s?[wrN]{1,3}|s|C)[HX]{1,6}){0,3}"
    rf"(?:s?[wN]{{0,2}}r{{1,2}}(?:{_AT})?)?"
    r"|D[wNvrs]{0,4}[wrN]|[wN]{0,2}r{1,2}|(?<![DwrsNHX])[wN]{1,2}(?=B?[Ab]?B?V)|(?<=Z)[wN]{1,2}"
)
PREDICATE = frozenset("VWvAbB,")
"""What follows a subject: a verb, an adverb, or the comma of what is put in."""
_SAYS_NEXT = Pattern(r"(?:P|[HX]{1,5}|D[wrvN]{1,4})?B?V")


class Phrase(NamedTuple):
    """A noun phrase: its first word and the one after its last, and what kind it is."""

    start: int
    end: int
    kind: str  # "pronoun", "relative", "name", "person" (a common noun for one who speaks) or "noun"


def phrases(letters: str, start: int, end: int) -> list[Phrase]:
    """The noun phrases between two words, in order."""
    return [Phrase(m.start(), m.end(), _kind(m[0])) for m in _PHRASE.finditer(letters, start, end)]


def _kind(letters: str) -> str:
    if letters in "PRT":
        return "pronoun" if letters == "P" else "relative"
    if "X" in letters:
        return "name"
    return "person" if "r" in letters or "H" in letters else "noun"


def sentences(shape: Shape) -> list[tuple[int, int]]:
    """Where each sentence of a paragraph begins and ends (exclusive), as word indices."""
    letters, found, start = shape.letters, [], 0
    for index in [i for i, letter in enumerate(letters) if letter in ".Q"]:
        if letters[index] == "." or _ends_sentence(shape, index, start):
            found.append((start, index + 1))
            start = index + 1
    if start < len(letters):
        found.append((start, len(letters)))
    return found


def _ends_sentence(shape: Shape, index: int, start: int) -> bool:
    """Whether a sentence ends with the quotation: a full stop inside and a capital after it.

    After a question or exclamation mark the sentence goes on where words of saying follow (“Why?” Mr Li asked.).
    """
    last = shape.text[shape.ends[index] - 1]
    if last not in ".?!…":
        return False
    if index + 1 == len(shape.letters) or shape.letters[index + 1] == "Q":
        return True
    if not shape.words[index + 1][0].isupper() and shape.letters[index + 1] not in "N(":
        return False
    return last in ".…" or index > start or not _SAYS_NEXT.match(shape.letters, index + 1)
