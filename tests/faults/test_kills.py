"""Runs that are killed at random moments and resumed give the bytes of a run that was not.

A few runs of 200 pages; `FAULTS=whole` does 50 of 2,000 pages, which takes some minutes.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import time
from pathlib import Path

from making import command, leftovers, tree

WHOLE = os.environ.get("FAULTS") == "whole"
COUNT, KILLS = (2000, 50) if WHOLE else (200, 4)
OUTPUTS = {
    "a tree": ("many", "out/"),
    "one file": ("many", "out/all.jsonl"),
    "shards": ("many", "out/all.jsonl", "--shard-size", str(COUNT // 7)),
    "a tree of one big file": ("big.jsonl", "out/"),
}


def arguments(pages: Path, folder: Path, output: str) -> list[str]:
    source, path, *options = OUTPUTS[output]
    return command(pages / source, "-o", f"{folder}/{path}", *options, "--jobs", "2")


def test_a_run_that_is_killed_at_any_moment_can_be_resumed(pages: Path, tmp_path: Path) -> None:
    whole, seconds = {}, {}
    for output in OUTPUTS:
        start = time.monotonic()
        subprocess.run(arguments(pages, tmp_path / output, output), check=True, capture_output=True)
        whole[output], seconds[output] = tree(tmp_path / output / "out"), time.monotonic() - start
    pick = random.Random(1)
    done = []
    for number, output in zip(range(KILLS), itertools.cycle(OUTPUTS), strict=False):
        folder = tmp_path / str(number)
        run = arguments(pages, folder, output)
        moments = [pick.uniform(0, seconds[output]) for _ in range(1 + number % 2)]  # every other one twice
        for again, moment in enumerate(moments):
            kill(run + ["--resume"] * again, moment, whole_group=bool(pick.randrange(4)))
        found = tree(folder / "out")
        assert all(data == whole[output][path] for path, data in found.items()), "what is there is whole"
        resumed = subprocess.run([*run, "--resume"], capture_output=True, check=True, timeout=600)
        assert tree(folder / "out") == whole[output], (number, output, moments)
        assert leftovers(folder) == []
        assert f"{COUNT} pages: {COUNT} ok".encode() in resumed.stderr
        done.append(before(resumed.stderr))
        print(f"{len(done)}: {output}, killed after {[round(moment, 1) for moment in moments]} s", flush=True)
    print(f"{len(done)} of {KILLS} as if nothing had happened; done before, of {COUNT}: {sorted(done)}")


def kill(run: list[str], moment: float, *, whole_group: bool) -> None:
    """Start a run and end it at a moment, with its workers or without."""
    process = subprocess.Popen(run, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(moment)
    (os.killpg if whole_group else os.kill)(process.pid, signal.SIGKILL)
    process.wait()


def before(told: bytes) -> int:
    """How many pages the killed run had made safe, as the resumed one says."""
    words = told.decode().split()
    return int(words[words.index("them") - 2].strip("(")) if "them" in words else 0
