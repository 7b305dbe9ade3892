"""Stages of one's own: loaded when named and not otherwise, in their place, in every process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cleannews import clean, pipeline
from cleannews.edits import Drop, Warn
from cleannews.engine import Stage, StageError

ROOT = Path(__file__).parent.parent
PAYWALL = f"{ROOT / 'examples' / 'paywall.py'}:PAYWALL"
PAGE = "Pier closed\n\nThe pier is closed until May.\n\nAlready a subscriber? Sign in.\n"

LOUD = """
import sys
from cleannews.edits import Warn
from cleannews.engine import Stage
print("loaded", file=sys.stderr)
def propose(document):
    "Say something."
    yield Warn("said by a stage", "said")
LOUD = Stage("loud", propose, {"said": "It says something."})
"""

FAILING = """
from cleannews.engine import Stage
def propose(document):
    "Fail on some pages."
    if "pier" in document.source:
        raise KeyError("pier")
    return []
FAILING = Stage("failing", propose, {})
"""


def cleannews(*args: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, with what is installed in its subfolder `installed`."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder / "installed"), str(ROOT)])}
    command = [sys.executable, "-m", "cleannews", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=folder, env=env, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two pages, two stages in files, and one in an installed package."""
    files = {
        "pages/a.txt": PAGE,
        "pages/b.txt": PAGE.replace("pier", "quay"),
        "loud.py": LOUD,
        "failing.py": FAILING,
        "installed/louder.py": LOUD.replace('"loud"', '"louder"'),
        "installed/louder-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: louder\nVersion: 1.0\n",
        "installed/louder-1.0.dist-info/entry_points.txt": "[cleannews.stages]\nshout = louder:LOUD\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_stage_from_a_file_runs_in_every_process(folder: Path, jobs: str) -> None:
    done = cleannews("pages", "--to", "jsonl", "--explain", "--stage", PAYWALL, "--jobs", jobs, folder=folder)
    rules = [{cut["rule"]: cut["text"] for cut in record["removed"]} for record in records(done.stdout)]
    assert [found.get("paywall/subscribers") for found in rules] == ["Already a subscriber? Sign in."] * 2


@pytest.mark.parametrize(("spec", "times"), [("loud.py:LOUD", 1), ("shout", 1), (None, 0)])
def test_a_stage_is_loaded_when_it_is_named_and_not_otherwise(folder: Path, spec: str | None, times: int) -> None:
    done = cleannews("pages/a.txt", *(["--stage", spec] if spec else []), folder=folder)
    assert done.stderr.count("loaded") == times
    assert done.stdout.count("said by a stage") == times


def test_the_failure_of_a_stage_is_the_failure_of_its_page(folder: Path) -> None:
    done = cleannews("pages", "--to", "jsonl", "--stage", "failing.py:FAILING", folder=folder)
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 1)
    assert "a.txt: stage failing: KeyError: 'pier' (" in done.stderr
    assert "failing.py, line 6)" in done.stderr
    shown = cleannews("explain", "pages/a.txt", "--stage", "failing.py:FAILING", folder=folder)
    assert (shown.returncode, "stage failing: KeyError" in shown.stderr) == (1, True)


def test_a_stage_may_fail_in_words_that_no_file_holds(folder: Path) -> None:
    (folder / "failing.py").write_text(FAILING.replace('KeyError("pier")', 'ValueError("pier \\udc80")'))
    done = cleannews("pages", "--report", "run.json", "--stage", "failing.py:FAILING", folder=folder)
    assert (done.returncode, "1 failed" in done.stderr) == (1, True)
    failed, _ = json.loads((folder / "run.json").read_text("utf-8"))["inputs"]
    assert failed["reason"].startswith("stage failing: ValueError: pier ? (")


WRONG = {
    "missing.py:STAGE": "no such file: missing.py",
    "loud.py:QUIET": "nothing in the file is named 'QUIET'",
    "loud.py:sys": "is no cleannews.engine.Stage but of the type module",
    "pages/a.txt:STAGE": "is no Python file",
    "whisper": "installed: shout",
}


@pytest.mark.parametrize(("spec", "told"), WRONG.items(), ids=WRONG)
def test_what_is_no_stage_is_wrong_usage(folder: Path, spec: str, told: str) -> None:
    done = cleannews("pages", "--stage", spec, folder=folder)
    assert done.returncode == 2
    assert told in done.stderr


def test_a_file_that_cannot_be_loaded_says_why(folder: Path) -> None:
    (folder / "broken.py").write_text("1 / 0")
    done = cleannews("stages", "--stage", "broken.py:X", folder=folder)
    assert (done.returncode, "broken.py:X: ZeroDivisionError" in done.stderr) == (2, True)


def test_it_is_listed_where_it_runs_and_with_its_rules(folder: Path) -> None:
    listed = cleannews("stages", "--stage", PAYWALL, folder=folder).stdout.splitlines()
    names = [line.split()[0] for line in listed]
    assert names[names.index("captions") + 1] == "paywall"
    assert "subscribers" in cleannews("rules", "paywall/", "--stage", PAYWALL, folder=folder).stdout


def test_a_run_is_not_resumed_with_another_state_of_the_stage(folder: Path) -> None:
    args = ("pages", "-o", "out/", "--resume", "--stage", "loud.py:LOUD")
    assert cleannews(*args, folder=folder).returncode == 0
    (folder / "loud.py").write_text(LOUD.replace("said by a stage", "said otherwise"))
    assert cleannews(*args, folder=folder).returncode == 0
    assert "said otherwise" in (folder / "out/a.txt.json").read_text("utf-8")


def silent(name: str, after: str = "boilerplate") -> Stage:
    return Stage(name, lambda _: [], {}, after=after)


def test_stages_stand_where_they_say_and_in_the_order_given() -> None:
    own = [silent("one"), silent("two"), silent("three", after="one"), silent("four", after="language")]
    names = [stage.name for stage in pipeline.with_own(own)]
    assert names[names.index("boilerplate") :] == ["boilerplate", "one", "three", "two", "quotes"]
    assert names[names.index("language") + 1] == "four"


def test_stages_chosen_by_name_leave_the_own_ones_in() -> None:
    assert [s.name for s in pipeline.select(["language"], own=[silent("mine")])] == ["language", "mine"]
    assert "mine" not in [s.name for s in pipeline.select(skip=["mine"], own=[silent("mine")])]


@pytest.mark.parametrize(
    ("stage", "told"), [(silent("quotes"), "named quotes already"), (silent("mine", after="lunch"), "after 'lunch'")]
)
def test_a_stage_that_has_no_place_is_refused(stage: Stage, told: str) -> None:
    with pytest.raises(StageError, match=told):
        pipeline.with_own([stage])


BREACHES = {
    "it removes a line that is gone": ([Drop((0,), "rule"), Drop((0,), "rule")], "line 0 is dropped already"),
    "it cites a rule that it does not document": ([Warn("?", "unheard")], "undocumented rules: unheard"),
    "what it yields is no edit": (["drop it"], "AttributeError"),
    "it gives nothing to go through": (None, "TypeError"),
}


@pytest.mark.parametrize(("yielded", "told"), BREACHES.values(), ids=BREACHES)
def test_a_breach_of_the_contract_names_the_stage(yielded: object, told: str) -> None:
    stage = Stage("mine", lambda _: yielded, {"rule": "A rule."}, after="segmentation")  # type: ignore[arg-type, return-value]
    with pytest.raises(StageError, match=f"(?s)stage mine.*{told}"):
        clean(PAGE, own=[stage])
