"""schema.org's NewsArticle as JSON-LD, as search engines read it in `<script type="application/ld+json">`.

What you write there yourself, write with `json.dumps(...).replace("<", "\\u003c")`.
"""

from __future__ import annotations

from typing import Any

from cleannews.article import Article
from cleannews.shapes import Key, Shape
from cleannews.shapes.fields import attributed


def _typed(kind: str, **values: Any) -> dict[str, Any]:
    return {"@type": kind, **{name: value for name, value in values.items() if value is not None}}


def _named(kind: str, name: str | None) -> dict[str, Any] | None:
    return _typed(kind, name=name) if name else None


def _images(article: Article) -> list[dict[str, Any]] | None:
    return [
        _typed("ImageObject", caption=c.text, description=c.alt, creditText=c.credit) for c in article.captions
    ] or None


def _quotations(article: Article) -> list[dict[str, Any]] | None:
    return [
        _typed("Quotation", text=quote.text, spokenByCharacter=_named("Person", speaker))
        for quote, speaker in attributed(article)
    ] or None


SHAPE = Shape(
    title="schema.org NewsArticle, JSON-LD",
    specification="https://schema.org/NewsArticle",
    keys=(
        Key("@context", "always https://schema.org", lambda _: "https://schema.org"),
        Key("@type", "always NewsArticle", lambda _: "NewsArticle"),
        Key("identifier", "id"),
        Key("url", "source.url"),
        Key("headline", "headline"),
        Key("description", "standfirst"),
        Key("articleSection", "section"),
        Key("author", "authors, each a Person", lambda a: [_named("Person", name) for name in a.authors] or None),
        Key("creditText", "byline, as printed", lambda a: a.byline),
        Key("sourceOrganization", "agency, an Organization", lambda a: _named("Organization", a.agency)),
        Key("publisher", "publisher, an Organization", lambda a: _named("Organization", a.publisher)),
        Key("datePublished", "date_published"),
        Key("dateModified", "date_modified"),
        Key("dateline", "dateline"),
        Key("inLanguage", "language"),
        Key("articleBody", "text"),
        Key("image", "captions, each an ImageObject: caption, description (the alt text), creditText", _images),
        Key("hasPart", "quotes with a speaker, or none known: Quotation, spokenByCharacter a Person", _quotations),
    ),
    lost=(
        "Roles and offsets of paragraphs, where captions stood; of quotes the offsets, cue, confidence and those that"
        " nobody said; source.path, warnings, extra.  A speaker is always a Person, also where an office speaks."
    ),
    sparse=True,
    in_html=True,
)
