"""Commands that show every cut of a page: line by line, and the page beside the article."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from cleannews.cli.options import FAILED, input_options, pipeline_options
from cleannews.formats import Reading
from cleannews.settings import Settings
from cleannews.terminal import print_table, safe, style
from cleannews.text import tidy

if TYPE_CHECKING:
    from cleannews.cli.listing import Listing
    from cleannews.report.pages import Examined, Failed
    from cleannews.report.stretches import Stretch

EXPLAIN = """\b
In a pipe, columns are separated by tabs: page, line, role, rule, score, text.
A score is the log-odds that the line is of the article's body; rules are documented by `cleannews rules`.

\b
Examples:
  cleannews explain page.txt                          coloured, on a terminal
  cleannews explain --removed pages/ | grep 'cookie'  which rule took out what
  cleannews explain pages/ | cut -f4 | sort | uniq -c | sort -rn
"""

DIFF = """\b
Examples:
  cleannews diff page.txt                 the page on the left, the article on the right
  cleannews diff page.txt | grep '^[-+]'  unified text, in a pipe
"""


def each(listing: Listing, reading: Reading, stages: Any, settings: Settings) -> Iterator[Examined]:
    """Yield the pages, and print why others failed; afterwards, exit with 1 if any did."""
    from cleannews.report.pages import Failed

    failed = False
    for page in pages(listing, reading, stages, settings):
        if isinstance(page, Failed):
            failed = True
            complain(page)
        else:
            yield page
    if failed:
        sys.exit(FAILED)


def pages(
    listing: Listing, reading: Reading, stages: Any, settings: Settings, written: Iterable[str] = ()
) -> Iterator[Examined | Failed]:
    """Yield each page, or why it failed.  Without an input and at a terminal, print the help and exit.

    Raises `click.UsageError` where one of the files to be `written` is an input.
    """
    from cleannews.report.pages import examined

    if listing.unnamed and sys.stdin.isatty():
        click.echo(click.get_current_context().get_help())
        sys.exit()
    yield from examined(listing.inputs(written=written), reading, stages, settings)


def complain(failed: Failed) -> None:
    """Tell the user about an input that failed."""
    click.echo(f"cleannews: {safe(failed.path)}: {safe(failed.reason)}", err=True)


@click.command(epilog=EXPLAIN)
@click.option("--removed", is_flag=True, help="Show only what is not in the article's text.")
@input_options
@pipeline_options
def explain(listing: Listing, reading: Reading, removed: bool, stages: Any, settings: Settings) -> None:
    """Show every line of a page with what became of it, by which rule, and its score."""
    from cleannews.report.stretches import stretches

    for page in each(listing, reading, stages, settings):
        shown = [s for s in stretches(page.document) if not (removed and s.kept)]
        (_coloured if sys.stdout.isatty() else _separated)(page.name, shown)


def _separated(name: str, shown: list[Stretch]) -> None:
    for s in shown:
        cells = (tidy(name), str(s.line), s.role, s.rule, _score(s), tidy(s.text))
        click.echo(safe("\t".join(cells)))


def _coloured(name: str, shown: list[Stretch]) -> None:
    rows = [
        (str(s.line), (s.role, style(s.role)), (tidy(s.text), style(s.role)), (_reason(s), "dim"), _score(s))
        for s in shown
    ]
    print_table(("line", "role", "text", "rule", "score"), rows, title=name)


def _score(stretch: Stretch) -> str:
    return "" if stretch.score is None else f"{stretch.score:.2f}"


def _reason(stretch: Stretch) -> str:
    return stretch.rule if stretch.repeats is None else f"{stretch.rule} (line {stretch.repeats})"


@click.command(epilog=DIFF)
@input_options
@pipeline_options
def diff(listing: Listing, reading: Reading, stages: Any, settings: Settings) -> None:
    """Show a page and its article side by side; in a pipe, as a unified diff."""
    for page in each(listing, reading, stages, settings):
        (_side_by_side if sys.stdout.isatty() else _unified)(page)


def _unified(page: Examined) -> None:
    from cleannews.report.differences import unified

    for line in unified(page.document.source, page.article, page.name):
        click.echo(safe(line))


def _side_by_side(page: Examined) -> None:
    from cleannews.report.stretches import stretches

    rows = []
    for s in stretches(page.document):
        text = tidy(s.text)
        stays = text if s.kept else "" if s.role == "boilerplate" else f"[{s.role}] {text}"
        rows.append((str(s.line), (text, style(s.role)), (stays, style(s.role))))
    print_table(("line", "page", "article"), rows, title=page.name, halves=True)
