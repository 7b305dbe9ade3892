"""What a credit is made of: names, agencies, slashes; and what stands around it."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import NamedTuple
from unicodedata import normalize

from cleannews.languages import fold, given_names
from cleannews.patterns import Pattern
from cleannews.stages.captions.vocabulary import names

LONGEST_CREDIT = 110
"""Code points; a longer tail is prose."""
MOST_WORDS = 14
"""Words of a credit at most."""
LONGEST_NAME = 4
"""Words of a person's name, at most."""
_LONGEST_SHORT = 3
"""Code points of a word that may be short for another, with a stop: "Jr."; for longer ones there is a list."""
_STOPS = ".。"
CLIENT = " for "
"""Stands between who took a picture and whom it was for; desks that write so write in English."""
CLOSERS = ")]）］】」"
OPENERS = "([（［【「"
_CUTS = str.maketrans(dict.fromkeys("/|,;:()[]（）＝=©", " "))
_YEAR = Pattern(r"\b(?:19|20)\d\d\b")


class Credit(NamedTuple):
    """A line read as caption and credit; `text` is empty where the line is a credit alone.

    `form` says by what it was known: "sign" (©), "word" ("Foto:"), "source" (a word that other notes open with,
    too), "agency", "brackets", "slash" (or "for"), or "names" alone.
    """

    text: str
    credit: str
    form: str


def form_of(text: str, strict: bool = False) -> str | None:
    """By what a stretch is known as a credit: it names an agency, or joins names by a slash; None if by nothing."""
    if text.count(" ") > MOST_WORDS or not nameish(text, strict) or _YEAR.search(text):
        return None
    tokens = [token.strip(".\"'“”") for token in text.translate(_CUTS).split()]
    agencies = names().agencies
    low = [(token if token.isascii() else normalize("NFKC", token)).lower() for token in tokens]
    if not agencies.isdisjoint(low) or any(f"{a} {b}" in agencies for a, b in pairwise(low)):
        return "agency"
    if "/" in text and 1 < len(tokens) <= 8 and not any(c.isdigit() for c in text):
        return "slash"
    return None


def is_client(text: str) -> bool:
    """Whether somebody by a known given name took a picture for somebody.

    >>> is_client("Ann Lee for The Daily Star"), is_client("Votes for Women")
    (True, False)
    """
    name, _, client = text.partition(CLIENT)
    known = _is_person(name.split()) and client[:1].isupper()
    return known and text.count(" ") < MOST_WORDS and nameish(text, strict=True)


def _is_person(name: list[str]) -> bool:
    """Whether the words of a name are somebody's by a known given name."""
    return 1 < len(name) <= LONGEST_NAME and fold(name[0]) in given_names()


def is_agency(credit: str) -> bool:
    """Whether a credit names agencies and no person.

    >>> is_agency("AP"), is_agency("dpa/lno"), is_agency("Anna Lind/Reuters")
    (True, True, False)
    """
    parts = names().parts
    return all(token.islower() or token.lower() in parts for token in credit.translate(_CUTS).split())


def nameish(text: str, strict: bool = False) -> bool:
    """Whether the words could be names: capitals, initials, particles; one in four may be plain unless `strict`.

    >>> nameish("Ann Lee for The Daily Star"), nameish("the mayor opens a bridge")
    (True, False)
    """
    agencies, parts, particles, _ = names()
    tokens = text.translate(_CUTS).split()
    spare = 0 if strict else len(tokens) // 4
    known = agencies if strict else parts
    for token in tokens:
        if token[0].islower() and token.islower() and token not in particles and token not in known:
            spare -= 1
            if spare < 0:
                return False
    return bool(tokens)


def is_maker(text: str) -> bool:
    """Whether a text names who made a picture: an agency, names with a slash, or somebody by a known given name.

    >>> [is_maker(text) for text in ("Ann Lee", "Lee/dpa", "Ann Lee for The Daily Star", "Ice Lies Thick", "Ann")]
    [True, True, True, False, False]
    """
    if text.count(" ") > MOST_WORDS or not nameish(text, strict=True):
        return False
    name = [*takewhile(lambda token: not token.islower(), text.split())]
    return _is_person(name) or form_of(text, strict=True) is not None


def _unstopped(text: str) -> str:
    """A credit without a stop that follows a bracket, an agency in small letters or a word too long to be short for."""
    if text[-1:] not in _STOPS:
        return text
    rest = text.rstrip(_STOPS)
    last = rest[rest.rfind(" ") + 1 :]
    return rest if rest[-1:] in CLOSERS or last.islower() or is_whole(last) else text


def is_whole(word: str) -> bool:
    """Whether a word before a stop is no short form of another.

    >>> is_whole("Holm"), is_whole("Jr"), is_whole("Bros")
    (True, False, False)
    """
    return len(word) > _LONGEST_SHORT and word.lower() not in names().shortened


def bare(text: str) -> str:
    """A caption without the bracket, bar or dash that introduced its credit."""
    return text.rstrip(" \t\u00a0\u2002\u2003|([（［【/–—-＝")


def inner(text: str) -> str:
    """A credit without brackets around it, or the stop of its sentence.

    >>> inner(" (Ann Lee / Reuters)"), inner("Ann Holmes."), inner("Ann Lee Jr.")
    ('Ann Lee / Reuters', 'Ann Holmes', 'Ann Lee Jr.')
    """
    text = _unstopped(text.strip(" \t\u00a0|:：=-–—/"))
    while text and text[0] in OPENERS and text[-1] in CLOSERS:
        text = text[1:-1].strip()
    if text and text[-1] in CLOSERS:
        opener, closer = OPENERS[CLOSERS.index(text[-1])], text[-1]
        if text.count(opener) < text.count(closer):
            text = text[:-1].rstrip()
    first, bar, second = text.partition(" | ")
    return first if bar and second in first else text
