"""The command that documents the rules: all of them in a list, or one with an example."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cleannews.cli.options import every, own_option
from cleannews.terminal import safe
from cleannews.text import tidy

if TYPE_CHECKING:
    from cleannews.engine import Stage

EXAMPLES = """\b
Examples:
  cleannews rules                           every rule in one line
  cleannews rules captions/                 those of a stage
  cleannews rules segmentation/re-join      one rule, with an example
"""


@click.command(epilog=EXAMPLES)
@click.argument("code", default="")
@own_option
def rules(code: str, own: tuple[str, ...]) -> None:
    """List every rule, those whose name starts with CODE, or document the one of that name with an example."""
    found = {name: text for name, text in documented(every(own)).items() if name.startswith(code)}
    if not found:
        raise click.UsageError(f"no rule starts with {code!r}; `cleannews rules` lists them all")
    if code in found:
        _document(code, found[code])
        return
    width = max(map(len, found)) + 2
    for name, text in found.items():
        click.echo(f"{name:<{width}}{text}")


def documented(stages: Sequence[Stage]) -> dict[str, str]:
    """The documentation of every rule of these stages, by its full name."""
    return {f"{stage.name}/{rule}": text for stage in stages for rule, text in stage.rules.items()}


def _document(name: str, text: str) -> None:
    from cleannews.report.examples import example

    click.echo(f"{name}\n  {text}")
    if found := example(name):
        click.echo("\nExample (lines of a page; the rule is about those with >):")
        for stretch, about in found.shown:
            line = f"{'>' if about else ' '} {stretch.line:>3}  {stretch.role:<12} {tidy(stretch.text)}"
            click.echo(f"  {safe(line)}")
        if found.says:
            click.echo(f"  {safe(found.says)}")
