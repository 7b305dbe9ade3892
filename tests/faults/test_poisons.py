"""Pages that kill or stop the process that cleans them cost themselves and nothing else, in the real command.

One of each kind among 60 pages; `FAULTS=whole` puts three of each among 2,000.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from making import cleannews, command, page, tree
from poison import POISONS, SIGN

HERE = Path(__file__).parent
WHOLE = os.environ.get("FAULTS") == "whole"
COUNT, EACH, PATIENCE = (2000, 3, 5) if WHOLE else (60, 1, 3)
STAGE = f"{HERE}/poison.py:POISON"
REASONS = {
    "killed": "the worker was killed by SIGKILL, twice",
    "segfault": "the worker was killed by SIGSEGV, twice",
    "exits": "the worker was exited with status 0, twice",
    "leaves": "the worker was exited with status 0, twice",
    "hangs in Python": f"no result after {PATIENCE} seconds",
    "hangs in C": f"no result after {PATIENCE} seconds",
    "exhausts memory": "MemoryError",
    "recurses": "RecursionError",
    "raises": "ZeroDivisionError: division by zero",
}


@pytest.fixture(scope="module")
def clean(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the run gives without poison."""
    out = tmp_path_factory.mktemp("clean") / "out"
    done = cleannews(pages / "many", "-o", out, "--stage", STAGE)
    assert done.returncode == 0, done.stderr
    return tree(out)


def test_each_poison_costs_one_page(pages: Path, clean: dict[str, bytes], tmp_path: Path) -> None:
    poisoned = poison(pages / "many")
    try:
        run = subprocess.Popen(
            command(pages / "many", "-o", tmp_path / "out", "--stage", STAGE, "--jobs", "2", "--timeout", str(PATIENCE),
                    "--report", tmp_path / "run.json", "--errors", tmp_path / "errors.jsonl"),
            stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        told = run.communicate(timeout=600)[1].decode()
    finally:
        for path in poisoned:
            path.unlink()
    assert run.returncode == 1, told
    assert tree(tmp_path / "out") == clean, "every other page as if nothing had happened"
    report = json.loads((tmp_path / "run.json").read_text())
    assert report["counts"] == {"ok": COUNT, "failed": len(poisoned)}
    errors = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text().splitlines()]
    failed = {error["input"]: error["reason"] for error in errors}
    assert failed.keys() == set(map(str, poisoned)), "each is named"
    assert [(p, failed[str(p)]) for p, kind in poisoned.items() if REASONS[kind] not in failed[str(p)]] == []
    assert processes(run.pid) == [], "no process is left"
    print(f"{COUNT} pages as in a clean run; {Counter(poisoned.values())}")


@pytest.mark.parametrize("options", [[], ["--jobs", "1"], ["--jobs", "1", "--timeout", str(PATIENCE)]], ids=" ".join)
def test_a_stage_of_ones_own_costs_one_page_of_a_short_file_too(tmp_path: Path, options: list[str]) -> None:
    kinds = ["none", "killed", *(["hangs in C"] if "--timeout" in options else [])]
    rows = (json.dumps({"text": page(1) + (f"{SIGN}{kind}\n" if kind != "none" else "")}) for kind in [*kinds, "none"])
    (tmp_path / "pages.jsonl").write_text("\n".join(rows))
    done = cleannews(tmp_path / "pages.jsonl", "--stage", STAGE, *options)
    assert (done.returncode, done.stdout.count(b"\n")) == (1, 2)
    assert [REASONS[kind].encode() in done.stderr for kind in kinds[1:]] == [True] * len(kinds[1:])


@pytest.mark.parametrize("name", ["pages.jsonl", "page.txt"])
def test_a_timeout_that_is_asked_for_holds_for_one_page_and_one_job(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(json.dumps({"text": page(1)}) if name == "pages.jsonl" else page(1))
    done = cleannews(tmp_path / name, "--jobs", "1", "--timeout", "0.001")
    assert (done.returncode, b"no result after 0.001 seconds" in done.stderr) == (1, True)


def poison(pages: Path) -> dict[Path, str]:
    """Put poisoned pages among the others: each kind in several places, two of a kind one after the other."""
    poisoned = {}
    for copy in range(EACH):
        for place, kind in enumerate(POISONS):
            number = (place * 7 + copy * 13) % COUNT if copy else place * 5
            path = pages / f"part-{copy % 2}" / f"{number:05}-{copy}{place}.txt"
            path.write_text(f"{page(number)}{SIGN}{kind}\n")
            poisoned[path] = kind
    return poisoned


def processes(session: int) -> list[str]:
    """The processes that are left of a run, by their session."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(folder.name)
    return found
