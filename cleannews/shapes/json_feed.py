"""JSON Feed 1.1: an article is an item of a feed.  `formats.write_feed` puts a feed around the items."""

from __future__ import annotations

from typing import Any

from cleannews.article import Article
from cleannews.shapes import Key, Shape
from cleannews.shapes.fields import moment

_MORE = (
    "byline", "agency", "publisher", "dateline", "date_published", "date_modified", "paragraphs", "captions", "quotes",
    "warnings", "source", "extra",
)  # fmt: skip


def _more(article: Article) -> dict[str, Any]:
    record = article.record()
    return {"about": "What cleannews found besides", **{name: record[name] for name in _MORE if record.get(name)}}


SHAPE = Shape(
    title="JSON Feed 1.1, an item",
    specification="https://www.jsonfeed.org/version/1.1/",
    keys=(
        Key("id", "id"),
        Key("url", "source.url"),
        Key("title", "headline"),
        Key("content_text", "text"),
        Key("summary", "standfirst"),
        Key(
            "date_published", "date_published, if the page printed time and offset", lambda a: moment(a.date_published)
        ),
        Key("date_modified", "date_modified, likewise", lambda a: moment(a.date_modified)),
        Key("authors", "authors", lambda a: [{"name": name} for name in a.authors] or None),
        Key("tags", "section", lambda a: [a.section] if a.section else None),
        Key("language", "language"),
        Key(
            "_cleannews",
            "what else is known, as in the record: byline, agency, publisher, dateline, date_published and"
            " date_modified as printed, paragraphs, captions, quotes, warnings, source, extra",
            _more,
        ),
    ),
    lost="nothing.",
    sparse=True,
)
