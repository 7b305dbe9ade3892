"""Weigh the readings of a quotation: the weights were learnt (`training.quotes`), the sum decides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import repeat
from math import exp, fsum
from typing import NamedTuple

from cleannews.stages.quotes.explanations import Choice, Reading
from cleannews.stages.quotes.scare import doubtful, likelihood, standing

# How likely scare quotes must be to be believed.
SCARED = 0.28
_NOTHING = repeat(0.0)  # what evidence without a weight counts for
_LOOKS = "|"  # in a key, between a reading's kind and what the words look like


class Weights(NamedTuple):
    """What counts for what.

    `evidence` are the weights of its names, `looks` those of each look for every kind of reading (in the order of
    `kinds`), `scare` those of the second look at scare quotes (none while the others are learnt).
    """

    evidence: Mapping[str, float]
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
    return Weights({k: v for k, v in flat.items() if _LOOKS not in k}, kinds, looks, scare)


def sums(choice: Choice, weighed: Weights) -> list[float]:
    """What the evidence for each reading adds up to."""
    known: dict[int, float] = {}
    of_looks = _of_looks(choice, weighed)
    found = []
    for reading in choice.readings:
        total = _sum(weighed.evidence, reading.evidence)
        for shared in (reading.about_cue, reading.about_phrase):
            if shared:
                if id(shared) not in known:
                    known[id(shared)] = _sum(weighed.evidence, shared)
                total += known[id(shared)]
        found.append(total + of_looks.get(reading.kind, 0.0))
    return found


def _of_looks(choice: Choice, weighed: Weights) -> dict[str, float]:
    """What the looks of the marked words count for, by kind of reading."""
    rows = [row for row in map(weighed.looks.get, choice.looks) if row is not None]
    return dict(zip(weighed.kinds, map(fsum, zip(*rows, strict=True)), strict=False))


def _sum(weights: Mapping[str, float], names: Iterable[str]) -> float:
    return fsum(map(weights.get, names, _NOTHING))


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
