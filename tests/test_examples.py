"""The examples: each page gives the JSON and the Markdown beside it.  `pytest --accept` writes them anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cleannews import clean
from cleannews.article import Article
from cleannews.cleaning import Page, clean_page
from cleannews.formats import write_json, write_markdown
from cleannews.pipeline import STAGES

EXAMPLES = Path(__file__).parent.parent / "examples"
PAGES = sorted(EXAMPLES.glob("*.txt"))


def article(page: Path) -> Article:
    return clean(page.read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_output_beside_the_page_is_what_comes_out(page: Path, request: pytest.FixtureRequest) -> None:
    cleaned = article(page)
    outputs = {".json": write_json.write(cleaned), ".md": write_markdown.write(cleaned, quotes=True)}
    for suffix, text in outputs.items():
        if request.config.getoption("--accept"):
            page.with_suffix(suffix).write_text(text, "utf-8")
        assert page.with_suffix(suffix).read_text("utf-8") == text


# What a reader of the page would say, written by hand: a change of the accepted output cannot go against it.
# Under "fails" stands what is known to be wrong, and why: strict, so that mending it is noticed.
KNOWN = json.loads((EXAMPLES.parent / "tests" / "cases" / "examples.json").read_text("utf-8"))


def said_by_a_reader() -> Iterator[Any]:
    for page in PAGES:
        for what in ("fields", "paragraphs", "captions", "quotes"):
            why = KNOWN[page.stem].get("fails", {}).get(what)
            marks = [pytest.mark.xfail(strict=True, reason=why)] if why else []
            yield pytest.param(page, what, marks=marks, id=f"{page.stem}-{what}")


@pytest.mark.parametrize(("page", "what"), list(said_by_a_reader()))
def test_the_output_is_what_a_reader_would_say(page: Path, what: str) -> None:
    cleaned, known = article(page), KNOWN[page.stem][what]
    found = {
        "fields": lambda: {name: getattr(cleaned, name) for name in known},
        "paragraphs": lambda: [p.text[:20] for p in cleaned.paragraphs],
        "captions": lambda: [[c.text[:20], c.credit] for c in cleaned.captions],
        "quotes": lambda: [[q.speaker, q.text[:20]] for q in cleaned.quotes if q.kind != "unattributed"],
    }
    assert found[what]() == known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_cleaning_the_clean_text_changes_nothing(page: Path) -> None:
    text = article(page).text
    again = clean_page(Page.from_text(text), STAGES)
    assert again.text == text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_markdown_that_was_written_says_the_same_when_it_is_read(page: Path) -> None:
    first = article(page)
    again = clean_page(Page.from_text(write_markdown.write(first)), STAGES)
    told = ("headline", "standfirst", "section", "byline", "authors", "agency", "publisher", "dateline", "language")
    for name in (*told, "date_published", "date_modified", "text"):
        assert getattr(again, name) == getattr(first, name), name
