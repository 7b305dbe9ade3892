"""Pages with everything that was decided about them, for the views that show more than the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleannews import engine
from cleannews.article import Article, project
from cleannews.batch.inputs import Input
from cleannews.batch.units import Unit, page, units, why
from cleannews.cleaning import Page
from cleannews.document import Document
from cleannews.engine import Stage
from cleannews.formats import Reading
from cleannews.report.numbers import page_name
from cleannews.settings import DEFAULT, Settings


class Examined(NamedTuple):
    """A page's record, with `removed`, and the document it was made of."""

    article: Article
    document: Document

    @property
    def name(self) -> str:
        """Where the page came from, as short as it is clear: its file, and its id if the file holds many."""
        return page_name(self.article.source, self.article.id)


class Failed(NamedTuple):
    """An input, or one page of it, that gave no article, and why."""

    path: str
    reason: str


def examine(page: Page, stages: Sequence[Stage], settings: Settings = DEFAULT) -> Examined:
    """Clean a page and keep the document."""
    document = engine.run(Document.from_text(page.text, settings), stages)
    article = project(document, id=page.id, source=page.source, warnings=page.warnings, explain=True, extra=page.extra)
    return Examined(article, document)


def examined(
    inputs: Iterable[Input], reading: Reading, stages: Sequence[Stage], settings: Settings
) -> Iterator[Examined | Failed]:
    """Yield each page of the inputs, in order; one that cannot be read or cleaned costs only itself."""
    for unit in units(inputs, reading):
        if unit.outcome == "failed":
            yield _examined(unit, reading, stages, settings)


def _examined(unit: Unit, reading: Reading, stages: Sequence[Stage], settings: Settings) -> Examined | Failed:
    if unit.trouble is not None:
        return Failed(unit.input.shown, unit.trouble)
    try:
        return examine(page(unit, reading), stages, settings)
    except Exception as reason:
        return Failed(unit.input.shown, why(reason))
