"""The loop: read, clean, write; every page ends as exactly one of ok, empty, skipped or failed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cleannews.article import Article
from cleannews.batch.inputs import Input
from cleannews.batch.outputs import Output, State
from cleannews.batch.units import Unit, page, units, why
from cleannews.batch.worker import Job, MakeWork, Result
from cleannews.cleaning import clean_page
from cleannews.formats import Unreadable

if TYPE_CHECKING:
    from cleannews.batch.ledger import Ledger

OUTCOMES = ("ok", "empty", "skipped", "failed")
_MUCH = 1 << 20  # bytes
_SAFE_EVERY = 1.0  # seconds of work that an interrupted run may have to do again


class Remaining(NamedTuple):
    """The work that is left: inputs, how many pages of each are done already (by place), and the output's state.

    `anew` says that nothing was kept of an earlier run.
    """

    inputs: list[Input]
    done: Mapping[int, int] = {}
    state: State | None = None
    anew: bool = False


class Watcher(Protocol):
    """What is told of each page as it is done: a progress display."""

    def done(self, unit: Unit, result: Result) -> None:
        """A page is done."""


class Tally:
    """Counts of what became of the pages; `before` of them were done by an earlier run."""

    def __init__(self) -> None:
        """Start at 0."""
        self.counts: Counter[str] = Counter()
        self.before = 0

    def go_on(self, counts: Counter[str]) -> None:
        """Add the counts of an earlier run that this one resumes."""
        self.counts += counts
        self.before = self.counts.total()

    def done(self, unit: Unit, result: Result) -> None:
        """Count a page."""
        self.counts[result.outcome] += 1

    @property
    def nothing_read(self) -> bool:
        """Whether no page could be read and some failed, as with a mistyped name."""
        return self.counts["failed"] > 0 == self.counts["ok"] + self.counts["empty"]

    def __str__(self) -> str:
        """One line for people: the counts, which add up."""
        kinds = [kind for kind in OUTCOMES if self.counts[kind] or kind != "skipped"]
        parts = ", ".join(f"{self.counts[kind]} {kind}" for kind in kinds)
        before = f" ({self.before} of them before)" if self.before else ""
        return f"{self.counts.total()} page{'s' * (self.counts.total() != 1)}: {parts}{before}"


def results(
    found: Iterable[Unit], make: MakeWork, jobs: int, timeout: float | None = None, *, few: int = 1
) -> Generator[tuple[Unit, Result]]:
    """Yield each unit with what became of it, in order.

    With no jobs, or not more than `few` units, the work is done right here: workers take longer to start.
    """
    source = iter(found)
    first, enough = _first(source, few) if jobs else ([], False)
    if enough:
        from cleannews.batch.supervisor import supervise

        with closing(supervise(chain(first, source), make, jobs, timeout)) as done:
            yield from done
    else:
        work = make()
        for unit in chain(first, source):
            yield unit, work(unit)


def _first(source: Iterator[Unit], few: int) -> tuple[list[Unit], bool]:
    """The first units, and whether they are more than a few, or large."""
    first: list[Unit] = []
    for unit in source:
        first.append(unit)
        if len(first) > few or (len(first) > 1 and sum(unit.size for unit in first) > _MUCH):
            return first, True
    return first, False


def deliver(
    done: Iterable[tuple[Unit, Result]],
    output: Output,
    watchers: Iterable[Watcher] = (),
    ledger: Ledger | None = None,
    mark: Callable[[Result], Result] | None = None,
) -> None:
    """Hand each article to the output, in order, and tell the watchers; raises `OSError` where it cannot be written.

    Where nothing could be read, what was there before stays.  With a ledger that lasts, output and ledger are made safe
    together about once a second, or less often where that takes long.
    """
    tally = Tally()
    if ledger is not None:
        tally.go_on(ledger.counts())
    watchers = (tally, *watchers)
    due = time.monotonic() + _SAFE_EVERY
    try:
        for unit, result in done:
            if mark is not None and result.signature is not None:
                result = mark(result)
            if result.data:
                output.write(unit, result.data)
            output.end(unit)
            for watcher in watchers:
                watcher.done(unit, result)
            if ledger is not None:
                ledger.add(unit, result)
                if ledger.lasts and (now := time.monotonic()) > due and (state := output.safe()) is not None:
                    ledger.commit(state)
                    due = _next(now)
        output.close(read=not tally.nothing_read)
        if ledger is not None:
            ledger.commit(output.safe() if ledger.lasts else None)
    except BaseException:
        output.abort()
        raise


def _next(began: float) -> float:
    """When to make things safe again: in a second, or later if it takes long, so that it takes a tenth of all time."""
    ended = time.monotonic()
    return ended + _SAFE_EVERY * max(1.0, 10 * (ended - began))


def articles(inputs: Iterable[Input], job: Job) -> Iterator[tuple[Unit, Article | str]]:
    """Yield each page of the inputs as an article, or as the reason why there is none, one after the other."""
    stages = job.selected()
    for unit in units(inputs, job.reading):
        try:
            if unit.trouble is not None:
                raise Unreadable(unit.trouble)
            yield unit, clean_page(page(unit, job.reading), stages, job.settings, explain=job.explain)
        except Exception as reason:
            yield unit, why(reason)
