"""One page through the pipeline: the pure function that the library, the command and the batch runs share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any, NamedTuple, Self

from cleannews import engine
from cleannews.article import Article, Source, project
from cleannews.decoding import before_references, with_plain_blanks, without_references, without_surrogates
from cleannews.document import Document
from cleannews.engine import Stage
from cleannews.settings import DEFAULT, Settings


class Page(NamedTuple):
    """One page to clean: what a reader gives.

    `text` is what the stages work on.  `extra` are fields of the input that are passed through.  `came` is the text as
    it came, where references to characters were replaced in it (`decoding.without_references`), else None: offsets in
    the record are into the text as it came.
    """

    id: str
    text: str
    source: Source
    warnings: tuple[str, ...] = ()
    extra: Mapping[str, Any] = {}
    came: str | None = None

    @classmethod
    def from_text(cls, text: str, source: Source = Source(), warnings: tuple[str, ...] = ()) -> Self:  # noqa: B008
        """Make a page of decoded text.  Its id is a hash of the text as it came: the same text has the same id."""
        text, replaced = without_surrogates(text)
        digest = sha256(text.encode()).hexdigest()[:16]
        clear, read = without_references(text)
        clear, plain = with_plain_blanks(clear)
        warned = (*warnings, *replaced, *read, *plain)
        return cls(f"sha256:{digest}", clear, source, warned, came=text if read else None)


def clean_page(
    page: Page, stages: Sequence[Stage], settings: Settings | None = None, *, explain: bool = False
) -> Article:
    """Run the stages over a page and return its article; raises `StageError` if one of them fails."""
    document = engine.run(Document.from_text(page.text, settings or DEFAULT), stages)
    article = project(
        document, id=page.id, source=page.source, warnings=page.warnings, explain=explain, extra=page.extra
    )
    return article if page.came is None else _as_it_came(article, before_references(page.came))


def _as_it_came(article: Article, came: Callable[[int], int]) -> Article:
    """The article with its offsets into the page as it came; `came` translates one offset."""
    paragraphs = [p._replace(start=came(p.start), end=came(p.end)) for p in article.paragraphs]
    removed = article.removed and [
        r._replace(start=came(r.start), end=came(r.end), repeats=None if r.repeats is None else came(r.repeats))
        for r in article.removed
    ]
    return replace(article, paragraphs=paragraphs, removed=removed)
