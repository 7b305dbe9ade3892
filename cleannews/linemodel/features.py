"""What a line shows: columns of numbers, one a line, from the line itself, its neighbourhood and the page.

Nothing here knows a language, a site or a tool: length, punctuation, position, density of prose, repetition, and the
odds of single words, which the model learnt.  What would name a page (its exact size, its longest line) is left out or
rounded: trees learn pages by heart from it, and lose 0.004 F1 on publishers they have not seen.

Half the lines of a page are one to four words deep in menus.  They are told by three cheap columns and their words are
never looked at (`live`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, repeat
from math import fsum
from operator import sub
from typing import NamedTuple

from cleannews.document import Document
from cleannews.linemodel.doubles import said_twice
from cleannews.text import WIDE, beyond_ascii, wide_in

WORD = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]+|[\u3400-\u9fff]{1,2}|[\u3040-\u309f]+|[\u30a0-\u30ff]+")
"""A word; where none are written, two ideographs (most words are), or a run of kana of one kind."""
_BEYOND = re.compile(r"[^\W\d_\x00-\xff]")
_LETTERS = "".join([c.lower() if c == "\n" or WORD.match(c) else " " for c in map(chr, range(256))]).encode("latin-1")
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
WORDS_READ = 150
"""Characters at each line's start whose words are looked up: enough to tell, and a bound on the work."""
GAP, EDGE = 3, 2
"""Lines that are no prose within one block of it, at most, and on either side of it: blocks do not touch."""
SOLID = 12
"""Words from which a line of prose counts as a paragraph."""
FEW = 4
"""Words up to which a line that is no sentence needs prose near it to be looked at."""
_STEPS = (1, 2, 3, 5, 8, 12, 18, 27, 40, 60, 90, 135, 200, 300, 450, 700, 1000, 1500, 2500)
_UP_TO_FIVE = (0.0, 1.0, 2.0, 3.0, 4.0)
_DOWN = [float(lines) for lines in range(40, -1, -1)]
Odds = Mapping[str, int]
"""The log-odds of words in hundredths: sums of whole numbers are the same everywhere."""


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
    """The columns of a page by name, the lines worth a look, and the words of those; what is looked up of them; and the
    lines that surely are paragraphs."""

    columns: dict[str, list[float]]
    live: list[int]
    words: dict[int, list[str]]
    odds: Odds
    solid: list[int]


def measure(document: Document, odds: Odds) -> Lines:
    """Return the columns of a page's logical lines; `odds` are what was learnt of single words."""
    texts = document.texts
    units = _units(texts)
    ending = [0.0 if text[-1].isalnum() else ending_of(text) for text in texts]
    prose = [
        u if u >= 5 and (0.0 < e < 3.0 or _ends_within(text)) and not said_twice(text) else 0.0
        for u, e, text in zip(units, ending, texts, strict=True)
    ]
    w5 = around([0.0, *accumulate(prose)], 5)
    live = [i for i, (u, e, w) in enumerate(zip(units, ending, w5, strict=True)) if w or u > FEW or 0.0 < e < 3.0]
    columns = {"units": units, "ending": ending, "prose": prose, "w5": w5}
    solid = _shape(columns)
    columns["repeats"] = _repeats(texts)
    return Lines(columns, live, _words(columns, texts, live, odds), odds, solid)


def _units(texts: Sequence[str]) -> list[float]:
    """Words of each line; two characters count as one for scripts that write no spaces."""
    units = [blanks + 1.0 for blanks in map(str.count, texts, repeat(" "))]
    whole = "\n".join(texts)
    if _foreign(whole) and WIDE.search(whole):
        units = [count + wide_in(text) / 2 for count, text in zip(units, texts, strict=True)]
    return units


def _foreign(text: str) -> bool:
    """Whether a twentieth of a text is beyond Latin-1; it takes two bytes or more for each such character."""
    if len(text.encode("utf-8", "surrogatepass")) <= 1.05 * len(text):
        return False
    return len(text.encode("latin-1", "ignore")) < 0.95 * len(text)


def ending_of(text: str) -> float:
    """What kind of sign a line ends in, behind closing quotation marks and brackets; 0 where it is none.

    >>> [ending_of(text) for text in ("He left.", "“Really?”", "Read more")]
    [1.0, 2.0, 0.0]
    """
    bare = text.rstrip(_CLOSERS)
    if not bare:
        return 0.0
    if bare.endswith("..."):
        return 5.0
    kind = _END.get(bare[-1], 0.0)
    return kind if kind else _END.get(text[-1], 0.0)


def _ends_within(text: str) -> bool:
    """Whether a sentence ends in the midst of the line."""
    return ". " in text or "? " in text or "! " in text or "。" in text


def around(totals: list[float], reach: int) -> list[float]:
    """Sums over each line with `reach` lines above and as many below, from running totals that begin with 0.

    >>> around([0.0, 1.0, 3.0, 6.0], 1)
    [3.0, 6.0, 5.0]
    """
    high = totals[reach + 1 :] + totals[-1:] * reach
    return list(map(sub, high[: len(totals) - 1], [0.0] * reach + totals))


def rounded(column: Iterable[float]) -> list[float]:
    """Amounts as steps of about a factor 1.5, so that no amount is a page's fingerprint."""
    return list(map(float, map(bisect_right, repeat(_STEPS), column)))


def _repeats(texts: Sequence[str]) -> list[float]:
    return [_UP_TO_FIVE[n] if n < 5 else 5.0 for n in map(Counter(texts).__getitem__, texts)]


def _shape(columns: dict[str, list[float]]) -> list[int]:
    """Columns of where the prose of the page is, and how far from it a line; returns the solid lines."""
    units, prose, w5 = columns["units"], columns["prose"], columns["w5"]
    count = len(prose)
    solid = [p if p >= SOLID else 0.0 for p in prose]
    proses, totals, solids = ([0.0, *accumulate(column)] for column in (prose, units, solid))
    total, all_solid = totals[-1] or 1.0, solids[-1] or 1.0
    w12 = around(proses, 12)
    best5, best12 = max(w5, default=0.0) or 1.0, max(w12, default=0.0) or 1.0
    columns["place"] = [i / count for i in range(count)]
    columns["read"] = [t / total for t in totals[:-1]]
    columns["prose_read"] = [s / all_solid for s in solids[:-1]]
    columns["w2"] = around(proses, 2)
    columns["peak5"], columns["peak12"] = [w / best5 for w in w5], [w / best12 for w in w12]
    where = [i for i, words in enumerate(solid) if words]
    columns["until"] = _until(where, count)
    columns["block_share"], columns["block_mass"] = _blocks(solid, where)
    return where


def _until(where: Sequence[int], count: int) -> list[float]:
    """Lines until the next one of those `where` it is solid; 0 on it, at most 40."""
    out: list[float] = []
    for place in where:
        lines = place - len(out) + 1
        out += [40.0] * (lines - len(_DOWN)) + _DOWN[-lines:]
    return out + [40.0] * (count - len(out))


def _blocks(solid: Sequence[float], where: Sequence[int]) -> tuple[list[float], list[float]]:
    """Runs of solid lines with few others between: share of the largest, and words, rounded."""
    runs: list[list[int]] = []
    last = -2 * GAP
    for i in where:
        if i - last <= GAP + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
        last = i
    count = len(solid)
    share, steps = [0.0] * count, [0.0] * count
    sums = [fsum([solid[i] for i in run]) for run in runs]
    largest = max(sums, default=1.0)
    for run, total, step in zip(runs, sums, rounded(sums), strict=True):
        for i in range(max(0, run[0] - EDGE), min(count, run[-1] + EDGE + 1)):
            share[i], steps[i] = total / largest, step
    return share, steps


def _words(
    columns: dict[str, list[float]], texts: Sequence[str], live: Sequence[int], odds: Odds
) -> dict[int, list[str]]:
    """Columns of how the words of live lines, and of those around them, are used elsewhere; returns the words."""
    own = [0.0] * len(texts)
    words = dict(zip(live, words_of([texts[i][:WORDS_READ] for i in live]), strict=False))
    get, nought = odds.get, repeat(0)
    for i, found in words.items():
        own[i] = sum(map(get, found, nought)) / (100 * len(found) + 200)
    columns["odds"], columns["odds5"] = own, around([0.0, *accumulate(own)], 5)
    return words


def words_of(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text, in lower case; where all letters are Latin-1's, without a pattern.

    >>> words_of(["Ten – ferries", "İce"])
    [['ten', 'ferries'], ['i', 'ce']]
    """
    whole = "\n".join(texts)
    if _BEYOND.search(beyond_ascii(whole)):
        return [WORD.findall(text.lower()) for text in texts]
    letters = whole.encode("latin-1", "replace").translate(_LETTERS).decode("latin-1")
    return [line.split() for line in letters.split("\n")]
