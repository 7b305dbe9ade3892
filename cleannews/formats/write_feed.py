"""A JSON Feed: the items, and what stands before and after them, in a file that is there whole or not at all."""

from __future__ import annotations

from cleannews.formats.write_parquet import Bytes

# The required keys come first, so that they are there however long the items are.
_HEAD = b'{"version":"https://jsonfeed.org/version/1.1","title":"cleannews","items":[\n'
_TAIL = b"\n]}\n"


class Feed:
    """A feed in the making; it takes items as lines of JSON.

    >>> import io
    >>> class Memory(io.BytesIO):
    ...     path, complete = "", lambda self, safe: None
    >>> file = Memory()
    >>> feed = Feed(file)
    >>> feed.write(b'{"id":"1"}\\n'), feed.write(b'{"id":"2"}\\n'), feed.complete()
    (None, None, None)
    >>> print(file.getvalue().decode(), end="")
    {"version":"https://jsonfeed.org/version/1.1","title":"cleannews","items":[
    {"id":"1"},
    {"id":"2"}
    ]}
    """

    def __init__(self, file: Bytes) -> None:
        """Begin a feed in this file."""
        self.path, self._file, self._before = file.path, file, _HEAD

    def write(self, data: bytes) -> None:
        """Take an item."""
        self._file.write(self._before + data.rstrip(b"\n"))
        self._before = b",\n"

    def sync(self) -> None:
        """None: a feed is no JSON before its end is written."""

    def complete(self, *, safe: bool = True) -> None:
        """Write the end; a feed without items is one too."""
        self._file.write((_HEAD if self._before is _HEAD else b"") + _TAIL)
        self._file.complete(safe=safe)

    def appear(self) -> None:
        """Give the file its name."""
        self._file.appear()

    def abandon(self) -> None:
        """Remove what there is."""
        self._file.abandon()
