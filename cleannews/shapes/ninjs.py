"""IPTC's News in JSON, version 3.1: how agencies exchange articles.  Unknown properties are not allowed in it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from cleannews.article import Article, Caption
from cleannews.shapes import Key, Shape
from cleannews.shapes.fields import moment

_STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"}
_IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%~"


def _urn(kind: str, name: str) -> str:
    return f"urn:cleannews:{kind}:{quote(name, safe='')}"


def _uri(article: Article) -> str:
    url = article.source.url
    return quote(url, safe=_IN_ADDRESSES) if url and "://" in url else _urn("article", article.id)


def _listed(role: str, value: str | None) -> list[dict[str, str]]:
    return [{"role": role, "value": value}] if value else []


def _descriptions(article: Article) -> list[dict[str, str]] | None:
    names = ("standfirst", "dateline", "date_published", "date_modified")
    return [item for name in names for item in _listed(name, getattr(article, name))] or None


def _body(article: Article) -> list[dict[str, Any]]:
    return [{"role": "main", "contentType": "text/plain", "charCount": len(article.text), "value": article.text}]


def _sources(article: Article) -> list[dict[str, str]] | None:
    named = (("agency", article.agency), ("publisher", article.publisher))
    return [{"name": name, "role": role} for role, name in named if name] or None


def _pictures(article: Article) -> list[dict[str, Any]] | None:
    return [_picture(article, number, caption) for number, caption in enumerate(article.captions, 1)] or None


def _picture(article: Article, number: int, caption: Caption) -> dict[str, Any]:
    told = {"descriptions": _listed("caption", caption.text) + _listed("alt", caption.alt)}
    by = {"by": caption.credit} if caption.credit else {}
    uri = f"{_urn('article', article.id)}:picture:{number}"
    return {"name": f"picture {number}", "uri": uri, "rel": "picture", "type": "picture", **told, **by}


SHAPE = Shape(
    title="IPTC ninjs 3.1",
    specification="https://iptc.org/std/ninjs/",
    keys=(
        Key("uri", "source.url, else urn:cleannews:article: and the id", _uri),
        Key("type", "always text", lambda _: "text"),
        Key("standard", "always ninjs 3.1", lambda _: _STANDARD),
        Key("altIds", "id, with the role cleannews", lambda a: _listed("cleannews", a.id) or None),
        Key("language", "language"),
        Key("headlines", "headline, with the role main", lambda a: _listed("main", a.headline) or None),
        Key("by", "byline"),
        Key(
            "people",
            "authors, with the rel author",
            lambda a: [{"name": name, "rel": "author"} for name in a.authors] or None,
        ),
        Key("infoSources", "agency and publisher, by role", _sources),
        Key(
            "contentCreated",
            "date_published, if the page printed time and offset",
            lambda a: moment(a.date_published),
        ),
        Key("subjects", "section", lambda a: [{"name": a.section, "rel": "section"}] if a.section else None),
        Key("descriptions", "standfirst, dateline, date_published, date_modified as printed, by role", _descriptions),
        Key("bodies", "text, with the role main", _body),
        Key(
            "associations", "captions, each a picture: descriptions by role (caption, alt), by (the credit)", _pictures
        ),
    ),
    lost="Roles and offsets of paragraphs, where captions stood; quotes; source.path, warnings, extra.",
    sparse=True,
)
