"""What several shapes make of a field: dates of another precision, the scalars of a record as one flat table row."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cleannews.article import Article, Quote
from cleannews.shapes import Key

SCALARS = (
    "headline", "standfirst", "section", "byline", "agency", "publisher", "date_published", "date_modified",
    "dateline", "language",
)  # fmt: skip
"""The fields of an article that are one string or None."""


def moment(date: str | None) -> str | None:
    """Return a date as RFC 3339 has it; None unless the page printed a time and its offset from UTC.

    >>> moment("2024-01-18T18:05Z"), moment("2024-01-18T18:05:00"), moment("2024-01-18"), moment(None)
    ('2024-01-18T18:05:00+00:00', None, None, None)
    """
    try:
        parsed = datetime.fromisoformat(date or "")
    except ValueError:
        return None
    return parsed.isoformat() if parsed.tzinfo else None


def day(date: str | None) -> str | None:
    """Return the day of a date; None if it is less precise.

    >>> day("2024-01-18T18:05:00"), day("2024-01"), day(None)
    ('2024-01-18', None, None)
    """
    return date[:10] if date is not None and len(date) >= 10 else None


def scalars(article: Article) -> dict[str, str]:
    """Return the fields that are one string, by their own names; "" where one is not known.

    No null and no list: what infers a column's type from its first rows then gets the same type on every page.
    """
    found = {name: getattr(article, name) or "" for name in SCALARS}
    return {"url": article.source.url or "", "path": article.source.path or "", **found}


def _metadata(article: Article) -> dict[str, Any]:
    """Return the input's own fields and, above them, `scalars` and the authors in one string, "; " between them."""
    return {**article.extra, **scalars(article), "authors": "; ".join(article.authors)}


METADATA = Key(
    "metadata",
    "url, path (of source), headline, standfirst, section, byline, agency, publisher, date_published,"
    ' date_modified, dateline, language: strings, "" where unknown; authors in one string, "; " between them;'
    " and the fields of extra, by their names",
    _metadata,
)
"""The key of data sets whose documents have all but id and text under one name."""


def attributed(article: Article) -> list[tuple[Quote, str | None]]:
    """Return the quotations that somebody said, each with its speaker as resolved, else as printed."""
    return [(quote, quote.speaker or quote.mention) for quote in article.quotes if quote.kind != "unattributed"]
