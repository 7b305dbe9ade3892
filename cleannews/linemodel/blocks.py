"""From log-odds to the lines of the article."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum

from cleannews.linemodel.context import block

WORDS_OF_AN_ARTICLE = 8
"""A page where no chosen line has so many words holds no article: what is left of it are labels."""
ENOUGH = 0.85
"""Share of the expected words below which the lines above the threshold of a page with a date are too few."""
NEAR = 40
"""Lines from the main block beyond which what might be of the article does not count: the foot of a page is long."""
LEAST = -2.5
"""No line below is taken, however poor the page."""


def article_lines(
    scores: Sequence[float], texts: Sequence[str], threshold: float = 0.0, *, dated: bool = True
) -> list[int]:
    """Return the lines of the article, in order: those above the threshold, or the best guess where they are too few.

    On a page where the lines taken hold little of the words that are expected to be the article's, and on one with
    prose where none is taken, those lines are taken that make the expected F1 highest.  So they are on every page
    without a date: it is hardly news, and what else there is reads in too many ways for a line to be judged alone.
    A page of labels and menus gives no lines.
    """
    chosen = [i for i, score in enumerate(scores) if score > threshold]
    few = threshold <= 0 and (not dated or _few(scores, texts, threshold, range(len(texts))))
    if few and dated and chosen:
        first, last = main_block(scores, texts)
        few = _few(scores, texts, threshold, range(max(0, first - NEAR), min(len(texts), last + NEAR + 1)))
    if few or not any(_prose(texts[i]) for i in chosen):
        chosen = sorted({*chosen, *best_guess(scores, texts)})
    return chosen if any(_prose(texts[i]) for i in chosen) else []


def main_block(scores: Sequence[float], texts: Sequence[str]) -> tuple[int, int]:
    """First and last line of the run of lines that read most like the article."""
    return block(scores, [text.count(" ") + 1.0 for text in texts])


def _few(scores: Sequence[float], texts: Sequence[str], threshold: float, where: range) -> bool:
    """Whether the lines above the threshold hold too little of the words expected to be the article's in a part of a
    page."""
    near = [i for i in where if scores[i] > LEAST]
    expected = [len(texts[i]) / (1 + exp(-scores[i])) for i in near]
    taken = fsum([words for i, words in zip(near, expected, strict=True) if scores[i] > threshold])
    return taken < ENOUGH * fsum(expected)


def best_guess(scores: Sequence[float], texts: Sequence[str]) -> list[int]:
    """The lines with the highest expected F1 by words, if each line is of the article with its odds."""
    hopes = [(1 / (1 + exp(-score)), len(texts[i]), i) for i, score in enumerate(scores) if score > LEAST]
    whole = fsum(odds * size for odds, size, _ in hopes)
    best = hits = taken = 0.0
    most = 0
    hopes.sort(reverse=True)
    for number, (odds, size, _) in enumerate(hopes, 1):
        hits, taken = hits + odds * size, taken + size
        if 2 * hits / (taken + whole) > best:
            best, most = 2 * hits / (taken + whole), number
    return sorted(line for _, _, line in hopes[:most])


def _prose(text: str) -> bool:
    """Whether a line could be a paragraph: enough words, or enough characters of a script without spaces."""
    return text.count(" ") >= WORDS_OF_AN_ARTICLE - 1 or (not text.isascii() and len(text) >= 20 and "。" in text)
