"""Standfirst and section: the lines right under and right above the headline."""

from __future__ import annotations

from collections.abc import Collection

from cleannews.document import STANDING, Document
from cleannews.languages import fold
from cleannews.stages.metadata.region import Region
from cleannews.stages.metadata.vocabulary import Vocabulary

BULLETS = "*#•-+ 0123456789."
SHORTEST, LONGEST = 40, 500
"""Code points of a standfirst."""
MENU = 3
"""Lines of sections and words of menus above a section that make it one of them; a breadcrumb has fewer."""
LIKELY = -1.0
"""Log-odds of being body that a standfirst has at least: it is prose."""


def standfirst(
    document: Document, headline: int, region: Region, signed: Collection[int], words: Vocabulary
) -> int | None:
    """Return the line of prose between the headline and the lines that date or sign the article.

    Where nothing stands between the headline and the first paragraph, there is no telling a standfirst from it.
    """
    below = sorted(i for i in signed if i > headline)
    if not below or below[0] > region.first + 3:
        return None
    for i in range(headline + 1, below[0]):
        text = document.texts[i]
        if SHORTEST <= len(text) <= LONGEST and document.roles[i] == STANDING and document.scores[i] > LIKELY:
            tokens = fold(text[:60]).replace(":", " ").split()
            return None if not words.pictures.isdisjoint(tokens) or text[-1] in ")]" else i
    return None


def section(document: Document, headline: int, words: Vocabulary) -> int | None:
    """Return the line right above the headline that names the section, or the one above that where it ends no menu.

    Nor may the line right above be the last item of a list of sections.
    """
    for i in (headline - 1, headline - 2):
        if i >= 0 and document.roles[i] == STANDING and _bare(document.texts[i]) in words.sections:
            return None if _in_menu(document, i, words) else i
    return None


def _in_menu(document: Document, line: int, words: Vocabulary) -> bool:
    """Whether a menu ends in a line: items with the same bullet, or names of sections, no further apart than they."""
    texts = document.texts
    above = texts[max(0, line - MENU) : line]
    if len(above) < MENU or document.gap(line) > document.gap(line - 1):
        return False
    bullet = texts[line][0]
    if not bullet.isalnum() and all(text[0] == bullet for text in above):
        return True
    bare = {*map(_bare, above)}
    return len(bare) == MENU and bare <= words.sections | words.furniture


def _bare(text: str) -> str:
    return fold(text.lstrip(BULLETS)).strip(" :")
