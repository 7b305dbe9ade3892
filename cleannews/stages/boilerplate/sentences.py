"""Whole sentences: what was parted at a mere blank in mid-sentence stays with the rest of its sentence.

Where blocks were run together they are parted too often (`segmentation.run_together`), before many a name; alone, a
piece of two words reads like a menu.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleannews.document import Document

LONGEST = 200
"""Characters of the pieces that are taken back between two of the article: what is longer was judged by itself."""
LEAST = -3.0
"""Log-odds of body below which a piece is no part of a sentence: it stands away from all prose."""
_STOPS = frozenset(".!?…:。！？;")
_CLOSERS = "\"'”’»)]」』"


def whole_sentences(document: Document, kept: Sequence[int]) -> list[int]:
    """The kept lines, in order, with the pieces that a sentence of theirs goes on in, or that lie before one and after
    another."""
    stay = set(kept)
    for line in kept:
        if line + 1 not in stay and not _ends(document.texts[line]):
            stay.update(_onward(document, line, stay))
        if line - 1 not in stay and line:
            stay.update(_back(document, line, stay))
    return sorted(stay)


def _onward(document: Document, line: int, stay: set[int]) -> list[int]:
    """The pieces after a line up to the end of its sentence, or to the next one that stays."""
    found: list[int] = []
    while _may_go(document, line, line + 1, found):
        line += 1
        if line in stay:
            return found
        found.append(line)
        if _ends(document.texts[line]):
            return found
    return []


def _back(document: Document, line: int, stay: set[int]) -> list[int]:
    """The pieces between a line and the last one before it that stays, where none of them ends a sentence."""
    found: list[int] = []
    while _may_go(document, line - 1, line, found):
        line -= 1
        if line in stay:
            return found
        if _ends(document.texts[line]):
            return []
        found.append(line)
    return []


def _may_go(document: Document, line: int, after: int, found: Sequence[int]) -> bool:
    """Whether two lines may be pieces of one sentence, those found so far not being too many."""
    texts, scores = document.texts, document.scores
    return (
        line >= 0
        and after < len(texts)
        and document.parted_at_blank(line, after)
        and min(scores[line], scores[after]) > LEAST
        and sum([len(texts[i]) for i in found]) <= LONGEST
    )


def _ends(text: str) -> bool:
    """Whether a sentence ends with the line."""
    bare = text.rstrip(_CLOSERS)
    return not bare or bare[-1] in _STOPS
