"""Learn where blocks end that were run together, from pages that have their line breaks.

    python -m cleannews.training.borders PAGES.jsonl.gz ...     # borders.json, contested.json of the segmentation stage

A page is {"flat": {tool: text, ...}, "reference": {"title": ...}, "publisher": ...}.  Its lines are joined with a
blank, and once more with nothing, and every place between two words is one example: a border, or none.  Versions with
lines that segmentation would join are left out, as their line breaks are not those of blocks.  Logistic regression
weighs what shows; then boosted trees weigh what it says of the places around those in doubt, where each page is judged
by a regression that did not see its publisher.  Takes four minutes; needs the extra `train`.

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

Later, the second look, on one flattening of 158 pages of news joined with a blank, weights, trees and line model learnt
without the fifth of the publishers that is scored; then the body on 141 and 94 pages of mixed genres:

    first look alone                                          .904  .483  .574  .864  .515  .821  .856
    and second look (this)                                    .914  .442  .669  .871  .585  .826  .864
    places from -0.4 on                                       .912  .490  .660  .886  .602  .828  .865
    150 trees of all 46 columns                               .914  .517  .625  .879  .540  .829  .863

Log-loss .168 -> .152 (150 trees: .150).  Where blocks have nothing between them it is lower too, but the body is the
same (.901, .798 -> .795, .849 -> .848) and captions have .03 less, so there the first look stands.

What did not help: the end of a sentence before, the run of capitals before, how often each word stands on the page, if
the word before or after has small letters elsewhere (together 0.0005 of log-loss, three fifths of the weights); which
words they are, of those with ten publishers (log-loss .154 instead of .166, but the body only 0.000 to 0.009 better
where headlines or authors are as much worse, for twice the weights); every stretch between two likely borders as a
candidate for the headline, with weights of their own for pages run together and how likely its borders are as evidence
(headlines .44 -> .53 on news, .34 -> .32 and .46 -> .45 on mixed genres, at 200 candidates a page).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import cleannews.stages.segmentation
from cleannews.document import Document
from cleannews.languages.identification import identify
from cleannews.linemodel.forest import Trees
from cleannews.stages.segmentation.borders import FirstLook, evidence
from cleannews.stages.segmentation.contested import columns, contested
from cleannews.stages.segmentation.inline import continuations
from cleannews.stages.segmentation.looks import Words
from cleannews.stages.segmentation.run_together import is_glued
from cleannews.stages.segmentation.seams import words
from cleannews.stages.segmentation.wrapping import wrapped
from cleannews.training.learner import GROUPS, Learner, group
from cleannews.training.unseen import read

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

SEED = 20230201
VERSIONS, LONGEST = 2, 5000
"""Versions of a page that are learnt from, and words of each."""
UNMARKED, TITLED, MIXED, BLANKS = 0.3, 0.4, 0.4, 0.3
"""Shares: of versions that lose the marks of lists and headings, as pages do whose tags are thrown away; of those that
get the page's title as their first line; of glued versions that have some blanks, and of blanks in these."""
MARKS = "#*+-•·>|▪■□☆○►▸ "
SAMPLED = 0.4
"""Of the places that are no border, the first look learns from such a share, and each weighs as much more."""
SEEN, LEAST = 100, 0.1
"""The fewest examples that a fact must hold of to be learnt, and the smallest weight that is kept."""
PRIOR = 0.3
"""C of the regression: the lower, the smaller the weights."""
LEAVES, ROUNDS, RATE = 32, 60, 0.15
"""The forest of the second look: leaves of a tree, trees, learning rate."""


class Version(NamedTuple):
    """A page run together: its words; for each but the first, whether a block begins there; its publisher's group."""

    page: Words
    right: list[bool]
    group: int


def versions(pages: Iterable[Mapping[str, Any]], chance: Random, *, glued: bool) -> Iterator[Version]:
    """Some versions of every page, run together."""
    for page in pages:
        texts = [text for text in page["flat"].values() if text and _has_its_lines(text)]
        for text in chance.sample(texts, min(VERSIONS, len(texts))):
            lines = [line.strip() for line in text.split("\n") if line.strip()]
            if chance.random() < UNMARKED:
                lines = [*filter(None, (line.lstrip(MARKS) for line in lines))]
            if (title := page["reference"].get("title")) and chance.random() < TITLED:
                lines.insert(0, title.strip())
            yield _together(lines, chance, group(page["publisher"]), glued=glued)


def _has_its_lines(text: str) -> bool:
    document = Document.from_text(text)
    sizes = [end - start for start, end in document.spans]
    return is_glued(document, sizes) is None and not wrapped(document) and not continuations(document)


def _together(lines: list[str], chance: Random, publishers: int, *, glued: bool) -> Version:
    blanks = 1.0 if not glued else BLANKS if chance.random() < MIXED else 0.0
    starts, text = set(), ""
    for line in lines:
        starts.add(len(text))
        text += line + " " * (chance.random() < blanks)
        if len(text) > 10 * LONGEST:
            break
    found = words(text, glued=glued)[:LONGEST]
    page = Words([text[a:b] for a, b, _ in found], [word.apart for word in found], identify([text]), glued=glued)
    return Version(page, [word.start in starts for word in found[1:]], publishers)


class Examples:
    """The evidence at some places of all versions: a row a place, a column a fact."""

    def __init__(self, found: Iterable[Version], chance: Random) -> None:
        """Every border is a row; of the other places, `SAMPLED` are drawn."""
        import numpy as np
        from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

        names: dict[str, int] = {}
        cells, ends, right, heavy, groups = [], [0], [], [], []
        for version in found:
            for shown, border in zip(evidence(version.page), version.right, strict=True):
                if border or chance.random() < SAMPLED:
                    cells += [names.setdefault(name, len(names)) for name in shown]
                    ends.append(len(cells))
                    right.append(border)
                    heavy.append((1 if border else 1 / SAMPLED) / len(version.page.words) ** 0.5)
                    groups.append(version.group)
        seen = np.bincount(np.array(cells, np.int32), minlength=len(names))
        kept = {name: i for name, i in names.items() if seen[i] >= SEEN}
        matrix = csr_matrix((np.ones(len(cells), np.float32), cells, ends), (len(right), len(names)))
        self.names, self.matrix = list(kept), matrix[:, list(kept.values())]
        self.right, self.heavy, self.groups = np.array(right), np.array(heavy), np.array(groups)

    def weights(self, without: int | None = None) -> dict[str, float]:
        """The weight of each fact, and the constant under "", learnt without one group of publishers."""
        from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

        rows, model = self.groups != without, LogisticRegression(C=PRIOR, max_iter=100)
        heavy = self.heavy[rows]
        model.fit(self.matrix[rows], self.right[rows], sample_weight=heavy / heavy.mean())
        learnt = {name: round(float(w), 2) for name, w in zip(self.names, model.coef_[0], strict=True)}
        constant = round(float(model.intercept_[0]), 2)
        return {"": constant} | {name: w for name, w in sorted(learnt.items()) if abs(w) >= LEAST}


def second_look(found: Iterable[Version], looks: Mapping[int, FirstLook]) -> Trees:
    """The forest for the places in doubt, each page seen through a first look that did not learn from its group."""
    import numpy as np

    parts: list[Array] = []
    labels: list[bool] = []
    heavy: list[float] = []
    names: list[str] = []
    for version in found:
        first = looks[version.group](version.page)
        if places := contested(first):
            shown = columns(version.page, first, places)
            names = list(shown)
            parts.append(np.array(list(shown.values()), np.float32).T)
            labels += [version.right[place] for place in places]
            heavy += [len(version.page.words) ** -0.5] * len(places)
    weights = np.array(heavy, np.float32)
    learner = Learner(
        np.concatenate(parts), names, np.array(labels, np.float32), weights / weights.mean(), SEED, LEAVES, RATE
    )
    return learner.trees(ROUNDS)


def learn(pages: list[dict[str, Any]]) -> tuple[dict[str, dict[str, float]], Trees]:
    """The weights of the first look, where blocks have a blank between them and where nothing, and the forest of the
    second look."""
    tables: dict[str, dict[str, float]] = {}
    for name, glued in (("glued", True), ("blank", False)):
        found = list(versions(pages, Random(SEED), glued=glued))
        examples = Examples(found, Random(SEED))
        tables[name] = examples.weights()
    looks = {part: FirstLook(examples.weights(without=part)) for part in range(GROUPS)}
    return tables, second_look(found, looks)


def main(paths: list[Path]) -> None:
    """Learn from the pages and put the weights where the stage reads them."""
    tables, forest = learn(list(read(paths)))
    folder = Path(cleannews.stages.segmentation.__file__).parent
    (folder / "borders.json").write_text(json.dumps(tables, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (folder / "contested.json").write_text(json.dumps(forest._asdict(), separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
