"""Headlines of other news and appeals below an article: where little else stands they read like lines of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleannews.document import STANDING, Document
from cleannews.linemodel.features import ending_of
from cleannews.stages.boilerplate.appeals import is_appealing

PROSE = 0.7
"""Share of an article's text in whole sentences from which it is prose, and no list or table."""
SURE, UNSURE = 0.5, 1.0
"""Log-odds of body above which a sentence is surely of the article, and below which a line behind it hardly is."""
MOST, FEW = 0.5, 500
"""The greatest length of such lines, as a share of what stands above, or in code points where that is little; more is a
part of the article in another form."""

COUNTED_UP = 4
"""Commas of a line that is a list in itself, and no headline."""


def without_others_behind(document: Document, kept: Sequence[int]) -> list[int]:
    """The kept lines without titles and appeals behind the last sure sentence, where a line between them goes."""
    texts, scores, roles = document.texts, document.scores, document.roles
    sentences = {line for line in kept if 0.0 < ending_of(texts[line]) < 3.0}
    last = max((line for line in sentences if scores[line] > SURE), default=-1)
    above = [line for line in kept if line <= last and roles[line] == STANDING]
    length = _length(texts, above)
    if _length(texts, sentences.intersection(above)) <= PROSE * length:
        return [*kept]
    stay = {*kept}
    gap = next((i for i in range(last + 1, kept[-1]) if roles[i] == STANDING and i not in stay), kept[-1])
    others = {line for line in kept if line > gap and scores[line] < UNSURE and _is_other(document, line)}
    if _length(texts, others) > max(MOST * length, FEW):
        return [*kept]
    return [line for line in kept if line not in others]


def _is_other(document: Document, line: int) -> bool:
    text = document.texts[line]
    return _is_title(text) or is_appealing(text, document.field("language"))


def _is_title(text: str) -> bool:
    """Whether a line ends in no stop, colon or comma, and counts nothing up.

    >>> [_is_title(text) for text in ("Ice in the port", "Ice in the port,", "Ice, snow, hail, rain, and wind")]
    [True, False, False]
    """
    return not 0.0 < ending_of(text) < 5.0 and text.count(", ") + text.count("、") < COUNTED_UP


def _length(texts: Sequence[str], lines: Iterable[int]) -> int:
    return sum([len(texts[line]) for line in lines])
