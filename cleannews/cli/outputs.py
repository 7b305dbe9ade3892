"""Where the articles of a run go, and in which kind of file, by the options of `clean`."""

from __future__ import annotations

import sys
from collections.abc import Callable

from cleannews.batch.atomic import Folder, Mark, Partial
from cleannews.batch.finishing import File
from cleannews.batch.outputs import Opener, Output, Shards, Stream, Tree
from cleannews.cli.request import Request


def output_of(request: Request) -> Output:
    """Return what takes the articles of a run: standard output, a directory, or a file or its shards."""
    if request.feed:
        return _feed(request)
    if request.output is None:
        return Stream(_joined(_standard_output()) if request.writing == "markdown" else _standard_output())
    openers: dict[str, Opener] = {"parquet": _parquet, "markdown": _Pages}
    return _files(request, request.output, openers.get(request.writing, Partial))


def _files(request: Request, path: str, opener: Opener) -> Output:
    if request.folder:
        return Tree(path, opener)
    return Shards(path, request.shard_size, opener, may_be_empty=request.several)


def _feed(request: Request) -> Output:
    from cleannews.formats.write_feed import Feed

    if request.output is None:
        feed = Feed(_StandardOutput())
        return Shards("", open_file=lambda path, mark, folder: feed)
    return _files(request, request.output, lambda path, mark, folder: Feed(Partial(path, (), folder)))


class _StandardOutput:
    """Standard output as a file in the making."""

    path = ""

    def __init__(self) -> None:
        self._put = _standard_output()

    def write(self, data: bytes) -> None:
        self._put(data)

    def complete(self, *, safe: bool = True) -> None:
        """Nothing is held back."""

    def appear(self) -> None:
        """It has its name."""

    def abandon(self) -> None:
        """What is written is written."""


def _standard_output() -> Callable[[bytes], None]:
    """Return a function that writes to the present standard output: later it is redirected, as Ray prints there."""
    out = sys.stdout.buffer

    def put(data: bytes) -> None:
        out.write(data)
        out.flush()

    return put


class _Pages(Partial):
    """A file of articles in Markdown in the making, one after the other."""

    def __init__(self, path: str, mark: Mark, folder: Folder | None) -> None:
        super().__init__(path, mark, folder)
        self._put = _joined(super().write, begun=bool(mark))

    def write(self, data: bytes) -> None:
        self._put(data)


def _joined(put: Callable[[bytes], object], *, begun: bool = False) -> Callable[[bytes], None]:
    from cleannews.formats.write_markdown import joined

    return joined(put, begun=begun)


def _parquet(path: str, mark: Mark, folder: Folder | None) -> File:
    from cleannews.formats.write_parquet import Table

    return Table(Partial(path, (), folder))
