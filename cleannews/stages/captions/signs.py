"""Which lines something speaks for: a credit on them or beside them, a copy, who stands where in brackets."""

from __future__ import annotations

from cleannews.stages.captions.lines import FAR_OFF, SENTENCE_ENDS, same
from cleannews.stages.captions.names import is_agency, is_whole
from cleannews.stages.captions.page import Page
from cleannews.stages.metadata.closing import ENDS

_LONGEST_NAME, _MOST_NAMES = 48, 4
"""Code points and words of a name that is all of a caption."""
_CLOSED = frozenset((*SENTENCE_ENDS, "…"))
_SPOKEN = frozenset('"“„«»‘—–')
_FORMS = {"word": "below word", "sign": "below sign", "agency": "below agency"}
_OF_ARTICLES = frozenset({"sign", "brackets", "agency"})
"""Forms of a credit that lines below the last paragraph have too: of rights, of an agency, of who wrote and edited."""


def candidates(page: Page) -> list[tuple[int, str, str]]:
    """The lines that something speaks for, in order, each with the strongest sign: a credit, or a copy beside it."""
    signs: dict[int, str] = {}
    last, lone, before, head, tail = -9, -9, "", "", ""
    for place, (kind, text, credit, _, aside, twice, told) in page.lines.items():
        if kind == "credit":
            lone = place
            if place - last < 5:
                signs.setdefault(last, "")
        elif text:
            shown = credit is not None or aside or twice or told or place - lone < 5 or place in page.pictures
            if shown or _is_name(page, place):
                signs.setdefault(place, "")
            start, end = text[:8], text[-8:]
            if (
                (start == head or end == tail)
                and place - last < 5
                and page.may_pair(last, place)
                and (alike := same(before, text))
            ):
                signs[last] = signs.get(last) or alike
                signs[place] = alike
            last, before, head, tail = place, text, start, end
    lines, scores = page.lines, page.scores
    texts = [(place, signs[place]) for place in sorted(signs) if lines[place].kind in ("text", "prose")]
    return [
        (place, sign, alike)
        for place, alike in texts
        if scores[place] > FAR_OFF and (sign := _sign(page, place, alike))
    ]


def _sign(page: Page, place: int, alike: str) -> str:
    """The strongest sign that a line belongs to a picture; "" where nothing speaks for it.

    A picture with a mark is the article's if it stands within it; others have logos and teasers beside them.
    """
    line = page.lines[place]
    shown = (place in page.pictures and page.first <= place <= page.last) or (line.told and place <= page.last)
    if shown or _is_name(page, place):
        return "picture"
    if line.strong and page.is_counted(place):
        return "counted"
    if place == page.signing or (place == page.last and not alike and _is_signed(page, place)):
        return ""
    if line.strong:
        return "own"
    above, below = page.beyond(place, -1), page.beyond(place, 1)
    over = above.credit is not None and above.credit.strong and above.place is not None and not page.speaks(above.place)
    under = below.credit is not None and below.credit.strong
    if line.kind == "prose":
        near = under and page.lines[place + 1].kind == "credit"
        return "prose below" if near and (page.is_made(place) or page.has_hint(line.text.lower())) else ""
    if (over or under) and page.scores[place] > 0 and line.text[0] in _SPOKEN:
        return ""  # what somebody says is no caption of the picture beside it
    if over and under:
        return "both"
    if under and below.credit is not None and below.credit.credit is not None:
        return _FORMS.get(below.credit.credit.form, "below other")
    if over:
        return "above same" if alike == "exact" else "above"
    if line.credit is not None and page.tails[line.credit.credit] > 1:
        return "tail again"
    if alike == "exact":
        return "same"
    if line.twice:
        return "twice"
    if line.aside:
        return "aside"
    return "named" if line.credit is not None and _ends_named(line.text, line.credit.credit) else ""


def _is_name(page: Page, place: int) -> bool:
    """Whether nothing but a name and a stop stands between two paragraphs, as the caption of a portrait does."""
    text = page.lines[place].text
    if text[-1] != "." or len(text) > _LONGEST_NAME:
        return False
    names = text[:-1].split()
    return (
        1 < len(names) <= _MOST_NAMES
        and is_whole(names[-1])
        and all(name[0].isupper() and name[-1] != "." for name in names)
        and page.is_prose(above := page.beyond(place, -1).place)
        and page.is_prose(page.beyond(place, 1).place)
        and above is not None
        and page.texts[above][-1] in _CLOSED
    )


def _is_signed(page: Page, place: int) -> bool:
    """Whether a paragraph is the last one, and what stands behind or below it says whose the article is."""
    line, below = page.lines[place], page.beyond(place, 1).credit
    if line.twice or line.text[-1] not in ENDS:
        return False
    if line.credit is not None:
        return line.credit.form == "agency" and is_agency(line.credit.credit)
    return below is not None and below.credit is not None and below.credit.form in _OF_ARTICLES


def _ends_named(text: str, credit: str) -> bool:
    """Whether names after a sentence could be who took the picture: no half of a name with an initial, no title."""
    names = credit.count(" ")
    return text.count(" ") > 2 and text[-3:-2].isalnum() and 0 < names < 6 and credit.replace(" ", "").isalpha()
