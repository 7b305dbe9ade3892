"""A second look: what the first pass's scores of a page's other lines say of a line.

The first pass judges each line with its neighbours; here the article has a shape.  How far is the main block, how
sure are the lines around, do the words of this line come back in the sure paragraphs, does it look like them?
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from math import exp

from cleannews.linemodel.features import Lines, around, rounded, shift

SURE = 1.0
"""Log-odds from which a line counts as a sure paragraph; the page's own vocabulary is taken from them."""


def reconsider(lines: Lines, scores: Sequence[float]) -> dict[str, list[float]]:
    """Return columns made from the first pass's log-odds of all lines of a measured page."""
    count, live = len(scores), lines.live
    units = lines.columns["units"]
    odds = [1 / (1 + exp(-s)) if -9 < s < 9 else float(s > 0) for s in scores]
    named: dict[str, list[float]] = {"s": list(scores)}
    for by in (1, 2, -1, -2):
        named[f"s{by:+d}"] = shift(scores, by, -6.0)
    mass = [p * u for p, u in zip(odds, units, strict=True)]
    masses, totals = [0.0, *accumulate(mass)], [0.0, *accumulate(units)]
    whole = masses[-1] or 1.0
    for width in (3, 8, 20):
        m, t = around(masses, width, width), around(totals, width, width)
        named[f"share{width}"] = [(a - x) / (b - u + 3) for a, x, b, u in zip(m, mass, t, units, strict=True)]
    named["m_above8"], named["m_below8"] = around(masses, 8, -1), around(masses, -1, 8)
    named["m_before"] = [m / whole for m in masses[:-1]]
    named["m_after"] = [(whole - m) / whole for m in masses[1:]]
    named["whole"] = rounded([whole] * count)
    named["m_own"] = [m / whole for m in mass]
    first, last = block(scores, units)
    named["to_first"] = [float(max(-40, min(40, i - first))) for i in range(count)]
    named["to_last"] = [float(max(-40, min(40, last - i))) for i in range(count)]
    named["u_first"] = [max(-900.0, min(900.0, t - totals[first])) for t in totals[:-1]]
    named["u_last"] = [max(-900.0, min(900.0, totals[last + 1] - t)) for t in totals[1:]]
    good = [s > 0 for s in scores]
    named["since_good"], named["until_good"] = _words_since(good, units), _words_since(good[::-1], units[::-1])[::-1]
    named["good_above"], named["good_below"] = _runs(good), _runs(good[::-1])[::-1]
    sure = [i for i in live if scores[i] > SURE and units[i] >= 8]
    lengths = sorted(units[i] for i in sure)
    middle = lengths[len(lengths) // 2] if lengths else 20.0
    named["like_sure"] = [u / middle for u in units]
    named["sure_lines"] = rounded([float(len(sure))] * count)
    named["cohesion"], named["rare"], named["title"] = _cohesion(lines.words, live, sure, first, units)
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
    words: Sequence[Sequence[str]], live: Sequence[int], sure: Sequence[int], first: int, units: Sequence[float]
) -> tuple[list[float], list[float], list[float]]:
    """Shares of each line's longer words that also stand in sure paragraphs: all, and those rare on the page.

    The third is the share that stands in the likely headline: the line shortly above the block that says most of it.
    """
    count = len(units)
    share, rare, title = [0.0] * count, [0.0] * count, [0.0] * count
    sets = {i: {w for w in words[i] if len(w) >= 4} for i in live}
    known: Counter[str] = Counter()
    for i in sure:
        known.update(sets[i])
    page: Counter[str] = Counter()
    for own in sets.values():
        page.update(own)
    certain = set(sure)
    for i, own in sets.items():
        least = 1 if i in certain else 0
        hits = [w for w in own if known[w] > least]
        share[i] = len(hits) / (len(own) + 1.5)
        rare[i] = sum(1.0 for w in hits if page[w] <= known[w] + 3) / (len(own) + 1.5)
    above = [i for i in live if first - 25 <= i <= first + 1 and 3 <= units[i] <= 25]
    head = max(above, key=lambda i: (rare[i] * min(6, len(sets[i])), i), default=-1)
    if head >= 0:
        top = sets[head]
        for i, own in sets.items():
            if i != head:
                title[i] = len(own & top) / (len(top) + 1.5)
        title[head] = 2.0
    return share, rare, title
