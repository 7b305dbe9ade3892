"""Files in the making: there whole or not at all, whichever call fails, and without a wait or a handle for each."""

from __future__ import annotations

import errno
import itertools
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from making import fill, leftovers, tree

from cleannews.batch import filesystem
from cleannews.batch.inputs import Input, expand
from cleannews.batch.ledger import Ledger
from cleannews.batch.outputs import Output, Shards, Tree
from cleannews.batch.plan import plan
from cleannews.batch.run import Tally, _next, deliver
from cleannews.batch.units import Unit, units
from cleannews.batch.worker import Result
from cleannews.formats import Reading


def finished(inputs: list[Input]) -> list[tuple[Unit, Result]]:
    return [(unit, Result("ok", "x", f"{unit.input.name}\n".encode() * 9000)) for unit in units(inputs, Reading())]


OUTPUTS: dict[str, Callable[[str], Output]] = {
    "tree": Tree,
    "file": lambda folder: Shards(f"{folder}/all.jsonl"),
    "shards": lambda folder: Shards(f"{folder}/all.jsonl", 2),
}


class Failing:
    """The n-th call of any of these functions fails, as on a full disk."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
        self.at, self.calls = at, itertools.count(1)  # whose next() is whole among threads
        for name in ("open", "fsync", "replace", "makedirs"):
            monkeypatch.setattr(os, name, self.wrapped(getattr(os, name)))
        monkeypatch.setattr(filesystem, "sync", self.wrapped(filesystem.sync))

    def wrapped(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def attempt(*args: Any, **options: Any) -> Any:
            if next(self.calls) == self.at:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), args[0])
            return call(*args, **options)

        return attempt


@pytest.mark.parametrize(("kind", "at_once"), [*((kind, True) for kind in OUTPUTS), ("tree", False)])
def test_whichever_call_fails_nothing_is_there_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, at_once: bool
) -> None:
    monkeypatch.setattr("cleannews.batch.run._SAFE_EVERY", 0.0)
    if not at_once:
        monkeypatch.setattr(filesystem, "can_sync", lambda handle: False)
    inputs = list(expand([str(fill(tmp_path / "in", 5))]))
    inputs = [item._replace(place=place) for place, item in enumerate(inputs)]
    whole: dict[str, bytes] | None = None
    for at in range(1000):
        folder = tmp_path / f"out{at}"
        planned = plan(inputs, str(folder), lambda item: ".json") if kind == "tree" else inputs
        ledger = Ledger(str(folder / ".cleannews-ledger"))
        left = ledger.begin("", planned)
        with monkeypatch.context() as patch:
            failing = Failing(patch, at)
            try:
                deliver(finished(left.inputs), OUTPUTS[kind](str(folder)), (), ledger)
                failed = False
            except OSError:
                failed = True
        ledger.close()
        if whole is None:
            whole = tree(folder)
            assert len(whole) == {"tree": 5, "file": 1, "shards": 3}[kind]
        assert all(data == whole[path] for path, data in tree(folder).items())
        ledger = Ledger(str(folder / ".cleannews-ledger"))
        left = ledger.resume("", planned, in_order=kind != "tree")
        output = OUTPUTS[kind](str(folder))
        if left.state is not None:
            output.resume(left.state)
        tally = Tally()
        tally.go_on(ledger.counts())
        deliver(finished(left.inputs), output, (tally,), ledger)
        ledger.close()
        assert tally.counts == {"ok": 5}
        assert tree(folder) == whole
        assert leftovers(folder) == []
        if at and not failed:
            assert next(failing.calls) <= at
            return
    pytest.fail("never came to its end")


def test_a_disk_that_others_keep_busy_is_waited_for_seldom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To make a file system safe is to wait for all that anybody has written to it."""
    calls, quiet = itertools.count(), threading.Event()
    monkeypatch.setattr(filesystem, "can_sync", lambda handle: True)
    monkeypatch.setattr(filesystem, "sync", lambda handle: (next(calls), quiet.wait()))
    output = Tree(str(tmp_path))
    for number in range(1000):
        unit = Unit(Input("a", "a", place=number, output=f"{tmp_path}/{number}.json"), 0)
        output.write(unit, b"a")
        output.end(unit)
    assert tree(tmp_path) == {}
    quiet.set()
    output.safe()
    assert len(tree(tmp_path)) == 1000
    assert next(calls) == 3, "once for the first group, once for all others, once for the names"
    now = time.monotonic()
    assert now + 0.9 < _next(now) < _next(now - 5) - 40


@pytest.mark.skipif(sys.platform != "linux", reason="handles are counted in /proc")
@pytest.mark.parametrize("at_once", [True, False])
def test_a_directory_for_each_file_takes_few_handles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    if not at_once:
        monkeypatch.setattr(filesystem, "can_sync", lambda handle: False)
    before, most = len(os.listdir("/proc/self/fd")), 0
    output = Tree(str(tmp_path))
    for number in range(500):
        unit = Unit(Input("a", "a", place=number, output=f"{tmp_path}/{number}/a.json"), 0)
        output.write(unit, b"a")
        output.end(unit)
        most = max(most, len(os.listdir("/proc/self/fd")) - before)
    output.safe()
    assert len(tree(tmp_path)) == 500
    assert most < 256, "what some systems allow in all"
