"""A run of `clean` from end to end: output, ledger, progress, interruption."""

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

from cleannews.batch.atomic import Folder, Mark, Partial
from cleannews.batch.finishing import File
from cleannews.batch.inputs import Input
from cleannews.batch.outputs import Opener, Output, Shards, Stream, Tree
from cleannews.batch.run import Remaining, Tally, Watcher, deliver, results
from cleannews.batch.units import Unit, units
from cleannews.batch.worker import CannotWork, MakeWork, Result
from cleannews.cli import INTERRUPTED
from cleannews.cli.options import TERMINATED
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
        output, remaining = _output(request), Remaining(inputs)
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


def _output(request: Request) -> Output:
    if request.feed:
        return _feed(request)
    if request.output is None:
        return Stream(_joined(_standard_output()) if request.writing == "markdown" else _standard_output())
    openers: dict[str, Opener] = {"parquet": _parquet, "markdown": _Pages}
    return _files(request, request.output, openers.get(request.writing, Partial))


def _files(request: Request, path: str, opener: Opener) -> Output:
    if request.folder:
        return Tree(path, opener)
    return Shards(path, request.shard_size, opener, may_be_empty=request.several)


def _feed(request: Request) -> Output:
    from cleannews.formats.write_feed import Feed

    if request.output is None:
        feed = Feed(_StandardOutput())
        return Shards("", open_file=lambda path, mark, folder: feed)
    return _files(request, request.output, lambda path, mark, folder: Feed(Partial(path, (), folder)))


class _StandardOutput:
    """Standard output as a file in the making."""

    path = ""

    def __init__(self) -> None:
        self._put = _standard_output()

    def write(self, data: bytes) -> None:
        self._put(data)

    def complete(self, *, safe: bool = True) -> None:
        """Nothing is held back."""

    def appear(self) -> None:
        """It has its name."""

    def abandon(self) -> None:
        """What is written is written."""


def _standard_output() -> Callable[[bytes], None]:
    """Return a function that writes to the present standard output: later it is redirected, as Ray prints there."""
    out = sys.stdout.buffer

    def put(data: bytes) -> None:
        out.write(data)
        out.flush()

    return put


class _Pages(Partial):
    """A file of articles in Markdown in the making, one after the other."""

    def __init__(self, path: str, mark: Mark, folder: Folder | None) -> None:
        super().__init__(path, mark, folder)
        self._put = _joined(super().write, begun=bool(mark))

    def write(self, data: bytes) -> None:
        self._put(data)


def _joined(put: Callable[[bytes], object], *, begun: bool = False) -> Callable[[bytes], None]:
    from cleannews.formats.write_markdown import joined

    return joined(put, begun=begun)


def _parquet(path: str, mark: Mark, folder: Folder | None) -> File:
    from cleannews.formats.write_parquet import Table

    return Table(Partial(path, (), folder))


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
