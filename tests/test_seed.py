"""The page the project started from, wherever it lies beside the checkout: it comes out perfect, always."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleannews import clean
from cleannews.article import Article

SEED = Path(__file__).parents[2] / "shared" / "seed"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="no ../shared/seed beside this checkout")


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SEED / "expected.json").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def article() -> Article:
    return clean((SEED / "page.txt").read_text("utf-8"))


FIELDS = ["headline", "byline", "agency", "authors", "date_published", "language"]


@pytest.mark.parametrize("field", FIELDS)
def test_fields(article: Article, expected: dict[str, Any], field: str) -> None:
    assert getattr(article, field) == expected[field]


def test_paragraphs(article: Article, expected: dict[str, Any]) -> None:
    assert [p.text for p in article.paragraphs] == expected["paragraphs"]


def test_captions(article: Article, expected: dict[str, Any]) -> None:
    assert [c._asdict() for c in article.captions] == expected["captions"]


def test_quotations(article: Article, expected: dict[str, Any]) -> None:
    said = [
        {
            "kind": q.kind,
            "speaker": q.speaker,
            "mention": q.mention,
            "cue": q.cue,
            "parts": [article.text[part.start : part.end] for part in q.parts],
        }
        for q in article.quotes
        if q.kind != "unattributed"
    ]
    assert said == expected["quotes"]


def test_unattributed_fragments(article: Article, expected: dict[str, Any]) -> None:
    assert [q.text for q in article.quotes if q.kind == "unattributed"] == expected["unattributed_allowed"]


def test_what_must_never_come_out(article: Article, expected: dict[str, Any]) -> None:
    assert not {q.text for q in article.quotes} & set(expected["never_quotes"])
    shown = "\n".join([article.text, *(c.text for c in article.captions)])
    assert [text for text in expected["never_in_text"] if text in shown] == []


@pytest.mark.parametrize("joint", [" ", ""], ids=["blanks", "nothing"])
def test_without_its_line_breaks_it_is_told_by_the_same_fields(expected: dict[str, Any], joint: str) -> None:
    lines = filter(None, map(str.strip, (SEED / "page.txt").read_text("utf-8").split("\n")))
    article = clean(joint.join(lines))
    assert {field: getattr(article, field) for field in FIELDS} == {field: expected[field] for field in FIELDS}
    assert "icon" not in article.text.lower()
