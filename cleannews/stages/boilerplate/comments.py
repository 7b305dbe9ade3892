"""Where the readers' comments begin: they read like an article, so only their heading tells them from it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from cleannews.patterns import Pattern

LONGEST, WITH_TITLE = 40, 200
"""Code points of a heading, and of one that names the article; a longer line is a sentence about comments."""
WORDS_BEFORE, SHARE_BEFORE = 100, 0.35
"""Words of the article, and their share of all that is left, that must stand above: the same words stand on the
buttons over an article, which lead to its comments."""
_WORD = Pattern(r"[^\W\d_]+")


@cache
def _words() -> dict[str, frozenset[str]]:
    data = tomllib.loads((resources.files(__package__) / "comments.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in data.items()}


def first_comment(texts: Sequence[str], kept: Sequence[int]) -> int | None:
    """Return the line that heads the readers' comments below the kept lines of the article, or None."""
    sizes = [texts[line].count(" ") + 1 for line in kept]
    least = max(WORDS_BEFORE, SHARE_BEFORE * sum(sizes))
    above = 0
    for place, size in enumerate(sizes):
        above += size
        if above >= least:
            after = range(kept[place] + 1, kept[-1])
            return next((line for line in after if len(texts[line]) <= WITH_TITLE and is_heading(texts[line])), None)
    return None


def is_heading(text: str) -> bool:
    """Whether a line heads comments.

    >>> [is_heading(text) for text in ("Comments (12)", "14 Comments", "Comment", "1 Comment", "No comments were made")]
    [True, True, False, True, False]
    """
    if len(text) > LONGEST:
        return len(text) <= WITH_TITLE and _heads_title(text)
    words = [match[0] for match in _WORD.finditer(text.lower())]
    if not 0 < len(words) <= 4:
        return _heads_title(text)
    plain, counted = _words()["plain"], _words()["counted"]
    if len(words) == 1 and words[0] in plain:
        return True
    heads = words[0] in plain or words[-1] in plain or (len(words) == 1 and words[0] in counted)
    return heads and any(character.isdigit() for character in text)


def _heads_title(text: str) -> bool:
    """Whether a line says how many comments there are on an article that it names.

    >>> [_heads_title(text) for text in ("3 thoughts on “Cold days”", "3 thoughts", "One reply to Cold days")]
    [True, False, True]
    """
    words, first = _words(), text.split(maxsplit=1)[0].lower()
    if not first.isdecimal() and first not in words["ones"]:
        return False
    rest = text.lower().split(maxsplit=3)[1:]
    return len(rest) == 3 and rest[0] in words["titled"] and rest[1] in words["onto"]
