"""Numbers of links in brackets before their words, and the list of addresses that they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleannews.patterns import Pattern

FEWEST = 8
"""The fewest numbers on a page that counts its links: footnotes are fewer, or stand behind words."""
BEFORE_WORDS, IN_TURN = 0.6, 0.8
"""Shares of the numbers that stand right before something, and that follow the number before."""
SKIPPED = 60
"""The most numbers left out in one place: links without words have a number but no mark."""
HEADINGS, MOST_BLANK = 2, 8
"""The most headings over the list, and among how many lines above it they are looked for."""
LONGEST = 3000
"""Of each line of the list, so many characters are looked at."""
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
    """The numbers in brackets that count up from 1, each as (start, end, number)."""
    marks: list[tuple[int, int, int]] = []
    last = 0
    for mark in _NUMBER.finditer(source):
        number = int(mark[1])
        if last < number <= last + SKIPPED:
            marks.append((*mark.span(), number))
            last = number
    return marks


def _list(source: str, after: int) -> Iterator[tuple[int, int, str]]:
    """The list of addresses below the last number (`after`), with its headings: numbered lines, or addresses alone."""
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
    """The last lines of these that are not empty, as long as each is of one or two words."""
    said = [(start, end) for start, end in lines[-MOST_BLANK:] if source[start:end].strip()]
    for start, end in reversed(said[-HEADINGS:]):
        if source[start:end].strip().count(" ") > 1:
            return
        yield start, end
