"""Weigh the readings of a quotation: the weights were learnt (`training.quotes`), the sum decides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import repeat
from math import exp, fsum
from typing import NamedTuple

from cleannews.remembered import Remembered
from cleannews.stages.quotes.evidence import Group, names
from cleannews.stages.quotes.explanations import Choice, Reading
from cleannews.stages.quotes.scare import doubtful, likelihood, standing

# How likely scare quotes must be to be believed.
SCARED = 0.25
PARTS = 1_000_000
"""Weights are summed as whole parts of one: sums of floats end in other digits since Python 3.12."""
_NOTHING = repeat(0)  # what evidence without a weight counts for
_REMEMBERED = 20_000  # groups; they take 5 MB
_LOOKS = "|"  # in a key, between a reading's kind and what the words look like


class Weights(NamedTuple):
    """What counts for what, in whole `PARTS` of one.

    `evidence` are the sums of its groups' weights, `looks` the weights of each look by the kind of reading, `scare`
    those of the second look at scare quotes (none while the others are learnt).
    """

    evidence: Mapping[Group, int]
    looks: Mapping[str, Mapping[str, int]]
    scare: Mapping[str, float]


@cache
def weights() -> Weights:
    """The weights that are shipped."""
    found = json.loads((resources.files(__package__) / "weights.json").read_text("utf-8"))
    return arranged(found["readings"], found["scare"])


def arranged(flat: Mapping[str, float], scare: Mapping[str, float]) -> Weights:
    """Sort weights by use: "U|len1" is what one marked word counts for scare quotes."""
    looks: dict[str, dict[str, int]] = {}
    for key, value in flat.items():
        kind, bar, look = key.partition(_LOOKS)
        looks.setdefault(kind if bar else "", {})[look or key] = round(value * PARTS)
    of_evidence = looks.pop("", {})
    return Weights(Remembered(lambda group: _sum_of(names(group), of_evidence), _REMEMBERED), looks, scare)


def sums(choice: Choice, weighed: Weights) -> list[float]:
    """What the evidence for each reading adds up to."""
    of_group = weighed.evidence.__getitem__
    of_looks = {kind: _sum_of(looks, weighed.looks.get(kind, {})) for kind, looks in choice.looks.items()}
    return [sum(map(of_group, r.evidence), of_looks.get(r.kind, 0)) / PARTS for r in choice.readings]


def _sum_of(seen: Iterable[str], weights: Mapping[str, int]) -> int:
    return sum(map(weights.get, seen, _NOTHING))


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
    if not choice.seen.speech and _scared(choice, totals, share[-1], weighed) >= SCARED:
        return choice.readings[-1], share[-1]
    best = max(range(len(share) - 1), key=share.__getitem__)  # scare quotes come last
    return choice.readings[best], share[best]


def _scared(choice: Choice, totals: Sequence[float], share: float, weighed: Weights) -> float:
    """How likely scare quotes are, with a second look where they have a doubtful share."""
    if not weighed.scare or not doubtful(share):
        return share
    fared = standing([r.rule for r in choice.readings], totals, share)
    return likelihood(choice.numbers(), fared, weighed.scare)
