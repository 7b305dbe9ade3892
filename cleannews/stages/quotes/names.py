"""First names: which of them tell whether a person is a man or a woman."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def genders() -> dict[str, str]:
    """Lower-case first names with "m" or "f"; names given to both sexes are left out."""
    table = tomllib.loads((resources.files(__package__) / "first_names.toml").read_text("utf-8"))
    return {name: letter for key, letter in (("male", "m"), ("female", "f")) for name in table[key].split()}


def gender(name: str) -> str:
    """The gender that the first word of a full name tells; "" if none.

    >>> gender("Angela Merkel"), gender("Kim Yong-nam")
    ('f', '')
    """
    first, _, rest = name.partition(" ")
    return genders().get(first.lower().rstrip("."), "") if rest else ""
