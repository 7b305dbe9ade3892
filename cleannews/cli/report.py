"""Commands that show a whole batch: a report to open in a browser, and its numbers."""

from __future__ import annotations

import json
import sys
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from cleannews.cli.explain import complain, pages
from cleannews.cli.options import FAILED, OK, input_options, pipeline_options
from cleannews.cli.records import records, refused
from cleannews.formats import Reading
from cleannews.settings import Settings
from cleannews.terminal import print_table, safe

if TYPE_CHECKING:
    from cleannews.cli.listing import Listing
    from cleannews.report.numbers import Numbers

REPORT = """\b
Examples:
  cleannews report pages/ -o report.html
  cleannews report --from jsonl pages.jsonl -o report.html
"""

TABLES = (
    ("what became of the text", "shares", "share"),
    ("field", "fields", "pages"),
    ("characters", "lengths", "articles"),
    ("language", "languages", "pages"),
    ("site", "sites", "pages"),
    ("speaker", "speakers", "quotations"),
    ("removed line", "removed_lines", "pages"),
    ("warning", "warnings", "pages"),
)

_NONE = "no record of cleannews, as --to jsonl writes them"

STATS = """\b
Shares by stage, rules and removed lines are counted in records made with --explain.

\b
Examples:
  cleannews --explain pages/ --to jsonl | cleannews stats -
  cleannews stats records.jsonl | jq .languages
"""


@click.command(epilog=REPORT)
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), help="The HTML file to write.")
@click.option("--pages", "most", type=click.IntRange(0), default=1000, show_default=True, metavar="N",
              help="Show the first N pages in full; the numbers are of all.")  # fmt: skip
@input_options
@pipeline_options
def report(listing: Listing, reading: Reading, output: str, most: int, stages: Any, settings: Settings) -> None:
    """Write a report on pages: one HTML file to look at, with every cut and the numbers of the batch.

    Needs the extra: pip install 'cleannews[report]'.
    """
    try:
        from cleannews.report.html import Report
    except ImportError as reason:
        raise click.ClickException(f"{reason}; install it with: pip install 'cleannews[report]'") from reason
    from cleannews.batch.atomic import write_whole
    from cleannews.cli.rules import documented
    from cleannews.report.pages import Failed

    made = Report(documented(stages), most)
    for page in pages(listing, reading, stages, settings, [output]):
        if isinstance(page, Failed):
            complain(page)
        made.add(page)
    if made.numbers.failures and not made.numbers.pages:
        raise click.ClickException(f"nothing could be read: {safe(output)} is not written")
    write_whole(output, made.render().encode())
    sys.exit(FAILED if made.numbers.failures else OK)


@click.command(epilog=STATS)
@click.argument("paths", nargs=-1, required=True, metavar="RECORDS...", type=click.Path(allow_dash=True))
def stats(paths: tuple[str, ...]) -> None:
    """Add up records, the JSON lines that cleannews writes: tables on a terminal, JSON in a pipe.

    RECORDS are files, packed or not; - is standard input.
    """
    from cleannews.report.numbers import Numbers

    numbers = Numbers()
    for where, record in chain.from_iterable(records(path, _NONE) for path in paths):
        try:
            numbers.add(record)
        except (ValueError, LookupError, TypeError, AttributeError) as reason:
            raise refused(where, f"{_NONE} ({reason!r})") from reason
    if sys.stdout.isatty():
        _tables(numbers)
    else:
        from cleannews.formats.write_jsonl import harmless

        click.echo(harmless(json.dumps(numbers.summary(), ensure_ascii=False, indent=1)))


def _tables(numbers: Numbers) -> None:
    summary = numbers.summary()
    print_table(("", "pages"), [(name, str(summary[name])) for name in ("pages", "empty", "explained")])
    for title, key, counted in TABLES:
        if counts := summary[key]:
            print_table((title, counted), [(name, _cell(count)) for name, count in counts.items()])
    if rules := summary["rules"]:
        rows = [(name, str(rule["count"]), "; ".join(rule["examples"])) for name, rule in rules.items()]
        print_table(("rule", "cuts", "examples"), rows)
    if duplicates := summary["duplicates"]:
        print_table(("duplicate", "same article as"), [(found["page"], found["of"]) for found in duplicates])


def _cell(count: float) -> str:
    return f"{100 * count:.1f} %" if isinstance(count, float) else str(count)
