"""Consent and privacy notices: whole paragraphs in whole sentences, on any page, and never of the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from cleannews.languages import table

EVIDENCE = 2
"""Different words of consent that make a line a notice; an article may well have one of them."""
CERTAIN = 4.5
"""Log-odds from which the line model is believed against the words: an article about privacy has them too."""
APART = 8
"""Lines that go between two stretches of what stays: notices stand in a dialogue of their own, apart from the rest."""
LEAST = 300
"""Code points that stand above a stretch of notices; with less there might be no other article."""
_ALWAYS = "en"  # dialogues of consent come from their makers in English, whatever the page's language


def notices(texts: Sequence[str], scores: Sequence[float], kept: Iterable[int], language: str | None) -> set[int]:
    """Return the lines among `kept` that are part of a notice; none, where they would be most of the article.

    A stretch that is mostly notices goes whole, however long, where an article stands above it.
    """
    lines = list(kept)
    unsure = {i: texts[i].lower() for i in lines if scores[i] < CERTAIN and len(texts[i]) > 40}
    whole = "\n".join(unsure.values())
    words = [word for word in _words(language) if word in whole]
    if len(words) < EVIDENCE:
        return set()
    found = {i for i, low in unsure.items() if _is_notice(low, words)}
    gone = _dialogues(texts, lines, found) if found else set()
    rest = [i for i in lines if i not in gone]
    single = found - gone
    return gone | single if 2 * _length(texts, single) < _length(texts, rest) else gone


def mostly_notices(texts: Sequence[str], language: str | None) -> bool:
    """Whether the greater part of some texts speaks of consent: so does the wall in front of an article."""
    words = _words(language)
    told = sum([len(text) for text in texts if _is_notice(text.lower(), words)])
    return 2 * told > sum(map(len, texts))


def _dialogues(texts: Sequence[str], lines: Sequence[int], found: set[int]) -> set[int]:
    """All lines of the stretches that are notices for the greater part, with enough of something else above."""
    stretches: list[list[int]] = []
    for line in lines:
        if stretches and line - stretches[-1][-1] <= APART:
            stretches[-1].append(line)
        else:
            stretches.append([line])
    gone: set[int] = set()
    above = 0
    for stretch in stretches:
        length = _length(texts, stretch)
        if above >= LEAST and 2 * _length(texts, found.intersection(stretch)) >= length:
            gone.update(stretch)
        else:
            above += length
    return gone


def _length(texts: Sequence[str], lines: Iterable[int]) -> int:
    return sum([len(texts[i]) for i in lines])


def _is_notice(text: str, words: Sequence[str]) -> bool:
    hits = 0
    for word in words:
        if word in text:
            hits += 1
            if hits == EVIDENCE:
                return True
    return False


@cache
def _words(language: str | None) -> tuple[str, ...]:
    listed = [*table(language, "boilerplate").get("consent", ()), *table(_ALWAYS, "boilerplate")["consent"]]
    distinct: list[str] = []
    for word in listed:  # "opt out" and "opt-out", or a word of both languages, are one piece of evidence
        if not any(word in other or other in word for other in distinct):
            distinct.append(word)
    return tuple(distinct)
