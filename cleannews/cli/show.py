"""Commands that show what there is: the stages, the record's schema."""

from __future__ import annotations

import click

from cleannews.cli.options import every, own_option
from cleannews.shapes import NATIVE, SHAPES, table

STAGES = """\b
Examples:
  cleannews stages                             the stages, as --stages and --skip take them
  cleannews stages --stage paywall.py:PAYWALL  with one of your own, in its place
"""

SCHEMA = """\b
Examples:
  cleannews schema > article.schema.json       for a validator, or to generate code
  cleannews schema --shape schema-org          what each key holds, and what is lost
"""


@click.command(epilog=STAGES)
@own_option
def stages(own: tuple[str, ...]) -> None:
    """List the stages in their order, with what each needs."""
    for stage in every(own):
        needs = f"  needs {', '.join(sorted(stage.needs))}" if stage.needs else ""
        click.echo(f"{stage.name:<14}{stage.summary}{needs}")


@click.command(epilog=SCHEMA)
@click.option("--shape", "name", type=click.Choice([NATIVE, *SHAPES]), default=NATIVE, metavar="NAME",
              help=f"Instead, what the keys of a shape hold: {', '.join(SHAPES)}.")  # fmt: skip
def schema(name: str) -> None:
    """Print the record's JSON Schema (draft 2020-12), or the keys of a shape."""
    from importlib import resources

    if name != NATIVE:
        click.echo(table(name), nl=False)
        return
    click.echo((resources.files("cleannews") / "article.schema.json").read_text("utf-8"), nl=False)
