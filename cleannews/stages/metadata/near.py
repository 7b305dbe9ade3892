"""What the modules of this stage know of the page before they look for their fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cleannews.document import STANDING, Document
from cleannews.languages import fold
from cleannews.patterns import Pattern
from cleannews.stages.metadata.calendar import Date
from cleannews.stages.metadata.region import Region
from cleannews.stages.metadata.vocabulary import Vocabulary

_CLOCK = Pattern(r"(?<!\d)\d{1,2}[:.hH]\d\d(?!\d)")
LONGEST = 90
"""Code points of a line that tells a time and little else."""


class Near(NamedTuple):
    """The page, its block of prose, its language and the words of it, and the dates near the block by line."""

    document: Document
    region: Region
    code: str | None
    words: Vocabulary
    dates: Mapping[int, Sequence[Date]]

    def free(self, line: int) -> bool:
        """Whether no stage has said anything of the line."""
        return self.document.roles[line] == STANDING

    def lines(self, first: int, last: int) -> range:
        """The lines from `first` up to but not `last`, as far as the page has them."""
        return range(max(0, first), min(len(self.document.texts), last))

    def undated(self, line: int) -> str:
        """The line's text with a bar in the place of each date; what stands before the first keeps its place."""
        text = self.document.texts[line]
        for date in reversed(self.dates.get(line, ())):
            text = f"{text[: date.start]}|{text[date.end :]}"
        return text

    def timed(self, line: int, away: int = 1) -> bool:
        """A date, a time of day or a word like "updated" stands on the line or so many lines from it."""
        return any(
            near in self.dates or (0 <= near < len(self.document.texts) and self._tells_time(self.document.texts[near]))
            for near in dict.fromkeys((line, line - away, line + away))
        )

    def _tells_time(self, text: str) -> bool:
        if len(text) > LONGEST or not any(map(str.isdigit, text)):
            return False
        return bool(_CLOCK.search(text)) or fold(text.split()[0]).strip(":") in self.words.dated
