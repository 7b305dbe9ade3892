"""Line models that did not see a page's publisher, to score known pages as a new one would be scored."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from cleannews.settings import Settings

PARTS = 5
"""Each model is learnt without one part of the publishers."""


def part(publisher: str) -> int:
    """The part that a publisher is of: the same for all its pages, everywhere."""
    return int(sha256(publisher.encode()).hexdigest(), 16) % PARTS


def read(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The pages of all files."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def settings(records: Iterable[Mapping[str, Any]], folder: Path) -> list[Settings]:
    """Settings with the model to be used for each part, `fold0.model` to `fold4.model` of a folder.

    Those that are missing are learnt from the records (see `training.pairs`), which takes minutes, and kept there.
    """
    files = [folder / f"fold{number}.model" for number in range(PARTS)]
    if missing := [number for number in range(PARTS) if not files[number].exists()]:
        _learn(records, {number: files[number] for number in missing})
    return [Settings(model=str(file)) for file in files]


def _learn(records: Iterable[Mapping[str, Any]], missing: Mapping[int, Path]) -> None:
    from cleannews.training import SEED, fit
    from cleannews.training.pairs import pages

    known = list(pages(records, SEED))
    for number, file in missing.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        others = [page for page in known if part(page.publisher) != number]
        file.write_text(fit(others, progress=lambda message: None), encoding="utf-8")
