"""Who said what, as a table for people or as rows for a spreadsheet."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from cleannews.cli.clean import verdict
from cleannews.cli.options import input_options, origins, pipeline_options
from cleannews.formats import Reading
from cleannews.settings import Settings
from cleannews.terminal import print_table, safe
from cleannews.text import tidy

if TYPE_CHECKING:
    from cleannews.article import Article
    from cleannews.batch.run import Tally
    from cleannews.batch.units import Unit
    from cleannews.cli.listing import Listing

COLUMNS = ("speaker", "mention", "cue", "kind", "quotation", "source", "id", "paragraph", "start", "confidence")

EXAMPLES = """\b
Examples:
  cleannews quotes page.txt                     a table
  cleannews quotes pages/ --to csv > said.csv   a sheet of a whole directory
  cleannews quotes pages/ --to jsonl | jq 'select(.speaker == "Ann Lee")'
"""


@click.command(epilog=EXAMPLES)
@input_options
@click.option("--to", "writing", type=click.Choice(["table", "csv", "jsonl"]),
              help="What to write.  [default: table on a terminal, else csv]")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="List also words in quotation marks that have no speaker.")
@pipeline_options
def quotes(listing: Listing, reading: Reading, writing: str | None, everything: bool, stages: Any,
           settings: Settings) -> None:  # fmt: skip
    """List the quotations in pages: speaker, words, cue, and where they stand.

    `paragraph` counts from 0; `start` is the offset in the article's text, in code points.
    """
    from cleannews.batch.run import Tally, articles
    from cleannews.batch.worker import Job

    job = Job(tuple(stage.name for stage in stages), settings, reading=reading, own=origins(stages))
    tally = Tally()
    write = WRITERS[writing or ("table" if sys.stdout.isatty() else "csv")]
    write(_found(articles(listing.inputs(), job), everything, tally))
    sys.exit(verdict(tally))


def _found(done: Iterable[tuple[Unit, Article | str]], everything: bool, tally: Tally) -> Iterator[dict[str, Any]]:
    """Yield the rows of each page; count what became of it, and tell of it if it failed."""
    for unit, article in done:
        if not isinstance(article, str):
            tally.counts["ok" if article.paragraphs else "empty"] += 1
            yield from rows(article, everything)
            sys.stdout.flush()
        else:
            tally.counts[unit.outcome] += 1
            if unit.outcome == "failed":
                click.echo(f"cleannews: {safe(unit.input.shown)}: {safe(article)}", err=True)


def rows(article: Article, everything: bool) -> Iterator[dict[str, Any]]:
    """Yield a row for each quotation; with `everything`, also for words that nobody is quoted with."""
    starts, offset = [], 0
    for paragraph in article.paragraphs:
        starts.append(offset)
        offset += len(paragraph.text) + 2
    for quote in article.quotes:
        if everything or quote.kind != "unattributed":
            start = quote.parts[0].start
            number = bisect_right(starts, start) - 1
            place = (article.source.url or article.source.path, article.id, number, start)
            said = (quote.speaker, quote.mention, quote.cue, quote.kind, quote.text)
            yield dict(zip(COLUMNS, (*said, *place, quote.confidence), strict=True))


def _table(found: Iterable[dict[str, Any]]) -> None:
    shown = [(r["speaker"] or r["mention"] or "?", r["quotation"], r["cue"] or "", _where(r)) for r in found]
    print_table(("speaker", "quotation", "cue", "where"), shown)


def _where(row: Mapping[str, Any]) -> str:
    return f"{row['source'] or row['id']}, paragraph {row['paragraph'] + 1}"


def _csv(found: Iterable[dict[str, Any]]) -> None:
    import csv

    out = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    out.writeheader()
    out.writerows({key: cell(value) for key, value in row.items()} for row in found)


def _jsonl(found: Iterable[dict[str, Any]]) -> None:
    from cleannews.formats.write_jsonl import line_of

    for row in found:
        sys.stdout.write(line_of(row))


WRITERS = {"table": _table, "csv": _csv, "jsonl": _jsonl}


_FORMULA = tuple("=+-@＝＋－＠")  # the wide ones in Japanese and Chinese editions


def cell(value: Any) -> Any:
    """Return a value on one line that no spreadsheet takes for a formula: an apostrophe before what starts like one.

    >>> cell("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    if not isinstance(value, str):
        return value
    value = value if value.isprintable() else tidy(value)
    return f"'{value}" if value.startswith(_FORMULA) else value
