"""`cleannews evaluate`: its scores are the benchmark's."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleannews import clean
from cleannews.article import Caption, Paragraph
from cleannews.evaluation import body_counts, score, summary

WORDS = st.lists(st.sampled_from(["ice", "port", "ferry", "snow", "holm", "berg"]), max_size=12).map(" ".join)
SHARED = Path(__file__).parents[2] / "shared" / "evaluation"


@given(WORDS, WORDS)
def test_body_counts_are_shares_and_symmetric(a: str, b: str) -> None:
    tp, fp, fn = body_counts(a, b)
    assert body_counts(b, a) == (tp, fn, fp)
    assert math.isclose(tp + fp + fn, 1.0) or not a + b
    assert (fp == fn == 0.0) or a != b


@pytest.mark.skipif(not SHARED.exists(), reason="no ../shared/evaluation beside this checkout")
@given(a=WORDS, b=WORDS)
def test_body_counts_agree_with_the_benchmark_script(a: str, b: str) -> None:
    sys.path.insert(0, str(SHARED))
    try:
        import metrics
    finally:
        sys.path.remove(str(SHARED))
    assert body_counts(a, b) == metrics.body_counts(a, b)


def test_a_page_is_scored_where_the_answer_stands_in_it() -> None:
    page = "Ice at Westby\nBy Ann Lee\n18 January 2024\nThe harbour froze on Monday night.\nA ferry in the ice"
    base = clean("")
    values = {name: getattr(base, name) for name in base.__slots__}
    found = type(base)(**{
        **values,
        "headline": "Ice at Westby",
        "authors": ["Ann Lee", "Westby"],
        "date_published": "2024-01-18T10:00:00",
        "paragraphs": [Paragraph("The harbour froze on Monday night.", "paragraph", 0, 1)],
        "captions": [Caption("A ferry in the ice", None, None, 0)],
    })  # fmt: skip
    truth = {
        "title": "Ice at Westby",
        "authors": ["Ann Lee"],
        "date": "2024-01-18",
        "body": ["The harbour froze on Monday night."],
        "captions": [{"text": "A ferry in the ice"}, {"text": "This one stands nowhere"}],
    }
    row = summary([score(found, page, truth)])
    right = dict.fromkeys(("P", "R", "F1", "headline", "date", "caption F1"), 1.0)
    assert row == {"n": 1, **right, "authors F1": 2 / 3, "leak": 0.0}
    elsewhere = summary([score(found, page, {"title": "Snow", "authors": ["Jo Roe"], "date": "2020-05-05"})])
    assert elsewhere == {"n": 1}


def test_the_command_prints_a_row_a_language(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(
        '{"raw": "x", "clean": "x"}\n{"text": "y", "reference": {"body": ["y"]}, "language": "de"}\n', "utf-8"
    )
    done = subprocess.run([sys.executable, "-m", "cleannews", "evaluate", pairs], capture_output=True, check=True)
    assert {language: row["n"] for language, row in json.loads(done.stdout).items()} == {"?": 1, "de": 1, "all": 2}


def test_a_bad_pair_is_named(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text('{"raw": "x", "clean": "x"}\n{"raw": "x"}\n', "utf-8")
    done = subprocess.run([sys.executable, "-m", "cleannews", "evaluate", pairs], capture_output=True, check=False)
    assert done.returncode == 1
    assert b"pairs.jsonl, line 2: no pair" in done.stderr


def test_a_reference_that_only_knows_the_month_is_not_scored() -> None:
    assert score(clean("x"), "1 May 2023", {"date": "2023-05"}).date is None
