"""Files that are there whole or not at all, whatever ends the run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256

Mark = Sequence[int]
"""How far a file in the making was safe, and which file that was; empty for one that is begun anew."""


class Partial:
    """A file in the making: bytes go to a hidden file beside it, which takes its name when it is complete.

    The hidden file's name follows from the target's, so that a later run can go on with it, or replaces it.
    """

    closed = False  # as a library asks of a file that it writes to

    def __init__(self, path: str, mark: Mark = ()) -> None:
        """Begin a file, or go on where an earlier run was safe; raises `OSError`."""
        folder, name = os.path.split(path)
        os.makedirs(folder or ".", exist_ok=True)
        self.path = path
        self._hidden = os.path.join(folder, f".cleannews-{sha256(os.fsencode(name)).hexdigest()[:16]}.partial")
        size, inode = mark or (0, 0)
        if inode and not _is(self._hidden, inode) and _is(path, inode):
            os.replace(path, self._hidden)  # the earlier run had just finished it, and ended before it could say so
        handle = os.open(self._hidden, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0), 0o666)
        self._file = os.fdopen(handle, "r+b")
        if inode and (not _is(self._hidden, inode) or os.fstat(handle).st_size < size):
            raise OSError(None, "it is not as the earlier run left it; start again without --resume", self._hidden)
        self._file.truncate(size)
        self._file.seek(size)

    def write(self, data: bytes) -> None:
        """Append."""
        self._file.write(data)

    def sync(self) -> Mark | None:
        """Return when what was written so far survives a power cut: what it takes to go on from here."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return self._file.tell(), os.fstat(self._file.fileno()).st_ino

    def finish(self) -> None:
        """Give the file its name.  A link in its place is replaced, not followed."""
        self.sync()
        self._file.close()
        os.replace(self._hidden, self.path)

    def abandon(self) -> None:
        """Remove what there is, if it can be."""
        with suppress(OSError):  # a full disk, which is why it is abandoned
            self._file.close()
        with suppress(OSError):
            os.unlink(self._hidden)


def write_whole(path: str, data: bytes) -> None:
    """Write a file so that it is there whole or not at all; raises `OSError`, and then nothing is left behind."""
    file = Partial(path)
    try:
        file.write(data)
        file.finish()
    except BaseException:
        file.abandon()
        raise


def _is(path: str, inode: int) -> bool:
    try:
        return os.lstat(path).st_ino == inode
    except OSError:
        return False


def sync_folder(path: str) -> None:
    """Return when the names in a directory survive a power cut."""
    handle = os.open(path or ".", os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
