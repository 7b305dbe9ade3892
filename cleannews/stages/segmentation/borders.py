"""Where a block ends on a line that holds several: log-odds for each place between two words.

A linear score over what stands at the place looks first, and a forest looks again at those that are in doubt
(`contested`).  Nothing in the evidence is of a site, and hardly anything of a language: the kinds of the words on both
sides, how long they are, if a word with a capital stands in small letters elsewhere on the page, stretches that come
again with other words before or after them, and what the pack has for bylines, dates, names and menus (`looks`).  The
weights are `borders.json`, one table for pages whose blocks have a blank between them and one for those that have
nothing.

Places look much alike, so what shows at each is put into a few short keys, and what a key weighs is worked out once.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from itertools import pairwise
from operator import add

from cleannews.remembered import Remembered
from cleannews.stages.segmentation.looks import PHRASES, Words

KEPT = 20_000
"""Keys of each sort of evidence whose weight is remembered."""
_RUNS = (2, 4, 7, 11, 16, 25, 50)


class FirstLook:
    """The linear score."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        """`weights` are log-odds for each name of the evidence, the constant under ""."""
        whole = {name: round(100 * weight) for name, weight in weights.items()}
        self._least, self._known = whole[""], [_summed(names, whole) for _, names in _SORTS]

    def __call__(self, page: Words) -> list[int]:
        """For each word but the first, the log-odds that a block begins with it, in hundredths."""
        columns = [map(of.__getitem__, keys(page)) for of, (keys, _) in zip(self._known, _SORTS, strict=True)]
        return [self._least + weight for weight in map(sum, zip(*columns, strict=True))]


@cache
def first_look(*, glued: bool) -> FirstLook:
    """The one that is shipped, for pages whose blocks have nothing between them, or a blank."""
    tables = json.loads((resources.files(__package__) / "borders.json").read_text("utf-8"))
    return FirstLook(tables["glued" if glued else "blank"])


def evidence(page: Words) -> Iterator[list[str]]:
    """For each word but the first, the names of what stands there."""
    for found in zip(*[keys(page) for keys, _ in _SORTS], strict=True):
        yield [name for (_, names), key in zip(_SORTS, found, strict=True) if key for name in names(key)]


def _around(page: Words) -> list[str]:
    """Two shapes before the place and three after it, the ending before it, how often the word is small, a blank."""
    padded = f"^{page.shapes}^^"
    shapes = [padded[i : i + 5] for i in range(len(page.words) - 1)]
    rest = map("".join, zip(page.ends, page.small[1:], page.joints[1:], strict=False))
    return [*map(add, shapes, rest)]


def _of_around(key: str) -> Iterator[str]:
    far, last, here, ahead, end, known = key[0], key[1], key[2], key[3:5], key[5], key[6:].rstrip("_")
    joint = "_" if key[-1] == "_" else ""
    yield f"around {joint}{far}{last}{end}|{here}"
    yield f"ahead {joint}{last}{end}|{here}{ahead}"
    if joint:
        yield "blank"
    if known:
        yield f"small {known}{last}{end}"
        yield f"small {known}>{ahead[0]}"


def _lengths(page: Words) -> list[str]:
    """How long the words beside the place are, with the ending before it and the shape after it."""
    return [*map("".join, zip(page.sizes, page.ends, page.sizes[1:], page.shapes[1:], strict=False))]


def _of_lengths(key: str) -> Iterator[str]:
    yield f"long {key[:2]}"
    yield f"longs {key[2:]}"


def _kinds(page: Words) -> list[str]:
    """What the pack has around the place, with the shapes there; nothing where it has nothing."""
    kinds, shapes = f"-{page.kinds}-", f"^{page.shapes}^"
    around = [kinds[i : i + 4] for i in range(len(page.words) - 1)]
    return [four + shapes[i : i + 4] if four != "----" else "" for i, four in enumerate(around)]


def _of_kinds(key: str) -> Iterator[str]:
    far, last, here, ahead, _, before, shape, after = tuple(key)
    if here != "-":
        yield f"opens {here}{shape}{ahead}{after}"
    if here != "-" or last != "-":
        yield f"kinds {last}{before}{here}{shape}"
    if far != "-":
        yield f"after {far}{last}{before}"


def _signs(page: Words) -> list[str]:
    """The sign that the word before ends in or is, and the one that the word after is."""
    found = [""] * max(0, len(page.words) - 1)
    for i, (before, end, here) in enumerate(zip(page.shapes, page.ends, page.shapes[1:], strict=False)):
        if end == "s" or before == "s" or here == "s":
            last = page.words[i][-1] if end == "s" or before == "s" else " "
            found[i] = last + (page.words[i + 1][0] if here == "s" else " ")
    return found


def _of_signs(key: str) -> Iterator[str]:
    if key[0] != " ":
        yield f"sign {key[0]}"
    if key[1] != " ":
        yield f"to sign {key[1]}"


def _counts(page: Words) -> list[str]:
    """How tightly the two words hold together, where they stand together twice, and in how long a stretch."""
    times, pairs, found = page.times, page.pairs, []
    for i, pair in enumerate(pairwise(page.words), 1):
        both, key = pairs[pair], ""
        if both > 1:
            key = f"{round(3 * both / times[pair[0]])}{round(3 * both / times[pair[1]])}"
            if page.within[i] > 1:
                key += str(bisect_left(_RUNS, page.within[i]))
        found.append(key)
    return found


def _of_counts(key: str) -> Iterator[str]:
    yield f"pair {key[:2]}"
    if key[2:]:
        yield f"within {key[2:]}"


def _branches(page: Words) -> list[str]:
    """For stretches of each size: how many other words go before the one from the place on, and how many follow the
    one up to it."""
    columns = [column[1:] for found in page.again.values() for column in (found.begins, found.ends)]
    return [*map("".join, zip(*columns, strict=False))][: max(0, len(page.words) - 1)]


def _of_branches(key: str) -> Iterator[str]:
    for size, ahead, behind in zip(PHRASES, key[::2], key[1::2], strict=True):
        if ahead != " ":
            yield f"again {size} {ahead}"
        if behind != " ":
            yield f"so far {size} {behind}"


_SORTS: tuple[tuple[Callable[[Words], list[str]], Callable[[str], Iterator[str]]], ...] = (
    (_around, _of_around),
    (_lengths, _of_lengths),
    (_kinds, _of_kinds),
    (_signs, _of_signs),
    (_counts, _of_counts),
    (_branches, _of_branches),
)
"""Sorts of evidence: the key of each place, and the names of what a key says."""


def _summed(names: Callable[[str], Iterable[str]], weights: Mapping[str, int]) -> Remembered[str, int]:
    return Remembered(lambda key: sum([weights.get(name, 0) for name in names(key)]) if key else 0, KEPT)
