"""The words of a page on long lines: at its blanks, and where blocks were glued also where two words may meet.

A capital inside a word is such a place, but for names that are written so: those that are known, and those that stand
on the page in several contexts.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from cleannews.patterns import Pattern

LONGEST_NAME, CONTEXT = 16, 8
"""Characters of a name with a capital inside, and those before it that tell if it is the same block again."""
_CAMEL = Pattern(r"(?<!\p{L})\p{L}{0,40}?\p{Ll}\p{Lu}(?:\p{L}{0,80}|(?= ))")
_CAPITAL = Pattern(r"(?<=\p{Ll})\p{Lu}(?=\p{Ll}|\P{L}|$)")
_SEAM = Pattern(
    r"""(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|"""
    r"""(?<=[.!?…:;,)\]"”»。！？」』])(?=[\p{L}"“„«‘(\[•])|(?<=[\p{L})\]][.!?…:;)\]"”»])(?=\d)|"""
    r"""(?<=[\p{L}\d.!?])(?=[(\[•□■☆○▪►*|©#])|(?<=[•□■☆○▪►*|©#>])(?=\S)"""
)


class Word(NamedTuple):
    """A word of a line: where it stands, and whether a blank stands before it."""

    start: int
    end: int
    apart: bool


def words(source: str, *, glued: bool) -> list[Word]:
    """The words of a line, in order.

    >>> line = "Home News12 May By JaneIce holds the harbour."
    >>> [line[start:end] for start, end, _ in words(line, glued=True)]
    ['Home', 'News', '12', 'May', 'By', 'Jane', 'Ice', 'holds', 'the', 'harbour.']
    """
    if not glued:
        return [Word(start, start + len(word), True) for start, word in _apart(source)]
    places = sorted({*_meetings(source), *[found.start() for found in _SEAM.finditer(source)]}, reverse=True)
    cut: list[Word] = []
    for start, word in _apart(source):
        end, apart = start + len(word), True
        while places and places[-1] <= start:
            places.pop()
        while places and places[-1] < end:
            cut.append(Word(start, place := places.pop(), apart))
            start, apart = place, False
        cut.append(Word(start, end, apart))
    return cut


def _apart(source: str) -> Iterator[tuple[int, str]]:
    """What stands between blanks, and where."""
    end = 0
    for word in source.split():
        start = source.index(word, end)
        end = start + len(word)
        yield start, word


def _meetings(source: str) -> Iterator[int]:
    """Where a word meets a capital, unless it is a name that is written so: known, or standing in several contexts."""
    known, openings = _names()
    found = list(_CAMEL.finditer(source))
    before = {(word[0], source[max(0, word.start() - CONTEXT) : word.start()]) for word in found}
    contexts = Counter([word for word, _ in before])
    for word in found:
        if contexts[word[0]] > 1 and len(word[0]) <= LONGEST_NAME:
            continue
        kept = _inside(known, word[0])
        for capital in _CAPITAL.finditer(word[0]):
            at = capital.start()
            if at not in kept and word[0][:at] not in openings:
                yield word.start() + at


def _inside(names: Sequence[str], word: str) -> set[int]:
    """The places inside the first of each of these names in a word."""
    first = {name: word.index(name) for name in names if name in word}
    return {at for name, start in first.items() for at in range(start + 1, start + len(name))}


@cache
def _names() -> tuple[tuple[str, ...], frozenset[str]]:
    """Names with a capital inside, and what names begin with before one."""
    data = tomllib.loads(resources.files(__package__).joinpath("inner_capitals.toml").read_text("utf-8"))
    return tuple(data["names"]), frozenset(data["openings"])
