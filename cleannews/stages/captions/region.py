"""Where pictures of the article are looked for: near lines that are surely of the body, and in galleries."""

from __future__ import annotations

from cleannews.document import Document
from cleannews.stages.captions.lines import Line, is_counter, read_lines
from cleannews.stages.captions.vocabulary import Words

REACH = 12
"""Lines from one of the body to the farthest that is read for pictures."""
GAP = 40
"""Lines between two of the body, at most, that are all read: a long gallery."""
_SURE, _SURE_LENGTH = 0.0, 50


def prose_lines(document: Document) -> list[int]:
    """The lines that the model takes for the body and that are long enough to count on."""
    texts = document.texts
    return [i for i, score in enumerate(document.scores) if score > _SURE and len(texts[i]) > _SURE_LENGTH]


def read_region(document: Document, prose: list[int], words: Words) -> dict[int, Line]:
    """Read the lines near the body, and the pictures of a gallery wherever its counters stand."""
    texts = document.texts
    near: list[int] = []
    end = 0
    for place in (*_headline(document, prose), *prose):
        start = end if place - end < GAP and end else max(end, place - REACH)
        end = min(len(texts), place + REACH + 1)
        near.extend(range(start, end))
    numbers = [place for place, text in enumerate(texts) if text < ":" and text >= "0" and len(text) < 12]
    if counters := [place for place in numbers if is_counter(texts[place])]:
        last = len(texts) - 1
        near = sorted({*near, *(min(place + step, last) for place in counters for step in range(3))})
    return read_lines(document, near, words) if prose else {}


def _headline(document: Document, prose: list[int]) -> list[int]:
    """The headline, if it stands above the body."""
    return [place for place in document.marked("headline")[:1] if prose and place < prose[0]]
