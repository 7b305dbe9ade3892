"""The engine refuses what would make the journal a lie."""

from __future__ import annotations

import pytest

from cleannews.document import Document
from cleannews.edits import Cut, Drop, Edit, Entry, Field, Join, Mark, Span, Split
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


CONTRADICTIONS: dict[str, list[Edit]] = {
    "a line is dropped twice": [Drop((0,), "a"), Drop((0,), "b")],
    "a dropped line is marked": [Drop((0,), "a"), Mark(0, "headline", "b")],
    "a field is set twice": [Field("headline", "x", "a"), Field("headline", "y", "b")],
    "a cut outside its line": [Cut(0, Span(0, 9), "a")],
    "an empty cut": [Cut(0, Span(1, 1), "a")],
    "overlapping cuts": [Cut(0, Span(0, 3), "a"), Cut(0, Span(2, 4), "b")],
    "lines are joined after one was decided": [Drop((0,), "a"), Join(1, 2, "b")],
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
