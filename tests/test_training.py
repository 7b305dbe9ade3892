"""Training: pairs are read, the same pairs give the same model, and what cannot be learnt from is said."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cleannews import engine
from cleannews.document import Document
from cleannews.linemodel import model as files
from cleannews.linemodel.scoring import score
from cleannews.stages.segmentation import SEGMENTATION


def pairs(number: int) -> list[dict[str, Any]]:
    out = []
    for i in range(number):
        body = [
            f"On day {i} the mayor said that report number {n} about the harbour was not yet ready." for n in range(6)
        ]
        page = "\n".join(["Home", "Newsletter", f"Harbour, part {i}", *body, "Read more", "Contact us"])
        out.append({"id": f"p{i}", "publisher": f"paper{i % 7}", "text": page, "reference": {"body": body}})
    return out


def test_training_is_reproducible_and_its_model_works(tmp_path: Path) -> None:
    pytest.importorskip("lightgbm")
    from cleannews.training import train

    one, two = (train(pairs(24), seed=3) for _ in range(2))
    assert one == two
    (tmp_path / "one").write_text(one, "utf-8")
    model = files.load(str(tmp_path / "one"))
    assert model.header["pages"] == 24
    record = pairs(25)[-1]
    document = engine.run(Document.from_text(record["text"]), (SEGMENTATION,))
    kept = [t for t, s in zip(document.texts, score(document, model), strict=True) if s > 0]
    assert kept == record["reference"]["body"]


def test_raw_and_clean_are_a_pair_too() -> None:
    from cleannews.training.pairs import pages

    record = pairs(1)[0]
    simple = {"raw": record["text"], "clean": "\n".join(record["reference"]["body"])}
    versions = list(pages([simple], seed=1))
    assert versions
    assert all(sum(v.labels) >= 1 for v in versions)


PAIRLESS: list[dict[str, Any]] = [
    {},
    {"text": "x"},
    {"clean": "x"},
    {"flat": {"a": 1}, "clean": "x"},
    {"raw": 1, "clean": "x"},
    {"text": "x", "reference": "x"},
    {"text": "x", "reference": {"body": [1]}},
]


@pytest.mark.parametrize("record", PAIRLESS)
def test_a_pair_without_text_or_reference_is_named(record: dict[str, Any]) -> None:
    from cleannews.training.pairs import PairError, pages

    with pytest.raises(PairError, match="pair 1"):
        list(pages([record], seed=1))


def test_too_few_pairs_are_refused() -> None:
    pytest.importorskip("lightgbm")
    from cleannews.training import PairError, train

    with pytest.raises(PairError, match="too few"):
        train(pairs(0))


def test_the_command_makes_the_directory_of_its_model(tmp_path: Path) -> None:
    pytest.importorskip("lightgbm")
    (tmp_path / "pairs.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in pairs(24)), "utf-8")
    out = tmp_path / "missing" / "folder" / "x.model"
    run = [sys.executable, "-m", "cleannews", "train", tmp_path / "pairs.jsonl", "-o", out]
    assert subprocess.run(run, check=False).returncode == 0
    assert files.load(str(out)).header["pages"] == 24
    assert list(out.parent.iterdir()) == [out]
