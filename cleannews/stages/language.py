"""Name the language of the page."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Edit, Field
from cleannews.engine import Stage
from cleannews.languages.identification import identify

RULES = {
    "told": "The caller named the language.",
    "function-words": "The script and the function words of the prose are this language's.",
}


def propose(document: Document) -> Iterator[Edit]:
    """Name the language of the page."""
    if document.settings.language:
        yield Field("language", document.settings.language, "told")
    elif code := identify(document.texts):
        yield Field("language", code, "function-words")


LANGUAGE = Stage("language", propose, RULES, gives=frozenset({"language"}))
