"""The dateline: place, and agency perhaps, that open the first paragraph ("TOKYO (AP) —", "Berlin (dpa) -")."""

from __future__ import annotations

from typing import NamedTuple

from cleannews.languages import fold
from cleannews.patterns import Pattern
from cleannews.stages.metadata.agencies import agency_in
from cleannews.stages.metadata.vocabulary import Vocabulary

LONGEST = 90
"""Code points of a dateline with its dash, at most."""
_PLACE = (
    r"(?P<place>[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]{1,30}(?:[ /][\p{L}\p{M}.'’-]{1,20}){0,3}"
    r"(?:, ?\p{Lu}[\p{L}\p{M}.' -]{1,25}){0,2}(?: \[[\p{L} ]{2,30}\])?)"
)
_DAY = r"(?:\p{L}{3,10}\.? \d{1,2}|\d{1,2}\.? \p{L}{3,10}\.?)(?:,? \d{4})?"
_AGENCY = r"(?:\((?P<agency>[^()]{2,40})\)|/(?P<agency>[^()/]{2,30})/)"
_DASH = r"\s{0,2}(?:[–—―]|-{1,2}(?=\s)|:|\.-|\.(?=\s)|\|)\s{0,3}"
_WITH_AGENCY = Pattern(rf"(?:{_PLACE}(?:,? {_DAY})?|{_DAY})?,? ?{_AGENCY}{_DASH}")
_AFTER_DAY = Pattern(rf"{_PLACE},? {_DAY},? ?{_AGENCY}\s{{1,3}}(?=[\p{{Lu}}\p{{Pi}}\"])")
_AGENCY_FIRST = Pattern(
    rf"{_AGENCY}{_DASH}(?P<place>\p{{Lu}}[\p{{Lu}}\p{{M}}' ]{{2,25}})(?:, \d{{1,2}} \p{{Lu}}{{3,4}})?{_DASH}"
)
_AGENCY_LAST = Pattern(rf"{_PLACE}, {_DAY} ?[–—-] (?P<agency>[\p{{L}} ]{{3,30}})\.\s{{1,3}}")
_CAPITALS = Pattern(
    r"(?P<place>\p{Lu}[\p{Lu}.'’ -]{2,30}(?:, \p{Lu}[\p{L}. ]{1,20})?)(?: \([A-Z]{3,6}\))?\s{0,2}"
    r"(?:[–—―]\s{0,3}|(?<=\.)-\s{0,3}|(?<=\s)-\s(?=[\p{Lu}\p{Pi}\"]))"
)
_HAN = Pattern(
    r"[（(]?(?P<agency>\p{Han}{2,4}社)\p{Han}{2,14}?(?:\d{1,2}月)?\d{1,2}日[电電]"
    r"(?:\s?[（(](?:记者|記者)[^()（）]{2,20}[)）])?[)）]?\s{0,3}"
)
_HANGUL = Pattern(
    r"[(\[]\p{Hangul}{2,10}=(?P<agency>[\p{Hangul}\d]{2,8})[)\]]\s{0,2}(?:\p{Hangul}{2,4} ?기자 ?=\s{0,2})?"
)
_KANA = Pattern(r"[【［\[](?P<agency>[^【】［］\[\]]{2,24})[】］\]](?:\s?-(?=\s))?\s{0,2}")
_PARTING = str.maketrans("=＝・/", "    ")

_SIGNED = (
    ("(", _AGENCY_FIRST), ("(/", _WITH_AGENCY), ("(", _AFTER_DAY), ("–—-", _AGENCY_LAST),
    ("电電", _HAN), ("=", _HANGUL), ("【［[", _KANA),
)  # fmt: skip
"""Forms of a dateline with an agency, each with the characters of which one is in it."""


class Dateline(NamedTuple):
    """What the dateline says, without the dash; where it ends with the dash; the agency in it."""

    text: str
    end: int
    agency: str | None


def find(paragraph: str, words: Vocabulary) -> Dateline | None:
    """Return the dateline that opens a paragraph.

    >>> from cleannews.stages.metadata.vocabulary import vocabulary
    >>> english = vocabulary("en")
    >>> find("TOKYO (AP) — The chief said", english)
    Dateline(text='TOKYO (AP)', end=13, agency='AP')
    >>> find("LONDON — The mayor said", english).text
    'LONDON'
    >>> find("Berlin (SPD) - Der Abgeordnete", english) is None, find("NATO — the alliance — said", english) is None
    (True, False)
    """
    head = paragraph[:LONGEST]
    for signs, pattern in _SIGNED:
        if any(map(head.__contains__, signs)):
            found = pattern.match(head)
            if found and (agency := in_brackets(found["agency"]) or _beside_place(found["agency"])):
                return Dateline(head[: found.end()].rstrip(" –—―-:.|=\u3000"), found.end(), agency)
    found = None if head[1:2].islower() else _CAPITALS.match(head)
    if found and (found[0].rstrip().endswith(".-") or not found["place"].endswith(".")):
        place = fold(found["place"].rstrip())
        sections = words.sections if found[0].rstrip().endswith("-") else ()  # some are cities: a dash tells those
        if not any(place in known for known in (words.tags, words.furniture, words.pictures, sections)):
            said = head[: found.end()].rstrip().removesuffix(".-").rstrip(" –—―-")
            return Dateline(said, found.end(), agency_in(found["place"]))
    return None


def _beside_place(text: str) -> str | None:
    """The agency after a place or before a reporter, in a script without spaces: "浜松共同", "東京 6日 ロイター"."""
    for part in text.translate(_PARTING).split() if max(text) > "\u2e80" else ():
        for start in range(len(part) if part > "\u2e80" else 1):
            if agency := agency_in(part[start:]):
                return agency
    return None


def in_brackets(text: str) -> str | None:
    """The agency that stands in brackets: "AP", "dpa/lby", "Reuters"; a desk's own initials beside it count with it."""
    parts = text.replace("-", "/").split("/")
    return text if agency_in(text) or (len(parts) > 1 and any(agency_in(part) for part in parts)) else None
