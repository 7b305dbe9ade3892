"""Learn a site's memory (`profiles`) from a batch of pages: the first pass of `--two-pass`, or the command `learn`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

from cleannews import engine
from cleannews.article import Source
from cleannews.batch.inputs import STDIN
from cleannews.batch.run import Watcher
from cleannews.batch.units import Unit, page
from cleannews.batch.worker import Result, Work, guarded
from cleannews.cleaning import Page
from cleannews.document import Document
from cleannews.engine import Stage
from cleannews.formats import Reading
from cleannews.pipeline import select
from cleannews.profiles import Profile, Site, key

_MOST_LINES = 500_000  # counted at once, over all sites: about 100 MB
_MOST_PAGES = 1_000_000  # remembered, so that a second copy of a page does not make its article return
_FEWEST = 2  # pages: what was seen on one says nothing


class Lesson(NamedTuple):
    """What to do with every page, in plain values as a `Job`'s: read it (`reading`), and find its site (`group_by`)."""

    reading: Reading
    group_by: str = "auto"

    def work(self) -> Work:
        """Return the function that finds a page's site (the result's id) and lines (its data)."""
        stages = select(["markup", "segmentation"])

        def look(unit: Unit) -> Result:
            found = page(unit, self.reading)
            site = site_of(found, None if unit.input.path == STDIN else unit.input.shown, self.group_by)
            return Result("ok", site, "\n".join(lines_of(found, stages)).encode("utf-8", "replace"))

        return guarded(look)


def lines_of(page: Page, segmentation: Sequence[Stage]) -> list[str]:
    """The different lines of a page, as `profiles.key` writes them, sorted."""
    texts = engine.run(Document.from_text(page.text), segmentation).texts
    return sorted({key(text) for text in texts} - {""})


def site_of(page: Page, path: str | None, group_by: str) -> str:
    """The name of a page's site, by `group_by`: for "auto" the host of its address, else the directory of its file."""
    if group_by in ("all", "file"):
        return "all" if group_by == "all" else path or ""
    url = None if group_by == "directory" else page.source.url
    return Source(None if group_by == "host" else path, url=url).site


class Counting:
    """Counts of lines by site, in bounded memory: where there are too many, the rarest are forgotten.

    So a count can be too low, never too high, and the same pages in the same order give the same counts.
    """

    def __init__(self, most_lines: int = _MOST_LINES) -> None:
        """`most_lines` is how many are counted at once."""
        self._most_lines = most_lines
        self._pages: dict[str, int] = {}
        self._lines: dict[str, dict[str, int]] = {}
        self._held = 0
        self._seen: set[bytes] = set()

    def add(self, site: str, lines: Iterable[str]) -> None:
        """Count a page's lines; a page that was seen before counts for nothing."""
        lines = list(lines)
        digest = blake2b("\n".join((site, *lines)).encode("utf-8", "replace"), digest_size=8).digest()
        if digest in self._seen:
            return
        if len(self._seen) < _MOST_PAGES:
            self._seen.add(digest)
        self._pages[site] = self._pages.get(site, 0) + 1
        counts = self._lines.setdefault(site, {})
        before = len(counts)
        for line in lines:
            counts[line] = counts.get(line, 0) + 1
        self._held += len(counts) - before
        rare = 1
        while self._held > self._most_lines:
            self._forget(rare)
            rare *= 2

    def _forget(self, rare: int) -> None:
        for site, counts in self._lines.items():
            self._lines[site] = {line: count for line, count in counts.items() if count > rare}
        self._held = sum(map(len, self._lines.values()))

    def profile(self) -> Profile:
        """What is known of each site on which some line returns."""
        self._forget(_FEWEST - 1)
        return Profile({site: Site(self._pages[site], lines) for site, lines in self._lines.items() if lines})


def remembered(done: Iterable[tuple[Unit, Result]], watchers: Iterable[Watcher] = ()) -> Profile:
    """Count the lines that the workers found (`Lesson.work`) and return the profile; failed pages are left out."""
    counting = Counting()
    for unit, result in done:
        for watcher in watchers:
            watcher.done(unit, result)
        if result.outcome == "ok":
            counting.add(result.id or "", result.data.decode().split("\n") if result.data else ())
    return counting.profile()
