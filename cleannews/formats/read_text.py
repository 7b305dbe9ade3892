"""A file of plain text is one page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from cleannews.article import Source
from cleannews.cleaning import Page
from cleannews.decoding import BinaryInput, Decoded, decode
from cleannews.formats import Reading, Record, Unreadable

WHOLE = True

_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s{0,1000}(?:(?:<\?xml[^<>]{0,200}>|<!--(?:[^-]|-(?!->)){0,2000}-->)\s{0,1000}){0,5}"
    rb"<(?:!doctype\s+html|html)\b",
    re.I,
)


def records(stream: BinaryIO, reading: Reading) -> Iterator[Record | Unreadable]:
    """Yield the file as one record, or that it is too large."""
    data = stream.read(reading.largest + 1)
    if len(data) > reading.largest:
        yield too_large(reading)
    else:
        yield Record(None, data)


def page(record: Record, path: str | None, reading: Reading) -> Page:
    """Decode the page; raises `Unreadable` if it is no text.  HTML is flattened, unless text was asked for."""
    if reading.format == "auto" and _HTML.match(record.data):
        from cleannews.formats import read_html

        return read_html.page(record, path, reading)
    text, _, warnings = decoded(record.data)
    return Page.from_text(text, Source(path=path), warnings)


def decoded(data: bytes) -> Decoded:
    """Decode, or raise `Unreadable` for data that is no text."""
    try:
        return decode(data)
    except BinaryInput as reason:
        raise Unreadable(f"{reason}; cleannews reads flattened text") from reason


def too_large(reading: Reading) -> Unreadable:
    """Say that a page passes the bound."""
    return Unreadable(f"more than {reading.largest:,} bytes for one page (--max-bytes)")
