"""The pages of a run, cleaned on a Ray cluster by Ray Data: takes the place of `batch.run.results`.

Workers do what the built-in ones do, and the results come back in the order of the inputs to the one process that
writes.  So output, ledger, `--resume` and report are the built-in runner's own, and every byte is the same.

Two steps over Arrow batches: files are cut into units, and units are cleaned.  A row is what a pipe of the built-in
runner would carry.  Inputs are read where the work is done: every machine must find them, and the working directory,
under the same path.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import sys
import warnings
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa
import ray
from ray.data import DataContext, from_arrow
from ray.exceptions import RayError

from cleannews.batch.inputs import Input
from cleannews.batch.supervisor import supervise
from cleannews.batch.units import Unit, units
from cleannews.batch.worker import CannotWork, MakeWork, Result, Work
from cleannews.formats import Reading

_MOST_FILES = 64  # in a block: a block is a task, and starting one costs some milliseconds
_BLOCK = 1 << 19  # bytes of pages in a block: some tenths of a second's work
_LITTLE_CPU = 0.01  # that cutting asks for: less than cleaning, or Ray would make one step of both


class Cluster(NamedTuple):
    """Where to run: the address of a cluster, else this machine; `jobs` bounds how much is done at once."""

    address: str | None = None
    jobs: int | None = None


def results(
    inputs: Sequence[Input],
    reading: Reading,
    done: Mapping[int, int],
    make: MakeWork,
    cluster: Cluster,
    timeout: float | None = None,
) -> Generator[tuple[Unit, Result]]:
    """Yield each page with what became of it, in order; raises `CannotWork`.

    `done` says by the input's place how many pages of it to pass over; `make` must be picklable.  A page that takes
    more than `timeout` seconds fails.
    """
    if not inputs:
        return
    # Ray prints what goes wrong to standard output, and warns of what is meant to be: blocks of one file.
    with redirect_stdout(sys.stderr), warnings.catch_warnings(action="ignore"), _connected(cluster):
        try:
            for batch in _dataset(inputs, reading, done, make, cluster, timeout):
                for row in batch.column(0):
                    yield pickle.loads(row.as_py())
        except RayError as reason:
            raise CannotWork(f"Ray: {str(reason).strip().splitlines()[0]}") from reason


@contextmanager
def _connected(cluster: Cluster) -> Iterator[None]:
    """Connect to a cluster while the run lasts, unless the caller is connected already."""
    if ray.is_initialized():
        yield
        return
    address = cluster.address or "local"
    local = {"num_cpus": cluster.jobs, "include_dashboard": False} if address == "local" else {}
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        ray.init(address, log_to_driver=False, logging_level=logging.ERROR, **local)
    except (ConnectionError, ValueError, RuntimeError) as reason:
        raise CannotWork(f"no Ray cluster at {address}: {reason}") from reason
    try:
        yield
    finally:
        ray.shutdown()


def _dataset(
    inputs: Sequence[Input],
    reading: Reading,
    done: Mapping[int, int],
    make: MakeWork,
    cluster: Cluster,
    timeout: float | None,
) -> Iterable[Any]:
    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = True
    context.target_max_block_size = _BLOCK
    left = [(item, done.get(item.place, 0)) for item in inputs]
    each = max(1, min(_MOST_FILES, len(left) // (8 * _processors())))
    blocks = [_table(left[at : at + each]) for at in range(0, len(left), each)]
    here = os.getcwd()
    how: dict[str, Any] = {"batch_format": "pyarrow", "batch_size": None}
    cut = from_arrow(blocks).map_batches(_cut, fn_args=(here, reading), num_cpus=_LITTLE_CPU, **how)
    cleaned = cut.map_batches(_clean, fn_args=(here, make, timeout), num_cpus=1, concurrency=cluster.jobs, **how)
    batches: Iterable[Any] = cleaned.iter_batches(batch_format="pyarrow", batch_size=None)
    return batches


def _processors() -> int:
    return max(1, int(ray.cluster_resources().get("CPU", 1)))


def _table(rows: Iterable[object]) -> pa.Table:
    return pa.table({"row": pa.array([pickle.dumps(row) for row in rows], pa.large_binary())})


def _cut(batch: pa.Table, folder: str, reading: Reading) -> Iterator[pa.Table]:
    """Read the units of some inputs, and hand them on in tables of a block each."""
    os.chdir(folder)
    held: list[Unit] = []
    size = 0
    for row in batch.column(0):
        item, past = pickle.loads(row.as_py())
        for unit in units([item], reading, {item.place: past}):
            held.append(unit)
            size += unit.size if unit.record is not None else 0
            if size >= _BLOCK:
                yield _table(held)
                held, size = [], 0
    yield _table(held)


def _clean(batch: pa.Table, folder: str, make: MakeWork, timeout: float | None) -> pa.Table:
    """Clean the units of a block.  If its worker died before, `supervise` finds the page that it died of.

    Ray tries a block again whose worker has died, for ever: it cannot know which page was to blame.
    """
    os.chdir(folder)
    found = (pickle.loads(row.as_py()) for row in batch.column(0))
    done = supervise(found, make, 1, timeout) if _attempt() else _in_time(found, _work(pickle.dumps(make)), timeout)
    return _table((unit._replace(record=None), result) for unit, result in done)


def _attempt() -> int:
    """How often this block was tried before."""
    return int(ray.get_runtime_context().worker.core_worker.get_current_task_attempt_number())


@cache
def _work(make: bytes) -> Work:
    """What cleans, loaded once by each of Ray's processes."""
    made: MakeWork = pickle.loads(make)
    return made()


def _in_time(found: Iterable[Unit], work: Work, timeout: float | None) -> Iterator[tuple[Unit, Result]]:
    """Do the work under an alarm without a handler: the kernel ends a late worker; Ray tries the block again."""
    for unit in found:
        signal.setitimer(signal.ITIMER_REAL, timeout or 0)
        try:
            yield unit, work(unit)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
