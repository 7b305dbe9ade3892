"""Several processes at work, one of them in charge: order is kept, and a page that kills its worker costs only itself.

The supervisor never waits for a worker that is not waiting for it: it sends only to idle ones, and reads only what has
arrived.  Workers are started afresh (`spawn`), so none holds another's pipe open and a dead one is seen at once.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import TYPE_CHECKING, NamedTuple

from cleannews.batch.units import Unit
from cleannews.batch.worker import CannotWork, MakeWork, Result, serve

if TYPE_CHECKING:
    from ctypes import c_long

_LONGEST_CHUNK = 16  # pages: one page a message costs eight times the time that chunks do
_LARGEST_CHUNK = 1 << 20  # bytes
_WINDOW = 8  # chunks in flight for each worker, which is how far the others may run ahead of a slow page
_WIDEST_WINDOW = 64 << 20  # bytes in flight, where pages are large
_STILLBORN = 3  # workers that die before they can work, one after the other, before the run gives up

_CONTEXT = multiprocessing.get_context("spawn")


class _Chunk:
    """A few units in order, and their results as they come in."""

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self.results: list[Result | None] = [None] * len(units)
        self.given = 0
        self.size = sum(map(_weight, units))


class _Task(NamedTuple):
    """Some units of a chunk for one worker; `last_chance` marks a page that has killed a worker before."""

    chunk: _Chunk
    places: range
    last_chance: bool = False


class _Worker:
    """A process, what it was given, and how long it has been waited for."""

    def __init__(self, make: MakeWork, timeout: float | None) -> None:
        ours, theirs = _CONTEXT.Pipe()
        self.connection: Connection = ours
        self._begun: c_long = _CONTEXT.RawValue("l")  # units that the process has set about, told or not
        given = (theirs, self._begun, make, timeout)
        self.process: SpawnProcess = _CONTEXT.Process(target=serve, args=given, daemon=True)
        # A worker that is still loading must not take a Ctrl-C for its own.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            theirs.close()
        self.ready = False
        self.task: _Task | None = None
        self.at = 0
        self.waited = 0.0
        self._before = 0  # units of earlier tasks

    def take(self, task: _Task) -> None:
        """Send a task; a worker that is dead is found out when it is read from."""
        self.task, self.at, self.waited = task, 0, 0.0
        self._before = self._begun.value
        with suppress(OSError):
            self.connection.send([task.chunk.units[place] for place in task.places])

    @property
    def stuck_at(self) -> int:
        """Which unit of its task it had set about when it was last seen; those before it are done, told or not."""
        return max(self.at, self._begun.value - self._before - 1)

    def end(self) -> str:
        """Make sure that the process has ended, and say how it did."""
        self.connection.close()
        self.process.join(1)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        code = self.process.exitcode or 0
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exited with status {code}"


def supervise(
    units: Iterable[Unit], make: MakeWork, jobs: int, timeout: float | None
) -> Generator[tuple[Unit, Result]]:
    """Yield each unit with its result, in order, from `jobs` processes that each call `make` and what it returns.

    A unit whose worker dies, or takes more than `timeout` seconds, is tried once more by itself and then failed.
    Close the iterator to end the processes.  Raises `CannotWork`.
    """
    crew = _Crew(make, jobs, timeout)
    source = _chunks(iter(units), jobs)
    window: deque[_Chunk] = deque()
    try:
        while True:
            while len(crew.todo) < jobs and _fits(window, jobs) and (chunk := next(source, None)):
                window.append(chunk)
                crew.todo.append(_Task(chunk, range(len(chunk.units))))
            if not window:
                return
            crew.assign()  # first of all: workers go on while the results are taken
            given = False
            while window:
                for done in _finished(window[0]):
                    given = True
                    yield done
                if window[0].given < len(window[0].units):
                    break
                window.popleft()
            if not given:
                crew.listen()
    finally:
        crew.dismiss()


def _chunks(units: Iterator[Unit], jobs: int) -> Iterator[_Chunk]:
    """Cut units into chunks: short at first, so that a small batch is shared out too."""
    seen, held, size = 0, [], 0
    for unit in units:
        held.append(unit)
        size += _weight(unit)
        if len(held) >= min(_LONGEST_CHUNK, 1 + seen // (4 * jobs)) or size >= _LARGEST_CHUNK:
            yield _Chunk(held)
            seen, held, size = seen + len(held), [], 0
    if held:
        yield _Chunk(held)


def _weight(unit: Unit) -> int:
    """About how many bytes a unit takes here; of a packed file it is far more than it took there."""
    data = unit.record.data if unit.record is not None else b""
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, tuple) else (data,)
    return max(unit.size, sum(len(part) for part in parts if isinstance(part, bytes | str)))


def _fits(window: deque[_Chunk], jobs: int) -> bool:
    return len(window) < _WINDOW * jobs and sum(chunk.size for chunk in window) < _WIDEST_WINDOW


def _finished(chunk: _Chunk) -> Iterator[tuple[Unit, Result]]:
    while chunk.given < len(chunk.units) and (result := chunk.results[chunk.given]) is not None:
        unit = chunk.units[chunk.given]
        chunk.results[chunk.given] = _GIVEN
        chunk.given += 1
        yield unit, result


_GIVEN = Result("given")  # in the place of a result that was handed on, to free its bytes


class _Crew:
    """The workers, and the tasks that wait for one."""

    def __init__(self, make: MakeWork, jobs: int, timeout: float | None) -> None:
        self.todo: deque[_Task] = deque()
        self._make, self._jobs, self._timeout = make, jobs, timeout
        self._workers: list[_Worker] = []
        self._stillborn = 0

    def assign(self) -> None:
        """Give tasks to idle workers, and start workers for tasks that are left."""
        for worker in self._workers:
            if self.todo and worker.ready and worker.task is None:
                worker.take(self.todo.popleft())
        starting = sum(not worker.ready for worker in self._workers)
        while len(self._workers) < self._jobs and starting < len(self.todo):
            self._workers.append(_Worker(self._make, self._timeout))
            starting += 1

    def listen(self) -> None:
        """Wait until a worker has something to say, has died or is late, and see to it."""
        busy = {worker.connection: worker for worker in self._workers if worker.task or not worker.ready}
        start = time.monotonic()
        told = wait(busy, self._patience())
        # Only time spent waiting here counts: a worker is not late because the reader of the output was.
        elapsed = time.monotonic() - start
        for connection, worker in busy.items():
            if connection in told:
                self._hear(worker)
            elif worker.task is not None:
                worker.waited += elapsed
                if self._timeout is not None and worker.waited >= self._timeout:
                    worker.process.kill()
                    self._lose(worker, f"no result after {self._timeout:g} seconds")

    def _patience(self) -> float | None:
        waited = [worker.waited for worker in self._workers if worker.task is not None]
        return max(0.0, self._timeout - max(waited)) if waited and self._timeout is not None else None

    def _hear(self, worker: _Worker) -> None:
        """Read what has arrived."""
        try:
            while True:
                said = worker.connection.recv()
                worker.waited = 0.0
                if worker.task is None:
                    self._greet(worker, said)
                    return
                for result in said:
                    worker.task.chunk.results[worker.task.places[worker.at]] = result
                    worker.at += 1
                if worker.at == len(worker.task.places):
                    worker.task = None
                    return
                if not worker.connection.poll():
                    return
        except (EOFError, OSError):
            self._lose(worker, None)

    def _greet(self, worker: _Worker, trouble: str | None) -> None:
        if trouble is not None:
            raise CannotWork(trouble)
        worker.ready = True
        self._stillborn = 0

    def _lose(self, worker: _Worker, reason: str | None) -> None:
        """Do without a worker: its page is tried again by itself, or failed; those after it are not to blame."""
        how = worker.end()
        self._workers.remove(worker)
        if worker.task is None:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                raise CannotWork(f"workers die before they can work: {how}")
            return
        chunk, places, last_chance = worker.task
        place = places[worker.stuck_at]
        for others in (places[worker.stuck_at + 1 :], places[worker.at : worker.stuck_at]):
            if others:
                self.todo.appendleft(_Task(chunk, others))
        if last_chance:
            chunk.results[place] = Result("failed", reason=reason or f"the worker was {how}, twice")
        else:
            self.todo.appendleft(_Task(chunk, range(place, place + 1), last_chance=True))

    def dismiss(self) -> None:
        """End all workers, now."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.end()
        self._workers.clear()
