"""Find headline, standfirst, byline, dates and the other fields."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Edit
from cleannews.engine import Stage

RULES: dict[str, str] = {}


def propose(document: Document) -> Iterator[Edit]:
    """Find headline, standfirst, byline, dates and the other fields."""
    yield from ()


METADATA = Stage("metadata", propose, RULES, needs=frozenset({"language", "scores"}), gives=frozenset({"headline"}))
