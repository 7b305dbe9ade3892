"""What a file system, a clock, an environment or another user can do while a run lasts: the same bytes, or a clear end.

Calls that fail are in `test_syscalls.py`, kills in `test_kills.py`, pages that kill in `test_poisons.py`.
"""

from __future__ import annotations

import bz2
import json
import lzma
import os
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from making import cleannews, command, fill, leftovers, lines, page, tree

from cleannews.batch.inputs import Input, expand
from cleannews.batch.ledger import Ledger
from cleannews.batch.outputs import Tree
from cleannews.batch.plan import Collision, plan
from cleannews.batch.units import Unit

SLOW = f"{Path(__file__).parent}/slow.py:SLOW"


def told(done: subprocess.CompletedProcess[bytes]) -> str:
    return done.stderr.decode()


@pytest.mark.parametrize("moment", ["before", "during"])
def test_a_link_planted_while_the_run_lasts_leads_nowhere(tmp_path: Path, moment: str) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    (elsewhere / "b").mkdir(parents=True)
    units = [Unit(Input(name, name, place=n, output=f"{out}/a/b/{name}"), 0) for n, name in enumerate("xy")]
    output = Tree(str(out))
    if moment == "during":
        output.write(units[0], b"x")
        output.end(units[0])
        output.safe()
        (out / "a").rename(tmp_path / "before")
    (out).mkdir(exist_ok=True)
    (out / "a").symlink_to(elsewhere)
    if moment == "during":  # the directory is held open: what is written goes to where it is now
        output.write(units[1], b"y")
        output.end(units[1])
        output.safe()
        assert tree(tmp_path / "before") == {"b/x": b"x", "b/y": b"y"}
    else:
        with pytest.raises(OSError, match="a link in the output directory, which is not followed"):
            output.write(units[0], b"x")
    assert tree(elsewhere) == {}


def test_a_link_in_the_place_of_a_failed_page_removes_nothing_elsewhere(tmp_path: Path) -> None:
    """What an earlier run wrote for a page that now fails is removed, but not through a link."""
    folder = fill(tmp_path / "in", 2)
    (folder / "part-0" / "00000.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "00000.txt.json").write_text("not ours")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "part-0").symlink_to(tmp_path / "elsewhere")
    cleannews(folder, "-o", tmp_path / "out")
    assert tree(tmp_path / "elsewhere") == {"00000.txt.json": b"not ours"}


def test_a_link_in_the_place_of_the_ledger_is_refused(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 2)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".cleannews-ledger").symlink_to(tmp_path / "elsewhere")
    done = cleannews(folder, "-o", tmp_path / "out")
    assert (done.returncode, "a link is in the place of the run's ledger" in told(done)) == (74, True)
    assert not (tmp_path / "elsewhere").exists()


def test_devices_and_pipes_are_not_replaced(tmp_path: Path) -> None:
    """As `-o /dev/null` would be, by root."""
    folder = fill(tmp_path / "in", 2)
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "out.jsonl").symlink_to("/proc/self/fd/1")
    for path in ("pipe.jsonl", "out.jsonl"):
        for options in (["-o", tmp_path / path], ["--report", tmp_path / path]):
            done = cleannews(folder, *options)
            assert (done.returncode, "no regular file" in told(done)) == (74, True)
    assert (tmp_path / "pipe.jsonl").is_fifo()
    assert (tmp_path / "out.jsonl").is_symlink()
    assert leftovers(tmp_path) == []
    found = [cleannews(folder, *options).stdout for options in ([], ["-o", "-"], ["-o", "/dev/stdout"])]
    assert found[0].count(b"\n") == 2
    assert found[0] == found[1] == found[2]


def test_clocks_may_say_what_they_like(tmp_path: Path) -> None:
    """Times of files before 1970, after 2262 (which 64 bits of nanoseconds do not hold), and going backwards."""
    folder = fill(tmp_path / "in", 4)
    for path, seconds in zip(sorted(folder.rglob("*.txt")), (-86400, 0, 1 << 33, 4_000_000_000), strict=True):
        os.utime(path, (seconds, seconds))
    run = [folder, "-o", tmp_path / "out", "--resume"]
    assert cleannews(*run).returncode == 0
    assert "(4 of them before)" in told(cleannews(*run))
    os.utime(folder / "part-0" / "00000.txt", (-2 * 86400, -2 * 86400))
    assert "(3 of them before)" in told(cleannews(*run)), "another time is another file"


def test_only_clocks_that_cannot_jump_are_looked_at() -> None:
    package = Path(__file__).parents[2] / "cleannews"
    wall = ("time.time(", "datetime.now(", "utcnow(", "date.today(", "localtime(")
    assert [(p.name, w) for p in package.rglob("*.py") for w in wall if w in p.read_text("utf-8")] == []


def test_files_that_vanish_or_change_while_they_are_read(tmp_path: Path) -> None:
    """The slow page holds the run up; by then the files after it are listed, but not read."""
    folder = fill(tmp_path / "in", 80)
    later = sorted(folder.rglob("*.txt"))[-3:]
    big = folder / "z.jsonl"
    big.write_bytes(lines(20))
    run = [folder, "-o", tmp_path / "out", "--stage", SLOW, "--jobs", "1", "--report", tmp_path / "run.json"]
    slow = folder / "part-0" / "00000.txt"
    slow.write_text(page(5))
    process = subprocess.Popen(command(*run), stderr=subprocess.PIPE)
    while not (tmp_path / "out" / ".cleannews-ledger").exists():
        time.sleep(0.01)
    later[0].unlink()
    later[1].write_text(page(700))
    later[2].write_bytes(b"")
    big.write_bytes(lines(20)[:9000])
    told = process.communicate(timeout=120)[1].decode()
    report = json.loads((tmp_path / "run.json").read_text())
    assert sum(report["counts"].values()) == report["pages"] == len(report["inputs"])
    assert process.returncode == 1, told
    assert "Traceback" not in told
    for path, data in tree(tmp_path / "out").items():
        assert [json.loads(line)["schema"] for line in data.splitlines()], path
    cleannews(*run, "--resume")
    cleannews(folder, "-o", tmp_path / "fresh", "--stage", SLOW)
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh"), "a later run sees what has changed"


def test_the_same_bytes_in_every_environment(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 3)
    names = [b"caf\xc3\xa9.txt", b"not utf-8 \xff.txt", "\u732b".encode() * 83 + b".txt", b"\xff" * 251 + b".txt"]
    for number, name in enumerate(names):
        (folder / os.fsdecode(name)).write_text(page(100 + number), "utf-8")
    found = []
    for number, environment in enumerate((
        {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
        {"LC_ALL": "C", "PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "2", "TZ": "Asia/Kolkata"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "3", "COLUMNS": "7"},
    )):  # fmt: skip
        out = tmp_path / str(number)
        done = cleannews(folder, "-o", f"{out}/tree/", **environment)
        assert done.returncode == 0, done.stderr
        stream = cleannews(folder, **environment)
        found.append((stream.stdout, {os.fsencode(name): data for name, data in tree(out / "tree").items()}))
    assert [bytes_ == found[0] for bytes_ in found] == [True] * len(found)
    assert len(found[0][1]) == 3 + len(names)


def test_names_that_meet_meet_in_every_locale() -> None:
    script = (
        "from cleannews.batch.plan import plan; from cleannews.batch.inputs import Input; import os\n"
        "names = [os.fsdecode(name) for name in (b'\\xc3\\xa9.txt', b'e\\xcc\\x81.txt')]\n"
        "plan([Input(name, name) for name in names], 'out', lambda item: '.json')"
    )
    for mode in ("0", "1"):
        environment = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": mode}
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, env=environment, check=False)
        assert Collision.__name__.encode() in done.stderr


def test_directories_nested_deeper_than_calls_can_be(tmp_path: Path) -> None:
    deep, depth = tmp_path / "in", sys.getrecursionlimit() + 200
    deep.mkdir()
    here = os.getcwd()
    try:
        os.chdir(deep)
        for _ in range(depth):
            os.mkdir("d")
            os.chdir("d")
        Path("page.txt").write_text("x", "utf-8")
    finally:
        os.chdir(here)
    (item,) = plan(
        [item._replace(place=0) for item in expand([str(deep)])], str(tmp_path / "out"), lambda item: ".json"
    )
    assert item.name.count("d/") == depth
    output = Tree(str(tmp_path / "out"))
    output.write(Unit(item, 0), b"there")
    output.end(Unit(item, 0))
    output.safe()
    assert Path(item.output).read_bytes() == b"there"
    subprocess.run(["rm", "-r", deep, tmp_path / "out"], check=True)  # which pytest could not


def test_a_run_that_begins_again_forgets_what_was_half_done(tmp_path: Path) -> None:
    """An input of several pages was half done, and then another input changed: all of it counts again."""
    items = [Input("a", "a", size=1, changed=1), Input("b", "b", size=1, changed=1, place=1)]
    ledger = Ledger(str(tmp_path / "ledger"))
    ledger.begin("", items)
    from cleannews.batch.worker import Result

    ledger.add(Unit(items[0], 0, last=False), Result("ok", "x"))
    ledger.commit({})
    ledger.close()
    ledger = Ledger(str(tmp_path / "ledger"))
    left = ledger.resume("other settings", items, in_order=True)
    assert (left.inputs, left.done) == (items, {})
    ledger.close()
    ledger = Ledger(str(tmp_path / "ledger"))
    ledger.begin("", items)
    ledger.add(Unit(items[1], 0), Result("ok", "y"))
    ledger.add(Unit(items[0], 0, last=False), Result("ok", "x"))
    ledger.commit({})
    ledger.resume("", [items[0], items[1]._replace(size=2)], in_order=True)
    ledger.add(Unit(items[0], 0), Result("ok", "x"))
    ledger.commit({})
    assert [(row.input, row.page) for row in ledger.rows()] == [("a", 0)]


DENSE = {".xz": lzma.compress, ".bz2": bz2.compress, ".zst": zstandard.compress}


@pytest.mark.parametrize("suffix", DENSE)
def test_what_unpacks_to_more_than_text_can_is_given_up(tmp_path: Path, suffix: str) -> None:
    """A line without an end is read over, but not for hours: a megabyte can stand for a terabyte."""
    path = tmp_path / f"pages.jsonl{suffix}"
    path.write_bytes(DENSE[suffix](lines(1) + bytes(1 << 26)) * 1000)
    start = time.monotonic()
    done = cleannews(path, "--max-bytes", str(1 << 20))
    assert time.monotonic() - start < 60
    assert (done.returncode, done.stdout.count(b"\n")) == (1, 1)
    assert "unpacks to more than 2,000 times its size" in told(done)


def test_a_parquet_file_that_repeats_one_long_text_is_not_unpacked(tmp_path: Path) -> None:
    """Two kilobytes that stand for 64 texts of 24 MB each."""
    texts = pa.array(["x" * (24 << 20)] * 64).dictionary_encode()
    path = tmp_path / "bomb.parquet"
    table = pa.table({"text": texts, "n": list(range(64)), "tags": [["a", "b"]] * 64})
    pq.write_table(table, path, dictionary_pagesize_limit=1 << 30, compression="zstd", store_schema=False)
    assert path.stat().st_size < 4000
    run = f"ulimit -v 1200000; exec {' '.join(command(path, '--max-bytes', '1000000', '--jobs', '1'))}"
    done = subprocess.run(["bash", "-c", run], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "64 pages: 0 ok, 0 empty, 64 failed" in told(done)


def test_a_small_disk_and_a_read_only_one(tmp_path: Path) -> None:
    folder, disk = fill(tmp_path / "in", 120), tmp_path / "disk"
    disk.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=160k", "none", disk], check=False).returncode
    ):
        pytest.skip("a small file system can only be mounted by root, where mounting is allowed")
    try:
        whole = tmp_path / "whole"
        cleannews(folder, "-o", whole)
        run = [folder, "-o", disk / "out", "--resume"]
        done = cleannews(*run)
        assert (done.returncode, "cannot write: " in told(done)) == (74, True)
        assert all(data == tree(whole)[name] for name, data in tree(disk / "out").items())
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        done = cleannews(*run)
        assert (done.returncode, "cannot write: " in told(done), "Traceback" in told(done)) == (74, True, False)
        subprocess.run(["mount", "-o", "remount,rw,size=64m", disk], check=True)
        assert cleannews(*run).returncode == 0
        assert tree(disk / "out") == tree(whole)
        assert leftovers(disk) == []
    finally:
        subprocess.run(["umount", disk], check=True)
