"""Any string in, one record out, in time linear in its length: every case of the table, and all that fuzzing found."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import laws
import pytest
from hostile.cases import CASES, SENTENCE, Case
from hostile.growth import doubled

from cleannews import clean
from cleannews.cleaning import Page
from cleannews.settings import Settings

MOST = 2.5
"""Times the time that twice the text may take; linear is 2, and quadratic is 4."""
FOUND: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "found.toml").read_text("utf-8"))["case"]
ENGLISH = Settings(language="en")  # or an attack on the rules of English would be read as no language at all


def in_paragraphs(text: str) -> str:
    """The attack in pieces, each in a paragraph of an article, so that the stages which read articles see it too."""
    pieces = (text[i : i + 400] for i in range(0, len(text), 400))
    return "Ice locks in Westby\n\n" + "".join(f"{SENTENCE}{piece} {SENTENCE}\n\n" for piece in pieces)


LAYOUTS = {"alone": str, "in paragraphs": in_paragraphs}


def page(case: Case, layout: str, size: int) -> str:
    return Page.from_text(LAYOUTS[layout](case.make(size))).text


def cleaned(text: str) -> object:
    return laws.explained(laws.finished(text, ENGLISH))


every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
every_layout = pytest.mark.parametrize("layout", LAYOUTS)


@every_layout
@every_case
def test_the_laws_hold(case: Case, layout: str) -> None:
    text = page(case, layout, case.size // 4)
    laws.check(text)
    laws.check(text, ENGLISH)


@every_layout
@every_case
def test_time_is_linear(case: Case, layout: str) -> None:
    assert doubled(cleaned, lambda size: page(case, layout, size), case.size, MOST) <= MOST


@every_layout
@every_case
def test_at_full_size(case: Case, layout: str, request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--full"):
        pytest.skip("pages of a megabyte to ten: left out without --full")
    laws.check(page(case, layout, case.full), ENGLISH)
    assert doubled(cleaned, lambda size: page(case, layout, size), case.full, MOST, runs=1) <= MOST


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case["name"])
def test_what_fuzzing_found(case: dict[str, Any]) -> None:
    assert case["breaks"]
    laws.check(case["page"])
    laws.check(case["page"], ENGLISH)


def test_lone_surrogates_are_replaced_with_a_warning() -> None:
    article = clean("The ice\ud800 is thick.\udfff")
    assert article.warnings[0] == "2 lone surrogates replaced"
    assert "\ufffd" in clean("The ice\ud800 is thick.\udfff", explain=True).record()["removed"][0]["text"]
