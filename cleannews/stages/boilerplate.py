"""Remove what is not the article."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Edit
from cleannews.engine import Stage

RULES: dict[str, str] = {}


def propose(document: Document) -> Iterator[Edit]:
    """Remove what is not the article."""
    yield from ()


BOILERPLATE = Stage("boilerplate", propose, RULES, needs=frozenset({"scores"}), gives=frozenset({"body"}))
