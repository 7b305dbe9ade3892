"""The page as the search for its headline sees it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from itertools import pairwise

from cleannews.languages import fold
from cleannews.linemodel.layout import column
from cleannews.stages.metadata.near import Near

TOP = 4
"""The first lines of the page, where its title can stand."""
SIGNS = 70
"""Lines above the prose in which the words that open a byline are looked for."""
ABOVE = 150
"""Lines above the prose that are looked at: share buttons, byline, picture and menu can come between."""
BELOW = 6
"""Lines at the start of the prose that are looked at."""
FLAT = 1.1
"""Line breaks for each line, below which a page has no empty lines to speak of."""
SAMPLE = 300
"""Code points that tell whether a text is of a script without spaces."""
OPENING, REST = 3, 10
"""Paragraphs whose words the headline shares most: the first ones, and those after them that are looked at too."""
DAY = 0.4
"""Share of a line that its date has where it says little else."""
WITHIN, BEGINNING = 25, 400
"""Lines after the first of the prose in which they stand, and code points of each that are read."""


class Page:
    """The page as the headline's evidence needs it; what is made of its lines is made when it is first asked for."""

    def __init__(self, near: Near, opened: Collection[int]) -> None:
        """`opened` are the lines that begin as a byline does."""
        self.document = near.document
        self.first, self.last = near.region
        self.texts, self.scores = near.document.texts, near.document.scores
        self.words = near.words
        self.signed = sorted({*near.dates, *opened})
        self._dates = near.dates
        self._folded: dict[int, str] = {}

    @cached_property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.texts)

    def folded(self, line: int) -> str:
        """The line, folded."""
        known = self._folded.get(line)
        if known is None:
            self._folded[line] = known = fold(self.texts[line])
        return known

    @cached_property
    def colons(self) -> frozenset[int]:
        """The lines above the prose with a colon inside."""
        above = max(0, self.first - ABOVE)
        return frozenset([i for i, text in enumerate(self.texts[above : self.first], above) if ": " in text])

    @cached_property
    def days(self) -> frozenset[int]:
        """The lines that are a day without a time and little else."""
        found = {line: dates[0] for line, dates in self._dates.items() if len(dates) == 1 and "T" not in dates[0].iso}
        return frozenset([i for i, day in found.items() if day.end - day.start > DAY * len(self.texts[i])])

    @cached_property
    def flat(self) -> bool:
        """Whether the page has hardly an empty line, so that gaps tell nothing."""
        return self.document.source.count("\n") < FLAT * self.step * len(self.texts)

    @cached_property
    def step(self) -> int:
        """How the page is spaced."""
        return self.document.step()

    def gap(self, line: int) -> int:
        """How many line breaks stand above a line, in the page's own steps."""
        return -(-self.document.gap(line) // self.step)

    @cached_property
    def column(self) -> int | None:
        """How far most of the first paragraphs are indented; None on a page without indentation."""
        return column(self.document, self._first_lines)

    @cached_property
    def titles(self) -> list[set[str]]:
        """The words of the page's first lines."""
        return [meaning(fold(text)) for text in self.texts[:TOP]]

    @cached_property
    def _first_lines(self) -> list[int]:
        """The first lines of the prose."""
        near = range(self.first, min(self.last, self.first + WITHIN) + 1)
        return [i for i in near if self.scores[i] > 0]

    @cached_property
    def paragraphs(self) -> list[str]:
        """The beginnings of the first lines of the prose."""
        return [self.texts[i][:BEGINNING] for i in self._first_lines[:REST]]

    @cached_property
    def opening(self) -> set[str]:
        """The words of the first paragraphs, short ones too."""
        return set(_words(fold(" ".join(self.paragraphs[:OPENING]))))

    @cached_property
    def prose(self) -> set[str]:
        """The words of more of the prose, short ones too."""
        return self.opening.union(_words(fold(" ".join(self.paragraphs[OPENING:]))))


def _words(folded: str, shortest: int = 1) -> list[str]:
    """The words of a text; in scripts without spaces, every two characters too."""
    words = folded.replace("-", " ").replace("’", " ").replace("'", " ").split()
    if shortest > 1:
        words = [word for word in words if len(word) >= shortest]
    if not folded.isascii() and max(folded[:SAMPLE]) > "\u2e80":
        words += [a + b for a, b in pairwise(folded) if a > "\u3040" and b > "\u3040"]
    return words


def meaning(folded: str) -> set[str]:
    """The words that carry meaning: those of four letters or more."""
    return set(_words(folded, 4))
