"""Stages propose, this module applies: the only code that makes one document out of another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from cleannews.document import BODY_ROLES, CAPTION, DROPPED, STANDING, Document
from cleannews.edits import Cut, Drop, Edit, Entry, Field, Figure, Join, Mark, Quotation, Score, Span, Split

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
            what = ", ".join(missing)
            raise StageError(
                f"stage {stage.name} needs {what}, which no stage before it gives: leave out {stage.name} too,"
                f" or keep the stage that gives {what}"
            )
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
    """Return the document after one stage's edits; raise `StageError` if they contradict each other or the document.

    Once quotations have been found the body stays as it is, as their parts count its characters.
    """
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
    changed = tuple(roles)
    if (shaping or cutting or changed != document.roles) and _quoted(document):
        raise StageError(f"the body was changed after its quotations were found: {entries[0].edit}")
    after = document._replace(roles=changed, fields=fields, scores=scores, journal=document.journal + tuple(entries))
    if cutting:
        after = _cut(after, cutting)
    bare = bool(cutting) and not scores and not any(roles) and "" in after.texts
    return _reshape(after, shaping) if shaping or bare else after


def _take(roles: list[str], lines: Sequence[int], role: str, edit: Edit) -> None:
    for line in lines:
        if not 0 <= line < len(roles):
            raise StageError(f"there is no line {line}: {edit}")
        if roles[line] != STANDING:
            raise StageError(f"line {line} is {roles[line]} already: {edit}")
        roles[line] = role


def _quoted(document: Document) -> bool:
    return any(isinstance(entry.edit, Quotation) for entry in document.journal)


def _unset(fields: Mapping[str, Field], edit: Field) -> Field:
    if edit.name in fields:
        raise StageError(f"field {edit.name} is set already: {edit}")
    return edit


def _cut(document: Document, edits: Mapping[int, Sequence[Cut]]) -> Document:
    """Take parts out of lines; a line with a score of which nothing is left is decided with that."""
    cuts, texts, roles = dict(document.cuts), list(document.texts), list(document.roles)
    for line, fresh in edits.items():
        cuts[line] = _with_cuts(document, line, fresh)
        texts[line] = document.reads(document.spans[line], cuts[line])
        if document.scores and not texts[line]:
            roles[line] = DROPPED
    return document._replace(cuts=cuts, texts=tuple(texts), roles=tuple(roles))


def _with_cuts(document: Document, line: int, edits: Sequence[Cut]) -> tuple[Span, ...]:
    there = 0 <= line < len(document.spans) and document.roles[line] in BODY_ROLES
    start, end = document.spans[line] if there else (0, 0)
    for edit in edits:
        if not start <= edit.span.start < edit.span.end <= end:
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
    ends, at = _shapes(document, edits)
    gone = sorted([entry.edit.span for entry in document.journal if isinstance(entry.edit, Cut)])
    begun, ended = [cut.start for cut in gone], [cut.end for cut in gone]
    spans: list[Span] = []
    texts: list[str] = []
    cuts: dict[int, tuple[Span, ...]] = {}
    cut = sorted(document.cuts)
    bare = [line for line in cut if not document.texts[line]]
    broken, done = sorted(at), 0
    for line in sorted({*at, *ends, *bare, len(document.spans)}):
        if line < done:
            continue  # it was joined to one before
        for old in cut[bisect_left(cut, done) : bisect_left(cut, line)]:
            cuts[len(spans) + old - done] = document.cuts[old]
        spans += document.spans[done:line]
        texts += document.texts[done:line]
        if line == len(document.spans):
            break
        done = ends.get(line, line) + 1
        inner = broken[bisect_left(broken, line) : bisect_left(broken, done)]
        borders = [document.spans[line].start, *[a for i in inner for a in at[i]], document.spans[done - 1].end]
        for start, end in pairwise(borders):
            inside = _clipped(gone[bisect_right(ended, start) : bisect_left(begun, end)], start, end)
            if text := document.reads(Span(start, end), inside):
                if inside:
                    cuts[len(spans)] = inside
                spans.append(_bare(document.source, start, end))
                texts.append(text)
    return document._replace(spans=tuple(spans), texts=tuple(texts), cuts=cuts, roles=(STANDING,) * len(spans))


def _shapes(document: Document, edits: Iterable[Join | Split]) -> tuple[dict[int, int], dict[int, tuple[int, ...]]]:
    """The last line of each join by its first, and the places of each split by its line; raises `StageError`."""
    ends: dict[int, int] = {}
    at: dict[int, tuple[int, ...]] = {}
    count = len(document.spans)
    for edit in edits:
        if isinstance(edit, Join):
            if not 0 <= edit.first <= edit.last < count or edit.first in ends:
                raise StageError(f"there are no such lines to join: {edit}")
            ends[edit.first] = edit.last
        else:
            start, end = document.spans[edit.line] if 0 <= edit.line < count else (0, 0)
            if edit.line in at or any(a >= b for a, b in pairwise((start, *edit.at, end))):
                raise StageError(f"there are no such places to split at: {edit}")
            at[edit.line] = edit.at
    if any(ends[a] >= b for a, b in pairwise(sorted(ends))):
        raise StageError("a line is joined to two others")
    return ends, at


def _clipped(cuts: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The parts of cuts that are inside a stretch."""
    return tuple([Span(max(a, start), min(b, end)) for a, b in cuts])


def _bare(source: str, start: int, end: int) -> Span:
    """A stretch without the blanks at its ends."""
    piece = source[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
