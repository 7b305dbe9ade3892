"""Several articles in one file of text: a line that the user's pattern matches begins a new one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from cleannews.article import Source
from cleannews.cleaning import Page
from cleannews.formats import Reading, Record, Unreadable
from cleannews.formats.read_text import decoded, too_large
from cleannews.patterns import Pattern

WHOLE = False


def records(stream: BinaryIO, reading: Reading) -> Iterator[Record | Unreadable]:
    r"""Yield the stretches between the lines that match; such a line belongs to the article that it begins.

    >>> import io
    >>> [r.data for r in records(io.BytesIO(b"== 1\na\n== 2\nb\n"), Reading(split="^=="))]
    [b'== 1\na\n', b'== 2\nb\n']
    """
    begins = Pattern(reading.split or "", ours=False)  # which a clock stops
    held: list[bytes] = []
    number = size = 0
    for line in iter(lambda: stream.readline(reading.largest + 1), b""):
        if begins.search(line.decode("utf-8", "replace").rstrip("\r\n")) and held:
            yield _cut(number, held, size, reading)
            number, held, size = number + 1, [], 0
        size += len(line)
        if size <= reading.largest or not held:
            held.append(line)
    if b"".join(held).strip():
        yield _cut(number, held, size, reading)


def _cut(number: int, lines: list[bytes], size: int, reading: Reading) -> Record | Unreadable:
    if size > reading.largest:
        return Unreadable(f"article {number + 1}: {too_large(reading)}")
    return Record(number, b"".join(lines))


def page(record: Record, path: str | None, reading: Reading) -> Page:
    """Decode one article; raises `Unreadable` if it is no text."""
    text, _, warnings = decoded(record.data)
    return Page.from_text(text, Source(path, record.number), warnings)
