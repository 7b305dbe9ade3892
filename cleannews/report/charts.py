"""Bar charts as inline SVG, drawn by leather; their colours come from the style sheet of the page they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from math import ceil, log10

import leather

from cleannews.terminal import safe

_WIDTH, _BAR, _FRAME = 420, 26, 64
_LONGEST_LABEL = 20


def bars(title: str, counts: Iterable[tuple[str, float]], *, share: bool = False) -> str:
    """Return a chart of horizontal bars with its text alternative; with `share`, the numbers are parts of 1.

    Labels are text whatever is in them.  Raises `ValueError` where there is nothing to draw.
    """
    rows = [(name, 100 * count if share else count) for name, count in counts]
    if not rows:
        raise ValueError("a chart needs a bar")
    unit = " %" if share else ""
    labels = _labels(f"{_cut(name)} {value:.0f}{unit}" for name, value in rows)
    ticks = _ticks(100 if share else max(value for _, value in rows))
    chart = leather.Chart()
    chart.add_x_scale(0, ticks[-1])
    chart.add_x_axis(ticks=ticks, tick_formatter=lambda value, *_: f"{value:.0f}")
    chart.add_bars([(value, label) for label, (_, value) in zip(labels, rows, strict=True)])
    height = _FRAME + _BAR * len(rows)
    svg: str = chart.to_svg(width=_WIDTH, height=height)
    spoken = escape(f"{title}: {', '.join(map(str.strip, labels))}")
    scaled = f'viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{spoken}"'
    return svg.replace(f'width="{_WIDTH}" height="{height}"', scaled, 1)


def _cut(name: str) -> str:
    name = safe(" ".join(name.split()))
    return name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1]}…"


def _labels(labels: Iterable[str]) -> list[str]:
    """The labels, made unique by blanks that do not show: leather draws bars of one name over each other."""
    unique: dict[str, None] = {}
    for label in labels:
        while label in unique:
            label += " "
        unique[label] = None
    return list(unique)


def _ticks(highest: float) -> list[int]:
    """About four round numbers from 0 to at least the highest value.

    >>> _ticks(100), _ticks(3), _ticks(0)
    ([0, 50, 100], [0, 1, 2, 3], [0, 1])
    """
    rough = max(highest / 4, 1)
    unit = 10 ** int(log10(rough))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)
    return list(range(0, step * max(ceil(highest / step), 1) + 1, step))
