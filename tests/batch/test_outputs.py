"""What a run writes, and where: the same bytes for any number of jobs, nothing in the place of anything else."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from making import article, cleannews, command, fill, leftovers, lines, tree
from markdown_it import MarkdownIt


@pytest.mark.parametrize("output", ["-", "out/", "all.jsonl", "all.md"])
def test_the_bytes_are_the_same_for_any_number_of_jobs(tmp_path: Path, output: str) -> None:
    folder = fill(tmp_path / "in", 14)
    (folder / "pages.jsonl").write_bytes(lines(10) + b"no JSON\n" + lines(3))
    found = []
    for jobs in ("1", "3"):
        where = tmp_path / jobs
        where.mkdir()
        to = () if output == "-" else ("-o", f"{where}/{output}")
        done = cleannews(folder, *to, "--jobs", jobs, PYTHONHASHSEED=jobs)
        assert done.returncode == 1
        assert output in ("-", "out/") or (where / output).is_file(), "one file, though the input is a directory"
        found.append((done.stdout, done.stderr, tree(where)))
    assert found[0] == found[1]
    assert b"28 pages: 27 ok, 0 empty, 1 failed" in found[0][1]


def test_one_process_answers_before_the_input_ends() -> None:
    with subprocess.Popen(
        command("--from", "jsonl", "-j", "1"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        run.stdin.write(lines(2))
        run.stdin.flush()
        assert json.loads(run.stdout.readline())["id"] == "p0"


def test_shards_of_a_longer_run_do_not_stay(tmp_path: Path) -> None:
    for count, shards in ((25, 3), (5, 1), (10, 1), (0, 1)):
        (tmp_path / "in.jsonl").write_bytes(lines(count))
        cleannews(tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--shard-size", "10")
        found = sorted(tmp_path.glob("out-*.jsonl"))
        assert [path.name for path in found] == [f"out-{n:05}.jsonl" for n in range(shards)]
        assert sum(path.read_bytes().count(b"\n") for path in found) == count


def test_what_a_run_wrote_is_no_input_of_the_next(tmp_path: Path) -> None:
    fill(tmp_path, 4)
    for args, code in ((["-o", tmp_path / "all.jsonl"], 0), (["-o", tmp_path / "s.jsonl", "--shard-size", "2"], 2)):
        assert [cleannews(tmp_path, "--glob", "*", *args).returncode for _ in range(2)] == [0, code]
        if code == 0:
            assert (tmp_path / "all.jsonl").read_bytes().count(b"\n") == 4
            (tmp_path / "all.jsonl").unlink()


def test_an_article_goes_with_its_page(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 2)
    cleannews(folder, "-o", tmp_path / "out")
    (folder / "part-0" / "00000.txt").write_bytes(bytes(range(256)) * 9)
    assert cleannews(folder, "-o", tmp_path / "out").returncode == 1
    assert list(tree(tmp_path / "out")) == ["part-1/00001.txt.json"]


def test_a_page_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    done = cleannews(tmp_path / "missing.txt", "-o", tmp_path / "page.json")
    assert (done.returncode, tree(tmp_path)) == (1, {})
    (tmp_path / "page.json").write_text("before")
    cleannews(tmp_path / "missing.txt", "-o", tmp_path / "page.json")
    assert tree(tmp_path) == {"page.json": b"before"}


WRITES = {
    "one file": ["-o", "all.jsonl"],
    "shards": ["-o", "all.jsonl", "--shard-size", "2"],
    "Parquet": ["-o", "all.parquet"],
    "a feed": ["-o", "feed.json", "--shape", "json-feed"],
}


@pytest.mark.parametrize("case", WRITES)
def test_an_input_that_is_mistyped_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pages.jsonl").write_bytes(lines(5))
    for wrong in (["typo.jsonl"], ["typo.jsonl", "--resume"], ["pages.jsonl", "--text-field", "typo"]):
        assert cleannews("pages.jsonl", *WRITES[case]).returncode == 0
        before = tree(tmp_path)
        done = cleannews(*wrong, *WRITES[case])
        assert (done.returncode, tree(tmp_path), leftovers(tmp_path)) == (1, before, [])
        assert f"nothing could be read: {WRITES[case][1]} is not written".encode() in done.stderr


def test_a_report_has_every_page(tmp_path: Path) -> None:
    data = lines(3) + b'{"id": "none", "text": "Menu"}\n[]\n'
    done = cleannews("--from", "jsonl", "--report", tmp_path / "run.json", "--errors", tmp_path / "e", stdin=data)
    report = json.loads((tmp_path / "run.json").read_text())
    assert done.stderr.splitlines()[-1] == b"cleannews: 5 pages: 3 ok, 1 empty, 1 failed"
    assert (report["pages"], report["counts"]) == (5, {"ok": 3, "empty": 1, "failed": 1})
    assert [page["outcome"] for page in report["inputs"]] == ["ok", "ok", "ok", "empty", "failed"]
    assert all(page["seconds"] > 0 for page in report["inputs"][:4])
    assert json.loads((tmp_path / "e").read_text())["reason"] == "line 5: no JSON object"


def test_an_output_that_cannot_be_made_is_74(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 2)
    (tmp_path / "file").write_text("x")
    for output in ("/proc/nowhere/", f"{tmp_path}/file/out/", "/proc/all.jsonl"):
        done = cleannews(folder, "-o", output)
        assert (done.returncode, done.stdout) == (74, b""), done.stderr
        assert done.stderr.startswith(b"cleannews: cannot write: ")
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command(folder), stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (74, b"cleannews: cannot write: No space left on device\n")


def test_a_closed_pipe_ends_workers_quietly(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 60)
    shell = f"{' '.join(command(folder, '--jobs', '2'))} | head -1 | wc -l; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, check=False)
    assert (done.stdout.split(), done.stderr) == ([b"1", b"0"], b"")


def everything(terminal: int) -> Iterator[bytes]:
    with suppress(OSError):  # as Linux says that the other end of a terminal is closed
        while data := os.read(terminal, 1 << 16):
            yield data


def test_progress_is_live_only_on_a_terminal(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 30)
    (folder / "gone\x1b[2J.txt").symlink_to("nowhere")
    ours, theirs = pty.openpty()
    run = subprocess.Popen(command(folder, "-o", tmp_path / "out"), stderr=theirs)
    os.close(theirs)
    shown = b"".join(everything(ours))
    assert run.wait() == 1
    assert b"pages/s" in shown
    assert b"31 pages: 30 ok" in shown
    assert b"\x1b[2J" not in shown
    assert b"\x1b" not in cleannews(folder, "-o", tmp_path / "out").stderr


def test_a_single_page_loads_nothing_that_batches_need(tmp_path: Path) -> None:
    page = fill(tmp_path / "in", 1) / "part-0" / "00000.txt"
    heavy = "multiprocessing", "rich", "sqlite3", "gzip", "numpy", "pyarrow"
    script = (
        f"import sys; sys.argv = ['cleannews', {str(page)!r}]\n"
        "from cleannews.cli import main\n"
        "try: main()\n"
        f"except SystemExit: print([m for m in {heavy} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stderr == b"[]\n"


WRONG = [
    ["--resume"],
    ["--resume", "-o", "out.jsonl", "-"],
    ["--shard-size", "5"],
    ["--shard-size", "5", "-o", "folder/", "page.jsonl"],
    ["-o", "all.jsonl.gz", "page.jsonl"],
    ["--to", "jsonl", "-o", "all.xz", "page.jsonl"],
    ["-o", "all.csv", "page.jsonl"],
    ["--report", "-", "page.jsonl"],
    ["--errors", "-", "page.jsonl"],
    ["--to", "parquet"],
    ["--two-pass", "-"],
    ["--mark-duplicates", "--to", "markdown"],
    ["--jobs", "0"],
    *(["--timeout", seconds] for seconds in ("0", "nan", "inf", "1e300", "3000000")),
]


@pytest.mark.parametrize("args", WRONG, ids=" ".join)
def test_what_cannot_work_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.jsonl").write_bytes(lines(1))
    done = cleannews(*args)
    assert (done.returncode, done.stdout, list(tree(tmp_path))) == (2, b"", ["page.jsonl"])


def test_a_directory_may_have_any_name(tmp_path: Path) -> None:
    fill(tmp_path / "in", 1)
    assert cleannews(tmp_path / "in", "-o", tmp_path / "out.gz").returncode == 2
    assert cleannews(tmp_path / "in", "-o", tmp_path / "out.v2").returncode == 0
    assert list(tree(tmp_path / "out.v2")) == ["part-0/00000.txt.json"]


def test_several_records_are_not_put_into_a_file_as_json(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 2)
    (folder / "two.jsonl").write_bytes(lines(2))
    for source in ([folder], [folder / "two.jsonl"], sorted(folder.rglob("*.txt"))):
        done = cleannews(*source, "-o", tmp_path / "all.json")
        assert (done.returncode, b"-o FILE.jsonl" in done.stderr, leftovers(tmp_path)) == (2, True, [])
        assert not (tmp_path / "all.json").exists()
        assert cleannews(*source, "-o", tmp_path / "feed.json", "--shape", "json-feed").returncode == 0
        assert len(json.loads((tmp_path / "feed.json").read_bytes())["items"]) >= 2, "a feed holds them all"
    assert cleannews(folder / "two.jsonl", "--to", "jsonl", "-o", tmp_path / "as-asked.json").returncode == 0


def test_several_articles_in_markdown_are_read_as_they_are_alone(tmp_path: Path) -> None:
    (tmp_path / "pages.jsonl").write_bytes(lines(40))
    alone = cleannews(fill(tmp_path / "in", 1), "--to", "markdown").stdout
    assert alone.startswith(b"---\ntitle: ")
    done = [cleannews(tmp_path / "pages.jsonl", "--to", "markdown", "--jobs", jobs).stdout for jobs in ("1", "2")]
    cleannews(tmp_path / "pages.jsonl", "-o", tmp_path / "all.md")
    cleannews(tmp_path / "pages.jsonl", "--to", "markdown", "-o", f"{tmp_path}/tree/")
    assert {*done, (tmp_path / "all.md").read_bytes(), *tree(tmp_path / "tree").values()} == {done[0]}
    body = done[0].decode().split("\n---\n", 1)[1]
    tokens = MarkdownIt().parse(body)
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert headings == [article(number)[0] for number in range(40)]
    assert [token.type for token in tokens if token.type in ("hr", "fence")] == ["fence"] * 39
