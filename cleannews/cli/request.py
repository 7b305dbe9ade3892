"""A run as the command line asks for it: the options of `clean`, and what follows from them."""

from __future__ import annotations

import hashlib
import json
import os
from importlib.util import find_spec
from typing import NamedTuple

import click

from cleannews import __version__
from cleannews.batch.inputs import Input
from cleannews.batch.outputs import earlier_shards
from cleannews.batch.plan import Collision, plan
from cleannews.batch.worker import Job
from cleannews.cli.listing import Listing, clash
from cleannews.cli.options import PATIENCE, cores
from cleannews.formats import JSON_LINES, PACKED, SUFFIXES, reader
from cleannews.plugins import version
from cleannews.shapes import FEED, NATIVE
from cleannews.terminal import safe

_SHORT = 32  # pages, which take as long as workers take to start
_SHARDED = ("json", "jsonl", "parquet")
_ONE_FILE = (*JSON_LINES, ".parquet", ".md")  # even where a directory is cleaned


class Request(NamedTuple):
    """The options of `cleannews clean`.  `two_pass` is the value of --group-by, None for one pass."""

    listing: Listing
    job: Job
    writing: str
    output: str | None
    shard_size: int | None
    jobs: int | None
    timeout: float | None
    resume: bool
    report: str | None
    errors: str | None
    progress: str
    two_pass: str | None = None
    mark_duplicates: bool = False
    explain: bool = False
    engine: str = "builtin"
    address: str | None = None

    def check(self) -> None:
        """Raise `click.UsageError` for options that do not go together, or need something that is not installed."""
        wrong = {
            "--resume needs several pages, inputs that can be read again, and -o": self.resume and not self.resumable,
            "--shard-size needs -o FILE.jsonl or -o FILE.parquet": self.shard_size is not None
            and (self.output is None or self._names_folder or self.writing not in _SHARDED),
            "--report and --errors need a file: standard output is for records": "-" in (self.report, self.errors),
            f"What is written is not packed: pipe it (cleannews ... | gzip > {safe(self.output or '')})": self._packed,
            "Several records are no JSON file: name a directory (-o DIR/) or -o FILE.jsonl": self._crammed,
            "Parquet cannot go to standard output: name a file with -o": self.writing == "parquet" and not self.output,
            "Parquet needs pyarrow: pip install 'cleannews[parquet]'": self.writing == "parquet"
            and find_spec("pyarrow") is None,
            "--shape needs --to json or jsonl": self.shaped and self.writing not in ("json", "jsonl"),
            "--mark-duplicates and --explain are for the native shape": self.shaped
            and (self.mark_duplicates or self.explain),
            "--two-pass reads the inputs twice, which standard input cannot be": self.two_pass is not None
            and not self.listing.repeatable,
            "--mark-duplicates needs --to json, jsonl or parquet": self.mark_duplicates and self.writing == "markdown",
            "--mark-duplicates needs datasketch: pip install 'cleannews[duplicates]'": self.mark_duplicates
            and find_spec("datasketch") is None,
            "--engine ray reads files, not standard input": self.on_ray and not self.listing.repeatable,
            "--engine ray needs Ray: pip install 'cleannews[ray]'": self.on_ray and find_spec("ray") is None,
            "--address needs --engine ray": self.address is not None and not self.on_ray,
        }
        for message, is_so in wrong.items():
            if is_so:
                raise click.UsageError(message)

    @property
    def on_ray(self) -> bool:
        """Whether a Ray cluster does the work."""
        return self.engine == "ray"

    @property
    def shaped(self) -> bool:
        """Whether another shape than the record's own is written."""
        return self.job.shape != NATIVE

    @property
    def feed(self) -> bool:
        """Whether each file is one JSON Feed: with --to json; with jsonl each line is one item of a feed."""
        return self.job.shape == FEED and self.writing == "json"

    @property
    def several(self) -> bool:
        """Whether there can be more than one page, by how the inputs are named."""
        only = self.listing.paths[0] if self.listing.paths else None
        return self.listing.many or not reader(only, self.job.reading).whole

    @property
    def resumable(self) -> bool:
        """Whether a later run can go on where this one is interrupted."""
        return self.several and self.output is not None and self.listing.repeatable

    @property
    def folder(self) -> bool:
        """Whether the output is a directory that mirrors the input's."""
        if self.output is None or self.shard_size is not None:
            return False
        one = self._suffix_asked in _ONE_FILE or (self.feed and self._suffix_asked == ".json")
        return self._names_folder or (self.listing.folders and not one)

    @property
    def _names_folder(self) -> bool:
        return self.output is not None and (self.output.endswith(os.sep) or os.path.isdir(self.output))

    @property
    def _suffix_asked(self) -> str:
        return os.path.splitext(self.output or "")[1]

    @property
    def _crammed(self) -> bool:
        """Whether several records would be put into one file as JSON."""
        one = self._suffix_asked == ".json" and not self._names_folder
        return one and self.several and self.writing == "json" and not self.feed

    @property
    def _packed(self) -> bool:
        """Whether the output's name says that it is packed, which it would not be."""
        return self._suffix_asked in PACKED and not self._names_folder

    @property
    def in_order(self) -> bool:
        """Whether what is written for a page depends on those before it: in one file, and with marks of duplicates."""
        return not self.folder or self.mark_duplicates

    @property
    def processes(self) -> int:
        """How many worker processes; 0, so that this process does the work, for a single page or one file with -j 1.

        A time-out, or stages of the user's own, need a process that can be ended.
        """
        jobs = self.jobs or cores()
        alone = not self.several or (jobs == 1 and not self.listing.many and not self.job.own)
        return 0 if alone and self.timeout is None else jobs

    @property
    def few(self) -> int:
        """Up to how many pages are done without workers, as they take longer to start: 0 where a page may be ended."""
        if self.timeout is not None:
            return 0
        return 1 if self.listing.many or self.jobs is not None or self.job.own else _SHORT

    @property
    def patience(self) -> float:
        """Seconds that a page may take."""
        return self.timeout or PATIENCE

    def inputs(self) -> list[Input]:
        """Every input, each with its output file if the output is a directory.

        Raises `click.UsageError` where two outputs would be one file, or would replace an input.
        """
        written = [path for path in (self.report, self.errors) if path is not None]
        if self.output is None or not self.folder:
            return self.listing.inputs(self.output, [*written, *self._files])
        try:
            return plan(self.listing.inputs(self.output), self.output, self._suffix, written)
        except Collision as reason:
            raise clash(reason) from reason

    @property
    def _files(self) -> list[str]:
        """The output file, and the shards of an earlier run that would be replaced."""
        if self.output is None:
            return []
        return [self.output, *(earlier_shards(self.output) if self.shard_size is not None else ())]

    def _suffix(self, item: Input) -> str:
        """The suffix of the output for an input; a file of several pages gives JSON lines even with --to json."""
        lines = self.writing == "json" and not self.feed and not reader(item.path, self.job.reading).whole
        return SUFFIXES["jsonl" if lines else self.writing]

    def with_profile(self, path: str) -> Request:
        """The same request, with this profile."""
        return self._replace(job=self.job._replace(settings=self.job.settings._replace(profile=path)))

    def fingerprint(self) -> str:
        """All that decides the output's bytes but the inputs, as JSON; --resume begins anew where it has changed."""
        settings = self.job.settings
        files = {name: _digest(path) for name in ("model", "profile") if (path := getattr(settings, name)) is not None}
        job = {**self.job._asdict(), "settings": {**settings._asdict(), **files}}
        job["reading"] = self.job.reading._asdict()
        job["own"] = [version(spec) for spec in self.job.own]
        run = {"to": self.writing, "shard_size": self.shard_size, "folder": self.folder}
        return json.dumps({"version": __version__, **job, **run}, default=str)


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
