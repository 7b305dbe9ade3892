"""Pair captions with their alternative texts and credits, and drop repeats."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Edit
from cleannews.engine import Stage

RULES: dict[str, str] = {}


def propose(document: Document) -> Iterator[Edit]:
    """Pair captions with their alternative texts and credits, and drop repeats."""
    yield from ()


CAPTIONS = Stage("captions", propose, RULES, needs=frozenset({"language", "scores"}), gives=frozenset({"captions"}))
