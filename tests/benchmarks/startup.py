"""What it takes to start: `--help`, `--version`, one small page, beside `python -c pass`.

    python tests/benchmarks/startup.py

CPU time of the child processes, user and system, medians of rounds that take the commands in turn.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

from timing import in_turn, keep, rows

BARE = "python -c pass"
MOST = 5.0  # times a bare start
_PAGE = """Menu
Search
Ferry stays in harbour as ice closes in
By Ingrid Holm
January 18, 2024, 6:05 pm
The ferry stayed in the harbour on Monday as ice closed in on the northern mole and the wind rose again.
“We will wait for the morning,” said harbour master Jonas Berg, who has seen many winters on this coast.
All rights reserved.
"""


def children_seconds(run: Callable[[], object]) -> float:
    before = getrusage(RUSAGE_CHILDREN)
    run()
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def command(bytecode: str, *args: str) -> Callable[[], object]:
    """Run Python with compiled modules, as what is installed has them, whatever the environment says."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return lambda: subprocess.run([sys.executable, *args], stdout=subprocess.DEVNULL, check=True, env=environment)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write the times in pyperf's format")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "small.txt")
        page.write_text(_PAGE, "utf-8")
        cases = {
            BARE: command(folder, "-c", "pass"),
            "cleannews --version": command(folder, "-m", "cleannews", "--version"),
            "cleannews --help": command(folder, "-m", "cleannews", "--help"),
            "cleannews small.txt": command(folder, "-m", "cleannews", str(page)),
        }
        times = in_turn(cases, options.rounds, children_seconds)
    print(*rows(times, BARE), sep="\n")
    if options.keep:
        keep(times, options.keep)
    if slow := [name for name, taken in times.items() if median(taken) > MOST * median(times[BARE])]:
        raise SystemExit(f"More than {MOST:g} times a bare start: {', '.join(slow)}")


if __name__ == "__main__":
    main()
