"""The same input gives the same bytes, whatever the environment: a fresh process for each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hostile.digest import digest

PROGRAM = Path(__file__).parent / "digest.py"
ENVIRONMENTS = [
    {"PYTHONHASHSEED": "0", "LANG": "C", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "TZ": "Asia/Tokyo"},
    {"PYTHONHASHSEED": "4294967295", "LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns", "PYTHONOPTIMIZE": "1"},
]


@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=lambda env: env["LC_ALL"])
def test_the_environment_changes_no_byte(environment: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, PROGRAM], env={**os.environ, **environment}, cwd=tmp_path, capture_output=True, text=True,
        check=True, timeout=300,
    )  # fmt: skip
    assert done.stdout.strip() == digest()
