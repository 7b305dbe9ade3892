"""Packed inputs: gzip, Zstandard, xz and bzip2, known by their first bytes and unpacked as they are read."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, cast

from cleannews.formats import Reading, Unreadable, needs

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BZIP2_BLOCKS = (b"1AY&SY", b"\x17rE8P\x90")  # what follows the level: a block, or the end of the stream
_FEED = 512  # a block of Zstandard can stand for 128 KiB in 4 bytes: a feed unpacks to 16 MiB at worst
_DENSEST = 2000  # times its size: text packs to a tenth, the same pages again and again to a thousandth;
# gzip cannot pass a thousand, and of nothing but zeros bzip2, xz and Zstandard make up to a million
_HEAD = 10  # bytes that tell how a file is packed
BUFFER = 1 << 20  # lines are read 3-4 times faster through 1 MiB than through the default 8 KiB


class Raw(io.FileIO):
    """A file or pipe whose first read gives at least `_HEAD` bytes; a pipe's own gives what is there, perhaps one."""

    _begun = False

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        """As `FileIO`."""
        size = super().readinto(buffer)
        while not self._begun and size and size < _HEAD and (more := super().readinto(memoryview(buffer)[size:])):
            size += more
        self._begun = True
        return size


def unpacked(stream: io.BufferedReader, reading: Reading) -> BinaryIO:
    """Return the stream, or one that unpacks it; raises `Unreadable` for Zstandard without the extra `zst`.

    Nothing is unpacked ahead of what is read, so the reader's own bound also bounds the memory that a decompression
    bomb takes.  Reading from one raises `Unreadable`, so that its time is bounded too.
    """
    head = stream.peek(_HEAD)[:_HEAD]
    for magic, opener in _OPENERS:
        if head.startswith(magic) and (magic != b"BZh" or head[4:] in _BZIP2_BLOCKS):
            fed = _Fed(stream)
            return cast(BinaryIO, io.BufferedReader(_Bounded(opener(fed), fed, reading.largest), BUFFER))
    return stream


class _Fed(io.RawIOBase):
    """A packed stream, and how many of its bytes were read."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream, self.size = stream, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.size += len(data)
        return data


class _Bounded(io.RawIOBase):
    """The unpacked bytes of a packed stream; raises `Unreadable` once they are far more than text can be."""

    def __init__(self, clear: BinaryIO, fed: _Fed, largest: int) -> None:
        self._clear, self._fed, self._largest, self._size = clear, fed, largest, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        size = cast(io.RawIOBase, self._clear).readinto(buffer) or 0
        self._size += size
        if self._size > self._largest + 2 * BUFFER and self._size > _DENSEST * self._fed.size:
            raise Unreadable(f"it unpacks to more than {_DENSEST:,} times its size, as no text does")
        return size


def _gzip(stream: _Fed) -> BinaryIO:
    from gzip import GzipFile

    return cast(BinaryIO, GzipFile(fileobj=cast(BinaryIO, stream)))


def _xz(stream: _Fed) -> BinaryIO:
    from lzma import LZMAFile

    return cast(BinaryIO, LZMAFile(cast(BinaryIO, stream)))


def _bz2(stream: _Fed) -> BinaryIO:
    from bz2 import BZ2File

    return cast(BinaryIO, BZ2File(cast(BinaryIO, stream)))


def _zst(stream: _Fed) -> BinaryIO:
    return cast(BinaryIO, _Zstandard(stream))


_OPENERS: tuple[tuple[bytes, Callable[[_Fed], BinaryIO]], ...] = (
    (b"\x1f\x8b", _gzip),
    (b"\x28\xb5\x2f\xfd", _zst),
    (b"\xfd7zXZ\x00", _xz),
    (b"BZh", _bz2),
)


class _Zstandard(io.RawIOBase):
    """Frames of Zstandard as one stream.  The library's own reader takes a truncated file for a whole one."""

    def __init__(self, stream: _Fed) -> None:
        try:
            import zstandard
        except ImportError as reason:
            raise needs("zst", "zstandard") from reason
        self._stream, self._library = stream, zstandard
        self._frame = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
        self._packed, self._clear, self._inside = b"", memoryview(b""), False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        target = memoryview(buffer).cast("B")
        while not self._clear:
            self._packed = self._packed or self._stream.read(_FEED)
            if not self._packed:
                if self._inside:
                    raise EOFError("the Zstandard stream ends before its end marker")
                return 0
            if self._frame.eof:
                self._frame = self._library.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
            self._clear = memoryview(self._frame.decompress(self._packed))
            self._inside = not self._frame.eof
            self._packed = self._frame.unused_data if self._frame.eof else b""
        size = min(len(target), len(self._clear))
        target[:size], self._clear = self._clear[:size], self._clear[size:]
        return size
