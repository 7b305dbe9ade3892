"""Where pictures of the article are looked for: near lines that are surely of the body."""

from __future__ import annotations

from collections.abc import Iterable

from cleannews.document import Document
from cleannews.stages.captions.credits import Words
from cleannews.stages.captions.lines import Line, read_lines, strong

REACH = 12
"""Lines from one of the body to the farthest that is read for pictures."""
_SURE, _SURE_LENGTH = 0.0, 50


def prose_lines(document: Document) -> list[int]:
    """The lines that the model takes for the body and that are long enough to count on."""
    texts = document.texts
    return [i for i, score in enumerate(document.scores) if score > _SURE and len(texts[i]) > _SURE_LENGTH]


def region(document: Document) -> list[int]:
    """The places of the lines near the body."""
    near: list[int] = []
    end = 0
    for place in prose_lines(document):
        start = max(end, place - REACH)
        end = min(len(document.texts), place + REACH + 1)
        near.extend(range(start, end))
    return near


def read_region(document: Document, words: Words) -> dict[int, Line]:
    """Read the lines near the body, and on from there as far as a gallery of credited pictures goes."""
    lines = read_lines(document, region(document), words)
    if not lines:
        return lines
    first, last = min(lines), max(lines)
    while first > 0 and _pictured(lines, range(first, first + REACH)):
        start = max(0, first - REACH)
        lines = read_lines(document, range(start, first), words) | lines
        first = start
    end = len(document.texts)
    while last + 1 < end and _pictured(lines, range(last - REACH + 1, last + 1)):
        stop = min(end, last + 1 + REACH)
        lines |= read_lines(document, range(last + 1, stop), words)
        last = stop - 1
    return lines


def _pictured(lines: dict[int, Line], places: Iterable[int]) -> bool:
    return any(place in lines and lines[place].kind == "text" and strong(lines[place]) for place in places)
