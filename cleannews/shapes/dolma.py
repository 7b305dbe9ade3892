"""dolma's documents: what its taggers, deduplication and mixer read."""

from __future__ import annotations

from cleannews.article import Article
from cleannews.shapes import Key, Shape
from cleannews.shapes.fields import METADATA


def _source(article: Article) -> str:
    given = article.extra.get("source")
    return given if isinstance(given, str) and given else "cleannews"


SHAPE = Shape(
    title="dolma document",
    specification="https://github.com/allenai/dolma/blob/main/docs/data-format.md",
    keys=(
        Key("id", "id"),
        Key("text", "text"),
        Key("source", "the field source of extra (dolma's name of a data set), else cleannews", _source),
        Key("created", "date_published, left out where unknown", lambda a: a.date_published),
        METADATA,
    ),
    lost="Roles and offsets of paragraphs, captions, quotes, source.record, warnings.",
    sparse=True,
)
