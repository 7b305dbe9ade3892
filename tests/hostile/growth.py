"""How time grows with size: ratios of one process's CPU time, best of some runs in turn, as machines are shared."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

NOISE = 0.05
"""Seconds below which a time says nothing: what takes less is fast enough at any growth."""
_MOST_RUNS = 12


def seconds(run: Callable[[str], object], text: str, runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        run(text)
        times.append(time.process_time() - start)
    return min(times)


def doubled(run: Callable[[str], object], make: Callable[[int], str], size: int, most: float, runs: int = 2) -> float:
    """How many times the time twice the text takes, by the best of `runs`, and of more while that looks bad."""
    half, whole = make(size // 2), make(size)
    gc.collect()
    gc.freeze()  # what other tests have left in memory is not to be looked through while this one is timed
    try:
        return _doubled(run, half, whole, most, runs)
    finally:
        gc.unfreeze()


def _doubled(run: Callable[[str], object], half: str, whole: str, most: float, runs: int) -> float:
    small = large = float("inf")
    for number in range(1, _MOST_RUNS + 1):
        large = min(large, seconds(run, whole, 1))
        if large < NOISE:
            return 2.0
        small = min(small, seconds(run, half, 1))
        if number >= runs and large <= most * max(small, NOISE / 4):
            break
    return large / max(small, NOISE / 4)
