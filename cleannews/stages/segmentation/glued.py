"""Things run together on one line: icon descriptions, and pages without line breaks."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document
from cleannews.linemodel.icons import SHORTEST, icon_run
from cleannews.patterns import Pattern
from cleannews.stages.segmentation.run_together import MIXED, ends, is_glued

_SEPARATOR = Pattern(r"(?:\r(?!\n)|\x0b|\x0c|\x85|\u2028|\u2029)+")
_SENTENCE_END = Pattern(r"""[.!?…]["'”’»)\]]{0,3} +(?=[\p{Lu}\p{Lo}\d"'“‘«„(¿¡])|[。！？][」』”）]{0,2}""")
_WORD = Pattern(r"[^\s\x1c-\x1f]+")  # what `str.split` gives, to which these four are blanks


def breaks(document: Document) -> Iterator[tuple[int, tuple[int, ...], str]]:
    """Yield (line, source offsets to break before, rule) for each line that holds more than one."""
    sizes = [end - start for start, end in document.spans]
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
                at, rule = sorted({*at, *blocks.get(line, ())}), "run-together"
        if at:
            yield line, tuple(start + place for place in at), rule


def _returns(source: str, size: int, total: int) -> list[int]:
    """Other separators are line breaks where they are the page's only ones; else they are blanks."""
    if size * 2 < total or not any(c in source for c in "\r\x0b\x0c\x85\u2028\u2029"):
        return []
    return [m.end() for m in _SEPARATOR.finditer(source) if 0 < m.end() < len(source)]


def _around_icons(source: str) -> list[int]:
    """Where to break a line so that a run of icon descriptions stands alone; empty without one."""
    run = icon_run(source)
    return _borders(source, *run) if run else []


def _borders(source: str, first: int, last: int) -> list[int]:
    """The sentence borders before word `first` and after word `last`, as offsets."""
    places = [m.span() for m in _WORD.finditer(source)]
    begin, stop = places[first][0], places[last][1]
    ends = [m.end() for m in _SENTENCE_END.finditer(source)]
    before = max((e for e in ends if e <= begin), default=0)
    after = min((e for e in ends if e >= stop), default=len(source))
    return [place for place in (before, after) if 0 < place < len(source)]
