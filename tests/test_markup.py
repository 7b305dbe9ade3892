"""Marks of mark-up languages: cases in `cases/markup/`; laws; time."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import laws
import pytest
from casefiles import cases
from hypothesis import given
from hypothesis import strategies as st
from strategies import PAGES

from cleannews import clean, engine
from cleannews.document import Document
from cleannews.edits import Join
from cleannews.stages.markup import MARKUP, RULES
from cleannews.stages.segmentation import SEGMENTATION

CASES = Path(__file__).parent / "cases" / "markup"
SIGNS = st.lists(
    st.sampled_from(
        ("[", "]", "](", ")", "![", "/a", "\\", "**", "_", "*", "x", " ", "\n", "\n> ", "[1]", "<br>", '"')
    ),
    max_size=40,
).map("".join)


def unmarked(page: str) -> Document:
    return engine.run(Document.from_text(page), [MARKUP])


@pytest.mark.parametrize("case", cases(CASES))
def test_case(case: dict[str, Any]) -> None:
    after = unmarked(case["page"])
    assert list(after.texts) == case["lines"]
    assert [entry.edit.rule for entry in after.journal] == case["rules"]


def test_every_rule_has_a_case_that_fires_it() -> None:
    assert {rule for case in cases(CASES) for rule in case.values[0]["rules"]} == set(RULES)


@given(st.one_of(SIGNS, PAGES))
def test_the_laws_hold(page: str) -> None:
    for law in laws.LAWS:
        law(unmarked(page))
        law(laws.finished(page))


def test_the_wrapper_saw_what_was_cut() -> None:
    page = (
        "The harbour of [Westby](/places/westby) froze over on Monday for the\n"
        "first time in thirty years, and the ferries to the islands stayed in\n"
        "port until the coast guard had sent two of its ships from the [main\n"
        "land](https://example.org/mainland). The office expects that the ice\n"
        "will hold until the weekend, as the wind is going to turn to north\n"
        "on Thursday, and the night will be colder than any other night so\n"
        "far.\n"
    )
    assert len(engine.run(Document.from_text(page), [MARKUP, SEGMENTATION]).texts) == 1


def test_a_page_reads_the_same_with_marks_as_without() -> None:
    plain = (Path(__file__).parent.parent / "examples" / "frozen-harbour.txt").read_text("utf-8")
    marked = plain.replace("harbour", "[harbour](/harbour)").replace("Monday", "**Monday**")
    assert marked != plain
    assert clean(marked).text == clean(plain).text


@pytest.mark.parametrize(
    "piece",
    [
        "[x](",
        "[",
        "![",
        "](",
        "[x](/a) ",
        "[1]",
        "[9]a ",
        "**a ",
        "_a",
        "\\[",
        "> a\n",
        "<a ",
        "<br>",
        "[/a ",
        "](\n-",
        "a | ",
        "a\t",
        "::: {#a ",
        "== a ",
    ],
)
def test_time_is_linear_in_the_page(piece: str) -> None:
    page = "[x](/y) <br/> " + piece * (400_000 // len(piece))
    start = time.process_time()
    unmarked(page)
    assert time.process_time() - start < 10


def test_joins_do_not_overlap() -> None:
    page = "[a](/b-\nc) [d](/e-\nf) g\n\n[h](/i-\nj)\n"
    after = unmarked(page)
    assert [(e.edit.first, e.edit.last) for e in after.journal if isinstance(e.edit, Join)] == [(0, 2), (3, 4)]
    assert after.texts == ("a d g", "h")
