"""A page as its pictures are looked for: the lines that were read, and what stands next to each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cleannews.document import Document
from cleannews.stages.captions.lines import COUNTER, FAR_OFF, Line
from cleannews.stages.captions.names import OPENERS
from cleannews.stages.captions.vocabulary import Words
from cleannews.stages.metadata import closing

_LEAST_SURE = 2.0
"""Body score from which a line that stands twice is a paragraph, not a picture's two texts."""
_TAKERS = frozenset({"agency", "slash"})
"""Forms of a credit that names somebody and whom it was for."""


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
        self.signing = closing.line_of(document)
        self.pictures = _pictures(document)
        self.headlines = document.marked("headline")
        self.headline = frozenset(bare_words("".join(document.texts[i] for i in self.headlines[:1]).lower()))
        self.times = Counter([line.text for line in lines.values()])
        signed = {place: line for place, line in lines.items() if line.credit is not None}
        self.tails = Counter([line.credit.credit for line in signed.values() if line.credit is not None and line.text])
        self.credited = min(2, sum([line.strong for line in signed.values() if line.text]))
        self.lone = min(2, sum([line.strong for line in signed.values() if not line.text]))
        self._sides: dict[tuple[int, int], Side] = {}
        self.side = self._side([place for place, line in signed.items() if line.kind == "credit" and line.strong])

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

    def _side(self, credits: Iterable[int]) -> int:
        """Whether the lone credits stand under their captions (1) or above them (-1), as far as prose tells."""
        votes = 0
        for place in credits:
            over, under = self.lines.get(place - 1), self.lines.get(place + 1)
            votes += under is not None and (under.kind == "prose" or self.is_prose(place + 1))
            votes -= over is not None and (over.kind == "prose" or self.is_prose(place - 1))
        return (votes > 0) - (votes < 0)

    def is_counted(self, place: int) -> bool:
        """Whether a gallery's counter stands above a line, a bar between them or not."""
        above = self.lines.get(place - 1)
        return above is COUNTER or (
            above is not None and above.kind == "control" and self.lines.get(place - 2) is COUNTER
        )

    def is_made(self, place: int) -> bool:
        """Whether who took a picture stands at the end of a line, or in brackets under it: "(Ann Lee/Reuters)"."""
        below = self.lines.get(place + 1)
        return self.lines[place].made or (
            below is not None
            and below.credit is not None
            and below.kind == "credit"
            and below.credit.form in _TAKERS
            and "/" in below.credit.credit
            and below.credit.credit.count(" ") > 0
            and self.texts[place + 1][0] in OPENERS
        )

    def is_prose(self, place: int | None) -> bool:
        """Whether a line is surely of the body."""
        return place is not None and self.scores[place] > 1.5 and len(self.texts[place]) > 80

    def may_pair(self, one: int, other: int) -> bool:
        """Whether two lines that say the same could be a picture's: a paragraph and its copy are not."""
        return self.scores[one] < _LEAST_SURE and self.scores[other] < _LEAST_SURE

    def has_hint(self, low: str) -> bool:
        """Whether a text in lower case has a word that captions have more often than prose ("pictured")."""
        return not self.words.hints.isdisjoint(bare_words(low))

    def speaks(self, place: int) -> bool:
        """Whether a line above a credit could be what the credit belongs to: some words, and no paragraph far off."""
        line = self.lines[place]
        if line.kind != "text":
            return line.kind == "prose" and self.lines[place + 1].kind == "credit"
        words = line.text.count(" ") + 1
        return 2 < words < 45 and self.scores[place] > FAR_OFF and line.text[-1] != ":"


def _pictures(document: Document) -> frozenset[int]:
    """The lines that are a picture's description by the mark before them, which was cut."""
    opened = {line: document.pieces(line)[0].start for line in document.cuts if document.texts[line]}
    return frozenset([line for line, start in opened.items() if document.source.endswith("![", 0, start)])


def bare_words(low: str) -> list[str]:
    """The words of a text in lower case without the stops between them; one empty word where there are none."""
    for mark in ",.;:":
        if mark in low:
            low = low.replace(mark, " ")
    return low.split() or [""]
