"""Files are cut into units of work: one page each, small enough to be handed to another process."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedReader
from typing import NamedTuple

from cleannews.batch.inputs import STDIN, Input
from cleannews.cleaning import Page
from cleannews.engine import StageError
from cleannews.formats import Reading, Record, Unreadable, reader
from cleannews.formats.packed import BUFFER, Raw, unpacked


class Unit(NamedTuple):
    """One page to clean.

    `record` is what the file was cut into, None where the file is one page and is read by whoever cleans it.
    `last` says that no other page of the file follows; `size` is about how many bytes of the file the page took.
    `trouble` says that there is nothing to clean and why; `outcome` is what that counts as.
    """

    input: Input
    number: int
    record: Record | None = None
    last: bool = True
    size: int = 0
    trouble: str | None = None
    outcome: str = "failed"


def units(inputs: Iterable[Input], reading: Reading, done: Mapping[int, int] | None = None) -> Iterator[Unit]:
    """Yield each page of each input, in order; an input without a page gives one unit whose `trouble` says why.

    `done` says by the input's place how many pages of an input to pass over, because an earlier run has cleaned them.
    """
    for item in inputs:
        if item.skipped is not None:
            yield Unit(item, 0, trouble=item.skipped, outcome="skipped")
        elif item.trouble is not None:
            yield Unit(item, 0, trouble=item.trouble)
        elif item.size is not None and reader(item.path, reading).whole:
            yield Unit(item, 0, size=item.size)
        else:
            past = (done or {}).get(item.place, 0)
            yield from (unit for unit in _with_last(item, _cut(item, reading)) if unit.number >= past)


def _cut(item: Input, reading: Reading) -> Iterator[tuple[Record | Unreadable, int]]:
    """Yield the records of a file, each with the bytes of it that were read so far; an error is the last record."""
    try:
        with opened(item) as raw:
            for record in reader(item.path, reading).records(unpacked(raw, reading), reading):
                yield record, 0 if item.size is None else raw.tell()
    except Exception as reason:  # a damaged file can make any library raise anything
        yield Unreadable(why(reason)), 0


def _with_last(item: Input, found: Iterator[tuple[Record | Unreadable, int]]) -> Iterator[Unit]:
    unit: Unit | None = None
    past = 0
    for number, (record, at) in enumerate(found):
        if unit is not None:
            yield unit._replace(last=False)
        if isinstance(record, Unreadable):
            unit = Unit(item, number, trouble=str(record))
        else:
            unit = Unit(item, number, record, size=max(at - past, 0))
        past = max(at, past)
    yield unit or Unit(item, 0, trouble="no page in it", outcome="empty")


def opened(item: Input) -> BufferedReader:
    """Open an input; raises `OSError`."""
    if item.path == STDIN:
        return BufferedReader(Raw(os.dup(sys.stdin.fileno())), BUFFER)
    return BufferedReader(Raw(item.path), BUFFER)


def page(unit: Unit, reading: Reading) -> Page:
    """The page of a unit, read from its file if need be; raises `Unreadable`."""
    path = None if unit.input.path == STDIN else unit.input.path
    read = reader(path, reading)
    record = unit.record if unit.record is not None else _whole(unit.input, reading)
    return read.page(record, path and unit.input.shown, reading)


def _whole(item: Input, reading: Reading) -> Record:
    try:
        with opened(item) as raw:
            record = next(reader(item.path, reading).records(unpacked(raw, reading), reading))
    except Unreadable:
        raise
    except Exception as reason:
        raise Unreadable(why(reason)) from reason
    if isinstance(record, Unreadable):
        raise record
    return record


def why(reason: Exception) -> str:
    """Say in one line what went wrong."""
    if isinstance(reason, OSError) and reason.strerror:
        return reason.strerror
    return str(reason) if isinstance(reason, Unreadable | StageError) else f"{type(reason).__name__}: {reason}"
