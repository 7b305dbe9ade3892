"""The command line: thin, and the only importer of click."""

from __future__ import annotations

import click
from click_default_group import DefaultGroup

from cleannews import __version__
from cleannews.cli.clean import clean
from cleannews.cli.show import rules, schema, stages

EPILOG = "`cleannews FILE` is short for `cleannews clean FILE`; see `cleannews COMMAND --help`."


@click.group(cls=DefaultGroup, default="clean", default_if_no_args=True, epilog=EPILOG)
@click.version_option(__version__, prog_name="cleannews")
def main() -> None:
    """Turn flattened news pages into articles: clean JSON or Markdown."""


for command in (clean, schema, stages, rules):
    main.add_command(command)
