"""What speaks against a page's being an article, to be said in its record and left to its reader.

Pages of links, home pages above all, have teasers that read like short paragraphs, each by itself between titles; and
they have no date.  A notice that asks for consent may be all that a scraper was shown.  Of 1,068 versions of pages of
news five are doubted, all of one page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleannews.document import Document, Paragraph
from cleannews.stages.boilerplate import DATES
from cleannews.stages.boilerplate.consent import mostly_notices
from cleannews.stages.boilerplate.terse import CLOSERS
from cleannews.text import words_in

TOGETHER = 30
"""Words of sentences that stand together in any article."""
LIST = 3
"""Paragraphs that make a list."""
_STOPS = frozenset(".!?…。！？｡؟۔।")


def doubts(document: Document, paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """What to tell of a finished document with these paragraphs."""
    if not paragraphs:
        return ("no article found",)
    if not document.fields.keys().isdisjoint(DATES):
        return ()
    if len(paragraphs) >= LIST and _most_together(paragraphs) < TOGETHER:
        return ("no date, and no paragraphs that stand together: perhaps a list of links",)
    if mostly_notices([paragraph.text for paragraph in paragraphs], document.field("language")):
        return ("no date, and most of the text is about consent: perhaps a notice in front of the article",)
    return ()


def _most_together(paragraphs: Iterable[Paragraph]) -> int:
    """The most words of sentences in lines that nothing stands between."""
    most = words = 0
    below = -1
    for paragraph in paragraphs:
        size = words_in(paragraph.text)
        if paragraph.line != below:
            words = 0
        words = words + size if paragraph.text.rstrip(CLOSERS)[-1:] in _STOPS else 0
        most, below = max(most, size if size >= TOGETHER else words), paragraph.last + 1
    return most
