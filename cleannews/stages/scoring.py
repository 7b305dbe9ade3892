"""Score each line by the line model."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Edit
from cleannews.engine import Stage

RULES: dict[str, str] = {}


def propose(document: Document) -> Iterator[Edit]:
    """Score each line by the line model."""
    yield from ()


SCORING = Stage("scoring", propose, RULES, needs=frozenset({}), gives=frozenset({"scores"}))
