"""`--accept`, `--full`, and one hypothesis profile for all machines: the same examples every time, more on request.

`HYPOTHESIS_PROFILE=long pytest` looks further, with fresh examples.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the examples' outputs anew")
    parser.addoption("--full", action="store_true", help="hostile pages at their full size (an hour)")


_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("short", max_examples=150, deadline=None, derandomize=True, suppress_health_check=_SLOW)
settings.register_profile("long", max_examples=20_000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))
