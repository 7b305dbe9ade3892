"""A closer look at a few lines: columns that cost too much for every line of a page.

Only the lines that the first pass was not sure of are measured here; the columns hold nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cleannews.document import Document
from cleannews.linemodel.features import WORDS_READ, Lines

_BULLETS = frozenset("*+-•·‣◦▪■□●○–—#>|►▶→")
_COLUMNS = (
    "length", "beginning", "titled", "titled+1", "titled-1", "upper", "numbers", "marks", "indent", "gap", "gap_after",
    "echo", "alike_below", "alike_above",
)  # fmt: skip
_QUOTES = frozenset('"“”„«»‟「『')


def look_closer(document: Document, lines: Lines, chosen: Sequence[int]) -> dict[str, list[float]]:
    """Return the columns of the chosen lines of a measured page."""
    texts, count = document.texts, len(document.texts)
    rows = []
    source, spans, units = document.source, document.spans, lines.columns["units"]
    begun = Counter(text[:24] for text in set(texts))
    for i in chosen:
        text = texts[i]
        split = text[:WORDS_READ].split()
        start, end = spans[i]
        rows.append(
            (
                len(text) / units[i],
                _beginning(text),
                sum(map(str.istitle, split)) / len(split),
                _titled(texts, i - 1),
                _titled(texts, i + 1),
                sum(map(str.isupper, split)) / len(split),
                sum(map(str.isdigit, text[:60])) / min(60, len(text)),
                _marks(text),
                float(min(12, start - source.rfind("\n", max(0, start - 13), start) - 1)),
                float(min(4, source.count("\n", spans[i - 1].end, start))) if i else 0.0,
                float(min(4, source.count("\n", end, spans[i + 1].start))) if i + 1 < count else 0.0,
                float(min(5, begun[text[:24]])),
                _alike(lines.words, i, i + 1),
                _alike(lines.words, i, i - 1),
            )
        )
    return {name: list(column) for name, column in zip(_COLUMNS, zip(*rows, strict=True), strict=True)} if rows else {}


def _beginning(text: str) -> float:
    first = text[0]
    if first.islower():
        return 1.0
    if first.isupper():
        return 2.0
    if first.isdigit():
        return 3.0
    if first in _BULLETS:
        return 4.0
    if first in _QUOTES:
        return 5.0
    return 6.0 if first.isalpha() else 7.0


def _titled(texts: Sequence[str], line: int) -> float:
    """The share of words that begin in upper case, as in headings; -1 beyond the page's ends."""
    if not 0 <= line < len(texts):
        return -1.0
    split = texts[line][:WORDS_READ].split()
    return sum(map(str.istitle, split)) / len(split)


def _marks(text: str) -> float:
    """Signs of chrome: bars, addresses, copyright."""
    found = text.count("|") + text.count("@") + 2 * text.count("http") + text.count(" / ")
    return float(found if text.isascii() else found + 2 * text.count("©") + text.count("·") + text.count("»"))


def _alike(words: Sequence[Sequence[str]], line: int, other: int) -> float:
    """The share of a line's words that its neighbour has too: a caption under its alternative text, a teaser."""
    if not 0 <= other < len(words):
        return 0.0
    own, next_to = set(words[line]), set(words[other])
    return len(own & next_to) / len(own) if len(own) > 2 and len(next_to) > 2 else 0.0
