"""Numbers of links in brackets before their words, and the list of addresses that they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleannews.patterns import Pattern

FEWEST = 8
"""Numbers that a page needs to count its links: footnotes are fewer, or stand behind words."""
BEFORE_WORDS, IN_TURN = 0.6, 0.8
"""Shares of the numbers that stand right before something, and that follow the number before."""
SKIPPED = 60
"""Links without words that may be left out of the count in one place."""
HEADINGS, MOST_BLANK = 2, 8
"""Lines above the list that can be headings of it, and among how many."""
LONGEST = 3000
"""Characters of a line of the list that are looked at."""
_NUMBER = Pattern(r"\[(\d{1,5})\]")
_ENTRY = Pattern(r"\s{0,8}\d{1,5}\. {1,4}\S")
_ADDRESS = Pattern(r"\s{0,16}(?:\d{1,5}\. {1,4})?(?:[a-zA-Z][\w+.-]{1,20}:|/)\S*+\s*+$")


def numbered(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of the numbers of a page's links and of the list of their addresses."""
    if "[1]" not in source:
        return
    marks = _chain(source)
    if len(marks) < FEWEST:
        return
    told = sum([source[end : end + 1].strip() != "" for _, end, _ in marks])
    turns = sum([after - number == 1 for (*_, number), (*_, after) in pairwise(marks)])
    if told < BEFORE_WORDS * len(marks) or turns < IN_TURN * (len(marks) - 1):
        return
    for start, end, _ in marks:
        yield start, end, "link-number"
    yield from _list(source, marks[-1][1])


def _chain(source: str) -> list[tuple[int, int, int]]:
    """The numbers in brackets that count up from the page's first link: where they stand, and which."""
    marks: list[tuple[int, int, int]] = []
    last = 0
    for mark in _NUMBER.finditer(source):
        number = int(mark[1])
        if last < number <= last + SKIPPED:
            marks.append((*mark.span(), number))
            last = number
    return marks


def _list(source: str, after: int) -> Iterator[tuple[int, int, str]]:
    """The list below the page, with the headings over it: lines that begin with a number, or are an address."""
    lines: list[tuple[int, int]] = []
    first = last = entries = addresses = 0
    start = source.find("\n", after) + 1 or len(source)
    while start < len(source):
        end = source.find("\n", start)
        end = len(source) if end < 0 else end
        text = source[start : min(end, start + LONGEST)]
        entry, address = _ENTRY.match(text) is not None, _ADDRESS.match(text) is not None
        if entry or address:
            entries, addresses = entries + entry, addresses + address
            first, last = first or len(lines) + 1, len(lines) + 1
        lines.append((start, end))
        start = end + 1
    if addresses >= FEWEST and 2 * addresses >= entries and 2 * (entries + addresses) >= last - first:
        over = [*_headings(source, lines[: first - 1])]
        yield from ((start, end, "link-list") for start, end in (*over, *lines[first - 1 : last]))


def _headings(source: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The last lines of these that say something, if it is a word or two."""
    said = [(start, end) for start, end in lines[-MOST_BLANK:] if source[start:end].strip()]
    for start, end in reversed(said[-HEADINGS:]):
        if source[start:end].strip().count(" ") > 1:
            return
        yield start, end
