"""Workers that die, hang or swell cost their own page, and nothing else."""

from __future__ import annotations

import time
from contextlib import closing

import poisons
import pytest
from poison import POISONS

from cleannews.batch.inputs import Input
from cleannews.batch.supervisor import supervise
from cleannews.batch.units import Unit
from cleannews.batch.worker import CannotWork
from cleannews.formats import Record

REASONS = {
    "killed": "SIGKILL",
    "segfault": "SIGSEGV",
    "exits": "status 0",
    "leaves": "status 0",
    "hangs in Python": "no result after 1 seconds",
    "hangs in C": "no result after 1 seconds",
    "exhausts memory": "MemoryError",
    "recurses": "RecursionError",
    "raises": "ZeroDivisionError",
}


def units(names: list[str]) -> list[Unit]:
    return [Unit(Input(name, name, place=place), 0) for place, name in enumerate(names)]


@pytest.mark.parametrize("jobs", [1, 3])
def test_each_poison_costs_one_page(jobs: int) -> None:
    names = [str(n) for n in range(200)]
    for place, poison in enumerate(POISONS):
        names.insert(place * 23, poison)
    with closing(supervise(units(names), poisons.work, jobs, timeout=1)) as found:
        results = list(found)
    assert [unit.input.name for unit, _ in results] == names, "every page once, in order"
    failed = {unit.input.name: result.reason for unit, result in results if result.outcome == "failed"}
    assert failed.keys() == REASONS.keys()
    assert [name for name, reason in failed.items() if REASONS[name] not in (reason or "")] == []
    assert all(r.data == u.input.name.encode() * 1000 for u, r in results if u.input.name not in REASONS)


def test_a_slow_reader_of_the_output_makes_no_worker_late() -> None:
    results = []
    with closing(supervise(units([str(n) for n in range(60)]), poisons.work, 2, timeout=0.3)) as found:
        for unit, result in found:
            if unit.input.place in (0, 20):
                time.sleep(0.8)
            results.append(result.outcome)
    assert results == ["ok"] * 60


def test_an_endless_input_is_read_only_as_fast_as_it_is_worked_off() -> None:
    read = 0

    def endless():
        nonlocal read
        while True:
            read += 1
            yield Unit(Input(str(read), str(read)), 0)

    with closing(supervise(endless(), poisons.work, 2, None)) as found:
        for _ in range(500):
            next(found)
    assert read < 500 + 2 * 8 * 16 + 100


def test_large_pages_of_packed_files_are_not_heaped_up() -> None:
    """A unit of a packed file took few bytes of it and is large all the same."""
    read = 0

    def large():
        nonlocal read
        while True:
            read += 1
            yield Unit(Input(str(read), str(read)), 0, Record(0, bytes(9 << 20)), size=100)

    with closing(supervise(large(), poisons.work, 2, None)) as found:
        for _ in range(20):
            next(found)
    assert read < 20 + (64 + 2 * 9) // 9 + 2


def test_work_that_cannot_begin_says_why() -> None:
    with pytest.raises(CannotWork, match="no such model"):
        list(supervise(units(["1", "2"]), poisons.broken, 2, None))
    with pytest.raises(CannotWork, match="status 7"):
        list(supervise(units(["1", "2"]), poisons.stillborn, 2, None))
