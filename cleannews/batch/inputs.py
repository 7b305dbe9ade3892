"""Inputs named on the command line to the files to read: directories are walked, nothing is left out in silence."""

from __future__ import annotations

import fnmatch
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Self

STDIN = "-"
_ADDRESS, _UNFETCHED = ("http://", "https://"), "an address, and nothing is fetched: save the page first"
_LONGEST_TIME = 1 << 63  # ns: file systems have years, and years before 1970, that no 64 bits of these hold


class Input(NamedTuple):
    """One file to read.

    `name` is its path below the directory that was asked for (its base name, for a file).  `trouble` says why it
    cannot be read, `skipped` why it is not.  `size` and `changed` (ns) are the file system's, None where the file is
    no regular one and can be read only once.  `place` counts the inputs of a run, `output` is where the article goes.
    """

    path: str
    name: str
    trouble: str | None = None
    skipped: str | None = None
    size: int | None = None
    changed: int | None = None
    place: int = 0
    output: str = ""

    @property
    def shown(self) -> str:
        """The path in messages and records; bytes of it that are no UTF-8 become U+FFFD."""
        return "standard input" if self.path == STDIN else printable(self.path)


def printable(path: str) -> str:
    """Return a path as valid Unicode."""
    return os.fsencode(path).decode("utf-8", "replace")


def expand(paths: Iterable[str], outside: str | None = None, globs: Sequence[str] = ()) -> Iterator[Input]:
    """Yield the files among `paths` and in the directories among them, in sorted order.

    With `globs`, only files in directories whose name or path below the directory matches one are taken.  Links to
    directories are not followed; they, and in directories what is no regular file (a pipe, a socket), are yielded as
    skipped, a path that does not exist or a directory without a file as trouble.  What a run writes (`outside`, the
    ledgers, files in the making) is no input.
    """
    barred = _Barred.at(outside) if outside is not None else None
    for path in paths:
        if path != STDIN and os.path.isdir(path):
            files = 0
            for item in _walk(path, barred, globs):
                files += item.skipped is None
                yield item
            if not files:
                wanted = f" that matches {' or '.join(globs)}" if globs else ""
                yield Input(path, os.path.basename(path), trouble=f"no file in it{wanted}")
        else:
            yield _measured(Input(path, os.path.basename(path)))


def listed(source: str, null: bool) -> Iterator[str]:
    """Yield the paths in a file ("-" is standard input), one a line or each ended by NUL; raises `OSError`."""
    data = sys.stdin.buffer.read() if source == STDIN else open(source, "rb").read()  # noqa: SIM115
    for path in data.split(b"\0" if null else b"\n"):
        if path := path if null else path.removesuffix(b"\r"):
            yield os.fsdecode(path)


def as_written(item: Input) -> Input:
    """The input named by its whole path, for lists of files: `find news -type f` is mirrored as `news/...`."""
    parts = [part for part in os.path.normpath(item.path).split(os.sep) if part not in ("", os.pardir)]
    return item._replace(name=os.path.join(*parts) if parts else item.name)


def _measured(item: Input) -> Input:
    if item.path == STDIN:
        return item
    try:
        found = os.stat(item.path)
    except OSError as reason:
        return item._replace(trouble=_UNFETCHED if item.path.startswith(_ADDRESS) else reason.strerror)
    if not stat.S_ISREG(found.st_mode):
        return item
    return item._replace(size=found.st_size, changed=found.st_mtime_ns % _LONGEST_TIME)


class _Barred(NamedTuple):
    """The run's own output: what its path ends in, and which file it is."""

    name: str
    device: int
    inode: int

    @classmethod
    def at(cls, path: str) -> Self | None:
        """What is there, if anything is."""
        try:
            found = os.stat(path)
        except OSError:
            return None
        return cls(os.path.basename(os.path.realpath(path)), found.st_dev, found.st_ino)

    def is_at(self, path: str) -> bool:
        """Whether it is what a path leads to."""
        try:
            found = os.stat(path)
        except OSError:
            return False
        return (found.st_dev, found.st_ino) == (self.device, self.inode)


class _Folder(NamedTuple):
    """A directory to enter; `name` is its path below the one that was asked for."""

    path: str
    name: str


def _walk(root: str, barred: _Barred | None, globs: Sequence[str]) -> Iterator[Input]:
    """Yield the files of a directory, which may be nested deeper than calls can be."""
    todo: list[Input | _Folder] = [_Folder(root, "")]
    while todo:
        found = todo.pop()
        if isinstance(found, Input):
            yield found
        elif barred is None or not barred.is_at(found.path):
            todo += reversed(list(_entries(found, barred, globs)))


def _entries(folder: _Folder, barred: _Barred | None, globs: Sequence[str]) -> Iterator[Input | _Folder]:
    try:
        with os.scandir(folder.path) as found:
            entries = sorted(found, key=lambda entry: os.fsencode(entry.name))
    except OSError as reason:
        yield Input(folder.path, folder.name or os.curdir, trouble=reason.strerror)
        return
    for entry in entries:
        name = os.path.join(folder.name, entry.name)
        if _ours(entry, barred):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield _Folder(entry.path, name)
        elif entry.is_dir():
            yield Input(entry.path, name, skipped="a link to a directory, which is not followed")
        elif not globs or any(fnmatch.fnmatchcase(n, glob) for n in (entry.name, name) for glob in globs):
            if entry.is_file() or not os.path.exists(entry.path):
                yield _measured(Input(entry.path, name))
            else:
                yield Input(entry.path, name, skipped="no regular file")


def _ours(entry: os.DirEntry[str], barred: _Barred | None) -> bool:
    hidden = entry.name.startswith(".") and ".cleannews-" in entry.name
    return hidden or (barred is not None and entry.name == barred.name and barred.is_at(entry.path))
