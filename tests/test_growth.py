"""Hostile text costs time in proportion to its length: every stage, every pattern, every family of attack.

Ratios of one process's CPU time, best of some runs, so that a busy machine does not matter.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from cleannews import engine, pipeline
from cleannews.article import project
from cleannews.document import Document
from cleannews.patterns import ALL, Pattern
from cleannews.settings import Settings

SIZE = 20_000  # code points; four times as many on the other side of the ratio
MOST_GROWTH = 7.0  # linear is 4; quadratic is 16
NOISE = 0.02  # seconds below which a time says nothing

_SENTENCE = "The harbour master said on Monday that “the ice is thick”, and Mr Berg (AP) agreed. "
FAMILIES: dict[str, str] = {
    "one long line of prose": _SENTENCE,
    "short lines": "Menu\n",
    "lines of prose": _SENTENCE * 3 + "\n\n",
    "the same caption again": "The ferry lies fast in the ice off Westby (AP)\n",
    "nearly the same caption": "The ferry {n} lies fast in the ice off Westby (AP)\n",
    "nearly the same paragraph": "The harbour froze for the {n}th time, said harbour master Ingrid Holm on Monday.\n\n",
    "blank lines": "\n",
    "spaces": " ",
    "carriage returns": "\r",
    "opening marks": "“",
    "opening marks and letters": "“a",
    "straight marks": '"',
    "marks in paragraphs": '"a" said B.\n\n',
    "apostrophes": "‘a’s ",
    "open brackets": "(",
    "nested brackets": "([{<",
    "digits": "1",
    "dots": ".",
    "dates": "1 May 2023 ",
    "half dates": "12/12/",
    "date lines": "January 1, 2023, 7:33 am\n",
    "names": "Ann Lee, ",
    "bylines": "By Ann Lee and Jo Roe\n",
    "capitals": "A",
    "capitalised words": "Ab ",
    "credits": "(AP) Photo: ",
    "icons": "Tick An icon of a tick mark. ",
    "icon descriptions without an end": "An icon of ",
    "combining marks": "a\u0301\u0301\u0301",
    "zero-width characters": "a\u200b\u200d",
    "bidi overrides": "\u202ea",
    "separators": "a | b > c » ",
    "Japanese": "港の責任者は「氷は厚い」と述べた。",
    "Japanese without a stop": "「港",
    "wrapped prose": "The harbour master said on Monday that the ice is thick and that all the\n",
    "half lines": "the harbour\n",
    "e-mail": "a@b.",
    "links": "[a](http://b.c) ",
}


def text_of(unit: str, size: int) -> str:
    if "{n}" in unit:
        return "".join(unit.format(n=n) for n in range(size // len(unit)))
    return unit * (size // len(unit))


def seconds(run: Callable[[str], object], text: str, runs: int = 2) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        run(text)
        times.append(time.process_time() - start)
    return min(times)


def growth(run: Callable[[str], object], unit: str, size: int = SIZE) -> float:
    """How many times the time four times the text takes; measured again if it looks bad, as machines are shared."""
    run(text_of(unit, size))  # load packs and the model, compile patterns
    ratio = 0.0
    for _ in range(3):
        large = seconds(run, text_of(unit, 4 * size))
        if large < NOISE:
            return 4.0
        ratio = large / max(seconds(run, text_of(unit, size)), NOISE / 4)
        if ratio <= MOST_GROWTH:
            break
    return ratio


def clean_explained(text: str) -> object:
    document = engine.run(Document.from_text(text, Settings(language="en")), pipeline.STAGES)
    return project(document, id="x", explain=True)


@pytest.mark.parametrize("unit", FAMILIES.values(), ids=FAMILIES.keys())
def test_the_pipeline_is_linear(unit: str) -> None:
    assert growth(clean_explained, unit) <= MOST_GROWTH


def test_there_are_patterns_to_attack() -> None:
    assert len(ALL) > 10


@pytest.mark.parametrize("pattern", ALL, ids=lambda pattern: pattern.source[:50])
def test_every_pattern_is_linear(pattern: Pattern) -> None:
    """On every family, on one line."""

    def search_all(text: str) -> None:
        for _ in pattern.finditer(text):
            pass

    for name, unit in FAMILIES.items():
        one_line = unit.replace("\n", " ")
        assert growth(search_all, one_line, SIZE // 4) <= MOST_GROWTH, name
