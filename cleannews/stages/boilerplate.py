"""Remove what is not the article."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import STANDING, Document
from cleannews.edits import Drop, Edit
from cleannews.engine import Stage

RULES = {"below-threshold": "The line model takes the line for something other than the article."}
THRESHOLDS = {"low": -1.0, "normal": 0.0, "high": 1.0}
"""Log-odds a line needs to stay, by strictness."""


def propose(document: Document) -> Iterator[Edit]:
    """Remove what is not the article."""
    threshold = THRESHOLDS[document.settings.strictness]
    for line, (role, score) in enumerate(zip(document.roles, document.scores, strict=False)):
        if role == STANDING and score <= threshold:
            yield Drop((line,), "below-threshold", round(score, 2))


BOILERPLATE = Stage("boilerplate", propose, RULES, needs=frozenset({"scores"}), gives=frozenset({"body"}))
