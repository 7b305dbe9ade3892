"""The line model: labels, trees as bit masks, the model file, columns and scores."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import PAGES

from cleannews import engine
from cleannews.document import Document
from cleannews.edits import Entry, Split
from cleannews.linemodel import model as files
from cleannews.linemodel.closer import look_closer
from cleannews.linemodel.context import block, reconsider
from cleannews.linemodel.features import around, measure
from cleannews.linemodel.forest import Forest, ModelError, Trees
from cleannews.linemodel.labels import corrected, shares
from cleannews.linemodel.layout import depths, tightness
from cleannews.linemodel.scoring import score
from cleannews.stages.segmentation import SEGMENTATION

FIRST = "The harbour of Westby froze over on Monday for the first time in thirty years."
SECOND = "The shipping office expects that the ice will hold until the weekend."


def segmented(page: str) -> Document:
    return engine.run(Document.from_text(page), [SEGMENTATION])


# --- labels


def test_words_count_where_their_neighbours_do() -> None:
    lines = ["Harbour", FIRST, "Three weeks of oil", SECOND, "Harbour"]
    assert shares(lines, [FIRST, "Three weeks of oil", SECOND]) == [0.0, 1.0, 1.0, 1.0, 0.0]


def test_of_a_teaser_and_the_article_the_one_in_order_is_labelled() -> None:
    lines = [SECOND, "Menu", FIRST, SECOND, "Share"]
    assert shares(lines, [FIRST, SECOND]) == [0.0, 0.0, 1.0, 1.0, 0.0]


def test_a_line_with_junk_at_its_end_is_labelled_in_part() -> None:
    (share,) = shares([f"{FIRST} Read more about the harbour of Nordhafen in our newsletter"], [FIRST])
    assert 0.5 < share < 0.7


def test_scripts_without_spaces_are_aligned_by_character() -> None:
    assert shares(["港の天気", "港は月曜日に凍った。"], ["港は月曜日に凍った。"]) == [0.0, 1.0]


def test_a_snippet_that_is_a_small_part_of_its_line_corrects_nothing() -> None:
    assert corrected([FIRST * 3], [1.0], [], ["Monday"]) == [1.0]


# --- trees


def walk(tree: list[float], row: dict[str, float], names: list[str]) -> float:
    """The tree's answer by walking it: what the bit masks must agree with."""

    def step(at: int) -> tuple[float, int]:
        if tree[at] < 0:
            return tree[at + 1], at + 2
        left, after = step(at + 2)
        right, end = step(after)
        return (left if row[names[int(tree[at])]] <= tree[at + 1] else right), end

    return step(0)[0]


NAMES = ["a", "b", "c"]
LEAF = st.floats(-2, 2).map(lambda value: [-1.0, round(value, 3)])
TREE = st.recursive(
    LEAF,
    lambda inner: st.tuples(st.integers(0, 2), st.integers(-3, 3), inner, inner).map(
        lambda t: [float(t[0]), float(t[1]), *t[2], *t[3]]
    ),
    max_leaves=20,
)


@given(st.lists(TREE, min_size=1, max_size=6), st.lists(st.tuples(*[st.integers(-4, 4)] * 3), min_size=1, max_size=8))
def test_bit_masks_answer_as_walking_the_trees_does(trees: list[list[float]], rows: list[tuple[int, ...]]) -> None:
    columns = {name: [float(row[i]) for row in rows] for i, name in enumerate(NAMES)}
    found = Forest(Trees(NAMES, trees)).score(columns, range(len(rows)))
    wanted = [sum(walk(tree, {n: columns[n][i] for n in NAMES}, NAMES) for tree in trees) for i in range(len(rows))]
    assert found == pytest.approx(wanted)


@pytest.mark.parametrize("tree", [[], [0, 1.0], [0, 1.0, -1, 0.5], [5, 1.0, -1, 0.1, -1, 0.2], [-1, 0.1, -1, 0.2]])
def test_a_malformed_tree_is_refused(tree: list[float]) -> None:
    with pytest.raises(ModelError):
        Forest(Trees(NAMES, [tree]))


def test_a_tree_with_more_leaves_than_bits_is_refused() -> None:
    tree: list[float] = [-1, 0.0]
    for _ in range(40):
        tree = [0, 1.0, -1, 0.0, *tree]
    with pytest.raises(ModelError):
        Forest(Trees(NAMES, [tree]))


# --- the model file

STUMP = Trees(["units"], [[0, 5.0, -1, -1.0, -1, 1.0]])
TEXT = files.dump({"seed": 1}, {"menu": -200}, STUMP, STUMP)


def test_a_model_file_reads_back() -> None:
    model = files.parse(TEXT)
    assert (model.header["seed"], model.odds, model.first.used) == (1, {"menu": -200}, ("units",))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ("[]\n{}", "not a model file"),
        (TEXT.replace("cleannews-linemodel", "other"), "not a model file"),
        (TEXT.replace('"version": 2', '"version": 99'), "version 99"),
        (TEXT.replace("-200", "-300"), "damaged"),
        (files.dump({}, {}, STUMP, Trees(["units"], [[0, 5.0]])), "cut off"),
    ],
)
def test_an_unsound_model_file_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        files.parse(text)


def test_a_model_that_reads_unknown_columns_is_refused() -> None:
    model = files.parse(files.dump({}, {}, Trees(["moonlight"], [[0, 5.0, -1, 0.0, -1, 1.0]]), STUMP))
    with pytest.raises(ModelError, match="moonlight"):
        score(segmented(FIRST), model)


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    (tmp_path / "model").write_text(TEXT, "utf-8")
    with pytest.raises(ModelError, match="more than 10 bytes"):
        files.load(str(tmp_path / "model"))


def test_the_shipped_model_is_sound_small_and_says_where_it_comes_from() -> None:
    model = files.load()
    assert {"learner", "seed", "pages", "publishers"} <= model.header.keys()
    assert (Path(files.__file__).parent / "weights.json").stat().st_size < 2_000_000
    assert not any(" " in word for word in model.odds)


# --- columns and scores


def test_a_window_ends_where_the_page_does() -> None:
    assert around([0.0, 1.0, 3.0, 6.0], 2) == [6.0, 6.0, 6.0]
    assert around([0.0, 1.0, 3.0, 6.0], 9) == [6.0, 6.0, 6.0]
    assert around([0.0], 2) == []


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 5), st.booleans()), min_size=2, max_size=20))
def test_layout_is_measured_against_the_prose_of_the_same_page(lines: list[tuple[int, int, bool]]) -> None:
    """A tool that indents all by two blanks more, and puts one line break more between lines, changes nothing."""
    near, far = (
        Document.from_text(
            "".join("\n" * (breaks + more) + " " * (blanks + 2 * more) + "x" for breaks, blanks, _ in lines)
        )
        for more in (0, 1)
    )
    prose, every = [line for line, (_, _, is_prose) in enumerate(lines) if is_prose], range(len(lines))
    assert depths(near, prose, every) == depths(far, prose, every)
    assert tightness(near, prose, every) == tightness(far, prose, every)


def test_pieces_of_one_line_begin_where_it_does() -> None:
    page = Document.from_text("  One. Two.\n    Three.")
    parted = engine.apply(page, [Entry("segmentation", Split(0, (6,), "blocks-meet"))])
    assert depths(parted, [0], range(3)) == [0.0, 0.0, 2.0]


def test_the_main_block_is_the_heaviest_run() -> None:
    assert block([2.0, -2.0, -2.0, 3.0, -1.0, 3.0, -2.0], [5.0, 2, 2, 20, 2, 20, 2]) == (3, 5)


@given(PAGES)
def test_columns_are_parallel_to_the_lines(page: str) -> None:
    document = segmented(page)
    if not document.texts:
        return
    lines = measure(document, {})
    assert {len(column) for column in lines.columns.values()} == {len(document.texts)}
    close = look_closer(document, lines, lines.live) | reconsider(lines, [0.0] * len(document.texts), lines.live)
    assert {len(column) for column in close.values()} <= {len(lines.live)}


@given(PAGES)
def test_any_page_gets_one_finite_score_a_line(page: str) -> None:
    document = segmented(page)
    scores = score(document, files.load())
    assert len(scores) == len(document.texts)
    assert all(-20 < value < 20 for value in scores)


def test_paragraphs_score_above_menus() -> None:
    said = ("the ice is thick", "nobody was hurt", "the islands have food", "the ferries will wait", "it will be cold")
    prose = [
        f"{name}, who runs the port, said on Monday that {what}. {SECOND}"
        for name, what in zip("ABCDE", said, strict=True)
    ]
    document = segmented("\n".join(["Home", "News", "Harbour", "Share", "", *prose, "", "Contact", "Terms"]))
    scores = dict(zip(document.texts, score(document, files.load()), strict=True))
    assert min(v for text, v in scores.items() if len(text) > 40) > max(
        v for text, v in scores.items() if len(text) < 10
    )


def test_the_header_is_plain_json() -> None:
    assert json.loads(TEXT.partition("\n")[0])["format"] == files.FORMAT
