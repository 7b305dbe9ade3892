"""Patterns: compiled on first use, collected for the tests, and the only importer of `regex`.

Scraped text is hostile, so a pattern here must run in linear time on any line: no two adjacent unbounded repeats over
overlapping sets, no repeat inside a repeat, bounds on everything that spans words.  `tests/` attacks every pattern
in `ALL`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import regex

ALL: list[Pattern] = []
SHORT = 1000
"""Code points of a text on which no clock is kept: it would cost as much as the search."""
PATIENCE, PER_CHARACTER = 10.0, 1e-4
"""Seconds of CPU time, and those for each code point, that a pattern may take on a longer text before `TimeoutError`.

The last line of defence, for patterns that no test has attacked; those here take some 1e-8 a code point.
"""
_METHODS = ("search", "match", "fullmatch", "finditer")


class Pattern:
    """A regular expression that costs nothing until it is used.

    >>> Pattern(r"\\p{Lu}+").search("the NATO chief")[0]
    'NATO'
    """

    def __init__(self, source: str, *, ignore_case: bool = False, ours: bool = True) -> None:
        """`source` is in the syntax of `regex` (V1 sets not enabled); it is compiled at the first search.

        One that a user gave is not `ours`: it is not collected in `ALL`, where it would stay.
        """
        self.source = source
        self.ignore_case = ignore_case
        if ours:
            ALL.append(self)

    def compile(self) -> None:
        """Compile, and put the compiled methods in the place of this object's: later calls cost little more.

        Raises `ValueError` where the source is no pattern.
        """
        import regex

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
