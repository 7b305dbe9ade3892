"""Sentences split over lines, as happens where every inline tag breaks the line.

A line goes on in the next one where the break stands in mid-sentence: the line has not ended, and the next one starts
like a continuation.  A name or link between two such lines belongs to both.  Menus are full of short lines that start
in lower case, so what is joined needs prose in it; and on a page that shows hardly any split sentence, only prose is
joined with prose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleannews.document import Document

_ENDS = frozenset(".!?…:。！？;")
_CLOSERS = "\"'”’»)]」』"
_GOES_ON = frozenset(",.;:!?)]}%、。，」")
_NEVER_STARTS = frozenset("•·*|>©+#►▶→")
PROSE = 6
"""Words a line needs to count as prose."""
SENTENCE, FRAGMENT = 9, 3
"""Words from which a line without an end may be the middle of a sentence; the fewer, if it ends in lower case or has
a comma, as headings seldom do."""
OFTEN, RARE = 4, 200
"""Times a word stands within the page's prose to be known for one that binds, and one in how many words it must be."""
_STOPS = '.!?…,;:。！？)"”'
SPLIT_PAGES = 12
"""A page is split everywhere if one of so many lines of prose is."""


class _Line(NamedTuple):
    """What a line shows of its own: how it starts (2 punctuation, 1 lower case, 0 neither, -1 a new item), if it can
    go on, how many words it has, and how it ends."""

    text: str
    start: int
    open: bool
    words: int
    last: str

    @property
    def prose(self) -> bool:
        return self.words >= PROSE

    @property
    def middle(self) -> bool:
        """Whether it must be the middle of a sentence."""
        if self.words >= SENTENCE or self.words < FRAGMENT:
            return self.words >= SENTENCE
        return self.last == "," or ", " in self.text or self.last_word.islower()

    @property
    def last_word(self) -> str:
        return self.text.rpartition(" ")[2]


def continuations(document: Document, joined: Container[int] = ()) -> list[int]:
    """Return the lines that go on in the line after them, in order."""
    texts, spans, source = document.texts, document.spans, document.source
    split = _split(document)
    if not split:
        return []
    everywhere = len(split) >= 3 and len(split) * SPLIT_PAGES >= sum([text.count(" ") >= PROSE - 1 for text in texts])
    if not everywhere:
        return [i for i in split if i not in joined and _prose_with_prose(_read(texts[i]), _read(texts[i + 1]))]
    binders = _binders(texts)
    lines = [_read(text) for text in texts]
    near = [source.count("\n", end, start) == 1 for (_, end), (start, _) in pairwise(spans)]
    found: list[int] = []
    for i, (adjacent, (line, after)) in enumerate(zip(near, pairwise(lines), strict=True)):
        if not adjacent or i in joined or not line.open or after.start < 0:
            continue
        chained = bool(found) and found[-1] == i - 1
        if line.last_word in binders:
            goes_on = True
        elif after.start > 0:
            goes_on = line.prose or after.prose or chained or after.start == 2
        else:
            goes_on = (line.last == "," and line.prose) or ((line.middle or chained) and _held(lines, near, i + 1))
        if goes_on:
            found.append(i)
    return found


def _split(document: Document) -> list[int]:
    """Lines that break off in mid-sentence: prose, or before prose that starts like a continuation."""
    texts, found = document.texts, []
    begun = [i for i, text in enumerate(texts) if text[0].islower() or text[0] in _GOES_ON]
    for i in begun[1:] if begun[:1] == [0] else begun:
        line, after = _read(texts[i - 1]), _read(texts[i])
        breaks_off = line.open and after.start > 0 and (line.prose or after.prose)
        if breaks_off and document.gap(i) == 1:
            found.append(i - 1)
    return found


def _prose_with_prose(line: _Line, after: _Line) -> bool:
    return line.prose and (after.prose or after.start == 2)


def _binders(texts: Sequence[str]) -> frozenset[str]:
    """Of the words that a page uses often, those after which none of its sentences ends: articles, prepositions ..."""
    within: list[str] = []
    last: set[str] = set()
    for text in texts:
        if len(text) >= 2 * PROSE - 1 and len(words := text.split()) >= PROSE:
            last.add(words.pop())
            within += words
    times, least = Counter(within), max(OFTEN, len(within) / RARE)
    ended = {word.rstrip(_STOPS) for word in last.union(times) if word[-1] in _STOPS}
    return frozenset([w for w, n in times.items() if n >= least and w.isalpha() and w.islower() and w not in ended])


def _read(text: str) -> _Line:
    first, last = text[0], text[-1]
    if first in _GOES_ON and not text.startswith(".."):
        start = 2
    elif first.islower():
        start = 1
    else:
        start = -1 if first in _NEVER_STARTS else 0
    if last in _CLOSERS:
        last = text.rstrip(_CLOSERS)[-1:]
    return _Line(text, start, last not in _ENDS, text.count(" ") + 1, last)


def _held(lines: list[_Line], near: list[bool], line: int) -> bool:
    """Whether a short line that starts like a name is held by the next one, which starts like a continuation."""
    if line + 1 >= len(lines) or lines[line].prose or not lines[line].open or not near[line]:
        return False
    return lines[line + 1].start > 0
