"""Complete files are made safe against a power cut and get their names, many at once, while the run goes on.

Making a file safe (`fsync`) takes milliseconds, so it is left to threads, or done for a whole file system in one call.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from cleannews.batch.atomic import Folder, Mark

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_THREADS, _GROUP = 16, 8  # 0.1 ms a file: file systems make many safe in the time of one, which is some 4 ms
_MOST = 32  # groups that wait
_WHOLE_GROUP = 256  # files, or more, of a file system that is made safe as a whole: 0.05 ms a file


class File(Protocol):
    """A file in the making, as `atomic.Partial` is.

    `sync` returns None for a format in which a later run cannot go on with half a file.
    """

    path: str

    def write(self, data: bytes) -> None: ...  # noqa: D102
    def sync(self) -> Mark | None: ...  # noqa: D102
    def complete(self, *, safe: bool = True) -> None: ...  # noqa: D102
    def appear(self) -> None: ...  # noqa: D102
    def abandon(self) -> None: ...  # noqa: D102


Group = list[tuple[File, Folder]]


class Finishing:
    """The files that are complete but do not have their names yet, and the threads that work on them."""

    def __init__(self) -> None:
        """No files and no threads yet."""
        self._complete: Group = []
        self._threads: ThreadPoolExecutor | None = None
        self._running: deque[tuple[Future[None], Group]] = deque()

    def add(self, file: File, folder: Folder) -> None:
        """Take a file to which nothing more is written, in this directory.

        Raises `OSError` where it, or one taken before, cannot be finished.
        """
        self._complete.append((file, folder))
        if folder.syncs:
            file.complete(safe=False)
        while len(self._running) > _MOST or (self._running and self._running[0][0].done()):
            self._collect()
        if self._full(folder):
            self._start(self._complete)
            self._complete = []

    def _full(self, folder: Folder) -> bool:
        """Whether there are enough files for a group.

        A sync of the file system waits for what everybody writes, so there is one at a time; what comes meanwhile is
        the next group.
        """
        enough = _WHOLE_GROUP if folder.syncs else _GROUP
        return len(self._complete) >= enough and not (folder.syncs and self._running)

    def _start(self, group: Group) -> None:
        if self._threads is None:
            from concurrent.futures import ThreadPoolExecutor

            self._threads = ThreadPoolExecutor(_THREADS)
        self._running.append((self._threads.submit(_finish, group), group))

    def _collect(self) -> None:
        self._running[0][0].result()
        self._running.popleft()

    def wait(self) -> None:
        """Return when every file has its name; raises `OSError` where one cannot be finished."""
        _finish(self._complete)
        self._complete = []
        while self._running:
            self._collect()

    def stop(self) -> Iterator[File]:
        """Give up: stop the work, and yield the files that may not have their names."""
        for future, _ in self._running:
            future.cancel()
        for future, _ in self._running:
            with suppress(Exception):
                future.cancelled() or future.result()
        yield from (file for file, _ in chain(self._complete, *(group for _, group in self._running)))


def _finish(group: Group) -> None:
    sync_file_systems(folder for _, folder in group)
    for file, folder in group:
        if not folder.syncs:
            file.complete()
        file.appear()


def sync_file_systems(folders: Iterable[Folder]) -> None:
    """Make safe the file systems of these directories, each once, where that is one call (`Folder.syncs`)."""
    for folder in {folder.device: folder for folder in folders if folder.syncs}.values():
        folder.sync_all()
