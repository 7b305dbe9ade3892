"""Things run together on one line: icon descriptions, and pages without line breaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleannews.document import Document
from cleannews.patterns import Pattern

LONG_LINE = 240
"""Shorter lines are not searched for icon runs; a run of many descriptions is longer."""
MOST_RUNS = 6
FEWEST_ICONS = 6
"""So often a turn of phrase must come back, at most `APART` words from one time to the next."""
APART = 24
UNBROKEN = 2500
"""A line of so many characters is looked at as a page of its own."""

_SEPARATOR = Pattern(r"(?:\r(?!\n)|\x0b|\x0c|\x85|\u2028|\u2029)+")
_SENTENCE_END = Pattern(r"""[.!?…]["'”’»)\]]{0,3} +(?=[\p{Lu}\p{Lo}\d"'“‘«„(¿¡])|[。！？][」』”）]{0,2}""")
_WORD = Pattern(r"\S+")


def breaks(document: Document) -> Iterator[tuple[int, tuple[int, ...], str]]:
    """Yield (line, source offsets to break before, rule) for each line that holds more than one."""
    sizes = [end - start for start, end in document.spans]
    if not sizes or max(sizes) < LONG_LINE:
        return
    total = sum(sizes)
    for line, size in enumerate(sizes):
        if size < LONG_LINE:
            continue
        start, end = document.spans[line]
        source = document.source[start:end]
        if at := _returns(source, size, total):
            rule = "bare-returns"
        elif at := _around_icons(source):
            rule = "unglue-icons"
        elif size > UNBROKEN and size * 2 > total and len(sizes) < 40:
            at, rule = _sentences(source), "unbroken-page"
        if at:
            yield line, tuple(start + place for place in at), rule


def _returns(source: str, size: int, total: int) -> list[int]:
    """Other separators are line breaks where they are the page's only ones; else they are blanks."""
    if size * 2 < total or not any(c in source for c in "\r\x0b\x0c\x85\u2028\u2029"):
        return []
    return [m.end() for m in _SEPARATOR.finditer(source) if 0 < m.end() < len(source)]


def _around_icons(source: str) -> list[int]:
    """Where to break a line so that a run of icon descriptions stands alone; empty without one."""
    words = source.split()
    if len(words) < 4 * FEWEST_ICONS:
        return []
    phrases = Counter(zip(words, words[1:], words[2:], strict=False))
    phrase, times = phrases.most_common(1)[0]
    if times < FEWEST_ICONS or times * APART < len(words) // 4:
        return []
    where = [i for i in range(len(words) - 2) if (words[i], words[i + 1], words[i + 2]) == phrase]
    runs = [[where[0]]]
    for place in where[1:]:
        if place - runs[-1][-1] <= 2 * APART:
            runs[-1].append(place)
        else:
            runs.append([place])
    run = max(runs, key=len)
    if len(run) < FEWEST_ICONS or run[-1] - run[0] > APART * len(run):
        return []
    return _borders(source, run[0], run[-1] + 2)


def _borders(source: str, first: int, last: int) -> list[int]:
    """The sentence borders before word `first` and after word `last`, as offsets."""
    places = [m.span() for m in _WORD.finditer(source)]
    begin, stop = places[first][0], places[last][1]
    ends = [m.end() for m in _SENTENCE_END.finditer(source)]
    before = max((e for e in ends if e <= begin), default=0)
    after = min((e for e in ends if e >= stop), default=len(source))
    return [place for place in (before, after) if 0 < place < len(source)]


def _sentences(source: str) -> list[int]:
    return [m.end() for m in _SENTENCE_END.finditer(source) if m.end() < len(source)]
