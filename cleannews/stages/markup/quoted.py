"""Signs of quoted paragraphs: `>` before each of their lines."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.patterns import Pattern

PROSE = 60
"""Characters of a line that reads as a paragraph; a shorter one alone is a link with an arrow before it."""
_SIGN = Pattern(r"\n[ \t]{0,8}>")
_QUOTED = Pattern(r"(?m)^[ \t]{0,8}(>(?: {0,3}>){0,3})(?: (.*+))?$")


def quoted(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of the signs before quoted paragraphs: prose, or lines on end."""
    if ">" not in source or _SIGN.search(source) is None:
        return
    run: list[tuple[int, int]] = []
    long, last = False, -1
    for line in _QUOTED.finditer(source):
        if line.start() != last + 1:
            yield from _signs(run, long)
            run, long = [], False
        run.append(line.span(1))
        long = long or len(line[2] or "") >= PROSE
        last = line.end()
    yield from _signs(run, long)


def _signs(run: list[tuple[int, int]], long: bool) -> Iterator[tuple[int, int, str]]:
    if long:
        for start, end in run:
            yield start, end, "quote-mark"
