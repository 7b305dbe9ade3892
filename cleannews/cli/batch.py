"""A run as the command line asks for it: where articles go, what is told, what an interruption leaves."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

import click

from cleannews import __version__
from cleannews.batch.atomic import Mark, Partial
from cleannews.batch.inputs import Input
from cleannews.batch.outputs import File, Output, Shards, Stream, Tree, earlier_shards
from cleannews.batch.plan import Collision, plan, spare
from cleannews.batch.run import Remaining, Tally, Watcher, deliver, results
from cleannews.batch.units import units
from cleannews.batch.worker import CannotWork, Job, Result
from cleannews.cli.listing import Listing
from cleannews.cli.options import INTERRUPTED, TERMINATED, cores
from cleannews.cli.progress import display
from cleannews.formats import SUFFIXES, reader

if TYPE_CHECKING:
    from cleannews.batch.ledger import Ledger

SHARDED = ("json", "jsonl", "parquet")


class Terminated(BaseException):
    """SIGTERM or SIGHUP has arrived."""


class Batch(NamedTuple):
    """The options of a run, checked by `run`."""

    listing: Listing
    job: Job
    writing: str
    output: str | None
    shard_size: int | None
    jobs: int | None
    timeout: float
    resume: bool
    report: str | None
    errors: str | None
    progress: str
    two_pass: str | None = None
    mark_duplicates: bool = False

    def run(self) -> Tally:
        """Do it, and return what became of the pages; ends the process where the user did."""
        self._check()
        inputs = self._inputs()
        with self._memory(inputs) as profile:
            return self._with_profile(profile)._run(inputs)

    def _with_profile(self, profile: str | None) -> Batch:
        settings = self.job.settings
        return self._replace(job=self.job._replace(settings=settings._replace(profile=profile or settings.profile)))

    @contextmanager
    def _memory(self, inputs: list[Input]) -> Iterator[str | None]:
        """With two passes, learn from the inputs first, and keep what was learnt in a file while the run lasts."""
        if self.two_pass is None:
            yield None
            return
        from tempfile import NamedTemporaryFile

        from cleannews.batch.memory import Lesson, remembered

        lesson = Lesson(self.job.reading, self.two_pass)
        found = units(inputs, self.job.reading)
        with (
            self._display(inputs, complaints=False) as progress,
            closing(results(found, lesson.work, self._jobs(), self.timeout)) as done,
        ):
            profile = remembered(done, (progress,))
        with NamedTemporaryFile("w", encoding="utf-8", suffix=".profile") as file:
            file.write(profile.dumps())
            file.flush()
            yield file.name

    def _run(self, inputs: list[Input]) -> Tally:
        ledger = self._ledger()
        try:
            remaining = self._remaining(ledger, inputs)
            tally = Tally(ledger.counts() if ledger is not None else None)
            start = time.monotonic()
            with _terminable():
                self._deliver(remaining, ledger, tally)
            if ledger is not None:
                self._tell(ledger, tally, time.monotonic() - start)
        except (KeyboardInterrupt, Terminated) as reason:
            hint = "; --resume goes on from here" if self._resumable else ""
            click.echo(f"cleannews: interrupted after {tally}{hint}", err=True)
            sys.exit(INTERRUPTED if isinstance(reason, KeyboardInterrupt) else TERMINATED)
        except CannotWork as reason:
            raise click.ClickException(str(reason)) from reason
        finally:
            if ledger is not None:
                ledger.close()
        if self._several:
            click.echo(f"cleannews: {tally}", err=True)
        return tally

    def _check(self) -> None:
        if self.resume and not self._resumable:
            raise click.UsageError("--resume needs several pages, inputs that can be read again, and -o")
        if self.shard_size is not None and (self.output is None or self.writing not in SHARDED):
            raise click.UsageError("--shard-size needs -o FILE.jsonl or -o FILE.parquet")
        if self.writing == "parquet" and find_spec("pyarrow") is None:
            raise click.UsageError("Parquet needs pyarrow: pip install 'cleannews[parquet]'")
        if self.two_pass is not None and not self.listing.repeatable:
            raise click.UsageError("--two-pass reads the inputs twice, which standard input cannot be")
        if self.mark_duplicates and self.writing == "markdown":
            raise click.UsageError("--mark-duplicates needs --to json, jsonl or parquet")
        if self.mark_duplicates and find_spec("datasketch") is None:
            raise click.UsageError("--mark-duplicates needs datasketch: pip install 'cleannews[duplicates]'")

    @property
    def _several(self) -> bool:
        """Whether there may be more than one page."""
        only = self.listing.paths[0] if self.listing.paths else None
        return self.listing.many or not reader(only, self.job.reading).whole

    @property
    def _resumable(self) -> bool:
        return self._several and self.output is not None and self.listing.repeatable

    @property
    def _folder(self) -> bool:
        """Whether the output is a directory that mirrors the input's."""
        if self.output is None or self.shard_size is not None:
            return False
        if self.output.endswith(os.sep) or os.path.isdir(self.output):
            return True
        return self.listing.folders and os.path.splitext(self.output)[1] not in (".jsonl", ".parquet")

    def _inputs(self) -> list[Input]:
        inputs = self.listing.inputs(self.output)
        try:
            if self._folder and self.output is not None:
                return plan(inputs, self.output, SUFFIXES[self.writing])
            shards = earlier_shards(self.output) if self.output is not None and self.shard_size is not None else []
            spare([*shards, *(path for path in (self.output, self.report, self.errors) if path is not None)], inputs)
        except Collision as reason:
            raise click.UsageError(str(reason)) from reason
        return inputs

    def _ledger(self) -> Ledger | None:
        if not (self._resumable or self.report or self.errors):
            return None
        from cleannews.batch.ledger import Ledger
        from cleannews.batch.report import beside

        if self.output is None or not self._resumable:
            return Ledger()
        return Ledger(beside(self.output, folder=self._folder))

    def _remaining(self, ledger: Ledger | None, inputs: list[Input]) -> Remaining:
        if ledger is None:
            return Remaining(inputs)
        settings = self._fingerprint()
        if self.resume:
            # What is a duplicate depends on all pages before it, as one stream does.
            return ledger.resume(settings, inputs, in_order=not self._folder or self.mark_duplicates)
        return ledger.begin(settings, inputs)

    def _fingerprint(self) -> str:
        """What decides the output's bytes, apart from the inputs: another one makes an earlier run's work void."""
        settings = self.job.settings
        files = {name: _digest(path) for name in ("model", "profile") if (path := getattr(settings, name)) is not None}
        about = {
            **self.job._asdict(),
            "settings": {**settings._asdict(), **files},
            "reading": self.job.reading._asdict(),
        }
        run = {"to": self.writing, "shard_size": self.shard_size, "folder": self._folder}
        return json.dumps({"version": __version__, **about, **run}, default=str)

    def _deliver(self, remaining: Remaining, ledger: Ledger | None, tally: Tally) -> None:
        output = self._output()
        if remaining.state is not None:
            output.resume(remaining.state)
        found = units(remaining.inputs, self.job.reading, remaining.done)
        with (
            self._display(remaining.inputs) as progress,
            closing(results(found, self.job.work, self._jobs(), self.timeout)) as done,
        ):
            deliver(done, output, (tally, progress), ledger, self._mark(ledger))

    def _display(self, inputs: list[Input], *, complaints: bool = True) -> AbstractContextManager[Watcher]:
        seen = self._several and not (self.output is None and sys.stdout.isatty())
        return display(self.progress if seen else "none", inputs, complaints=complaints)

    def _mark(self, ledger: Ledger | None) -> Callable[[Result], Result] | None:
        if not self.mark_duplicates:
            return None
        from cleannews.batch.duplicates import Duplicates

        return Duplicates(ledger.signatures() if ledger is not None else ()).mark

    def _output(self) -> Output:
        if self.output is None:
            return Stream(_put)
        opener = _parquet if self.writing == "parquet" else Partial
        if self._folder:
            return Tree(self.output, opener)
        return Shards(self.output, self.shard_size, opener, may_be_empty=self._several)

    def _jobs(self) -> int:
        """How many processes; none for a single page, or where one file is to be done by one."""
        jobs = self.jobs or cores()
        return 0 if not self._several or (jobs == 1 and not self.listing.many) else jobs

    def _tell(self, ledger: Ledger, tally: Tally, seconds: float) -> None:
        from cleannews.batch.report import write_errors, write_report

        if self.errors is not None:
            write_errors(self.errors, ledger)
        if self.report is not None:
            about = {"settings": json.loads(self._fingerprint()), "seconds": round(seconds, 3)}
            write_report(self.report, ledger, tally.counts, about)


def _put(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _parquet(path: str, mark: Mark) -> File:
    from cleannews.formats.write_parquet import Table

    return Table(Partial(path))


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _terminable() -> Iterator[None]:
    """Take SIGTERM, and SIGHUP unless it is ignored (`nohup`), as an order to stop in good order."""

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
