"""Who signs right below the article: a name with a role, in a script without spaces, or a name alone."""

from __future__ import annotations

from typing import NamedTuple

from cleannews.languages import fold
from cleannews.stages.metadata.names import NOBODY, Signed, may_sign, read
from cleannews.stages.metadata.near import Near
from cleannews.stages.metadata.opening import UNSPACED

REACH = 4
"""Lines from the last of the prose, which it may be itself, in which a name with a role can stand; one without a role
stands in the line after that."""
LONGEST = 40
"""Code points of the line."""
MOST = 1
"""Times that the prose has the surname of one who signs; who is in the news stands there more often."""
_ENCLOSING = "[]()（）【】=/▶■ "
_DASHES = "-–— "
_ENDS = '.!?…»”"“)'
_MARKS = frozenset("/:|@©•*#")
"""Signs of credits, labels, posts and lists."""


class Signature(NamedTuple):
    """The line that signs, who it names, and by what rule it was found."""

    line: int
    signed: Signed
    rule: str


def find(near: Near, headline: int | None) -> Signature | None:
    """Return the line below the article that signs it without a word that says so; None where none surely does."""
    texts, last = near.document.texts, near.region.last
    for line in near.lines(last, last + REACH):
        text = texts[line]
        if not near.free(line) or len(text) >= LONGEST:
            continue
        if (shown := text.strip(_ENCLOSING)) > UNSPACED:
            signed = read(shown, near.words, sure=False)
            if signed.whole and signed.people:
                return Signature(line, signed, "name-with-role")
        elif line == last + 1 and headline is not None and texts[last][-1] in _ENDS:
            signed = _alone(near, text.strip(_DASHES))
            if signed.people and not _in_news(near, signed, texts[headline]):
                return Signature(line, signed, "name-at-end")
    return None


def _alone(near: Near, shown: str) -> Signed:
    """Who a line names that is nothing but names; nobody for others."""
    tokens = shown.split()
    if not _MARKS.isdisjoint(shown) or len(tokens) < 2 or not may_sign(tokens, near.words):
        return NOBODY
    if any(map(str.isdigit, shown)) or not near.words.pictures.isdisjoint(fold(shown).split()):
        return NOBODY
    signed = read(shown, near.words, sure=False)
    begun = any(fold(shown).startswith(fold(name)) for name in signed.people[:1])
    return signed if signed.whole and begun and all(" " in name for name in signed.people) else NOBODY


def _in_news(near: Near, signed: Signed, headline: str) -> bool:
    """Whether the headline names one of them, or the prose does more than in passing."""
    block = near.region
    prose = "\n".join(near.document.texts[block.first : block.last + 1])
    surnames = [name.rpartition(" ")[2] for name in signed.people]
    return any(name in headline or prose.count(name) > MOST for name in surnames)
