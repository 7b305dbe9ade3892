"""A second look at the places where a block may end: what the first look said of the places around, and what is near.

The first look judges each place by the words beside it; here the page has a shape.  In a menu a border stands after
every word or two, in prose hardly one in fifty words, and a heading is as long as until the next stop or border.  Only
the places that the first look is in doubt of are looked at: about a quarter.  Where blocks have nothing between them
the first look stands, as looking again gains nothing there (`training.borders`).
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import accumulate
from math import exp

from cleannews.linemodel.forest import Forest, Trees
from cleannews.stages.segmentation.borders import first_look
from cleannews.stages.segmentation.looks import Words

CONTESTED = 300
"""Log-odds of the first look, in hundredths, below which it is asked again, and above minus which."""
NEAR, AROUND = 15, 40
"""Words on either side within which borders are counted."""
REACH = 10
"""Places on either side of which the likeliest is looked for."""
PROSE, LETTERS = 30, 25
"""Words on either side of which the share of stops counts, and that of small letters."""
FAR, RUN, LONGEST, OFTEN, STRETCH = 60, 15, 12, 6, 30
"""From where it does not matter how much farther a stop is, how many more capitals stand in a row, how much longer a
word is, how much more often it or the pair stands on the page, and how much longer the stretch is that comes again."""
_SHAPES, _ENDS, _KINDS = (
    {letter: float(i) for i, letter in enumerate(letters)}
    for letters in ("^aAXo40c@s", 'wn.?,:;…)"ib1s', "-fBGMWPCRFS")
)
"""The letters of `looks`, as numbers."""


def odds(page: Words) -> list[float]:
    """For each word but the first, the log-odds that a block begins with it."""
    first = first_look(glued=page.glued)(page)
    found = [weight / 100 for weight in first]
    places = [] if page.glued else contested(first)
    if places:
        scores = _forest().score(columns(page, first, places), range(len(places)))
        for place, score in zip(places, scores, strict=True):
            found[place] = score
    return found


def contested(first: Sequence[int]) -> list[int]:
    """The places that the first look is in doubt of."""
    return [place for place, weight in enumerate(first) if -CONTESTED < weight < CONTESTED]


def columns(page: Words, first: Sequence[int], places: Sequence[int]) -> dict[str, list[float]]:
    """What shows at the places, by name; place 0 is before the second word."""
    named = dict(_near(first, places))
    named |= _beside(page, places)
    named |= _within_reach(page, places)
    named["read"] = [place / len(first) for place in places]
    return named


def _near(first: Sequence[int], places: Sequence[int]) -> Iterator[tuple[str, list[float]]]:
    """What the first look said of the place, of those beside it, of the likeliest near it, and how many it expects."""
    padded = [-600, *first, -600]
    for name, by in (("odds", 1), ("odds-1", 0), ("odds+1", 2)):
        yield name, [padded[place + by] / 100 for place in places]
    yield "likeliest-before", [max(first[max(0, p - REACH) : p], default=-600) / 100 for p in places]
    yield "likeliest-after", [max(first[p + 1 : p + 1 + REACH], default=-600) / 100 for p in places]
    totals = [0.0, *accumulate([1 / (1 + exp(-weight / 100)) for weight in first])]
    for name, reach in (("expected-near", NEAR), ("expected-around", AROUND)):
        yield name, [totals[min(len(first), p + reach)] - totals[max(0, p - reach)] for p in places]


def _beside(page: Words, places: Sequence[int]) -> Iterator[tuple[str, list[float]]]:
    """Shapes, endings, kinds, lengths and counts of the words beside the place."""
    words, times, pairs = page.words, page.times, page.pairs
    padded = f"w{page.ends}"
    for name, by in (("end-2", 0), ("end-1", 1), ("end", 2)):
        yield name, [_ENDS[padded[place + by]] for place in places]
    for name, by in (("shape-1", 0), ("shape", 1)):
        yield name, [_SHAPES[page.shapes[place + by]] for place in places]
    yield "kind-1", [_KINDS[page.kinds[place]] for place in places]
    for name, by in (("long-1", 0), ("long", 1)):
        yield name, [float(min(LONGEST, len(words[place + by]))) for place in places]
    for name, by in (("times-1", 0), ("times", 1)):
        yield name, [float(min(OFTEN, times[words[place + by]])) for place in places]
    yield "small", [float(page.small[place + 1] or -1) for place in places]
    yield "pair", [float(min(OFTEN, pairs[words[place], words[place + 1]])) for place in places]
    yield "within", [float(min(STRETCH, page.within[place + 1])) for place in places]


def _within_reach(page: Words, places: Sequence[int]) -> Iterator[tuple[str, list[float]]]:
    """How far the stops are, how long the run of capitals before the place, the shares of stops and of small letters
    around it, and how long a stretch comes again that begins or ends there."""
    count = len(page.words)
    stops = [i for i, end in enumerate(page.ends) if end in ".?"]
    others = [i for i, shape in enumerate(page.shapes) if shape not in "AX"]
    small = [i for i, shape in enumerate(page.shapes) if shape == "a"]
    last, following, capitals = [], [], []
    for place in places:
        at = bisect_left(stops, place + 1)
        last.append(float(min(FAR, place - stops[at - 1] if at else place + 1)))
        following.append(float(min(FAR, stops[at] - place - 1 if at < len(stops) else FAR)))
        at = bisect_left(others, place + 1)
        capitals.append(float(min(RUN, place - others[at - 1] if at else place + 1)))
    yield "since-stop", last
    yield "until-stop", following
    yield "capitals", capitals
    for name, where, reach in (("stops", stops, PROSE), ("letters", small, LETTERS)):
        bounds = [(max(0, place + 1 - reach), min(count, place + 1 + reach)) for place in places]
        yield name, [(bisect_left(where, high) - bisect_left(where, low)) / (high - low) for low, high in bounds]
    short, long = page.again[2], page.again[4]
    for name, twos, fours in (("begins-again", short.begins, long.begins), ("ends-again", short.ends, long.ends)):
        yield name, [4.0 if fours[p + 1] > "1" else 2.0 if twos[p + 1] > "1" else 0.0 for p in places]


@cache
def _forest() -> Forest:
    return Forest(Trees(**json.loads((resources.files(__package__) / "contested.json").read_text("utf-8"))))
