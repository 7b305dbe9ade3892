"""Consent and privacy notices: whole paragraphs in whole sentences, on any page, and never of the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from cleannews.languages import table

EVIDENCE = 2
"""Different words of consent that make a line a notice; an article may well have one of them."""
CERTAIN = 4.5
"""Log-odds from which the line model is believed against the words: an article about privacy has them too."""
_ALWAYS = "en"  # dialogues of consent come from their makers in English, whatever the page's language


def notices(texts: Sequence[str], scores: Sequence[float], kept: Iterable[int], language: str | None) -> set[int]:
    """Return the lines among `kept` that are part of a notice; none, where they would be most of the article."""
    lines = list(kept)
    unsure = {i: texts[i].lower() for i in lines if scores[i] < CERTAIN and len(texts[i]) > 40}
    whole = "\n".join(unsure.values())
    words = [word for word in _words(language) if word in whole]
    if len(words) < EVIDENCE:
        return set()
    found = {i for i, low in unsure.items() if _is_notice(low, words)}
    length = sum([len(texts[i]) for i in found])
    return found if 2 * length < sum([len(texts[i]) for i in lines]) else set()


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
