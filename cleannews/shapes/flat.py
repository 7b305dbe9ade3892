"""A table row of strings, none null: every column has the same type whatever the pages hold.

What reads JSON lines without a schema (Hugging Face `datasets`, polars, DuckDB) takes a column's type from the first
rows.  There an author, a section or a caption can be missing on every page, and the rows that have one do not fit.
Dates are JSON too, in quotation marks or null: a column of bare ones is taken for times, which "" or a year are not.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from cleannews.article import Article
from cleannews.shapes import Key, Shape
from cleannews.shapes.fields import SCALARS, scalars


def _scalar(name: str) -> Callable[[Article], str]:
    return lambda article: scalars(article)[name]


def _as_json(name: str, empty: str = "[]") -> Callable[[Article], str]:
    def text(article: Article) -> str:
        value = article.record().get(name)
        return json.dumps(value, ensure_ascii=False) if value else empty

    return text


SHAPE = Shape(
    title="table row of strings",
    specification="of our own",
    keys=(
        Key("id", "id"),
        Key("url", "source.url", _scalar("url")),
        Key("path", "source.path", _scalar("path")),
        *(
            Key(name, f"{name}, as JSON", _as_json(name, "null"))
            if name.startswith("date_")
            else Key(name, name, _scalar(name))
            for name in SCALARS
        ),
        Key("authors", 'authors, "; " between them', lambda a: "; ".join(a.authors)),
        Key("text", "text"),
        Key("paragraphs", "paragraphs, as JSON", _as_json("paragraphs")),
        Key("captions", "captions, as JSON", _as_json("captions")),
        Key("quotes", "quotes, as JSON", _as_json("quotes")),
        Key("warnings", "warnings, as JSON", _as_json("warnings")),
        Key("extra", "extra, as JSON", _as_json("extra", "{}")),
    ),
    lost='source.record.  Of strings, what is not known is "", and cannot be told from what is empty.',
)
