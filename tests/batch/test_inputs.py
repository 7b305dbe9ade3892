"""What is read: every kind of file, every way to name them, and nothing left out in silence."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import socket
import subprocess
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from making import cleannews, command, fill, lines, page, tree

from cleannews.batch.inputs import Input, expand
from cleannews.batch.plan import Collision, plan
from cleannews.batch.units import units
from cleannews.formats import JSON_LINES, Reading, reader

PACKERS = {".gz": gzip.compress, ".xz": lzma.compress, ".bz2": bz2.compress, ".zst": zstandard.compress}


def told(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return done.stderr.decode().splitlines()


def records(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("suffix", PACKERS)
def test_packed_files_are_what_they_pack(tmp_path: Path, suffix: str) -> None:
    pack = PACKERS[suffix]
    text, many = tmp_path / f"page.txt{suffix}", tmp_path / f"pages.jsonl{suffix}"
    text.write_bytes(pack(page(1).encode()))
    many.write_bytes(pack(lines(2)) + pack(lines(3)))  # archives are often parts put one after the other
    done = cleannews(text, many)
    assert done.returncode == 0
    assert [r["id"] for r in records(done)][1:] == ["p0", "p1", "p0", "p1", "p2"]
    assert records(cleannews("-", stdin=text.read_bytes()))[0]["id"] == records(done)[0]["id"]


@pytest.mark.parametrize("suffix", PACKERS)
def test_what_is_packed_is_known_in_a_pipe_that_begins_with_a_byte(suffix: str) -> None:
    run = subprocess.Popen(command("--from", "jsonl", "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert run.stdin is not None
    for byte in (packed := PACKERS[suffix](lines(2)))[:3]:
        run.stdin.write(bytes([byte]))
        run.stdin.flush()
        time.sleep(0.4)
    out, _ = run.communicate(packed[3:], timeout=60)
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["p0", "p1"]


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_packed_file_that_was_cut_says_so(tmp_path: Path, suffix: str) -> None:
    packed = PACKERS[suffix](b"".join(os.urandom(40).hex().encode() + b"\n" for _ in range(20_000)))
    path = tmp_path / f"page.txt{suffix}"
    path.write_bytes(packed[: len(packed) // 2])
    done = cleannews(path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert "end" in told(done)[0]


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_bomb_is_not_unpacked(tmp_path: Path, suffix: str) -> None:
    pack = PACKERS[suffix]
    path = tmp_path / f"page.txt{suffix}"
    path.write_bytes(pack(bytes(1 << 24)) * 24)
    run = f"ulimit -v 600000; exec {' '.join(command(path, '--max-bytes', str(1 << 24)))}"
    done = subprocess.run(["bash", "-c", run], capture_output=True, check=False)
    assert done.returncode == 1
    assert told(done) == [f"cleannews: {path}: more than 16,777,216 bytes for one page (--max-bytes)"]


def test_a_line_that_is_too_long_costs_only_itself() -> None:
    data = lines(1) + b'{"text": "' + b"x" * 5000 + b'"}\n' + lines(2)
    done = cleannews("--from", "jsonl", "--max-bytes", "4000", stdin=data)
    assert [r["id"] for r in records(done)] == ["p0", "p0", "p1"]
    assert told(done)[0].startswith("cleannews: standard input: line 2: more than 4,000 bytes")


def test_fields_are_named_by_the_user() -> None:
    row = {"body": page(3), "url": "https://example.com/3", "n": 3, "day": "x"}
    done = cleannews("--from", "jsonl", "--text-field", "body", "--id-field", "n", stdin=json.dumps(row).encode())
    (record,) = records(done)
    assert (record["id"], record["extra"]) == ("3", {"url": "https://example.com/3", "day": "x"})


def test_articles_in_one_file_are_split(tmp_path: Path) -> None:
    path = tmp_path / "pages.txt"
    path.write_text("".join(f"=== {n}\n{page(n)}" for n in range(5)))
    for begins in ("^=== ", r"^\p{Sm}+ "):
        done = cleannews(path, "--split", begins)
        assert [r["source"]["record"] for r in records(done)] == [0, 1, 2, 3, 4]  # type: ignore[index]
    assert cleannews(path, "--split", "(").returncode == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_articles_are_split_in_every_encoding(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "pages.txt"
    text = "".join(f"Länge {n}\n{page(n)}Der Hafen öffnet größere Becken für Fähren.\n" for n in range(20))
    path.write_bytes(text.replace("\n", end).encode(encoding))
    with path.open("rb") as file:
        pages = [*reader(str(path), Reading(split="^Länge")).read(file, None, Reading(split="^Länge"))]
    assert [found.text.strip().split()[1] for found in pages] == [str(n) for n in range(20)]
    assert "öffnet größere" in pages[-1].text


def test_a_line_to_split_at_may_be_all_that_is_no_ascii(tmp_path: Path) -> None:
    path = tmp_path / "pages.txt"
    path.write_bytes("".join(f"=== Länge {n}\n{page(n)}" for n in range(3)).encode("cp1252"))
    assert [r["source"]["record"] for r in records(cleannews(path, "--split", "Länge"))] == [*range(3)]  # type: ignore[index]


PAGES = lines(2).decode()
ROWS = [json.loads(line) for line in lines(2).splitlines()]
OTHERS = {
    "JSON lines": (PAGES, "JSON lines, which --from jsonl reads"),
    "one of them, with a mark": ("\ufeff" + PAGES.partition("\n")[0], "JSON lines, which --from jsonl reads"),
    "an array": (json.dumps(ROWS), "a JSON array: `jq -c '.[]'` makes lines of it"),
    "an array over many lines": (json.dumps(ROWS, indent=1), "a JSON array: `jq -c '.[]'` makes lines of it"),
    "WET": ("WARC/1.0\r\nWARC-Type: warcinfo\r\n", "WET, which --from wet reads"),
    "a page's own data": ('{"@context": "https://schema.org"}\n' + page(1), None),
    "a page's own data, with a text": ('{"text": "Read on."}\n' + page(1), None),
    "what is no JSON": ('{"text": ' + page(1), None),
}


@pytest.mark.parametrize("case", OTHERS)
def test_pages_in_a_file_that_is_named_as_a_page_are_known(tmp_path: Path, case: str) -> None:
    text, message = OTHERS[case]
    for found in (cleannews(stdin=text.encode()), cleannews("--from", "text", stdin=text.encode())):
        as_text = message is None or found.args[-1] == "text"
        assert found.returncode == (0 if case != "WET" and as_text else 3 if as_text else 1)
        assert as_text or message in told(found)[0]


@pytest.mark.parametrize("suffix", JSON_LINES)
def test_json_lines_are_known_by_every_suffix(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"pages{suffix}").write_bytes(lines(2))
    done = cleannews(tmp_path / f"pages{suffix}", "-o", tmp_path / f"out{suffix}")
    assert (done.returncode, (tmp_path / f"out{suffix}").read_bytes().count(b"\n")) == (0, 2)


def warc(number: int, kind: str, text: str) -> bytes:
    """A record as Common Crawl writes it."""
    data = text.encode()
    head = (
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: https://example.com/{number}",
        "WARC-Date: 2023-02-01T10:00:00Z",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>",
        "Content-Type: text/plain",
        f"Content-Length: {len(data)}",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + data + b"\r\n\r\n"


def test_wet_files(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.wet.gz"
    found = [warc(0, "warcinfo", "Software-Info: x"), *(warc(n, "conversion", page(n)) for n in range(1, 4))]
    found.append(warc(4, "conversion", "x" * 9000))
    path.write_bytes(b"".join(map(gzip.compress, found)))
    done = cleannews(path, "--max-bytes", "8000")
    assert [r["source"]["url"] for r in records(done)] == [f"https://example.com/{n}" for n in (1, 2, 3)]  # type: ignore[index]
    assert records(done)[0]["id"] == "urn:uuid:00000000-0000-4000-8000-000000000001"
    assert records(done)[0]["extra"] == {"warc_date": "2023-02-01T10:00:00Z"}
    assert "record 4: more than 8,000 bytes" in told(done)[0]
    (tmp_path / "cut.wet").write_bytes(b"".join(found[:4])[:-500])
    cut = cleannews(tmp_path / "cut.wet")
    assert (len(records(cut)), "record 3: the file ends within it" in told(cut)[0]) == (2, True)
    piped = cleannews("--from", "wet", "-", stdin=b"".join(found))  # which has no place to be asked for
    assert [r["source"]["url"] for r in records(piped)][:3] == [r["source"]["url"] for r in records(done)]  # type: ignore[index]


def test_parquet_in_and_out(tmp_path: Path) -> None:
    table = pa.table({"id": ["a", "b", "c"], "text": [page(1), page(2), None], "day": [1, None, 3]})
    pq.write_table(table, tmp_path / "in.parquet")
    done = cleannews(tmp_path / "in.parquet", "-o", tmp_path / "out.parquet")
    assert done.returncode == 1
    assert 'row 3: no string "text"' in told(done)[0]
    rows = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [(r["id"], json.loads(r["extra"])) for r in rows] == [("a", {"day": 1}), ("b", {"day": None})]
    assert rows[0]["paragraphs"][0]["role"] == "paragraph"
    assert "Parquet cannot be read from a pipe" in told(cleannews("--from", "parquet", stdin=b"PAR1"))[0]
    (tmp_path / "in.parquet.gz").write_bytes(gzip.compress((tmp_path / "in.parquet").read_bytes()))
    assert "nor packed" in told(cleannews(tmp_path / "in.parquet.gz"))[0]


def test_html_is_flattened(tmp_path: Path) -> None:
    html = "".join(f"<p>{line}</p>" for line in page(1).splitlines())
    head = '<link rel="canonical" href="https://example.com/1">'
    (tmp_path / "page.html").write_text(f"<!doctype html><html><head>{head}</head><body>{html}</body></html>")
    (tmp_path / "flat.html").write_text(page(1))
    first, second = records(cleannews(tmp_path / "page.html", tmp_path / "flat.html"))
    assert first["text"] == second["text"]
    assert first["source"]["url"] == "https://example.com/1"  # type: ignore[index]


STARTS = {
    "page.html": [
        "<!-- saved from url=(0020)https://example.com/ -->\n",
        "<div>",
        "Menu<br>",
        "\ufeff<head><title>x</title>",
    ],
    "page.HTM.gz": ["<!-- a - b -->", "<P>"],
    "page.txt": ["<!-- saved -- from -->\n<!doctype html>", "<?xml version='1.0'?><!-- a -->\n<!-- b --> <html>"],
}


@pytest.mark.parametrize(("name", "start"), [(name, start) for name in STARTS for start in STARTS[name]])
def test_html_is_known_by_its_suffix_and_behind_comments(tmp_path: Path, name: str, start: str) -> None:
    html = start + "".join(f"<p>{line}</p>" for line in page(1).splitlines())
    (tmp_path / name).write_bytes(gzip.compress(html.encode()) if name.endswith(".gz") else html.encode())
    (tmp_path / "flat.txt").write_text(page(1))
    read, flat = records(cleannews(tmp_path / name, tmp_path / "flat.txt"))
    assert read["text"] == flat["text"]
    assert read["warnings"] == []


def test_damaged_files_of_every_kind_are_named(tmp_path: Path) -> None:
    names = ["a.parquet", "b.wet", "c.jsonl", "d.txt.gz", "e.txt.zst", "f.jsonl.xz", "g.warc.wet.gz", "h.txt", "i.html"]
    for name in names:
        (tmp_path / name).write_bytes(b"\x1f\x8b\x00PK" + bytes(range(256)) * 4)
    done = cleannews(tmp_path)
    assert done.returncode == 1
    assert told(done)[-1] == f"cleannews: {len(names)} pages: 0 ok, 0 empty, {len(names)} failed"


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
    with pytest.raises(Collision):
        plan([Input(one, one), Input(other, other)], "out", lambda item: ".json")


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
