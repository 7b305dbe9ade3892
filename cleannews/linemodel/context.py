"""A second look: what the first pass's scores of a page's other lines say of a line.

The first pass judges each line with its neighbours; here the article has a shape.  How far is the main block, how
sure are the lines around, do the words of this line come back in the sure paragraphs, does it look like them?
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, chain
from math import exp
from operator import mul

from cleannews.linemodel.features import Lines, rounded

HOPELESS = -6.0
"""What a line gets that is not worth a look: a few words, no sentence, no prose anywhere near."""
SURE = 1.0
"""Log-odds from which a line counts as a sure paragraph; the page's own vocabulary is taken from them."""


def reconsider(lines: Lines, scores: Sequence[float], chosen: Sequence[int]) -> dict[str, list[float]]:
    """Return columns of the chosen lines, made from the first pass's log-odds of all lines of a measured page."""
    units = lines.columns["units"]
    named = _scores_near(scores, chosen)
    named |= _mass(scores, units, chosen)
    first, last = block(scores, units)
    totals = [0.0, *accumulate(units)]
    named["to_first"] = [float(max(-40, min(40, i - first))) for i in chosen]
    named["to_last"] = [float(max(-40, min(40, last - i))) for i in chosen]
    named["u_first"] = [max(-900.0, min(900.0, totals[i] - totals[first])) for i in chosen]
    named["u_last"] = [max(-900.0, min(900.0, totals[last + 1] - totals[i + 1])) for i in chosen]
    good = [score > 0 for score in scores]
    since, until = _words_since(good, units), _words_since(good[::-1], units[::-1])[::-1]
    named["since_good"], named["until_good"] = [since[i] for i in chosen], [until[i] for i in chosen]
    above, below = _runs(good), _runs(good[::-1])[::-1]
    named["good_above"], named["good_below"] = [above[i] for i in chosen], [below[i] for i in chosen]
    sure = [i for i in lines.live if scores[i] > SURE and units[i] >= 8]
    lengths = sorted(units[i] for i in sure)
    middle = lengths[len(lengths) // 2] if lengths else 20.0
    named["like_sure"] = [units[i] / middle for i in chosen]
    named["sure_lines"] = rounded([float(len(sure))] * len(chosen))
    named["cohesion"], named["rare"], named["title"] = _cohesion(lines, sure, first, chosen)
    return named


def _scores_near(scores: Sequence[float], chosen: Sequence[int]) -> dict[str, list[float]]:
    """The line's own score and those of two lines above (+) and below (-)."""
    padded = [HOPELESS, HOPELESS, *scores, HOPELESS, HOPELESS]
    shifts = {"s": 2, "s+1": 1, "s+2": 0, "s-1": 3, "s-2": 4}
    return {name: [padded[i + by] for i in chosen] for name, by in shifts.items()}


def _mass(scores: Sequence[float], units: Sequence[float], chosen: Sequence[int]) -> dict[str, list[float]]:
    """How many words are expected to be the article's: around the line, before it, after it, and in it."""
    count = len(scores)
    odds = [1 / (1 + exp(-s)) if -9 < s < 9 else float(s > 0) for s in scores]
    mass = list(map(mul, odds, units))
    masses, totals = [0.0, *accumulate(mass)], [0.0, *accumulate(units)]
    whole = masses[-1] or 1.0
    named: dict[str, list[float]] = {}
    for width in (3, 8, 20):
        column = named[f"share{width}"] = []
        for i in chosen:
            low, high = max(0, i - width), min(count, i + width + 1)
            column.append((masses[high] - masses[low] - mass[i]) / (totals[high] - totals[low] - units[i] + 3))
    named["m_above8"] = [masses[i] - masses[max(0, i - 8)] for i in chosen]
    named["m_below8"] = [masses[min(count, i + 9)] - masses[i + 1] for i in chosen]
    named["m_before"] = [masses[i] / whole for i in chosen]
    named["m_after"] = [(whole - masses[i + 1]) / whole for i in chosen]
    named["whole"] = rounded([whole] * len(chosen))
    named["m_own"] = [mass[i] / whole for i in chosen]
    return named


def block(scores: Sequence[float], units: Sequence[float]) -> tuple[int, int]:
    """First and last line of the main block: the run of lines with the highest sum of weighted log-odds."""
    best, start, total, found = 0.0, 0, 0.0, (0, max(0, len(scores) - 1))
    for i, (score, unit) in enumerate(zip(scores, units, strict=True)):
        if total <= 0:
            total, start = 0.0, i
        total += max(-2.5, min(4.0, score)) * (unit + 2.0) ** 0.5
        if total > best:
            best, found = total, (start, i)
    return found


def _runs(good: Sequence[bool]) -> list[float]:
    out, length = [], 0.0
    for flag in good:
        out.append(min(20.0, length))
        length = length + 1 if flag else 0.0
    return out


def _words_since(good: Sequence[bool], units: Sequence[float]) -> list[float]:
    """Words read since the last good line, at most 500."""
    out, seen = [], 500.0
    for flag, unit in zip(good, units, strict=True):
        out.append(min(500.0, seen))
        seen = 0.0 if flag else seen + unit
    return out


def _cohesion(
    lines: Lines, sure: Sequence[int], first: int, chosen: Sequence[int]
) -> tuple[list[float], list[float], list[float]]:
    """Shares of the chosen lines' longer words that also stand in sure paragraphs: all, and those rare on the page.

    The third is the share that stands in the likely headline: the line shortly above the block that says most of it.
    """
    units = lines.columns["units"]
    sets = {i: {w for w in lines.words[i] if len(w) >= 4} for i in lines.live}
    page = Counter(chain.from_iterable(sets.values()))
    known = Counter(chain.from_iterable([sets[i] for i in sure]))
    certain = set(sure)

    def shares(i: int) -> tuple[float, float]:
        own, least = sets[i], 1 if i in certain else 0
        hits = [w for w in own if known.get(w, 0) > least]
        return len(hits) / (len(own) + 1.5), sum([1.0 for w in hits if page[w] <= known[w] + 3]) / (len(own) + 1.5)

    above = [i for i in lines.live if first - 25 <= i <= first + 1 and 3 <= units[i] <= 25]
    head = max(above, key=lambda i: (shares(i)[1] * min(6, len(sets[i])), i), default=-1)
    top = sets[head] if head >= 0 else set()
    title = [2.0 if i == head else len(sets[i] & top) / (len(top) + 1.5) for i in chosen]
    both = [shares(i) for i in chosen]
    return [own for own, _ in both], [rare for _, rare in both], title
