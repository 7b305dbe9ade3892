"""Whether a line is a caption: a sum of learnt weights of the facts that hold of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

THRESHOLD = 0.0
"""Log-odds from which a line is taken for a caption."""


@cache
def weights() -> Mapping[str, float]:
    """The weights by fact; "" has the constant.  Learnt by logistic regression, kept as plain numbers."""
    found: dict[str, float] = json.loads((resources.files(__package__) / "weights.json").read_text("utf-8"))
    return found


def log_odds(facts: Iterable[str]) -> float:
    """The log-odds that a line with these facts is a caption."""
    known = weights()
    return known[""] + sum([known.get(fact, 0.0) for fact in facts])
