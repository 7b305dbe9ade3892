"""Options that several commands share, in groups."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from cleannews.formats import READERS, Reading
from cleannews.limits import LARGEST_PAGE
from cleannews.settings import Settings
from cleannews.terminal import safe

if TYPE_CHECKING:
    from cleannews.engine import Stage

GROUPS = ("auto", "host", "directory", "file", "all")
"""What makes a site, for its memory."""

PATIENCE = 60.0
"""Seconds that one page of many may take by default; a news page takes thousandths of one."""

OK, FAILED, EMPTY, TERMINATED = 0, 1, 3, 143

_LONGEST_REASON = 500
_LONGEST_WAIT = 1_000_000  # seconds, eleven days: a system's clocks count in no more than 24

Command = Callable[..., None]


class Seconds(click.FloatRange):
    """A time that can be waited for."""

    def __init__(self) -> None:
        """More than 0, and no more than a system's clock can count."""
        super().__init__(0, _LONGEST_WAIT, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """As `FloatRange`, but `nan` is refused, which compares with no bound."""
        seconds: float = super().convert(value, param, ctx)
        return seconds if seconds == seconds else self.fail(f"{value} is no number of seconds", param, ctx)


class Time(click.DateTime):
    """A date or time as ISO 8601 writes it, with or without an offset."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """As `DateTime`, which knows some forms only."""
        try:
            return value if isinstance(value, datetime) else datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no time as in 2024-01-18, 2024-01-18T10:30 or 2024-01-18T10:30Z", param, ctx)


def language(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Check the code of a language."""
    if value is not None:
        from cleannews.languages import check

        try:
            check(value)
        except ValueError as reason:
            raise click.BadParameter(str(reason)) from reason
    return value


def names(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Split a list of names at its commas."""
    return tuple(name.strip() for name in value.split(",") if name.strip()) if value else ()


def pattern(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Check a regular expression."""
    if value is not None:
        from cleannews.patterns import Pattern

        try:
            Pattern(value, ours=False).compile()
        except ValueError as reason:
            raise click.BadParameter(str(reason)) from reason
    return value


def model(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Check a line model."""
    if value is not None:
        from cleannews.linemodel.forest import ModelError
        from cleannews.linemodel.model import load
        from cleannews.linemodel.scoring import check

        try:
            check(load(value))
        except (ModelError, OSError) as reason:
            raise refused(value, reason) from reason
    return value


def profile(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Check a profile."""
    if value is not None:
        from cleannews.profiles import ProfileError, load

        try:
            load(value)
        except (ProfileError, OSError) as reason:
            raise refused(value, reason) from reason
    return value


def refused(path: str, reason: Exception) -> click.BadParameter:
    """The error for a file that cannot be used; the reason may quote the file, so it is made safe to print."""
    return click.BadParameter(safe(f"{path}: {reason}")[:_LONGEST_REASON])


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def own_option(command: Command) -> Command:
    """Add the option that names stages of the user's own, `own`."""
    return click.option("--stage", "own", multiple=True, metavar="FILE.py:NAME",
                        help="Add a stage of your own, from a file or an installed package (by the name of its entry "
                        "point): code that runs as you. Can be repeated.")(command)  # fmt: skip


def loaded(own: Sequence[str]) -> list[Stage]:
    """Load stages of the user's own; raises `StageError`."""
    if not own:
        return []
    from cleannews.plugins import load

    return [load(spec) for spec in own]


def every(own: Sequence[str]) -> tuple[Stage, ...]:
    """All stages in order, with the user's; raises `click.UsageError`."""
    from cleannews.engine import StageError
    from cleannews.pipeline import with_own

    try:
        return with_own(loaded(own))
    except StageError as reason:
        raise click.UsageError(str(reason)) from reason


def origins(stages: Iterable[Stage]) -> tuple[str, ...]:
    """The names from which another process can load the user's stages among these (`plugins.load`)."""
    return tuple(stage.origin for stage in stages if stage.origin)


def pipeline_options(command: Command) -> Command:
    """Add the options that say how a page is cleaned, and hand them over as `stages` and `settings`."""

    @click.option(
        "--stages",
        callback=names,
        metavar="A,B",
        help="Run only these stages, and those they need (`cleannews stages` lists them).",
    )
    @click.option("--skip", callback=names, metavar="A,B", help="Leave these stages out.")
    @own_option
    @click.option("--strictness", type=click.Choice(["low", "normal", "high"]), default="normal", show_default=True,
                  help="Keep more of the page (low) or only what is surely the article (high).")  # fmt: skip
    @click.option("--language", metavar="CODE", callback=language,
                  help="The pages' language, if you know it (BCP 47: en, de, pt ...).")  # fmt: skip
    @click.option("--reference-time", type=Time(), metavar="ISO",
                  help='The time that "3 hours ago" on a page counts from; without it, such words give no '
                  "date.")  # fmt: skip
    @click.option("--model", type=click.Path(exists=True, dir_okay=False), callback=model,
                  help="Score the lines by this model of your own, made by `cleannews train`.")  # fmt: skip
    @click.option("--profile", type=click.Path(exists=True, dir_okay=False), callback=profile,
                  help="Remove also what returns on this site's pages, by a profile that `cleannews learn` "
                  "made.")  # fmt: skip
    @wraps(command)
    def wrapped(*args: Any, stages: Sequence[str], skip: Sequence[str], own: Sequence[str], strictness: Any,
                language: str | None, reference_time: datetime | None, model: str | None, profile: str | None,
                **rest: Any) -> None:  # fmt: skip
        from cleannews.engine import StageError
        from cleannews.pipeline import select

        try:
            chosen = select(stages, skip, loaded(own))
        except StageError as reason:
            raise click.UsageError(str(reason)) from reason
        settings = Settings(strictness, reference_time, language, model, profile)
        command(*args, stages=chosen, settings=settings, **rest)

    return wrapped


def input_options(command: Command) -> Command:
    """Add the options that say what is read, and hand them over as `listing` and `reading`."""

    @click.argument("paths", nargs=-1, metavar="[FILE|DIR|-]...", type=click.Path(allow_dash=True, readable=False))
    @click.option("--from", "format", type=click.Choice(["auto", *READERS]), default="auto", show_default=True,
                  help="What the input is; auto goes by the file's suffix and first bytes.")  # fmt: skip
    @click.option("--glob", "globs", multiple=True, metavar="PATTERN",
                  help="Of a directory, read only files whose names match (`*.txt`); can be repeated.")  # fmt: skip
    @click.option("--files-from", type=click.Path(allow_dash=True), metavar="FILE",
                  help="Read the inputs' paths from a file, one a line; - is standard input.")  # fmt: skip
    @click.option("-0", "--null", is_flag=True, help="Paths in --files-from end with NUL (`find -print0`).")
    @click.option(
        "--text-field",
        default="text",
        show_default=True,
        help="In JSON lines and Parquet, the field that holds the page.",
    )
    @click.option(
        "--id-field",
        default="id",
        show_default=True,
        help="In JSON lines and Parquet, the field that names the page; without it, a hash of the page does.",
    )
    @click.option("--split", callback=pattern, metavar="REGEX",
                  help="Read several articles from a file of text: a line that matches begins the next.")  # fmt: skip
    @click.option("--max-bytes", type=click.IntRange(1), default=LARGEST_PAGE, show_default=True,
                  help="Most bytes of a page, unpacked; a larger one fails.")  # fmt: skip
    @wraps(command)
    def wrapped(*args: Any, format: str, text_field: str, id_field: str, split: str | None, max_bytes: int,
                paths: tuple[str, ...], globs: tuple[str, ...], files_from: str | None, null: bool, **rest: Any
                ) -> None:  # fmt: skip
        from cleannews.cli.listing import Listing, listed_in

        listing = Listing(paths, globs, None if files_from is None else listed_in(files_from, null))
        reading = Reading(format, text_field, id_field, split, max_bytes)
        command(*args, listing=listing, reading=reading, **rest)

    return wrapped
