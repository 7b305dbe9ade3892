"""How a byline opens: with a word for it at the start of its line, glued to the name, or somewhere inside."""

from __future__ import annotations

from collections.abc import Iterable

from cleannews.document import STANDING
from cleannews.languages import fold
from cleannews.patterns import Pattern
from cleannews.stages.metadata.near import Near
from cleannews.stages.metadata.vocabulary import Vocabulary, given_names

LONGEST = 180
"""Code points of a byline, at most."""
APART = 3
"""Words from a date to the word that opens the byline after it: a time zone, "written" ... more is a sentence."""
UNSPACED = "\u2e80"
"""Scripts without spaces begin here."""
LONGEST_LABEL = 8
"""Code points in which a byline's opening word ends in such a script."""
BULLETS = "*#•-_ "
"""Signs before a byline that are no part of it."""
_SIGN = Pattern(r"\s?[:：/／|｜=＝]|\s")


def length(folded: str, words: Vocabulary) -> int:
    """How many characters of a folded line are the word that opens a byline, with the colon or space after it."""
    if folded > UNSPACED:
        word = _first_word(folded)
        return len(word) + 1 if word in words.by else 0
    cut = folded.find(" ")
    end = 0
    for _ in range(5):
        head = folded if cut < 0 else folded[:cut]
        if head in words.by or head.rstrip(":") in words.by:
            end = len(head) + (cut >= 0)
        if cut < 0:
            break
        cut = folded.find(" ", cut + 1)
    return end


def _first_word(text: str) -> str:
    """What stands before the first blank; in a script without spaces, before the first sign that does its work."""
    if text < UNSPACED:
        return text.partition(" ")[0]
    sign = _SIGN.search(text, 0, LONGEST_LABEL)
    return text[: sign.start()] if sign else text


def find(near: Near, lines: Iterable[int]) -> dict[int, int]:
    """The lines, of those given, that begin as a byline does, and the length of that beginning."""
    found = {}
    texts, roles, words = near.document.texts, near.document.roles, near.words
    firsts = {i: _first_word(texts[i].lstrip(BULLETS).replace("\xa0", " ")) for i in lines}
    likely = {i: _glued(first, words) for i, first in firsts.items() if first in words.by_first or _is_mixed(first)}
    for i, glued in likely.items():
        text = texts[i]
        shown = text.lstrip(BULLETS)
        if (
            len(text) <= LONGEST
            and roles[i] == STANDING
            and (begun := glued or length(fold(shown[:60]).replace("\xa0", " "), words))
        ):
            found[i] = len(text) - len(shown) + begun
    return found


def _is_mixed(word: str) -> bool:
    """A cheap test for two words without a blank between them."""
    return word[:1].isupper() and word[1:2].islower() and not word.istitle()


def _glued(word: str, words: Vocabulary) -> int:
    """How many characters open the byline in a word that has the given name too: "ByJane"; 0 where it is no such."""
    at = next((i for i, character in enumerate(word) if i and character.isupper()), 0)
    return at if word[:at] in words.by_first and fold(word[at:]) in given_names() else 0


def inside(near: Near, line: int) -> int:
    """Where the names start in a line, its dates left out, that opens its byline inside: after a date ("Posted on 1 May
    2020 by Jane Doe") or after a bar ("News | Written by Jane Doe"); 0 in others."""
    dated, text = line in near.dates, near.document.texts[line]
    if len(text) > LONGEST or not (dated or "|" in text) or line > near.region.last:
        return 0
    text = near.undated(line)
    at = 0
    for part in text.split("|"):
        shown = part.lstrip()
        if at and (begun := length(fold(shown[:60]).replace("\xa0", " "), near.words)):
            return at + len(part) - len(shown) + begun
        at += len(part) + 1
    return _after_words(text, near.words) if dated else 0


def _after_words(text: str, words: Vocabulary) -> int:
    """Where the names start that a word opens which stands a few words after the line's last date, or before it."""
    at, since, before = 0, 0, ""
    last = text.rfind("|")
    for token in text.split(" ")[:25]:
        since = since + 1 if at > last else 0
        folded = fold(token.strip(":|"))
        if since > APART or (at > last and folded in words.by and before in words.pictures):
            break  # ... "June 18. Photo by ..."
        if at and folded in words.by:
            return at + len(token)
        at, before = at + len(token) + 1, folded
    return 0
