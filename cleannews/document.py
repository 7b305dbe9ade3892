"""A page while it is worked on: the source text, its logical lines, and the journal of what was said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, compress, count, pairwise
from operator import add, sub
from typing import NamedTuple, Self

from cleannews.edits import Entry, Field, Span, spans_of
from cleannews.settings import DEFAULT, Settings
from cleannews.text import INVISIBLE, is_odd, tidy

STANDING = ""
DROPPED = "dropped"
CAPTION = "caption"
BODY_ROLES = frozenset({STANDING, "subhead", "list_item"})
FEW_CLOSER = 20
"""One line in so many may be closer to the next than the page is spaced."""


class Paragraph(NamedTuple):
    """A paragraph of the body: its text, its role, its first line, its offset in the body's text, its last line."""

    text: str
    role: str
    line: int
    start: int
    last: int


class Document(NamedTuple):
    """An immutable page.  Columns are parallel: item `i` of each belongs to logical line `i`.

    `source`   the decoded page; nothing ever changes it
    `spans`    where each line stands in the source, blanks at the ends left out
    `texts`    the line as it reads (`text.tidy`), without what was cut
    `roles`    "" while the line stands undecided; "dropped"; "caption"; or the role it was marked with
    `scores`   log-odds of being body, once a stage has said so; else empty
    `cuts`     what was cut out of a line, by line
    `fields`   the answers so far, by name
    `journal`  every edit in the order it was applied
    """

    source: str
    spans: tuple[Span, ...]
    texts: tuple[str, ...]
    roles: tuple[str, ...]
    scores: tuple[float, ...]
    cuts: dict[int, tuple[Span, ...]]
    fields: dict[str, Field]
    journal: tuple[Entry, ...]
    settings: Settings

    @classmethod
    def from_text(cls, source: str, settings: Settings = DEFAULT) -> Self:
        """Split on "\\n" alone, so that line numbers agree with `grep -n`; lines without visible text are layout."""
        lines = source.split("\n")
        stripped = [*map(str.strip, lines)]
        starts = [*compress(map(add, accumulate(map(len, lines), initial=0), count()), stripped)]
        lines, texts = [*compress(lines, stripped)], [*filter(None, stripped)]
        if lines != texts:  # some are indented
            starts = [*map(add, starts, map(sub, map(len, lines), map(len, map(str.lstrip, lines))))]
        spans, whole = spans_of(starts, map(len, texts)), "\n".join(texts)
        if "  " in whole or "\t" in whole or "\r" in whole or is_odd(whole):
            texts = [tidy(text) if "  " in text or not text.isprintable() else text for text in texts]
            spans, texts = [*compress(spans, texts)], [*filter(None, texts)]
        roles = (STANDING,) * len(spans)
        return cls(source, tuple(spans), tuple(texts), roles, (), {}, {}, (), settings)

    def standing(self) -> list[int]:
        """The lines that are of the body as far as is known, in order."""
        return [i for i, role in enumerate(self.roles) if role in BODY_ROLES]

    def marked(self, role: str) -> list[int]:
        """The lines with a role that hardly a line has, in order."""
        found: list[int] = []
        for _ in range(self.roles.count(role)):
            found.append(self.roles.index(role, found[-1] + 1 if found else 0))
        return found

    def field(self, name: str) -> str | None:
        """The value of a field that holds one string; None where no stage gave it."""
        field = self.fields.get(name)
        return field.value if field is not None and isinstance(field.value, str) else None

    def gap(self, line: int) -> int:
        """How many line breaks stand between this line and the one before (0 for the first, 1 if adjacent)."""
        return self.source.count("\n", self.spans[line - 1].end, self.spans[line].start) if line else 0

    def step(self) -> int:
        """How many line breaks part a line from the next one of its block: two or more on a page that is spaced out."""
        between = len(self.spans) - 1
        if between < 1 or self.source.count("\n") < 2 * between:
            return 1
        breaks = sorted([self.source.count("\n", end, start) for (_, end), (start, _) in pairwise(self.spans)])
        return max(1, breaks[between // FEW_CLOSER])

    def pieces(self, line: int) -> list[Span]:
        """The parts of a line that were not cut, as source spans in order."""
        return _left(self.spans[line], self.cuts.get(line, ()))

    def uncut(self, line: int, end: int) -> list[Span]:
        """The parts of a line before a source offset that were not cut, in order."""
        return [Span(a, min(b, end)) for a, b in self.pieces(line) if a < end]

    def reads(self, span: Span, cuts: Sequence[Span]) -> str:
        """How a stretch of the source reads without what was cut out of it."""
        return tidy("".join([self.source[start:end] for start, end in _left(span, cuts)]))

    def source_span(self, line: int, start: int, end: int) -> Span:
        """Translate offsets in `texts[line]` (end exclusive, `start < end`) to the source.

        Exact where the line reads as it is written; otherwise the visible characters are counted off.
        """
        origin, stop = self.spans[line]
        text = self.texts[line]
        if stop - origin == len(text) and line not in self.cuts:
            return Span(origin + start, origin + end)
        places = list(_visible_places(self, line))
        before = sum(not c.isspace() for c in text[:start])
        inside = sum(not c.isspace() for c in text[start:end])
        return Span(places[before], places[before + inside - 1] + 1)

    def paragraphs(self) -> Iterator[Paragraph]:
        """The body as it stands, with offsets into `body()`; what stands at a mere blank on one line is one."""
        texts, roles, start = self.texts, self.roles, 0
        for lines in self._together():
            first, last = lines[0], lines[-1]
            text = texts[first] if first == last else " ".join([texts[line] for line in lines])
            yield Paragraph(text, roles[first] or "paragraph", first, start, last)
            start += len(text) + 2

    def _together(self) -> list[list[int]]:
        """The standing lines with text, those in one list that segmentation took apart at a mere blank."""
        texts, last = self.texts, -2
        runs: list[list[int]] = []
        for line in self.standing():
            if texts[line]:
                if line == last + 1 and self.parted_at_blank(last, line):
                    runs[-1].append(line)
                else:
                    runs.append([line])
                last = line
        return runs

    def parted_at_blank(self, line: int, after: int) -> bool:
        """Whether nothing but a blank stands between two undecided lines, and no more than a guess parts them."""
        end, start = self.spans[line].end, self.spans[after].start
        return (
            after == line + 1
            and start - end == 1
            and line not in self.cuts
            and after not in self.cuts
            and self.source[end] == " "
            and self.roles[line] == self.roles[after] == STANDING
        )

    def body(self) -> str:
        """The text of the article as it stands: paragraphs joined with an empty line."""
        return "\n\n".join(p.text for p in self.paragraphs())


def _left(span: Span, cuts: Sequence[Span]) -> list[Span]:
    """The parts of a stretch of the source that are left between cuts, which are in order."""
    start, end = span
    pieces = []
    for cut in cuts:
        pieces.append(Span(start, cut.start))
        start = cut.end
    return [p for p in (*pieces, Span(start, end)) if p.end > p.start]


def _visible_places(document: Document, line: int) -> Iterator[int]:
    for start, end in document.pieces(line):
        for place in range(start, end):
            character = document.source[place]
            if not character.isspace() and not INVISIBLE.match(character):
                yield place
