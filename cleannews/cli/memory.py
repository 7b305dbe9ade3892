"""The command that learns a site's memory."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

import click

from cleannews.batch.atomic import write_whole
from cleannews.batch.memory import Lesson, remembered
from cleannews.batch.run import Tally, results
from cleannews.batch.units import units
from cleannews.cli.options import FAILED, GROUPS, OK, PATIENCE, cores, input_options, refused
from cleannews.cli.progress import display
from cleannews.profiles import Profile, ProfileError, load
from cleannews.terminal import safe

if TYPE_CHECKING:
    from cleannews.cli.listing import Listing
    from cleannews.formats import Reading

EXAMPLES = """\b
Examples:
  cleannews learn pages/ -o site.profile
  cleannews pages/ -o clean/ --profile site.profile
  cleannews learn new-pages/ --add site.profile -o site.profile
"""


@click.command(epilog=EXAMPLES)
@input_options
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), help="The profile to write.")
@click.option(
    "--add",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    help="Add what this profile knows; can be repeated.",
)
@click.option("--group-by", type=click.Choice(GROUPS), default="auto", show_default=True,
              help="What makes a site: a page's host, else (auto) its directory; the file; all.")  # fmt: skip
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes.  [default: one a core]")
@click.option("--progress", type=click.Choice(["auto", "plain", "none"]), default="auto", show_default=True,
              help="On standard error: live on a terminal (auto), or a line now and then (plain).")  # fmt: skip
def learn(listing: Listing, reading: Reading, output: str, add: tuple[str, ...], group_by: str,
          jobs: int | None, progress: str) -> None:  # fmt: skip
    """Learn which lines return on a site's pages: menus, footers, newsletter boxes.

    Use what was learnt with `--profile`, or let `--two-pass` do both in one run.  Thirty pages of a site are plenty.
    """
    known = [earlier(path) for path in add]
    tally = Tally()
    inputs = listing.inputs(written=[output])
    found = units(inputs, reading)
    with (
        display(progress, inputs) as watcher,
        closing(results(found, Lesson(reading, group_by).work, jobs or cores(), PATIENCE)) as done,
    ):
        profile = remembered(done, (tally, watcher))
    if tally.nothing_read:
        raise click.ClickException(f"{tally}; nothing could be read: {safe(output)} is not written")
    for one in known:
        profile += one
    write_whole(output, profile.dumps().encode())
    lines = sum(len(site.lines) for site in profile.sites.values())
    click.echo(
        f"cleannews: {tally}; {lines} lines return on {len(profile.sites)} site{'s' * (len(profile.sites) != 1)}",
        err=True,
    )
    sys.exit(FAILED if tally.counts["failed"] else OK)


def earlier(path: str) -> Profile:
    """Read what was learnt before; raises `click.BadParameter`."""
    try:
        return load(path)
    except (ProfileError, OSError) as reason:
        raise refused(path, reason) from reason
