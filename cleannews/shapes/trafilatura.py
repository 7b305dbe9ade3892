"""The keys of `trafilatura --json --with-metadata`, for what reads trafilatura's output."""

from __future__ import annotations

from urllib.parse import urlsplit

from cleannews.article import Article
from cleannews.shapes import Key, Shape
from cleannews.shapes.fields import day


def _nothing(_: Article) -> None:
    return None


def _empty(_: Article) -> str:
    return ""


def _hostname(article: Article) -> str | None:
    try:
        return urlsplit(article.source.url or "").hostname
    except ValueError:  # no address at all, such as "http://[": trafilatura gives none either
        return None


def _text(article: Article) -> str:
    """One line a paragraph, as trafilatura has it; its sign before items of a list."""
    return "\n".join("- " * (p.role == "list_item") + p.text for p in article.paragraphs)


SHAPE = Shape(
    title="trafilatura's JSON",
    specification="https://trafilatura.readthedocs.io (extract, output_format='json', with_metadata=True)",
    keys=(
        Key("title", "headline"),
        Key("author", 'authors, "; " between them', lambda a: "; ".join(a.authors) or None),
        Key("hostname", "the host in source.url", _hostname),
        Key("date", "the day of date_published, null where it is less precise", lambda a: day(a.date_published)),
        Key("fingerprint", "always null", _nothing),
        Key("id", "id"),
        Key("license", "always null", _nothing),
        Key("comments", "always empty", _empty),
        Key("raw_text", "text, as one line", lambda a: " ".join(p.text for p in a.paragraphs)),
        Key("text", "text, one line a paragraph", _text),
        Key("language", "language"),
        Key("image", "always null", _nothing),
        Key("pagetype", "always null", _nothing),
        Key("filedate", "always null: the day on which trafilatura ran", _nothing),
        Key("source", "source.url"),
        Key("source-hostname", "publisher", lambda a: a.publisher),
        Key("excerpt", "standfirst"),
        Key("categories", "section", lambda a: a.section or ""),
        Key("tags", "always empty", _empty),
    ),
    lost=(
        "Time of date_published, date_modified, byline, agency, dateline; roles and offsets of paragraphs, captions,"
        " quotes, source.path, warnings, extra."
    ),
)
