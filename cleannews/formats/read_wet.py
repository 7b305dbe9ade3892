"""Common Crawl's WET files: one page a `conversion` record, already flattened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, cast

from cleannews.article import Source
from cleannews.cleaning import Page
from cleannews.formats import Reading, Record, Unreadable, needs
from cleannews.formats.read_text import decoded, too_large

WHOLE = False


class _Told:
    """A stream that knows its place.  FastWARC asks for it, and a pipe or what is unpacked as it is read has none."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._place = stream, 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._place += len(data)
        return data

    def tell(self) -> int:
        return self._place


def records(stream: BinaryIO, reading: Reading) -> Iterator[Record | Unreadable]:
    """Yield the records of converted text with their headers; raises `Unreadable` without the extra `wet`."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as reason:
        raise needs("wet", "fastwarc") from reason
    archive = ArchiveIterator(cast(BinaryIO, _Told(stream)), record_types=WarcRecordType.conversion, parse_http=False)
    for number, record in enumerate(archive):
        if record.content_length > reading.largest:
            yield Unreadable(f"record {number + 1}: {too_large(reading)}")
        elif len(data := record.reader.read()) < record.content_length:
            yield Unreadable(f"record {number + 1}: the file ends within it")
        else:
            headers = {name: record.headers.get(name) for name in ("WARC-Target-URI", "WARC-Record-ID", "WARC-Date")}
            yield Record(number, (headers, data))


def page(record: Record, path: str | None, reading: Reading) -> Page:
    """Decode a record; its id is the archive's, its date of capture passes through as `warc_date`."""
    headers, data = record.data
    text, _, warnings = decoded(data)
    page = Page.from_text(text, Source(path, record.number, headers["WARC-Target-URI"]), warnings)
    extra = {"warc_date": headers["WARC-Date"]} if headers["WARC-Date"] else {}
    return page._replace(id=(headers["WARC-Record-ID"] or page.id).strip("<>"), extra=extra)
