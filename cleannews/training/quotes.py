"""Learn how to read quotations, from articles in which they are annotated.

    python -m cleannews.training.quotes TRAIN.jsonl.gz > weights.json      # the weights of the quotes stage

Each line is `{"id", "text", "quotes": [{"start", "end", "speaker", "speaker_start", "speaker_end", "cue_spans"}],
...}` with offsets in code points; an id begins with the publisher and "_", and marked words that are not in `quotes`
are scare quotes.  The model is a conditional log-linear one over the readings of each quotation, fitted by AdaGrad;
where several readings name the right speaker, those with the right cue count, together.  Quotations are read in order
with the weights so far, so that what it learns from a quotation before is what it will see.  A logistic regression,
fitted to what such models say of publishers they have not seen, then looks again at scare quotes.  The same file gives
the same bytes.

Everything was chosen on that file, each publisher read with weights learnt from the others.  Span F1, span and speaker
together, scare quotes claimed:

    cues and subjects by their place alone                                                      96.1   90.4   .28
    + who spoke before and last, given names, places, which phrases have a predicate,
      full stops within a sentence told from those that end one                                 96.1   91.1   .27
    + the first of these for each way a phrase can stand to a cue                               96.1   91.2   .25
    + whole phrases ("a senior US official", "officials in Ohio"), reports of reports, labels
      within a paragraph, clauses whose verb no list has; whole sentences are no scare quotes     96.2   91.3   .29
    the same, with scare quotes from a likelihood of .25 on, not .28: fewer claimed                96.1   91.3   .26  <-

With half the verbs, "said" among them, taken out of the lists, and commas behind the marks as in most of Europe, the
last steps lead from 74.8 and 59.6 to 90.5 and 79.3: other languages' lists are shorter.

What did not help: irregular verbs as predicates (better in this file, worse on other pages); the cue, the words beside
the marks and a subject's last word themselves (+.1, for English alone); lists of words that lead to a term
("so-called") and of works ("film") in every pack; how often marked words stand elsewhere, with and without marks; what
a phrase is for readings without a cue; boosted trees instead of the logistic regression; a regression shrunk less;
leaving out evidence that others nearly say (-.2).  Of the marks that are left in doubt, the annotation itself says now
one thing, now the other.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from math import sqrt
from random import Random
from typing import Any

from cleannews.document import Document
from cleannews.stages.quotes.attribution import Passages, attribute
from cleannews.stages.quotes.evidence import names
from cleannews.stages.quotes.explanations import Choice, Reading
from cleannews.stages.quotes.judgement import Weights, arranged, decided, shares, sums
from cleannews.stages.quotes.lexicon import lexicon
from cleannews.stages.quotes.marks import Marked
from cleannews.stages.quotes.scare import standing
from cleannews.text import INVISIBLE

RATE, SHRINK = 0.05, 4e-3  # step and L2 penalty
FOLDS = 3  # of publishers
FEWEST, SMALLEST = 4, 0.08  # evidence seen less often in a pass, and weights below, are not worth keeping


class Article:
    """An annotated article, and how offsets in its body translate to offsets in its text."""

    def __init__(self, record: dict[str, Any]) -> None:
        """`record` is a line of the training file."""
        self.text: str = record["text"]
        self.publisher: str = record["id"].partition("_")[0]
        document = Document.from_text(self.text)
        paragraphs = list(document.paragraphs())
        words = lexicon("en")
        assert words is not None
        self.passages = Passages(paragraphs, words)
        self.quotes = {(q["start"], q["end"]): q for q in record["quotes"]}
        shown = [i for i, c in enumerate(self.text) if not c.isspace() and not INVISIBLE.match(c)]
        body = document.body()
        self._places: list[int] = []
        rank = 0
        for character in body:
            self._places.append(shown[min(rank, len(shown) - 1)])
            rank += not character.isspace()

    def span(self, paragraph: int, start: int, end: int) -> tuple[int, int]:
        """Offsets in a paragraph as offsets in the text."""
        origin = self.passages.paragraphs[paragraph].start
        return self._places[origin + start], self._places[origin + end - 1] + 1

    def right(self, paragraph: int, marked: Marked, readings: Sequence[Reading]) -> list[int]:
        """Which readings agree with the annotation."""
        quote = self.quotes.get(_bare(self.text, *self.span(paragraph, marked.start, marked.end)))
        if quote is None or quote["speaker"] is None:
            wanted = "scare-quotes" if quote is None else "no-speaker"
            return [i for i, r in enumerate(readings) if r.rule == wanted]
        speaker = (quote["speaker_start"], quote["speaker_end"])
        named = [i for i, r in enumerate(readings) if r.mention and _meet(self.span(*r.mention[:3]), speaker)]
        cues = quote["cue_spans"]
        cued = [i for i in named if (cue := readings[i].cue) and any(_meet(self.span(*cue), c) for c in cues)]
        alike = [i for i, r in enumerate(readings) if r.mention and self._says(r.mention[:3], quote["speaker"])]
        return cued or named or alike

    def _says(self, mention: tuple[int, int, int], speaker: str) -> bool:
        start, end = self.span(*mention)
        return f" {self.text[start:end].lower()} " in f" {speaker.lower()} "


def _meet(a: Sequence[int], b: Sequence[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets without marks and commas at the ends, as the annotation has them."""
    skip = "\"“”'‘’«»„‟‚‹›`, \n\u00a0"
    while start < end and text[start] in skip:
        start += 1
    while end > start and text[end - 1] in skip:
        end -= 1
    return start, end


class Learner:
    """Weights while they are learnt: `judge_for` gives a judge that learns from what it is shown."""

    def __init__(self) -> None:
        """All weights are 0."""
        self.flat: defaultdict[str, float] = defaultdict(float)
        self._steps: defaultdict[str, float] = defaultdict(float)
        self._seen: defaultdict[str, int] = defaultdict(int)
        self._total: defaultdict[str, float] = defaultdict(float)

    def fit(self, articles: Sequence[Article], epochs: int) -> None:
        """Pass over the articles `epochs` times; the weights are the average of those after each pass but the first."""
        for epoch in range(epochs):
            for article in Random(epoch).sample(articles, len(articles)):
                attribute(article.passages, self._judge_for(article))
            if epoch:
                for name, value in self.flat.items():
                    self._total[name] += value
        kept = {k: v / max(1, epochs - 1) for k, v in self._total.items() if self._seen[k] >= FEWEST * epochs}
        self.flat = defaultdict(float, {k: v for k, v in kept.items() if abs(v) >= SMALLEST})

    def _judge_for(self, article: Article) -> Any:
        def judge(choice: Choice, where: tuple[int, Marked]) -> tuple[Reading, float]:
            weighed = _view(choice, self.flat)
            totals = sums(choice, weighed)
            if right := article.right(*where, choice.readings):
                self._learn(choice, shares(totals), right)
            return decided(choice, totals, weighed)

        return judge

    def _learn(self, choice: Choice, share: Sequence[float], right: Sequence[int]) -> None:
        mass = sum(share[i] for i in right) or 1e-9
        slope: defaultdict[str, float] = defaultdict(float)
        for index, reading in enumerate(choice.readings):
            error = share[index] - (share[index] / mass if index in right else 0.0)
            if abs(error) > 1e-3:
                for name in _names(choice, reading):
                    slope[name] += error
        for name, error in slope.items():
            error += SHRINK * self.flat[name]
            self._steps[name] += error * error
            self._seen[name] += 1
            self.flat[name] -= RATE * error / sqrt(self._steps[name] + 1e-6)


def _names(choice: Choice, reading: Reading) -> Iterator[str]:
    yield from chain.from_iterable(map(names, reading.evidence))
    if reading.kind:
        yield from (f"{reading.kind}|{look}" for look in choice.looks[reading.kind])


def _view(choice: Choice, flat: dict[str, float]) -> Weights:
    """Flat weights while they are learnt, arranged for one choice."""
    return arranged({name: flat.get(name, 0.0) for r in choice.readings for name in _names(choice, r)}, {})


def learn(articles: Sequence[Article], epochs: int) -> dict[str, dict[str, float]]:
    """The weights of the readings, and those of the second look, which are fitted to readings of other publishers."""
    publishers = sorted({article.publisher for article in articles})
    rows: list[dict[str, float]] = []
    labels: list[bool] = []
    for fold in range(FOLDS):
        held = {p for i, p in enumerate(publishers) if i % FOLDS == fold}
        learner = Learner()
        learner.fit([a for a in articles if a.publisher not in held], epochs)
        _look_again([a for a in articles if a.publisher in held], arranged(learner.flat, {}), rows, labels)
    learner = Learner()
    learner.fit(articles, epochs)
    return {"readings": dict(learner.flat), "scare": _fitted(rows, labels)}


def _look_again(
    articles: Sequence[Article], weighed: Weights, rows: list[dict[str, float]], labels: list[bool]
) -> None:
    """Add a row of numbers and a label for each choice that these articles ask for."""
    for article in articles:

        def judge(choice: Choice, where: tuple[int, Marked], article: Article = article) -> tuple[Reading, float]:
            totals = sums(choice, weighed)
            right = article.right(*where, choice.readings)
            fared = standing([r.rule for r in choice.readings], totals, shares(totals)[-1])
            rows.append(choice.numbers() | fared)
            labels.append(right == [len(choice.readings) - 1])
            return decided(choice, totals, weighed)

        attribute(article.passages, judge)


def _fitted(rows: Sequence[dict[str, float]], labels: Sequence[bool]) -> dict[str, float]:
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    names = sorted({name for row in rows for name in row})
    columns = [[row.get(name, 0.0) for name in names] for row in rows]
    model = LogisticRegression(C=0.1, max_iter=2000).fit(columns, labels)
    return {"bias": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}


def main(path: str, epochs: int = 8) -> None:
    """Learn from a file and print the weights as JSON."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [Article(json.loads(line)) for line in lines]
    learnt = learn(articles, epochs)
    rounded = {name: {k: round(v, 2) for k, v in sorted(flat.items())} for name, flat in learnt.items()}
    print(json.dumps(rounded, indent=0, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
