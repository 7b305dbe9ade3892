"""A file of plain text is one page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from cleannews.article import Source
from cleannews.cleaning import Page
from cleannews.decoding import BinaryInput, Decoded, decode
from cleannews.formats import Reading, Record, Unreadable

WHOLE = True

_JSON = re.compile(rb"\A(?:\xef\xbb\xbf)?\s{0,1000}(?:\[\s{0,1000})?\{\s{0,1000}\"")
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
    """Decode the page; raises `Unreadable` if it is none, or pages.  HTML is flattened, unless text was asked for."""
    if reading.format == "auto":
        if _HTML.match(record.data):
            from cleannews.formats import read_html

            return read_html.page(record, path, reading)
        refuse_others(record.data, reading)
    text, _, warnings = decoded(record.data)
    return Page.from_text(text, Source(path=path), warnings)


def refuse_others(data: bytes, reading: Reading) -> None:
    """Raise `Unreadable` for a file of WET or JSON, which would be taken for one page of text; it says how to read it.

    >>> refuse_others(b'{"text": "Menu"}\\n{"text": "Search"}', Reading())
    Traceback (most recent call last):
    cleannews.formats.Unreadable: it looks like JSON lines, which --from jsonl reads; --from text takes it as it is
    """
    told = "WET, which --from wet reads" if data.startswith(b"WARC/1.") else None
    if _JSON.match(data):
        told = _json(data.decode("utf-8", "replace"), reading)
    if told is not None:
        raise Unreadable(f"it looks like {told}; --from text takes it as it is")


def _json(text: str, reading: Reading) -> str | None:
    """What kind of JSON this is, in words for the user; None unless the first object has a text as a page does."""
    start = text.index("{")
    try:
        first, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    if not isinstance(first.get(reading.text_field), str) or text[end:].lstrip()[:1] not in ("", ",", "]", "{"):
        return None
    if "[" in text[:start]:
        return "a JSON array: `jq -c '.[]'` makes lines of it, which --from jsonl reads"
    return "JSON lines, which --from jsonl reads" if "\n" not in text[start:end] else None


def decoded(data: bytes) -> Decoded:
    """Decode, or raise `Unreadable` for data that is no text."""
    try:
        return decode(data)
    except BinaryInput as reason:
        raise Unreadable(f"{reason}; cleannews reads flattened text") from reason


def too_large(reading: Reading) -> Unreadable:
    """The error for a page that is larger than --max-bytes."""
    return Unreadable(f"more than {reading.largest:,} bytes for one page (--max-bytes)")
