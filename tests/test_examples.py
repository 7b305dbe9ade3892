"""The examples: each page gives the JSON and the Markdown beside it.  `pytest --accept` writes them anew."""

from __future__ import annotations

import json
from pathlib import Path

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
KNOWN = json.loads((EXAMPLES.parent / "tests" / "cases" / "examples.json").read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_output_is_what_a_reader_would_say(page: Path) -> None:
    cleaned, known = article(page), KNOWN[page.stem]
    assert {name: getattr(cleaned, name) for name in known["fields"]} == known["fields"]
    assert [p.text[:20] for p in cleaned.paragraphs] == known["paragraphs"]
    assert [(c.text[:20], c.credit) for c in cleaned.captions] == [tuple(c) for c in known["captions"]]
    said = [(q.speaker, q.text[:20]) for q in cleaned.quotes if q.kind != "unattributed"]
    assert said == [tuple(q) for q in known["quotes"]]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_cleaning_the_clean_text_changes_nothing(page: Path) -> None:
    text = article(page).text
    again = clean_page(Page.from_text(text), STAGES)
    assert again.text == text
