"""Lists of the article: what is marked alike belongs together, though the line model doubts the shortest items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from cleannews.document import STANDING, Document
from cleannews.patterns import Pattern
from cleannews.stages.boilerplate.marks import BULLETS

LEAST, LEAST_HEADING = -2.0, -3.5
"""Log-odds of body below which no item, and no numbered heading, is taken."""
SHARE = 0.3
"""Share of a list's code points that must stay already."""
BEYOND = 12
"""Lines behind the last one of the article that are looked at."""
LONGEST = 120
"""Code points of a heading."""
_NUMBER = Pattern(r"(?:#{1,6} +)?\(?(\d{1,2})(?:[.):]| [-–])? +[^\W\d_]")
_SIGNS = frozenset(BULLETS + "-–")
_BEFORE_NUMBER = frozenset("#(0123456789")


def with_lists(document: Document, kept: Sequence[int]) -> list[int]:
    """The kept lines, in order, with the doubted items of their lists, and headings numbered like theirs."""
    if not kept:
        return []
    stay = set(kept)
    lines = range(kept[0], min(kept[-1] + BEYOND, len(document.texts)))
    standing = [line for line in lines if document.roles[line] == STANDING]
    for items in _lists(document.texts, standing):
        if items[0] - 1 in stay and _stays(document.texts, items, stay):
            stay.update(line for line in items if document.scores[line] > LEAST)
    for headings in _numbered(document, standing):
        if len(stay.intersection(headings)) > 1:
            stay.update(line for line in headings if document.scores[line] > LEAST_HEADING)
    return sorted(stay)


def _lists(texts: Sequence[str], lines: Sequence[int]) -> Iterator[list[int]]:
    """Runs of lines that begin with the same sign."""
    for (sign, _), run in groupby(enumerate(lines), lambda placed: (_sign(texts[placed[1]]), placed[1] - placed[0])):
        if sign:
            yield [line for _, line in run]


def _sign(text: str) -> str:
    return text[0] if text[0] in _SIGNS and text[1:2] == " " else ""


def _stays(texts: Sequence[str], items: Sequence[int], stay: set[int]) -> bool:
    staying = sum([len(texts[line]) for line in items if line in stay])
    return staying >= SHARE * sum([len(texts[line]) for line in items])


def _numbered(document: Document, lines: Sequence[int]) -> Iterator[list[int]]:
    """Lines with successive numbers, up or down, and others that may be of the article between each two of them."""
    chain: list[int] = []
    last, between = 0, False
    for line in lines:
        number = _number(document.texts[line])
        if number is None:
            between = between or document.scores[line] > LEAST
            continue
        if not between or abs(number - last) != 1:
            yield chain
            chain = []
        chain.append(line)
        last, between = number, False
    yield chain


def _number(text: str) -> int | None:
    if text[0] not in _BEFORE_NUMBER or len(text) > LONGEST:
        return None
    found = _NUMBER.match(text)
    return int(found[1]) if found else None
