"""Work that kills the worker that does it, in every way that the poisoned pages do."""

from __future__ import annotations

import os

from poison import POISONS

from cleannews.batch.units import Unit
from cleannews.batch.worker import Result, Work, guarded


def work() -> Work:
    def do(unit: Unit) -> Result:
        name = unit.input.name
        POISONS.get(name, lambda: None)()
        return Result("ok", name, name.encode() * 1000)

    return guarded(do)


def broken() -> Work:
    raise ValueError("no such model")


def stillborn() -> Work:
    os._exit(7)
