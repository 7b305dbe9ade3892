"""Regular expressions, compiled on first use and collected for the tests.  The only importer of `regex`.

Scraped text is hostile, so a pattern here must run in linear time on any line: no two adjacent unbounded repeats over
overlapping sets, no repeat inside a repeat, bounds on everything that spans words.  `tests/` attacks every pattern
in `ALL`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import prod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import regex

ALL: list[Pattern] = []
SHORT = 1000
"""Texts of so many code points are searched without a time limit: setting one costs as much as the search."""
PATIENCE, PER_CHARACTER = 10.0, 1e-4
"""The time limit on longer texts, after which `TimeoutError` is raised: seconds, and seconds for each code point.

The last line of defence, for patterns that no test has attacked; those here take some 1e-8 a code point.
"""
MOST_REPEATS = 100_000
"""What the counts of a pattern (`{8}`, `{2,}`) may come to when multiplied, as they are where one is inside another.

`regex` writes a counted repeat out: this many take some 40 MB, ten times as many ten times that.
"""
_COUNT = re.compile(r"\{([\d\s]+)")
_METHODS = ("search", "match", "fullmatch", "finditer")


class Pattern:
    """A regular expression that costs nothing until it is used.

    >>> Pattern(r"\\p{Lu}+").search("the NATO chief")[0]
    'NATO'
    """

    def __init__(self, source: str, *, ignore_case: bool = False, ours: bool = True) -> None:
        """`source` is in the syntax of `regex` (V1 sets not enabled); it is compiled at the first search.

        A pattern that a user gave is not `ours`: it is not collected in `ALL`, where it would never be freed.
        """
        self.source = source
        self.ignore_case = ignore_case
        if ours:
            ALL.append(self)

    def compile(self) -> None:
        """Compile, and replace this object's methods by the compiled pattern's, so that later calls cost little more.

        Raises `ValueError` where the source is no pattern, or repeats too much (`MOST_REPEATS`).
        """
        import regex

        if prod(_counts(self.source)) > MOST_REPEATS:
            raise ValueError(f"repeat count too big: the numbers in braces, multiplied, pass {MOST_REPEATS:,}")
        try:
            compiled = regex.compile(self.source, regex.IGNORECASE if self.ignore_case else 0)
        except (regex.error, RecursionError) as reason:
            raise ValueError(str(reason)) from reason
        self.__dict__.update({name: _timed(getattr(compiled, name)) for name in _METHODS}, sub=_timed_sub(compiled.sub))

    def search(self, text: str, *args: Any) -> regex.Match[str] | None:
        """As `regex.Pattern.search`."""
        self.compile()
        return self.search(text, *args)

    def match(self, text: str, *args: Any) -> regex.Match[str] | None:
        """As `regex.Pattern.match`."""
        self.compile()
        return self.match(text, *args)

    def fullmatch(self, text: str, *args: Any) -> regex.Match[str] | None:
        """As `regex.Pattern.fullmatch`."""
        self.compile()
        return self.fullmatch(text, *args)

    def finditer(self, text: str, *args: Any) -> Iterator[regex.Match[str]]:
        """As `regex.Pattern.finditer`."""
        self.compile()
        return self.finditer(text, *args)

    def sub(self, replacement: Any, text: str, *args: Any) -> str:
        """As `regex.Pattern.sub`."""
        self.compile()
        return self.sub(replacement, text, *args)


def _counts(source: str) -> Iterator[int]:
    """How often the parts of a pattern are repeated at least, in braces."""
    for found in _COUNT.finditer(source):
        digits = "".join(found[1].split())  # a verbose pattern may have blanks between them
        yield max(1, int(digits[:20] or 1))  # no more of them, or Python would refuse to read the number


def _timed(method: Callable[..., Any]) -> Callable[..., Any]:
    def run(text: str, *args: Any) -> Any:
        if len(text) <= SHORT:
            return method(text, *args)
        return method(text, *args, timeout=PATIENCE + PER_CHARACTER * len(text))

    return run


def _timed_sub(method: Callable[..., str]) -> Callable[..., str]:
    def run(new: Any, text: str, *args: Any) -> str:
        if len(text) <= SHORT:
            return method(new, text, *args)
        return method(new, text, *args, timeout=PATIENCE + PER_CHARACTER * len(text))

    return run
