"""The log-odds of every line of a page, in two passes.

The first pass judges each line with its neighbours.  Where it is sure (log-odds beyond `CONTESTED`) a second look
changes nothing, so only the contested lines, about thirty a page, get one: with the scores of all lines as context
the second forest knows where the main block is and how its paragraphs read.
"""

from __future__ import annotations

from cleannews.document import Document
from cleannews.linemodel.closer import look_closer
from cleannews.linemodel.context import HOPELESS, reconsider
from cleannews.linemodel.features import measure
from cleannews.linemodel.icons import SHORTEST, icon_run
from cleannews.linemodel.model import Model

CONTESTED = 2.0


def score(document: Document, model: Model) -> list[float]:
    """Return for each logical line the log-odds that it is of the article's body."""
    scores = [HOPELESS] * len(document.texts)
    lines = measure(document, model.odds)
    if not lines.live:
        return scores
    for i, value in zip(lines.live, model.first.score(lines.columns, lines.live), strict=True):
        scores[i] = value
    contested = [i for i in lines.live if -CONTESTED < scores[i] < CONTESTED]
    if contested and model.second.used:
        shared = [name for name in model.second.used if name in lines.columns]
        columns = {name: [*map(lines.columns[name].__getitem__, contested)] for name in shared}
        columns |= look_closer(document, lines, contested) | reconsider(lines, scores, contested)
        for i, value in zip(contested, model.second.score(columns, range(len(contested))), strict=True):
            scores[i] = value
    texts = document.texts
    for i in [i for i in lines.live if len(texts[i]) >= SHORTEST]:
        if icon_run(texts[i]):
            scores[i] = HOPELESS
    return scores


def check(model: Model) -> None:
    """Raise `ModelError` where the model reads columns that are not measured here."""
    document = Document.from_text("One line.\n\nAnother line.")
    lines = measure(document, model.odds)
    model.first.score(lines.columns, lines.live)
    columns = {name: column[:1] for name, column in lines.columns.items()}
    model.second.score(columns | look_closer(document, lines, [0]) | reconsider(lines, [0.0, 0.0], [0]), [0])
