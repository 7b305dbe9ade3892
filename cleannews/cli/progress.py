"""How a run is going, on standard error: live on a terminal, a line now and then, or nothing; and what has failed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from cleannews.batch.inputs import Input
from cleannews.batch.run import Tally, Watcher
from cleannews.batch.units import Unit
from cleannews.batch.worker import Result
from cleannews.terminal import safe

_LINE_EVERY = 10.0  # seconds


@contextmanager
def display(kind: str, inputs: Sequence[Input], *, complaints: bool = True) -> Iterator[Watcher]:
    """Yield the watcher that shows a run's progress over these inputs; `kind` is "auto", "plain" or "none".

    With `complaints`, it also prints why each page failed.
    """
    if kind == "plain":
        yield Plain(_total(inputs), complaints)
    elif kind == "auto" and sys.stderr.isatty():
        from cleannews.cli.live import live

        with live(_total(inputs), complaints) as shown:
            yield shown
    else:
        yield Complaints(complaints)


def _total(inputs: Sequence[Input]) -> int | None:
    """Bytes to read; None where that is not known."""
    if any(item.size is None and not (item.trouble or item.skipped) for item in inputs):
        return None
    return sum(item.size or 0 for item in inputs)


def complaint(unit: Unit, result: Result) -> str | None:
    """The message for a page that failed; None for another."""
    return f"cleannews: {safe(unit.input.shown)}: {safe(result.reason or '')}" if result.outcome == "failed" else None


class Complaints:
    """Prints why pages failed, and no progress."""

    def __init__(self, told: bool = True) -> None:
        """Without `told`, nothing is printed."""
        self._told = told

    def done(self, unit: Unit, result: Result) -> None:
        """As `Watcher`."""
        if self._told and (told := complaint(unit, result)):
            click.echo(told, err=True)


class Plain:
    """Prints a line every ten seconds, and why pages failed."""

    def __init__(self, total: int | None, complaints: bool = True) -> None:
        """`total` is the bytes to read, if that is known."""
        self._total, self._read = total, 0
        self._tally, self._complaints = Tally(), Complaints(complaints)
        self._start = self._told = time.monotonic()

    def done(self, unit: Unit, result: Result) -> None:
        """As `Watcher`."""
        self._complaints.done(unit, result)
        self._tally.done(unit, result)
        self._read += unit.size
        now = time.monotonic()
        if now - self._told >= _LINE_EVERY:
            self._told = now
            click.echo(f"cleannews: {self._line(now - self._start)}", err=True)

    def _line(self, seconds: float) -> str:
        rate = self._tally.counts.total() / seconds
        share = f", {self._read / self._total:.0%} of the input" if self._total else ""
        return f"{self._tally}; {rate:.1f} pages/s{share}"
