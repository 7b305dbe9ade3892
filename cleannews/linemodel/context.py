"""A second look: what the first pass's scores of a page's other lines say of a line.

The first pass judges each line with its neighbours; here the article has a shape.  How far is the main block, how
sure are the lines around, do the words of this line come back in the sure paragraphs, does it look like them?
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from math import exp

from cleannews.linemodel.features import Lines, _around, _shift

SURE = 1.5
"""Log-odds from which a line counts as a sure paragraph; the vocabulary is taken from them."""
HOPELESS = -9.0


def reconsider(lines: Lines, scores: Sequence[float]) -> tuple[tuple[str, ...], list[list[float]]]:
    """Return names and columns made from the first pass's log-odds."""
    count = len(scores)
    units = lines.units
    odds = [1 / (1 + exp(-max(-9.0, min(9.0, s)))) for s in scores]
    named: dict[str, list[float]] = {"s": list(scores)}
    for by in (1, 2, 3, -1, -2, -3):
        named[f"s{by:+d}"] = _shift(scores, by, -9.0)
    mass = [p * u for p, u in zip(odds, units)]
    masses, totals = [0.0, *accumulate(mass)], [0.0, *accumulate(units)]
    whole = masses[-1] or 1.0
    for width in (3, 8, 20):
        m, t = _around(masses, count, width, width), _around(totals, count, width, width)
        named[f"share{width}"] = [(a - x) / (b - u + 3) for a, x, b, u in zip(m, mass, t, units)]
    named["m_above8"] = _around(masses, count, 8, -1)
    named["m_below8"] = _around(masses, count, -1, 8)
    named["m_before"] = [m / whole for m in masses[:-1]]
    named["m_after"] = [(whole - m) / whole for m in masses[1:]]
    named["whole"] = [whole] * count
    named["m_own"] = [m / whole for m in mass]
    first, last = block(scores, units)
    named["inside"] = [1.0 if first <= i <= last else 0.0 for i in range(count)]
    named["to_first"] = [float(max(-60, min(60, i - first))) for i in range(count)]
    named["to_last"] = [float(max(-60, min(60, last - i))) for i in range(count)]
    named["u_first"] = [max(-900.0, min(900.0, t - totals[first])) for t in totals[:-1]]
    named["u_last"] = [max(-900.0, min(900.0, totals[last + 1] - t)) for t in totals[1:]]
    good = [s > 0 for s in scores]
    since, until, run = _runs(good, units)
    named["since_good"], named["until_good"], named["good_run"] = since, until, run
    named["good_lines"] = [float(sum(good))] * count
    sure = [i for i, s in enumerate(scores) if s > SURE and units[i] >= 8]
    lengths = sorted(units[i] for i in sure)
    middle = lengths[len(lengths) // 2] if lengths else 20.0
    named["like_sure"] = [u / middle for u in units]
    named["sure_lines"] = [float(len(sure))] * count
    own, rare = _cohesion(lines.words, sure)
    named["cohesion"], named["rare"] = own, rare
    begin = lines.columns[lines.names.index("beginning")]
    ind = lines.columns[lines.names.index("indent")]
    named["same_above"] = [0.0, *(1.0 if a == b and x == y else 0.0 for a, b, x, y in zip(begin, begin[1:], ind, ind[1:]))]
    named["same_below"] = [*named["same_above"][1:], 0.0]
    return tuple(named), list(named.values())


def block(scores: Sequence[float], units: Sequence[float]) -> tuple[int, int]:
    """First and last line of the main block: the run of lines with the highest sum of weighted log-odds."""
    best, start, total, found = 0.0, 0, 0.0, (0, max(0, len(scores) - 1))
    for i, (score, unit) in enumerate(zip(scores, units)):
        if total <= 0:
            total, start = 0.0, i
        total += max(-3.0, min(4.0, score)) * (unit + 2.0) ** 0.5
        if total > best:
            best, found = total, (start, i)
    return found


def _runs(good: Sequence[bool], units: Sequence[float]) -> tuple[list[float], list[float], list[float]]:
    since, until = _words_since(good, units), _words_since(good[::-1], units[::-1])[::-1]
    run, length = [], 0
    for flag in good:
        length = length + 1 if flag else 0
        run.append(float(min(30, length)))
    return since, until, run


def _words_since(good: Sequence[bool], units: Sequence[float]) -> list[float]:
    """Words read since the last good line, at most 500."""
    out, seen = [], 500.0
    for flag, unit in zip(good, units):
        out.append(min(500.0, seen))
        seen = 0.0 if flag else seen + unit
    return out


def _cohesion(words: Sequence[Sequence[str]], sure: Sequence[int]) -> tuple[list[float], list[float]]:
    """Shares of each line's longer words that also stand in sure paragraphs: all, and those rare on the page."""
    known: Counter[str] = Counter()
    for i in sure:
        known.update(set(words[i]))
    page: Counter[str] = Counter()
    for line in words:
        page.update(set(line))
    certain = set(sure)
    share, rare = [], []
    for i, line in enumerate(words):
        long = [w for w in set(line) if len(w) >= 4]
        own = 1 if i in certain else 0
        hits = [w for w in long if known[w] > own]
        share.append(len(hits) / (len(long) + 1.5))
        rare.append(sum(1.0 for w in hits if page[w] <= known[w] + 3) / (len(long) + 1.5))
    return share, rare
