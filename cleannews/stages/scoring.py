"""Score each line by the line model."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Edit, Score
from cleannews.engine import Stage
from cleannews.linemodel.model import load
from cleannews.linemodel.scoring import score

RULES = {"line-model": "The line model's log-odds that each line is of the article's body."}


def propose(document: Document) -> Iterator[Edit]:
    """Score each line by the line model."""
    if document.texts:
        yield Score(tuple(score(document, load(document.settings.model))), "line-model")


SCORING = Stage("scoring", propose, RULES, gives=frozenset({"scores"}))
