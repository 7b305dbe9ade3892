"""Learn where blocks end that were run together, from pages that have their line breaks.

    python -m cleannews.training.borders PAGES.jsonl.gz ...     # writes borders.json of the segmentation stage

A page is {"flat": {tool: text, ...}, "reference": {"title": ...}}.  Its lines are joined with a blank, and once more
with nothing, and every place between two words is one example: a border, or none.  Versions with lines that
segmentation would join are left out, as their line breaks are not those of blocks.  Logistic regression weighs what
shows.  Needs the extra `train`.

What was compared, on five flattenings of 158 news pages run together with a blank and three with nothing, the weights
learnt without the fifth of the publishers that is scored (F1 of the body, headlines right, F1 of authors, dates right,
F1 of captions):

    patterns for sentences, separators, capitals and repeats, as before                 .870  .392  .417  .743  .401
    shapes, endings, lengths, repeats, small letters elsewhere; blanks alone            .892  .603  .512  .914  .502
    + words of the pack: bylines, dates, roles, menus, given names                      .894  .632  .614  .938  .497
    fewer sorts of evidence, all tools, some without marks of lists (this)              .896  .559  .629  .871  .555

(The second and third line are of three versions with a blank, and with marks of lists, which pages without tags seldom
have.)  For a blank the places at -0.7 are the best compromise: at -1.0 the body has 0.02 less, at 0.0 authors and dates
0.1; on glued pages those at -0.3 (body 0.001 to 0.005 more, captions 0.03).  Breaking pieces at their sentences too
costs a tenth of the headlines, so only long ones are; not breaking those costs the body 0.005.

What did not help: the end of a sentence before, the run of capitals before, how often each word stands on the page, if
the word before or after has small letters elsewhere (together 0.0005 of log-loss, three fifths of the weights); which
words they are, of those with ten publishers (log-loss .154 instead of .166, but the body only 0.000 to 0.009 better
where headlines or authors are as much worse, for twice the weights).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import cleannews.stages.segmentation
from cleannews.document import Document
from cleannews.languages.identification import identify
from cleannews.stages.segmentation import borders
from cleannews.stages.segmentation.inline import continuations
from cleannews.stages.segmentation.run_together import is_glued
from cleannews.stages.segmentation.seams import words
from cleannews.stages.segmentation.wrapping import wrapped
from cleannews.training.unseen import read

SEED = 20230201
VERSIONS, LONGEST = 2, 5000
"""Versions of a page that are learnt from, and words of each."""
UNMARKED, TITLED, MIXED, BLANKS = 0.3, 0.4, 0.4, 0.3
"""Shares: of versions that lose the marks of lists and headings, as pages do whose tags are thrown away; that get the
page's title as their first line; of glued ones with some blanks, and of these."""
MARKS = "#*+-•·>|▪■□☆○►▸ "
SAMPLED = 0.4
"""Share of the places that are no border which are learnt from, each weighing as much more."""
SEEN, LEAST = 100, 0.1
"""Examples that a fact must hold of, and the smallest weight that is kept."""
PRIOR = 0.3
"""C of the regression: the lower, the smaller the weights."""


class Example(NamedTuple):
    """What shows of a place between two words, whether it is a border, and its weight."""

    shown: list[str]
    right: bool
    weight: float


def examples(pages: Iterable[Mapping[str, Any]], chance: Random, *, glued: bool) -> Iterator[Example]:
    """The places of some versions of every page."""
    for page in pages:
        versions = [text for text in page["flat"].values() if text and _has_its_lines(text)]
        for text in chance.sample(versions, min(VERSIONS, len(versions))):
            lines = [line.strip() for line in text.split("\n") if line.strip()]
            if chance.random() < UNMARKED:
                lines = [*filter(None, (line.lstrip(MARKS) for line in lines))]
            if (title := page["reference"].get("title")) and chance.random() < TITLED:
                lines.insert(0, title.strip())
            yield from _of_lines(lines, chance, glued=glued)


def _has_its_lines(text: str) -> bool:
    document = Document.from_text(text)
    sizes = [end - start for start, end in document.spans]
    return is_glued(document, sizes) is None and not wrapped(document) and not continuations(document)


def _of_lines(lines: list[str], chance: Random, *, glued: bool) -> Iterator[Example]:
    blanks = 1.0 if not glued else BLANKS if chance.random() < MIXED else 0.0
    starts, text = set(), ""
    for line in lines:
        starts.add(len(text))
        text += line + " " * (chance.random() < blanks)
        if len(text) > 10 * LONGEST:
            break
    found = words(text, glued=glued)[:LONGEST]
    shown = borders.evidence(
        [text[start:end] for start, end, _ in found], [word.apart for word in found], identify([text]), glued=glued
    )
    for word, facts in zip(found[1:], shown, strict=True):
        right = word.start in starts
        if right or chance.random() < SAMPLED:
            yield Example(facts, right, (1 if right else 1 / SAMPLED) / len(found) ** 0.5)


def weights(found: Iterable[Example]) -> dict[str, float]:
    """The weight of each fact, and the constant under ""."""
    import numpy as np
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    names: dict[str, int] = {}
    cells, ends, right, heavy = [], [0], [], []
    for example in found:
        cells += [names.setdefault(name, len(names)) for name in example.shown]
        ends.append(len(cells))
        right.append(example.right)
        heavy.append(example.weight)
    seen = Counter(cells)
    kept = {name: i for name, i in names.items() if seen[i] >= SEEN}
    matrix = csr_matrix((np.ones(len(cells), np.float32), cells, ends), (len(right), len(names)))
    model = LogisticRegression(C=PRIOR, max_iter=100)
    model.fit(matrix[:, list(kept.values())], right, sample_weight=np.array(heavy) / np.mean(heavy))
    learnt = {name: round(float(weight), 2) for name, weight in zip(kept, model.coef_[0], strict=True)}
    return {"": round(float(model.intercept_[0]), 2)} | {n: w for n, w in sorted(learnt.items()) if abs(w) >= LEAST}


def learn(pages: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """The two tables of weights: blocks with a blank between them, and with nothing."""
    return {
        name: weights(examples(pages, Random(SEED), glued=glued)) for name, glued in (("blank", False), ("glued", True))
    }


def main(paths: list[Path]) -> None:
    """Learn from the pages and put the weights where the stage reads them."""
    folder = Path(cleannews.stages.segmentation.__file__).parent
    text = json.dumps(learn(list(read(paths))), indent=1, ensure_ascii=False)
    (folder / "borders.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
