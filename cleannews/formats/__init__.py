"""Readers turn bytes into pages, writers turn articles into text; both are looked up by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import BinaryIO

from cleannews.article import Article
from cleannews.cleaning import Page

Reader = Callable[[BinaryIO, str | None], Iterator["Page | Unreadable"]]
Writer = Callable[[Article], str]

READERS = ("text", "jsonl")
WRITERS = ("json", "jsonl", "markdown")
SUFFIXES = {"json": ".json", "jsonl": ".jsonl", "markdown": ".md"}


class Unreadable(ValueError):
    """An input, or one record of it, that cannot be read; `str()` of it tells the user why and where."""


def reader(name: str, path: str | None) -> Reader:
    """The reader of that name; "auto" goes by the file's suffix."""
    if name == "auto":
        name = "jsonl" if (path or "").endswith((".jsonl", ".ndjson")) else "text"
    read: Reader = import_module(f"cleannews.formats.read_{name}").read
    return read


def writer(name: str, **options: bool) -> Writer:
    """The writer of that name; `options` are its own (`quotes` for Markdown)."""
    write: Writer = import_module(f"cleannews.formats.write_{name}").write
    return partial(write, **options) if options else write
