"""Turn flattened news pages into articles, with a named reason for everything that is removed.

>>> from cleannews import clean
>>> page = '''Menu
... Ferry fares to rise in spring
... By Ann Lee
... The ferry company will raise its fares by a tenth from the first of April, it said on Thursday.
... “Nobody likes to pay more for the same boat,” said Kari Moe, who runs the company.'''
>>> article = clean(page)
>>> article.headline, article.authors
('Ferry fares to rise in spring', ['Ann Lee'])
>>> [(quote.speaker, quote.text) for quote in article.quotes]
[('Kari Moe', 'Nobody likes to pay more for the same boat,')]
>>> clean(page, explain=True).removed[0].rule
'boilerplate/before-article'

`Article.record()` is the article as plain dicts and lists; `cleannews.shapes` has it as other formats do.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime
    from os import PathLike

    from cleannews.article import Article, Caption, Paragraph, Part, Quote, Removed, Source
    from cleannews.engine import Stage, StageError
    from cleannews.settings import Settings, Strictness

__all__ = [
    "Article",
    "Caption",
    "Paragraph",
    "Part",
    "Quote",
    "Removed",
    "Settings",
    "Source",
    "Stage",
    "StageError",
    "clean",
    "explain",
]
__version__ = "0.1.0"

_HOMES = {"Settings": "settings", "Stage": "engine", "StageError": "engine"}


def clean(
    text: str,
    *,
    url: str | None = None,
    language: str | None = None,
    reference_time: datetime | None = None,
    strictness: Strictness | None = None,
    model: str | PathLike[str] | None = None,
    profile: str | PathLike[str] | None = None,
    settings: Settings | None = None,
    stages: Collection[str] = (),
    skip: Collection[str] = (),
    own: Sequence[Stage] = (),
    explain: bool = False,
) -> Article:
    """Return the article in one page of flattened text.

    Any string gives an article; one without news has no paragraphs and a warning.  The same arguments always give the
    same article: nothing is read but the files that are named here, no clock and no network.

    `text` is decoded; its lines end in "\\n".  Offsets in the article count its code points from 0.
    `url` is the page's address, for `article.source.url`; it is not fetched.
    `language` is a BCP 47 code ("en", "pt") for what would otherwise be identified.
    `reference_time` is what "3 hours ago" counts from; without it, that gives no date.
    `strictness` keeps more of the page ("low"), or only what is surely the article ("high"); "normal" otherwise.
    `model` and `profile` are paths of a line model (`cleannews train`) and of a site's memory (`cleannews learn`).
    `settings` holds the same five for many calls; what is given besides goes above it.
    `stages` and `skip` select stages by name, `own` are stages of yours to run besides.
    `explain` fills `article.removed`: all that is not in `article.text`, with its rule.

    Raises `TypeError` if `text` is no string (bytes, or a data frame's None) or `reference_time` no datetime,
    `ValueError` for another `strictness` or a `language` that is not known, and `StageError`, a `ValueError` too, for
    stages that cannot be selected so, or if one fails: one of your own, or for a model or profile that cannot be read.

    >>> clean("Ferry back\\n\\nThe ferry was back two hours ago.", url="https://a.example/1").source.url
    'https://a.example/1'
    """
    from cleannews.article import Source
    from cleannews.cleaning import Page, clean_page
    from cleannews.languages import check
    from cleannews.pipeline import select
    from cleannews.settings import checked

    if not isinstance(text, str):
        raise TypeError(f"a page is a string, not {type(text).__name__}")
    chosen = checked(
        settings,
        strictness=strictness,
        reference_time=reference_time,
        language=language,
        model=model,
        profile=profile,
    )
    if chosen.language is not None:
        check(chosen.language)
    return clean_page(Page.from_text(text, Source(url=url)), select(stages, skip, own), chosen, explain=explain)


def explain(text: str, *, settings: Settings | None = None) -> list[Removed]:
    """Return everything in the page that is not in the article's text, with the stage and rule that took it out.

    That is `clean(text, explain=True).removed`, in the order of the page; raises as `clean` does.
    """
    return clean(text, settings=settings, explain=True).removed or []


def __getattr__(name: str) -> Any:
    """Import what `clean` gives and takes when it is asked for, so that the command's start costs no more."""
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(f"cleannews.{_HOMES.get(name, 'article')}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
