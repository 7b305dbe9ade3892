"""Attacks on a regular expression, built from the literals and classes of its own source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

_CLASSES = {r"\w": "a1_é", r"\d": "12", r"\s": " \t", r"\S": "a.“", r"\W": " .“", r"\p{L}": "aÉ", r"\p{Lu}": "AÉ",
            r"\p{Ll}": "aé", r"\p{M}": "\u0301", r"\p{Lo}": "港", r"\x0b": "\x0b", r"\x0c": "\x0c"}  # fmt: skip
_NO_LITERAL = re.compile(r"\\[pP]\{\w+\}|\\[a-zA-Z]|\(\?P?[<:=!]+(?:\w+>)?|\{\d*,?\d*\}|[\\^$*+?|()\[\]{}]")
_USUAL = ("a", "A", "1", " ", ".", ",", "-", "\u0301", "\n", "“", "(", "Ab ", "a b ")


def pieces(source: str) -> list[str]:
    """The words and the single signs of a pattern, one of each class it names, and some of what pages are made of."""
    literal = _NO_LITERAL.sub(" ", source)
    words = re.findall(r"[^\W\d_]{2,}", literal)
    signs = sorted(set(literal) - {" "}) + list("()[]{}")
    members = [sign for name, some in _CLASSES.items() if name in source for sign in some]
    return list(dict.fromkeys((*words, *signs, *members, *_USUAL)))


def attacks(source: str, count: int, size: int) -> Iterator[str]:
    """Texts of about `size`: every piece again and again, also with an end that matches nothing; then `count` with a
    beginning, a repeated unit and an end."""
    parts = pieces(source)
    for part in parts:
        yield part * (size // len(part))
        yield part * (size // len(part)) + "\0"
    chance = Random(ascii(source))
    for _ in range(count):
        unit = "".join(chance.choices(parts, k=chance.choice((2, 2, 2, 3, 4))))
        before = "".join(chance.choices(parts, k=chance.choice((0, 1, 2))))
        after = chance.choice(("", "", *parts))
        yield before + unit * (size // len(unit)) + after
