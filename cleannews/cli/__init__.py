"""The command line: thin, and the only importer of click.  A command's module is imported when it is used."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from typing import Any

import click
from click_default_group import DefaultGroup

from cleannews import __version__

UNWRITABLE, INTERRUPTED = 74, 130

COMMANDS = {
    "clean": "clean",
    "quotes": "quotes",
    "explain": "explain",
    "diff": "explain",
    "report": "report",
    "stats": "report",
    "stages": "show",
    "rules": "rules",
    "schema": "show",
    "evaluate": "learn",
    "train": "learn",
    "learn": "memory",
}
"""Command to module, in the order of the help."""

EPILOG = """\b
`cleannews FILE` is short for `cleannews clean FILE`; `cleannews COMMAND --help` has examples.
Shell completion (bash; zsh and fish alike):  eval "$(_CLEANNEWS_COMPLETE=bash_source cleannews)"
"""


class Commands(DefaultGroup):
    """A group that knows its commands by name and loads only the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module; anything that is no command is an input of the default one."""
        name = cmd_name if cmd_name in COMMANDS else "clean"
        if name not in self.commands:
            self.add_command(getattr(import_module(f"cleannews.cli.{COMMANDS[name]}"), name))
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; output that cannot be written ends it with the right exit code and without a traceback."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has seen enough: `| head`
            sys.exit(0)
        except OSError as reason:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the flush at exit would fail again
            click.echo(f"cleannews: cannot write: {_told(reason)}", err=True)
            sys.exit(UNWRITABLE)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        return result


def _told(reason: OSError) -> str:
    from cleannews.terminal import safe

    return safe(f"{reason.filename}: {reason.strerror}" if reason.filename else str(reason.strerror or reason))


@click.group(cls=Commands, default="clean", default_if_no_args=True, epilog=EPILOG)
@click.version_option(__version__, prog_name="cleannews")
def main() -> None:
    """Turn flattened news pages into articles: clean JSON or Markdown."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # whatever the locale says
