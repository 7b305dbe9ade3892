"""The command that shows the options in force."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from cleannews.terminal import print_table, safe

if TYPE_CHECKING:
    from cleannews.cli.configuration import Row

EXAMPLES = """\b
Examples:
  cleannews config                 the options of `clean`, with the file or variable that set each
  cleannews config quotes
  cleannews --no-config config     what holds without any file

\b
From the weakest: the user's file, the project's (cleannews.toml, or [tool.cleannews] in pyproject.toml, in
the working directory or the nearest above it), the environment (CLEANNEWS_LANGUAGE for every command,
CLEANNEWS_CLEAN_TO for one), flags.  Paths in a file count from the file.
"""


@click.command(epilog=EXAMPLES)
@click.argument("name", metavar="[COMMAND]", default="clean")
@click.pass_context
def config(ctx: click.Context, name: str) -> None:
    """Show the options in force and what set each: a table on a terminal, JSON in a pipe."""
    from cleannews.cli import COMMANDS
    from cleannews.cli.configuration import configure, files, in_force, user_path

    group = ctx.find_root()
    if name not in COMMANDS:
        raise click.UsageError(f"no command {name!r}; the commands are {', '.join(COMMANDS)}")
    for other in COMMANDS:  # a mistake under another command is one too
        configure(group, _command(group, other), list(COMMANDS))
    command = _command(group, name)
    rows = list(in_force(group, command, configure(group, command, list(COMMANDS))))
    read = [str(file.path) for file in files(group)]
    if sys.stdout.isatty():
        _table(rows, read, str(user_path()))
    else:
        from cleannews.formats.write_jsonl import harmless

        options = {option: {"value": value, "from": origin} for option, value, origin in rows}
        about = {"command": name, "files": read, "user_file": str(user_path()), "options": options}
        click.echo(harmless(json.dumps(about, ensure_ascii=False, indent=1, default=str)))


def _command(group: click.Context, name: str) -> click.Command:
    assert isinstance(group.command, click.Group)
    command = group.command.get_command(group, name)
    assert command is not None
    return command


def _table(rows: list[Row], read: list[str], user_file: str) -> None:
    print_table(("option", "value", "from"), [(option, _shown(value), origin) for option, value, origin in rows])
    click.echo(safe(f"files read: {', '.join(read) or 'none'}; your own would be {user_file}"))


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
