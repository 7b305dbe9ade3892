"""Times of several things done in turn, so that what else the machine does meets them alike.

pyperf measures one benchmark after the other, and by the clock; where ratios matter on a machine that is shared, rounds
that take everything in turn, in CPU time, are steadier.  What is found is kept in pyperf's format all the same:

    pyperf compare_to before.json now.json --table
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median


def one_core() -> None:
    """Stay on one core, where the system lets a process choose."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def cpu_seconds(run: Callable[[], object]) -> float:
    start = time.process_time_ns()
    run()
    return (time.process_time_ns() - start) / 1e9


def in_turn(
    cases: Mapping[str, Callable[[], object]], rounds: int, timer: Callable[[Callable[[], object]], float] = cpu_seconds
) -> dict[str, list[float]]:
    """Seconds of each case in each round; each round begins with another one, and a round before loads and compiles."""
    names = list(cases)
    times: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds + 1):
        for name in (*names[turn % len(names) :], *names[: turn % len(names)]):
            gc.collect()
            taken = timer(cases[name])
            if turn:
                times[name].append(taken)
    return times


def rows(times: Mapping[str, list[float]], base: str, per: int = 1) -> list[str]:
    """One line a case: milliseconds (medians, for each of `per` pages), and the ratio to the case named `base`."""
    least = median(times[base])
    return [
        f"{name:<34}{median(taken) / per * 1e3:>10.3f} ms{median(taken) / least:>9.2f}" for name, taken in times.items()
    ]


def keep(times: Mapping[str, list[float]], path: Path) -> None:
    """Write the times for `pyperf compare_to`."""
    from pyperf import Benchmark, BenchmarkSuite, Run

    suite = [
        Benchmark([Run([taken], metadata={"name": name, "unit": "second"}, collect_metadata=False) for taken in values])
        for name, values in times.items()
    ]
    BenchmarkSuite(suite).dump(str(path), replace=True)
