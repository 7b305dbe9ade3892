"""`cleannews evaluate`: its scores are the benchmark's."""

from __future__ import annotations

import gzip
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


def evaluate(pairs: Path | str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    run = [sys.executable, "-m", "cleannews", "evaluate", pairs]
    return subprocess.run(run, input=stdin, capture_output=True, check=False)


def test_pairs_may_come_through_a_pipe() -> None:
    pair = b'{"raw": "x", "clean": "x"}\n'
    assert json.loads(evaluate("-", gzip.compress(3 * pair)).stdout)["all"]["n"] == 3
    assert b"standard input, line 2: no pair" in evaluate("-", pair + b"[]").stderr


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


PAGE = Path(__file__).parent.parent / "examples" / "frozen-harbour.txt"


@pytest.mark.parametrize("body", [str, list])
def test_the_body_is_a_text_or_its_paragraphs(tmp_path: Path, body: type) -> None:
    text = PAGE.read_text("utf-8")
    paragraphs = [p.text for p in clean(text).paragraphs]
    record = {"text": text, "reference": {"body": "\n".join(paragraphs) if body is str else paragraphs}}
    (tmp_path / "pairs.jsonl").write_text(json.dumps(record), "utf-8")
    done = evaluate(tmp_path / "pairs.jsonl")
    assert json.loads(done.stdout)["all"]["R"] == 1.0


UNUSABLE = {
    '{"raw": 1, "clean": "x"}': b"pair 1 has no text",
    '{"text": "a", "reference": "x"}': b"pair 1 has no reference",
    "[" * 200_000: b"line 1: no pair",
    **{
        f'{{"text": "a", "reference": {{"body": "a", "{name}": {value}}}}}': f"pair 1: `{name}` of its".encode()
        for name, value in (
            ("title", "3"), ("date", "20230201"), ("authors", '"Ann Lee"'), ("authors", "[1]"), ("summary", "[null]"),
            ("must_not", '{"a": 1}'), ("captions", '["a"]'), ("captions", '{"a": 1}'), ("captions", '[{"text": 1}]'),
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("line", UNUSABLE, ids=[line[-50:] for line in UNUSABLE])
def test_an_unusable_pair_is_said(tmp_path: Path, line: str) -> None:
    (tmp_path / "pairs.jsonl").write_text(line, "utf-8")
    done = evaluate(tmp_path / "pairs.jsonl")
    assert (done.returncode, done.stderr.count(b"\n"), UNUSABLE[line] in done.stderr) == (1, 1, True)


def test_fields_of_a_reference_may_be_null(tmp_path: Path) -> None:
    fields = dict.fromkeys(("title", "date", "authors", "summary", "must_have", "must_not", "captions"))
    record = {"text": "a", "reference": {"body": "a", **fields, "captions": [{"text": None}, {}]}}
    (tmp_path / "pairs.jsonl").write_text(json.dumps(record), "utf-8")
    assert json.loads(evaluate(tmp_path / "pairs.jsonl").stdout)["all"]["n"] == 1


def test_a_stage_that_fails_is_said(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text(
        "from cleannews import Stage\n\ndef propose(document):\n    raise KeyError('here')\n\n"
        "BAD = Stage('bad', propose, {})\n"
    )
    (tmp_path / "pairs.jsonl").write_text('{"raw": "x", "clean": "x"}', "utf-8")
    run = [sys.executable, "-m", "cleannews", "evaluate", "--stage", tmp_path / "own.py:BAD", tmp_path / "pairs.jsonl"]
    done = subprocess.run(run, capture_output=True, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert b"stage bad: KeyError: 'here'" in done.stderr


def test_a_reference_without_a_body_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "pairs.jsonl").write_text('{"text": "a", "reference": null}', "utf-8")
    assert json.loads(evaluate(tmp_path / "pairs.jsonl").stdout)["all"] == {"n": 1}


def test_languages_may_be_anything(tmp_path: Path) -> None:
    rows = ('{"raw": "x", "clean": "x", "language": 3}', '{"raw": "x", "clean": "x", "language": "en"}')
    (tmp_path / "pairs.jsonl").write_text("\n".join(rows), "utf-8")
    assert list(json.loads(evaluate(tmp_path / "pairs.jsonl").stdout)) == ["3", "en", "all"]


def test_what_cannot_be_read_is_no_output(tmp_path: Path) -> None:
    packed = gzip.compress(b'{"raw": "x", "clean": "x"}\n' * 999)
    (tmp_path / "cut.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "false.jsonl.gz").write_bytes(b"no gzip")
    for name, told in (("cut", b"cut.jsonl.gz: "), ("false", b"false.jsonl.gz, line 1: no pair")):
        done = evaluate(tmp_path / f"{name}.jsonl.gz")
        assert (done.returncode, told in done.stderr, b"cannot write" in done.stderr) == (1, True, False)


def test_a_reference_that_only_knows_the_month_is_not_scored() -> None:
    assert score(clean("x"), "1 May 2023", {"date": "2023-05"}).date is None
