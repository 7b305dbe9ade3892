"""Segmentation: physical lines to logical ones; cases in `cases/segmentation/`; laws."""

from __future__ import annotations

import textwrap
import time
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import normalize

import pytest
from casefiles import cases
from hypothesis import given
from hypothesis import strategies as st
from strategies import PAGES

from cleannews import engine
from cleannews.document import Document
from cleannews.edits import Join, Split
from cleannews.stages.segmentation import RULES, SEGMENTATION, contested
from cleannews.stages.segmentation.borders import first_look
from cleannews.stages.segmentation.looks import Words

CASES = Path(__file__).parent / "cases" / "segmentation"
PARAGRAPHS = (
    "The harbour of Westby froze over on Monday for the first time in thirty years, and the ferries to the islands "
    "stayed in port until the coast guard had sent two of its ships from the mainland.",
    "According to the shipping office the ice is thicker than in any winter since records began, and it will hold "
    "until the weekend at least, as the wind is going to turn to the north on Thursday.",
    "The mayor asked everybody to stay off the ice, and said that the islands had food and oil for three weeks; "
    "a helicopter stands by at the hospital for those who need a doctor during the night.",
)


def segment(page: str) -> Document:
    return engine.run(Document.from_text(page), [SEGMENTATION])


@pytest.mark.parametrize("case", cases(CASES))
def test_case(case: dict[str, Any]) -> None:
    after = segment(case["page"])
    assert list(after.texts) == case["lines"]
    assert [entry.edit.rule for entry in after.journal] == case["rules"]


@pytest.mark.parametrize("width", [50, 58, 66, 72, 78, 80, 100, 132])
def test_any_width_is_found(width: int) -> None:
    wrapped = "\n\n".join("\n".join(textwrap.wrap(paragraph, width)) for paragraph in PARAGRAPHS * 2)
    assert segment("Home\nNews\n\n" + wrapped).texts == ("Home", "News", *PARAGRAPHS, *PARAGRAPHS)


@pytest.mark.parametrize("width", [66, 80])
@pytest.mark.parametrize("shown", [True, False], ids=["as it is shown", "by code points"])
def test_marks_take_a_column_or_none(width: int, shown: bool) -> None:
    paragraphs = tuple(normalize("NFD", paragraph.replace("e", "é").replace("o", "ö")) for paragraph in PARAGRAPHS)

    def columns(text: str) -> int:
        return len(normalize("NFC", text) if shown else text)

    def wrap(paragraph: str) -> str:
        lines = [""]
        for word in paragraph.split():
            lines += [""] if columns(lines[-1] + word) > width else []
            lines[-1] += word + " "
        return "\n".join(lines)

    wrapped = "\n\n".join(map(wrap, paragraphs * 2))
    assert segment("Home\nNews\n\n" + wrapped).texts == ("Home", "News", *paragraphs, *paragraphs)


MENU = "Home News Harbour Islands Sport Weather Contact Subscribe"
BLOCKS = (MENU, "Ice locks in Westby", *PARAGRAPHS, "Most read this week", *PARAGRAPHS[::-1], "Imprint Privacy Cookies")


def test_a_page_of_a_script_without_spaces_is_run_together_at_a_third_of_the_length() -> None:
    paragraph = "ウェストビー港は月曜日、三十年ぶりに全面結氷し、島々へ向かうフェリーはすべて欠航となった。"
    blocks = ("港湾情報", "天気", "港が三十年ぶりに結氷")
    page = " ".join([*blocks, *[paragraph] * 20])
    assert len(page) < 1000
    assert segment(page).texts[:3] == blocks
    assert segment(paragraph * 6).texts == (paragraph * 6,)


def test_a_page_on_one_line_is_broken_at_its_sentences() -> None:
    page = " ".join(PARAGRAPHS * 6)
    after = segment(page)
    assert after.texts == PARAGRAPHS * 6
    assert {entry.edit.rule for entry in after.journal} == {"run-together"}


def test_what_was_parted_at_a_blank_is_one_paragraph() -> None:
    page = " ".join(PARAGRAPHS * 6)
    assert segment(page).body() == page


@pytest.mark.parametrize("joint", [" ", ""], ids=["blanks", "nothing"])
def test_icon_descriptions_stay_together_where_blocks_were_run_together(joint: str) -> None:
    drawn = ["Star", "Ship", "Sledge", "Church", "School", "Lantern", "Pier"]
    icons = [f"{name} An icon of a {name.lower()}." for name in drawn]
    pages = [MENU, *icons * 2, "Quote mark A closing quote mark.", *icons * 2, "Ice locks in Westby", *PARAGRAPHS * 2]
    texts = segment(joint.join(pages)).texts
    assert [i for i, text in enumerate(texts) if "An icon" in text] == [texts.index(max(texts, key=len))]


@pytest.mark.parametrize("lines", [1, 2, 4])
def test_blocks_that_were_glued_are_parted_where_they_meet(lines: int) -> None:
    page = "\n".join("".join(BLOCKS * 3) for _ in range(lines))
    assert set(PARAGRAPHS) <= set(segment(page).texts)
    assert "Most read this week" in segment(page).texts


HEADLINE, BYLINE, DATE = "Ice locks the ferries of Westby in port", "By Mary Lindqvist", "12 February 2021, 09:15"
CAPTION = "The frozen harbour of Westby on Monday (Photo: Paul Otieno)"
ARTICLE = (
    f"{HEADLINE} - The Westby Post", MENU, HEADLINE, BYLINE, DATE, CAPTION, *PARAGRAPHS,
    "Most read this week", HEADLINE, "Council votes to plant ten thousand trees", "Old mill is a bakers' school",
    "Imprint Privacy Cookies",
)  # fmt: skip


@pytest.mark.parametrize("between", [" ", ""])
def test_headline_byline_and_date_that_were_run_together_stand_apart(between: str) -> None:
    texts = segment(between.join(ARTICLE)).texts
    assert {HEADLINE, BYLINE, DATE, *PARAGRAPHS} <= set(texts)


@pytest.mark.parametrize("between", [" ", ""])
def test_what_is_too_long_to_be_searched_is_still_broken_at_sentences(between: str) -> None:
    page = between.join([*BLOCKS, *PARAGRAPHS * 400])
    assert max(map(len, segment(page).texts)) < 2 * max(map(len, PARAGRAPHS))


WORDS = ("Ice", "ice,", "By", "12", "Monday.", "(AP)", "WESTBY", "|", "港", "2021", "–", "“Ice")


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.booleans())
def test_the_second_look_changes_what_the_first_is_in_doubt_of_alone(words: list[str], glued: bool) -> None:
    page = Words(words, [True] * len(words), "en", glued=glued)
    first, odds = first_look(glued=glued)(page), contested.odds(page)
    assert len(odds) == len(first) == max(0, len(words) - 1)
    places = set() if glued else set(contested.contested(first))
    assert all(place in places or odds[place] == weight / 100 for place, weight in enumerate(first))


def test_where_blocks_end_is_learnt_from_pages_that_have_their_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sklearn")
    from cleannews.training import borders

    monkeypatch.setattr(borders, "SEEN", 5)
    wrapped = "\n".join(textwrap.wrap(" ".join(PARAGRAPHS * 3), 60))
    assert not list(borders.versions([_known(wrapped)], Random(1), glued=False))
    tables, forest = borders.learn([_known("\n".join(ARTICLE), publisher) for publisher in "abcdefghij" * 2])
    assert tables["blank"]["so far 4 3"] > 0 > tables["blank"]["so far 4 -"]
    assert len(forest.trees) == borders.ROUNDS


def _known(text: str, publisher: str = "") -> dict[str, Any]:
    return {"flat": {"tool": text}, "reference": {"title": HEADLINE}, "publisher": publisher}


@pytest.mark.parametrize("name", ["YouTube", "TikTok", "LaToya", "McDonald", "iPhone", "WestbyNet"])
def test_a_name_with_a_capital_inside_stays_whole(name: str) -> None:
    page = "".join(BLOCKS * 3) + f" It was seen on {name} by all. That is how {name} came to Westby.Home"
    assert all(text.count(name) == text.count(name[-3:]) for text in segment(page).texts)
    assert sum(text.count(name) for text in segment(page).texts) == 2


def test_a_page_that_has_its_line_breaks_is_left_alone() -> None:
    assert not segment("\n".join(BLOCKS * 3)).journal
    assert not segment("\n\n".join(PARAGRAPHS * 3)).journal


def test_carriage_returns_alone_are_line_breaks() -> None:
    after = segment("\r\r".join(PARAGRAPHS))
    assert after.texts == PARAGRAPHS
    assert [entry.edit.rule for entry in after.journal] == ["bare-returns"]


def test_a_carriage_return_within_a_line_is_a_blank() -> None:
    assert segment("\n\n".join(p.replace(" ", "\r", 1) for p in PARAGRAPHS)).texts == PARAGRAPHS


def test_every_rule_has_a_case() -> None:
    fired = {rule for case in cases(CASES) for rule in case.values[0]["rules"]}
    assert fired | {"run-together", "bare-returns"} == set(RULES)


@given(PAGES)
def test_no_visible_character_is_lost_or_moved(page: str) -> None:
    before, after = Document.from_text(page), segment(page)
    assert "".join("".join(before.texts).split()) == "".join("".join(after.texts).split())


@given(PAGES)
def test_each_line_is_shaped_once(page: str) -> None:
    taken: list[int] = []
    for _, edit in segment(page).journal:
        assert isinstance(edit, Join | Split)
        taken += range(edit.first, edit.last + 1) if isinstance(edit, Join) else [edit.line]
    assert len(taken) == len(set(taken))


@given(
    st.sampled_from(
        ("a\n", ", b\n", "word " * 30 + "\n", "An icon of ", "\r", "東", "x" * 79 + "\n", "Is it. ", "oneTwo.Three")
    )
)
def test_time_is_linear_in_the_page(piece: str) -> None:
    page = piece * (200_000 // len(piece))
    start = time.process_time()
    segment(page)
    assert time.process_time() - start < 6
