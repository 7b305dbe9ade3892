"""A second look: what the first pass's scores of a page's other lines say of a line.

The first pass judges each line with its neighbours; here the article has a shape.  How far is the main block, how
sure are the lines around, and are the sure paragraphs like this line?
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from math import exp

from cleannews.linemodel.features import Lines, rounded

HOPELESS = -6.0
"""What a line gets that is not worth a look: a few words, no sentence, no prose anywhere near."""
SURE = 1.0
"""Log-odds from which a line counts as a sure paragraph."""
FAR = 500.0
"""Words beyond which it does not matter how far the next good line is."""


def reconsider(lines: Lines, scores: Sequence[float], chosen: Sequence[int]) -> dict[str, list[float]]:
    """Return columns of the chosen lines, made from the first pass's log-odds of all lines of a measured page."""
    units, live = lines.columns["units"], lines.live
    totals = [0.0, *accumulate(units)]
    named = _scores_near(scores, chosen)
    named |= _mass(lines, scores, totals, chosen)
    first, last = block(scores, units)
    named["to_first"] = [float(max(-40, min(40, i - first))) for i in chosen]
    named["to_last"] = [float(max(-40, min(40, last - i))) for i in chosen]
    named["u_first"] = [max(-900.0, min(900.0, totals[i] - totals[first])) for i in chosen]
    named["u_last"] = [max(-900.0, min(900.0, totals[last + 1] - totals[i + 1])) for i in chosen]
    good = [i for i in live if scores[i] > 0]
    named["since_good"], named["until_good"] = _words_to(good, totals, chosen)
    lengths = sorted([units[i] for i in live if scores[i] > SURE and units[i] >= 8])
    middle = lengths[len(lengths) // 2] if lengths else 20.0
    named["like_sure"] = [units[i] / middle for i in chosen]
    named["sure_lines"] = rounded([float(len(lengths))]) * len(chosen)
    return named


def _scores_near(scores: Sequence[float], chosen: Sequence[int]) -> dict[str, list[float]]:
    """The line's own score and those of the lines above (+) and below (-)."""
    padded = [HOPELESS, *scores, HOPELESS]
    shifts = {"s": 1, "s+1": 0, "s-1": 2}
    return {name: [padded[i + by] for i in chosen] for name, by in shifts.items()}


def _mass(
    lines: Lines, scores: Sequence[float], totals: Sequence[float], chosen: Sequence[int]
) -> dict[str, list[float]]:
    """How many words are expected to be the article's: around the line, in it, and on the page."""
    units, count = lines.columns["units"], len(scores)
    mass = [0.0] * count
    for i in lines.live:
        mass[i] = units[i] / (1 + exp(-scores[i])) if scores[i] > -9 else 0.0
    masses = [0.0, *accumulate(mass)]
    whole = masses[-1] or 1.0
    named: dict[str, list[float]] = {}
    for width in (8, 20):
        column = named[f"share{width}"] = []
        for i in chosen:
            low, high = max(0, i - width), min(count, i + width + 1)
            column.append((masses[high] - masses[low] - mass[i]) / (totals[high] - totals[low] - units[i] + 3))
    named["whole"] = rounded([whole]) * len(chosen)
    named["m_own"] = [mass[i] / whole for i in chosen]
    return named


def block(scores: Sequence[float], units: Sequence[float]) -> tuple[int, int]:
    """First and last line of the main block: the run of lines with the highest sum of weighted log-odds."""
    best, start, total, found = 0.0, 0, 0.0, (0, max(0, len(scores) - 1))
    likely = [i for i, score in enumerate(scores) if score > 0]
    for i in range(likely[0], likely[-1] + 1) if likely else ():
        score = scores[i]
        if score <= 0 and total <= 0:
            continue
        if total <= 0:
            total, start = 0.0, i
        total += (-2.5 if score < -2.5 else 4.0 if score > 4.0 else score) * (units[i] + 2.0) ** 0.5
        if total > best:
            best, found = total, (start, i)
    return found


def _words_to(good: Sequence[int], totals: Sequence[float], chosen: Sequence[int]) -> tuple[list[float], list[float]]:
    """Words between each chosen line and the good line above it, and the one below; at most `FAR`."""
    since, until = [], []
    for i in chosen:
        at = bisect_left(good, i)
        since.append(min(FAR, totals[i] - totals[good[at - 1] + 1]) if at else FAR)
        after = good[at + 1 : at + 2] if at < len(good) and good[at] == i else good[at : at + 1]
        until.append(min(FAR, totals[after[0]] - totals[i + 1]) if after else FAR)
    return since, until
