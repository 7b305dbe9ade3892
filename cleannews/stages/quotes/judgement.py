"""Weigh the readings of a quotation: the weights were learnt (`training.quotes`), the sum decides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import repeat
from math import exp, fsum
from typing import NamedTuple

from cleannews.stages.quotes.explanations import Choice, Reading

# How likely scare quotes must be to be believed, of a phrase and of a sentence.
SCARED, SCARED_SENTENCE = 0.28, 0.45
_NOTHING = repeat(0.0)  # what evidence without a weight counts for
_LOOKS = "|"  # in a key, between a reading's kind and what the words look like


class Weights(NamedTuple):
    """What each piece of evidence counts for; what the looks count for, by kind of reading."""

    evidence: Mapping[str, float]
    looks: Mapping[str, Mapping[str, float]]


@cache
def weights() -> Weights:
    """The weights that are shipped."""
    text = (resources.files(__package__) / "weights.json").read_text("utf-8")
    return arranged(json.loads(text))


def arranged(flat: Mapping[str, float]) -> Weights:
    """Sort weights by use: "U|len1" is what one marked word counts for scare quotes."""
    found = Weights({k: v for k, v in flat.items() if _LOOKS not in k}, {})
    looks: dict[str, dict[str, float]] = {}
    for key, value in flat.items():
        kind, bar, look = key.partition(_LOOKS)
        if bar:
            looks.setdefault(kind, {})[look] = value
    return found._replace(looks=looks)


def sums(choice: Choice, weighed: Weights) -> list[float]:
    """What the evidence for each reading adds up to."""
    of_cues: dict[int, float] = {}
    of_looks: dict[str, float] = {"": 0.0}
    found = []
    for reading in choice.readings:
        total = _sum(weighed.evidence, reading.evidence)
        if shared := reading.about_cue:
            if id(shared) not in of_cues:
                of_cues[id(shared)] = _sum(weighed.evidence, shared)
            total += of_cues[id(shared)]
        if reading.kind not in of_looks:
            of_looks[reading.kind] = _sum(weighed.looks.get(reading.kind, {}), choice.looks)
        found.append(total + of_looks[reading.kind])
    return found


def _sum(weights: Mapping[str, float], names: Iterable[str]) -> float:
    return fsum(map(weights.get, names, _NOTHING))


def judge(choice: Choice, _: object = None) -> tuple[Reading, float]:
    """The most likely reading and its share of the probability (0 to 1)."""
    return decided(choice, shares(choice, weights()))


def shares(choice: Choice, weighed: Weights) -> list[float]:
    """How likely each reading is."""
    totals = sums(choice, weighed)
    best = max(totals)
    powers = [exp(t - best) for t in totals]
    whole = fsum(powers)
    return [p / whole for p in powers]


def decided(choice: Choice, share: list[float]) -> tuple[Reading, float]:
    """Scare quotes where they are likely enough; else the likeliest of the others, which share the rest."""
    best = len(share) - 1
    if share[best] < (SCARED_SENTENCE if choice.is_sentence else SCARED):
        best = max(range(best), key=share.__getitem__)
    return choice.readings[best], share[best]
