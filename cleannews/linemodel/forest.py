"""Boosted trees without numpy: every tree of a forest at once, as bits of one long integer.

This is QuickScorer (Lucchese et al., SIGIR 2015) in Python's own integers.  A tree's leaves are bits, the leftmost
the lowest.  A test `value <= threshold` that fails rules out the leaves of its left branch; so for each feature and
each interval between its thresholds there is one mask of all the leaves that remain, and the lowest bit that is left of
each tree is the leaf where the line ends up.  Bisection, masking and lookup all run in C over whole columns: about
15 microseconds a line for 80 trees over 60 features, a tenth of what walking the trees costs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from math import isfinite
from operator import and_, itemgetter
from typing import NamedTuple

from cleannews.remembered import Remembered

LEAVES = 32
"""Most leaves of a tree: a tree is one unsigned word of 32 bits, or of 16 where no tree of the forest has more."""
MOST_TREES = 500
"""Most trees of a forest, which takes 30 MB at worst; those shipped have 150 together."""
MOST_ODDS = 1000.0
"""No leaf says more, or sums of them could be no numbers at all."""
PARTS = 1_000_000
"""Leaves are summed as whole parts of one: sums of floats end in other digits since Python 3.12."""

REMEMBERED = 4_000
"""Values of a column of counts that are kept with what they give."""
_LOWEST = [bytes([0, *(8 * part + (byte & -byte).bit_length() - 1 for byte in range(1, 256))]) for part in range(4)]
"""The number of a byte's lowest bit, by the byte's place in a tree's word; one without bits leaves it to the next."""
_EMPTY = bytes([255, *bytes(255)])


class ModelError(ValueError):
    """A model file is not one, is damaged, or does not fit this version."""


class Trees(NamedTuple):
    """A forest as it is learnt and stored: the columns it reads, and its trees.

    A tree is a flat list in prefix order: `[column, threshold, left..., right...]` for a test, `[-1, value]` for a
    leaf.  The left branch is for `value <= threshold`.
    """

    names: Sequence[str]
    trees: Sequence[Sequence[float]]


class Forest:
    """The sum of some trees' answers, for many lines at once."""

    def __init__(self, learnt: Trees) -> None:
        """Raise `ModelError` where a tree is malformed."""
        names, trees = learnt
        if len(trees) > MOST_TREES or not all(isinstance(name, str) for name in names):
            raise ModelError("a forest of too many trees, or of features without names")
        most = max(map(_size, trees), default=0)
        if most > LEAVES:
            raise ModelError("a tree is too large")
        width = 16 if most <= 16 else LEAVES
        self.names = tuple(names)
        tests: dict[int, list[tuple[float, int]]] = {}
        values: list[list[int]] = []
        if width == 16 and len(trees) % 2:
            trees = [*trees, [-1, 0.0]]  # they are looked up in pairs
        for place, tree in enumerate(trees):
            leaves: list[float] = []
            end = _read(tree, 0, leaves, tests, place * width, len(names))
            if end != len(tree):
                raise ModelError("a tree has loose ends")
            values.append([round(value * PARTS) for value in leaves] + [0] * (width - len(leaves)))
        self._said = _pairs(values) if width == 16 else values
        self._bytes = width // 8
        self._all = (1 << (width * len(values))) - 1
        self._masks = {feature: _masks(found, self._all) for feature, found in tests.items()}
        self.used = tuple(self.names[feature] for feature in self._masks)

    def score(self, columns: Mapping[str, Sequence[float]], lines: Sequence[int]) -> list[float]:
        """Return the sum of the trees for each of `lines`, from columns that are parallel to the page's lines.

        Raises `ModelError` where a column is missing that the forest reads.
        """
        if missing := [name for name in self.used if name not in columns]:
            raise ModelError(f"the model reads columns that this cleannews does not measure: {', '.join(missing)}")
        if not lines or not self._said:
            return [0.0] * len(lines)
        state = [self._all] * len(lines)
        pick = itemgetter(*lines, lines[-1])  # one more, as it gives no tuple of one
        for feature, look in self._masks.items():
            state = [*map(and_, state, look(pick(columns[self.names[feature]])))]
        leaves, each = self._leaves(state), len(self._said)
        said = [map(known.__getitem__, leaves[place::each]) for place, known in enumerate(self._said)]
        return [whole / PARTS for whole in map(sum, zip(*said, strict=True))]

    def _leaves(self, state: Sequence[int]) -> bytes:
        """Where each tree ends for each line, or each pair of trees: the numbers of the lowest bits that are left."""
        size = self._all.bit_length() // 8
        words, step = b"".join([left.to_bytes(size, "little") for left in state]), self._bytes
        number = int.from_bytes(words[step - 1 :: step].translate(_LOWEST[step - 1]), "little")
        for part in range(step - 2, -1, -1):
            own = words[part::step]
            number &= int.from_bytes(own.translate(_EMPTY), "little")
            number |= int.from_bytes(own.translate(_LOWEST[part]), "little")
        if step > 2:
            return number.to_bytes(len(words) // step, "little")
        return (number | number >> 4).to_bytes(len(words) // step, "little")[::2]


def _pairs(values: Sequence[Sequence[int]]) -> list[list[int]]:
    """What each two trees of 16 leaves say together, by the number of the one's leaf and 16 times that of the other."""
    return [
        [one + other for other in after for one in before]
        for before, after in zip(values[::2], values[1::2], strict=True)
    ]


def _size(tree: Sequence[float]) -> int:
    """Leaves of a tree, if it is a sound one: it has a test less, and either takes two numbers."""
    return (len(tree) // 2 + 1) // 2


def _read(
    tree: Sequence[float], at: int, leaves: list[float], tests: dict[int, list[tuple[float, int]]], bit: int, names: int
) -> int:
    """Read the subtree at `at`; collect its leaves and its tests with the mask of what each failure rules out."""
    if at + 1 >= len(tree) or len(leaves) >= LEAVES:
        raise ModelError("a tree is cut off or too large")
    feature, number = int(tree[at]), float(tree[at + 1])
    if not isfinite(number):
        raise ModelError("a tree holds what is no number")
    if feature < 0:
        if abs(number) > MOST_ODDS:
            raise ModelError("a leaf is beyond all odds")
        leaves.append(number)
        return at + 2
    if feature >= names:
        raise ModelError("a tree asks for a feature that is not there")
    first = len(leaves)
    at = _read(tree, at + 2, leaves, tests, bit, names)
    left = ((1 << len(leaves)) - (1 << first)) << bit
    tests.setdefault(feature, []).append((number, left))
    return _read(tree, at, leaves, tests, bit, names)


def _masks(tests: list[tuple[float, int]], everything: int) -> Callable[[Iterable[float]], Iterator[int]]:
    """A function from a feature's values to the leaves that each leaves."""
    thresholds = sorted({threshold for threshold, _ in tests})
    gone = dict.fromkeys(thresholds, 0)
    for threshold, left in tests:
        gone[threshold] |= left
    masks, out = [everything], 0
    for threshold in thresholds:
        out |= gone[threshold]
        masks.append(everything & ~out)
    if all(abs(threshold) < 1e-9 or (4 * threshold).is_integer() for threshold in thresholds):
        known: Remembered[float, int] = Remembered(lambda value: masks[bisect_left(thresholds, value)], REMEMBERED)
        return lambda values: map(known.__getitem__, values)
    return lambda values: map(masks.__getitem__, map(bisect_left, repeat(thresholds), values))
