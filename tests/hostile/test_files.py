"""Models and profiles are plain data: what is damaged, foreign or hostile is refused with a reason and exit code 2."""

from __future__ import annotations

import json
import re
import tracemalloc
import zlib
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cleannews import profiles
from cleannews.cli import main
from cleannews.document import Document
from cleannews.linemodel import forest, model
from cleannews.linemodel.forest import ModelError
from cleannews.linemodel.scoring import check, score
from cleannews.profiles import ProfileError

SHIPPED = (resources.files("cleannews.linemodel") / "weights.json").read_text("utf-8")
LEAF = [-1, 0.5]
TREES = {"names": ["units", "ending"], "trees": [[0, 4.5, *LEAF, 1, 2.0, *LEAF, *LEAF], LEAF]}
BODY: dict[str, Any] = {"odds": {"said": 150}, "first": TREES, "second": TREES}
HUGE = 10**400  # no float holds it


def sealed(payload: str, **header: Any) -> str:
    """A model file whose checksum fits."""
    crc = zlib.crc32(payload.encode())
    return json.dumps({"format": model.FORMAT, "version": model.VERSION, "check": crc, **header}) + f"\n{payload}\n"


def body(**changes: Any) -> str:
    return sealed(json.dumps({**BODY, **changes}))


def grown(*trees: Any, names: Any = ("units", "commas")) -> str:
    return body(first={"names": names, "trees": trees})


def deep(depth: int) -> list[float]:
    """A tree of tests only, each in the left branch of the one before."""
    return [0, 1.0] * depth + LEAF * (depth + 1)


MODELS: dict[str, tuple[str, str]] = {
    "nothing": ("", "not JSON"),
    "no object": ("[]\n[]", "not a model file of cleannews"),
    "another format": (json.dumps({"format": "other"}) + "\n{}", "not a model file of cleannews"),
    "another version": (sealed("{}", version=1), "version 1; this cleannews reads version 2"),
    "a version that is none": (sealed("{}", version=["\x1b[2J"]), r"version \['\\x1b"),
    "cut off": (SHIPPED[: len(SHIPPED) // 2], "not JSON"),
    "one digit changed": (SHIPPED.replace("0.3", "0.4", 1), "checksum does not fit"),
    "no checksum": (json.dumps({"format": model.FORMAT, "version": model.VERSION}) + "\n{}", "checksum does not fit"),
    "nested without end": (json.dumps({"format": model.FORMAT}) + "\n" + "[" * 100_000, "not JSON"),
    "a number of many digits": (sealed("9" * 10_000), "not JSON|lacks"),
    "a list": (sealed("[]"), "lacks something"),
    "without words": (sealed("{}"), "lacks something: 'odds'"),
    "words in a list": (body(odds=[1]), "lacks something"),
    "words that weigh nothing": (body(odds={"a": None}), "no whole number"),
    "words beyond all odds": (body(odds={"a": 1e300}), "beyond all odds"),
    "words that are no number": (body(odds={"a": float("nan")}), "beyond all odds"),
    "words of infinite weight": (body(odds={"a": float("inf")}), "beyond all odds"),
    "words of huge weight": (body(odds={"a": HUGE}), "beyond all odds"),
    "no forest": (body(first=[]), "lacks something"),
    "a forest with more": (body(first={**TREES, "run": "rm"}), "lacks something"),
    "a tree cut off": (grown([0, 1.0, -1, 0.5]), "cut off"),
    "a tree with loose ends": (grown([*LEAF, *LEAF]), "loose ends"),
    "an empty tree": (grown([]), "cut off"),
    "a tree of nothing": (grown(None), "lacks something"),
    "a tree of words": (grown(["units", "commas"]), "lacks something"),
    "a tree too deep": (grown(deep(100_000)), "too large"),
    "a tree with too many leaves": (grown(deep(40)), "too large"),
    "a forest too large": (grown(*[LEAF] * 100_000), "too many trees"),
    "a feature that is not there": (grown([2, 1.0, *LEAF, *LEAF]), "not there"),
    "a feature of huge number": (grown([HUGE, 1.0, *LEAF, *LEAF]), "not there|lacks"),
    "a feature that is no number": (grown([float("nan"), 1.0, *LEAF, *LEAF]), "lacks something"),
    "a feature at infinity": (grown([float("inf"), 1.0, *LEAF, *LEAF]), "lacks something"),
    "features without names": (grown(LEAF, names=[[1]]), "without names"),
    "a threshold that is no number": (grown([0, float("nan"), *LEAF, *LEAF]), "no number"),
    "a huge threshold": (grown([0, HUGE, *LEAF, *LEAF]), "lacks something"),
    "a leaf that is no number": (grown([-1, float("nan")]), "no number"),
    "a leaf of infinite odds": (grown([-1, float("-inf")]), "no number"),
    "a leaf beyond all odds": (grown([-1, 1e308]), "beyond all odds"),
}


@pytest.mark.parametrize(("text", "reason"), MODELS.values(), ids=MODELS.keys())
def test_a_model_that_is_none_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        model.parse(text)


def test_a_sound_model_scores() -> None:
    learnt = model.parse(body())
    check(learnt)
    assert score(Document.from_text("The harbour froze, said she."), learnt) == [1.0]
    check(model.load())


def test_a_model_of_columns_from_elsewhere_is_refused() -> None:
    with pytest.raises(ModelError, match="does not measure: colour"):
        check(model.parse(grown([0, 1.0, *LEAF, *LEAF], names=["colour"])))


def test_the_largest_forest_stays_small() -> None:
    """500 trees of 32 leaves, each with thresholds of its own: what a hostile file can make of memory."""
    row = [number for place in range(forest.LEAVES - 1) for number in (0, float(place))]
    trees = forest.Trees(["units"], [[*row, *LEAF * forest.LEAVES]] * forest.MOST_TREES)
    tracemalloc.start()
    made = forest.Forest(trees)
    taken, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert made.used == ("units",)
    assert taken < most < 40_000_000


SITE = {"pages": 4, "lines": {"sign in": 4}}
PROFILES: dict[str, tuple[Any, str]] = {
    "nothing": ("", "Expecting value"),
    "another file": ({}, "schema"),
    "another version": ({"schema": "cleannews-profile/2", "sites": {}}, "schema"),
    "nested without end": ("[" * 100_000, "recursion|Expecting|nested"),
    "no UTF-8": (b'{"a": "\xff\xff"}', "no profile"),
    "a number of many digits": ("9" * 10_000, "no profile"),
    "sites in a list": ({"sites": []}, "sites"),
    "a site of nothing": ({"sites": {"a\x1b[2J": None}}, r"site 'a\\x1b\[2J' has no"),
    "no pages": ({"sites": {"a": {**SITE, "pages": 0}}}, "pages"),
    "pages of a truth": ({"sites": {"a": {**SITE, "pages": True}}}, "pages"),
    "too many pages": ({"sites": {"a": {**SITE, "pages": 10**4000}}}, "pages"),
    "pages that are no number": ('{"sites": {"a": {"pages": NaN}}}', "NaN is no JSON number"),
    "half a page": ({"sites": {"a": {**SITE, "lines": {"b": 0.5}}}}, "counts 'b' wrongly"),
    "a line on more pages than there are": ({"sites": {"a": {**SITE, "lines": {"b": 5}}}}, "counts 'b' wrongly"),
    "a line on pages of none": ({"sites": {"a": {**SITE, "lines": {"b\u202e": None}}}}, r"counts 'b\\u202e' wrongly"),
}


def profile_file(folder: Path, content: Any) -> Path:
    path = folder / "a.profile"
    if isinstance(content, dict):
        content = json.dumps({"schema": profiles.SCHEMA, **content})
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(("content", "reason"), PROFILES.values(), ids=PROFILES.keys())
def test_a_profile_that_is_none_is_refused(tmp_path: Path, content: Any, reason: str) -> None:
    with pytest.raises(ProfileError, match=reason):
        profiles.load(str(profile_file(tmp_path, content)))


def too_large(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


@pytest.mark.parametrize(
    ("option", "write", "told"),
    [
        ("--model", lambda path: path.write_text(SHIPPED[:5000]), "checksum|not JSON"),
        ("--model", lambda path: path.write_bytes(b"\xff\xfe\0"), "not UTF-8"),
        ("--model", lambda path: too_large(path, model.LARGEST + 1), "more than"),
        ("--model", lambda path: path.write_text(body(first={"\x1b[2J\u202e": 1})), r"\\u\{1b\}\[2J"),
        ("--model", lambda path: path.write_text(grown([0, 1.0, *LEAF, *LEAF], names=["\x1b"])), r"\\u\{1b\}"),
        ("--model", lambda path: path.write_text(grown([0, 1.0, *LEAF, *LEAF], names=["x" * 10**6])), "xxx"),
        ("--profile", lambda path: path.write_text("{"), "no profile"),
        ("--profile", lambda path: too_large(path, profiles.LARGEST + 1), "more than"),
    ],
)
def test_the_command_refuses_it_before_any_page(
    tmp_path: Path, option: str, write: Callable[[Path], object], told: str
) -> None:
    path, page = tmp_path / "file", tmp_path / "page.txt"
    write(path)
    page.write_text("The harbour froze.")
    result = CliRunner().invoke(main, [option, str(path), str(page)])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "\x1b" not in result.stderr
    assert len(result.stderr) < 1000
    assert str(path) in " ".join(result.stderr.split())
    assert re.search(told, result.stderr)
