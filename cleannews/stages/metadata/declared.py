"""What the page's own data says of its article: schema.org's objects in JSON-LD, where a scraper left them in the text.

Publishers write them for search engines, who hold them to it, so they say headline, authors and times exactly.  A page
can carry those of other articles too: an object counts where its headline says what the page's prose is about.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple

from cleannews.decoding import without_surrogates
from cleannews.edits import Span
from cleannews.languages import fold
from cleannews.stages.metadata import calendar, names
from cleannews.stages.metadata.page import Page, meaning
from cleannews.stages.metadata.vocabulary import Vocabulary
from cleannews.text import tidy

MARK = '"@context"'
MOST = 20
"""Objects of a page that are read, so that a page of their beginnings takes no longer than its length."""
LONGEST = 260
"""Code points of a headline or name."""
SHARED = 0.5
"""Share of a headline's words that the page's prose or its printed headline has too."""
_READ = json.JSONDecoder(strict=False).raw_decode
_KINDS = frozenset(("BlogPosting", "LiveBlogPosting", "Report"))


Value = str | tuple[str, ...]


class Declared(NamedTuple):
    """What a page's data says of the article: the headline, other fields by name, and where in the source it stands; of
    some fields more exactly in `places`."""

    headline: str
    fields: Mapping[str, Value | None]
    span: Span
    places: Mapping[str, Span] = {}


def find(page: Page, printed: str) -> Declared | None:
    """Return what the first object says that is of this page's article; `printed` is its headline as far as known."""
    if MARK not in page.document.source:
        return None
    known = page.prose | meaning(fold(printed))
    for found in _articles(page.document.source, page.words):
        words = meaning(fold(found.headline))
        if words and len(words & known) >= SHARED * len(words):
            return found
    return None


def _articles(source: str, words: Vocabulary) -> Iterator[Declared]:
    for data, span in _objects(source):
        listed = [data, *_dicts(data.get("@graph"))]
        named = {str(item["@id"]): item for item in listed if "@id" in item}
        for item in listed:
            if _is_article(item) and (headline := legible(item.get("headline"))):
                fields: dict[str, Value | None] = {
                    "authors": _people(item.get("author"), named, words),
                    "publisher": next(map(_name, _dicts(item.get("publisher"), named)), None),
                    "date_published": moment(item.get("datePublished")),
                    "date_modified": moment(item.get("dateModified")),
                }
                yield Declared(headline, fields, span)


def _objects(source: str) -> Iterator[tuple[dict[str, Any], Span]]:
    """The objects of JSON that begin with a context, and where they stand."""
    at = end = 0
    for _ in range(MOST):
        at = source.find(MARK, max(end, at + 1))
        start = source.rfind("{", end, at) if at >= 0 else -1
        if at < 0:
            return
        if start < 0 or source[start + 1 : at].strip():
            continue
        try:
            data, end = _READ(source, start)
        except (ValueError, RecursionError):
            continue
        yield data, Span(start, end)


def _dicts(value: Any, named: Mapping[str, dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    """The objects that a member holds, one or several; what only refers to another one is that one."""
    found = [item for item in _listed(value) if isinstance(item, dict)]
    return [(named or {}).get(str(item.get("@id")), item) for item in found]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_article(item: Mapping[str, Any]) -> bool:
    kinds = [kind for kind in _listed(item.get("@type")) if isinstance(kind, str)]
    return any(kind.endswith("Article") or kind in _KINDS for kind in kinds)


def _people(value: Any, named: Mapping[str, dict[str, Any]], words: Vocabulary) -> tuple[str, ...]:
    """The people among the authors, by the names that a byline could have."""
    plain = [legible(item) for item in _listed(value) if isinstance(item, str)]
    people = [item for item in _dicts(value, named) if "Person" in _listed(item.get("@type", "Person"))]
    signed = [*plain, *map(_name, people)]
    found = [person for name in signed if name for person in names.read(name, words, sure=True).people]
    return tuple(dict.fromkeys(found))


def _name(item: Mapping[str, Any]) -> str | None:
    return legible(item.get("name"))


def legible(value: Any) -> str | None:
    """A string as it is to be read; None for anything else, and for one that is too long."""
    if not isinstance(value, str) or len(value) > 2 * LONGEST:
        return None
    text = tidy(without_surrogates(unescape(value))[0])
    return text if 0 < len(text) <= LONGEST else None


def moment(value: Any) -> str | None:
    """A day, or a day with its time, in ISO 8601; None for what is neither or less than a day."""
    from dateutil.parser import isoparse

    text = value.strip() if isinstance(value, str) else ""
    if not calendar.YEAR.match(text) or sum(map(str.isdigit, text)) < 8:
        return None
    try:
        moment = isoparse(text)
    except (ValueError, OverflowError):
        return None
    if not calendar.EARLIEST <= moment.year <= calendar.LATEST:
        return None
    return moment.replace(microsecond=0).isoformat() if len(text) > len("2023-02-01") else moment.date().isoformat()
