"""Teach the line model from pairs of a page's text and its article.  (Needs the extra `train`.)

What was compared, on 1018 pages of 935 publishers in 24 languages, eight flattenings each, five-fold by publisher.  The
figure is the F1 by words on the 158 pages labelled by hand, lines chosen at log-odds 0, no other stage at work:

    boosted trees, 63 leaves, every column, one pass                             0.934
    the same without the page's exact size and longest line                      0.935   (31 leaves: 0.931 -> 0.935)
    + tools' labels that the others contradict weigh a tenth, hand labels x3     0.936
    + a second pass over all lines, with the first one's scores as context       0.941
    small first pass (44 columns, 60 trees), second over all lines               0.939
    small first pass, second over the contested lines alone (log-odds +-2.7)     0.942   a third of the time

Then for speed, in three of the five folds, on 984 versions of news pages and 432 of mixed ones:

    36 columns, 50 trees of 24 leaves; 70 columns, 100 of 31; +-2.7              0.919   0.884
    18 columns, 40 of 24; 40 columns, 70 of 31; +-2.7                            0.919   0.880
    14 columns, 40 of 16; 30 columns, 60 of 24; +-2.2                            0.918   0.886
    the same without the words a line shares with sure paragraphs                0.919   0.888
    12 columns, 30 of 16; 30 columns, 60 of 16; +-2.0 (one fold: 0.911, 0.904; the first row: 0.912, 0.905)  <- this
    10 columns, 30 of 16; 24 columns, 50 of 16; +-2.2                            0.911   0.878
    no words in the first pass: 12 columns, 30 of 16                             0.927 (two folds; 0.929 with them)

In all five folds, with the other stages at work, the chosen one had 0.941 and 0.876 (the first row: 0.940, 0.878), in
1.7 ms instead of 4.1.

What did not help: stronger smoothing (15 leaves, 2000 lines a leaf: 0.932); lines weighed by their words instead of the
root (0.931); twice the trees at half the rate (0.000); a third pass (-0.002); pages put together from the menus of one
and the article of another (-0.002); two more lexicons, of prose lines alone and of lines within the article alone,
with pairs of words (0.000); a block step after the second pass (-0.003 to -0.014: its columns know the block);
filling gaps between kept lines (-0.001); choosing the lines of every page by expected F1 (+0.006 on pages of mixed
genres, -0.002 on news, so it is kept for pages where little is sure); dropping runs of lines that speak of cookies
(0.000).  Cutting at the heading over comments gains 0.001 on news, 0.002 to 0.005 on other pages.

Nor did these, in two to five folds, where less than 0.002 is noise: 37 more columns for the contested lines (bullets,
blank lines, neighbours at two and three lines, how many of a line's rarer words stand in sure paragraphs and in the
headline, the runs of hopeful lines with their size, odds and distance from the largest; precision +0.003, recall
-0.003); a second look at sure lines too, up to +4 (-0.003; with those columns 0.000); three second forests with other
seeds (0.000); hand labels x6 and x12 (news +0.001, others -0.003); a third forest over lines and their runs with the
second one's scores (news +0.001, others -0.002); thresholds off 0, and higher ones outside the main block (-0.001 to
-0.010); versions of pages whose blocks were run together (+0.004 on such pages, -0.001 on others; they are parted by
`segmentation.run_together`, after which they read like other pages). What still helps is what lines say and where they
stand together: see the stage `boilerplate`.

Later, by publishers that the model had not seen, on news, on mixed genres, and by snippets of trafilatura's pages:

    as above                                                                     0.947   0.875   0.896
    + lines split at links joined better, Japanese above all; two ideographs or
      a run of kana as words; what a line says twice is no prose                 0.951   0.876   0.897
    + pages without a date chosen by expected F1; comments stand below           0.951   0.882   0.899
    + a sure paragraph is no caption                                             0.952   0.883   0.900   <- this
    the same, learnt from eleven versions of a page instead of five              0.951   0.880   0.902   twice the time

Two columns of layout (`linemodel.layout`) gained 0.005 on each of five files as a tool flattens them that indents every
box, 0.001 to 0.002 on those of tools that keep empty lines, nothing on others: ten models with them against one
without, as two trainings that differ in the seed alone differ by 0.002 on all pages, by 0.01 in headlines, and by 0.03
in the captions that are left.  They gain no more where the first pass has them too.  No other measure of layout gained:
the share of prose in a line's column, on the page and near by; the columns of its neighbours; runs of lines that stand
close.  Known captions that weigh two- or fourfold: 0.01 fewer of them left, 0.005 of the snippets lost.  Twice the
versions of a page, all columns for each tree, forests of two seeds put together: 0.000; seven of ten columns for each
tree instead of four: +0.002 in four folds.

Of joining lines: trees over 26 columns of a line break, learnt from pages that keep their blocks (precision .92 at a
recall of .65), gained 0.002 where every link breaks the line, the rules 0.008; perfect ones would gain 0.021.  Keeping
the best guess near the main block lost what it gains on pages of mixed genres.

Linear-chain CRFs over such columns were tried before (0.919, against 0.940 for trees).  At run time trees need no
numpy (see `linemodel.forest`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from cleannews.linemodel.closer import look_closer
from cleannews.linemodel.context import HOPELESS, reconsider
from cleannews.linemodel.features import Lines, measure
from cleannews.linemodel.forest import Trees
from cleannews.linemodel.model import dump
from cleannews.linemodel.scoring import CONTESTED
from cleannews.training.learner import GROUPS, Learner, group
from cleannews.training.lexicon import Lexicon
from cleannews.training.pairs import Page, PairError, pages

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

__all__ = ["PairError", "fit", "train"]

SEED = 9
"""Of eleven, the one whose model kept most paragraphs of pages written for the purpose without keeping more else."""
FEWEST = 20
"""Contested lines from which a second forest is learnt; LightGBM's samples of fewer can be empty."""
FIRST_COLUMNS, FIRST_LEAVES, FIRST_ROUNDS = 12, 16, 30
SECOND_COLUMNS, SECOND_LEAVES, SECOND_ROUNDS = 32, 16, 60
LAYOUT = ("tight", "deeper")
"""Columns that the second pass always reads: their gain is small on average, as many pages have no layout."""
SHORT = 25
"""Rounds of the forests that choose columns and find dubious pages."""
DUBIOUS, DOUBT = 0.6, 0.1
"""A tool's label that agrees less with the others (F1 by words) is weighed down to a tenth: it is more often wrong."""

Progress = Callable[[str], None]


def train(records: Iterable[Mapping[str, Any]], *, seed: int = SEED, progress: Progress | None = None) -> str:
    """Learn a model from pairs and return the text of its file, the same for the same pairs and seed.

    Raises `PairError` for a pair without text or reference, or where there are too few to learn from.
    """
    tell = progress or (lambda message: None)
    tell("reading pairs")
    return fit(list(pages(records, seed)), seed=seed, progress=tell)


def fit(found: list[Page], *, seed: int = SEED, progress: Progress) -> str:
    """Return the text of a model file, learnt from prepared pages."""
    import lightgbm

    if sum(max(page.labels, default=0) > 0.5 for page in found) < 5:
        raise PairError("too few pairs with a body that stands in the page: five are the least")
    found.sort(key=lambda page: (page.publisher, page.pair))
    lexicon = Lexicon(found)
    odds = lexicon.odds()
    progress(f"measuring {len(found)} versions of {len({p.pair for p in found})} pages")
    table = _Table(found, lexicon, odds)
    progress("first pass")
    first, scores = table.first_pass(seed)
    progress("second pass")
    second = table.second_pass(scores, seed)
    header = {
        "learner": f"lightgbm {lightgbm.__version__}", "seed": seed, "pages": len({p.pair for p in found}),
        "versions": len(found), "publishers": len({p.publisher for p in found}),
    }  # fmt: skip
    return dump(header, odds, first, second)


class _Table:
    """The lines of all pages that the model scores (`Lines.live`), as one matrix."""

    def __init__(self, found: list[Page], lexicon: Lexicon, odds: dict[str, int]) -> None:
        import numpy as np

        self.pages, self.lines = found, list(_measured(found, lexicon, odds))
        self.names = list(self.lines[0].columns)
        self.counts = [len(lines.live) for lines in self.lines]
        self.starts = np.cumsum([0, *self.counts])
        self.matrix = np.concatenate([_rows(lines.columns, lines.live) for lines in self.lines])
        self.labels = np.array(
            [p.labels[i] for p, x in zip(found, self.lines, strict=True) for i in x.live], np.float32
        )
        self.units = np.minimum(self.matrix[:, self.names.index("units")], 400)
        self.groups = np.repeat([group(page.publisher) for page in found], self.counts)
        if len(set(self.groups.tolist())) < 2:
            self.groups = np.repeat([i % GROUPS for i in range(len(found))], self.counts)

    def first_pass(self, seed: int) -> tuple[Trees, Array]:
        """The first forest, and every row's score by a forest that did not see its publisher."""
        weights = self._weights([page.weight for page in self.pages])
        whole = Learner(self.matrix, self.names, self.labels, weights, seed, FIRST_LEAVES, 0.15)
        chosen = whole.telling(SHORT, FIRST_COLUMNS)
        self.trust = self._trust(whole.unseen(SHORT, self.groups))
        part = self.matrix[:, chosen]
        names = [self.names[i] for i in chosen]
        learner = Learner(part, names, self.labels, self._weights(self.trust), seed, FIRST_LEAVES, 0.15)
        return learner.trees(FIRST_ROUNDS), learner.unseen(FIRST_ROUNDS, self.groups)

    def second_pass(self, scores: Array, seed: int) -> Trees:
        """The second forest, over the lines that the first pass was not sure of."""
        import numpy as np

        rows = np.flatnonzero(np.abs(scores) < CONTESTED)
        if len(rows) < FEWEST:
            return Trees((), ())
        names, context = self._context(scores)
        matrix = np.hstack([self.matrix[rows], context])
        weights = self._weights(self.trust)[rows]
        whole = Learner(matrix, [*self.names, *names], self.labels[rows], weights, seed, SECOND_LEAVES, 0.1)
        chosen = whole.telling(SHORT, SECOND_COLUMNS, LAYOUT)
        kept = [whole.names[i] for i in chosen]
        learner = Learner(matrix[:, chosen], kept, self.labels[rows], weights, seed, SECOND_LEAVES, 0.1)
        return learner.trees(SECOND_ROUNDS)

    def _weights(self, trust: list[float]) -> Array:
        """A line weighs by the root of its words, a page by the root of its lines' weight and by its label's trust."""
        import numpy as np

        own = np.sqrt(np.minimum(self.units, 80)) + 0.3
        sums = np.add.reduceat(own, self.starts[:-1])
        weights = own * np.repeat(np.array(trust) / np.sqrt(sums), self.counts)
        scaled: Array = (weights / weights.mean()).astype(np.float32)
        return scaled

    def _trust(self, scores: Array) -> list[float]:
        """Each page's weight, less where a tool's label and what other pages teach disagree."""
        agreed: dict[str, list[float]] = {}
        for page, start, end in zip(self.pages, self.starts, self.starts[1:], strict=False):
            agreed.setdefault(page.pair, []).append(self._agreement(slice(start, end), scores))
        doubt = {pair: sorted(values)[len(values) // 2] < DUBIOUS for pair, values in agreed.items()}
        return [p.weight * (DOUBT if p.silver and doubt[p.pair] else 1.0) for p in self.pages]

    def _agreement(self, own: slice, scores: Array) -> float:
        label, units, kept = self.labels[own], self.units[own], scores[own] > 0
        both = float((label * units * kept).sum())
        return 2 * both / max(1.0, float((units * kept).sum() + (label * units).sum()))

    def _context(self, scores: Array) -> tuple[list[str], Array]:
        """Columns of the contested lines alone, in the order of the rows."""
        import numpy as np

        parts: list[Array] = []
        names: list[str] = []
        for page, lines, start, end in zip(self.pages, self.lines, self.starts, self.starts[1:], strict=False):
            line_scores = [HOPELESS] * len(page.document.texts)
            for i, value in zip(lines.live, scores[start:end].tolist(), strict=True):
                line_scores[i] = value
            contested = [i for i in lines.live if -CONTESTED < line_scores[i] < CONTESTED]
            if contested:
                columns = look_closer(page.document, lines, contested) | reconsider(lines, line_scores, contested)
                names = list(columns)
                parts.append(np.array(list(columns.values()), np.float32).T)
        return names, np.concatenate(parts)


def _measured(found: list[Page], lexicon: Lexicon, odds: dict[str, int]) -> Iterable[Lines]:
    """Each page's columns, by odds that its publisher had no part in; pages come sorted by publisher."""
    publisher, own = "", odds
    for page in found:
        if page.publisher != publisher:
            publisher, own = page.publisher, lexicon.without(page.publisher, odds)
        yield measure(page.document, own)


def _rows(columns: Mapping[str, list[float]], live: list[int]) -> Array:
    import numpy as np

    return np.array(list(columns.values()), np.float32)[:, live].T
