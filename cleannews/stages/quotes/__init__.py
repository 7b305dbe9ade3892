"""Find quotations and who said them."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Edit
from cleannews.engine import Stage

RULES: dict[str, str] = {}


def propose(document: Document) -> Iterator[Edit]:
    """Find quotations and who said them."""
    yield from ()


QUOTES = Stage("quotes", propose, RULES, needs=frozenset({"language"}), gives=frozenset({"quotes"}))
