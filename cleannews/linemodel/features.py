"""What a line shows: columns of numbers, one a line, from the line itself, its neighbourhood and the page.

Nothing here knows a language, a site or a tool: shape, punctuation, digits, position, density of prose, repetition,
and the odds of single words, which the model learnt.  Columns are plain lists, filled by C-level loops where that is
possible, as this runs over every line of every page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from cleannews.document import Document

_WIDE = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W\d_]+")
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
_BULLETS = frozenset("*+-•·‣◦▪■□●○–—#>|►▶→")
_QUOTES = frozenset("\"“”„«»‟「『")
WORDS_READ = 200
"""Characters at each line's start whose words are looked up: enough to tell, and a bound on the work."""
Odds = Mapping[str, float]


class Lines(NamedTuple):
    """The columns of a page by name (`names`), and what later passes need again."""

    names: tuple[str, ...]
    columns: list[list[float]]
    units: list[float]
    prose: list[float]
    words: list[list[str]]


def _units(texts: Sequence[str]) -> list[float]:
    """Words of each line; two characters count as one for scripts that write no spaces."""
    units = [text.count(" ") + 1.0 for text in texts]
    if not "".join(texts).isascii():
        for i, text in enumerate(texts):
            if not text.isascii() and max(text) >= "\u0e00":
                units[i] += len(_WIDE.findall(text)) / 2
    return units


def _around(totals: Sequence[float], count: int, before: int, after: int) -> list[float]:
    """Sums over a window from `before` lines above to `after` lines below, from running totals."""
    return [totals[min(count, i + after + 1)] - totals[max(0, i - before)] for i in range(count)]


def _shift(column: Sequence[float], by: int, fill: float) -> list[float]:
    if by > 0:
        return [fill] * min(by, len(column)) + list(column[:-by] if by < len(column) else [])
    return list(column[-by:]) + [fill] * min(-by, len(column))


def _ending(text: str) -> float:
    bare = text.rstrip(_CLOSERS)
    if not bare:
        return 0.0
    if bare.endswith("..."):
        return 5.0
    kind = _END.get(bare[-1], 0.0)
    return kind if kind else (_END.get(text[-1], 0.0))


def _beginning(text: str) -> float:
    first = text[0]
    if first.islower():
        return 1.0
    if first.isupper():
        return 2.0
    if first.isdigit():
        return 3.0
    if first in _BULLETS:
        return 4.0
    if first in _QUOTES:
        return 5.0
    return 6.0 if first.isalpha() else 7.0


def _distance(flags: Sequence[bool]) -> list[float]:
    """Lines since the last flagged one, 0 on it, at most 40."""
    out, since = [], 40.0
    for flag in flags:
        since = 0.0 if flag else min(40.0, since + 1.0)
        out.append(since)
    return out


def measure(document: Document, odds: Odds) -> Lines:
    """Return the columns of a page's logical lines; `odds` are the learnt log-odds of single words."""
    texts = document.texts
    count = len(texts)
    units = _units(texts)
    chars = [float(len(t)) for t in texts]
    ending = list(map(_ending, texts))
    beginning = list(map(_beginning, texts))
    inner = [
        float(t.count(". ") + t.count("? ") + t.count("! ") + t.count("。") + t.count(".“ ") + t.count('." ') + t.count(".” "))
        for t in texts
    ]
    commas = [float(t.count(", ") + t.count("、") + t.count("，") + t.count("، ")) for t in texts]
    split = [t[:WORDS_READ].split() for t in texts]
    titled = [sum(map(str.istitle, w)) / len(w) for w in split]
    lowered = [sum(map(str.islower, w)) / len(w) for w in split]
    upper = [sum(map(str.isupper, w)) / len(w) for w in split]
    numbers = [sum(map(str.isdigit, t[:60])) / min(60, len(t)) for t in texts]
    marks = [
        float(t.count("|") + t.count("©") * 2 + t.count("@") + 2 * t.count("http") + t.count("·") + t.count(" / ") + t.count("»"))
        for t in texts
    ]
    quotes = [float(t.count('"') + t.count("“") + t.count("„") + t.count("«") + t.count("「")) for t in texts]
    clock = [1.0 if ":" in t and _CLOCK.search(t) else 0.0 for t in texts]
    words = [_WORD.findall(t[:WORDS_READ].lower()) for t in texts]
    get = odds.get
    weight = [[get(w, 0.0) for w in ws] for ws in words]
    mean = [sum(w) / (len(w) + 2) for w in weight]
    low = [min(w, default=0.0) for w in weight]
    high = [max(w, default=0.0) for w in weight]
    first = [get("^" + w[0], 0.0) if w else 0.0 for w in words]
    last = [get(w[-1] + "$", 0.0) if w and len(t) < WORDS_READ else 0.0 for w, t in zip(words, texts)]
    early = [sum(w[:4]) / 4 for w in weight]
    source, spans = document.source, document.spans
    indent = [float(min(20, a - source.rfind("\n", 0, a) - 1)) for a, _ in spans]
    gaps = [0.0, *(float(min(4, source.count("\n", a[1], b[0]))) for a, b in zip(spans, spans[1:]))]
    after_gap = [*gaps[1:], 0.0]
    seen = Counter(texts)
    repeats = [float(min(5, seen[t])) for t in texts]
    heads = Counter(t[:24] for t in seen)
    echo = [float(min(5, heads[t[:24]])) for t in texts]
    sentence = [0.0 < e < 3.0 or n > 0 for e, n in zip(ending, inner)]
    prose = [u if s and u >= 5 else 0.0 for u, s in zip(units, sentence)]
    solid = [p if p >= 12 else 0.0 for p in prose]
    total, totals = sum(units) or 1.0, [0.0, *accumulate(units)]
    proses, solids = [0.0, *accumulate(prose)], [0.0, *accumulate(solid)]
    w2 = _around(proses, count, 2, 2)
    w5 = _around(proses, count, 5, 5)
    w12 = _around(proses, count, 12, 12)
    w30 = _around(proses, count, 30, 30)
    above, below = _around(proses, count, 6, -1), _around(proses, count, -1, 6)
    above2, below2 = _around(proses, count, 2, -1), _around(proses, count, -1, 2)
    u5 = _around(totals, count, 5, 5)
    best5 = max(w5, default=0.0) or 1.0
    best12 = max(w12, default=0.0) or 1.0
    flags = [s > 0 for s in solid]
    since, until = _distance(flags), _distance(flags[::-1])[::-1]
    menu = [u <= 4 and not s for u, s in zip(units, sentence)]
    unmenu = _distance([not m for m in menu]), _distance([not m for m in menu][::-1])[::-1]
    all_solid = solids[-1] or 1.0
    page = [float(count), total, all_solid / total, best5, max(units, default=0.0)]
    named: dict[str, list[float]] = {
        "units": units, "chars": chars, "length": [c / u for c, u in zip(chars, units)], "ending": ending,
        "beginning": beginning, "inner": inner, "commas": [c / u for c, u in zip(commas, units)], "titled": titled,
        "lowered": lowered, "upper": upper, "numbers": numbers, "marks": marks, "quotes": quotes, "clock": clock,
        "odds": mean, "low": low, "high": high, "first": first, "last": last, "early": early, "indent": indent,
        "gap": gaps, "gap_after": after_gap, "repeats": repeats, "echo": echo,
        "place": [i / count for i in range(count)], "read": [t / total for t in totals[:-1]],
        "prose_read": [s / all_solid for s in solids[:-1]], "prose_before": solids[:-1],
        "prose_left": [all_solid - s for s in solids[1:]],
        "w2": w2, "w5": w5, "w12": w12, "w30": w30, "above": above, "below": below, "above2": above2, "below2": below2,
        "dense5": [p / (u + 1) for p, u in zip(w5, u5)], "peak5": [w / best5 for w in w5],
        "peak12": [w / best12 for w in w12], "since": since, "until": until, "menu_above": unmenu[0],
        "menu_below": unmenu[1],
    }  # fmt: skip
    for name in ("units", "ending", "odds", "prose", "numbers", "titled", "early", "beginning", "indent"):
        column = prose if name == "prose" else named[name]
        for by in (1, 2, -1, -2) if name in ("units", "odds", "prose", "ending") else (1, -1):
            named[f"{name}{by:+d}"] = _shift(column, by, -1.0)
    odd = [0.0, *accumulate(mean)]
    named["odds5"] = _around(odd, count, 5, 5)
    named["odds_above"], named["odds_below"] = _around(odd, count, 8, -1), _around(odd, count, -1, 8)
    for name, value in zip(("lines", "total", "prosy", "best5", "longest"), page):
        named["page_" + name] = [value] * count
    return Lines(tuple(named), list(named.values()), units, prose, words)


_CLOCK = re.compile(r"\d:\d\d")
