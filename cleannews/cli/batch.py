"""A run of `clean` from end to end: inputs, ledger, progress, interruption."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from typing import TYPE_CHECKING

import click

from cleannews.batch.inputs import Input
from cleannews.batch.outputs import Output
from cleannews.batch.run import Remaining, Tally, Watcher, deliver, results
from cleannews.batch.units import Unit, units
from cleannews.batch.worker import CannotWork, MakeWork, Result
from cleannews.cli import INTERRUPTED
from cleannews.cli.options import TERMINATED
from cleannews.cli.outputs import output_of
from cleannews.cli.progress import display
from cleannews.cli.request import Request
from cleannews.terminal import safe

if TYPE_CHECKING:
    from cleannews.batch.ledger import Ledger


class Terminated(BaseException):
    """SIGTERM or SIGHUP has arrived."""


def run(request: Request) -> Tally:
    """Do what is asked and return the counts of pages; exits where the user interrupts or terminates the run."""
    request.check()
    inputs = request.inputs()
    tally = Tally()
    try:
        with terminable(), _profile(request, inputs) as path:
            _run(request.with_profile(path) if path is not None else request, inputs, tally)
    except (KeyboardInterrupt, Terminated) as reason:
        hint = "; --resume goes on from here" if request.resumable else ""
        click.echo(f"cleannews: interrupted after {tally}{hint}", err=True)
        sys.exit(INTERRUPTED if isinstance(reason, KeyboardInterrupt) else TERMINATED)
    except CannotWork as reason:
        raise click.ClickException(str(reason)) from reason
    if request.several:
        kept = tally.nothing_read and request.output is not None and not request.folder
        note = f"; nothing could be read: {safe(request.output or '')} is not written" if kept else ""
        click.echo(f"cleannews: {tally}{note}", err=True)
    return tally


@contextmanager
def terminable() -> Iterator[None]:
    """Take SIGTERM, and SIGHUP unless it is ignored (`nohup`), as an order to stop: raise `Terminated`."""

    def stop(number: int, frame: object) -> None:
        raise Terminated

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    for number, handler in before.items():
        if handler != signal.SIG_IGN:
            signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _profile(request: Request, inputs: list[Input]) -> Iterator[str | None]:
    """With --two-pass, learn a profile from the inputs and yield its path; the file lasts as long as the run."""
    if request.two_pass is None:
        yield None
        return
    from tempfile import NamedTemporaryFile

    from cleannews.batch.memory import Lesson, remembered
    from cleannews.profiles import load

    work = Lesson(request.job.reading, request.two_pass).work
    with (
        _display(request, inputs, complaints=False) as progress,
        closing(_results(request, inputs, work)) as done,
    ):
        profile = remembered(done, (progress,))
    if (known := request.job.settings.profile) is not None:
        profile += load(known)
    folder = _shared(request.output) if request.on_ray and request.output is not None else None
    with NamedTemporaryFile("w", encoding="utf-8", prefix=".cleannews-", suffix=".profile", dir=folder) as file:
        file.write(profile.dumps())
        file.flush()
        yield file.name


def _shared(output: str) -> str:
    """A directory that the machines of a cluster share, if they share any: the one that the output stands in."""
    folder = os.path.dirname(os.path.abspath(output))
    os.makedirs(folder, exist_ok=True)
    return folder


def _results(
    request: Request, inputs: list[Input], make: MakeWork, done: Mapping[int, int] | None = None, few: int = 1
) -> Generator[tuple[Unit, Result]]:
    """What becomes of each page, in order, from this machine's processes or a Ray cluster."""
    reading = request.job.reading
    if request.on_ray:
        from cleannews.engines import ray

        cluster = ray.Cluster(request.address or os.environ.get("RAY_ADDRESS"), request.jobs)
        return ray.results(inputs, reading, done or {}, make, cluster, request.patience)
    return results(units(inputs, reading, done), make, request.processes, request.patience, few=few)


def _run(request: Request, inputs: list[Input], tally: Tally) -> None:
    start = time.monotonic()
    with _ledger(request) as ledger:
        output, remaining = output_of(request), Remaining(inputs)
        if ledger is not None:
            remaining = _remaining(request, ledger, inputs, output)
            tally.go_on(ledger.counts())
        with (
            _display(request, remaining.inputs) as progress,
            closing(_results(request, remaining.inputs, request.job.work, remaining.done, request.few)) as done,
        ):
            deliver(done, output, (tally, progress), ledger, _mark(request, ledger))
        if ledger is not None:
            _tell(request, ledger, tally, time.monotonic() - start)


def _display(request: Request, inputs: list[Input], *, complaints: bool = True) -> AbstractContextManager[Watcher]:
    seen = request.several and not (request.output is None and sys.stdout.isatty())
    return display(request.progress if seen else "none", inputs, complaints=complaints)


def _ledger(request: Request) -> AbstractContextManager[Ledger | None]:
    """The ledger of a run; None for a single page without a report.

    It stands beside the output, and keeps other runs off it; where there is none, and only a report needs a ledger, it
    is gone at the end.
    """
    beside_it = request.several and request.output is not None
    if not (beside_it or request.report or request.errors):
        return nullcontext()
    from cleannews.batch.ledger import Ledger
    from cleannews.batch.report import beside

    path = beside(request.output or "", folder=request.folder) if beside_it else ""
    return closing(Ledger(path, lasts=request.resumable))


def _remaining(request: Request, ledger: Ledger, inputs: list[Input], output: Output) -> Remaining:
    if not request.resume:
        return ledger.begin(request.fingerprint(), inputs)
    before = ledger.counts().total()
    remaining = ledger.resume(request.fingerprint(), inputs, in_order=request.in_order)
    if remaining.state is not None and not output.resume(remaining.state, more=bool(remaining.inputs)):
        remaining = ledger.begin(request.fingerprint(), inputs)
    if before and remaining.anew:
        told = "the earlier run had other settings or inputs, or its output is not there as it was: all is done again"
        click.echo(f"cleannews: {told}", err=True)
    return remaining


def _mark(request: Request, ledger: Ledger | None) -> Callable[[Result], Result] | None:
    if not request.mark_duplicates:
        return None
    from cleannews.batch.duplicates import Duplicates

    return Duplicates(ledger.signatures() if ledger is not None else ()).mark


def _tell(request: Request, ledger: Ledger, tally: Tally, seconds: float) -> None:
    from cleannews.batch.report import write_errors, write_report

    if request.errors is not None:
        write_errors(request.errors, ledger)
    if request.report is not None:
        about = {"settings": json.loads(request.fingerprint()), "seconds": round(seconds, 3)}
        write_report(request.report, ledger, tally.counts, about)
