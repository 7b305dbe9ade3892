"""Files that are there whole or not at all, whatever ends the run."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256


class Partial:
    """A file in the making: bytes go to a hidden file beside it, which takes its name when it is complete.

    The hidden file's name follows from the target's, so that a later run can go on with it, or replaces it.
    """

    appendable = True
    closed = False  # as a library asks of a file that it writes to

    def __init__(self, path: str, keep: int = 0) -> None:
        """Begin a file, or go on after the first `keep` bytes of what an earlier run left; raises `OSError`."""
        folder, name = os.path.split(path)
        os.makedirs(folder or ".", exist_ok=True)
        self.path = path
        self._hidden = os.path.join(folder, f".cleannews-{sha256(os.fsencode(name)).hexdigest()[:16]}.partial")
        handle = os.open(self._hidden, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
        self._file = os.fdopen(handle, "r+b", buffering=1 << 16)
        if os.fstat(handle).st_size < keep:
            raise OSError(f"{self._hidden} has been cut; start again without --resume")
        self._file.truncate(keep)
        self._file.seek(keep)
        self._size = keep

    @property
    def size(self) -> int:
        """Bytes written so far."""
        return self._size

    def write(self, data: bytes) -> None:
        """Append."""
        self._file.write(data)
        self._size += len(data)

    def sync(self) -> None:
        """Return when what was written so far survives a power cut."""
        self._file.flush()
        os.fsync(self._file.fileno())

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


def sync_folder(path: str) -> None:
    """Return when the names in a directory survive a power cut."""
    handle = os.open(path or ".", os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
