"""First names: which of them tell whether a person is a man or a woman."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def genders() -> dict[str, str]:
    """Lower-case first names with "m" or "f"; names given to both sexes are left out."""
    return {name: letter for sex, letter in (("male", "m"), ("female", "f")) for name in _names(sex)}


def _names(sex: str) -> list[str]:
    text = (resources.files(__package__) / f"first_names_{sex}.txt").read_text("utf-8")
    _, _, names = text.partition("\n")  # the first line says where they are from
    return names.split()


def gender(name: str) -> str:
    """The gender that the first word of a full name tells; "" if none.

    >>> gender("Angela Merkel"), gender("Kim Yong-nam")
    ('f', '')
    """
    first, _, rest = name.partition(" ")
    return genders().get(first.lower().rstrip("."), "") if rest else ""
