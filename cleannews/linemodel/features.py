"""What a line shows: columns of numbers, one a line, from the line itself, its neighbourhood and the page.

Nothing here knows a language, a site or a tool: shape, punctuation, digits, position, density of prose, repetition,
and the odds of single words, which the model learnt.  What would name a page (its exact size, its longest line) is
left out or rounded: trees learn pages by heart from it, and lose 0.004 F1 on publishers they have not seen.

Half the lines of a page are one to four words deep in menus.  They are told by three cheap columns and get no more
work (`live`); the rest are measured in full.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate, repeat
from math import fsum
from operator import sub
from typing import NamedTuple

from cleannews.document import Document

_WIDE = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
WORD = re.compile(r"[^\W\d_]+")
_END = {
    **dict.fromkeys(".。｡．۔।", 1.0),
    **dict.fromkeys("!?！？؟", 2.0),
    **dict.fromkeys(":：;；", 3.0),
    **dict.fromkeys(",、，،", 4.0),
    "…": 5.0,
    **dict.fromkeys("»›>→▶|", 6.0),
    **dict.fromkeys(")]）】", 7.0),
}
_CLOSERS = "\"'”’»«“」』）)]*_ "
WORDS_READ = 200
"""Characters at each line's start whose words are looked up: enough to tell, and a bound on the work."""
FEW = 4
"""Words up to which a line that is no sentence needs prose near it to be looked at."""
_STEPS = (1, 2, 3, 5, 8, 12, 18, 27, 40, 60, 90, 135, 200, 300, 450, 700, 1000, 1500, 2500)
Odds = Mapping[str, float]


def word_keys(text: str) -> list[str]:
    """What a line is looked up by in the odds: its words, its first one as `^word` and its last one as `word$`.

    >>> word_keys("Read more")
    ['read', 'more', '^read', 'more$']
    """
    words = WORD.findall(text[:WORDS_READ].lower())
    if not words:
        return []
    return [*words, "^" + words[0], *([words[-1] + "$"] if len(text) < WORDS_READ else [])]


class Lines(NamedTuple):
    """The columns of a page by name, and what later passes need again."""

    columns: dict[str, list[float]]
    live: list[int]
    words: list[list[str]]


def _units(texts: Sequence[str]) -> list[float]:
    """Words of each line; two characters count as one for scripts that write no spaces."""
    units = [text.count(" ") + 1.0 for text in texts]
    whole = "\n".join(texts)
    if not whole.isascii() and _WIDE.search(whole):
        for i, text in enumerate(texts):
            if not text.isascii():
                units[i] += len(_WIDE.findall(text)) / 2
    return units


def around(totals: Sequence[float], before: int, after: int) -> list[float]:
    """Sums over a window from `before` lines above to `after` lines below, from running totals."""
    count = len(totals) - 1
    high = ([*totals[after + 1 :], *[totals[-1]] * (after + 1)])[:count]
    low = ([*[totals[0]] * before, *totals] if before >= 0 else list(totals[1:]))[:count]
    return list(map(sub, high, low))


def shift(column: Sequence[float], by: int, fill: float) -> list[float]:
    """The column of the line `by` lines above (negative: below)."""
    if by > 0:
        return ([fill] * by + list(column))[: len(column)]
    return (list(column) + [fill] * -by)[-by:]


def _ending(text: str) -> float:
    bare = text.rstrip(_CLOSERS)
    if not bare:
        return 0.0
    if bare.endswith("..."):
        return 5.0
    kind = _END.get(bare[-1], 0.0)
    return kind if kind else _END.get(text[-1], 0.0)


def _distance(flags: Sequence[bool]) -> list[float]:
    """Lines since the last flagged one, 0 on it, at most 40."""
    out, since = [], 40.0
    for flag in flags:
        since = 0.0 if flag else since + 1.0
        out.append(since if since < 40.0 else 40.0)
    return out


def rounded(column: Sequence[float]) -> list[float]:
    """Amounts as steps of about a factor 1.5, so that no amount is a page's fingerprint."""
    return list(map(float, map(bisect_right, repeat(_STEPS), column)))


def _blocks(solid: Sequence[float], gap: int) -> tuple[list[float], list[float]]:
    """Runs of solid lines with at most `gap` others between: share of the largest, and words, rounded."""
    runs: list[list[int]] = []
    for i, value in enumerate(solid):
        if value:
            if runs and i - runs[-1][-1] <= gap + 1:
                runs[-1].append(i)
            else:
                runs.append([i])
    count = len(solid)
    share, mass = [0.0] * count, [0.0] * count
    sums = [fsum(solid[i] for i in run) for run in runs]
    largest = max(sums, default=1.0)
    for run, total in zip(runs, sums, strict=True):
        for i in range(max(0, run[0] - 2), min(count, run[-1] + 3)):
            if total > mass[i]:
                share[i], mass[i] = total / largest, total
    return share, rounded(mass)


def measure(document: Document, odds: Odds) -> Lines:
    """Return the columns of a page's logical lines; `odds` are the learnt log-odds of single words."""
    texts = document.texts
    count = len(texts)
    units = _units(texts)
    ending = [0.0 if text[-1].isalnum() else _ending(text) for text in texts]
    inner = [0.0] * count
    for i, text in enumerate(texts):
        if units[i] > 3:
            inner[i] = float(text.count(". ") + text.count("? ") + text.count("! ") + text.count("。"))
    sentence = [0.0 < e < 3.0 or n > 0 for e, n in zip(ending, inner, strict=True)]
    prose = [u if s and u >= 5 else 0.0 for u, s in zip(units, sentence, strict=True)]
    proses = [0.0, *accumulate(prose)]
    w5 = around(proses, 5, 5)
    live = [i for i in range(count) if units[i] > FEW or sentence[i] or w5[i]]
    columns = {"units": units, "ending": ending, "inner": inner, "w5": w5}
    words = _own(columns, document, live, odds)
    _near(columns, prose, proses, sentence)
    return Lines(columns, live, words)


def _own(columns: dict[str, list[float]], document: Document, live: Sequence[int], odds: Odds) -> list[list[str]]:
    """Columns of the line itself, for the live lines; returns their words."""
    texts, count, units = document.texts, len(document.texts), columns["units"]
    commas, lowered, quotes = [0.0] * count, [0.0] * count, [0.0] * count
    mean, low, high, first, last, early = ([0.0] * count for _ in range(6))
    words: list[list[str]] = [[]] * count
    get, nought = odds.get, repeat(0.0)
    for i in live:
        text = texts[i]
        head = text[:WORDS_READ]
        split = head.split()
        lowered[i] = sum(map(str.islower, split)) / len(split)
        few, marked = text.count(", "), text.count('"')
        if not text.isascii():
            few += text.count("、") + text.count("，") + text.count("، ")
            marked += text.count("“") + text.count("„") + text.count("«") + text.count("「")
        commas[i], quotes[i] = few / units[i], marked
        words[i] = found = WORD.findall(head.lower())
        if found:
            weight = list(map(get, found, nought))
            mean[i] = fsum(weight) / (len(weight) + 2)
            low[i], high[i], early[i] = min(weight), max(weight), fsum(weight[:4]) / 4
            first[i] = get("^" + found[0], 0.0)
            if len(text) < WORDS_READ:
                last[i] = get(found[-1] + "$", 0.0)
    columns |= {"commas": commas, "lowered": lowered, "quotes": quotes, "odds": mean, "low": low, "high": high}
    columns |= {"first": first, "last": last, "early": early}
    seen = Counter(texts)
    columns["repeats"] = [float(min(5, n)) for n in map(seen.__getitem__, texts)]
    return words


def _near(columns: dict[str, list[float]], prose: list[float], proses: list[float], sentence: list[bool]) -> None:
    """Columns of the neighbourhood and of the place on the page."""
    units, count = columns["units"], len(prose)
    solid = [p if p >= 12 else 0.0 for p in prose]
    totals, solids = [0.0, *accumulate(units)], [0.0, *accumulate(solid)]
    total, all_solid = totals[-1] or 1.0, solids[-1] or 1.0
    w5, w12 = columns["w5"], around(proses, 12, 12)
    best5, best12 = max(w5, default=0.0) or 1.0, max(w12, default=0.0) or 1.0
    columns["place"] = [i / count for i in range(count)]
    columns["read"] = [t / total for t in totals[:-1]]
    columns["prose_read"] = [s / all_solid for s in solids[:-1]]
    columns["prose_before"] = rounded(solids[:-1])
    columns["prose_left"] = rounded([all_solid - s for s in solids[1:]])
    columns["w2"] = around(proses, 2, 2)
    columns["w12"], columns["w30"] = w12, around(proses, 30, 30)
    columns["above"], columns["below"] = around(proses, 6, -1), around(proses, -1, 6)
    columns["dense20"] = [p / (u + 1) for p, u in zip(around(proses, 20, 20), around(totals, 20, 20), strict=True)]
    columns["peak5"], columns["peak12"] = [w / best5 for w in w5], [w / best12 for w in w12]
    flags = [s > 0 for s in solid]
    columns["since"], columns["until"] = _distance(flags), _distance(flags[::-1])[::-1]
    odd = [0.0, *accumulate(columns["odds"])]
    columns["odds5"] = around(odd, 5, 5)
    columns["odds_above"], columns["odds_below"] = around(odd, 8, -1), around(odd, -1, 8)
    columns["block_share_a"], columns["block_mass_a"] = _blocks(solid, 3)
    columns["block_share_b"], _ = _blocks(solid, 9)
    columns["prose"] = prose
    for name in ("units", "ending", "odds", "prose"):
        columns[name + "+1"], columns[name + "-1"] = shift(columns[name], 1, -1.0), shift(columns[name], -1, -1.0)
    columns["mostly_prose"] = [round(all_solid / total * 8)] * count
    columns["page_size"] = [float(bisect_right((200, 400, 800, 1600, 3200, 6400), total))] * count
