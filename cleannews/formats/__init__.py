"""Readers turn bytes into pages, writers turn articles into text; both are looked up by name.

A reader works in two steps, so that a big file can be shared out: `records` cuts the file into records and is cheap;
`page` makes a page of one record and may run elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any, BinaryIO, NamedTuple

from cleannews.article import Article
from cleannews.cleaning import Page
from cleannews.limits import LARGEST_PAGE

READERS = ("text", "html", "jsonl", "wet", "parquet")
SUFFIXES = {"json": ".json", "jsonl": ".jsonl", "markdown": ".md", "parquet": ".parquet"}
JSON_LINES = (".jsonl", ".ndjson", ".jl", ".jsonlines", ".ldjson")
PACKED = (".gz", ".zst", ".xz", ".bz2")

_BY_SUFFIX = {
    **dict.fromkeys(JSON_LINES, "jsonl"),
    ".wet": "wet",
    ".parquet": "parquet",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}

Writer = Callable[[Article], str]


class Reading(NamedTuple):
    """How inputs are read: plain values, the same for every input of a run.

    `split` is a regular expression of the lines that begin a new article; `largest` bounds the bytes of one page.
    """

    format: str = "auto"
    text_field: str = "text"
    id_field: str = "id"
    split: str | None = None
    largest: int = LARGEST_PAGE


class Record(NamedTuple):
    """One page as it was cut from its file: `data` is for the reader; `number` counts from 0, None for a whole file."""

    number: int | None
    data: Any


class Unreadable(ValueError):
    """An input, or one record of it, cannot be read; the text says why, and which record."""


class Reader(NamedTuple):
    """The two steps of a reader; `whole` says that each file is one page."""

    records: Callable[[BinaryIO, Reading], Iterator[Record | Unreadable]]
    page: Callable[[Record, str | None, Reading], Page]
    whole: bool

    def read(self, stream: BinaryIO, path: str | None, reading: Reading) -> Iterator[Page | Unreadable]:
        """Both steps at once."""
        for record in self.records(stream, reading):
            try:
                yield record if isinstance(record, Unreadable) else self.page(record, path, reading)
            except Unreadable as reason:
                yield reason


def reader(path: str | None, reading: Reading) -> Reader:
    """The reader for an input: the one asked for, else by the file's suffix (what it is packed with aside)."""
    module = import_module(f"cleannews.formats.read_{_reader_name(path or '', reading)}")
    return Reader(module.records, module.page, module.WHOLE)


def _reader_name(path: str, reading: Reading) -> str:
    if reading.split is not None:
        return "split"
    if reading.format != "auto":
        return reading.format
    path = path.lower()
    for suffix in PACKED:
        path = path.removesuffix(suffix)
    return _BY_SUFFIX.get(path[path.rfind(".") :], "text")


def writer(name: str, **options: Any) -> Writer:
    """The writer of that name; `options` are its own (`quotes` for Markdown, `shape` for JSON)."""
    write: Writer = import_module(f"cleannews.formats.write_{name}").write
    return partial(write, **options) if options else write


def needs(extra: str, package: str) -> Unreadable:
    """The error for a package that is not installed, and the extra that installs it."""
    return Unreadable(f"{package} is needed to read it: pip install 'cleannews[{extra}]'")
