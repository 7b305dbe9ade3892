"""A file of plain text is one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from cleannews.article import Source
from cleannews.cleaning import Page
from cleannews.decoding import BinaryInput, decode
from cleannews.formats import Unreadable


def read(stream: BinaryIO, path: str | None) -> Iterator[Page | Unreadable]:
    """Yield the stream's one page, or why it is none."""
    try:
        text, _, warnings = decode(stream.read())
    except BinaryInput as reason:
        yield Unreadable(f"{reason}; cleannews reads flattened text")
        return
    yield Page.from_text(text, Source(path=path), warnings)
