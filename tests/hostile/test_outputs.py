"""Nothing gets through to the reader: what a page says stays text in JSON, Markdown, YAML, CSV and on a terminal."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hostile.cases import ARTICLE, CASES
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from cleannews import clean
from cleannews.article import Article, Source
from cleannews.cleaning import Page
from cleannews.cli import main
from cleannews.cli.quotes import cell
from cleannews.decoding import without_surrogates
from cleannews.formats import write_json, write_jsonl, write_markdown
from cleannews.terminal import print_table, safe

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
STRINGS = [
    "\x1b[2J", "\x1b]0;title\x07", "\x1b]52;c;ZWNobw==\x07", "\x1b]8;;http://a.b\x1b\\x\x1b]8;;\x1b\\",
    "\x1bP1$r\x1b\\", "\x1b[6n", "\x9b2J", "\x9d0;t\x9c", "\x90q\x9c", "\x1b", "\x07\x08\x7f", "a\rb", "a\x0bb\x0cc",
    "\u202etxt.exe", "\u2066a\u2069", "a\u2028b\u2029c\x85d", "[/nope]", "[link=http://a.b]x[/link]", "[red]", "---",
    "...", "yes", "No: a story", "null", "~", "2023-02-01", "1e3", "0o7", "*ref", "&a b",
    "!!python/object/apply:os.system [x]", "@handle", "%TAG", "a: b", "a #b", "? a", "- a", "{a: b}", "[a]", "|", ">",
    "'", '"', "\\", "'''", "a\n---\nb: c", "\ufeffa", "\ufffe\uffff", "\U0001f600", "\U0010ffff", " a ", "\ta", "# x",
    "<script>alert(1)</script>", "<!--", "]]>", "&lt;", "![a](b)", "[a]: b", "```", "~~~", "    a", "$x$",
    "{{< x >}}", "=1+1", "=HYPERLINK(\"http://a.b\")", "+1", "-1", "@SUM(A1)", "＝1+1", "\t=1", "\r=1", "\n=1", ";=1",
    ",", "a,b", "a\"b", "a\x00b", "\x00",
]  # fmt: skip


def article(text: str) -> Article:
    """An article in which every field of scraped text says that, in a file of such a name."""
    page = Page.from_text(ARTICLE)._replace(source=Source(text, None, text), id=text, extra={text: [text]})
    made = clean(ARTICLE, explain=True)
    values = {name: getattr(made, name) for name in made.__slots__}
    fields = dict.fromkeys(("headline", "standfirst", "section", "byline", "agency", "publisher", "dateline"), text)
    removed = [cut._replace(text=text) for cut in made.removed or ()]
    return Article(**{**values, **fields, "authors": [text, "b"], "removed": removed, "source": page.source,
                      "id": text, "extra": page.extra, "warnings": [text]})  # fmt: skip


every_string = pytest.mark.parametrize("text", STRINGS, ids=ascii)


@every_string
def test_json_is_utf8_on_one_line_and_no_command(text: str) -> None:
    record = article(text)
    line, pretty = write_jsonl.write(record), write_json.write(record)
    assert json.loads(line.encode()) == json.loads(pretty.encode()) == record.record()
    assert not CONTROLS.search(line + pretty)
    assert len(line.splitlines()) == 1


YAMLS = {"1.1": yaml.safe_load, "1.2": YAML(typ="safe", pure=True).load}


@pytest.mark.parametrize("version", YAMLS)
@every_string
def test_front_matter_is_what_the_fields_say(text: str, version: str) -> None:
    matter = write_markdown.write(article(text)).split("\n---\n")[0]
    assert not CONTROLS.search(matter)
    read = YAMLS[version](matter)
    scraped = ("title", "description", "byline", "agency", "publisher", "section", "dateline", "source")
    assert {key: read[key] for key in scraped} == dict.fromkeys(scraped, text)
    assert read["author"] == [text, "b"]


PARSERS = [MarkdownIt("commonmark"), MarkdownIt("gfm-like", {"linkify": False})]


@pytest.mark.parametrize("parser", PARSERS, ids=["commonmark", "gfm"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_body_is_its_paragraphs(case: Any, parser: MarkdownIt) -> None:
    """As a Markdown parser reads it: no heading, list, quotation, code or HTML that the article has not."""
    page = clean(ARTICLE + without_surrogates(case.make(400))[0].replace("\n", " ") + "\n\n" + ARTICLE)
    body = write_markdown.write(page).split("\n---\n", 1)[1]
    tokens = parser.parse(body)
    roles = [p.role for p in page.paragraphs]
    assert sum(t.type == "paragraph_open" for t in tokens) >= roles.count("paragraph")
    assert sum(t.type == "bullet_list_open" for t in tokens) <= roles.count("list_item")
    assert sum(t.type == "heading_open" for t in tokens) == roles.count("subhead") + (page.headline is not None)
    assert not {t.type for t in tokens} & {"html_block", "fence", "code_block", "hr", "table_open", "blockquote_open"}
    inside = {child.type for t in tokens for child in t.children or ()}
    assert inside <= {"text", "text_special", "em_open", "em_close", "strong_open", "strong_close"}
    assert not CONTROLS.search(body.replace("\n", ""))


def test_no_cell_starts_a_formula() -> None:
    for text in STRINGS:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerow([cell(text), "b"])
        ((read, other),) = csv.reader(io.StringIO(out.getvalue(), newline=""))
        assert other == "b"
        assert not re.match("[=+@＝＋－＠-]", read)
        assert not CONTROLS.search(read)


def test_quotes_of_hostile_speakers_stay_rows(tmp_path: Path) -> None:
    said = "The ice is thick and it will stay so for a while, as far as we can say now"
    told = (f'"={said}," said Ann Lee.', f'"+{said}," said Bo Roe.', f'"@{said}," he said.')
    page = tmp_path / "pages.jsonl"
    page.write_text(json.dumps({"id": "=1\r\n+2", "text": "\n\n".join([*ARTICLE.split("\n\n"), *told])}))
    run = CliRunner().invoke(main, ["quotes", "--to", "csv", str(page)])
    rows = list(csv.DictReader(io.StringIO(run.stdout)))
    assert len([row for row in rows if row["quotation"][1:2] in "=+@"]) == 3
    assert {row["id"] for row in rows} == {"'=1 +2"}
    assert all(not re.match("[=+@-]", value) for row in rows for value in row.values())


@every_string
def test_a_terminal_is_told_nothing(
    text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With colours, so that every control sequence but rich's own would show."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    print_table((text, "b"), [(text, (text, "red"))], title=text)
    shown = capsys.readouterr().out
    assert "\x1b[" in shown
    assert not CONTROLS.search(re.sub(r"\x1b\[[\d;]*m", "", shown))
    assert not CONTROLS.search(safe(text))


SMUGGLED = (
    r'{"id": "\ud800", "text": "The ice\udfff is thick, said she on Monday.", "url": "\udc00", "\ud83d": ["\ud83d"]}'
)


def test_lone_surrogates_of_json_are_replaced_everywhere_with_a_warning(tmp_path: Path) -> None:
    page = tmp_path / "pages.jsonl"
    page.write_text(SMUGGLED)
    run = CliRunner().invoke(main, ["--explain", str(page)])
    record = json.loads(run.stdout_bytes.decode())
    assert record["warnings"][0] == "1 lone surrogate replaced"
    assert (record["id"], record["source"]["url"]) == ("\ufffd", "\ufffd")
    assert record["extra"]["\ufffd"] == ["\ufffd"]
    assert "\\ud" not in run.stdout


ODD = "a\x1b[2J\x9b2J\u2028b\u202ec"


def told(*args: str | Path, code: int = 0) -> str:
    """What a command says, and that it holds nothing a terminal could take for a command."""
    run = CliRunner().invoke(main, [*map(str, args)])
    assert run.exit_code == code, run.output
    assert not CONTROLS.search(run.output)
    assert "\u2028" not in run.output
    return run.output


def test_messages_and_tables_quote_strangers_safely(tmp_path: Path) -> None:
    names = [tmp_path / f"{letter}{ODD}.txt" for letter in "xX"]
    for name in names:
        name.write_text("The ice is thick, said she on Monday.", "utf-8")
    assert "would both be written to" in told(*names, "-o", f"{tmp_path}/out/", code=2)
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(json.dumps({"raw": "x", "clean": "x", "language": ODD}))
    assert r"a\u{1b}[2J" in told("evaluate", "--to", "table", pairs)


def test_json_beside_the_records_is_as_harmless(tmp_path: Path) -> None:
    bad = tmp_path / f"{ODD}.txt"
    bad.write_bytes(bytes(400))
    told(bad, "--to", "jsonl", "--report", tmp_path / "run.json", "--errors", tmp_path / "errors.jsonl", code=1)
    for written in ("run.json", "errors.jsonl"):
        text = (tmp_path / written).read_text("utf-8")
        assert not CONTROLS.search(text)
        assert r"\u009b2J" in text
    options = tmp_path / f"{ODD}.toml"
    options.touch()
    assert str(options) in json.loads(told("--config", options, "config"))["files"]
    pages = tmp_path / "pages.jsonl"
    text = (Path(__file__).parents[2] / "examples" / "frozen-harbour.txt").read_text("utf-8")
    pages.write_text((json.dumps({"id": ODD, "text": f"Menu {ODD}\n{text}"}) + "\n") * 2)
    records = told(pages, "--mark-duplicates", "--explain").splitlines()[:2]
    assert json.loads(records[1])["duplicate_of"]["id"] == ODD
    (tmp_path / "records.jsonl").write_text("\n".join(records), "utf-8")
    assert json.loads(told("stats", tmp_path / "records.jsonl"))["duplicates"] == [{"page": ODD, "of": ODD}]
