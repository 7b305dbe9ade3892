"""dolma's attributes: what was removed, as spans of the page, so that its mixer can cut without us rewriting text.

The page is dolma's document, as it was read: lines of attributes and of documents must agree one to one, in order.
Offsets count code points from 0, as dolma's taggers and its mixer count them.
"""

from __future__ import annotations

import re

from cleannews.article import Article
from cleannews.shapes import Key, Shape

ALL = "cleannews__removed__all"


def _attributes(article: Article) -> dict[str, list[tuple[int, int, float]]]:
    spans: dict[str, list[tuple[int, int, float]]] = {ALL: []}
    for cut in article.removed or ():
        name = "cleannews__" + re.sub(r"\W", "_", cut.rule.replace("/", "__"))
        for key in (ALL, name):
            spans.setdefault(key, []).append((cut.start, cut.end, 1.0))
    return spans


SHAPE = Shape(
    title="dolma attributes",
    specification="https://github.com/allenai/dolma/blob/main/docs/data-format.md",
    keys=(
        Key("id", "id"),
        Key(
            "attributes",
            f"removed, as [start, end, 1.0] in the page: all of it under {ALL}, and by the rule that took it out, as"
            " cleannews__boilerplate__after_article",
            _attributes,
        ),
    ),
    lost=(
        "Everything but the spans: the fields stand in the shape dolma, under the same id.  A page that failed has no"
        " line, and dolma then refuses the file: clean that page's document away too."
    ),
    explain=True,
)
