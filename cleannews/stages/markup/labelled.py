"""Data of an article in lines with a label: front matter between two rules, or the head and foot of an export.

Tools that save articles write such lines ("title: ..."), and so do databases of newspapers ("Byline: ...").  They are
no text, but say what the article is: `metadata.labelled` reads what was cut here.  One label says nothing, as anybody
may write "Date: ..."; it takes some of them at the very top of a page.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import islice
from typing import NamedTuple

RULE = "labelled"
HEAD, FOOT = 4_000, 2_000
"""Code points at the top and at the end of a page in which the lines are looked for."""
FIRST = 6
"""Lines up to the first that has a label: a headline, the paper and the date may stand above it."""
FEWEST, FEWEST_TITLED = 3, 2
"""Labels that there are at least; fewer where the first one is the headline's."""
APART = 2
"""Lines between two that have a label, at most."""
LONGEST = 24
"""Code points of a label."""
_FENCE = "---"
_INNER = ("- ", " ", "\t", "#")
"""How lines of front matter begin that have no label: items of a list, what goes on from the line above, comments."""


class Line(NamedTuple):
    """A line that is not empty: its place in the source, and its text."""

    start: int
    end: int
    text: str


@cache
def _labels() -> tuple[Mapping[str, str], frozenset[str]]:
    """The field for each label, and the lines that have none."""
    data = tomllib.loads((resources.files(__package__) / "labels.toml").read_text("utf-8"))
    alone = frozenset(data.pop("alone"))
    return {label: field for field, labels in data.items() for label in labels}, alone


def read(text: str) -> tuple[str, str] | None:
    """The field that a line's label stands for, "other" for none, and the value behind it; None without a label.

    >>> read('title: "Ice"'), read("LENGTH: 456 words"), read("He said: no")
    (('headline', '"Ice"'), ('other', '456 words'), None)
    """
    label, colon, value = text.partition(":")
    if len(label) > LONGEST:
        return None
    known, alone = _labels()
    key = label.strip().lower()
    if colon:
        return (known[key], value.strip()) if key in known else None
    return ("other", "") if key in alone else None


def labelled(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of the lines that hold the data of the page's article."""
    lines = _lines(source, 0, min(HEAD, len(source)))
    top = [*islice(lines, FIRST)]
    if not any(":" in line.text or line.text == _FENCE for line in top):
        return
    head = [*top, *lines]
    found = _fenced(head) or _head(head)
    if found and head[0].text != _FENCE:
        foot = [*_lines(source, max(found[-1].end, len(source) - FOOT), len(source))]
        found = [*found, *_run(foot[::-1], 0)]
    for line in found:
        yield line.start, line.end, RULE


def _lines(source: str, start: int, end: int) -> Iterator[Line]:
    for text in source[start:end].split("\n"):
        if text.strip():
            yield Line(start, start + len(text), text.rstrip())
        start += len(text) + 1


def _fenced(head: Sequence[Line]) -> Sequence[Line]:
    """The lines of front matter, its rules among them, if the page begins with some."""
    if head[0].text != _FENCE:
        return ()
    last = next((i for i, line in enumerate(head) if i and line.text in (_FENCE, "...")), 0)
    inner = head[1:last]
    sound = all(":" in line.text or line.text.startswith(_INNER) for line in inner)
    return head[: last + 1] if sound and any(read(line.text) for line in inner) else ()


def _head(head: Sequence[Line]) -> Sequence[Line]:
    """The lines with a label at the top of a page, if there are enough."""
    for first, line in enumerate(head[:FIRST]):
        if ":" in line.text and (known := read(line.text)):
            found, enough = _run(head, first), FEWEST_TITLED if known[0] == "headline" else FEWEST
            return found if len({line.text.partition(":")[0] for line in found}) >= enough else ()
    return ()


def _run(lines: Sequence[Line], first: int) -> list[Line]:
    """The lines with a label from `first` on, up to a longer stretch without one."""
    found: list[Line] = []
    last = first
    for i, line in islice(enumerate(lines), first, None):
        if i - last > APART + 1:
            break
        if read(line.text):
            found.append(line)
            last = i
    return found
