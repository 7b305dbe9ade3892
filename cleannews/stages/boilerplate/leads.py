"""Links to other pages within the article, told by the words they begin with or by what they have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from cleannews.languages import fold, table
from cleannews.patterns import Pattern

LONGEST = 200
"""Code points of a link; a longer line is a paragraph."""
WORDS = 6
"""Fewer are a fact: "Goals: 12"."""
_LEAD = Pattern(r"[*_#>\[ ]{0,6}(\w[^:|]{1,40}?)[*_ ]{0,4}[:|](?=[ *_]|\p{Lu})")
LEAD = 40
"""Code points of the words that lead to another page, at most."""
_BARS = frozenset((":", "|", "：", "»", "｜"))
_ENDS = frozenset(".!:…。")
_CLOSERS = "\"'”’»“)」』*_] "


def read_also(texts: Sequence[str], kept: Sequence[int], language: str | None) -> set[int]:
    """Return the kept lines that begin with words of the page's language for a link, a colon or a bar after them.

    >>> read_also(["Read also: How the islands live", "Read also what the mayor said."], [0, 1], "en")
    {0}
    """
    known = _words(language)
    heads = {line: texts[line][:LEAD] for line in kept if len(texts[line]) <= LONGEST}
    return {line for line, head in heads.items() if not _BARS.isdisjoint(head) and _lead(head) in known}


def _lead(head: str) -> str:
    """What stands before the first bar, folded."""
    at = min([place for bar in _BARS if (place := head.find(bar)) >= 0])
    return fold(head[:at]).strip("*_#>•- \xa0")


@cache
def _words(language: str | None) -> frozenset[str]:
    codes = dict.fromkeys(("en", language or "en"))
    return frozenset(fold(words) for code in codes for words in table(code, "metadata").get("read_also", ()))


def links(texts: Sequence[str], kept: Sequence[int]) -> set[int]:
    """Return the kept lines that begin like another one up to a colon or a bar, where none of these is a sentence.

    Who speaks in an interview is named in the same way; but what is said ends with a stop.
    """
    led: dict[int, str] = {}
    said = set()
    for line in kept:
        text = texts[line]
        if (":" in text[:52] or "|" in text[:52]) and (lead := _LEAD.match(text)):
            if _is_title(text):
                led[line] = lead[1]
            else:
                said.add(lead[1])
    if len(led) < 2:
        return set()
    times = Counter([lead for lead in led.values() if lead not in said])
    return {line for line, lead in led.items() if times[lead] > 1}


def _is_title(text: str) -> bool:
    return (
        len(text) < LONGEST and text.count(" ") >= WORDS - 1 and text[-1:] not in _ENDS
        and text.rstrip(_CLOSERS)[-1:] not in _ENDS
    )  # fmt: skip
