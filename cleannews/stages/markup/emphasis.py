"""Signs of emphasis, and the backslashes before signs that are none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cleannews.patterns import Pattern

LONGEST = 2000
"""The most characters between the two signs of a pair."""
_SIGNS = Pattern(r"[*_]++(?:(?!\s)|(?<=[^\s*_][*_]{1,6}))")  # not those that stand alone, as bullets do
_ESCAPE = Pattern(r"""\\(?=[`*_{}\[\]()#+\-.!|<>~'"$^@/])""")
_USUAL = frozenset({"*", "**", "***", "_", "__", "_**", "**_", "*_", "_*"})
_TWO = {"****": ("**", "**"), "_****": ("_**", "**"), "****_": ("**", "**_"), "_**_": ("_", "**_")}


class _Sign(NamedTuple):
    """A run of signs, and what stands right before and after it: 2 a letter or digit, 1 another sign, 0 a blank."""

    start: int
    end: int
    text: str
    before: int
    after: int

    @property
    def inner(self) -> bool:
        return self.before == self.after == 2


def emphasis(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of the pairs of emphasis marks; a lone asterisk is a footnote and stays."""
    signed = "\n".join([line for line in source.split("\n") if "*" in line or "_" in line])
    if next(_pairs(signed), None) is None:
        return  # most pages have signs in a few lines, if any
    for pair in _pairs(source):
        for sign in pair:
            yield sign.start, sign.end, "emphasis-mark"


def _pairs(source: str) -> Iterator[tuple[_Sign, _Sign]]:
    opened: _Sign | None = None
    for sign in _signs(source):
        if opened and sign.before and _closes(source, opened, sign):
            yield opened, sign
            opened = None
        elif sign.after and (sign.before < 2 or sign.text == "**"):
            opened = sign


def _closes(source: str, opened: _Sign, sign: _Sign) -> bool:
    """Whether two runs are one pair: the same signs, within a paragraph, and not both in the middle of words."""
    same = sign.text == opened.text[::-1] and sign.end - opened.start <= LONGEST
    outside = sign.after < 2 or (sign.text == "**" and not opened.inner)
    return same and outside and "\n\n" not in source[opened.end : sign.start]


def _signs(source: str) -> Iterator[_Sign]:
    for run in _SIGNS.finditer(source):
        start, end = run.span()
        if source[start - 1 : start] == "\\":
            continue
        before, after = _kind(source[start - 1 : start]), _kind(source[end : end + 1])
        if run[0] in _USUAL:
            yield _Sign(start, end, run[0], before, after)
        elif run[0] in _TWO:  # one pair ends where another begins
            first, second = _TWO[run[0]]
            yield _Sign(start, start + len(first), first, before, 1)
            yield _Sign(start + len(first), end, second, 1, after)


def _kind(character: str) -> int:
    if not character or character.isspace():
        return 0
    return 2 if character.isalnum() else 1


def escapes(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of each backslash that stands before a sign of mark-up."""
    for mark in _ESCAPE.finditer(source):
        yield (*mark.span(), "escape")
