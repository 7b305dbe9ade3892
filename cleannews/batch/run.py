"""The loop: read, clean, write; every page ends as exactly one of ok, empty or failed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from cleannews.article import Article
from cleannews.batch.inputs import STDIN, Input
from cleannews.batch.outputs import write_whole
from cleannews.cleaning import Page, clean_page
from cleannews.engine import Stage
from cleannews.formats import Reader, Unreadable, Writer, reader
from cleannews.settings import Settings


class Job(NamedTuple):
    """What is done to every page of a run."""

    stages: Sequence[Stage]
    settings: Settings
    write: Writer
    explain: bool = False
    reading: str = "auto"


class Failure(NamedTuple):
    """An input, or one record of it, that gave no article, and why."""

    path: str
    reason: str


class Tally:
    """What became of every page; `report` is told of each failure when it happens."""

    def __init__(self, report: Callable[[Failure], None]) -> None:
        """Start at nothing."""
        self.counts: Counter[str] = Counter()
        self._report = report

    def add(self, outcome: Article | Failure) -> None:
        """Count an outcome."""
        if isinstance(outcome, Failure):
            self.counts["failed"] += 1
            self._report(outcome)
        else:
            self.counts["ok" if outcome.paragraphs else "empty"] += 1

    def __str__(self) -> str:
        """One line for people: the counts, which add up."""
        parts = ", ".join(f"{self.counts[kind]} {kind}" for kind in ("ok", "empty", "failed"))
        return f"{self.counts.total()} pages: {parts}"


def stream(inputs: Iterable[Input], job: Job, out: Callable[[bytes], object], tally: Tally) -> None:
    """Clean every input and hand each record's bytes to `out`, in the order of the input."""
    for item in inputs:
        for outcome in outcomes(item, job):
            tally.add(outcome)
            if isinstance(outcome, Article):
                out(job.write(outcome).encode())


def files(planned: Iterable[tuple[Input, str]], job: Job, tally: Tally) -> None:
    """Clean every input into a file of its own; an input that failed as a whole gives no file."""
    for item, path in planned:
        written = []
        for outcome in outcomes(item, job):
            tally.add(outcome)
            if isinstance(outcome, Article):
                written.append(job.write(outcome))
        if written:
            write_whole(path, "".join(written).encode())


def outcomes(item: Input, job: Job) -> Iterator[Article | Failure]:
    """Yield an article or a failure for each page of one input."""
    name = "standard input" if item.path == STDIN else item.path
    try:
        for page in _pages(item, reader(job.reading, item.path)):
            yield _outcome(page, job, name)
    except OSError as reason:
        yield Failure(name, reason.strerror or str(reason))


def _pages(item: Input, read: Reader) -> Iterator[Page | Unreadable]:
    if item.path == STDIN:
        yield from read(sys.stdin.buffer, None)
    else:
        with open(item.path, "rb") as stream:
            yield from read(stream, item.path)


def _outcome(page: Page | Unreadable, job: Job, name: str) -> Article | Failure:
    if isinstance(page, Unreadable):
        return Failure(name, str(page))
    try:
        return clean_page(page, job.stages, job.settings, explain=job.explain)
    except Exception as reason:
        return Failure(name, f"{page.id}: {type(reason).__name__}: {reason}")
