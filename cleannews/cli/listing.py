"""The inputs as the command line names them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

import click

from cleannews.batch.inputs import STDIN, Input, as_written, expand, listed


class Listing(NamedTuple):
    """Files, directories, "-", and a file that lists more of them."""

    paths: tuple[str, ...]
    globs: tuple[str, ...] = ()
    files_from: str | None = None
    null: bool = False

    @property
    def many(self) -> bool:
        """Whether more than one file is asked for."""
        return len(self.paths) > 1 or self.files_from is not None or any(map(os.path.isdir, self.paths))

    @property
    def folders(self) -> bool:
        """Whether there are directories, or a list of files, to mirror."""
        return self.files_from is not None or any(map(os.path.isdir, self.paths))

    @property
    def repeatable(self) -> bool:
        """Whether the inputs can be read again."""
        return bool(self.paths or self.files_from) and STDIN not in self.paths

    def inputs(self, outside: str | None = None) -> list[Input]:
        """Every input in its place; standard input, if none was named."""
        return [item._replace(place=place) for place, item in enumerate(self._found(outside))]

    def _found(self, outside: str | None) -> Iterator[Input]:
        if outside is not None and any(_same(path, outside) for path in self.paths):
            raise click.UsageError(f"{outside} is the input too: the articles would mix with the pages")
        named = self.paths or (() if self.files_from is not None else (STDIN,))
        yield from expand(named, outside, self.globs)
        if self.files_from is not None:
            try:
                paths = list(listed(self.files_from, self.null))
            except OSError as reason:
                raise click.UsageError(f"--files-from {self.files_from}: {reason.strerror}") from reason
            for path in paths:
                for item in expand([path], outside, self.globs):
                    yield as_written(item)


def _same(path: str, other: str) -> bool:
    return os.path.isdir(path) and os.path.realpath(path) == os.path.realpath(other)
