"""Where on the page the article is: its block of prose, and the lines above it that can say what it is."""

from __future__ import annotations

from typing import NamedTuple

from cleannews.document import STANDING, Document

MOST = 2.5
"""A line's log-odds count up to this, so that a page's one sure line does not outweigh ten likely ones."""
LEAST = -1.2
"""... and down to this, so that a caption or an advertisement does not end the article."""
PARAGRAPH = 400
"""Code points after which a line counts no more than another."""


class Region(NamedTuple):
    """Line numbers of the article's block of prose: its first and its last line, both included."""

    first: int
    last: int


def find(document: Document) -> Region | None:
    """Return the run of lines with the most evidence for body in it; None for a page without scores.

    The run is the one with the greatest sum (Kadane's algorithm): likely lines count for it by their length, unlikely
    ones against it.
    """
    best, best_from, best_to = 0.0, -1, -1
    total, start = 0.0, 0
    texts, roles, scores = document.texts, document.roles, document.scores
    likely = [i for i, score in enumerate(scores) if score > 0]
    for i in range(likely[0], likely[-1] + 1) if likely else ():
        if (score := scores[i]) > 0:
            if roles[i] != STANDING:
                continue
            if total <= 0:
                total, start = 0.0, i
            length = len(texts[i])
            total += (score if score < MOST else MOST) * (length if length < PARAGRAPH else PARAGRAPH) / 100
            if total > best:
                best, best_from, best_to = total, start, i
        elif total > 0 and roles[i] == STANDING:
            total += (score if score > LEAST else LEAST) / 4
    if best_from < 0 and scores:
        best_from = best_to = max(range(len(scores)), key=scores.__getitem__)
    return Region(best_from, best_to) if best_from >= 0 else None
