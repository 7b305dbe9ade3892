"""The odds of single words: how much more often a word stands in article lines than in the others.

Words are counted by publisher and in logarithms, so that no publisher's habits make the odds.  A page is measured
with odds that leave its own publisher out; otherwise the model would trust them more than it can on a new one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log, log1p

from cleannews.linemodel.features import word_keys
from cleannews.training.pairs import Page

PUBLISHERS = 4
"""A word is learnt if so many publishers use it."""
TELLING = 30
"""Odds nearer to zero are not kept: they say nothing and cost room."""


class Lexicon:
    """Counts of words in article lines and in the others, by publisher."""

    def __init__(self, pages: Iterable[Page]) -> None:
        """Count over all pages."""
        counts: dict[str, tuple[Counter[str], Counter[str]]] = {}
        for page in pages:
            inside, outside = counts.setdefault(page.publisher, (Counter(), Counter()))
            for text, label in zip(page.document.texts, page.labels, strict=True):
                (inside if label > 0.5 else outside).update(set(word_keys(text)))
        self._own = {
            publisher: {w: (log1p(inside[w]), log1p(outside[w])) for w in sorted(inside.keys() | outside.keys())}
            for publisher, (inside, outside) in sorted(counts.items())
        }
        self._inside: defaultdict[str, float] = defaultdict(float)
        self._outside: defaultdict[str, float] = defaultdict(float)
        self._publishers: Counter[str] = Counter()
        for own in self._own.values():
            for word, (a, b) in own.items():
                self._inside[word] += a
                self._outside[word] += b
                self._publishers[word] += 1
        self._words = sorted(w for w, number in self._publishers.items() if number >= PUBLISHERS)
        whole = sum(self._inside[w] for w in self._words) or 1.0
        self._ratio = (sum(self._outside[w] for w in self._words) or 1.0) / whole

    def odds(self) -> dict[str, int]:
        """The log-odds of the words that tell something, in hundredths, over all publishers."""
        found = {w: self._odds(self._inside[w], self._outside[w]) for w in self._words}
        return {w: value for w, value in found.items() if abs(value) >= TELLING}

    def without(self, publisher: str, odds: dict[str, int]) -> dict[str, int]:
        """The odds as they would be had this publisher not been seen."""
        left = dict(odds)
        for word, (a, b) in self._own.get(publisher, {}).items():
            if word in left:
                few = self._publishers[word] <= PUBLISHERS
                left[word] = 0 if few else self._odds(self._inside[word] - a, self._outside[word] - b)
        return left

    def _odds(self, inside: float, outside: float) -> int:
        return round(100 * log((inside + 1.0) / (outside / self._ratio + 1.0)))
