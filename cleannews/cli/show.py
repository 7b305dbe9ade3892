"""Commands that show what there is: stages, rules, the record's schema."""

from __future__ import annotations

import click


@click.command()
def stages() -> None:
    """List the stages in their order, with what each needs and gives."""
    from cleannews.pipeline import STAGES

    for stage in STAGES:
        needs = f"  needs {', '.join(sorted(stage.needs))}" if stage.needs else ""
        click.echo(f"{stage.name:<14}{stage.summary}{needs}")


@click.command()
@click.argument("prefix", default="")
def rules(prefix: str) -> None:
    """List every rule, or those whose name starts with PREFIX, with what it does.

    \b
    Examples:
      cleannews rules
      cleannews rules captions/
    """
    from cleannews.pipeline import STAGES

    listed = {f"{stage.name}/{rule}": text for stage in STAGES for rule, text in stage.rules.items()}
    found = {name: text for name, text in listed.items() if name.startswith(prefix)}
    if not found:
        raise click.UsageError(f"no rule starts with {prefix!r}; `cleannews rules` lists them all")
    width = max(map(len, found)) + 2
    for name, text in found.items():
        click.echo(f"{name:<{width}}{text}")


@click.command()
def schema() -> None:
    """Print the record's JSON Schema (draft 2020-12)."""
    from importlib import resources

    click.echo((resources.files("cleannews") / "article.schema.json").read_text("utf-8"), nl=False)
