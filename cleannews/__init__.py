"""Turn flattened news pages into articles, with a named reason for everything that is removed.

>>> from cleannews import clean
>>> clean("Menu\\nSearch\\nShare").paragraphs
[]
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleannews.article import Article, Removed
    from cleannews.engine import Stage
    from cleannews.settings import Settings

__all__ = ["clean", "explain"]
__version__ = "0.1.0"


def clean(
    text: str,
    *,
    settings: Settings | None = None,
    stages: Collection[str] = (),
    skip: Collection[str] = (),
    own: Sequence[Stage] = (),
    explain: bool = False,
) -> Article:
    """Return the article in one page of flattened text.

    `stages` and `skip` select stages by name, `own` are stages of yours to run besides; with `explain` the article
    lists what was removed.  Any string gives an article; one without news has no paragraphs and a warning.  Raises
    `StageError` for a selection that cannot work.
    """
    from cleannews.cleaning import Page, clean_page
    from cleannews.pipeline import select

    return clean_page(Page.from_text(text), select(stages, skip, own), settings, explain=explain)


def explain(text: str, *, settings: Settings | None = None) -> list[Removed]:
    """Return everything in the page that is not in the article's text, with the stage and rule that took it out."""
    return clean(text, settings=settings, explain=True).removed or []
