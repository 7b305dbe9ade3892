"""One page through the pipeline: the pure function that the library, the command and the batch runs share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple, Self

from cleannews import engine
from cleannews.article import Article, Source, project
from cleannews.decoding import with_plain_blanks, without_references, without_surrogates
from cleannews.document import Document
from cleannews.engine import Stage
from cleannews.settings import DEFAULT, Settings


class Page(NamedTuple):
    """One page to clean: what a reader gives.  `extra` are fields of the input that are passed through."""

    id: str
    text: str
    source: Source
    warnings: tuple[str, ...] = ()
    extra: Mapping[str, Any] = {}

    @classmethod
    def from_text(cls, text: str, source: Source = Source(), warnings: tuple[str, ...] = ()) -> Self:  # noqa: B008
        """A page without a name of its own is named by its content, so that the same text has the same id."""
        text, replaced = without_surrogates(text)
        digest = sha256(text.encode()).hexdigest()[:16]
        text, read = without_references(text)
        text, plain = with_plain_blanks(text)
        return cls(f"sha256:{digest}", text, source, (*warnings, *replaced, *read, *plain))


def clean_page(
    page: Page, stages: Sequence[Stage], settings: Settings | None = None, *, explain: bool = False
) -> Article:
    """Run the stages over a page and project the record."""
    document = engine.run(Document.from_text(page.text, settings or DEFAULT), stages)
    return project(document, id=page.id, source=page.source, warnings=page.warnings, explain=explain, extra=page.extra)
