"""Lines of text: what is layout, what is evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import ANY_TEXT

from cleannews.text import tidy

CASES = [
    ("a\r", "a", "carriage returns are layout"),
    ("one\ntwo", "one two", "a joined line break is a space"),
    ("he said\n, and left", "he said, and left", "but not before punctuation"),
    ("he said\n”, and left", "he said”, and left", "nor before quotation marks"),
    ("er sagte\n»ja«", "er sagte »ja«", "but for those that open in other languages"),
    ("Mehr\n  dazu", "Mehr dazu", "indentation goes with the break"),
    ("“a” – b’s", "“a” – b’s", "curly quotes and dashes are evidence"),
    ("M.\u00a0Macron", "M.\u00a0Macron", "non-breaking spaces are typesetting"),
    ("co\u00adoperate", "cooperate", "soft hyphens are layout"),
    ("\u202edesrever\u202c", "desrever", "overrides could reorder what is read"),
    ("نمی\u200cخواهم", "نمی\u200cخواهم", "the non-joiner spells Persian words"),
    ("a\x00b\x1b[2J", "ab[2J", "controls never reach the record"),
]


@pytest.mark.parametrize(("given_text", "expected", "why"), CASES, ids=[why for *_, why in CASES])
def test_tidy(given_text: str, expected: str, why: str) -> None:
    assert tidy(given_text) == expected, why


@given(ANY_TEXT)
def test_tidy_is_stable_and_gives_one_line(text: str) -> None:
    line = tidy(text)
    assert tidy(line) == line
    assert len(line.splitlines()) <= 1
