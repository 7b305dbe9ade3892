"""Things run together on one line: icon descriptions, and pages without line breaks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from cleannews.document import Document
from cleannews.edits import Span
from cleannews.linemodel.icons import SHORTEST, icon_run
from cleannews.patterns import Pattern
from cleannews.stages.segmentation.run_together import MIXED, ends, is_glued

_SEPARATOR = Pattern(r"(?:\r(?!\n)|\x0b|\x0c|\x85|\u2028|\u2029)+")
_SENTENCE_END = Pattern(r"""[.!?…]["'”’»)\]]{0,3} +(?=[\p{Lu}\p{Lo}\d"'“‘«„(¿¡])|[。！？][」』”）]{0,2}""")
_WORD = Pattern(r"[^\s\x1c-\x1f]+")  # what `str.split` gives, to which these four are blanks


def breaks(document: Document) -> Iterator[tuple[int, tuple[int, ...], str]]:
    """Yield (line, source offsets to break before, rule) for each line that holds more than one."""
    sizes = [end - start for start, end in document.spans]
    for line in document.cuts:
        sizes[line] = len(document.texts[line])
    if not sizes or max(sizes) < SHORTEST:
        return
    total, glued = sum(sizes), is_glued(document, sizes)
    blocks = {} if glued is None else ends(document, glued=glued)
    for line, size in enumerate(sizes):
        if size < (SHORTEST if glued is None else MIXED):
            continue
        start, end = document.spans[line]
        source = document.source[start:end]
        if at := _returns(source, size, total):
            rule = "bare-returns"
        else:
            at, rule = _around_icons(source), "unglue-icons"
            if glued is not None:
                at, rule = _apart_from_icons(source, blocks.get(line, [])), "run-together"
        if places := _outside(document.cuts.get(line, ()), [start + place for place in at]):
            yield line, tuple(places), rule


def _outside(cuts: Sequence[Span], places: list[int]) -> list[int]:
    """Those of the places that are not within what was cut."""
    ends = [cut.end for cut in cuts]
    return [at for at in places if (i := bisect_right(ends, at)) == len(ends) or at <= cuts[i].start]


def _returns(source: str, size: int, total: int) -> list[int]:
    """Other separators are line breaks where they are the page's only ones; else they are blanks."""
    if size * 2 < total or not any(c in source for c in "\r\x0b\x0c\x85\u2028\u2029"):
        return []
    return [m.end() for m in _SEPARATOR.finditer(source) if 0 < m.end() < len(source)]


def _around_icons(source: str) -> list[int]:
    """Where to break a line so that a run of icon descriptions stands alone; empty without one."""
    run = icon_run(source)
    if run is None:
        return []
    found = _borders(source, *run, [m.end() for m in _SENTENCE_END.finditer(source)])
    return [place for place in found if 0 < place < len(source)]


def _apart_from_icons(source: str, places: Sequence[int]) -> list[int]:
    """Where a line of many blocks is broken: at these places, but inside no run of icon descriptions."""
    runs: list[tuple[int, int]] = []
    for start, end in _icon_runs(source, places):
        if runs and start - runs[-1][1] < SHORTEST:
            start, _ = runs.pop()
        runs.append((start, end))
    if not runs:
        return [*places]
    kept = {place for place in places if not any(start < place < end for start, end in runs)}.union(*runs)
    return sorted(place for place in kept if 0 < place < len(source))


def _icon_runs(source: str, places: Sequence[int], deep: int = 3) -> list[tuple[int, int]]:
    """The runs of icon descriptions between two of the places: the longest one, and so on beside it, so many deep."""
    run = icon_run(source) if deep else None
    if run is None:
        return []
    before, after = _borders(source, *run, places)
    left = _icon_runs(source[:before], [place for place in places if place < before], deep - 1)
    right = _icon_runs(source[after:], [place - after for place in places if place > after], deep - 1)
    return [*left, (before, after), *((after + start, after + end) for start, end in right)]


def _borders(source: str, first: int, last: int, ends: Sequence[int]) -> tuple[int, int]:
    """The last of the ends before word `first` and the first one after word `last`; else the line's own."""
    words = [m.start() for m in _WORD.finditer(source)]
    before = max((end for end in ends if end <= words[first]), default=0)
    after = min((end for end in ends if end > words[last]), default=len(source))
    return before, after
