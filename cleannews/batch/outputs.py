"""Where articles go: a stream, a tree of files like the inputs', or one file, in shards if asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from glob import escape, glob
from typing import Any, Protocol

from cleannews.batch.atomic import Folder, Mark, Partial, sync_folder
from cleannews.batch.finishing import File, Finishing, sync_file_systems
from cleannews.batch.units import Unit

_FOLDERS = 64  # held open
_UNSYNCED = 128  # and these

State = Mapping[str, Any]
"""What the ledger keeps of an output each time it is safe, and `resume` needs to go on from there.  It is JSON."""


Opener = Callable[[str, Mark, Folder | None], File]
"""Called with a path, a mark and a directory held open: begins a file there, or goes on with it from the mark.

Without a directory, the path says where.
"""


class Output(Protocol):
    """What takes the articles, in order.  All methods raise `OSError` where they cannot write."""

    def write(self, unit: Unit, data: bytes) -> None:
        """Take the article of a page."""

    def end(self, unit: Unit) -> None:
        """Note that a page is finished, whether it gave an article or not."""

    def safe(self) -> State | None:
        """Make safe against a power cut what was taken, and return the state to resume from; None if there is none."""

    def resume(self, state: State, *, more: bool = True) -> bool:
        """Go on from an earlier run's state.  False where that is impossible, or its files have changed.

        Without `more`, nothing is left to write, and the files are only looked at.
        """

    def close(self, *, read: bool = True) -> None:
        """Finish all files; unless anything was `read`, leave what was there before as it is."""

    def abort(self) -> None:
        """End early: remove the files that no later run can go on with."""


class Stream:
    """Standard output: nothing to resume."""

    def __init__(self, out: Callable[[bytes], object]) -> None:
        """`out` takes the bytes."""
        self._out = out

    def write(self, unit: Unit, data: bytes) -> None:
        """As `Output`."""
        self._out(data)

    def end(self, unit: Unit) -> None:
        """As `Output`."""

    def safe(self) -> State | None:
        """As `Output`."""
        return None

    def resume(self, state: State, *, more: bool = True) -> bool:
        """As `Output`."""
        return True

    def close(self, *, read: bool = True) -> None:
        """As `Output`."""

    def abort(self) -> None:
        """As `Output`."""


class Tree:
    """A file for each input, at its `output`; an input that failed as a whole gives none.

    Directories are held open and entered one from the other, never through a link: whoever plants one while the run
    lasts leads nothing out of the tree.
    """

    def __init__(self, root: str, open_file: Opener = Partial) -> None:
        """Everything is written below `root`."""
        self._root = os.path.dirname(os.path.join(root, "x"))
        self._open = open_file
        self._file: File | None = None
        self._inside: Folder  # where that is
        self._finishing = Finishing()
        self._saved: dict[str, Mark] = {}
        self._folders: dict[str, Folder] = {}
        self._unsynced: set[Folder] = set()

    def write(self, unit: Unit, data: bytes) -> None:
        """As `Output`."""
        (self._file or self._begin(unit.input.output)).write(data)

    def _begin(self, path: str) -> File:
        folder = self._folder(os.path.dirname(path))
        if len(self._unsynced) >= _UNSYNCED:
            self._settle()
        self._unsynced.add(folder)
        self._file = self._open(path, self._saved.get(path, ()), folder)
        self._inside = folder
        return self._file

    def _folder(self, path: str) -> Folder:
        """The directory at a path, made if need be; raises `OSError` where a link is in its place."""
        missing = []
        while path not in self._folders and path != self._root:
            path, name = os.path.split(path)
            missing.append(name)
        folder = self._folders.pop(path, None) or Folder(path)
        self._folders[path] = folder
        for name in reversed(missing):
            folder = Folder(name, folder)
            self._folders[folder.path] = folder
        while len(self._folders) > _FOLDERS:
            del self._folders[next(iter(self._folders))]  # the last are those last used
        return folder

    def end(self, unit: Unit) -> None:
        """As `Output`."""
        path = unit.input.output
        if not unit.last or not path:
            return
        if self._file is None and path in self._saved:
            self._begin(path)
        if self._file is not None:
            self._finishing.add(self._file, self._inside)
            self._unsynced.add(self._inside)
            self._file = None
        elif os.path.lexists(path):  # an earlier run's: it is not this input's article any more
            with suppress(OSError):
                self._folder(os.path.dirname(path)).remove(os.path.basename(path))

    def safe(self) -> State | None:
        """As `Output`."""
        self._settle()
        saved = {}
        if self._file is not None:
            mark = self._file.sync()
            if mark is None:
                return None
            saved[self._file.path] = mark
        self._saved = saved
        return saved

    def _settle(self) -> None:
        """Wait until the files that are complete have their names, safe against a power cut."""
        self._finishing.wait()
        sync_file_systems(self._unsynced)
        for folder in self._unsynced:
            if not folder.syncs:
                folder.sync()
        self._unsynced.clear()

    def resume(self, state: State, *, more: bool = True) -> bool:
        """As `Output`; whether its files are there, the ledger looks."""
        self._saved = dict(state)
        return True

    def close(self, *, read: bool = True) -> None:
        """As `Output`."""
        self._finishing.wait()

    def abort(self) -> None:
        """As `Output`."""
        for file in (*self._finishing.stop(), self._file):
            if file is not None and file.path not in self._saved:
                file.abandon()


class Shards:
    """One file, or as many as it takes to have no more than `size` articles in each: `name-00000.jsonl` ..."""

    def __init__(
        self, path: str, size: int | None = None, open_file: Opener = Partial, *, may_be_empty: bool = True
    ) -> None:
        """`path` is the file, or what the shards are named after; `may_be_empty` makes it even for no article."""
        self._path, self._size, self._open, self._may_be_empty = path, size, open_file, may_be_empty
        self._shard = self._articles = 0
        self._stamps: list[list[int]] = []  # of the shards that are complete
        self._mark: Mark = ()
        self._closed = False  # the last shard has its name, though there may be room in it
        self._file: File | None = None

    def name(self, shard: int) -> str:
        """The path of a shard."""
        if self._size is None:
            return self._path
        stem, suffix = os.path.splitext(self._path)
        return f"{stem}-{shard:05}{suffix}"

    def write(self, unit: Unit, data: bytes) -> None:
        """As `Output`."""
        file = self._opened()
        file.write(data)
        self._articles += 1
        if self._articles == self._size:
            self._turn(file)

    def _opened(self) -> File:
        if self._file is None:
            self._file = self._open(self.name(self._shard), self._mark, None)
            self._closed = False
        return self._file

    def _turn(self, file: File) -> None:
        file.complete()
        file.appear()
        self._file = None
        self._shard, self._articles, self._mark = self._shard + 1, 0, ()

    def end(self, unit: Unit) -> None:
        """As `Output`."""

    def safe(self) -> State | None:
        """As `Output`."""
        if self._file is not None:
            mark = self._file.sync()
            if mark is None:
                return None
            self._mark = mark
        if self._shard or self._articles or self._closed:
            sync_folder(os.path.dirname(self._path))
        self._stamps += (stamp(self.name(shard)) for shard in range(len(self._stamps), self._shard))
        last = [stamp(self.name(self._shard))] if self._closed else []
        return {"stamps": self._stamps, "last": last, "articles": self._articles, "mark": self._mark}

    def resume(self, state: State, *, more: bool = True) -> bool:
        """As `Output`; a file that is closed is gone on with where what it holds ends with an article (`mark`)."""
        if more and state["last"] and not state["mark"]:
            return False
        try:
            if any(stamp(self.name(n)) != then for n, then in enumerate([*state["stamps"], *state["last"]])):
                return False
        except OSError:
            return False
        self._stamps, self._articles, self._mark = state["stamps"], state["articles"], state["mark"]
        self._shard, self._closed = len(self._stamps), bool(state["last"])
        return True

    def close(self, *, read: bool = True) -> None:
        """Finish the last shard, and remove those of an earlier, longer run, which would be read as this one's."""
        if not read and self._path:
            return
        if not self._closed and (self._articles or (not self._shard and self._may_be_empty)):
            self._finish(self._opened())
        shard = self._shard + self._closed
        while self._size is not None and os.path.lexists(self.name(shard)):
            os.unlink(self.name(shard))
            shard += 1

    def _finish(self, file: File) -> None:
        mark = file.sync() if self._articles else None
        file.complete(safe=mark is None)
        file.appear()
        self._file, self._mark, self._closed = None, mark or (), True

    def abort(self) -> None:
        """As `Output`."""
        if self._file is not None and not self._mark:
            self._file.abandon()


def stamp(path: str) -> list[int]:
    """Size and time (ns) of a file, by which one that has been changed or replaced is known; raises `OSError`."""
    found = os.stat(path)
    return [found.st_size, found.st_mtime_ns]


def earlier_shards(path: str) -> list[str]:
    """The shards that an earlier run left under this name."""
    stem, suffix = os.path.splitext(path)
    return glob(f"{escape(stem)}-{'[0-9]' * 5}{escape(suffix)}")
