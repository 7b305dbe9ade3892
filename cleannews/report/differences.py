"""The page and the article as a unified diff, found from the journal: no search, so linear in the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from cleannews.article import Article


def unified(source: str, article: Article, name: str) -> Iterator[str]:
    """Yield the lines of a unified diff, in one hunk, from the page to the article's text.

    >>> from cleannews import clean
    >>> article = clean("One.\\n", stages=["segmentation"])
    >>> print(*unified("One.\\n", article, "page.txt"), sep="\\n")
    --- page.txt
    +++ page.txt (article)
    @@ -1,1 +1,1 @@
     One.
    """
    old, new = _lines(source), _lines(article.text)
    yield f"--- {name}"
    yield f"+++ {name} (article)"
    yield f"@@ -{_extent(old)} +{_extent(new)} @@"
    i = j = 0
    for same_old, same_new in [*_unchanged(source, old, article), (len(old), len(new))]:
        yield from (f"-{line}" for line in old[i:same_old])
        yield from (f"+{line}" for line in new[j:same_new])
        if same_old < len(old):
            yield f" {old[same_old]}"
        i, j = same_old + 1, same_new + 1


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def _extent(lines: list[str]) -> str:
    return f"1,{len(lines)}" if lines else "0,0"


def _unchanged(source: str, old: list[str], article: Article) -> Iterator[tuple[int, int]]:
    """Pairs of line numbers (from 0) in the page and in the article that are the same, in order."""
    breaks = [at for at, character in enumerate(source) if character == "\n"]
    for number, paragraph in enumerate(article.paragraphs):
        at = bisect_right(breaks, paragraph.start)
        if old[at] == paragraph.text:
            if number and not old[at - 1]:
                yield at - 1, 2 * number - 1
            yield at, 2 * number
