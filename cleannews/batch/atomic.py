"""Files that are there whole or not at all, whatever ends the run."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256

from cleannews.batch import filesystem

_HELD = 1 << 16  # bytes
_NOT_THROUGH_LINKS = getattr(os, "O_NOFOLLOW", 0)

Mark = Sequence[int]
"""Where an earlier run was in a file: its size in bytes when it was last safe, and its inode.  Empty: begin anew."""


class Folder:
    """A directory held open: files are made in it even if its path leads elsewhere by then."""

    path: str
    handle: int
    device: int
    syncs: bool  # whether all that is on its file system can be made safe at once

    def __init__(self, path: str, parent: Folder | None = None) -> None:
        """Open a directory and make it if need be; a link at the end of its path is not followed below a parent.

        Raises `OSError`.
        """
        inside, flags = (parent.handle, _NOT_THROUGH_LINKS) if parent is not None else (None, 0)
        self.path = os.path.join(parent.path, path) if parent is not None else path
        self.handle = -1
        with _blaming(self.path):
            if parent is None:
                os.makedirs(path, exist_ok=True)
            else:
                with suppress(FileExistsError):
                    os.mkdir(path, dir_fd=inside)
            try:
                self.handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | flags, dir_fd=inside)
            except NotADirectoryError as reason:
                if parent is not None and os.path.islink(self.path):
                    raise OSError(None, "a link in the output directory, which is not followed") from reason
                raise
        self.device = os.fstat(self.handle).st_dev
        known = parent is not None and parent.device == self.device
        self.syncs = parent.syncs if parent is not None and known else filesystem.can_sync(self.handle)

    def sync(self) -> None:
        """Make the names in the directory safe against a power cut; raises `OSError`."""
        os.fsync(self.handle)

    def sync_all(self) -> None:
        """Make safe everything on its file system, where that is one call (`syncs`); raises `OSError`."""
        with _blaming(self.path):
            filesystem.sync(self.handle)

    def remove(self, name: str) -> None:
        """Remove a file; raises `OSError`."""
        os.unlink(name, dir_fd=self.handle)

    def __del__(self) -> None:
        if self.handle >= 0:
            os.close(self.handle)


def _special(path: str) -> bool:
    """Whether a path is a device, a pipe, or one of this process's files by another name (`/dev/stdout`)."""
    try:
        mode = os.stat(path).st_mode
        led = os.path.dirname(os.readlink(path)) if os.path.islink(path) else ""
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) or led.startswith("/proc/")


@contextmanager
def _blaming(path: str) -> Iterator[None]:
    """Let an `OSError` name this path, which the user knows, and not a hidden file's."""
    try:
        yield
    except OSError as reason:
        raise OSError(reason.errno, reason.strerror, path) from reason


class Partial:
    """A file in the making: bytes go to a hidden file beside it, which takes its name when it is complete.

    The hidden file's name follows from the target's, so that a later run can go on with it, or replaces it.
    """

    closed = False  # as a library asks of a file that it writes to

    def __init__(self, path: str, mark: Mark = (), folder: Folder | None = None) -> None:
        """Begin a file, or go on where an earlier run was safe; raises `OSError`.

        With a `folder`, which is the path's own directory, the file is made there, wherever the path leads by then.
        """
        parent, name = os.path.split(path)
        self.path = path
        self._folder = folder  # held, so that its handle stays open
        self._inside = folder.handle if folder is not None else None
        self._name = name if folder is not None else path
        self._hidden = f".cleannews-{sha256(os.fsencode(name)).hexdigest()[:16]}.partial"
        if folder is None:
            self._hidden = os.path.join(parent, self._hidden)
            if _special(path):
                raise OSError(
                    None, "no regular file, and it would be replaced: redirect the output there (> FILE)", path
                )
        self._held = bytearray()
        self._file = -1
        self._made = False
        if mark:
            with _blaming(path):
                self._go_on(*mark)

    def _go_on(self, size: int, inode: int) -> None:
        if not self._is(self._hidden, inode) and self._is(self._name, inode):
            self._rename(self._name, self._hidden)  # the earlier run had just finished it, and could not say so
        self._open(0)
        if not self._is(self._hidden, inode) or os.fstat(self._file).st_size < size:
            raise OSError(None, "it is not as the earlier run left it; start again without --resume")
        os.ftruncate(self._file, size)
        os.lseek(self._file, size, os.SEEK_SET)

    def _open(self, flags: int = os.O_TRUNC) -> None:
        flags |= os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | _NOT_THROUGH_LINKS
        try:
            self._file = os.open(self._hidden, flags, 0o666, dir_fd=self._inside)
        except FileNotFoundError:
            if self._inside is not None:
                raise
            os.makedirs(os.path.dirname(self.path) or ".", exist_ok=True)
            self._file = os.open(self._hidden, flags, 0o666)
        self._made = True

    def write(self, data: bytes) -> None:
        """Append.  Up to 64 KiB are held in memory.  After `abandon`, what is still written is dropped."""
        if self.closed:
            return
        self._held += data
        if len(self._held) > _HELD:
            with _blaming(self.path):
                self._pour()

    def _pour(self) -> None:
        if self._file < 0:
            self._open()
        with memoryview(self._held) as rest:
            done = 0
            while done < len(rest):
                done += os.write(self._file, rest[done:])
        self._held.clear()

    def sync(self) -> Mark | None:
        """Make safe against a power cut what was written so far; return the mark from which a later run can go on."""
        with _blaming(self.path):
            self._pour()
            os.fsync(self._file)
            return os.lseek(self._file, 0, os.SEEK_CUR), os.fstat(self._file).st_ino

    def complete(self, *, safe: bool = True) -> None:
        """Write what is held and close the file; with `safe`, make it safe against a power cut first."""
        with _blaming(self.path):
            self._pour()
            if safe:
                os.fsync(self._file)
            self._close()

    def appear(self) -> None:
        """Give the complete file its name.  A link in its place is replaced, not followed."""
        with _blaming(self.path):
            self._rename(self._hidden, self._name)

    def finish(self) -> None:
        """Complete the file and give it its name."""
        self.complete()
        self.appear()

    def _close(self) -> None:
        handle, self._file = self._file, -1
        os.close(handle)

    def _rename(self, old: str, new: str) -> None:
        os.replace(old, new, src_dir_fd=self._inside, dst_dir_fd=self._inside)

    def abandon(self) -> None:
        """Remove the hidden file, if that is possible."""
        self.closed = True  # a library may write once more as it lets go
        if self._made:
            with suppress(OSError):
                os.unlink(self._hidden, dir_fd=self._inside)
        if self._file >= 0:
            with suppress(OSError):  # a full disk, which is why it is abandoned
                self._close()

    def _is(self, name: str, inode: int) -> bool:
        try:
            return os.stat(name, dir_fd=self._inside, follow_symlinks=False).st_ino == inode
        except OSError:
            return False


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
    """Make the names in a directory safe against a power cut; raises `OSError`."""
    handle = os.open(path or ".", os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
