"""Boosted trees for both passes, learnt so that the same pairs always give the same numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

from cleannews.linemodel.forest import Trees

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

GROUPS = 5
"""Parts the publishers are divided into: a page's first-pass scores come from a forest that did not see its part."""


def group(publisher: str) -> int:
    """The part a publisher falls into."""
    return crc32(publisher.encode()) % GROUPS


def settings(seed: int, rows: int, leaves: int, rate: float) -> dict[str, Any]:
    """LightGBM's parameters: soft labels, strong smoothing (lines of one page are alike), one thread, deterministic."""
    return {
        "objective": "cross_entropy", "learning_rate": rate, "num_leaves": leaves, "max_bin": 63, "lambda_l2": 5.0,
        "min_data_in_leaf": max(5, min(300, rows // 60)), "feature_fraction": 0.7, "bagging_fraction": 0.6,
        "bagging_freq": 1, "seed": seed, "num_threads": 1, "deterministic": True, "force_col_wise": True,
        "verbose": -1, "feature_pre_filter": False,
    }  # fmt: skip


class Learner:
    """One matrix of columns with labels and weights, from which forests are grown over any part of its rows."""

    def __init__(
        self, matrix: Array, names: Sequence[str], labels: Array, weights: Array, seed: int, leaves: int, rate: float
    ) -> None:
        """Bin the matrix once; everything grown later shares the bins."""
        import lightgbm

        self._lightgbm = lightgbm
        self.matrix, self.names = matrix, list(names)
        self._settings = settings(seed, len(labels), leaves, rate)
        self._data = lightgbm.Dataset(
            matrix, labels, weight=weights, params=self._settings, free_raw_data=False
        ).construct()

    def grow(self, rounds: int, rows: Array | None = None) -> Any:
        """Return a LightGBM booster learnt from the rows (all, if None)."""
        data = self._data if rows is None else self._data.subset(rows.tolist())
        return self._lightgbm.train(self._settings, data, rounds)

    def unseen(self, rounds: int, groups: Array) -> Array:
        """Return each row's log-odds by a forest that saw no row of its group."""
        import numpy as np

        out = np.zeros(len(groups), np.float32)
        for part in sorted(set(groups.tolist())):
            held = np.flatnonzero(groups == part)
            rest = np.flatnonzero(groups != part)
            if len(rest):
                out[held] = self.grow(rounds, rest).predict(self.matrix[held], raw_score=True, num_threads=1)
        return out

    def telling(self, rounds: int, most: int, always: Collection[str] = ()) -> list[int]:
        """The columns by which a short forest gains most, those `always` wanted among them, in their own order."""
        gain = self.grow(rounds).feature_importance("gain")
        best = sorted(range(len(self.names)), key=lambda i: (self.names[i] not in always, -gain[i], i))[:most]
        return sorted(i for i in best if gain[i] > 0) or [0]

    def trees(self, rounds: int) -> Trees:
        """Grow over all rows, and return the forest as plain numbers."""
        model = self.grow(rounds).dump_model()
        return Trees(self.names, [_prefix(tree["tree_structure"]) for tree in model["tree_info"]])


def _prefix(node: dict[str, Any]) -> list[float]:
    if "left_child" not in node:
        return [-1, round(node["leaf_value"], 4)]
    threshold = float(f"{node['threshold']:.6g}")
    return [node["split_feature"], threshold, *_prefix(node["left_child"]), *_prefix(node["right_child"])]
