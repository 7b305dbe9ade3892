"""Captions: pictures paired from alternative text, caption and credit; repeats; cases in `cases/captions/`; laws."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from casefiles import cases
from hypothesis import given
from hypothesis import strategies as st
from strategies import LINES

from cleannews import engine, languages
from cleannews.document import Document
from cleannews.edits import Drop, Figure
from cleannews.settings import Settings
from cleannews.stages.captions import CAPTIONS, RULES
from cleannews.stages.captions.credits import read
from cleannews.stages.captions.model import log_odds, weights
from cleannews.stages.captions.vocabulary import words
from cleannews.stages.language import LANGUAGE
from cleannews.stages.markup import MARKUP

CASES = Path(__file__).parent / "cases" / "captions"
REPEATS = {"same-as-headline", "same-as-other-line", "within-a-paragraph"}
SCORES = {"+": 4.0, "~": -0.5, "-": -4.0, "=": -0.5}


def page(marked: str, language: str | None = "en") -> Document:
    """A document whose lines have the scores that their first character stands for."""
    lines = [line for line in marked.split("\n") if line]
    untouched = Document.from_text("\n".join(line[2:] for line in lines), Settings(language=language))
    document = engine.run(untouched, [MARKUP])
    roles = tuple("headline" if line[0] == "=" else role for line, role in zip(lines, document.roles, strict=True))
    return engine.run(document._replace(scores=tuple(SCORES[line[0]] for line in lines), roles=roles), [LANGUAGE])


@pytest.mark.parametrize("case", cases(CASES))
def test_case(case: dict[str, Any]) -> None:
    document = page(case["page"], case.get("language", "en"))
    after = engine.run(document, [CAPTIONS])
    edits = [entry.edit for entry in after.journal if entry.stage == "captions"]
    body = [i for i, score in enumerate(document.scores) if score == SCORES["+"]]
    figures = [
        {"text": e.text, "alt": e.alt, "credit": e.credit, "rule": e.rule, "before": sum(i < e.lines[0] for i in body)}
        for e in edits
        if isinstance(e, Figure)
    ]
    assert figures == [{"alt": None, "credit": None, "before": 1} | figure for figure in case.get("figures", [])]
    drops = [{"line": e.lines[0], "rule": e.rule, "repeats": e.repeats} for e in edits if isinstance(e, Drop)]
    assert drops == [{"repeats": None} | drop for drop in case.get("drops", [])]


def test_every_rule_has_a_case_that_fires_it() -> None:
    fired = {
        entry.edit.rule
        for param in cases(CASES)
        for entry in engine.run(
            page(param.values[0]["page"], param.values[0].get("language", "en")), [CAPTIONS]
        ).journal
        if entry.stage == "captions"
    }
    assert fired >= set(RULES)


@pytest.mark.parametrize(
    ("line", "text", "credit"),
    [
        ("Ice on the harbour (AP)", "Ice on the harbour", "AP"),
        ("Ice on the harbour. (Anna Lind/The Westby Post)", "Ice on the harbour.", "Anna Lind/The Westby Post"),
        ("Ice on the harbour. Photograph: Anna Lind/The Post", "Ice on the harbour.", "Anna Lind/The Post"),
        ("Ice on the harbour. Photo by Anna Lind", "Ice on the harbour.", "Anna Lind"),
        ("Ice on the harbour © Reuters", "Ice on the harbour", "Reuters"),
        ("Ice on the harbour. Getty Images/Jo Roe", "Ice on the harbour.", "Getty Images/Jo Roe"),
        ("Ice on the harbour.EFE", "Ice on the harbour.", "EFE"),
        ("Ice on the harbour | Jo Roe/AFP via Getty Images", "Ice on the harbour", "Jo Roe/AFP via Getty Images"),
        ("Image Credits: Westby Shipping", "", "Westby Shipping"),
        ("(Pool Photo via AP)", "", "Pool Photo via AP"),
        ("Anna Lind / Pool via Reuters", "", "Anna Lind / Pool via Reuters"),
    ],
)
def test_credit_forms(line: str, text: str, credit: str) -> None:
    found = read(line, line.lower(), words("en"))
    assert found is not None
    assert (found.text, found.credit) == (text, credit)


@pytest.mark.parametrize(
    "line",
    [
        "The chairman of the party (CDU) said so.",
        "He called the picture: “the worst we have seen since the harbour was built, and we have seen many”.",
        "© 2024 The Westby Post. All rights reserved.",
        "By Press Association",
        "The office said it would open at 9:30.",
    ],
)
def test_what_is_no_credit(line: str) -> None:
    assert read(line, line.lower(), words("en")) is None


def test_every_pack_with_picture_words_is_in_lower_case() -> None:
    for code in languages.codes():
        for name, found in languages.table(code, "captions").items():
            assert all(word == word.lower() for word in found), (code, name)


@st.composite
def scored_pages(draw: st.DrawFn) -> Document:
    """Lines of news pages, some of them again, each with any score."""
    lines = draw(st.lists(LINES, max_size=25))
    lines += draw(st.lists(st.sampled_from(lines), max_size=10)) if lines else []
    document = Document.from_text("\n".join(lines))
    scores = st.floats(-9, 9).map(lambda score: round(score, 1))
    return document._replace(scores=tuple(draw(scores) for _ in document.texts))


@given(scored_pages())
def test_dropping_repeats_again_drops_nothing(document: Document) -> None:
    """What is left of a page holds no repeats: the same scores or none, the text cleaned again stays as it is."""
    once = engine.run(document, [CAPTIONS])
    standing = [i for i in once.standing() if once.scores[i] > 0]  # the others go as boilerplate
    text = "\n".join(once.texts[i] for i in standing)
    for scores in ((), tuple(once.scores[i] for i in standing)):
        again = engine.run(Document.from_text(text)._replace(scores=scores), [CAPTIONS])
        assert not [e for e in again.journal if isinstance(e.edit, Drop) and e.edit.rule in REPEATS]


@given(scored_pages())
def test_a_repeat_names_a_line_that_stays(document: Document) -> None:
    """Nothing is lost: what is dropped as a repeat is said by a line of the body, or by a picture."""
    after = engine.run(document, [CAPTIONS])
    pictures = {line for entry in after.journal if isinstance(entry.edit, Figure) for line in entry.edit.lines}
    for entry in after.journal:
        if isinstance(entry.edit, Drop) and entry.edit.repeats is not None:
            kept = entry.edit.repeats
            assert after.roles[kept] == "" or kept in pictures


@given(scored_pages())
def test_the_same_page_gives_the_same_edits(document: Document) -> None:
    assert list(CAPTIONS.propose(document)) == list(CAPTIONS.propose(document))


@pytest.mark.parametrize(
    "line",
    [
        "The harbour froze for the {n}th time, said harbour master Ingrid Holm on Monday.",
        "The ferry lies fast in the ice off Westby, said harbour master Ingrid Holm on Monday.",
    ],
)
def test_twenty_thousand_lines_take_less_than_a_second(line: str) -> None:
    document = Document.from_text("\n".join(line.format(n=n) for n in range(20_000)))
    document = document._replace(scores=tuple(4.0 if n % 3 else 0.5 for n in range(20_000)))
    start = time.process_time()
    list(CAPTIONS.propose(document))
    assert time.process_time() - start < 1.0


def test_weights_are_learnt_from_examples() -> None:
    """What speaks for captions gets a weight above nothing, what speaks against them one below."""
    pytest.importorskip("sklearn")
    from cleannews.training.captions import Example, weights

    learnt = weights([Example(("own", "in"), True, 1.0), Example(("same", "in"), False, 1.0)] * 40)
    assert learnt["own"] > 0 > learnt["same"]


def test_pages_are_scored_by_a_model_that_did_not_see_their_publisher(tmp_path: Path) -> None:
    """The models that are in the folder are used as they are; a publisher's part never changes."""
    from cleannews.training import unseen

    for number in range(unseen.PARTS):
        (tmp_path / f"fold{number}.model").write_text("as it was", encoding="utf-8")
    found = unseen.settings([], tmp_path)
    assert [Path(str(settings.model)).name for settings in found] == [f"fold{n}.model" for n in range(unseen.PARTS)]
    assert {Path(str(settings.model)).read_text(encoding="utf-8") for settings in found} == {"as it was"}
    assert [unseen.part(name) for name in ("The Westby Post", "Westby Raya")] == [2, 3]


def test_a_gallerys_counter_leaves_nothing_to_weigh() -> None:
    against = sorted(weights(), key=weights().__getitem__)[:4]
    assert log_odds(against) < 0
    assert log_odds(["counted", *against]) > 100
