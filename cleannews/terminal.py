"""Output for people: tables, and text made safe to print.  The only importer of rich (beside the live display)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# Everything a terminal could take for a command, and what reorders or hides text: C0, DEL, C1, bidi, separators.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

_STYLES = {"paragraph": "", "list_item": "", "subhead": "bold", "boilerplate": "red", "caption": "yellow"}

Cell = str | tuple[str, str]
"""The text of a cell, or its text and how it looks ("bold", "red" ...)."""


def safe(text: str) -> str:
    """Return text with control and bidi characters shown as `\\u{..}`, so that scraped text cannot steer a terminal.

    >>> safe("a\\x1b[2Jb")
    'a\\\\u{1b}[2Jb'
    """
    return _UNSAFE.sub(lambda c: f"\\u{{{ord(c[0]):x}}}", text)


def style(role: str) -> str:
    """How text of a role looks: what goes is red, what goes into a field is green.

    >>> style("boilerplate"), style("headline")
    ('red', 'green')
    """
    return _STYLES.get(role, "green")


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str | None = None, halves: bool = False
) -> None:
    """Print a table to standard output; its cells are text, never markup or control sequences.

    With `halves`, the last two columns share the width.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    heading = None if title is None else Text(safe(title), "bold")
    table = Table(box=box.SIMPLE_HEAD, title=heading, title_justify="left", expand=halves)
    for number, column in enumerate(columns):
        table.add_column(
            Text(safe(column)), overflow="fold", ratio=1 if halves and number >= len(columns) - 2 else None
        )
    for row in rows:
        table.add_row(*(Text(safe(cell)) if isinstance(cell, str) else Text(safe(cell[0]), cell[1]) for cell in row))
    Console().print(table)
