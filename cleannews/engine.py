"""Stages propose, this module applies: the only code that makes one document out of another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from cleannews.document import BODY_ROLES, CAPTION, DROPPED, STANDING, Document
from cleannews.edits import Cut, Drop, Edit, Entry, Field, Figure, Join, Mark, Score, Span, Split

Propose = Callable[[Document], Iterable[Edit]]


class StageError(ValueError):
    """A stage broke the contract, or a selection of stages cannot work."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A named pure function from a document to edits.

    `needs` and `gives` are what it reads and provides ("language", "scores", ...); `rules` documents, in one line
    each, every rule it can cite.  For stages of one's own: `after` is the stage that it follows, `origin` what
    `plugins.load` took it from.
    """

    name: str
    propose: Propose
    rules: Mapping[str, str]
    needs: frozenset[str] = field(default=frozenset())
    gives: frozenset[str] = field(default=frozenset())
    after: str = "boilerplate"
    origin: str = ""

    @property
    def summary(self) -> str:
        """The first line of the function's docstring."""
        return (self.propose.__doc__ or "").strip().partition("\n")[0]


def check(stages: Sequence[Stage]) -> None:
    """Raise `StageError` unless each stage's needs are given by a stage before it."""
    given: set[str] = set()
    for stage in stages:
        if missing := sorted(stage.needs - given):
            raise StageError(f"stage {stage.name} needs {', '.join(missing)}, which no stage before it gives")
        given |= stage.gives


def run(document: Document, stages: Iterable[Stage]) -> Document:
    """Show the document to each stage in turn and apply what it proposes; whatever goes wrong is a `StageError`."""
    for stage in stages:
        try:
            document = apply(document, [Entry(stage.name, edit) for edit in stage.propose(document)], stage.rules)
        except Exception as reason:
            raise StageError(f"stage {stage.name}: {_told(reason)}") from reason
    return document


def _told(reason: Exception) -> str:
    """What went wrong, and where in the code."""
    if isinstance(reason, StageError):
        return str(reason)
    at = reason.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    place = f" ({at.tb_frame.f_code.co_filename}, line {at.tb_lineno})" if at is not None else ""
    return f"{type(reason).__name__}: {reason}{place}"


def replay(source: Document, journal: Iterable[Entry]) -> Document:
    """Apply a journal to the untouched page; the result equals the document that the journal came from."""
    batch: list[Entry] = []
    for entry in journal:
        if batch and entry.stage != batch[0].stage:
            source, batch = apply(source, batch), []
        batch.append(entry)
    return apply(source, batch)


def shown(document: Document, stage: str) -> Document:
    """The page as a stage was shown it: after the edits of the stages before it, which its line numbers count."""
    before = takewhile(lambda entry: entry.stage != stage, document.journal)
    return replay(Document.from_text(document.source, document.settings), before)


def apply(document: Document, entries: Sequence[Entry], rules: Mapping[str, str] | None = None) -> Document:
    """Return the document after one stage's edits; raise `StageError` if they contradict each other or the document."""
    if not entries:
        return document
    if rules is not None and (unknown := {e.edit.rule for e in entries} - rules.keys()):
        raise StageError(f"{entries[0].stage} cites undocumented rules: {', '.join(sorted(unknown))}")
    shaping: list[Join | Split] = []
    cutting: dict[int, list[Cut]] = {}
    roles = list(document.roles)
    fields, scores = dict(document.fields), document.scores
    for _, edit in entries:
        match edit:
            case Join() | Split():
                shaping.append(edit)
            case Drop():
                _take(roles, edit.lines, DROPPED, edit)
            case Figure():
                _take(roles, edit.lines, CAPTION, edit)
            case Mark():
                _take(roles, (edit.line,), edit.role, edit)
            case Cut():
                cutting.setdefault(edit.line, []).append(edit)
            case Field():
                fields[edit.name] = _unset(fields, edit)
            case Score():
                scores = edit.values
            case _:
                pass  # quotations and warnings live in the journal alone
    after = document._replace(
        roles=tuple(roles), fields=fields, scores=scores, journal=document.journal + tuple(entries)
    )
    if cutting:
        after = _cut(after, cutting)
    bare = bool(cutting) and not scores and not any(roles) and "" in after.texts
    return _reshape(after, shaping) if shaping or bare else after


def _take(roles: list[str], lines: Sequence[int], role: str, edit: Edit) -> None:
    for line in lines:
        if roles[line] != STANDING:
            raise StageError(f"line {line} is {roles[line]} already: {edit}")
        roles[line] = role


def _unset(fields: Mapping[str, Field], edit: Field) -> Field:
    if edit.name in fields:
        raise StageError(f"field {edit.name} is set already: {edit}")
    return edit


def _cut(document: Document, edits: Mapping[int, Sequence[Cut]]) -> Document:
    cuts, texts = dict(document.cuts), list(document.texts)
    for line, fresh in edits.items():
        cuts[line] = _with_cuts(document, line, fresh)
    for line in edits:
        texts[line] = document.reads(document.spans[line], cuts[line])
    return document._replace(cuts=cuts, texts=tuple(texts))


def _with_cuts(document: Document, line: int, edits: Sequence[Cut]) -> tuple[Span, ...]:
    start, end = document.spans[line]
    for edit in edits:
        if document.roles[line] not in BODY_ROLES or not start <= edit.span.start < edit.span.end <= end:
            raise StageError(f"nothing stands there to cut: {edit}")
    cuts = sorted([*document.cuts.get(line, ()), *(edit.span for edit in edits)])
    if any(a.end > b.start for a, b in pairwise(cuts)):
        raise StageError(f"cut twice: {edits[-1]}")
    return tuple(cuts)


def _reshape(document: Document, edits: Iterable[Join | Split]) -> Document:
    """Make the logical lines anew; only a document without decided lines can be reshaped.

    A line of which nothing is left is layout, as it is in `Document.from_text`.
    """
    if any(document.roles) or document.scores:
        raise StageError("lines can only be joined or split before anything is said of them")
    at: dict[int, tuple[int, ...]] = {}
    ends: dict[int, int] = {}
    for edit in edits:
        if isinstance(edit, Join):
            ends[edit.first] = edit.last
        else:
            at[edit.line] = edit.at
    spans: list[Span] = []
    texts: list[str] = []
    cuts: dict[int, tuple[Span, ...]] = {}
    cut = sorted(document.cuts)
    bare = [line for line in cut if not document.texts[line]]
    done = 0
    for line in sorted({*at, *ends, *bare, len(document.spans)}):
        if line < done:
            continue  # it was joined to one before
        for old in cut[bisect_left(cut, done) : bisect_left(cut, line)]:
            cuts[len(spans) + old - done] = document.cuts[old]
        spans += document.spans[done:line]
        texts += document.texts[done:line]
        done = ends.get(line, line) + 1
        for piece, text, inside in _broken(document, line, done, at.get(line, ())):
            if inside:
                cuts[len(spans)] = inside
            spans.append(piece)
            texts.append(text)
    return document._replace(spans=tuple(spans), texts=tuple(texts), cuts=cuts, roles=(STANDING,) * len(spans))


def _broken(
    document: Document, first: int, stop: int, at: tuple[int, ...]
) -> Iterator[tuple[Span, str, tuple[Span, ...]]]:
    """The lines from `first` up to `stop` as one, broken at some places: span, text and cuts of each piece."""
    if first == len(document.spans):
        return
    cuts = [cut for line in range(first, stop) for cut in document.cuts.get(line, ())] if document.cuts else []
    begun, ended = [cut.start for cut in cuts], [cut.end for cut in cuts]
    borders = [document.spans[first].start, *at, document.spans[stop - 1].end]
    for start, end in pairwise(borders):
        within = cuts[bisect_right(ended, start) : bisect_left(begun, end)]
        inside = tuple([Span(max(a, start), min(b, end)) for a, b in within])
        if text := document.reads(Span(start, end), inside):
            piece = document.source[start:end]
            left = len(piece) - len(piece.lstrip())
            yield Span(start + left, start + len(piece.rstrip())), text, inside
