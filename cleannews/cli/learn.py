"""Commands around the line model: teach it, and score what comes of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import click

from cleannews.cli.options import pipeline_options
from cleannews.cli.records import records, refused
from cleannews.terminal import safe

PAIRS = click.argument("pairs", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
FORMAT = """\b
PAIRS are files of JSON lines, packed or not (- is standard input), each line one of
  {"raw": "the page's text", "clean": "the article's text"}
  {"text": ..., "reference": {"body": [...], "title": ..., "authors": [...], "date": "2023-02-01",
   "summary": [...], "captions": [{"text": ...}]}, "language": "en", "publisher": ...}
with only "body" required in a reference, and "flat": {"name": text, ...} in the place of "text" where one
page was flattened in several ways.
"""
TRAIN = f"""{FORMAT}
\b
Examples:
  cleannews train pairs.jsonl -o own.model
  cleannews pages/ -o clean/ --model own.model
"""
EVALUATE = f"""{FORMAT}
\b
Examples:
  cleannews evaluate pairs.jsonl                    a row for each language
  cleannews evaluate pairs.jsonl --model own.model  the same with a model of your own
"""
_NONE = "no pair; see --help for the format"


def read_pairs(paths: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the records of these files; raises `click.ClickException` naming the line that cannot be read."""
    for where, record in chain.from_iterable(records(path, _NONE) for path in paths):
        if not isinstance(record, dict) or not ({"raw", "clean"} <= record.keys() or "reference" in record):
            raise refused(where, _NONE)
        yield record


@click.command(epilog=TRAIN)
@PAIRS
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), help="The model to write.")
@click.option("--seed", type=int, help="Where the random numbers begin: the same pairs and seed give the same bytes.")
def train(pairs: tuple[str, ...], output: str, seed: int | None) -> None:
    """Teach a line model from pages and their articles; use it with `--model`.

    Needs the extra: pip install 'cleannews[train]'.
    """
    from cleannews.batch.atomic import write_whole
    from cleannews.cli.listing import Listing
    from cleannews.training import SEED, PairError
    from cleannews.training import train as teach

    Listing(pairs).inputs(written=[output])

    def tell(text: str) -> None:
        click.echo(text, err=True)

    try:
        model = teach(read_pairs(pairs), seed=SEED if seed is None else seed, progress=tell)
    except ImportError as reason:
        raise click.ClickException(f"{reason}; install it with: pip install 'cleannews[train]'") from reason
    except PairError as reason:
        raise click.ClickException(safe(str(reason))) from reason
    write_whole(output, model.encode())


@click.command(epilog=EVALUATE)
@PAIRS
@click.option(
    "--to",
    "writing",
    type=click.Choice(["table", "json"]),
    help="What to write.  [default: table on a terminal, else json]",
)
@pipeline_options
def evaluate(pairs: tuple[str, ...], writing: str | None, stages: Any, settings: Any) -> None:
    """Score the cleaner on pages whose article is known, by language.

    Body F1 is over 4-token shingles as in the article-extraction benchmark; headline, authors, date and captions
    are scored only where the answer stands in the page.
    """
    from cleannews import evaluation
    from cleannews.cleaning import Page, clean_page
    from cleannews.engine import StageError
    from cleannews.training.pairs import PairError, parts

    scored = []
    for number, record in enumerate(read_pairs(pairs), 1):
        try:
            texts, reference = parts(record, number)
            for text in texts:
                article = clean_page(Page.from_text(text), stages, settings)
                scored.append(evaluation.score(article, text, reference, str(record.get("language") or "")))
        except (PairError, StageError) as reason:
            raise click.ClickException(safe(str(reason))) from reason
    rows = evaluation.table(scored)
    if writing == "json" or (writing is None and not sys.stdout.isatty()):
        click.echo(json.dumps(rows, indent=1))
        return
    click.echo(f"{'':<6}{'pages':>6}" + "".join(f"{name:>12}" for name in evaluation.COLUMNS))
    for language, row in rows.items():
        cells = "".join(f"{row[name]:>12.3f}" if name in row else f"{'-':>12}" for name in evaluation.COLUMNS)
        click.echo(f"{safe(language):<6}{row['n']:>6.0f}{cells}")
