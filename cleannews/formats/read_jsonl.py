"""A file of JSON lines is one page a line: {"id": ..., "text": ...}, other fields pass through."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from cleannews.cleaning import Page
from cleannews.decoding import decode
from cleannews.formats import Reading, Record, Unreadable
from cleannews.formats.fields import page_of
from cleannews.formats.read_text import too_large

WHOLE = False


def records(stream: BinaryIO, reading: Reading) -> Iterator[Record | Unreadable]:
    """Yield each line that is not empty; one that passes the bound is read over."""
    number = -1
    while line := stream.readline(reading.largest + 1):
        number += 1
        if len(line) > reading.largest:
            while line and not line.endswith(b"\n"):
                line = stream.readline(reading.largest)
            yield Unreadable(f"line {number + 1}: {too_large(reading)}")
        elif line.strip():
            yield Record(number, line)


def page(record: Record, path: str | None, reading: Reading) -> Page:
    """Parse a line; raises `Unreadable`, naming the line, where it is no object with a text."""
    try:
        return _page(record, path, reading)
    except Unreadable as reason:
        raise Unreadable(f"line {(record.number or 0) + 1}: {reason}") from reason


def _page(record: Record, path: str | None, reading: Reading) -> Page:
    try:
        text, _, warnings = decode(record.data)
        fields = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as reason:
        raise Unreadable(f"not JSON ({reason})") from reason
    if not isinstance(fields, dict):
        raise Unreadable("no JSON object")
    return page_of(fields, record.number, path, reading, warnings)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON number")
