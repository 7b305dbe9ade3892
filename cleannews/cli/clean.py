"""The default command: pages in, articles out."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from cleannews.cli.options import EMPTY, FAILED, GROUPS, OK, Seconds, input_options, origins, pipeline_options
from cleannews.formats import JSON_LINES, PACKED, Reading
from cleannews.settings import Settings
from cleannews.shapes import FEED, NATIVE, SHAPES, explained

if TYPE_CHECKING:
    from cleannews.batch.run import Tally
    from cleannews.cli.listing import Listing

EXAMPLES = """\b
Examples:
  cleannews page.txt                            the article as JSON
  cat page.txt | cleannews --to markdown        in a pipe, as Markdown
  cleannews pages/ -o clean/                    a directory, file by file
  cleannews pages/ -o clean/ --resume           go on after an interruption
  cleannews pages.jsonl.gz -o articles.jsonl    a file of pages
  cleannews --explain page.txt                  with every removed line and its rule
  cleannews --shape schema-org page.txt         as JSON-LD; or for ninjs, dolma ...

\b
Exit status: 0 all clean; 1 some input failed; 2 wrong usage; 3 the only input
held no article; 74 output could not be written; 130 interrupted; 143 terminated.
"""


@click.command(epilog=EXAMPLES)
@input_options
@click.option("--to", "writing", type=click.Choice(["json", "jsonl", "markdown", "parquet"]),
              help="What to write.  [default: json, or by the suffix of -o]")  # fmt: skip
@click.option("--shape", type=click.Choice([NATIVE, *SHAPES]), default=NATIVE, show_default=True, metavar="NAME",
              help=f"The keys of JSON: native, {', '.join(SHAPES)} (`schema --shape NAME`).")  # fmt: skip
@click.option("-o", "--output", type=click.Path(), metavar="PATH",
              help="The file to write; or a directory, which then mirrors the input's: a.txt.json, "
              "b.jsonl.jsonl.")  # fmt: skip
@click.option("--shard-size", type=click.IntRange(1), metavar="N",
              help="With -o FILE.jsonl: a new file after every N articles (FILE-00000.jsonl ...).")  # fmt: skip
@click.option("--explain", is_flag=True, help="List what was removed, with stage and rule, under `removed`.")
@click.option("--quotes", is_flag=True, help="In Markdown, list the quotations with their speakers at the end.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes for many pages.  [default: one a core]"
)
@click.option("--timeout", type=Seconds(), metavar="SECONDS",
              help="Among many pages, most time for one: if it takes longer it is tried once more, then fails.  "
              "[default: 60]")  # fmt: skip
@click.option("--resume", is_flag=True,
              help="Go on where an earlier run to the same output was ended. Inputs that have changed are done again, "
              "failures too unless all articles go into one file, and everything if other options are "
              "given.")  # fmt: skip
@click.option("--report", type=click.Path(dir_okay=False), metavar="FILE",
              help="Write what became of every page, as JSON.")  # fmt: skip
@click.option("--errors", type=click.Path(dir_okay=False), metavar="FILE",
              help="Write the pages that failed and why, as JSON lines.")  # fmt: skip
@click.option("--progress", type=click.Choice(["auto", "plain", "none"]), default="auto", show_default=True,
              help="On standard error: live on a terminal (auto), or a line now and then (plain).")  # fmt: skip
@click.option("--engine", type=click.Choice(["builtin", "ray"]), default="builtin", show_default=True,
              help="Who does the work: this machine's processes, or a Ray cluster (extra `ray`).")  # fmt: skip
@click.option("--address", metavar="ADDRESS",
              help="With --engine ray, the cluster's.  [default: RAY_ADDRESS, or Ray on this machine]")  # fmt: skip
@click.option("--two-pass", is_flag=True, help="First learn which lines return on each site's pages, then clean.")
@click.option("--group-by", type=click.Choice(GROUPS), default="auto", show_default=True,
              help="With --two-pass, what makes a site (see `learn`).")  # fmt: skip
@click.option("--mark-duplicates", is_flag=True,
              help="Say in `duplicate_of` which earlier article of the run is nearly the same.")  # fmt: skip
@pipeline_options
def clean(listing: Listing, reading: Reading, writing: str | None, shape: str, output: str | None,
          shard_size: int | None, explain: bool, quotes: bool, jobs: int | None, timeout: float | None,
          resume: bool, report: str | None, errors: str | None, progress: str, engine: str, address: str | None,
          two_pass: bool, group_by: str, mark_duplicates: bool, stages: Any, settings: Settings) -> None:  # fmt: skip
    """Clean pages of flattened text into articles.

    Without an argument, standard input is read.  Standard output carries records only, in the order of the input.
    """
    from cleannews.batch.worker import Job
    from cleannews.cli.batch import run
    from cleannews.cli.request import Request

    if listing.unnamed and sys.stdin.isatty():
        click.echo(click.get_current_context().get_help())
        return
    output = None if output in ("-", "/dev/stdout") else output
    writing = writing or _by_suffix(output, listing)
    names = tuple(stage.name for stage in stages)
    job = Job(names, settings, _layout(writing, shape, output), quotes, explain or explained(shape), reading,
              signatures=mark_duplicates, own=origins(stages), shape=shape)  # fmt: skip
    request = Request(listing, job, writing, output, shard_size, jobs, timeout, resume, report, errors, progress,
                      group_by if two_pass else None, mark_duplicates, explain, engine, address)  # fmt: skip
    sys.exit(verdict(run(request)))


_BY_SUFFIX = {
    **dict.fromkeys(("", ".json", *PACKED), "json"),
    **dict.fromkeys(JSON_LINES, "jsonl"),
    ".md": "markdown",
    ".parquet": "parquet",
}


def _by_suffix(output: str | None, listing: Listing) -> str:
    """What to write by the output's suffix; raises `click.UsageError` for one that names nothing we write."""
    suffix = os.path.splitext(output or "")[1]
    if suffix not in _BY_SUFFIX and not listing.folders and not os.path.isdir(output or ""):
        raise click.UsageError(
            f"{suffix} does not say what to write: say it with --to, or by .json, .jsonl, .md, .parquet"
        )
    return _BY_SUFFIX.get(suffix, "json")


def _layout(writing: str, shape: str, output: str | None) -> str:
    """The name of the writer: JSON is indented on a terminal, for people, and one record a line elsewhere."""
    if writing == "json" and shape == FEED:
        return "jsonl"
    if writing == "markdown" or (writing == "json" and output is None and sys.stdout.isatty()):
        return writing
    return "jsonl"


def verdict(tally: Tally) -> int:
    """The exit code, by what became of the pages; prints a hint where the only page held no article."""
    if tally.counts["failed"]:
        return FAILED
    if tally.counts.total() == 1 and tally.counts["empty"]:
        click.echo("cleannews: no article found in the input (`cleannews explain` shows every cut)", err=True)
        return EMPTY
    return OK
