"""Weigh the readings of a quotation: the weights were learnt (`training.quotes`), the sum decides."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import repeat
from math import exp, fsum
from typing import NamedTuple

from cleannews.stages.quotes.evidence import Names
from cleannews.stages.quotes.explanations import Choice, Reading
from cleannews.stages.quotes.scare import doubtful, likelihood, standing

# How likely scare quotes must be to be believed.
SCARED = 0.28
_NOTHING = repeat(0.0)  # what evidence without a weight counts for
_REMEMBERED = 8_000
_LOOKS = "|"  # in a key, between a reading's kind and what the words look like


class Sums(dict[Names, float]):
    """What groups of evidence add up to: added once, and kept up to a number of groups that bounds the memory."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        """`weights` must not change."""
        super().__init__()
        self._get = weights.get

    def __missing__(self, group: Names) -> float:
        """Add it up."""
        total = fsum(map(self._get, group, _NOTHING))
        if len(self) < _REMEMBERED:
            self[group] = total
        return total


class Weights(NamedTuple):
    """What counts for what.

    `evidence` are the sums of its names' weights, `looks` the weights of each look for every kind of reading (in the
    order of `kinds`), `scare` those of the second look at scare quotes (none while the others are learnt).
    """

    evidence: Sums
    kinds: Mapping[str, int]
    looks: Mapping[str, Sequence[float]]
    scare: Mapping[str, float]


@cache
def weights() -> Weights:
    """The weights that are shipped."""
    found = json.loads((resources.files(__package__) / "weights.json").read_text("utf-8"))
    return arranged(found["readings"], found["scare"])


def arranged(flat: Mapping[str, float], scare: Mapping[str, float]) -> Weights:
    """Sort weights by use: "U|len1" is what one marked word counts for scare quotes."""
    kinds = {kind: i for i, kind in enumerate(sorted({k.partition(_LOOKS)[0] for k in flat if _LOOKS in k}))}
    looks: dict[str, list[float]] = {}
    for key, value in flat.items():
        kind, bar, look = key.partition(_LOOKS)
        if bar:
            looks.setdefault(look, [0.0] * len(kinds))[kinds[kind]] = value
    return Weights(Sums({k: v for k, v in flat.items() if _LOOKS not in k}), kinds, looks, scare)


def sums(choice: Choice, weighed: Weights) -> list[float]:
    """What the evidence for each reading adds up to."""
    of_looks, of_group = _of_looks(choice, weighed), weighed.evidence.__getitem__
    return [fsum([*map(of_group, r.evidence), of_looks.get(r.kind, 0.0)]) for r in choice.readings]


def _of_looks(choice: Choice, weighed: Weights) -> dict[str, float]:
    """What the looks of the marked words count for, by kind of reading."""
    rows = [row for row in map(weighed.looks.get, choice.looks) if row is not None]
    return dict(zip(weighed.kinds, map(fsum, zip(*rows, strict=True)), strict=False))


def judge(choice: Choice, _: object = None) -> tuple[Reading, float]:
    """The most likely reading and its share of the probability (0 to 1)."""
    return decided(choice, sums(choice, weights()), weights())


def shares(totals: Sequence[float]) -> list[float]:
    """How likely each reading is, by what its evidence adds up to."""
    best = max(totals)
    powers = [exp(t - best) for t in totals]
    whole = fsum(powers)
    return [p / whole for p in powers]


def decided(choice: Choice, totals: Sequence[float], weighed: Weights) -> tuple[Reading, float]:
    """Scare quotes where they are likely enough; else the likeliest of the others, which share the rest."""
    share = shares(totals)
    best = len(share) - 1
    scared = share[best]
    if weighed.scare and doubtful(scared):
        fared = standing([r.rule for r in choice.readings], totals, scared)
        scared = likelihood(choice.numbers(), fared, weighed.scare)
    if scared < SCARED:
        best = max(range(best), key=share.__getitem__)
    return choice.readings[best], share[best]
