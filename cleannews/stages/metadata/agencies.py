"""News agencies: who is one, and where the mark of one stands alone and signs the article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from cleannews.languages import fold
from cleannews.stages.metadata.near import Near
from cleannews.stages.metadata.vocabulary import agencies, agency_words

AFTER = 6
"""Lines from the last paragraph on in which an agency's mark can stand alone."""


class Mark(NamedTuple):
    """An agency's mark that stands alone on a line, and where in the line's text."""

    line: int
    start: int
    end: int
    text: str


def agency_in(text: str) -> str | None:
    """The agency that a part of a byline names, as printed, if it names nothing else.

    >>> agency_in("Press Association"), agency_in("dpa"), agency_in("AP/dpa"), agency_in("Pa Brown")
    ('Press Association', 'dpa', 'AP/dpa', None)
    """
    bare = text.strip(" .,:;()")
    names, marks = agencies()
    if bare in marks or fold(bare) in names:
        return bare
    if "/" not in bare and "-" not in bare:
        return None
    parts = bare.replace("-", "/").split("/")
    if all(part.strip() in marks or fold(part.strip()) in names for part in parts):
        return bare
    return None


def without_agency(piece: str) -> tuple[str, str | None]:
    """A name without the agency that stands right behind it, and the agency.

    >>> without_agency("JANE DOE Associated Press"), without_agency("Jane Doe")
    (('JANE DOE', 'Associated Press'), ('Jane Doe', None))
    """
    before, _, last = piece.rpartition(" ")
    if " " in before and fold(last) in agency_words():
        tokens = piece.split()
        for start in range(2, len(tokens)):
            if agency := agency_in(" ".join(tokens[start:])):
                return " ".join(tokens[:start]), agency
    return piece, None


def alone(near: Near, above: int | None, taken: Mapping[int, object]) -> Mark | None:
    """The agency whose mark stands alone on one of the lines after the last paragraph ("dpa", "(APA)", "mau/AFP"), or
    beside the date with a word that says that it is the source."""
    top = near.lines(above + 1, near.region.first) if above is not None else ()
    for line in (*top, *near.lines(near.region.last, near.region.last + AFTER)):
        text = near.document.texts[line]
        if len(text) > 40 or not near.free(line) or line in taken:
            continue
        label, colon, rest = text.replace("：", ":").rpartition(":")
        if line < near.region.first and not (fold(label) in near.words.sources and near.timed(line)):
            continue
        mark = (rest if colon and len(label) < 15 else text).strip(" ()[]*")
        initials, _, last = mark.rpartition("/")
        if mark and (agency_in(mark) or (agency_in(last) and initials.islower())):
            start = text.rindex(mark)
            return Mark(line, start, start + len(mark), mark)
    return None
