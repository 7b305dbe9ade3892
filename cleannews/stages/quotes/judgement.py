"""Weigh the readings of a quotation: the weights were learnt (see `learning`), the sum decides."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from math import exp

from cleannews.stages.quotes.explanations import Reading


@cache
def weights() -> dict[str, float]:
    """What each piece of evidence counts for."""
    text = (resources.files(__package__) / "weights.json").read_text("utf-8")
    found: dict[str, float] = json.loads(text)
    return found


def judge(readings: Sequence[Reading], _: object = None) -> tuple[Reading, float]:
    """The most likely reading and its share of the probability (0 to 1)."""
    weight = weights()
    sums = [sum([weight.get(e, 0.0) for e in reading.evidence]) for reading in readings]
    best = max(sums)
    return readings[sums.index(best)], 1.0 / sum([exp(s - best) for s in sums])
