"""The benchmarks run; what they find is for whoever runs them, on a machine that does nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from htmlpages import html_page, html_pages
from ratios import BASE, flattened
from stages import SIZES, WHOLE, growth, steps
from timing import in_turn, rows

from cleannews import clean
from cleannews.pipeline import STAGES

HERE = Path(__file__).parent


def test_each_stage_is_timed() -> None:
    cases = steps([flattened(*page).text for page in html_pages(2)])
    assert {stage.name for stage in STAGES} < set(cases)
    times = in_turn(cases, rounds=1)
    assert all(len(taken) == 1 for taken in times.values())
    assert len(rows(times, WHOLE)) == len(cases)


def test_pages_of_several_sizes_are_timed() -> None:
    table, _ = growth(rounds=1, each=1)
    assert len(table) == len(SIZES)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_a_made_page_is_a_news_page(language: str) -> None:
    """What a page lacks is not timed: it must have all that the stages look for, in the amounts that pages have."""
    page = flattened("", html_page(7, language))
    assert 150_000 < len(page.html) < 350_000
    assert 8_000 < len(page.text) < 16_000
    article = clean(page.text)
    assert article.language == language
    assert article.headline
    assert article.byline
    assert article.date_published
    assert len(article.paragraphs) > 15
    assert len(article.captions) > 2
    assert len(article.quotes) > 3


def test_the_same_number_gives_the_same_page() -> None:
    assert html_page(3) == html_page(3) != html_page(4)


def test_the_extractors_that_are_there_are_compared() -> None:
    script = [sys.executable, HERE / "ratios.py", "--pages", "2", "--rounds", "1"]
    told = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    assert "cleannews, all stages" in told
    assert BASE in told
