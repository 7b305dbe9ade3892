"""The engine refuses what would make the journal a lie."""

from __future__ import annotations

import pytest

from cleannews.document import Document
from cleannews.edits import Cut, Drop, Edit, Entry, Field, Join, Mark, Quotation, Score, Span, Split
from cleannews.engine import Stage, StageError, apply, check
from cleannews.pipeline import select

PAGE = Document.from_text("Menu\n\nFirst line,\nwrapped.\nBERLIN (dpa) - Second.")


def after(*edits: Edit) -> Document:
    return apply(PAGE, [Entry("test", edit) for edit in edits])


def test_lines_are_split_on_newline_alone_and_blank_ones_are_layout() -> None:
    document = Document.from_text("a\u2028b\n \x0c\n\n c\x85d \r\n")
    assert document.texts == ("a b", "c d")
    assert [document.source[slice(*span)] for span in document.spans] == ["a\u2028b", "c\x85d"]
    assert [document.gap(i) for i in (0, 1)] == [0, 3]


def test_joined_lines_read_as_one_and_keep_their_place() -> None:
    document = after(Join(1, 2, "wrapped"))
    assert document.texts == ("Menu", "First line, wrapped.", "BERLIN (dpa) - Second.")
    assert document.source_span(1, 12, 20) == Span(18, 26)


def test_split_lines_stand_apart() -> None:
    start = PAGE.spans[3].start
    assert after(Split(3, (start + 7, start + 15), "glued")).texts[3:] == ("BERLIN", "(dpa) -", "Second.")


def test_cut_text_is_gone_from_the_line_and_only_there() -> None:
    line = PAGE.spans[3]
    document = after(Cut(3, Span(line.start, line.start + 15), "dateline"))
    assert document.texts[3] == "Second."
    assert document.body().endswith("wrapped.\n\nSecond.")
    assert document.source == PAGE.source


def test_a_line_is_split_where_it_was_joined() -> None:
    start = PAGE.spans[2].start
    assert after(Join(1, 2, "wrapped"), Split(2, (start + 4,), "glued")).texts[1:3] == ("First line, wrap", "ped.")


def test_what_was_cut_between_two_lines_stays_cut_when_they_are_joined() -> None:
    page = Document.from_text("One,\n[](a)\ntwo.")
    for edit in (Cut(1, Span(5, 10), "link"), Join(0, 1, "wrapped")):
        page = apply(page, [Entry("test", edit)])
    assert page.texts == ("One, two.",)


def test_a_scored_line_of_which_nothing_is_left_is_decided() -> None:
    scored = apply(PAGE, [Entry("test", Score((0.0,) * 4, "a"))])
    assert apply(scored, [Entry("test", Cut(0, PAGE.spans[0], "b"))]).standing() == [1, 2, 3]


def test_the_body_stays_as_it_is_once_its_quotations_are_found() -> None:
    found = after(Quotation("direct", (Span(0, 4),), None, None, None, 1.0, "a"))
    assert apply(found, [Entry("own", Field("headline", "x", "b"))]).field("headline") == "x"
    with pytest.raises(StageError, match="after its quotations"):
        apply(found, [Entry("own", Drop((0,), "b"))])


CONTRADICTIONS: dict[str, list[Edit]] = {
    "a line is dropped twice": [Drop((0,), "a"), Drop((0,), "b")],
    "a dropped line is marked": [Drop((0,), "a"), Mark(0, "headline", "b")],
    "a field is set twice": [Field("headline", "x", "a"), Field("headline", "y", "b")],
    "a cut outside its line": [Cut(0, Span(0, 9), "a")],
    "an empty cut": [Cut(0, Span(1, 1), "a")],
    "overlapping cuts": [Cut(0, Span(0, 3), "a"), Cut(0, Span(2, 4), "b")],
    "lines are joined after one was decided": [Drop((0,), "a"), Join(1, 2, "b")],
    "a line that is not there": [Drop((4,), "a")],
    "a line before the first": [Mark(-1, "headline", "a")],
    "a cut in no line": [Cut(4, Span(0, 1), "a")],
    "a join beyond the page": [Join(2, 4, "a")],
    "a line in two joins": [Join(0, 1, "a"), Join(1, 2, "b")],
    "a split outside its line": [Split(1, (99,), "a")],
    "a line split twice": [Split(0, (2,), "a"), Split(0, (3,), "b")],
}


@pytest.mark.parametrize("edits", CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_contradictions_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(StageError):
        after(*edits)


def test_an_undocumented_rule_is_refused() -> None:
    with pytest.raises(StageError, match="undocumented"):
        apply(PAGE, [Entry("test", Drop((0,), "because"))], {"other": "..."})


def test_a_stage_needs_what_an_earlier_one_gives() -> None:
    def propose(_: Document) -> list[Edit]:
        return []

    giver = Stage("giver", propose, {}, gives=frozenset({"scores"}))
    taker = Stage("taker", propose, {}, needs=frozenset({"scores"}))
    check([giver, taker])
    with pytest.raises(StageError, match="taker needs scores"):
        check([taker, giver])


def test_selected_stages_bring_what_they_need() -> None:
    assert [stage.name for stage in select(only=["boilerplate"])] == ["language", "scoring", "boilerplate"]
    with pytest.raises(StageError, match="needs scores"):
        select(skip=["scoring"])
    with pytest.raises(StageError, match="no stage named boilerplates"):
        select(skip=["boilerplates"])
