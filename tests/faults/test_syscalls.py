"""Each call that changes a file fails once, is cut short, or is the run's last: nothing is there in part, and the
next run makes it whole.

The calls are libc's, in the real command: `faults.c` stands before them, so SQLite's count too.  A few calls of each
kind are tried; `FAULTS=whole` tries every one.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from making import command, leftovers, tree

HERE = Path(__file__).parent
WHOLE = os.environ.get("FAULTS") == "whole"
COUNT = 9
OUTPUTS = {
    "a tree": ("out/",),
    "one file": ("out/all.jsonl",),
    "shards": ("out/all.jsonl", "--shard-size", "4"),
    "a tree of one big file": ("out/",),
}
FULL, BROKEN, SHORT, KILL = "28", "5", "short", "kill"
CASES = {
    ("a tree", FULL): 11,  # every which call is tried
    ("a tree", SHORT): 9,
    ("a tree", KILL): 13,
    ("one file", BROKEN): 11,
    ("one file", KILL): 13,
    ("shards", FULL): 17,
    ("a tree of one big file", KILL): 17,
}
EVERY_CASE = dict.fromkeys(itertools.product(OUTPUTS, (FULL, BROKEN, SHORT, KILL)), 1)


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        pytest.skip("faults are put before libc's calls by a C file, which needs Linux and a C compiler")
    library = tmp_path_factory.mktemp("shim") / "faults.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, HERE / "faults.c", "-ldl"], check=True)
    return library


@pytest.mark.parametrize(("output", "how"), EVERY_CASE if WHOLE else CASES)
def test_a_call_that_fails_leaves_nothing_in_part(
    pages: Path, shim: Path, tmp_path: Path, output: str, how: str
) -> None:
    source = pages / ("many" if output == "a tree" else "big.jsonl")
    whole = tree(run(source, tmp_path, output)[1])
    step = 1 if WHOLE else CASES[output, how]
    for at in range(step, 10_000, step):
        log = tmp_path / f"log{at}"
        fault = {"FAULT_AT": str(at), "FAULT_HOW": how, "FAULT_LOG": str(log), "LD_PRELOAD": str(shim)}
        done, out = run(source, tmp_path / str(at), output, **fault)
        there = tree(out)
        assert all(data == whole[path] for path, data in there.items()), "what is there is whole"
        if not log.exists():
            assert (done.returncode, there) == (0, whole)
            assert at > 20, "the calls were seen"
            print(f"{output}, {how}: {at - 1} calls")
            return
        expect(done, how, there == whole, f"call {at}, {log.read_text()}")
        done, _ = run(source, tmp_path / str(at), output, "--resume")
        assert (done.returncode, tree(out), leftovers(out)) == (0, whole, []), (at, log.read_text(), done.stderr)
        assert f"{COUNT} pages: {COUNT} ok".encode() in done.stderr
    pytest.fail("never came to its end")


def run(
    source: Path, folder: Path, output: str, *more: str, **fault: str
) -> tuple[subprocess.CompletedProcess[bytes], Path]:
    folder.mkdir(exist_ok=True)
    path, *options = OUTPUTS[output]
    args = command(source, "-o", f"{folder}/{path}", *options, "--jobs", "1", "--stages", "segmentation",
                   "--stage", f"{HERE}/slow.py:SLOW", *more)  # fmt: skip
    environment = {**os.environ, **fault, "FAULT_UNDER": str(folder)}
    done = subprocess.run(args, capture_output=True, env=environment, check=False, timeout=120, start_new_session=True)
    return done, folder / "out"


def expect(done: subprocess.CompletedProcess[bytes], how: str, complete: bool, what: str) -> None:
    """What the user is told of a call that went wrong."""
    if how == KILL:
        assert done.returncode == -signal.SIGKILL, what
    elif how == SHORT or done.returncode == 0:  # not all that SQLite does must succeed
        assert (done.returncode, complete) == (0, True), (what, done.stderr)
    else:
        assert (done.returncode, b"cannot write: " in done.stderr) == (74, True), (what, done.stderr)
        assert b"Traceback" not in done.stderr, (what, done.stderr)
