"""Short sentences of the article: what people say in interviews, the last line of a news item.

By itself "Yes. Four hours." reads like what stands around an article, and the line model has seen little of its kind.
But whole sentences that do not speak to the readers hardly stand between two paragraphs of another text; and where
the article ends, so do the odds.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleannews.document import STANDING, Document
from cleannews.stages.boilerplate.appeals import is_appealing
from cleannews.text import unspaced

LEAST = -2.2
"""Log-odds of body below which no sentence is taken."""
BETWEEN, BEHIND = 4, 10
"""Lines that are taken at most between two of the article, and behind its last one."""
FALL = 0.8
"""Log-odds by which the line behind the last sentence is less likely of the article than any of those taken."""
_STOPS = frozenset(".?。？؟।")
CLOSERS = "\"'”’»“)」』 "
"""What may stand behind the stop of a sentence."""


def with_terse(document: Document, kept: Sequence[int]) -> list[int]:
    """The kept lines, in order, with the sentences between them and behind the last one that the line model doubted."""
    found = [*kept]
    for line, after in pairwise(kept):
        if 1 < after - line <= BETWEEN + 1 and _end_of_sentences(document, line + 1, after) == after:
            found += range(line + 1, after)
    if kept and not _appeals(document, kept[-1]):
        first = kept[-1] + 1
        end = _end_of_sentences(document, first, min(first + BEHIND, len(document.texts)))
        if _ends_there(document.scores, first, end):
            found += range(first, end)
    return sorted(found)


def _end_of_sentences(document: Document, first: int, last: int) -> int:
    """The line behind the run of sentences that begins at a line, at most `last`."""
    return next((line for line in range(first, last) if not _is_sentence(document, line)), last)


def _is_sentence(document: Document, line: int) -> bool:
    text = document.texts[line]
    bare = text.rstrip(CLOSERS)
    return (
        document.scores[line] > LEAST
        and document.roles[line] == STANDING
        and bare[-1:] in _STOPS
        and not bare.endswith("..")
        and not text[0].islower()
        and text not in document.texts[line - 1]
        and (" " in text or unspaced(text[0]) or document.texts[line - 1][-1] in "?？؟")
        and not _appeals(document, line)
    )


def _appeals(document: Document, line: int) -> bool:
    return is_appealing(document.texts[line], document.field("language"))


def _ends_there(scores: Sequence[float], first: int, end: int) -> bool:
    """Whether the odds fall, or the page ends, behind the lines from `first` to before `end`."""
    return first < end and (end == len(scores) or scores[end] <= min(scores[first:end]) - FALL)
