"""A real Ray cluster on this machine, with two workers: the records are the command's, byte for byte."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from killing import KILLED
from making import cleannews, fill, page, tree
from pyarrow import parquet
from ray.cluster_utils import Cluster
from shards import built_in, shards

from cleannews import clean
from cleannews.formats.write_jsonl import write

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "on_ray.py"


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that says that a worker was killed."""
    return tmp_path_factory.mktemp("killed") / "once"


@pytest.fixture(scope="module")
def address(killed: Path) -> Iterator[str]:
    """A cluster of a head, which does no work, and two machines with a processor each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(KILLED, str(killed))
        cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
        for _ in range(2):
            cluster.add_node(num_cpus=1)
        yield cluster.address
        cluster.shutdown()


def on_ray(*args: str | Path) -> bytes:
    done = cleannews(*args, "--engine", "ray")
    assert done.returncode == 0, done.stderr
    return done.stdout


def stage(name: str) -> str:
    return f"{HERE / 'killing.py'}:{name}"


def test_a_killed_worker_changes_nothing(address: str, killed: Path, tmp_path: Path) -> None:
    """Files of many pages, a single file of them, and files of one page."""
    pages = shards(tmp_path / "pages", files=3, pages=40)
    fill(tmp_path / "pages" / "tree", 30)
    expected = built_in(pages)
    assert len(expected.splitlines()) == 150
    assert on_ray(pages, "--address", address, "--stage", stage("KILLING")) == expected
    assert killed.exists()


def test_pages_that_no_worker_survives_fail_alone(address: str, tmp_path: Path) -> None:
    """One kills its worker, the next one never ends."""
    pages = fill(tmp_path / "pages", 40)
    told = []
    for name, args in {"built-in": ("--jobs", "2"), "ray": ("--engine", "ray", "--address", address)}.items():
        errors, out = tmp_path / f"{name}.errors", tmp_path / f"{name}.jsonl"
        done = cleannews(pages, "-o", out, "--errors", errors, "--stage", stage("DEADLY"), "--timeout", "3", *args)
        assert done.returncode == 1, done.stderr
        told.append((out.read_bytes(), [json.loads(line)["reason"] for line in errors.read_text().splitlines()]))
    assert told[0] == told[1]
    assert sorted(told[1][1]) == ["no result after 3 seconds", "the worker was killed by SIGKILL, twice"]
    assert len(told[1][0].splitlines()) == 38


def test_without_an_address_ray_runs_here_and_shares_the_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two passes, a mirrored tree, relative paths; another engine goes on where this one stopped."""
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    monkeypatch.chdir(tmp_path)
    fill(Path("pages"), 40)
    on_ray("pages", "-o", "on-ray/", "--two-pass", "--jobs", "2")
    built_in("pages", "-o", "built-in/", "--two-pass")
    assert tree(Path("on-ray")) == tree(Path("built-in"))
    os.utime("pages/part-0/00000.txt")
    again = cleannews("pages", "-o", "on-ray/", "--resume")
    assert again.returncode == 0
    assert tree(Path("on-ray")) == tree(Path("built-in"))


@pytest.mark.parametrize(
    ("args", "told"),
    [(("-", "--engine", "ray"), b"not standard input"), ((__file__, "--address", "ray://a:1"), b"needs --engine ray")],
)
def test_what_cannot_work_is_said(args: tuple[str, ...], told: bytes) -> None:
    done = cleannews(*args)
    assert done.returncode == 2
    assert told in done.stderr


def test_the_example_cleans_a_dataset(address: str, tmp_path: Path) -> None:
    texts = [page(number) for number in range(20)]
    parquet.write_table(pa.table({"id": [str(n) for n in range(20)], "text": texts}), tmp_path / "pages.parquet")
    script = [sys.executable, EXAMPLE, tmp_path / "pages.parquet", tmp_path / "out", "--address", address]
    subprocess.run(script, check=True, capture_output=True, timeout=300)
    rows = sorted(parquet.read_table(tmp_path / "out").to_pylist(), key=lambda row: int(row["id"]))
    assert [row["record"] for row in rows] == [write(clean(text)) for text in texts]
    assert [row["text"] for row in rows] == [clean(text).text for text in texts]
