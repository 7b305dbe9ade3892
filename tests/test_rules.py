"""`cleannews rules CODE`: documentation, and an example that was found by running the rule."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cleannews.cli.rules import documented
from cleannews.pipeline import STAGES
from cleannews.report.examples import Example, example

FOUND = {rule: found for rule in documented(STAGES) if (found := example(rule))}


def cleannews(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cleannews", *args]
    return subprocess.run(command, capture_output=True, check=False, text=True, encoding="utf-8", timeout=60)


def test_every_stage_that_needs_only_a_page_has_examples() -> None:
    stages = {stage.name for stage in STAGES} - {"site_memory"}
    assert {rule.split("/")[0] for rule in FOUND} >= stages


@pytest.mark.parametrize(("rule", "found"), FOUND.items(), ids=FOUND)
def test_an_example_is_of_its_rule(rule: str, found: Example) -> None:
    assert found.shown or found.says or rule.startswith(("scoring/", "language/"))
    if rule.startswith(("boilerplate/", "captions/")):
        rules = {stretch.rule for stretch, about in found.shown if about}
        assert {name for name in rules if not name.startswith("markup/")} == {rule}
    if rule.startswith("quotes/"):
        assert found.says
        assert all(stretch.kept for stretch, about in found.shown if about)


def test_one_rule_is_documented_with_its_example() -> None:
    name = next(rule for rule in FOUND if rule.startswith("boilerplate/"))
    done = cleannews("rules", name)
    first, second, *rest = done.stdout.splitlines()
    assert (first, second.strip()) == (name, documented(STAGES)[name])
    assert any(line.startswith("  > ") for line in rest)


def test_the_start_of_a_name_lists_the_rules() -> None:
    listed = cleannews("rules", "segmentation/re-").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [r for r in documented(STAGES) if r.startswith("segmentation/re-")]
    assert cleannews("rules").stdout.count("\n") == len(documented(STAGES))


def test_a_rule_that_is_none_is_wrong_usage() -> None:
    done = cleannews("rules", "captions/nonsense")
    assert done.returncode == 2
    assert "no rule starts with 'captions/nonsense'" in done.stderr
