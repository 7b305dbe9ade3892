"""Signs of quoted paragraphs: `>` before each of their lines."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.patterns import Pattern

PROSE = 60
"""The longest line of a quoted paragraph has at least so many characters; shorter ones are links after an arrow."""
_SIGN = Pattern(r"\n[ \t]{0,8}>")
_QUOTED = Pattern(r"(?m)^[ \t]{0,8}(>(?: >){0,3})(?: (.*+))?$")
_ENDS = frozenset(".!?…。:\"'”’»)")


def quoted(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of the signs before quoted paragraphs: runs of lines with a sign that read as prose."""
    if _SIGN.search(source) is None:
        return
    run: list[tuple[int, int]] = []
    long, said, last = False, "", -1
    for line in _QUOTED.finditer(source):
        if line.start() != last + 1:
            yield from _signs(run, long, said)
            run, long, said = [], False, ""
        run.append(line.span(1))
        text = (line[2] or "").strip()
        long, said, last = long or len(text) >= PROSE, text or said, line.end()
    yield from _signs(run, long, said)


def _signs(run: list[tuple[int, int]], long: bool, said: str) -> Iterator[tuple[int, int, str]]:
    """The signs of a run of lines, if one is `long` enough for prose and the last with text, `said`, ends as prose."""
    if long and said[-1] in _ENDS:
        for start, end in run:
            yield start, end, "quote-mark"
