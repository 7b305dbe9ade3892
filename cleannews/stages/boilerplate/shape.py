"""What the lines of the body are: paragraphs, sub-headlines, list items; and which are labels of the page."""

from __future__ import annotations

from collections.abc import Sequence, Set

from cleannews.languages import fold
from cleannews.patterns import Pattern
from cleannews.stages.boilerplate.marks import BULLETS

MOST_WORDS = 12
"""A longer line is no sub-headline."""
LONGEST_LABEL = 60
"""Code points."""
_AROUND = " .:…|>»*_#-–"
_NUMBERED = Pattern(r"\(?\d{1,2}[.)] +\S")
_ENDS = frozenset(".,;:…。，；：")
_CLOSERS = "\"'”’»«“」』)]*_ "


def is_list_item(texts: Sequence[str], body: Sequence[int], place: int) -> bool:
    """Whether the body's line at `place` has a bullet, or a number as a line next to it has."""
    text = texts[body[place]]
    if text[0] in BULLETS and text[1:2] in (" ", "\t"):
        return True
    if (not text[0].isdigit() and text[0] != "(") or not _NUMBERED.match(text):
        return False
    return any(0 <= n < len(body) and _NUMBERED.match(texts[body[n]]) for n in (place - 1, place + 1))


def is_label(text: str, furniture: Set[str]) -> bool:
    """Whether a line says no more than what pages have beside their articles.

    >>> is_label("Related:", {"related"}), is_label("Related species", {"related"})
    (True, False)
    """
    return len(text) <= LONGEST_LABEL and fold(text).strip(_AROUND) in furniture


def is_subhead(texts: Sequence[str], body: Sequence[int], place: int) -> bool:
    """Whether the body's line at `place` is a heading over the next: short, unfinished, between paragraphs or lists."""
    text = texts[body[place]]
    if place == len(body) - 1 or not _short(text) or text[0].islower():
        return False
    if _short(texts[body[place + 1]]) and not is_list_item(texts, body, place + 1):
        return False
    return place == 0 or _finished(texts[body[place - 1]]) or is_list_item(texts, body, place - 1)


def _short(text: str) -> bool:
    return len(text) < 120 and text.count(" ") < MOST_WORDS and not _finished(text)


def _finished(text: str) -> bool:
    bare = text.rstrip(_CLOSERS)
    return not bare or bare[-1] in _ENDS or (bare[-1] in "!?！？" and text.count(" ") >= MOST_WORDS)
