"""The pages of these tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import fill, lines


@pytest.fixture(scope="module")
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As many as the module counts, as files (`many/`) and as JSON lines (`big.jsonl`)."""
    folder = tmp_path_factory.mktemp("pages")
    fill(folder / "many", request.module.COUNT)
    (folder / "big.jsonl").write_bytes(lines(request.module.COUNT))
    return folder
