"""What became of every page of a run, in a SQLite file: the report's source, and where an interrupted run goes on.

A transaction is committed only when the output is safe up to the same page.  Whatever ends a run, even a power cut,
ledger and output agree up to the last commit, and what came later is done again: the same way after Ctrl-C as after
a crash.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from cleannews.batch.inputs import Input
from cleannews.batch.run import Remaining
from cleannews.batch.units import Unit
from cleannews.batch.worker import Result

_VERSION = 3  # of the tables and of what is in them; those of another version are forgotten
_NAMES = ("run", "inputs", "pages")
_TABLES = """
CREATE TABLE IF NOT EXISTS run (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS inputs (
    key INTEGER PRIMARY KEY, place INTEGER, path BLOB, size INTEGER, changed INTEGER, complete INTEGER
);
CREATE TABLE IF NOT EXISTS pages (
    input INTEGER, number INTEGER, id TEXT, outcome TEXT, reason TEXT, seconds REAL, signature BLOB,
    PRIMARY KEY (input, number)
) WITHOUT ROWID;
"""


_ADDING = (
    "INSERT INTO inputs VALUES (?, ?, ?, ?, ?, ?)",
    "UPDATE inputs SET complete = 1 WHERE key = ?",
    "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)",
)
_INPUT, _COMPLETE, _PAGE = _ADDING
_MOST = 1000  # pages held


class Busy(OSError):
    """Another run writes to the same place."""


class Row(NamedTuple):
    """A page of the report."""

    input: str
    page: int
    id: str | None
    outcome: str
    reason: str | None
    seconds: float


class _Entry(NamedTuple):
    """An input as the ledger knows it."""

    key: int
    place: int
    path: bytes
    size: int | None
    changed: int | None
    complete: int

    def is_of(self, item: Input) -> bool:
        """Whether the input is unchanged, by path, size and time; one that can be read only once counts as changed."""
        once = item.size is None and not (item.trouble or item.skipped)
        return not once and (self.path, self.size, self.changed) == (os.fsencode(item.path), item.size, item.changed)


class Ledger:
    """The record of one run.  Every method raises `OSError` where the file cannot be written.

    `lasts` says whether a later run can resume from it.
    """

    def __init__(self, path: str = "", *, lasts: bool = True) -> None:
        """Open or make the file; without a path, one that is gone with the process.  Raises `Busy`."""
        if path:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        if os.path.islink(path):
            raise OSError(None, "a link is in the place of the run's ledger", path)
        self.lasts = lasts and bool(path)
        self._path = path
        self._begun: dict[int, int] = {}  # keys by place of inputs that are not complete
        self._last = 0  # key
        self._held: dict[str, list[tuple[Any, ...]]] = {statement: [] for statement in _ADDING}  # many cost like one
        try:
            self._open()
        except sqlite3.DatabaseError as reason:
            if isinstance(reason, sqlite3.OperationalError):
                raise self._trouble(reason) from reason
            os.unlink(path)  # no ledger: a leftover that cannot be resumed from
            self._open()

    def _open(self) -> None:
        self._base = sqlite3.connect(self._path, timeout=0, isolation_level=None)
        self._base.execute("PRAGMA locking_mode=EXCLUSIVE")
        self._base.execute("BEGIN EXCLUSIVE")
        if self._base.execute("PRAGMA user_version").fetchone() != (_VERSION,):
            for table in _NAMES:
                self._base.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _TABLES.split(";"):
            self._base.execute(statement)
        self._base.execute(f"PRAGMA user_version = {_VERSION}")

    def _do(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        try:
            return self._base.execute(statement, values)
        except sqlite3.DatabaseError as reason:
            raise self._trouble(reason) from reason

    def _trouble(self, reason: sqlite3.Error) -> OSError:
        if "locked" in str(reason):
            return Busy(None, "another run writes there", os.path.dirname(self._path) or ".")
        return OSError(None, str(reason), self._path or "the temporary ledger")

    def begin(self, settings: str, inputs: Sequence[Input]) -> Remaining:
        """Forget the earlier run, and start one with these settings and inputs; return all of the work."""
        for table in _NAMES:
            self._do(f"DELETE FROM {table}")
        self._do("INSERT INTO run VALUES ('settings', ?)", (settings,))
        self._commit()  # before the first output is touched: from now on the earlier run is void
        self._begun.clear()
        self._last = 0
        return Remaining(list(inputs), anew=True)

    def resume(self, settings: str, inputs: Sequence[Input], *, in_order: bool) -> Remaining:
        """Return the work that an earlier run left, or that must be done again as settings, inputs or outputs changed.

        `in_order` says that an article depends on those before it: then any change makes everything begin again.
        Otherwise an input that gave nothing but failures is tried again.
        """
        found = dict(self._do("SELECT name, value FROM run"))
        if found.get("settings") != settings:
            return self.begin(settings, inputs)
        known = self._known(in_order)
        left, done, kept = [], {}, set()
        for item in inputs:
            entry = known.get(item.place if in_order else os.fsencode(item.path))
            if entry is None or not entry.is_of(item) or not self._stands(entry, item, in_order):
                left.append(item)
                continue
            if not entry.complete:
                left.append(item)
                done[item.place] = self._count(entry.key)
                self._begun[item.place] = entry.key
            self._do("UPDATE inputs SET place = ? WHERE key = ?", (item.place, entry.key))
            kept.add(entry.key)
        self._last = max((entry.key for entry in known.values()), default=0)
        changed = {entry.key for entry in known.values()} - kept
        if changed and in_order:
            return self.begin(settings, inputs)
        self._forget(changed)
        return Remaining(left, done, json.loads(found["state"]) if "state" in found and (done or in_order) else None)

    def _known(self, in_order: bool) -> dict[int | bytes, _Entry]:
        rows = self._do("SELECT key, place, path, size, changed, complete FROM inputs")
        entries = (_Entry(key, place, bytes(path), *rest) for key, place, path, *rest in rows)
        return {(entry.place if in_order else entry.path): entry for entry in entries}

    def _stands(self, entry: _Entry, item: Input, in_order: bool) -> bool:
        """Whether an input need not be done again: its articles are still there, or it had none and did not fail.

        In one stream (`in_order`) failures stay, as what follows them would have to be done again too.

        Where all inputs go into one file, that file is looked at by the output (`Output.resume`).
        """
        articles, failed = self._do(
            "SELECT count(id), sum(outcome = 'failed') FROM pages WHERE input = ?", (entry.key,)
        ).fetchone()
        if not articles:
            return in_order or not failed
        return not (item.output and entry.complete) or os.path.exists(item.output)

    def _count(self, key: int) -> int:
        count: int = self._do("SELECT count(*) FROM pages WHERE input = ?", (key,)).fetchone()[0]
        return count

    def _forget(self, keys: set[int]) -> None:
        for key in keys:
            self._do("DELETE FROM pages WHERE input = ?", (key,))
            self._do("DELETE FROM inputs WHERE key = ?", (key,))

    def add(self, unit: Unit, result: Result) -> None:
        """Record what became of a page."""
        key = self._key(unit)
        name, reason = _valid(result.id), _valid(result.reason)
        values = (key, unit.number, name, result.outcome, reason, result.seconds, result.signature)
        self._held[_PAGE].append(values)
        if len(self._held[_PAGE]) >= _MOST:
            self._pour()

    def _key(self, unit: Unit) -> int:
        """The key of a page's input, which is made with its first page and completed with its last."""
        item = unit.input
        if item.place not in self._begun:
            self._last += 1
            self._begun[item.place] = self._last
            values = (self._last, item.place, os.fsencode(item.path), item.size, item.changed, unit.last)
            self._held[_INPUT].append(values)
        elif unit.last:
            self._held[_COMPLETE].append((self._begun[item.place],))
        return self._begun.pop(item.place) if unit.last else self._begun[item.place]

    def _pour(self) -> None:
        """Write the rows that are held to the file."""
        for statement, rows in self._held.items():
            if rows:
                try:
                    self._base.executemany(statement, rows)
                except sqlite3.DatabaseError as reason:
                    raise self._trouble(reason) from reason
                rows.clear()

    def commit(self, state: Any) -> None:
        """Keep what was added so far, with the output's state; the output must have been made safe before."""
        self._pour()
        self._do("INSERT OR REPLACE INTO run VALUES ('state', ?)", (json.dumps(state),))
        self._commit()

    def _commit(self) -> None:
        self._do("COMMIT")
        self._do("BEGIN EXCLUSIVE")

    def counts(self) -> Counter[str]:
        """How many pages ended how."""
        return Counter(dict(self._do("SELECT outcome, count(*) FROM pages GROUP BY outcome")))

    def rows(self, outcome: str | None = None) -> Iterator[Row]:
        """Yield every page, or those that ended so, in the order of the inputs."""
        for path, *rest in self._do(
            "SELECT path, number, id, outcome, reason, seconds FROM inputs JOIN pages ON input = key"
            " WHERE ? IS NULL OR outcome = ? ORDER BY place, number",
            (outcome, outcome),
        ):
            yield Row(Input(os.fsdecode(bytes(path)), "").shown, *rest)

    def signatures(self) -> Iterator[tuple[str, bytes]]:
        """Yield id and signature of each page that has one, in order."""
        yield from self._do(
            "SELECT id, signature FROM inputs JOIN pages ON input = key WHERE signature IS NOT NULL"
            " ORDER BY place, number"
        )

    def close(self) -> None:
        """Close the file; what was not committed is forgotten."""
        with suppress(sqlite3.Error):
            self._base.close()


def _valid(text: str | None) -> str | None:
    """The text as SQLite takes it: without lone surrogates."""
    return text.encode("utf-8", "replace").decode() if text is not None else None
