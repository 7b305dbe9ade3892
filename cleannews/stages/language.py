"""Name the language of the page."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Edit, Field
from cleannews.engine import Stage
from cleannews.languages import long_tail
from cleannews.languages.identification import identify

RULES = {
    "told": "The caller named the language.",
    "function-words": "The script and the function words of the prose are this language's.",
    "long-tail": "No pack knows the language, but the library of the extra `langid` does.",
}


def propose(document: Document) -> Iterator[Edit]:
    """Name the language of the page."""
    if document.settings.language:
        yield Field("language", document.settings.language, "told")
    elif code := identify(document.texts):
        yield Field("language", code, "function-words")
    elif code := long_tail.identify(document.texts):
        yield Field("language", code, "long-tail")


LANGUAGE = Stage("language", propose, RULES, gives=frozenset({"language"}))
