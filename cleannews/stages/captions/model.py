"""Whether a line is a caption: a sum of learnt weights of the facts that hold of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import fsum, inf

ENOUGH = 0.4
"""Log-odds from which a line is taken for a caption that would not stay in the body anyway."""
ENOUGH_IN_BODY = -0.4
"""The same for a line that the body would keep: there a caption missed is also a paragraph too many."""
ENOUGH_SIGNED = -0.85
"""The same for such a line that ends with a credit of its own, which no other line can claim."""
ENOUGH_MADE = -1.5
"""The same for a line that ends with who took the picture, however much it reads like a paragraph."""
SURE, ENOUGH_SURE = 2.0, 1.2
"""Log-odds of being body from which a line is a paragraph, and those of being a caption that outweigh them: a credit
that stands beside a paragraph is another picture's.  A line that stands twice, or says that it shows, is none."""


@cache
def weights() -> Mapping[str, float]:
    """The weights by fact; "" has the constant.  Learnt by logistic regression, kept as plain numbers."""
    found: dict[str, float] = json.loads((resources.files(__package__) / "weights.json").read_text("utf-8"))
    return found


def log_odds(facts: Sequence[str]) -> float:
    """The log-odds of a line being a caption, by the facts that hold of it, the strongest first."""
    if facts[0] in ("counted", "picture"):
        return inf  # a gallery's counter above and a credit at the end, or a picture's mark: nothing left to weigh
    known = weights()
    return known[""] + fsum([known.get(fact, 0.0) for fact in facts])


def enough(sign: str, score: float, made: bool) -> float:
    """The log-odds from which a line is taken for a caption.

    `score` are those of its being body; it is `made` if it says at its end, or right below, who took the picture.
    """
    if made and sign in ("own", "below agency", "below other", "prose below") and score > 0:
        return ENOUGH_MADE
    if score > SURE and sign not in ("same", "twice", "prose below"):
        return ENOUGH_SURE
    if score <= 0 or sign in ("same", "prose below"):
        return ENOUGH
    return ENOUGH_SIGNED if sign in ("own", "tail again") else ENOUGH_IN_BODY
