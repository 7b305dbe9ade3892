"""A bare name as a byline: the line is nothing but names, and its surroundings say that they sign."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from typing import NamedTuple

from cleannews.languages import fold
from cleannews.stages.metadata import colleagues
from cleannews.stages.metadata.agencies import agency_in
from cleannews.stages.metadata.headline import HOPELESS
from cleannews.stages.metadata.names import NOBODY, Signed, may_sign, read
from cleannews.stages.metadata.near import Near
from cleannews.stages.metadata.vocabulary import given_names

SHORTEST, LONGEST = 4, 140
"""Code points of a line of names."""
LEAST = 1.5
"""Evidence that makes a bare name the author's: a date beside it is worth 2, a known given name 1."""
INSIDE = 6
"""Lines after the first of the prose in which a bare name can still sign."""
CLOSE, FAR = 3, 20
"""Lines from a byline to the prose, at most, and from a headline that may be another article's, at least."""
FAMOUS = 7
"""A surname that stands on the page more often is of somebody in the news."""
MOST_SMALL = 6
"""Words in small letters in a line of names, joins and roles, at most."""
PROSE = 40
"""Lines after the name in which it would be mentioned if it were somebody in the news."""


class Bare(NamedTuple):
    """Who signs, the first and the last of the lines, and the evidence."""

    signed: Signed
    first: int
    last: int
    evidence: float


def find(near: Near, line: int, headline: int) -> Bare | None:
    """Return who signs with this line, where it is nothing but names and stands where a byline does."""
    if not (headline - 5 < line <= near.region.first + INSIDE and _fits(near, line)):
        return None
    if line < headline and near.document.scores[line] < HOPELESS:
        return None  # a menu's item
    shown = near.undated(line).strip("*#•- ")
    if shown.rstrip(" |").endswith(":"):
        return None  # a label
    if _one_word(shown.strip(" |,:")) or not near.words.pictures.isdisjoint(
        fold(shown).replace(":", " ").replace("/", " ").split()
    ):
        return None
    signed, known = read(shown, near.words, sure=False), 1.0
    young = _without_age(shown)
    if not signed.whole and young != shown:
        shown, signed = young, read(young, near.words, sure=False)
    if not (signed.people or signed.agency):
        signed, known = _unknown(near, line, young, headline), -0.5
    if not signed.whole or not (signed.people or signed.agency):
        return None
    if signed.people and signed.agency and "/" in shown:
        return None  # who took a picture, and for whom
    evidence = known + fsum(_evidence(near, line, headline, signed))
    if evidence < LEAST:
        return None
    first, last = line, line
    if signed.people:
        first, last = colleagues.first(near, line, headline), colleagues.last(near, line)
    if last > first:
        texts = near.document.texts
        parts = (*texts[first:line], shown, *texts[line + 1 : last + 1])
        signed = read(" , ".join(parts), near.words, sure=False)
    return Bare(signed, first, last, evidence)


def _fits(near: Near, line: int) -> bool:
    """The cheap tests: length, ending, letter case; a known given name in it, or a time beside it."""
    text = near.document.texts[line]
    if len(text) < SHORTEST:
        return agency_in(text) is not None and len(text) > 2  # "AA" is a button that makes letters larger
    if len(text) > LONGEST or text[-1] in ".?!:…":
        return False
    if near.document.scores[line] > 1 and line not in near.dates:
        return False  # a paragraph, but for a line with a date of its own among paragraphs
    if "©" in text or "(@" in text:
        return False  # a picture's credit, or who signs a post that the page shows
    if text > "\u2e80" and not text.isascii():
        return True
    tokens = text.split()
    if not may_sign(tokens, near.words) or sum(map(str.islower, tokens)) > MOST_SMALL:
        return False
    return not given_names().isdisjoint(fold(text).replace("-", " ").split()) or near.timed(line)


def _one_word(core: str) -> bool:
    """Whether the line has but one word, in a script with spaces, or none, and is no agency's mark."""
    if " " in core or "/" in core or core > "\u2e80":
        return False
    return not core or core[0].isdigit() or (core.isalpha() and agency_in(core) is None)


def _unknown(near: Near, line: int, shown: str, headline: int) -> Signed:
    """Names without a known given name: only with a time beside them and no common word in them.

    A Han name can also stand right under the headline.
    """
    han = shown > "\u2e80" and line == headline + 1
    if len(shown) > 60 or any(map(str.isdigit, shown)) or not (han or near.timed(line)):
        return NOBODY
    signed = read(shown, near.words, sure=True)
    for name in signed.people:
        if " " not in name and name < "\u2e80":
            return NOBODY
        if name > "\u2e80" and not _han_name(near, name):
            return NOBODY
        if fold(name.split()[-1]) in near.words.papers:
            return NOBODY
        if any(_common(near, token) or token[-1] == "." for token in name.split() if len(token) > 2):
            return NOBODY
    return signed


def _without_age(shown: str) -> str:
    """The names without what tells the text's age or length.

    >>> _without_age("Jane Doe|Published 4 months ago"), _without_age("Jane Doe 2 minutes read")
    ('Jane Doe', 'Jane Doe')
    """
    name, _, more = shown.partition("|")
    at = next((i for i, character in enumerate(name) if character.isdigit()), len(name))
    if (more and not any(map(str.isdigit, more))) or name[at:].count(" ") > 3:
        return shown
    return name[:at].strip(" ,:-·•–—")


def _han_name(near: Near, name: str) -> bool:
    """Three to five Han characters that do not stand all over the page, as a section or the paper's name does."""
    letters = name.replace(" ", "")
    han = all("\u3400" <= character <= "\u9fff" for character in letters)
    return han and 3 <= len(letters) <= 5 and near.document.source.count(name) < 3


def _common(near: Near, token: str) -> bool:
    """Whether the word is written in small letters elsewhere on the page, or often: names are not."""
    source, low = near.document.source, f" {token.lower()}"
    return f"{low} " in source or f"{low}s " in source or source.count(token) > 4


def _word(near: Near, token: str) -> bool:
    """Whether the word is written in small letters elsewhere on the page: "Mac Apps" is no name where "apps" are."""
    low = token.lower()
    return token.isalpha() and low != token and low not in near.words.particles and f" {low} " in near.document.source


def _evidence(near: Near, line: int, headline: int, signed: Signed) -> Iterator[float]:
    """What speaks for and against the line's names being the author's."""
    document = near.document
    for away, worth in ((1, 2.0), (2, 1.5), (3, 1.0)):
        if near.timed(line, away):
            yield worth
            break
    else:
        if line > near.region.first:
            yield -1.0  # in the prose it is a picture's or another page's, with no time beside it
    if line == headline + 1:
        yield 1.0
    prose = "\n".join(document.texts[i] for i in near.lines(line + 1, line + PROSE) if document.scores[i] > 0)
    news = False
    for name in signed.people[:2]:
        surname = name.split()[-1]
        news = surname in prose or surname in document.texts[headline]
        yield -2.0 if news else 0.5
        if name not in prose and document.source.count(name) > 1:
            yield 0.5
        if document.source.count(surname) > FAMOUS:
            yield -1.5
        if any(_word(near, token) for token in name.split()[1:]):
            yield -1.5
    if 0 < near.region.first - line <= CLOSE and not news and near.timed(line):
        yield 2.0 if near.region.first - headline > FAR else 1.0  # teasers with names and dates may stand between
    if line + 1 < len(document.texts) and "@" in document.texts[line + 1][:60]:
        yield 1.0
