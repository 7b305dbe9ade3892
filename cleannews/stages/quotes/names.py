"""First names: which of them tell whether a person is a man or a woman."""

from __future__ import annotations

from functools import cache

from cleannews.languages import names_in


@cache
def genders() -> dict[str, str]:
    """Lower-case first names with "m" or "f"; names given to both sexes are left out."""
    listed = {
        letter: names_in(__package__, f"first_names_{sex}.txt") for sex, letter in (("male", "m"), ("female", "f"))
    }
    return {name: letter for letter, names in listed.items() for name in names}


def gender(name: str) -> str:
    """The gender that the first word of a full name tells; "" if none.

    >>> gender("Angela Merkel"), gender("Kim Yong-nam")
    ('f', '')
    """
    first, _, rest = name.partition(" ")
    return genders().get(first.lower().rstrip("."), "") if rest else ""
