"""Remove what returns on many pages of the same site, if a profile of the site is at hand (`cleannews learn`).

Menus, footers, newsletter boxes and licence notes return; an article's lines hardly do.  But some do: agency copy, the
standing sub-headlines of a series, the background paragraph of a long story, a teaser that other pages show.  So the
more a line reads like an article, the more pages it must return on, and if most of what reads like an article returns,
the page is taken for a copy of others, and nothing of that is touched.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import STANDING, Document
from cleannews.edits import Drop, Edit
from cleannews.engine import Stage
from cleannews.profiles import key, load

RULES = {
    "returns": "The line stands on many pages of this site.",
    "paragraph-returns": "The paragraph stands on most pages of this site, together with others that return.",
}

_FEWEST_PAGES = 5  # of a site, before its memory says anything
_FEWEST_TIMES = 3
_PARAGRAPH = 100  # code points: a line this long can be a paragraph of an article
_SHARE = 0.1  # of pages, for a line that does not read like an article anyway
_SHARE_OF_LINE = 0.3
_SHARE_OF_PARAGRAPH = 0.5  # where a line beside it returns too, as in a box
_SHARE_OF_LONE_PARAGRAPH = 0.8


def propose(document: Document) -> Iterator[Edit]:
    """Remove what returns on many pages of the same site."""
    if document.settings.profile is None:
        return
    keys = [key(text) for text in document.texts]
    site = load(document.settings.profile).recognise(keys)
    if site is None or site.pages < _FEWEST_PAGES:
        return
    shares = [site.share(k) if site.lines.get(k, 0) >= _FEWEST_TIMES else 0.0 for k in keys]
    scores = document.scores or (0.0,) * len(keys)
    found = [
        (line, rule)
        for line, role in enumerate(document.roles)
        if role == STANDING and (rule := _rule(document, line, shares, scores[line]))
    ]
    copy = _copied(document, {line for line, _ in found}, scores)
    for line, rule in found:
        if scores[line] <= 0 or not copy:
            yield Drop((line,), rule, (scores[line],))


def _rule(document: Document, line: int, shares: list[float], score: float) -> str | None:
    share = shares[line]
    if score <= 0 or share == 0:
        return "returns" if share >= _SHARE else None
    if len(document.texts[line]) < _PARAGRAPH:
        return "returns" if share >= _SHARE_OF_LINE else None
    beside = max(shares[max(0, line - 1) : line] + shares[line + 1 : line + 2], default=0.0)
    needed = _SHARE_OF_PARAGRAPH if beside >= _SHARE_OF_LINE else _SHARE_OF_LONE_PARAGRAPH
    return "paragraph-returns" if share >= needed else None


def _copied(document: Document, found: set[int], scores: tuple[float, ...]) -> bool:
    """Whether more than half of the text that reads like an article is in `found`, the lines that return."""
    body = [line for line, role in enumerate(document.roles) if role == STANDING and scores[line] > 0]
    lengths = {line: len(document.texts[line]) for line in body}
    return 2 * sum(length for line, length in lengths.items() if line in found) > sum(lengths.values())


SITE_MEMORY = Stage("site_memory", propose, RULES, needs=frozenset({"scores"}))
