"""Which files are read, by every way to name them; nothing is left out in silence, nothing written over an input."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import cleannews, command, fill, lines, page, records, told, tree

from cleannews.batch.inputs import Input, expand
from cleannews.batch.plan import Collision, plan
from cleannews.batch.units import units
from cleannews.formats import Reading


def test_lists_of_files(tmp_path: Path) -> None:
    pages = fill(tmp_path / "in", 4)
    paths = sorted(pages.rglob("*.txt"))
    odd = pages / "part-0" / "a\nb\udcff.txt"
    odd.write_text(page(9))
    listed = b"\0".join(map(os.fsencode, [*paths, odd]))
    done = cleannews("--files-from", "-", "-0", "-o", tmp_path / "out", stdin=listed)
    assert done.returncode == 0, done.stderr
    assert len(tree(tmp_path / "out")) == 5
    (tmp_path / "list").write_text("".join(f"{path}\n" for path in paths))
    done = cleannews("--files-from", tmp_path / "list")
    assert [r["source"]["path"] for r in records(done)] == list(map(str, paths))  # type: ignore[index]
    assert cleannews("--files-from", tmp_path / "missing").returncode == 2


def test_only_files_that_match_are_taken(tmp_path: Path) -> None:
    pages = fill(tmp_path / "in", 4)
    (pages / "photo.jpg").write_bytes(bytes(100))
    done = cleannews(pages, "--glob", "*.txt")
    assert (done.returncode, len(records(done))) == (0, 4)
    done = cleannews(pages, "--glob", "*.text")
    assert (done.returncode, "no file in it that matches *.text" in told(done)[0]) == (1, True)


def test_what_is_in_a_directory_and_cannot_be_read_is_told(tmp_path: Path) -> None:
    pages = fill(tmp_path / "in", 2)
    os.mkfifo(pages / "pipe")
    (pages / "gone").symlink_to("nowhere")
    (pages / "loop").symlink_to(".")
    server = socket.socket(socket.AF_UNIX)
    here = os.open(pages, os.O_RDONLY)
    server.bind(f"/proc/self/fd/{here}/socket")
    report = tmp_path / "run.json"
    done = cleannews(pages, "-o", tmp_path / "out", "--report", report, "--errors", tmp_path / "errors.jsonl")
    server.close()
    assert done.returncode == 1
    assert told(done)[-1] == "cleannews: 6 pages: 2 ok, 0 empty, 3 skipped, 1 failed"
    found = json.loads(report.read_text())
    assert found["counts"] == {"ok": 2, "skipped": 3, "failed": 1}
    assert len(found["inputs"]) == found["pages"] == 6
    (error,) = map(json.loads, (tmp_path / "errors.jsonl").read_text().splitlines())
    assert (error["input"], error["reason"]) == (str(pages / "gone"), "No such file or directory")


def test_an_address_is_not_fetched_and_that_is_said() -> None:
    done = cleannews("https://news.example/ferries?page=1")
    assert (done.returncode, told(done)) == (
        1, ["cleannews: https://news.example/ferries?page=1: an address, and nothing is fetched: save the page first"]
    )  # fmt: skip


def test_process_substitution_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(page(1))
    shell = " ".join(command(f"<(cat {tmp_path}/page.txt)", f"<(cat {tmp_path}/page.txt)"))
    done = subprocess.run(["bash", "-c", shell], capture_output=True, check=True)
    assert len(records(done)) == 2


def test_an_empty_file_of_records_is_empty(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_bytes(b"\n")
    assert cleannews(tmp_path / "none.jsonl").returncode == 3


NAMES = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=80).filter(
        lambda name: name not in (".", "..")
    ),
    min_size=1,
    max_size=4,
)


@given(st.lists(NAMES, unique_by=tuple, max_size=8))
def test_no_two_inputs_are_written_to_one_file(names: list[list[str]]) -> None:
    inputs = [Input("/in/" + "/".join(parts), "/".join(parts)) for parts in names]
    try:
        planned = plan(inputs, "out", lambda item: ".json")
    except Collision:
        return
    outputs = [item.output for item in planned]
    assert len({output.casefold() for output in outputs}) == len(outputs)
    assert all(os.path.normpath(output).startswith("out/") for output in outputs)
    assert all(len(os.fsencode(part)) <= 255 for output in outputs for part in output.split("/")[-1:])


@pytest.mark.parametrize(("one", "other"), [("a.txt", "A.txt"), ("\u00e9.txt", "e\u0301.txt")])
def test_names_that_some_file_systems_take_for_one_are_refused(one: str, other: str) -> None:
    with pytest.raises(Collision, match=f"^{one} and {other} would both be written to out/"):
        plan([Input(one, one), Input(other, other)], "out", lambda item: ".json")


def test_an_input_that_is_named_twice_is_said(tmp_path: Path) -> None:
    page = next(fill(tmp_path / "in", 1).rglob("*.txt"))
    done = cleannews(page, page, "-o", f"{tmp_path}/out/")
    assert done.returncode == 2
    message = f"{page} is named twice, and would be written to {tmp_path}/out/{page.name}.json twice"
    assert message in done.stderr.decode()


def test_inputs_are_never_written_to(tmp_path: Path) -> None:
    source = tmp_path / "pages.jsonl"
    source.write_bytes(lines(2))
    (tmp_path / "link.jsonl").symlink_to(source)
    for output in (source, tmp_path / "link.jsonl", tmp_path / "." / "pages.jsonl"):
        assert cleannews(source, "-o", output).returncode == 2
    assert cleannews(source, "--report", source, "-o", tmp_path / "new").returncode == 2
    folder = fill(tmp_path / "in", 2)
    assert cleannews(folder, "-o", folder).returncode == 2
    (tmp_path / "a.txt").write_text(page(1))
    (tmp_path / "a.txt.json").write_text(page(2))
    assert cleannews(tmp_path / "a.txt", tmp_path / "a.txt.json", "-o", f"{tmp_path}/").returncode == 2
    assert source.read_bytes() == lines(2)


CLASHES = {
    "in -o out/ --report in/part-0/00000.txt": "in/part-0/00000.txt",
    "in -o out/ --report out/part-0/00000.txt.json": "out/part-0/00000.txt.json",
    "in -o out/ --report out/run.json --errors ./out/run.json": "./out/run.json",
    "in -o out.jsonl --report out.jsonl": "out.jsonl",
    "in --report run.json --errors run.json": "run.json",
    "learn in -o in/part-1/00001.txt": "in/part-1/00001.txt",
    "report in/part-0/00000.txt -o in/part-0/00000.txt": "in/part-0/00000.txt",
    "train pairs.jsonl -o pairs.jsonl": "pairs.jsonl",
}


@pytest.mark.parametrize("args", CLASHES)
def test_no_file_is_read_and_written_or_written_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: str
) -> None:
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "in", 2)
    Path("pairs.jsonl").write_text('{"raw": "x", "clean": "x"}\n' * 9)
    before = tree(tmp_path)
    done = cleannews(*args.split())
    assert (done.returncode, done.stdout, tree(tmp_path)) == (2, b"", before)
    assert f"Error: {CLASHES[args]} " in told(done)[-1]


def test_a_list_that_names_standard_input_can_be_read_only_once(tmp_path: Path) -> None:
    (tmp_path / "list").write_text("-\n")
    run = ["--files-from", tmp_path / "list"]
    assert cleannews(*run, stdin=page(1).encode()).returncode == 0
    done = cleannews(*run, "--two-pass", stdin=page(1).encode())
    assert (done.returncode, done.stdout, "which standard input cannot be" in told(done)[-1]) == (2, b"", True)


def test_nothing_is_written_outside_the_output_directory(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 2)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "part-0").symlink_to("../elsewhere")
    done = cleannews(folder, "-o", tmp_path / "out")
    assert (done.returncode, list((tmp_path / "elsewhere").iterdir())) == (74, [])
    assert "a link in the output directory, which is not followed" in told(done)[-1]


def test_units_know_which_page_is_the_last_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(3))
    (tmp_path / "b.txt").write_text("x")
    found = list(units(expand([str(tmp_path)]), Reading()))
    assert [(unit.number, unit.last) for unit in found] == [(0, False), (1, False), (2, True), (0, True)]
    assert sum(unit.size for unit in found) == sum(path.stat().st_size for path in tmp_path.iterdir())


def test_a_file_of_several_pages_gives_json_lines(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(page(1), "utf-8")
    (tmp_path / "in" / "b.jsonl").write_bytes(lines(2))
    assert cleannews(tmp_path / "in", "-o", tmp_path / "out").returncode == 0
    found = tree(tmp_path / "out")
    assert found.keys() == {"a.txt.json", "b.jsonl.jsonl"}, "what is called JSON is JSON"
    assert [json.loads(line)["id"] for line in found["b.jsonl.jsonl"].splitlines()] == ["p0", "p1"]
    assert json.loads(found["a.txt.json"])["paragraphs"]
