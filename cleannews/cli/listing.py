"""The inputs as the command line names them: arguments, and a list of files (--files-from)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import click

from cleannews.batch.inputs import STDIN, Input, as_written, expand, listed
from cleannews.batch.plan import Collision, spare
from cleannews.terminal import safe


class Listing(NamedTuple):
    """What is to be read: `paths` are the arguments, `listed` the paths in --files-from (None without one)."""

    paths: tuple[str, ...]
    globs: tuple[str, ...] = ()
    listed: tuple[str, ...] | None = None

    @property
    def unnamed(self) -> bool:
        """Whether no input is named, so that standard input is read."""
        return not self.paths and self.listed is None

    @property
    def many(self) -> bool:
        """Whether more than one file is asked for."""
        return len(self.paths) > 1 or self.folders

    @property
    def folders(self) -> bool:
        """Whether there are directories, or a list of files, to mirror."""
        return self.listed is not None or any(map(os.path.isdir, self.paths))

    @property
    def repeatable(self) -> bool:
        """Whether the inputs can be read again."""
        return not self.unnamed and STDIN not in self.paths and STDIN not in (self.listed or ())

    def inputs(self, outside: str | None = None, written: Iterable[str] = ()) -> list[Input]:
        """Every input in order, with its number (`place`); standard input if none is named.

        `outside` is the output, which is left out of directories that are read; `written` are files to be written.
        Raises `click.UsageError` where one of these is an input, or is named twice.
        """
        found = [item._replace(place=place) for place, item in enumerate(self._found(outside))]
        try:
            spare(written, found)
        except Collision as reason:
            raise clash(reason) from reason
        return found

    def _found(self, outside: str | None) -> Iterator[Input]:
        if outside is not None and any(_same(path, outside) for path in self.paths):
            raise click.UsageError(f"{outside} is the input too: the articles would mix with the pages")
        yield from expand((STDIN,) if self.unnamed else self.paths, outside, self.globs)
        yield from map(as_written, expand(self.listed or (), outside, self.globs))


def listed_in(source: str, null: bool) -> tuple[str, ...]:
    """The paths that a file lists; raises `click.UsageError` where it cannot be read."""
    try:
        return tuple(listed(source, null))
    except OSError as reason:
        raise click.UsageError(f"--files-from {source}: {reason.strerror}") from reason


def clash(reason: Collision) -> click.UsageError:
    """The usage error for files that would replace each other; their names are made safe to print."""
    return click.UsageError(safe(str(reason)))


def _same(path: str, other: str) -> bool:
    return os.path.isdir(path) and os.path.realpath(path) == os.path.realpath(other)
