"""Work that kills the worker that does it, in every way that we know of."""

from __future__ import annotations

import os
import re
import resource
import signal
import sys
from collections.abc import Callable

from cleannews.batch.units import Unit
from cleannews.batch.worker import Result, Work, guarded


def loop() -> None:
    while True:
        pass


def recurse() -> None:
    recurse()


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def exhaust() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, resource.RLIM_INFINITY))
    bytes(8 << 30)


POISONS: dict[str, Callable[[], object]] = {
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "crashes": crash,
    "exits": lambda: os._exit(0),
    "leaves": sys.exit,
    "hangs": loop,
    "hangs in C": lambda: re.match(r"(a+)+$", "a" * 64 + "b"),
    "out of memory": exhaust,
    "recurses": recurse,
    "raises": lambda: 1 / 0,
}


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
