"""Several articles in one file of text: a line that the user's pattern matches begins a new one."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader, RawIOBase, TextIOWrapper
from typing import BinaryIO, cast

from cleannews.article import Source
from cleannews.cleaning import Page
from cleannews.decoding import BinaryInput, by_mark, decode
from cleannews.formats import Reading, Record, Unreadable
from cleannews.formats.read_text import decoded, too_large
from cleannews.patterns import Pattern

WHOLE = False
_BYTES = "latin-1"  # a character for each byte
_LOOKED_AT = 1 << 14


def records(stream: BinaryIO, reading: Reading) -> Iterator[Record | Unreadable]:
    r"""Yield the stretches between the lines that match; such a line belongs to the article that it begins.

    >>> import io
    >>> [r.data for r in records(io.BytesIO(b"== 1\na\n== 2\nb\n"), Reading(split="^=="))]
    [b'== 1\na\n', b'== 2\nb\n']
    """
    begins = Pattern(reading.split or "", ours=False)  # which a clock stops
    held: list[bytes] = []
    number = size = 0
    for line, text in _lines(stream, reading.largest + 1):
        if begins.search(text.rstrip("\r\n")) and held:
            yield _cut(number, held, size, reading)
            number, held, size = number + 1, [], 0
        size += len(line)
        if size <= reading.largest or not held:
            held.append(line)
    if b"".join(held).strip():
        yield _cut(number, held, size, reading)


def _lines(stream: BinaryIO, longest: int) -> Iterator[tuple[bytes, str]]:
    """Yield each line as bytes, of which the article is made, and as text, for the pattern; a too long one in pieces.

    A line that is not UTF-8 is decoded by a guess from the file's head, the first such line and what follows it.
    """
    source = stream if isinstance(stream, BufferedReader) else BufferedReader(cast(RawIOBase, stream))
    head = source.peek(4)[:_LOOKED_AT]
    marked = by_mark(head)
    lines = TextIOWrapper(source, marked or _BYTES, "replace", newline="")  # a line ends as any system writes it
    legacy = None
    while line := lines.readline(longest):
        data = line.encode(_BYTES if marked is None else "utf-8")
        try:
            yield data, data.decode()
        except UnicodeDecodeError:
            legacy = legacy or _guess(head + data + source.peek()[:_LOOKED_AT])
            yield data, data.decode(legacy, "replace")
    lines.detach()  # or the stream would be closed with it


def _guess(data: bytes) -> str:
    try:
        return decode(data).encoding
    except BinaryInput:  # which the article then is, too
        return _BYTES


def _cut(number: int, lines: list[bytes], size: int, reading: Reading) -> Record | Unreadable:
    if size > reading.largest:
        return Unreadable(f"article {number + 1}: {too_large(reading)}")
    return Record(number, b"".join(lines))


def page(record: Record, path: str | None, reading: Reading) -> Page:
    """Decode one article; raises `Unreadable` if it is no text."""
    text, _, warnings = decoded(record.data)
    return Page.from_text(text, Source(path, record.number), warnings)
