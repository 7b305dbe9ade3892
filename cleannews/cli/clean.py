"""The default command: pages in, articles out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from cleannews.settings import Settings

if TYPE_CHECKING:
    from cleannews.batch.run import Failure, Job, Tally

OK, FAILED, EMPTY, INTERRUPTED = 0, 1, 3, 130

EXAMPLES = """\b
Examples:
  cleannews page.txt                            the article as JSON
  cat page.txt | cleannews --to markdown        in a pipe, as Markdown
  cleannews pages/ -o clean/                    a directory, file by file
  cleannews --from jsonl pages.jsonl > articles.jsonl
  cleannews --explain page.txt                  with every removed line and its rule

\b
Exit status: 0 all clean; 1 some input failed; 2 wrong usage; 3 the only input
held no article; 74 output could not be written; 130 interrupted.
"""


def names(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Split a list of names at its commas."""
    return tuple(name.strip() for name in value.split(",") if name.strip()) if value else ()


def pipeline_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say how a page is cleaned, and hand them over as `stages` and `settings`."""

    @click.option("--stages", callback=names, metavar="A,B", help="Run only these stages, and those they need.")
    @click.option("--skip", callback=names, metavar="A,B", help="Leave these stages out.")
    @click.option("--strictness", type=click.Choice(["low", "normal", "high"]), default="normal", show_default=True,
                  help="Keep more of the page (low) or only what is surely the article (high).")  # fmt: skip
    @click.option("--language", metavar="CODE", help="The pages' language, if you know it (BCP 47: en, de, pt ...).")
    @click.option("--reference-time", type=click.DateTime(), metavar="ISO",
                  help='What "3 hours ago" on a page counts from; without it, that gives no date.')  # fmt: skip
    @click.option("--model", type=click.Path(exists=True, dir_okay=False), help="A line model of your own (`train`).")
    @wraps(command)
    def wrapped(*args: Any, stages: Sequence[str], skip: Sequence[str], strictness: Any, language: str | None,
                reference_time: datetime | None, model: str | None, **rest: Any) -> None:  # fmt: skip
        from cleannews.engine import StageError
        from cleannews.pipeline import select

        try:
            chosen = select(stages, skip)
        except StageError as reason:
            raise click.UsageError(str(reason)) from reason
        settings = Settings(strictness, reference_time, language, model)
        command(*args, stages=chosen, settings=settings, **rest)

    return wrapped


@click.command(epilog=EXAMPLES)
@click.argument("paths", nargs=-1, metavar="[FILE|DIR|-]...", type=click.Path(allow_dash=True))
@click.option("--from", "reading", type=click.Choice(["auto", "text", "jsonl"]), default="auto", show_default=True,
              help="What the input is; auto goes by the file's suffix.")  # fmt: skip
@click.option("--to", "writing", type=click.Choice(["json", "jsonl", "markdown"]),
              help="What to write.  [default: json, or by the suffix of -o]")  # fmt: skip
@click.option("-o", "--output", type=click.Path(), metavar="PATH",
              help="A file; or a directory, which then mirrors the input's.")  # fmt: skip
@click.option("--explain", is_flag=True, help="List what was removed, with stage and rule, under `removed`.")
@click.option("--quotes", is_flag=True, help="In Markdown, list the quotations with their speakers at the end.")
@pipeline_options
def clean(paths: tuple[str, ...], reading: str, writing: str | None, output: str | None, explain: bool,
          quotes: bool, stages: Any, settings: Settings) -> None:  # fmt: skip
    """Clean pages of flattened text into articles.

    Without an argument, standard input is read.  Standard output carries records only, in the order of the input.
    """
    from cleannews.batch.run import Job, Tally

    if not paths and sys.stdin.isatty():
        click.echo(click.get_current_context().get_help())
        return
    writing = writing or _by_suffix(output)
    job = Job(stages, settings, _writer(writing, output, quotes), explain, reading)
    tally = Tally(complain)
    try:
        if output is not None and _is_folder(paths, output):
            _into_folder(paths, output, writing, job, tally)
        else:
            _into_stream(paths, output, job, tally)
    except KeyboardInterrupt:
        click.echo(f"cleannews: interrupted; {tally}", err=True)
        sys.exit(INTERRUPTED)
    sys.exit(_verdict(tally))


def _into_stream(paths: Sequence[str], output: str | None, job: Job, tally: Tally) -> None:
    from cleannews.batch.inputs import expand
    from cleannews.batch.outputs import write_whole
    from cleannews.batch.run import stream

    inputs = expand(paths or ["-"])
    if output is None:
        stream(inputs, job, sys.stdout.buffer.write, tally)
        sys.stdout.buffer.flush()
    else:
        records: list[bytes] = []
        stream(inputs, job, records.append, tally)
        write_whole(output, b"".join(records))


def _into_folder(paths: Sequence[str], output: str, writing: str, job: Job, tally: Tally) -> None:
    from cleannews.batch.inputs import expand
    from cleannews.batch.outputs import Collision, plan
    from cleannews.batch.run import files
    from cleannews.formats import SUFFIXES

    try:
        planned = plan(expand(paths or ["-"], outside=output), output, SUFFIXES[writing])
    except Collision as reason:
        raise click.UsageError(str(reason)) from reason
    files(planned, job, tally)
    click.echo(f"cleannews: {tally}", err=True)


def _is_folder(paths: Sequence[str], output: str) -> bool:
    return output.endswith(os.sep) or os.path.isdir(output) or any(map(os.path.isdir, paths))


def _by_suffix(output: str | None) -> str:
    suffix = os.path.splitext(output or "")[1]
    return {".md": "markdown", ".jsonl": "jsonl"}.get(suffix, "json")


def _writer(writing: str, output: str | None, quotes: bool) -> Any:
    from cleannews.formats import writer

    if writing == "markdown":
        return writer(writing, quotes=quotes)
    return writer("json" if writing == "json" and output is None and sys.stdout.isatty() else "jsonl")


def complain(failure: Failure) -> None:
    """Tell the user about an input that failed."""
    from cleannews.terminal import safe

    click.echo(f"cleannews: {safe(failure.path)}: {safe(failure.reason)}", err=True)


def _verdict(tally: Tally) -> int:
    if tally.counts["failed"]:
        return FAILED
    if tally.counts.total() == 1 and tally.counts["empty"]:
        click.echo("cleannews: no article found in the input (--explain lists what was removed, and why)", err=True)
        return EMPTY
    return OK
