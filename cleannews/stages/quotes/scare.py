"""Whether marked words are scare quotes, a title or a nickname after all: a second look.

The readings of a quotation are weighed by what stands around it.  Here a logistic regression sets how they fared
against what the marked words themselves are like: a finite verb or "we" is said by somebody, other marks than the
page's set off a term.  Numbers only, and no word, so that it holds for every language with a pack.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log

from cleannews.stages.quotes.lexicon import Lexicon
from cleannews.stages.quotes.wordclasses import CAPITAL, pieces

_WORDS = 8  # of the marked ones that are looked at
_LONG = 12
_SMALL = frozenset("DIoPbATCSn")  # classes of words that hold a sentence together
_SCALE = 3.0
_DOUBT = (0.05, 0.85)


def doubtful(share: float) -> bool:
    """Whether a share of the probability calls for a second look."""
    return _DOUBT[0] < share < _DOUBT[1]


def numbers_of(said: str, odd_style: bool, whole: bool, lexicon: Lexicon) -> dict[str, float]:
    """What marked words are like; `odd_style` are marks other than the page's, and `whole` is a sentence."""
    codes = [code for chunk in said.split(" ", _WORDS)[:_WORDS] for _, _, _, code in pieces(chunk, lexicon)]
    letters = "".join(["X" if i and code[0] == CAPITAL else code[-1] for i, code in enumerate(codes)]).strip(",.")
    many = len(letters) or 1
    return {
        "pronoun": float("P" in letters),
        "finite": float("b" in letters or "A" in letters),
        "verb": float("V" in letters or "v" in letters),
        "determiner": float(letters[:1] == "D"),
        "names": letters.count("X") / many,
        "plain": letters.count("w") / many,
        "small": sum(letter in _SMALL for letter in letters) / many,
        "lower": float(said[0].islower()),
        "asks": float(said[-1] in "!?"),
        "comma": float(said[-1] == ","),
        "stop": float(said[-1] == "."),
        "hyphen": float("-" in said),
        "length": min(said.count(" ") + 1, _LONG) / _LONG,
        "odd-style": float(odd_style),
        "sentence": float(whole),
    }


def standing(rules: Sequence[str], totals: Sequence[float], share: float) -> dict[str, float]:
    """How the readings fared: the best of each rule against scare quotes, which come last and have this `share`."""
    best: dict[str, float] = {}
    for rule, total in zip(rules[:-1], totals, strict=False):
        against = (total - totals[-1]) / _SCALE
        best[rule] = max(against, best.get(rule, against))
    best["share"] = log(share + 1e-9) - log(1 - share + 1e-9)
    return best


def likelihood(numbers: Mapping[str, float], fared: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability (0 to 1) that nobody speaks."""
    total = weights["bias"]
    for measured in (numbers, fared):
        for name, value in measured.items():
            if value:
                total += weights.get(name, 0.0) * value
    return 1 / (1 + exp(-max(-50.0, min(50.0, total))))
