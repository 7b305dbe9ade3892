"""How time grows with size: ratios of one process's CPU time, best of some runs, as machines are shared."""

from __future__ import annotations

import time
from collections.abc import Callable

NOISE = 0.02
"""Seconds below which a time says nothing: what takes less is fast enough at any growth."""


def seconds(run: Callable[[str], object], text: str, runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        run(text)
        times.append(time.process_time() - start)
    return min(times)


def doubled(run: Callable[[str], object], make: Callable[[int], str], size: int, most: float, runs: int = 2) -> float:
    """How many times the time twice the text takes; measured again if it looks bad."""
    half, whole = make(size // 2), make(size)
    ratio = 0.0
    for _ in range(4):
        if (large := seconds(run, whole, runs)) < NOISE:
            return 2.0
        ratio = large / max(seconds(run, half, runs), NOISE / 4)
        if ratio <= most:
            break
    return ratio
