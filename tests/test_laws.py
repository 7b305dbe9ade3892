"""The laws of `laws.py` for any page that hypothesis makes up."""

from __future__ import annotations

from collections.abc import Callable

import laws
import pytest
from hypothesis import given
from strategies import PAGES

from cleannews import clean
from cleannews.cleaning import Page
from cleannews.document import Document
from cleannews.pipeline import STAGES


@pytest.mark.parametrize("law", laws.LAWS, ids=lambda law: law.__name__)
@given(page=PAGES)
def test_law(law: Callable[[Document], None], page: str) -> None:
    law(laws.finished(Page.from_text(page).text))


@given(PAGES)
def test_the_same_page_gives_the_same_record(page: str) -> None:
    assert clean(page, explain=True).record() == clean(page, explain=True).record()


@pytest.mark.parametrize("stage", [stage.name for stage in STAGES])
def test_every_rule_is_documented_in_one_line(stage: str) -> None:
    rules = next(s.rules for s in STAGES if s.name == stage)
    assert rules
    for name, text in rules.items():
        assert name == name.lower()
        assert " " not in name
        assert text.endswith(".")
        assert "\n" not in text
