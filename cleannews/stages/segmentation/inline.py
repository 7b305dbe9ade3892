"""Sentences split over lines, as happens where every inline tag breaks the line.

A line goes on in the next one where the break stands in mid-sentence: the line has not ended, and the next one starts
like a continuation.  A name or link between two such lines belongs to both.  Menus are full of short lines that start
in lower case, so a chain needs prose in it.
"""

from __future__ import annotations

from collections.abc import Container
from itertools import pairwise

from cleannews.document import Document

_ENDS = frozenset(".!?…:。！？;")
_CLOSERS = "\"'”’»)]」』"
_GOES_ON = frozenset(",.;:!?)]}”’»…%、。，」")
_NEVER_STARTS = frozenset("•·*|>©+#►▶→")
PROSE = 6
"""Words a line needs to count as prose."""


def continuations(document: Document, joined: Container[int] = ()) -> list[int]:
    """Return the lines that go on in the line after them, in order."""
    texts, spans, source = document.texts, document.spans, document.source
    count = len(texts)
    if count < 3:
        return []
    starts = [_starts(text) for text in texts]
    open_ = [_open(text) for text in texts]
    prose = [text.count(" ") >= PROSE - 1 for text in texts]
    near = [source.count("\n", a.end, b.start) == 1 for a, b in pairwise(spans)]
    split = sum(1 for i in range(count - 1) if near[i] and starts[i + 1] > 0 and open_[i] and (prose[i] or prose[i + 1]))
    everywhere = split >= 3 and split * 12 >= sum(prose)
    found = []
    for i in range(count - 1):
        if i in joined or not near[i] or not open_[i] or starts[i + 1] < 0:
            continue
        if starts[i + 1]:
            if prose[i] or prose[i + 1] or (everywhere and (found and found[-1] == i - 1 or starts[i + 1] == 2)):
                found.append(i)
        elif everywhere and _holds(i, texts, prose, starts, open_, near):
            found.append(i)
    return found


def _starts(text: str) -> int:
    """2: starts with closing punctuation; 1: in lower case; 0: like a sentence or a name; -1: like an item."""
    first = text[0]
    if first in _GOES_ON:
        return 2
    if first in _NEVER_STARTS:
        return -1
    return 1 if first.islower() else 0


def _open(text: str) -> bool:
    """Whether a sentence can go on after this line."""
    return text.rstrip(_CLOSERS)[-1:] not in _ENDS


def _holds(i: int, texts: tuple[str, ...], prose: list[bool], starts: list[int], open_: list[bool], near: list[bool]) -> bool:
    """Whether a line that starts like a name is held by its neighbours: prose before it, a continuation after."""
    if not prose[i]:
        return False
    after = i + 2
    return after < len(texts) and near[i + 1] and not prose[i + 1] and open_[i + 1] and starts[after] > 0
