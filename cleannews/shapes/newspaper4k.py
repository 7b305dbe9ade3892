"""The keys of newspaper4k's `Article.to_json()`, for what reads newspaper's output."""

from __future__ import annotations

from typing import Any

from cleannews.article import Article
from cleannews.shapes import Key, Shape


def _nothing(_: Article) -> list[Any]:
    return []


def _empty(_: Article) -> str:
    return ""


def _address(article: Article) -> str:
    return article.source.url or ""


SHAPE = Shape(
    title="newspaper4k's JSON",
    specification="https://newspaper4k.readthedocs.io (Article.to_json)",
    keys=(
        Key("url", "source.url", _address),
        Key("read_more_link", "always empty", _empty),
        Key("language", "language", lambda a: a.language or ""),
        Key("title", "headline", lambda a: a.headline or ""),
        Key("top_image", "always empty", _empty),
        Key("meta_img", "always empty", _empty),
        Key("images", "always empty", _nothing),
        Key("movies", "always empty", _nothing),
        Key("keywords", "always empty", _nothing),
        Key("meta_keywords", "always empty", _nothing),
        Key("tags", "section", lambda a: [a.section] if a.section else []),
        Key("authors", "authors"),
        Key("publish_date", "date_published, as precise as printed", lambda a: a.date_published),
        Key("summary", "always empty: newspaper's own is made by its nlp()", _empty),
        Key("meta_description", "standfirst", lambda a: a.standfirst or ""),
        Key("meta_lang", "language", lambda a: a.language or ""),
        Key("meta_favicon", "always empty", _empty),
        Key("meta_site_name", "publisher", lambda a: a.publisher or ""),
        Key("canonical_link", "source.url", _address),
        Key("text", "text"),
    ),
    lost=(
        "date_modified, byline, agency, dateline; roles and offsets of paragraphs, captions, quotes, source.path, id,"
        " warnings, extra."
    ),
)
