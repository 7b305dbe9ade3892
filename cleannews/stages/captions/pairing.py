"""Put the lines of one picture together: its caption, its alternative text, its credit, the controls between them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from cleannews.stages.captions.lines import Line

FARTHEST = 4
"""Lines from a caption to the last that can belong to the same picture."""


class Picture(NamedTuple):
    """The lines of one picture and what they say; `place` is the caption's own line."""

    place: int
    lines: tuple[int, ...]
    text: str
    alt: str | None
    credit: str | None
    rule: str


def pair(place: int, lines: Mapping[int, Line], taken: Collection[int], accepted: Collection[int]) -> Picture:
    """Gather what stands around the caption at `place`, as far as it isn't `taken` by an earlier picture."""
    caption = lines[place]
    credit = caption.credit.credit if caption.credit is not None else None
    members, alt, main = {place}, None, place
    rule = "caption-with-credit" if credit else "caption-by-shape"
    for step in (1, -1):
        for other in range(place + step, place + (FARTHEST + 1) * step, step):
            line = lines.get(other)
            if line is None or other in taken or not line.kind:
                break
            if line.kind == "control":
                continue
            if line.kind == "credit":
                if (credit is not None and not _same_credit(credit, line)) or line.credit is None:
                    break
                if step < 0 and _owned_above(other, lines):
                    break
                credit, rule = credit or line.credit.credit, "credit-beside-caption" if credit is None else rule
            elif _says_the_same(caption, line):
                main = _fuller(main, other, lines)
                alt = line.text if main == place or alt is None else alt
                rule = "caption-twice" if rule == "caption-by-shape" else rule
                if credit is None and line.credit is not None:
                    credit, rule = line.credit.credit, "caption-with-credit"
            elif alt is None and step < 0 and other not in accepted and _alternative(caption, line):
                alt = line.text
            else:
                break
            members.add(other)
    span = range(min(members), max(members) + 1)
    joined = tuple(i for i in span if i in members or (i in lines and lines[i].kind == "control" and i not in taken))
    text = lines[main].text
    if main != place:
        alt = caption.text
    return Picture(place, joined, text, alt, credit, rule)


def _says_the_same(one: Line, other: Line) -> bool:
    if one.key == other.key:
        return True
    short, long = sorted((one.key, other.key), key=len)
    return len(short) > 12 and (long.startswith(short) or long.endswith(short))


def _fuller(one: int, other: int, lines: Mapping[int, Line]) -> int:
    """Of two lines that say the same, the one with the credit; else the longer; else the first."""
    a, b = lines[one], lines[other]
    if (a.credit is None) != (b.credit is None):
        return one if a.credit is not None else other
    return other if len(b.key) > len(a.key) else one


def _same_credit(credit: str, line: Line) -> bool:
    return line.credit is not None and (credit in line.credit.credit or line.credit.credit in credit)


def _owned_above(place: int, lines: Mapping[int, Line]) -> bool:
    """Whether a credit line follows a text that could be its own caption."""
    above = lines.get(place - 1)
    return above is not None and above.kind == "text"


def _alternative(caption: Line, line: Line) -> bool:
    """Whether a line above a caption reads as the same picture's alternative text: it shares a name or most words."""
    words = {word for word in line.key.split() if len(word) > 3}
    shared = words & set(caption.key.split())
    return bool(words) and 5 * len(shared) >= 2 * len(words) and line.credit is None
