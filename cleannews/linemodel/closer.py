"""A closer look at a few lines: columns that cost too much for every line of a page.

Only the lines that the first pass was not sure of are measured here; the columns hold nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import repeat

from cleannews.document import Document
from cleannews.linemodel.features import WORDS_READ, Lines
from cleannews.linemodel.layout import depths, tightness

_COLUMNS = (
    "commas", "quotes", "lowered", "echo", "low", "high", "early", "first", "last", "units+1", "odds+1",
)  # fmt: skip


def look_closer(document: Document, lines: Lines, chosen: Sequence[int]) -> dict[str, list[float]]:
    """Return the columns of the chosen lines of a measured page."""
    texts = document.texts
    units, odds = lines.columns["units"], lines.columns["odds"]
    asked = {texts[i][:24] for i in chosen}
    begun = Counter([text[:24] for text in {text for text in texts if len(text) > 23 and text[:24] in asked}])
    rows = []
    for i in chosen:
        text = texts[i]
        split = text[:WORDS_READ].split()
        rows.append(
            (
                _commas(text) / units[i],
                _quotes(text),
                sum(map(str.islower, split)) / len(split),
                float(min(5, begun[text[:24]] or 1)),
                *_words(text, lines, i),
                units[i - 1] if i else -1.0,
                odds[i - 1] if i else -1.0,
            )
        )
    if not rows:
        return {}
    columns = {name: list(column) for name, column in zip(_COLUMNS, zip(*rows, strict=True), strict=True)}
    return columns | {
        "tight": tightness(document, lines.solid, chosen),
        "deeper": depths(document, lines.solid, chosen),
    }


def _words(text: str, lines: Lines, line: int) -> tuple[float, float, float, float, float]:
    """The lowest and the highest odds of a line's words, those of its first four, of its first and of its last."""
    words, get = lines.words[line], lines.odds.get
    if not words:
        return 0.0, 0.0, 0.0, 0.0, 0.0
    odds = list(map(get, words, repeat(0)))
    last = get(words[-1] + "$", 0) if len(text) < WORDS_READ else 0
    return min(odds) / 100, max(odds) / 100, sum(odds[:4]) / 400, get("^" + words[0], 0) / 100, last / 100


def _commas(text: str) -> int:
    commas = text.count(", ")
    return commas if text.isascii() else commas + text.count("、") + text.count("，") + text.count("، ")


def _quotes(text: str) -> float:
    quotes = text.count('"')
    if not text.isascii():
        quotes += text.count("“") + text.count("„") + text.count("«") + text.count("「")
    return float(quotes)
