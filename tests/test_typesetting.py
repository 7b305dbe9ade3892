"""Typesetting: cases in `cases/typesetting/`; laws; every way to part words; time."""

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
from cleannews.pipeline import select
from cleannews.stages.typesetting import RULES

CASES = Path(__file__).parent / "cases" / "typesetting"
STAGES = select(only=["segmentation", "typesetting"])
PIECES = st.lists(
    st.sampled_from(
        (
            "The ferry of the govern-\nment ", "lay in port \u00ad\n", "until-\n", "ment", "and ", "-", "- ", "\n",
            "long‐\n", "[term-\n](/a", "b) ", "**", "EU-\nMember ", "W\n", "hat began", "T\n", "HE MINISTER said ",
            "government ", "what ", "the ", "\u00ad", "\x0c", "  ", ". ",
        )
    ),
    max_size=40,
).map("".join)  # fmt: skip


def printed(page: str) -> Document:
    return engine.run(Document.from_text(page), STAGES)


@pytest.mark.parametrize("case", cases(CASES))
def test_case(case: dict[str, Any]) -> None:
    after = printed(case["page"])
    assert list(after.texts) == case["lines"]
    assert [entry.edit.rule for entry in after.journal if entry.stage == "typesetting"] == case["rules"]


def test_every_rule_has_a_case_that_fires_it() -> None:
    assert {rule for case in cases(CASES) for rule in case.values[0]["rules"]} == set(RULES)


@given(st.one_of(PIECES, PAGES))
def test_the_laws_hold(page: str) -> None:
    for law in laws.LAWS:
        law(printed(page))
        law(laws.finished(page))


def test_a_quotation_reads_over_the_end_of_a_line() -> None:
    page = (Path(__file__).parent.parent / "examples" / "frozen-harbour.txt").read_text("utf-8")
    parted = page.replace("harbour master", "har-\nbour master").replace("fortnight, and", "fort-\nnight, and")
    assert parted.count("-\n") > page.count("-\n")
    assert clean(parted).text == clean(page).text
    assert [quote.text for quote in clean(parted).quotes] == [quote.text for quote in clean(page).quotes]


@pytest.mark.parametrize("piece", ["a-\n", "-\n", "ab-\n  cd ", "\u00ad\n", "a" * 70 + "-\nb", "a-\nb", "- ", "W\n"])
def test_hostile_pages_take_linear_time(piece: str) -> None:
    start = time.process_time()
    printed("The harbour of Westby froze over. " + piece * (400_000 // len(piece)))
    assert time.process_time() - start < 10
