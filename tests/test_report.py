"""The report's text and the numbers in it and in `stats`: as many as the records say, and nothing scraped is markup."""

from __future__ import annotations

import gzip
import json
import os
import pty
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from strategies import PAGES

from cleannews import clean
from cleannews.article import Source
from cleannews.cleaning import Page
from cleannews.pipeline import STAGES
from cleannews.report.numbers import Numbers
from cleannews.report.pages import examine

EXAMPLES = Path(__file__).parent.parent / "examples"


def cleannews(*args: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "cleannews", *map(str, args)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60)


def record(name: str, text: str = "", **fields: Any) -> dict[str, Any]:
    """A record of which only what is named is known."""
    made = clean("", explain=True).record() | {"id": name, "source": Source(path=f"in/{name}")._asdict(), "text": text}
    made["paragraphs"] = [{"text": text, "role": "paragraph", "start": 0, "end": len(text)}] if text else []
    return made | {"warnings": []} | fields


def cut(text: str, stage: str, rule: str, role: str = "boilerplate") -> dict[str, Any]:
    return {
        "text": text,
        "start": 0,
        "end": 1,
        "role": role,
        "stage": stage,
        "rule": rule,
        "score": None,
        "repeats": None,
    }


def said(speaker: str | None) -> dict[str, Any]:
    return {"text": "x", "speaker": speaker}


RECORDS = [
    record("a.txt", "a" * 300, language="en", headline="A", authors=["Ann"], quotes=[*map(said, ["Lee", "Lee", None])],
           removed=[cut("Menu", "boilerplate", "boilerplate/m"), cut("M" * 96, "metadata", "metadata/h", "headline")]),
    record("b.txt", "b" * 400, language="de", headline="B", quotes=[said("Lee"), said("Mo")], warnings=["odd"],
           removed=[cut("Menu", "boilerplate", "boilerplate/m"), cut("Menu ", "boilerplate", "boilerplate/m")]),
    record("c.txt", "a" * 300, language="en", source=Source(url="https://news.example/c")._asdict()),
    record("d.txt", warnings=["no article found"]),
]  # fmt: skip


def summary(records: list[dict[str, Any]]) -> dict[str, Any]:
    numbers = Numbers()
    for one in records:
        numbers.add(one)
    return numbers.summary()


def test_numbers_add_up() -> None:
    told = summary(RECORDS)
    assert (told["pages"], told["empty"], told["failed"], told["explained"]) == (4, 1, 0, 4)
    assert told["fields"]["headline"] == 2
    assert told["fields"]["authors"] == 1
    assert told["fields"]["dateline"] == 0
    assert told["lengths"]["250–499"] == 3
    assert sum(told["lengths"].values()) == 3, "a page without an article has no length"
    edges = summary([record(str(size), "a" * size) for size in (249, 250, 499, 16000)])["lengths"]
    assert {name for name, count in edges.items() if count} == {"0–249", "250–499", "16000+"}
    assert told["languages"] == {"en": 2, "de": 1, "?": 1}
    assert told["sites"] == {"in": 3, "news.example": 1}
    assert told["speakers"] == {"Lee": 3, "Mo": 1}
    assert told["warnings"] == {"odd": 1, "no article found": 1}
    assert told["duplicates"] == [{"page": "https://news.example/c", "of": "in/a.txt"}]


def test_what_was_removed_is_counted_by_stage_rule_and_page() -> None:
    told = summary(RECORDS)
    characters = 1000 + 96 + 4 + 4 + 5
    assert told["shares"] == {
        "kept": round(1000 / characters, 4),
        "metadata": round(96 / characters, 4),
        "boilerplate": round(13 / characters, 4),
    }
    assert told["rules"]["boilerplate/m"] == {"count": 3, "examples": ["Menu"]}
    assert told["removed_lines"] == {"Menu": 2}, "on two pages, though three times"


def test_records_without_removed_count_for_the_rest() -> None:
    plain = [{key: value for key, value in one.items() if key != "removed"} for one in RECORDS]
    told = summary([*plain, RECORDS[0]])
    assert (told["pages"], told["explained"]) == (5, 1)
    assert told["shares"]["kept"] == round(300 / 400, 4)


def test_a_record_that_was_marked_a_duplicate_is_one() -> None:
    marked = record("e.txt", "nearly the same", duplicate_of={"id": "a.txt", "similarity": 0.9})
    assert summary([marked])["duplicates"] == [{"page": "in/e.txt", "of": "a.txt"}]


def test_stats_of_the_command_are_the_numbers_of_its_records() -> None:
    records = cleannews("--explain", "--to", "jsonl", EXAMPLES).stdout
    done = cleannews("stats", "-", stdin=records)
    assert json.loads(done.stdout) == summary([json.loads(line) for line in records.splitlines()])


def test_stats_are_tables_on_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    hostile = record("\x1b[2J.txt", "x", language="[red]xx[/]\x1b[2J")
    path.write_text("".join(json.dumps(one) + "\n" for one in [*RECORDS, hostile]), "utf-8")
    ours, theirs = pty.openpty()
    done = subprocess.run([sys.executable, "-m", "cleannews", "stats", path], stdout=theirs, check=False, timeout=60)
    printed = re.sub(r"\x1b\[[\d;]*m", "", os.read(ours, 1 << 20).decode())
    assert done.returncode == 0
    assert "news.example" in printed
    assert "Lee" in printed
    assert r"[red]xx[/]\u{1b}[2J" in printed
    assert "\x1b" not in printed


NUMBER = json.dumps(record("a.txt", "x") | {"source": {"url": 5}}).encode()


@pytest.mark.parametrize(
    "line", [b"nonsense", b"[]", b"{}", b'{"id": 1, "text": "a page, no record"}', b"\xff", b"[" * 200_000, NUMBER]
)
def test_what_is_no_record_is_said_with_its_line(line: bytes) -> None:
    good = cleannews("--to", "jsonl", "-", stdin=b"A line.").stdout
    done = cleannews("stats", "-", stdin=good + line + b"\n")
    assert done.returncode == 1
    assert b"line 2: no record of cleannews" in done.stderr


def test_records_may_be_packed_and_those_that_are_missing_are_no_output(tmp_path: Path) -> None:
    packed = gzip.compress(cleannews("--to", "jsonl", "-", stdin=b"A line.").stdout)
    assert json.loads(cleannews("stats", "-", stdin=packed).stdout)["pages"] == 1
    done = cleannews("stats", tmp_path / "none.jsonl")
    assert (done.returncode, done.stderr) == (1, f"Error: {tmp_path}/none.jsonl: No such file or directory\n".encode())


def test_a_missing_extra_is_named() -> None:
    without = "import sys; sys.modules['leather'] = None; from cleannews.cli import main; main()"
    command = [sys.executable, "-c", without, "report", EXAMPLES, "-o", "/dev/null"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert done.returncode == 1
    assert b"pip install 'cleannews[report]'" in done.stderr


def test_a_chart_says_its_numbers_and_shows_a_bar_for_each() -> None:
    charts = pytest.importorskip("cleannews.report.charts", reason="the extra `report` is not installed")
    long = "a site with a very long name"
    drawn = charts.bars('<b> & "quoted"', [("<script>", 3), (f"{long}, one", 2), (f"{long}, two", 2), ("\x1b[2J", 0)])
    svg = ElementTree.fromstring(drawn)
    assert svg.get("role") == "img"
    told = "<script> 3, a site with a very … 2, a site with a very … 2, \\u{1b}[2J 0"
    assert svg.get("aria-label") == f'<b> & "quoted": {told}'
    bars = [bar for group in svg.iter() if "series" in group.get("class", "") for bar in group]
    assert [float(bar.get("width", "")) > 0 for bar in bars] == [False, True, True, True]
    assert len({bar.get("y") for bar in bars}) == 4, "none is drawn over another"


class Parsed(HTMLParser):
    """What of a page can run or be fetched, and its policy and data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.policy = ""
        self.contents: dict[str, list[str]] = {}
        self._inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self._inside = True
        self.attributes |= known.keys()
        self.tags.append(tag if tag != "script" else f"script {known.get('type')}")
        if known.get("http-equiv") == "Content-Security-Policy":
            self.policy = known["content"] or ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.contents.setdefault(self.tags[-1], []).append(data)

    def handle_endtag(self, tag: str) -> None:
        self._inside = False


EVIL = "</script><script>alert(1)</script><!-- \"'><img src=x onerror=alert(2)> {{ 7 * 7 }} \x1b[2J\u202e \ud800"


def rendered(*texts: str) -> str:
    html = pytest.importorskip("cleannews.report.html", reason="the extra `report` is not installed")
    report = html.Report({}, 2)
    for text in texts:
        report.add(examine(Page.from_text(text), STAGES))
    made: str = report.render()
    return made


def test_the_policy_names_the_one_script_and_the_one_style_sheet() -> None:
    parsed = Parsed(rendered(EXAMPLES.joinpath("frozen-harbour.txt").read_text("utf-8")))
    for kind, directive in (("script None", "script-src"), ("style", "style-src")):
        assert parsed.tags.count(kind) == 1
        digest = b64encode(sha256("".join(parsed.contents[kind]).encode()).digest()).decode()
        assert f"; {directive} 'sha256-{digest}';" in parsed.policy
    assert parsed.policy.startswith("default-src 'none';")
    assert "unsafe" not in parsed.policy
    assert not parsed.attributes & {"src", "srcset", "style", "onclick", "onload", "xlink:href"}


@given(PAGES)
@settings(max_examples=50)
def test_scraped_text_adds_no_element(page: str) -> None:
    evil, plain = Parsed(rendered(page + EVIL, EVIL)), Parsed(rendered("x", "x"))
    assert evil.tags.count("script None") == 1
    assert set(evil.tags) <= {*plain.tags, "svg", "g", "rect", "line", "text", "path", "h3", "tr", "td", "p", "small"}


def test_a_page_comes_back_whole_from_its_data() -> None:
    text = EXAMPLES.joinpath("frozen-harbour.txt").read_text("utf-8")
    parsed = Parsed(rendered(text))
    index, view = map(json.loads, parsed.contents["script application/json"])
    segments, facts, blocks, _, _ = view
    article = clean(text, explain=True)
    assert "".join(segment[0] for segment in segments) == text
    kept = [words for words, *known in segments if known and index["names"][known[0]] == "paragraph"]
    assert kept == [text[p.start : p.end] for p in article.paragraphs if p.role == "paragraph"]
    assert {index["names"][field]: value for field, value in facts}.get("headline") == article.headline
    assert ["".join(run[0] for run in runs) for role, runs, *_ in blocks if index["names"][role] != "caption"] == [
        p.text for p in article.paragraphs
    ]


def test_only_the_first_pages_are_shown_and_all_are_counted() -> None:
    parsed = Parsed(rendered("one", "two", "three"))
    assert parsed.tags.count("script application/json") == 1 + 2
    assert parsed.contents["b"] == ["3"]


def test_an_input_that_is_mistyped_leaves_the_report(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("before")
    done = cleannews("report", tmp_path / "typo", "-o", tmp_path / "report.html")
    assert (done.returncode, b"nothing could be read" in done.stderr) == (1, True)
    assert (tmp_path / "report.html").read_text() == "before"


def test_the_command_writes_the_file_and_counts_what_failed(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d" + bytes(range(32)))
    done = cleannews("report", tmp_path / "bad.txt", EXAMPLES, "-o", tmp_path / "out" / "report.html")
    assert done.returncode == 1
    assert b"bad.txt" in done.stderr
    written = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert Parsed(written).contents["b"] == [str(sum(path.is_file() for path in EXAMPLES.iterdir()))]
    assert "1 failed" in written
