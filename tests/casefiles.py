"""Cases as data: the TOML files of a folder, a test for each case, named by why it is there."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest


def cases(folder: Path) -> list[Any]:
    """Every case of every file, in order, as a parameter."""
    return [
        pytest.param(case, id=case["why"])
        for path in sorted(folder.glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]
