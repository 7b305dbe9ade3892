"""What the modules of this stage know of the page before they look for their fields."""

from __future__ import annotations

from cleannews.document import STANDING, Document
from cleannews.languages import fold
from cleannews.patterns import Pattern
from cleannews.stages.metadata import calendar, dates, relative
from cleannews.stages.metadata.region import Region
from cleannews.stages.metadata.vocabulary import vocabulary

_CLOCK = Pattern(r"(?<!\d)\d{1,2}[:.hH]\d\d(?!\d)")
LONGEST = 90
"""Code points of a line that tells a time and little else."""

LEADING = 3
"""Letters of a word that leads from a name to a date, at most."""


class Near:
    """The page, its block of prose, its language and the words of it, and the dates near the block by line."""

    def __init__(self, document: Document, region: Region) -> None:
        """Find the dates; what else is asked of a line is looked up then."""
        self.document, self.region = document, region
        self.code = document.field("language")
        self.words = vocabulary(self.code)
        self.dates = dates.scan(document, region, calendar.words(self.code))
        self._telling: dict[int, bool] = {}

    def free(self, line: int) -> bool:
        """Whether no stage has said anything of the line."""
        return self.document.roles[line] == STANDING

    def lines(self, first: int, last: int) -> range:
        """The lines from `first` up to but not `last`, as far as the page has them."""
        return range(max(0, first), min(len(self.document.texts), last))

    def undated(self, line: int) -> str:
        """The line's text with a bar in the place of each date and of a short word that leads to it ("on", "le", "am").

        What stands before the first keeps its place.
        """
        text = self.document.texts[line]
        for date in reversed(self.dates.get(line, ())):
            before, _, word = text[: date.start].rstrip().rpartition(" ")
            start = len(before) + 1 if before and len(word) <= LEADING and word.islower() else date.start
            text = f"{text[:start]}|{text[date.end :]}"
        return text

    def timed(self, line: int, away: int = 1) -> bool:
        """A date, a time of day or a word like "updated" stands on the line or so many lines from it."""
        return self._tells(line) or self._tells(line - away) or self._tells(line + away)

    def _tells(self, line: int) -> bool:
        known = self._telling.get(line)
        if known is None:
            texts = self.document.texts
            known = line in self.dates or (0 <= line < len(texts) and self._tells_time(texts[line]))
            self._telling[line] = known
        return known

    def _tells_time(self, text: str) -> bool:
        if len(text) > LONGEST or text.isalpha() or not any(map(str.isdigit, text)):
            return False
        if _CLOCK.search(text) or relative.tells(text, self.code):
            return True
        label = text.rpartition("|")[2].lstrip() or text
        return any(fold(part.split()[0]).strip(":") in self.words.dated for part in {text, label})
