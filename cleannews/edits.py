"""The things a stage can say.  Each is a value: it can be listed, tested, journaled and replayed.

Lines are numbered from 0 in the document the stage was shown (its logical lines).  Spans are offsets in code points,
from 0, end exclusive: into the source text, but for the parts of a `Quotation`, which index the body.
Every edit names its rule; the engine puts the stage's name before it (`captions/same-as-next-line`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import add
from typing import Literal, NamedTuple

Role = Literal["headline", "standfirst", "section", "byline", "date", "publisher", "subhead", "list_item"]
QuoteKind = Literal["direct", "partial", "unattributed"]


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


def spans_of(starts: Sequence[int], sizes: Iterable[int]) -> list[Span]:
    """Many spans at once, without a call of Python's for each.

    >>> spans_of([0, 7], [5, 2])
    [Span(start=0, end=5), Span(start=7, end=9)]
    """
    return list(map(tuple.__new__, repeat(Span), zip(starts, map(add, starts, sizes), strict=True)))


class Join(NamedTuple):
    """Make one logical line of the lines `first` to `last`, both included."""

    first: int
    last: int
    rule: str


class Split(NamedTuple):
    """Break a line before each of the source offsets in `at` (ascending, inside the line)."""

    line: int
    at: tuple[int, ...]
    rule: str


class Drop(NamedTuple):
    """Remove whole lines from the article.

    `scores` are their log-odds of being body, if those spoke against them; `repeats` is the line that says the same
    and stays.
    """

    lines: tuple[int, ...]
    rule: str
    scores: tuple[float, ...] = ()
    repeats: int | None = None


class Cut(NamedTuple):
    """Remove a part of one line; the rest of the line stands."""

    line: int
    span: Span
    rule: str


class Mark(NamedTuple):
    """Say what a line is.  All roles but `subhead` and `list_item` take the line out of the body."""

    line: int
    role: Role
    rule: str


class Field(NamedTuple):
    """Set a field of the record; `span` is where in the source the answer stands, None if it was inferred."""

    name: str
    value: str | tuple[str, ...]
    rule: str
    span: Span | None = None


class Figure(NamedTuple):
    """Take lines out of the body as one picture's caption, alternative text and credit."""

    lines: tuple[int, ...]
    text: str
    alt: str | None
    credit: str | None
    rule: str


class Score(NamedTuple):
    """One number a line, as evidence for later stages: the log-odds that the line is of the article's body."""

    values: tuple[float, ...]
    rule: str


class Quotation(NamedTuple):
    """Words in quotation marks; `parts` are offsets into the body's text, without the marks."""

    kind: QuoteKind
    parts: tuple[Span, ...]
    speaker: str | None
    mention: str | None
    cue: str | None
    confidence: float
    rule: str


class Warn(NamedTuple):
    """Tell the user something about the page."""

    text: str
    rule: str


Edit = Join | Split | Drop | Cut | Mark | Field | Figure | Score | Quotation | Warn


class Entry(NamedTuple):
    """One line of the journal: an edit with the stage that proposed it."""

    stage: str
    edit: Edit

    @property
    def name(self) -> str:
        """The rule's full name, `stage/rule`."""
        return f"{self.stage}/{self.edit.rule}"
