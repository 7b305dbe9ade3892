"""The log-odds of every line of a page."""

from __future__ import annotations

from cleannews.document import Document
from cleannews.linemodel.features import measure
from cleannews.linemodel.model import Model

HOPELESS = -6.0
"""What a line gets that is not worth a look: a few words, no sentence, no prose anywhere near."""


def score(document: Document, model: Model) -> list[float]:
    """Return for each logical line the log-odds that it is of the article's body."""
    if not document.texts:
        return []
    lines = measure(document, model.odds)
    columns = dict(zip(lines.names, lines.columns, strict=True))
    live = [
        i
        for i, (units, inner, ending, near) in enumerate(
            zip(columns["units"], columns["inner"], columns["ending"], columns["w12"], strict=True)
        )
        if units > 4 or inner or near or 0 < ending < 3
    ]
    out = [HOPELESS] * len(document.texts)
    for i, value in zip(live, model.forest.score(columns, live), strict=True):
        out[i] = value
    return out
