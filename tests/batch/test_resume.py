"""Runs that are ended at any moment and started again give the same bytes as runs that were not."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest
from making import cleannews, command, fill, leftovers, lines, page, tree

COUNT = 120
OUTPUTS = {
    "a tree": ("out/",),
    "one file": ("out/all.jsonl",),
    "shards": ("out/all.jsonl", "--shard-size", "30"),
    "a tree of one big file": ("out/",),
    "one file of Markdown": ("out/all.md",),
    "Parquet shards": ("out/all.parquet", "--shard-size", "30"),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    big = folder / "big" / "pages.jsonl"
    big.parent.mkdir()
    big.write_bytes(lines(COUNT))
    many = fill(folder / "many", COUNT)
    return {name: folder / ("big" if "big" in name else "many") for name in OUTPUTS} | {"": many}


@pytest.fixture(scope="module")
def whole(pages: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """What each kind of run gives when nothing happens to it."""
    trees = {}
    for name, (output, *options) in OUTPUTS.items():
        folder = tmp_path_factory.mktemp("whole")
        done = cleannews(pages[name], "-o", f"{folder}/{output}", *options, "--jobs", "2")
        assert done.returncode == 0
        assert (folder / output).is_file() == name.startswith("one file")
        trees[name] = tree(folder / "out")
    return trees


@pytest.mark.parametrize(
    ("name", "how"),
    [*((name, signal.SIGKILL) for name in OUTPUTS), ("a tree", signal.SIGTERM), ("one file", signal.SIGINT)],
)
def test_a_run_that_is_ended_can_be_resumed(
    pages: dict[str, Path], whole: dict[str, dict[str, bytes]], tmp_path: Path, name: str, how: signal.Signals
) -> None:
    output, *options = OUTPUTS[name]
    again = [pages[name], "-o", f"{tmp_path}/{output}", *options, "--jobs", "2"]
    pick = random.Random(f"{name} {how.name}")
    run = subprocess.Popen(command(*again), stderr=subprocess.PIPE, start_new_session=True)
    time.sleep(pick.uniform(0.4, 1.5))
    os.killpg(run.pid, how)
    _, told = run.communicate(timeout=10)
    assert run.returncode in (0, -how, 128 + how), told
    for path, data in tree(tmp_path / "out").items():
        assert data == whole[name][path], "what is there is whole"
    done = cleannews(*again, "--resume")
    assert done.returncode == 0, done.stderr
    assert f"{COUNT} pages: {COUNT} ok".encode() in done.stderr
    assert tree(tmp_path / "out") == whole[name]
    assert leftovers(tmp_path) == []


def test_a_worker_that_is_killed_costs_nothing(
    pages: dict[str, Path], whole: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    run = subprocess.Popen(command(pages[""], "-o", f"{tmp_path}/out/", "--jobs", "2"), stderr=subprocess.PIPE)
    for _ in range(3):
        time.sleep(0.4)
        for worker in children(run.pid)[:1]:
            os.kill(worker, signal.SIGKILL)
    _, told = run.communicate(timeout=60)
    assert run.returncode == 0, told
    assert tree(tmp_path / "out") == whole["a tree"]


def test_a_supervisor_that_is_killed_leaves_no_orphan(pages: dict[str, Path], tmp_path: Path) -> None:
    run = subprocess.Popen(command(*[pages[""]] * 20, "-o", f"{tmp_path}/all.jsonl", "--jobs", "2"))
    workers: list[int] = []
    while len(workers) < 2:
        time.sleep(0.05)
        workers = children(run.pid)
    time.sleep(0.5)
    run.kill()
    run.wait()
    deadline = time.monotonic() + 10
    while any(map(alive, workers)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    """The workers of a run: its children but for Python's resource tracker."""
    found = map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    return [child for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_only_what_has_changed_is_done_again(tmp_path: Path) -> None:
    pages = fill(tmp_path / "in", 6)
    run = [pages, "-o", tmp_path / "out", "--resume"]
    cleannews(*run)
    (pages / "part-0" / "00002.txt").write_bytes((pages / "part-1" / "00005.txt").read_bytes())
    (pages / "part-0" / "extra.txt").write_bytes(b"Menu\n")
    (pages / "part-1" / "00001.txt").unlink()
    (tmp_path / "out" / "part-1" / "00003.txt.json").unlink()
    assert b"6 pages: 5 ok, 1 empty, 0 failed (3 of them before)" in cleannews(*run).stderr
    assert b"6 pages: 5 ok, 1 empty, 0 failed (6 of them before)" in cleannews(*run).stderr
    outputs = tree(tmp_path / "out")
    assert (
        outputs["part-0/00002.txt.json"].replace(b"part-0/00002", b"part-1/00005") == outputs["part-1/00005.txt.json"]
    )
    assert b"(" not in cleannews(*run, "--skip", "quotes").stderr, "other settings: all of it"


def test_one_stream_begins_again_if_an_input_has_changed(tmp_path: Path) -> None:
    pages = fill(tmp_path / "in", 6)
    run = [pages, "-o", tmp_path / "all.jsonl", "--resume"]
    cleannews(*run)
    assert b"(6 of them before)" in cleannews(*run).stderr
    (pages / "part-0" / "00002.txt").write_bytes(b"Menu\n")
    assert cleannews(*run).stderr.endswith(b"6 pages: 5 ok, 1 empty, 0 failed\n")
    fresh = cleannews(pages, "-o", tmp_path / "fresh.jsonl")
    assert fresh.returncode == 0
    assert (tmp_path / "all.jsonl").read_bytes() == (tmp_path / "fresh.jsonl").read_bytes()


@pytest.mark.parametrize("name", ["a tree", "one file"])
@pytest.mark.parametrize("room", [1000, 30_000])
def test_a_full_disk_ends_the_run_and_is_resumed(
    pages: dict[str, Path], whole: dict[str, dict[str, bytes]], tmp_path: Path, name: str, room: int
) -> None:
    output, *options = OUTPUTS[name]
    run = command(pages[name], "-o", f"{tmp_path}/{output}", *options, "--jobs", "2", "--resume")
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))  # noqa: E731
    done = subprocess.run(run, stderr=subprocess.PIPE, preexec_fn=limit, check=False)
    assert done.returncode == 74, done.stderr
    assert done.stderr.startswith(b"cleannews: cannot write: "), done.stderr
    for path, data in tree(tmp_path / "out").items():
        assert data == whole[name][path]
    assert subprocess.run(run, stderr=subprocess.PIPE, check=False).returncode == 0
    assert tree(tmp_path / "out") == whole[name]
    assert leftovers(tmp_path) == []


def test_a_full_disk_leaves_nothing_of_a_table(tmp_path: Path) -> None:
    """Its library writes a footer whatever has failed before."""
    noise = random.Random(1)
    rows = ({"text": page(n), "noise": noise.randbytes(20_000).hex()} for n in range(30))
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))  # noqa: E731
    run = command("--from", "jsonl", "-o", tmp_path / "all.parquet", "-j", "1")
    done = subprocess.run(run, input=data, stderr=subprocess.PIPE, preexec_fn=limit, check=False)
    assert (done.returncode, b"cannot write: " in done.stderr, leftovers(tmp_path)) == (74, True, [])


def test_two_runs_do_not_write_to_one_place(pages: dict[str, Path], tmp_path: Path) -> None:
    run = subprocess.Popen(command(pages[""], "-o", f"{tmp_path}/out/"), stderr=subprocess.PIPE)
    while not (tmp_path / "out" / ".cleannews-ledger").exists():
        time.sleep(0.01)
    time.sleep(0.05)
    run.send_signal(signal.SIGSTOP)  # it would be done before the second has begun
    second = cleannews(pages[""], "-o", f"{tmp_path}/out/")
    run.send_signal(signal.SIGCONT)
    assert run.wait() == 0
    assert (second.returncode, b"another run writes there" in second.stderr) == (74, True)


def test_two_runs_from_pipes_do_not_write_to_one_file(tmp_path: Path) -> None:
    args = command("--from", "jsonl", "-", "-o", tmp_path / "all.jsonl", "-j", "1")
    first = subprocess.Popen(args, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    end = time.monotonic() + 10
    while not (tmp_path / ".all.jsonl.cleannews-ledger").exists():
        assert time.monotonic() < end
        time.sleep(0.01)
    time.sleep(0.05)
    second = cleannews("--from", "jsonl", "-", "-o", tmp_path / "all.jsonl", stdin=lines(1))
    assert (second.returncode, b"another run writes there" in second.stderr) == (74, True)
    _, told = first.communicate(lines(2))
    assert (first.returncode, (tmp_path / "all.jsonl").read_bytes().count(b"\n")) == (0, 2), told
    assert cleannews("--from", "jsonl", "-", "-o", tmp_path / "all.jsonl", stdin=lines(1)).returncode == 0


def test_a_run_that_begins_again_says_so(tmp_path: Path) -> None:
    fill(tmp_path / "in", 2)
    run = [tmp_path / "in", "-o", tmp_path / "out"]
    cleannews(*run)
    found = [cleannews(*run, "--resume", *more).stderr for more in ((), ("--explain",))]
    assert [b"all is done again" in told for told in found] == [False, True]


GONE = {
    "one file that is gone": (["-o", "all.jsonl"], "all.jsonl", None),
    "one file of another run": (["-o", "all.jsonl"], "all.jsonl", ["in/part-0/00000.txt", "-o", "all.jsonl"]),
    "a shard that is gone": (["-o", "all.jsonl", "--shard-size", "2"], "all-00000.jsonl", None),
    "a tree whose pages are compared": (["-o", "out/", "--mark-duplicates"], "out/part-0/00000.txt.json", None),
}


@pytest.mark.parametrize("case", GONE)
def test_what_is_not_there_as_it_was_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    monkeypatch.chdir(tmp_path)
    options, path, other = GONE[case]
    fill(tmp_path / "in", 5)
    assert cleannews("in", *options).returncode == 0
    before = tree(tmp_path)
    assert b"(5 of them before)" in cleannews("in", *options, "--resume").stderr
    if other is None:
        Path(path).unlink()
    else:
        cleannews(*other)
    assert tree(tmp_path) != before
    done = cleannews("in", *options, "--resume")
    assert (done.returncode, b"all is done again" in done.stderr, tree(tmp_path)) == (0, True, before)


GROWN = [("all.jsonl",), ("all.jsonl", "--to", "markdown"), ("all.parquet",), ("feed.json", "--shape", "json-feed"),
         ("all.jsonl", "--shard-size", "3"), ("all.jsonl", "--shard-size", "2")]  # fmt: skip


@pytest.mark.parametrize("output", GROWN, ids=" ".join)
def test_a_run_that_was_finished_goes_on_with_what_came_later(tmp_path: Path, output: tuple[str, ...]) -> None:
    """Where the last file cannot be gone on with, all is done again: the bytes are those of a fresh run."""
    pages = fill(tmp_path / "in", 4)
    for count in (4, 5, 6):
        (pages / f"part-{count}.txt").write_text(page(count), "utf-8")
        for name in ("grown", f"fresh-{count}"):
            done = cleannews(pages, "-o", f"{tmp_path}/{name}/{output[0]}", *output[1:], "--resume")
            assert f"{count + 1} pages: {count + 1} ok".encode() in done.stderr
        assert tree(tmp_path / "grown") == tree(tmp_path / f"fresh-{count}")
    again = cleannews(pages, "-o", f"{tmp_path}/grown/{output[0]}", *output[1:], "--resume")
    assert (b"(7 of them before)" in again.stderr, leftovers(tmp_path)) == (True, [])
    assert tree(tmp_path / "grown") == tree(tmp_path / "fresh-6")


def test_failures_that_are_tried_again_are_no_run_that_begins_again(tmp_path: Path) -> None:
    fill(tmp_path / "in", 1)
    (tmp_path / "in" / "part-0" / "00000.txt").write_bytes(bytes(range(256)) * 9)
    told = [cleannews(tmp_path / "in", "-o", tmp_path / "out", "--resume").stderr for _ in range(2)]
    assert told[0] == told[1]


def test_a_run_that_cannot_be_resumed_leaves_nothing(tmp_path: Path) -> None:
    """Though it has a ledger, for its report."""
    args = command("--from", "jsonl", "-", "-o", tmp_path / "all.jsonl", "--report", tmp_path / "run.json", "-j", "1")
    run = subprocess.Popen(args, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdin is not None
    data = lines(COUNT)
    end = time.monotonic() + 60
    while not leftovers(tmp_path):
        assert time.monotonic() < end
        run.stdin.write(data)
        run.stdin.flush()
    time.sleep(1.5)  # longer than a run that can be resumed waits to make its output safe
    run.stdin.write(data)
    run.stdin.flush()
    time.sleep(0.5)
    run.terminate()
    run.communicate(timeout=10)
    assert (run.returncode, leftovers(tmp_path), tree(tmp_path)) == (143, [], {})
