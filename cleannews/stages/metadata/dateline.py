"""The dateline: place, and agency perhaps, that open the first paragraph ("TOKYO (AP) —", "Berlin (dpa) -")."""

from __future__ import annotations

from typing import NamedTuple

from cleannews.patterns import Pattern
from cleannews.stages.metadata.names import agency_in

LONGEST = 90
"""Code points of a dateline with its dash, at most."""
_PLACE = (
    r"(?P<place>\p{Lu}[\p{L}\p{M}.'’-]{1,30}(?:[ /][\p{L}\p{M}.'’-]{1,20}){0,3}"
    r"(?:, ?\p{Lu}[\p{L}\p{M}.' -]{1,25}){0,2})"
)
_AGENCY = r"\((?P<agency>[^()]{2,40})\)"
_DASH = r"\s{0,2}(?:[–—―]|-{1,2}(?=\s)|:|\.-|\|)\s{0,3}"
_WITH_AGENCY = Pattern(
    rf"{_PLACE}(?:,? \p{{L}}{{3,10}}\.? \d{{1,2}}| \d{{1,2}}\.? \p{{L}}{{3,10}}\.?)?,? ?{_AGENCY}{_DASH}"
)
_AGENCY_FIRST = Pattern(
    rf"{_AGENCY}{_DASH}(?P<place>\p{{Lu}}[\p{{Lu}}\p{{M}}' ]{{2,25}})(?:, \d{{1,2}} \p{{Lu}}{{3,4}})?{_DASH}"
)
_CAPITALS = Pattern(r"(?P<place>\p{Lu}[\p{Lu}.'’ -]{2,30}(?:, \p{Lu}[\p{L}. ]{1,20})?)\s{0,2}[–—―]\s{0,3}")


class Dateline(NamedTuple):
    """What the dateline says, without the dash; where it ends with the dash; the agency in it."""

    text: str
    end: int
    agency: str | None


def find(paragraph: str) -> Dateline | None:
    """Return the dateline that opens a paragraph.

    >>> find("TOKYO (AP) — The chief said")
    Dateline(text='TOKYO (AP)', end=13, agency='AP')
    >>> find("LONDON — The mayor said").text
    'LONDON'
    >>> find("Berlin (SPD) - Der Abgeordnete") is None, find("NATO — the alliance — said") is None
    (True, False)
    """
    head = paragraph[:LONGEST]
    if "(" in head:
        for pattern in (_WITH_AGENCY, _AGENCY_FIRST):
            found = pattern.match(head)
            if found and (agency := in_brackets(found["agency"])):
                return Dateline(head[: found.end()].rstrip(" –—―-:.|"), found.end(), agency)
    found = None if head[1:2].islower() else _CAPITALS.match(head)
    if found and not found["place"].endswith("."):
        return Dateline(found["place"].rstrip(), found.end(), None)
    return None


def in_brackets(text: str) -> str | None:
    """The agency that stands in brackets: "AP", "dpa/lby", "Reuters"; a desk's own initials beside it count with it."""
    parts = text.replace("-", "/").split("/")
    return text if agency_in(text) or (len(parts) > 1 and any(agency_in(part) for part in parts)) else None
