"""What a publisher says of itself below an article: who wrote it, subscribe, support us, write to us."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from cleannews.languages import table

EVIDENCE = 2
"""Different words of appeals in one line; an article's last paragraph may well have one of them."""
MOST = 3
"""Lines that are looked at, from the last one upwards."""
SHARE, LEAST = 0.3, 300
"""The greatest share of the page's prose that may go, and the fewest code points that must be left: a page may be
nothing but what a publisher says of itself."""

_ELSE = "en"  # for a page too short to tell its language


def appeals(texts: Sequence[str], kept: Sequence[int], language: str | None) -> set[int]:
    """Return the last of the kept lines, as far up as each is an appeal, or says who wrote the article."""
    words = _words(language)
    gone: set[int] = set()
    if not words:
        return gone
    whole = sum([len(texts[line]) for line in kept])
    left = whole
    for line in kept[: -MOST - 1 : -1]:
        text = texts[line]
        left -= len(text)
        if left < LEAST or left < (1 - SHARE) * whole or not _is_appeal(text.lower(), words):
            break
        gone.add(line)
    return gone


def is_appealing(text: str, language: str | None) -> bool:
    """Whether a line has a single word of appeals, in the page's language or in English."""
    low = text.lower()
    return any(map(low.__contains__, _any_words(language)))


@cache
def _any_words(language: str | None) -> frozenset[str]:
    return frozenset((*_words(language), *_words(_ELSE)))


def _words(language: str | None) -> Sequence[str]:
    words: Sequence[str] = table(language or _ELSE, "boilerplate").get("appeal", ())
    return words


def _is_appeal(text: str, words: Sequence[str]) -> bool:
    return sum([word in text for word in words]) >= EVIDENCE
