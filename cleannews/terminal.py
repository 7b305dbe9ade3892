"""What people see on a terminal: the only importer of rich, and the place where text is made safe to print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# Everything a terminal could take for a command, and what reorders or hides text: C0, DEL, C1, bidi, separators.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def safe(text: str) -> str:
    """Return text with control and bidi characters shown as `\\u{..}`, so that scraped text cannot steer a terminal.

    >>> safe("a\\x1b[2Jb")
    'a\\\\u{1b}[2Jb'
    """
    return _UNSAFE.sub(lambda c: f"\\u{{{ord(c[0]):x}}}", text)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table to standard output; its cells are text, never markup or control sequences."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(safe(cell)) for cell in row))
    Console().print(table)
