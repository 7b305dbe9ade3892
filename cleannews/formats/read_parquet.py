"""A Parquet file is one page a row: columns `text` and `id`, others pass through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from cleannews.cleaning import Page
from cleannews.formats import Reading, Record, Unreadable, needs
from cleannews.formats.fields import page_of
from cleannews.formats.read_text import too_large

WHOLE = False
_ROWS = 64  # at a time: pages are large, and only these are held


def records(stream: BinaryIO, reading: Reading) -> Iterator[Record | Unreadable]:
    """Yield the rows as dicts; raises `Unreadable` without the extra `parquet` or a text, from a pipe, or packed."""
    try:
        from pyarrow.parquet import ParquetFile, read_metadata
    except ImportError as reason:
        raise needs("parquet", "pyarrow") from reason
    if not stream.seekable():
        raise Unreadable("Parquet cannot be read from a pipe, nor packed: name the file itself, unpacked")
    found = read_metadata(stream)
    # One long text can stand for every row of a batch in a few bytes: as a dictionary it is held once.
    texts = [column.path for column in found.schema if column.physical_type == "BYTE_ARRAY"]
    table = ParquetFile(stream, metadata=found, read_dictionary=texts)
    if reading.text_field not in table.schema_arrow.names:
        known = ", ".join(table.schema_arrow.names)
        raise Unreadable(f'no column "{reading.text_field}" (--text-field); there are {known}')
    number = 0
    for batch in table.iter_batches(batch_size=_ROWS, use_threads=False):
        for place in range(len(batch)):
            row = batch.slice(place, 1).to_pylist()[0]
            text = row[reading.text_field]
            too_long = isinstance(text, str) and len(text) > reading.largest
            yield Unreadable(f"row {number + 1}: {too_large(reading)}") if too_long else Record(number, row)
            number += 1


def page(record: Record, path: str | None, reading: Reading) -> Page:
    """Make a page of a row; raises `Unreadable`, naming the row, where it has no text."""
    try:
        return page_of(record.data, record.number, path, reading)
    except Unreadable as reason:
        raise Unreadable(f"row {(record.number or 0) + 1}: {reason}") from reason
