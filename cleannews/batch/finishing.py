"""Complete files made safe and given their names, many at once, while the run goes on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from cleannews.batch.atomic import Mark

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_THREADS, _GROUP = 16, 8  # 0.1 ms a file: file systems make many safe in the time of one, which is some 4 ms
_MOST = 32  # groups that wait


class File(Protocol):
    """A file in the making, as `atomic.Partial` is; `sync` gives None if another run could not go on with it."""

    path: str

    def write(self, data: bytes) -> None: ...  # noqa: D102
    def sync(self) -> Mark | None: ...  # noqa: D102
    def finish(self) -> None: ...  # noqa: D102
    def abandon(self) -> None: ...  # noqa: D102


class Finishing:
    """The files that are complete but do not have their names yet, and the threads that give them."""

    def __init__(self) -> None:
        """None yet; threads are started when there are files for them."""
        self._complete: list[File] = []
        self._threads: ThreadPoolExecutor | None = None
        self._running: deque[tuple[Future[None], list[File]]] = deque()

    def add(self, file: File) -> None:
        """Take a complete file; raises `OSError` where an earlier one cannot be finished."""
        self._complete.append(file)
        if len(self._complete) == _GROUP:
            self._start(self._complete)
            self._complete = []
        while len(self._running) > _MOST or (self._running and self._running[0][0].done()):
            self._collect()

    def _start(self, files: list[File]) -> None:
        if self._threads is None:
            from concurrent.futures import ThreadPoolExecutor

            self._threads = ThreadPoolExecutor(_THREADS)
        self._running.append((self._threads.submit(_finish, files), files))

    def _collect(self) -> None:
        self._running[0][0].result()
        self._running.popleft()

    def wait(self) -> None:
        """Return when every file has its name; raises `OSError` where one cannot be finished."""
        if len(self._complete) == 1 and not self._running:
            _finish(self._complete)
        else:
            for file in self._complete:
                self._start([file])
        self._complete = []
        while self._running:
            self._collect()

    def stop(self) -> Iterator[File]:
        """Give up: yield the files that may not have their names, none of which is worked on any more."""
        for future, _ in self._running:
            future.cancel()
        for future, _ in self._running:
            with suppress(Exception):
                future.cancelled() or future.result()
        yield from chain(self._complete, *(files for _, files in self._running))


def _finish(files: Iterable[File]) -> None:
    for file in files:
        file.finish()
