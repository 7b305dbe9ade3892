"""A Parquet file is one page a row: columns `text` and `id`, others pass through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from cleannews.cleaning import Page
from cleannews.formats import Reading, Record, Unreadable, needs
from cleannews.formats.fields import page_of

WHOLE = False
_ROWS = 64  # at a time: pages are large, and only these are held


def records(stream: BinaryIO, reading: Reading) -> Iterator[Record | Unreadable]:
    """Yield the rows as dicts; raises `Unreadable` without the extra `parquet`, from a pipe, or without a text."""
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError as reason:
        raise needs("parquet", "pyarrow") from reason
    if not stream.seekable():
        raise Unreadable("Parquet cannot be read from a pipe")
    table = ParquetFile(stream)
    if reading.text_field not in table.schema_arrow.names:
        known = ", ".join(table.schema_arrow.names)
        raise Unreadable(f'no column "{reading.text_field}" (--text-field); there are {known}')
    number = 0
    for batch in table.iter_batches(batch_size=_ROWS, use_threads=False):
        for row in batch.to_pylist():
            yield Record(number, row)
            number += 1


def page(record: Record, path: str | None, reading: Reading) -> Page:
    """Make a page of a row; raises `Unreadable`, naming the row, where it has no text."""
    try:
        return page_of(record.data, record.number, path, reading)
    except Unreadable as reason:
        raise Unreadable(f"row {(record.number or 0) + 1}: {reason}") from reason
