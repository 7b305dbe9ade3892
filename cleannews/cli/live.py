"""The live display of a run: what is done, how fast, how long it will take, what has failed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from cleannews.batch.run import Tally
from cleannews.batch.units import Unit
from cleannews.batch.worker import Result
from cleannews.cli.progress import complaint


@contextmanager
def live(total: int | None, complaints: bool = True) -> Iterator[Live]:
    """Show the display while the run lasts; `total` is the bytes to read, None if that is not known."""
    bar = Progress(
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[told]}", markup=False),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        yield Live(bar, total, complaints)


class Live:
    """One bar over the bytes of the input, and the counts of pages."""

    def __init__(self, bar: Progress, total: int | None, complaints: bool) -> None:
        """`bar` is running already."""
        self._bar, self._tally, self._complaints = bar, Tally(), complaints
        self._task = bar.add_task("", total=total, told="")

    def done(self, unit: Unit, result: Result) -> None:
        """As `Watcher`."""
        self._tally.done(unit, result)
        if self._complaints and (told := complaint(unit, result)):
            self._bar.console.print(Text(told), soft_wrap=True)
        self._bar.update(self._task, advance=unit.size, told=f"{self._tally}; {self._rate():.0f} pages/s")

    def _rate(self) -> float:
        elapsed = self._bar.tasks[self._task].elapsed
        return self._tally.counts.total() / elapsed if elapsed else 0.0
