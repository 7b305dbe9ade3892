"""Records with named fields (JSON objects, table rows) as pages: text and id by name, the others pass through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleannews.article import Source
from cleannews.cleaning import Page
from cleannews.decoding import without_surrogates
from cleannews.formats import Reading, Unreadable


def page_of(
    fields: Mapping[str, Any], number: int | None, path: str | None, reading: Reading, warnings: tuple[str, ...] = ()
) -> Page:
    """Make a page of a record, named by its content where its id is null or empty.

    Raises `Unreadable` where it has no text.
    """
    rest = dict(fields)
    text = rest.pop(reading.text_field, None)
    if not isinstance(text, str):
        raise Unreadable(f'no string "{reading.text_field}" in it (--text-field)')
    if len(text) > reading.largest:
        raise Unreadable(f"more than {reading.largest:,} characters for one page (--max-bytes)")
    url = clean(rest.get("url"))
    text, replaced = without_surrogates(text)
    source = Source(path, number, url if isinstance(url, str) else None)
    page = Page.from_text(text, source, (*warnings, *replaced))
    name = rest.pop(reading.id_field, None)
    return page._replace(id=page.id if name in (None, "") else clean(str(name)), extra=clean(rest))


def clean(value: Any) -> Any:
    """The same value as JSON and UTF-8 can carry it: no lone surrogates, what is no JSON as its `str()`."""
    if isinstance(value, str):
        return without_surrogates(value)[0]
    if isinstance(value, list):
        return [clean(item) for item in value]
    if isinstance(value, dict):
        return {clean(str(key)): clean(item) for key, item in value.items()}
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and abs(value) < float("inf")):
        return value
    return str(value)
