"""Learn which line is the headline and which date the publication's, from pages where both are known.

    python -m cleannews.training.fields MODELS NEWS.jsonl.gz PAGES.jsonl.gz=0.35   # writes headline.json and dates.json

The number is what a page of that file weighs beside one of another; without it, 1.  The weights shipped are learnt
from five files, of which the largest and least newsy weighs 0.35.  The line model's scores are evidence, so each page
is scored by a model that did not see its publisher: MODELS is a folder of those, as for `training.captions`.  To be run
again, with an empty folder, after the line model changes.

A page is {"flat": {tool: text, ...}, "reference": {"title": ..., "date": ...}}.  Each page is one choice among its
candidates: the weights are those under which the right one has the greatest chance (conditional logit, as in McFadden,
1974), with a Gaussian prior.  Needs the extra `train`.

By publishers that were not learnt from, headlines right on news, on two files of mixed genres, on news whose paragraphs
alone are set apart, and on a few pages as 22 tools flatten them that no file is of:

    each version as its tool spaces it                                           .886  .886  .823  .684  .866
    + one version of each in two other spacings                                  .892  .888  .822  .715  .873   <- this
    + that version run together, with a blank and with nothing                   .889  .891  .821  .709  .870

Later, where the line begins beside the paragraphs, means over eight tools, on news, three files of mixed genres, news:

    without                                                                      .848  .814  .843  .753  .933
    with it                                                                      .848  .822  .848  .755  .941   <- this
    and beside the lines above and below it                                      .845  .818  .844  .756  .941

What did not help: how the gap above a paragraph or under it counts by itself (-.006 to +.009); a page as one without
gaps where hardly two short lines have one between them (-.002, -.010 on mixed genres); no gaps at all (-.005, -.039);
two to four pieces of a page run together as one candidate (-.004 to +.045 on such pages).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

import cleannews.stages.metadata
from cleannews.document import Document
from cleannews.engine import run
from cleannews.languages import fold
from cleannews.pipeline import select
from cleannews.settings import Settings
from cleannews.stages.metadata import dates, evidence, headline, opening, region
from cleannews.stages.metadata.near import Near
from cleannews.stages.metadata.page import BELOW, SIGNS, Page
from cleannews.training.augmentation import spacings
from cleannews.training.unseen import part, read, settings

PRIOR = 4.0
"""Precision of the prior: the higher, the smaller the weights; each page counts once for each of its versions."""
ALIKE = 0.9
"""A line this alike counts as the title (ratio of difflib)."""
LEAST_DATE = -1.5
"""Below this sum no date is answered: chosen so that nine of ten such answers would be right."""
DEAR = ("times", "in-title", "shares", "common", "early")
"""Evidence that is only looked for where it could change the answer; `most` is what it can add."""


class Choice(NamedTuple):
    """What shows of each candidate of one page, and which of them are right."""

    shown: list[tuple[str, ...]]
    right: list[bool]
    weight: float = 1.0


class Known(NamedTuple):
    """A version of a page as the metadata stage sees it, what is known of it, and its weight."""

    document: Document
    reference: dict[str, Any]
    weight: float


def documents(pages: Iterable[tuple[Mapping[str, Any], float]], models: Sequence[Settings]) -> Iterator[Known]:
    """Each version that has prose of each page and its weight, scored by the model that did not see its publisher.

    One version of each is there in two other spacings as well: where empty lines stand is a habit of the tool.
    """
    stages = select(only=["markup", "segmentation", "language", "scoring"])
    for number, (page, weight) in enumerate(pages):
        unseen = models[part(page["publisher"])]
        versions = list(page["flat"].values())
        for text in (*versions, *spacings(versions[number % len(versions)])):
            document = run(Document.from_text(text, unseen), stages)
            if region.find(document):
                yield Known(document, page["reference"], weight)


def headline_choice(near: Near, title: str) -> Choice:
    """The candidates for the headline of a page whose title is known."""
    page = _page(near)
    found = headline.candidates(page)
    shown = [(*c.evidence, *evidence.echoes(c.text, c.folded, c.line, page)) for c in found]
    return Choice(shown, [_alike(c.text, title) for c in found])


def date_choice(near: Near, day: str) -> Choice:
    """The candidates for the date of a page whose day is known; the headline must have been learnt before."""
    page = _page(near)
    chosen = headline.choose(headline.candidates(page), page)
    above = chosen.place.last if chosen else None
    found = dates.candidates(near.document, near.region, near.dates, above, near.words)
    return Choice([d.evidence for d in found], [d.date.iso[:10] == day for d in found])


def weights(choices: Iterable[Choice]) -> dict[str, float]:
    """Return the weights under which the right candidates are likeliest."""
    import numpy as np
    from scipy.optimize import minimize  # type: ignore[import-untyped]
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    pages = [choice for choice in choices if any(choice.right)]
    names: dict[str, int] = {}
    rows = [[names.setdefault(name, len(names)) for name in shown] for page in pages for shown in page.shown]
    ends = np.cumsum([len(row) for row in rows])
    columns = [column for row in rows for column in row]
    matrix = csr_matrix((np.ones(len(columns)), columns, [0, *ends]), (len(rows), len(names)))
    right = np.array([float(flag) for page in pages for flag in page.right])
    sizes, heavy = [len(page.shown) for page in pages], np.array([page.weight for page in pages])
    starts, group = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(pages)), sizes)

    def loss(w: Any) -> tuple[float, Any]:
        sums = matrix @ w
        odds = np.exp(sums - np.maximum.reduceat(sums, starts)[group])
        every, good = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts)
        slope = matrix.T @ (heavy[group] * (odds / every[group] - odds * right / good[group])) + PRIOR * w
        return float(PRIOR * (w @ w) / 2 - (heavy * np.log(good / every)).sum()), slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {name: round(float(found[i]), 2) for name, i in sorted(names.items())}


def main(models: Path, files: Iterable[tuple[Path, float]]) -> None:
    """Learn both from the pages and put the weights where the stage reads them."""
    folder = Path(cleannews.stages.metadata.__file__).parent
    pages = [(page, weight) for path, weight in files for page in read([path])]
    known = list(documents(pages, settings([page for page, _ in pages], models)))
    learnt = weights(_choices(known, "title", headline_choice))
    most = sum(max([0.0, *(w for name, w in learnt.items() if name.startswith(kind))]) for kind in DEAR)
    _write(folder / "headline.json", {**learnt, "most": round(most, 2)})
    headline._weights.cache_clear()
    _write(folder / "dates.json", {**weights(_choices(known, "date", date_choice)), "least": LEAST_DATE})


def _choices(pages: Iterable[Known], key: str, choice: Callable[[Near, str], Choice]) -> Iterator[Choice]:
    for document, reference, weight in pages:
        if answer := reference.get(key):
            yield choice(_near(document), answer)._replace(weight=weight)


def _near(document: Document) -> Near:
    block = region.find(document)
    assert block is not None
    return Near(document, block)


def _page(near: Near) -> Page:
    lines = near.lines(near.region.first - SIGNS, near.region.first + BELOW)
    return Page(near, opening.find(near, lines))


def _alike(line: str, title: str) -> bool:
    a, b = fold(line), fold(title)
    return a == b or (abs(len(a) - len(b)) < len(b) / 4 and SequenceMatcher(None, a, b, False).ratio() >= ALIKE)


def _write(path: Path, learnt: dict[str, float]) -> None:
    path.write_text(json.dumps(learnt, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    named = (argument.partition("=") for argument in sys.argv[2:])
    main(Path(sys.argv[1]), [(Path(name), float(weight or 1)) for name, _, weight in named])
