"""The work on one unit, and the life of a worker process where there are several."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from cleannews.batch.units import Unit, page, why
from cleannews.cleaning import clean_page
from cleannews.engine import Stage
from cleannews.formats import Reading, Writer, writer
from cleannews.pipeline import with_own
from cleannews.plugins import load
from cleannews.settings import Settings
from cleannews.shapes import NATIVE, shape

if TYPE_CHECKING:
    from ctypes import c_long
    from multiprocessing.connection import Connection

_GRACE = 5.0  # seconds by which a worker outlives its deadline, so that the supervisor is the one to say why
_TELL_EVERY = 0.02  # seconds: a message for each small page would cost the supervisor more than all else it does


class CannotWork(RuntimeError):
    """No worker can be started; the text says why."""


class Result(NamedTuple):
    """What became of a unit (`outcome`: "ok", "empty", "skipped" or "failed"): its article's bytes, or the reason.

    `seconds` is the time that it took, `signature` is for marking near-duplicates.
    """

    outcome: str
    id: str | None = None
    data: bytes = b""
    reason: str | None = None
    seconds: float = 0.0
    signature: bytes | None = None


Work = Callable[[Unit], Result]
MakeWork = Callable[[], Work]


class Job(NamedTuple):
    """What is done to every page of a run: plain values, so that it can be handed to a process and be compared.

    `stages` are all that run.  `own` are those of them that are the user's, as `plugins.load` takes them: each process
    loads them for itself.
    """

    stages: tuple[str, ...]
    settings: Settings
    writing: str = "jsonl"
    quotes: bool = False
    explain: bool = False
    reading: Reading = Reading()
    signatures: bool = False
    own: tuple[str, ...] = ()
    shape: str = NATIVE

    def selected(self) -> tuple[Stage, ...]:
        """Load the stages; raises `StageError`."""
        return tuple(stage for stage in with_own([load(spec) for spec in self.own]) if stage.name in self.stages)

    def _writer(self) -> Writer:
        if self.shape != NATIVE:
            found = shape(self.shape)
            write = writer(self.writing, shape=found)
            return (lambda article: write(article).replace("<", "\\u003c")) if found.in_html else write
        if self.quotes and self.writing == "markdown":  # JSON has them in any case
            return writer(self.writing, quotes=True)
        return writer(self.writing)

    def work(self) -> Work:
        """Load what cleaning needs and return the function that cleans; raises `StageError`."""
        stages = self.selected()
        write = self._writer()

        def clean(unit: Unit) -> Result:
            article = clean_page(page(unit, self.reading), stages, self.settings, explain=self.explain)
            signature = None
            if self.signatures and article.paragraphs:
                from cleannews.batch.duplicates import signature_of

                signature = signature_of(article.text)
            outcome = "ok" if article.paragraphs else "empty"
            return Result(outcome, article.id, write(article).encode(), signature=signature)

        return guarded(clean)


def guarded(work: Work) -> Work:
    """Return the same work, timed, and with errors as failed results: no page can end the run."""

    def attempt(unit: Unit) -> Result:
        if unit.trouble is not None:
            return Result(unit.outcome, reason=unit.trouble)
        start = time.perf_counter()
        try:
            result = work(unit)
        except Exception as reason:
            result = Result("failed", reason=why(reason))
        return result._replace(seconds=round(time.perf_counter() - start, 4))

    return attempt


def serve(connection: Connection, begun: c_long, make: MakeWork, timeout: float | None) -> None:
    """The life of a worker process: answer lists of units with lists of results, until the other end closes.

    `begun` is memory that the supervisor sees: how many units this worker has set about.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the supervisor decides
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _volunteer()
    with suppress(EOFError, OSError):  # the supervisor is gone
        try:
            work = make()
        except Exception as reason:
            connection.send(f"{type(reason).__name__}: {reason}")
            return
        connection.send(None)
        while True:
            for results in _together(work, connection.recv(), begun, timeout):
                connection.send(results)


def _together(work: Work, units: list[Unit], begun: c_long, timeout: float | None) -> Iterator[list[Result]]:
    """Yield the results of units in order, in lists: those of some 20 ms together."""
    done: list[Result] = []
    told = time.monotonic()
    for number, unit in enumerate(units, 1):
        # The supervisor ends a worker that is late.  Should it be gone, the alarm does: it has no handler, so the
        # kernel itself ends a process that hangs, inside C too, and no orphan stays.
        signal.setitimer(signal.ITIMER_REAL, timeout + _GRACE if timeout is not None else 0)
        begun.value += 1
        done.append(work(unit))
        if number == len(units) or time.monotonic() - told > _TELL_EVERY:
            signal.setitimer(signal.ITIMER_REAL, 0)
            yield done
            done, told = [], time.monotonic()


def _volunteer() -> None:
    """Where memory runs out, let Linux end a worker, which costs a page, and not the supervisor."""
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")
