"""Which words of a phrase are somebody's name: after titles and common nouns, before whose person it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleannews.patterns import Pattern
from cleannews.stages.quotes.names import genders

if TYPE_CHECKING:
    from cleannews.stages.quotes.shapes import Shape

PARTICLES = frozenset(("de", "van", "von", "der", "den", "di", "da", "bin", "al", "el", "la", "le", "du", "dos"))
"""Small words within names."""
_POSSESSED = Pattern("[rw](?:[oI]D?|D)[wHX]")  # "a spokeswoman of the Bank": the name is not the speaker's
_APPOSED = Pattern(r",H{0,2}(X{2,4})(?=[,.(Q-]|$)")
_ABBREVIATED = 4  # letters of a title that is cut short


def apposed(shape: Shape, last: int) -> str | None:
    """The name after a description and a comma ("the head of the line, Ada Byron."), if either is surely a person's."""
    found = _APPOSED.match(shape.letters, last)
    if found is None:
        return None
    start, end = found.span(1)
    person = shape.words[start].lower() in genders() or shape.letters[last - 1] == "r"
    return shape.text[shape.starts[start] : shape.ends[end - 1]] if person else None


def core(letters: str, words: list[str], first: int, last: int) -> tuple[int, int] | None:
    """The words of a phrase that are the name: after titles and common nouns; None if it ends in a common noun."""
    last = _before_body(letters, words, first, last)
    if letters[last - 1] not in "XH" or (last - first > 2 and _POSSESSED.search(letters, first, last)):
        return None
    if "X" not in letters[first:last] and (letters[first] in "Dr" or letters[first:last] == "HH"):
        return None
    start = last - 1
    while start > first and (letters[start - 1] in "Xo" or words[start - 1] in PARTICLES):
        start -= 1
    while letters[start] != "X" and start < last - 1:
        start += 1
    body = letters[first] == "D"  # or a person behind a description: "the Texas Republican Ted Cruz"
    for index in range(max(start, last - 2) if body else start, last - 1):
        if words[index].lower() in genders():
            return index, last
    title = words[start - 1] if body and last - start == 1 and letters[first:start].endswith("H") else ""
    return (start - 1, last) if len(title) > _ABBREVIATED else (start, last)  # "the Justice Department"


def _before_body(letters: str, words: list[str], first: int, last: int) -> int:
    """Where a person's name ends that goes on with whose person it is ("Ada Byron of the Royal Society")."""
    named = letters.find("X", first, last)
    end = letters.find("o", named, last)
    if end - named < 2 or named < 0 or words[end] in PARTICLES or letters[named:end].strip("X"):
        return last
    return end if words[named].lower() in genders() and letters[first] != "D" else last
