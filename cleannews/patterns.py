"""Patterns: compiled on first use, collected for the tests, and the only importer of `regex`.

Scraped text is hostile, so a pattern here must run in linear time on any line: no two adjacent unbounded repeats over
overlapping sets, no repeat inside a repeat, bounds on everything that spans words.  `tests/` attacks every pattern
in `ALL`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import regex

ALL: list[Pattern] = []
_METHODS = ("search", "match", "fullmatch", "finditer", "sub")


class Pattern:
    """A regular expression that costs nothing until it is used.

    >>> Pattern(r"\\p{Lu}+").search("the NATO chief")[0]
    'NATO'
    """

    def __init__(self, source: str, *, ignore_case: bool = False) -> None:
        """`source` is in the syntax of `regex` (V1 sets not enabled); it is compiled at the first search."""
        self.source = source
        self.ignore_case = ignore_case
        ALL.append(self)

    def compile(self) -> regex.Pattern[str]:
        """Compile, and put the compiled methods in the place of this object's: later calls cost no more than theirs."""
        import regex

        compiled = regex.compile(self.source, regex.IGNORECASE if self.ignore_case else 0)
        self.__dict__.update({name: getattr(compiled, name) for name in _METHODS})
        return compiled

    def search(self, text: str, *args: Any) -> regex.Match[str] | None:
        """As `regex.Pattern.search`."""
        return self.compile().search(text, *args)

    def match(self, text: str, *args: Any) -> regex.Match[str] | None:
        """As `regex.Pattern.match`."""
        return self.compile().match(text, *args)

    def fullmatch(self, text: str, *args: Any) -> regex.Match[str] | None:
        """As `regex.Pattern.fullmatch`."""
        return self.compile().fullmatch(text, *args)

    def finditer(self, text: str, *args: Any) -> Iterator[regex.Match[str]]:
        """As `regex.Pattern.finditer`."""
        return self.compile().finditer(text, *args)

    def sub(self, replacement: Any, text: str, *args: Any) -> str:
        """As `regex.Pattern.sub`."""
        return self.compile().sub(replacement, text, *args)
