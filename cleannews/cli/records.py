"""Files of JSON lines that a command reads as they are: records of articles, training pairs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from cleannews.batch.inputs import Input
from cleannews.batch.units import opened, why
from cleannews.formats import Reading
from cleannews.formats.packed import unpacked
from cleannews.terminal import safe


def records(path: str, none: str) -> Iterator[tuple[str, Any]]:
    """Yield each line of a file of JSON lines ("-" is standard input; it may be packed) as (place, value).

    The place ("FILE, line N") is for messages.  Raises `click.ClickException` for a file that cannot be read, and with
    the text `none` for a line that is no JSON.
    """
    source = Input(path, path)
    for number, line in enumerate(_lines(source), 1):
        if line.strip():
            where = f"{source.shown}, line {number}"
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as reason:
                raise refused(where, f"{none} ({reason})") from reason
            yield where, record


def _lines(source: Input) -> Iterator[bytes]:
    try:
        with opened(source) as raw:
            yield from unpacked(raw, Reading())
    except Exception as reason:  # a damaged file can make any library raise anything
        raise refused(source.shown, why(reason)) from reason


def refused(where: str, why: str) -> click.ClickException:
    """The error for a file, or a line of it; the text may come from the file, so it is made safe to print."""
    return click.ClickException(safe(f"{where}: {why}"))
