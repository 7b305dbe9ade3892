"""Files that are there whole or not at all, whatever ends the run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from typing import BinaryIO

_HELD = 1 << 16  # bytes

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
        self.path = path
        self._hidden = os.path.join(folder, f".cleannews-{sha256(os.fsencode(name)).hexdigest()[:16]}.partial")
        self._held = bytearray()
        self._file = self._open(mark) if mark else None

    def _open(self, mark: Mark) -> BinaryIO:
        os.makedirs(os.path.dirname(self.path) or ".", exist_ok=True)
        size, inode = mark or (0, 0)
        if inode and not _is(self._hidden, inode) and _is(self.path, inode):
            os.replace(
                self.path, self._hidden
            )  # the earlier run had just finished it, and ended before it could say so
        handle = os.open(self._hidden, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0), 0o666)
        file = os.fdopen(handle, "r+b")
        if inode and (not _is(self._hidden, inode) or os.fstat(handle).st_size < size):
            raise OSError(None, "it is not as the earlier run left it; start again without --resume", self._hidden)
        file.truncate(size)
        file.seek(size)
        return file

    def write(self, data: bytes) -> None:
        """Append.  A small file is held until it is finished, which threads do: making a file can take a while."""
        self._held += data
        if len(self._held) > _HELD:
            self._pour()

    def _pour(self) -> BinaryIO:
        if self._file is None:
            self._file = self._open(())
        self._file.write(self._held)
        self._held = bytearray()
        return self._file

    def sync(self) -> Mark | None:
        """Return when what was written so far survives a power cut: what it takes to go on from here."""
        file = self._pour()
        file.flush()
        os.fsync(file.fileno())
        return file.tell(), os.fstat(file.fileno()).st_ino

    def finish(self) -> None:
        """Give the file its name.  A link in its place is replaced, not followed."""
        self.sync()
        self._pour().close()
        os.replace(self._hidden, self.path)

    def abandon(self) -> None:
        """Remove what there is, if it can be."""
        if self._file is not None:
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
