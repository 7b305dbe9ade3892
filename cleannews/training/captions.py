"""Learn which lines are captions, from pages whose captions are known.

    python -m cleannews.training.captions MODELS PAGES.jsonl.gz ...      # writes weights.json of the captions stage

A page is {"flat": {tool: text, ...}, "publisher": ..., "reference": {"body": [...], "captions": [{"text": ...}, ...]}}.
Every line that something speaks for is one example; logistic regression weighs the facts that hold of it.  Lines of
the same kind on one page count as their square root, so that a gallery does not outvote a hundred pages.

The line model's scores are evidence, and a model is surer of pages that it was taught with than of new ones: MODELS is
a folder of five models, each learnt without a fifth of the publishers (see `unseen`); those that are not there yet are
learnt from the pages given.  To be run again, with an empty folder, after the line model changes, and after
`training.fields`: what is a headline is no caption.  Needs the extra `train`.

What was compared, on 158 pages labelled by hand, eight flattenings each, the weights always learnt without the fifth of
the publishers that is scored (F1 of captions; a perfect judge of the same candidates would have 0.89 at a recall of
0.81, and 33 of the 53 wrong captions of a flattening are of pages whose captions are known without their text, so most
of those are right):

    credits, copies and brackets as signs, a copy forgotten where there is a credit              0.739
    + a copy is a fact beside a credit; the region from the headline on, galleries closed        0.748
    + what lies on a credit's other side, and on which side this page's credits have captions    0.755
    + a caption with a credit takes the text above it for its alternative text                   0.762
    + no wrong examples from pages where not all captions are known                              0.764
    + lists, series of credits, a credit after its colon alone, in brackets after a word         0.770
    + of two lines around one credit the likelier; lines in the body must be surer               0.772
    + an alternative text with a credit of its own is the caption's that says the same           0.7725  <- this

What did not help: taking every line below a credit for a candidate (0.746: it is right on four publishers' pages); a
credit's likelier neighbour although it is unlikely (0.766 down to 0.750); words like "left" or "pictured" as a sign of
their own (4 of 542 such lines are captions); lines between headline and body without any sign (91 of 1600, 0.752);
lines that begin or end like their neighbour, as a sign (0.000); odds of single words in captions against paragraphs,
from 1000 captions of 225 publishers (0.768; of 2278 lines without a sign the 16 captions rank 31st and lower);
other priors and thresholds (0.753 to 0.761, against 0.755); examples that all weigh the same (0.747 to 0.753).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import cleannews.stages.captions
from cleannews.document import Document
from cleannews.engine import run
from cleannews.pipeline import select
from cleannews.settings import Settings
from cleannews.stages.captions.features import facts
from cleannews.stages.captions.lines import key
from cleannews.stages.captions.page import Page
from cleannews.stages.captions.region import prose_lines, read_region
from cleannews.stages.captions.signs import candidates
from cleannews.stages.captions.vocabulary import words
from cleannews.training.unseen import part, read, settings

ALIKE = 0.8
"""Share of common words (F1) from which a line counts as the known caption."""
PRIOR = 0.1
"""C of the regression: the lower, the smaller the weights."""
SEEN = 20
"""The fewest examples that a fact must hold of to be learnt."""


class Example(NamedTuple):
    """The facts that hold of a line, whether it is a caption, and what it weighs."""

    facts: tuple[str, ...]
    right: bool
    weight: float


def examples(pages: Iterable[Mapping[str, Any]], unseen: Sequence[Settings]) -> Iterator[Example]:
    """The lines of every version of every page with a known caption; of others none, as captions may be missing.

    `unseen` are the settings for each part of the publishers.
    """
    stages = select(only=["markup", "segmentation", "language", "scoring", "metadata"])
    for page in pages:
        known = [c.get("text") or "" for c in page["reference"].get("captions") or ()]
        honest = unseen[part(str(page["publisher"]))]
        for text in page["flat"].values() if any(known) else ():
            yield from _of_page(run(Document.from_text(text, honest), stages), known)


def _of_page(document: Document, known: list[str]) -> Iterator[Example]:
    if not (prose := prose_lines(document)):
        return
    vocabulary = words(document.field("language"))
    page = Page(document, prose, vocabulary, read_region(document, prose, vocabulary))
    found = [
        (signs[0], facts(page, place, *signs), _is_known(page.lines[place].text, known))
        for place, *signs in candidates(page)
    ]
    kinds = Counter((sign.split()[0], right) for sign, _, right in found)
    for sign, shown, right in found:
        if right or all(known):  # some captions are known without their text: no proof of a mistake
            yield Example(tuple(shown), right, kinds[sign.split()[0], right] ** -0.5)


def _is_known(text: str, known: list[str]) -> bool:
    return any(_common(key(text).split(), key(caption).split()) >= ALIKE for caption in known if caption)


def _common(one: list[str], other: list[str]) -> float:
    return 2 * sum((Counter(one) & Counter(other)).values()) / max(1, len(one) + len(other))


def weights(found: list[Example]) -> Mapping[str, float]:
    """The weight of each fact, and the constant under ""."""
    import numpy as np
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    seen = Counter(fact for example in found for fact in example.facts)
    column = {fact: i for i, fact in enumerate(sorted(fact for fact, count in seen.items() if count >= SEEN))}
    rows = [[column[fact] for fact in example.facts if fact in column] for example in found]
    ends = np.cumsum([0, *map(len, rows)])
    cells = [i for row in rows for i in row]
    matrix = csr_matrix((np.ones(len(cells)), cells, ends), (len(rows), len(column)))
    model = LogisticRegression(C=PRIOR, max_iter=300, solver="liblinear")
    model.fit(matrix, [e.right for e in found], sample_weight=[e.weight for e in found])
    learnt: dict[str, Any] = {fact: round(float(model.coef_[0][i]), 2) for fact, i in column.items()}
    return {"": round(float(model.intercept_[0]), 2)} | {fact: w for fact, w in learnt.items() if abs(w) >= 0.05}


def main(models: Path, paths: list[Path]) -> None:
    """Learn from the pages and put the weights where the stage reads them."""
    pages = list(read(paths))
    learnt = weights(list(examples(pages, settings(pages, models))))
    folder = Path(cleannews.stages.captions.__file__).parent
    text = json.dumps(learnt, indent=1, ensure_ascii=False)
    (folder / "weights.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(argument) for argument in sys.argv[2:]])
