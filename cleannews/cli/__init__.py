"""The command line: thin, and the only importer of click.  A command's module is imported when it is used."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click
from click_default_group import DefaultGroup

from cleannews import __version__
from cleannews.cli.streams import take

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

UNWRITABLE, INTERRUPTED = 74, 130
_NEARLY = 0.8  # the likeness of a mistyped command to the one that was meant: less, and `pages` is like `stages`

COMMANDS = {
    "clean": ("clean", "Clean pages of flattened text into articles."),
    "quotes": ("quotes", "List the quotations in pages: who said what, where."),
    "explain": ("explain", "Show every line of a page with what became of it."),
    "diff": ("explain", "Show a page and its article side by side."),
    "report": ("report", "Write a report on pages, one HTML file to look at."),
    "stats": ("report", "Add up records: fields, rules, languages, speakers."),
    "stages": ("show", "List the stages in their order."),
    "rules": ("rules", "List every rule, or document one with an example."),
    "schema": ("show", "Print the record's JSON Schema, or a shape's keys."),
    "config": ("config", "Show the options in force, and what set them."),
    "evaluate": ("learn", "Score the cleaner on pages whose article is known."),
    "train": ("learn", "Teach a line model from pages and their articles."),
    "learn": ("memory", "Learn which lines return on a site's pages."),
}
"""Command to module and what the help says of it, in the order of the help."""

EPILOG = """\b
`cleannews FILE` is short for `cleannews clean FILE`; `cleannews COMMAND --help` has examples.
Shell completion (bash; zsh and fish alike):  eval "$(_CLEANNEWS_COMPLETE=bash_source cleannews)"
"""


class Commands(DefaultGroup):
    """A group that knows its commands by name and loads only the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module; anything that is no command is an input of the default one."""
        name = cmd_name if cmd_name in COMMANDS else "clean"
        if name not in self.commands:
            self.add_command(getattr(import_module(f"cleannews.cli.{COMMANDS[name][0]}"), name))
        return super().get_command(ctx, cmd_name)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; where a shell asks for completions, no argument yet is not the default command."""
        if ctx.resilient_parsing:
            return click.Group.parse_args(self, ctx, args)
        with _writing():
            return super().parse_args(ctx, self._shared(ctx, args) if "--" in args else args)

    def _shared(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments with "--" doubled where the group would take the one that is meant for the default command."""
        at = args.index("--")
        before = self.make_parser(ctx).parse_args(args[:at])[1]
        return [*args[:at], "--", *args[at:]] if all(arg.startswith("-") for arg in before) else args

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands and options that begin so, those of the default command too; else it is a file for that one."""
        from click.shell_completion import CompletionItem

        found = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-") and (command := self.get_command(ctx, "clean")):
            own = {item.value for item in found}
            more = command.shell_complete(click.Context(command, ctx), incomplete)
            found += [item for item in more if item.value not in own]
        return found or [CompletionItem(incomplete, type="file")]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with a line on each, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; give one that is to run the options that the environment and the user's files set."""
        _refuse_mistyped(args[0], ctx)
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and "--help" not in rest:
            from cleannews.cli.configuration import configure

            configure(ctx, command, list(COMMANDS))
        return name, command, rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _writing():
            result = super().invoke(ctx)
            sys.stdout.flush()
        return result


def _refuse_mistyped(name: str, ctx: click.Context) -> None:
    """Raise `click.UsageError` for what is no file and nearly a command: it would be read as an input."""
    if name in COMMANDS or not name.isalpha() or os.path.lexists(name):
        return
    from difflib import get_close_matches

    if close := get_close_matches(name, COMMANDS, 1, _NEARLY):
        raise click.UsageError(f"no command and no file {name}; did you mean `cleannews {close[0]}`?", ctx)


@contextmanager
def _writing() -> Iterator[None]:
    """End with the right exit code and without a traceback where output cannot be written, or the user ends it."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has seen enough: `| head`
        sys.exit(0)
    except OSError as reason:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the flush at exit would fail again
        click.echo(f"cleannews: cannot write: {_told(reason)}", err=True)
        sys.exit(UNWRITABLE)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _told(reason: OSError) -> str:
    from cleannews.terminal import safe

    return safe(f"{reason.filename}: {reason.strerror}" if reason.filename else str(reason.strerror or reason))


@click.group(cls=Commands, default="clean", default_if_no_args=True, epilog=EPILOG)
@click.option("--config", type=click.Path(exists=True, dir_okay=False), envvar="CLEANNEWS_CONFIG",
              help="Read options from this file, not from those that `cleannews config` names.")  # fmt: skip
@click.option("--no-config", is_flag=True, envvar="CLEANNEWS_NO_CONFIG", help="Read no file of options.")
@click.version_option(__version__, prog_name="cleannews")
def main(**_: Any) -> None:
    """Turn flattened news pages into articles: clean JSON or Markdown."""
    take()
    atexit.register(gc.freeze)  # at its end Python looks for cycles in all that was loaded: a tenth of a short run
