"""Put the lines of one picture together: its caption, its alternative text, its credit, the controls between them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from cleannews.stages.captions.lines import COUNTER, Line, key, same, touch
from cleannews.stages.captions.names import is_maker
from cleannews.stages.captions.page import Page

FARTHEST = 4
"""Lines from a caption to the last that can belong to the same picture."""


@dataclass(slots=True)
class Picture:
    """What is known of one picture: the line of its caption, its lines, and what they say."""

    place: int
    text: str
    credit: str | None
    rule: str
    alt: str | None = None
    members: set[int] = field(default_factory=set)

    def lines(self, lines: Mapping[int, Line], taken: Collection[int]) -> tuple[int, ...]:
        """The picture's lines, the controls among them and the counter above, in order."""
        first = min(self.members)
        counted = lines.get(first - 1) is COUNTER and first - 1 not in taken
        span = range(first - counted, max(self.members) + 1)
        return tuple(i for i in span if i in self.members or (i not in taken and lines[i].kind == "control"))


def pair(place: int, page: Page, taken: Collection[int], accepted: Collection[int]) -> Picture:
    """Gather what stands around the caption at `place`, as far as it isn't `taken` by an earlier picture."""
    lines = page.lines
    caption = lines[place]
    credit = caption.credit.credit if caption.credit is not None else None
    shown = "picture-described" if place in page.pictures else "caption-by-shape"
    rule = "caption-with-credit" if credit else shown
    picture = Picture(place, caption.text, credit, rule, members={place})
    for step in (1, -1):
        for other in range(place + step, place + (FARTHEST + 1) * step, step):
            line = lines.get(other)
            if line is None or other in taken:
                break
            if line.kind != "control" and not _join(picture, other, step, page, accepted):
                break
    return picture


def _join(picture: Picture, other: int, step: int, page: Page, accepted: Collection[int]) -> bool:
    """Make a line part of the picture if it belongs there; say whether it did."""
    lines, line = page.lines, page.lines[other]
    if line.kind == "credit":
        owned = step < 0 and not lines[picture.place].told and _has_text_above(other, lines)
        joined = _join_credit(picture, line, owned)
    elif line.kind == "text" and (other in accepted or picture.credit is not None or not page.is_prose(other)):
        joined = _join_text(picture, line, lines) or (
            _join_caption(picture, line)
            if other in accepted
            else step < 0 and picture.alt is None and _join_alternative(picture, line)
        )
    else:
        joined = False
    if joined and not (line.kind == "credit" and line.labelled):
        picture.members.add(other)
    return joined


def _join_credit(picture: Picture, line: Line, owned: bool) -> bool:
    """A credit joins where there is none yet, or it is the same; not if it belongs to the text above it."""
    if line.credit is None or (owned and picture.credit is None):
        return False
    if picture.credit is None:
        picture.credit, picture.rule = line.credit.credit, "credit-beside-caption"
        return True
    return line.credit.credit in picture.credit or picture.credit in line.credit.credit


def _join_text(picture: Picture, line: Line, lines: Mapping[int, Line]) -> bool:
    """A text joins where it says the same; the one with the credit, else the longer, becomes the caption."""
    if not touch(picture.text, line.text) or not same(picture.text, line.text):
        return False
    own = lines[picture.place].credit
    if own is None and line.credit is None and (maker := _maker_after(picture.text, line.text)):
        picture.text = picture.alt = min(picture.text, line.text, key=len)
        picture.credit, picture.rule = maker, "caption-with-credit"
        return True
    better = line.credit is not None if (own is None) != (line.credit is None) else len(line.text) > len(picture.text)
    caption, alt = (line.text, picture.text) if better else (picture.text, line.text)
    picture.text, picture.alt = caption, alt if picture.alt is None or better else picture.alt
    if picture.credit is None and line.credit is not None:
        picture.credit, picture.rule = line.credit.credit, "caption-with-credit"
    elif picture.rule in ("caption-by-shape", "picture-described"):
        picture.rule = "caption-twice"
    return True


def _maker_after(one: str, other: str) -> str | None:
    """Who made the picture, where one of two texts says what the other says and has nothing but that after it."""
    short, long = sorted((one, other), key=len)
    rest = long.removeprefix(short)
    return rest.strip() if rest is not long and rest[:1] == " " and is_maker(rest) else None


def _join_caption(picture: Picture, line: Line) -> bool:
    """What looked like a caption is the alternative text of the one with a credit that follows it.

    If it has a credit itself, it must say the same: agencies' texts go into both, and more of them into the first.
    """
    if picture.alt is not None or not line.strong or line.credit is None:
        return False
    if picture.credit is not None and not _shares(line.text, picture.text, 0.7):
        return False
    picture.text, picture.alt = line.text, picture.text
    picture.credit, picture.rule = line.credit.credit, "caption-with-credit"
    return True


def _join_alternative(picture: Picture, line: Line) -> bool:
    """A text above a caption is the picture's alternative text if it stands twice or shares most longer words."""
    if line.credit is not None or not (line.twice or _shares(line.text, picture.text, 0.4)):
        return False
    picture.alt = line.text
    return True


def _shares(one: str, other: str, least: float) -> bool:
    """Whether the other text has so many of the longer words of the one."""
    words = {word for word in key(one).split() if len(word) > 3}
    return bool(words) and len(words & set(key(other).split())) >= least * len(words)


def _has_text_above(place: int, lines: Mapping[int, Line]) -> bool:
    above = lines.get(place - 1)
    return above is not None and above.kind == "text"
