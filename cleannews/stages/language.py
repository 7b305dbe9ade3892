"""Name the language of the page."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Edit
from cleannews.engine import Stage

RULES: dict[str, str] = {}


def propose(document: Document) -> Iterator[Edit]:
    """Name the language of the page."""
    yield from ()


LANGUAGE = Stage("language", propose, RULES, needs=frozenset({}), gives=frozenset({"language"}))
