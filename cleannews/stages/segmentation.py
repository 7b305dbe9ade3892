"""Physical lines to logical ones."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Edit
from cleannews.engine import Stage

RULES = {"placeholder": "Not written yet."}


def propose(document: Document) -> Iterator[Edit]:
    """Turn physical lines into logical ones: unglue icon runs, re-flow wrapped text, re-join split lines."""
    yield from ()


SEGMENTATION = Stage("segmentation", propose, RULES)
