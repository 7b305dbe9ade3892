"""What speaks for and against a line being a picture's caption, as names of facts that the weights are looked up by."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from cleannews.document import Document
from cleannews.patterns import Pattern
from cleannews.stages.captions.lines import COUNTER, Line, same
from cleannews.stages.captions.vocabulary import Words

_DATE = Pattern(r"\b(?:19|20)\d\d\b|\b\d{1,2}\.\d{1,2}\.")
_FORMS = {"word": "below word", "sign": "below sign", "agency": "below agency"}
_STOPS = ".!?…。"
_QUOTES = "\"“„«»‘”’'–—"

_LEAST_SURE = 2.0
"""Body score from which a line that stands twice is a paragraph, not a picture's two texts."""
FAR_OFF = -4.5
"""Body score below which a line is not of the article in any way, so it is no caption of its pictures either."""
_SCORES = (-7.0, -5.0, -3.5, -2.0, -1.0, 0.0, 1.5, 3.0)
_LENGTHS = (2, 4, 7, 11, 20, 35, 60)
_PLACES = (-7, -4, -2, -1, 0, 1, 4)
_DISTANCES = (1, 2, 3, 5, 8, 13, 20)


class Side(NamedTuple):
    """What stands next above or below a line: a text's place, the control and the credit on the way there."""

    place: int | None
    frame: bool
    credit: Line | None


class Page:
    """The facts of a page that all its candidates share."""

    def __init__(self, document: Document, prose: list[int], words: Words, lines: Mapping[int, Line]) -> None:
        """`prose` are the lines of the body for sure, `lines` those that were read, by place."""
        self.texts, self.scores, self.words, self.lines = document.texts, document.scores, words, lines
        self.first, self.last = prose[0], prose[-1]
        self.headlines = [i for i, role in enumerate(document.roles) if role == "headline"]
        self.headline = frozenset(_tokens("".join(document.texts[i] for i in self.headlines[:1]).lower()))
        self.times = Counter([line.text for line in lines.values()])
        signed = [line for line in lines.values() if line.credit is not None]
        self.tails = Counter([line.credit.credit for line in signed if line.credit is not None and line.text])
        self.credited = min(2, sum([line.strong for line in signed if line.text]))
        self.lone = min(2, sum([line.strong for line in signed if not line.text]))
        self._sides: dict[tuple[int, int], Side] = {}

    def beyond(self, place: int, step: int) -> Side:
        """The next text above (`step` -1) or below (1), up to four lines away, and what stands between."""
        if (side := self._sides.get((place, step))) is None:
            side = self._sides[place, step] = self._look(place, step)
        return side

    def _look(self, place: int, step: int) -> Side:
        frame, credit = False, None
        for other in range(place + step, place + 5 * step, step):
            line = self.lines.get(other)
            if line is None:
                break
            if line.kind == "control":
                frame = True
            elif line.kind == "credit" and credit is None:
                credit = line
            else:
                return Side(other, frame, credit)
        return Side(None, frame, credit)

    def is_counted(self, place: int) -> bool:
        """Whether a gallery's counter stands above a line, a bar between them or not."""
        above = self.lines.get(place - 1)
        return above is COUNTER or (
            above is not None and above.kind == "control" and self.lines.get(place - 2) is COUNTER
        )

    def is_prose(self, place: int | None) -> bool:
        """Whether a line is surely of the body."""
        return place is not None and self.scores[place] > 1.5 and len(self.texts[place]) > 80

    def may_pair(self, one: int, other: int) -> bool:
        """Whether two lines that say the same could be a picture's: a paragraph and its copy are not."""
        return self.scores[one] < _LEAST_SURE and self.scores[other] < _LEAST_SURE

    def speaks(self, place: int) -> bool:
        """Whether a line above a credit could be what the credit belongs to: some words, and no long paragraph."""
        line = self.lines[place]
        words = line.text.count(" ") + 1
        return line.kind == "text" and 2 < words < 45 and self.scores[place] > FAR_OFF and line.text[-1] != ":"


def candidates(page: Page) -> list[tuple[int, str]]:
    """The lines that something speaks for, in order, each with the strongest sign: a credit, or a copy beside it."""
    signs: dict[int, str] = {}
    last, lone, before, head, tail = -9, -9, "", "", ""
    for place, (kind, text, credit, _, aside) in page.lines.items():
        if kind == "credit":
            lone = place
            if place - last < 5:
                signs.setdefault(last, "")
        elif text:
            if credit is not None or aside or place - lone < 5:
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
    texts = [(place, signs[place]) for place in sorted(signs) if lines[place].kind == "text"]
    return [(place, sign) for place, alike in texts if scores[place] > FAR_OFF and (sign := _sign(page, place, alike))]


def _sign(page: Page, place: int, alike: str) -> str:
    """The strongest sign that a line belongs to a picture; "" where nothing speaks for it."""
    line = page.lines[place]
    if line.strong:
        return "counted" if page.is_counted(place) else "own"
    above, below = page.beyond(place, -1), page.beyond(place, 1)
    over = above.credit is not None and above.credit.strong and above.place is not None and not page.speaks(above.place)
    under = below.credit is not None and below.credit.strong
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
    if line.aside:
        return "aside"
    return "named" if line.credit is not None and _ends_named(line.text, line.credit.credit) else ""


def _ends_named(text: str, credit: str) -> bool:
    """Whether names after a sentence could be who took the picture: no half of a name with an initial, no title."""
    names = credit.count(" ")
    return text.count(" ") > 2 and text[-3:-2].isalnum() and 0 < names < 6 and credit.replace(" ", "").isalpha()


def facts(page: Page, place: int, sign: str) -> list[str]:
    """The facts that hold of one line for which `sign` speaks, by name."""
    line, score = page.lines[place], bisect(_SCORES, page.scores[place])
    above, below = page.beyond(place, -1), page.beyond(place, 1)
    text = line.text
    count = text.count(" ") + 1 if " " in text or text[0] < "\u0e00" else len(text) // 3 + 1
    length = bisect(_LENGTHS, count)
    end = "stop" if text[-1] in _STOPS else "colon" if text[-1] == ":" else "open"
    sides = ("p" if page.is_prose(above.place) else "-") + ("p" if page.is_prose(below.place) else "-")
    wordy = "wordy" if count > 4 or end == "stop" else "curt"
    zone = "top" if place < page.first else "tail" if place > page.last else "in"
    kind = "own" if sign == "counted" else sign.partition(" ")[0]
    found = [
        sign,
        f"score {score}",
        f"{kind} score {score // 2}",
        f"sides {sides}",
        f"{kind} sides {sides}",
        f"{kind} {sides} {wordy}",
        f"{kind} {wordy} end {end}",
        f"length {length}",
        f"{kind} length {length // 2}",
        f"{kind} {zone}",
        f"top {bisect(_PLACES, place - page.first)}",
        f"tail {bisect(_PLACES, place - page.last)}",
        f"end {end} {length // 2}",
        f"page credited {page.credited} {kind == 'own'}",
        f"page lone {page.lone} {kind in ('below', 'above', 'both')}",
    ]
    if kind == "below" and below.place is not None and sides[1] == "-":
        rival = page.lines[below.place].text
        found.append(f"below {wordy} rival {'wordy' if rival.count(' ') > 3 or rival[-1:] in _STOPS else 'curt'}")
    if line.credit is not None:
        found.append(f"form {line.credit.form}")
    if above.frame:
        found.append("frame above")
    if below.frame:
        found.append("frame below")
    if line.labelled:
        found.append("labelled")
    if page.times[text] > 1:
        found.append(f"times {min(4, page.times[text])}")
    if page.headlines:
        found.append(
            f"headline {bisect(_DISTANCES, min([place - h for h in page.headlines if h < place], default=99))}"
        )
    _add_shape(found, page, place, count)
    return found


def _add_shape(found: list[str], page: Page, place: int, count: int) -> None:
    """Add what the text itself shows."""
    text = page.lines[place].text
    low = text.lower()
    tokens = _tokens(low)
    if not page.words.hints.isdisjoint(tokens):
        found.append("hint")
    found.append(f"capitals {min(4, sum([token[0].isupper() for token in text.split()]) * 5 // count)}")
    if page.headline:
        found.append(f"headline words {min(4, sum([token in page.headline for token in tokens]) * 5 // len(tokens))}")
    if page.texts[place][0] == "#":
        found.append("heading")
    if text[0] in _QUOTES:
        found.append("starts quoted")
    elif text[0].islower():
        found.append("starts small")
    for mark, name in _MARKS:
        if mark in low:
            found.append(name)
    if _DATE.search(text):
        found.append("date")


_MARKS = (
    ("(", "bracket"),
    ("?", "question"),
    ("www.", "address"),
    ("http", "address"),
    ("@", "address"),
    (": ", "lead-in"),
)


def _tokens(low: str) -> list[str]:
    for mark in ",.;:":
        if mark in low:
            low = low.replace(mark, " ")
    return low.split() or [""]
