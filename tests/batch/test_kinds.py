"""Every kind of file that is read: packed, in one file or in many, damaged, or named as another kind is."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import subprocess
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from making import cleannews, command, lines, page, records, told

from cleannews.formats import JSON_LINES, Reading, reader

PACKERS = {".gz": gzip.compress, ".xz": lzma.compress, ".bz2": bz2.compress, ".zst": zstandard.compress}


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
