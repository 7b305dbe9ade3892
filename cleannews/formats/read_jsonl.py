"""A file of JSON lines is one page a line: {"id": ..., "text": ...}, other fields pass through."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from cleannews.article import Source
from cleannews.cleaning import Page
from cleannews.decoding import decode, without_surrogates
from cleannews.formats import Unreadable


def read(stream: BinaryIO, path: str | None) -> Iterator[Page | Unreadable]:
    """Yield a page for each line that holds one, and the reason for each that doesn't; empty lines are skipped."""
    for number, line in enumerate(stream):
        if line.strip():
            try:
                yield _page(line, number, path)
            except Unreadable as reason:
                yield Unreadable(f"line {number + 1}: {reason}")


def _page(line: bytes, number: int, path: str | None) -> Page:
    try:
        fields = json.loads(decode(line).text, parse_constant=_refuse)
    except (ValueError, RecursionError) as reason:
        raise Unreadable(f"not JSON ({reason})") from reason
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise Unreadable('no object with a string "text"')
    text, replaced = without_surrogates(fields.pop("text"))
    url = fields.get("url")
    source = Source(path, number, url if isinstance(url, str) else None)
    name = fields.pop("id", None)
    page = Page.from_text(text, source, replaced)
    return page._replace(id=_clean(str(name)) if name is not None else page.id, extra=_clean(fields))


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON number")


def _clean(value: Any) -> Any:
    """The same value without lone surrogates, which UTF-8 could not carry."""
    if isinstance(value, str):
        return without_surrogates(value)[0]
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items()}
    return value
