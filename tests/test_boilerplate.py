"""Boilerplate: what stays, what goes and why; cases in `cases/boilerplate/`; laws."""

from __future__ import annotations

import time
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from casefiles import cases
from hypothesis import given
from hypothesis import strategies as st
from strategies import PAGES

from cleannews import engine
from cleannews.document import Document
from cleannews.edits import Cut, Drop, Entry, Split
from cleannews.linemodel.blocks import article_lines, best_guess
from cleannews.linemodel.context import HOPELESS
from cleannews.settings import Settings
from cleannews.stages.boilerplate import BOILERPLATE, RULES
from cleannews.stages.markup import MARKUP
from cleannews.stages.scoring import SCORING
from cleannews.stages.segmentation import SEGMENTATION

CASES = Path(__file__).parent / "cases" / "boilerplate"
SCORES = {"+": 4.0, "?": 0.3, "~": -0.5, "-": -4.0, "=": HOPELESS}


def judged(marked: str, settings: Settings | None = None) -> Document:
    """The page after the stage; each line has the score that its first character stands for."""
    lines = [line for line in marked.split("\n") if line]
    page = Document.from_text("\n".join(line[2:] for line in lines), settings or Settings())
    document = engine.run(page, [MARKUP])
    return engine.run(document._replace(scores=tuple(SCORES[line[0]] for line in lines)), [BOILERPLATE])


@pytest.mark.parametrize("case", cases(CASES))
def test_case(case: dict[str, Any]) -> None:
    after = judged(case["page"])
    assert [[p.role, p.text] for p in after.paragraphs()] == case["body"]
    assert [rule for _, rule in sorted(_cited(after), key=itemgetter(0))] == case["rules"]


def _cited(document: Document) -> Iterator[tuple[int, str]]:
    """The line and the rule of each edit of the stage; a drop is of several lines."""
    for edit in [edit for stage, edit in document.journal if stage == "boilerplate"]:
        for line in edit.lines if isinstance(edit, Drop) else (edit.line,):
            yield line, edit.rule


def test_every_rule_has_a_case_that_fires_it() -> None:
    assert {rule for case in cases(CASES) for rule in case.values[0]["rules"]} == set(RULES)


def test_strictness_moves_the_threshold() -> None:
    line = "The harbour of Westby froze over on Monday for the first time in thirty years."
    page = f"+ {line} Ferries stayed in port.\n~ {line}"
    kept = {s: len(list(judged(page, Settings(strictness=s)).paragraphs())) for s in ("low", "normal", "high")}
    assert kept == {"low": 2, "normal": 1, "high": 1}


@pytest.mark.parametrize(
    ("marked", "body"),
    [
        (["= Home", "+ The ferry to", "~ North Westby", "~ and back."], "The ferry to North Westby and back."),
        (["+ The ice holds.", "~ Captain Ann", "+ Berg waits."], "The ice holds. Captain Ann Berg waits."),
        (["+ The ice holds.", "~ Our App", "~ Get it.", "+ Berg waits."], "The ice holds.|Berg waits."),
        (["~ Home News", "+ The ice holds.", "~ Most read"], "The ice holds."),
        (["+ The ferry to", "~ North Westby", "~ Most read"], "The ferry to"),
        (["+ The ferry to", "= Share", "+ Westby waits."], "The ferry to|Westby waits."),
    ],
)
def test_pieces_of_a_sentence_stay_with_the_rest_of_it(marked: list[str], body: str) -> None:
    pieces = [piece[2:] for piece in [*marked, "+ Of which the harbour office said that it had no word."]]
    source = " ".join(pieces[:-1]) + "\n" + pieces[-1]
    at = tuple(source.index(piece) for piece in pieces[1:-1])
    whole = engine.apply(Document.from_text(source), [Entry("segmentation", Split(0, at, "run-together"))])
    scored = whole._replace(scores=(*(SCORES[piece[0]] for piece in marked), 4.0))
    after = engine.run(scored, [BOILERPLATE])
    assert [p.text for p in after.paragraphs()][:-1] == body.split("|")


_FIRST = "+ The harbour of Westby froze over on Monday for the first time in thirty years."


@pytest.mark.parametrize(
    ("below", "stay"),
    [
        (["~ Is that enough?", "~ Never.", "+ The harbour master waits.", "= Share"], 3),
        (["~ Yes. Four hours.", "~ Most read", "+ The harbour master waits.", "= Share"], 1),
        (["~ The road has reopened.", "= Share"], 1),
        (["~ Is that enough?", "~ Never.", "= Share"], 2),
        (["~ The road has reopened."], 1),
        (["~ The harbour of Westby froze over on Monday for the first time in thirty years."], 0),
        (["~ Berlin.", "= Share"], 0),
        (["~ The road has reopened.", "~ Most read"], 0),
        (["~ Sign up for more of the island.", "= Share"], 0),
        (["~ The road to the north ...", "= Share"], 0),
        (["+ This article is by Ann Berg.", "~ The road has reopened.", "= Share"], 1),
    ],
)
def test_short_sentences_stay_between_paragraphs_and_where_the_article_ends(below: list[str], stay: int) -> None:
    page = "\n".join([_FIRST, *below])
    assert len(list(judged(page).paragraphs())) == 1 + stay
    strict = judged(page, Settings(strictness="high"))
    assert len(list(strict.paragraphs())) == 1 + sum(line[0] == "+" for line in below)


@pytest.mark.parametrize(
    ("below", "stay"),
    [
        (["+ * Salt and pepper", "~ * A leaf of bay", "+ The harbour master waits."], 3),
        (["+ * Salt and pepper", "- * A leaf of bay", "+ The harbour master waits."], 2),
        (["- * Salt and pepper", "~ * A leaf of bay", "+ The harbour master waits."], 1),
        (["~ * Bay", "+ * Salt, pepper, and whatever is left", "~ * A leaf", "+ The harbour master waits."], 4),
        (["- Most read", "+ * Ferries are late", "~ * Ice in the port", "+ The harbour master waits."], 2),
    ],
)
def test_a_list_stays_whole_where_enough_of_it_does(below: list[str], stay: int) -> None:
    assert len(list(judged("\n".join([_FIRST, *below])).paragraphs())) == 1 + stay


@pytest.mark.parametrize(
    ("below", "stay"),
    [
        (["= Read also", "? Seal closes slipway", "? Mayor rules out sale", "= Contact"], 0),
        (["= Read also", "? Sign up for news of the islands.", "? Ferries stay in port."], 1),
        (["= Read also", "+ Seal closes slipway", "? Mayor rules out sale", "= Contact"], 1),
        (["? Seal closes slipway", "= Read also", "? Mayor rules out sale"], 1),
        (["= Read also", "? Closed are Westby, Carrow, Marlow, Orne, and Fairhaven", "= Contact"], 1),
        (["= Read also", "? What it will cost the islands:", "? Ferries stay in port."], 2),
        (["= Read also", *["? Seal closes slipway"] * 40], 40),
        (["= Read also", "? Seal closes slipway", "+ The harbour master waits."], 2),
    ],
)
def test_titles_and_appeals_behind_the_article_go_where_others_between_them_do(below: list[str], stay: int) -> None:
    assert len(list(judged("\n".join([_FIRST, *below])).paragraphs())) == 1 + stay


@pytest.mark.parametrize(
    ("numbers", "stay"),
    [
        (["+ 1. Gull Cove", "~ 2. Penny Bay", "+ 3. Saltpan", "~ 4 - The Ledges"], 8),
        (["+ 1. Gull Cove", "~ 2. Penny Bay", "~ 7. Saltpan", "~ 9. The Ledges"], 5),
        (["+ 1. Gull Cove", "~ 2. Penny Bay", "- 3. Saltpan", "- 4. The Ledges"], 5),
        (["+ 4. The Ledges", "~ 3. Saltpan", "+ 2. Penny Bay", "- 1. Gull Cove"], 7),
    ],
)
def test_headings_with_successive_numbers_stay_together(numbers: list[str], stay: int) -> None:
    page = "\n".join([_FIRST, *(line for number in numbers for line in (number, "+ You will need a boat there."))])
    assert len(list(judged(page).paragraphs())) == 1 + stay


def test_numbers_go_on_over_a_line_that_may_be_of_the_article() -> None:
    headings = [
        "+ 1. Gull Cove",
        "+ Bring water.",
        "+ 2. Penny Bay",
        "~ Not in an east wind.",
        "~ 3. Saltpan",
        "+ Bring a boat.",
    ]
    assert len(list(judged("\n".join([_FIRST, *headings])).paragraphs())) == 1 + len(headings)


def test_the_best_guess_maximises_expected_f1() -> None:
    texts = ["one two three four five six seven eight"] * 3
    assert best_guess([-0.1, -0.1, -5.0], texts) == [0, 1]
    assert best_guess([-0.1, -1.9, -1.9], texts) == [0]
    assert best_guess([], []) == []


@given(
    st.lists(
        st.tuples(st.floats(-9, 9), st.sampled_from(("Menu", "A line of prose that has nine words in it."))),
        max_size=30,
    )
)
def test_a_stricter_threshold_keeps_no_more(lines: list[tuple[float, str]]) -> None:
    scores, texts = [score for score, _ in lines], [text for _, text in lines]
    sure = [i for i in article_lines(scores, texts, 0.8) if scores[i] > 0.8]
    assert set(sure) <= set(article_lines(scores, texts, 0.0))


def test_what_might_be_an_article_far_from_it_does_not_count() -> None:
    line = "A line of prose that has nine words in it."
    near, far = [3.0, *[-0.3] * 4, -6.0], [3.0, *[-6.0] * 60, *[-0.3] * 4]
    assert article_lines(near, [line] * len(near)) == [0, 1, 2, 3, 4]
    assert article_lines(far, [line] * len(far)) == [0]


@given(PAGES)
def test_every_line_stands_or_is_named_by_one_edit(page: str) -> None:
    after = engine.run(Document.from_text(page), [SEGMENTATION, SCORING, BOILERPLATE])
    dropped = [line for _, edit in after.journal if isinstance(edit, Drop) for line in edit.lines]
    assert len(dropped) == len(set(dropped))
    assert sorted([*dropped, *after.standing()]) == list(range(len(after.texts)))


@given(PAGES)
def test_only_marks_are_cut(page: str) -> None:
    after = engine.run(Document.from_text(page), [SEGMENTATION, SCORING, BOILERPLATE])
    for _, edit in after.journal:
        if isinstance(edit, Cut):
            assert not any(c.isalnum() for c in page[edit.span.start : edit.span.end])


@pytest.mark.parametrize(
    "piece", ["This is a sentence of words, with more of them in it.\n", "_a* ", "12 comments\n", "[x](", "* a b. "]
)
def test_time_is_linear_in_the_page(piece: str) -> None:
    start = time.process_time()
    engine.run(Document.from_text(piece * (400_000 // len(piece))), [SEGMENTATION, SCORING, BOILERPLATE])
    assert time.process_time() - start < 10
