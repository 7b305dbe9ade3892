"""Writers: JSON that any reader takes, Markdown and YAML that scraped text cannot break out of."""

from __future__ import annotations

import io
import json
from importlib import resources

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from strategies import ANY_TEXT, PAGES

from cleannews import clean
from cleannews.article import Article, Caption, Paragraph, Part, Quote, Source
from cleannews.cleaning import Page
from cleannews.formats import Reading, Unreadable, reader, write_json, write_jsonl, write_markdown
from cleannews.text import tidy

SCHEMA = json.loads((resources.files("cleannews") / "article.schema.json").read_text("utf-8"))
jsonschema.Draft202012Validator.check_schema(SCHEMA)
JSON_LINES = reader("pages.jsonl", Reading())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

FRAGMENTS = [
    "---", "***", "===", "# x", "#x", "####### x", "> x", "- x", "+ x", "* x", "1. x", "1) x", "1986. A great year",
    "<script>alert(1)</script>", "<!-- x", "[a](javascript:b)", "![a](b)", "[a]: b", "`x`", "```", "~~~", "~~x~~",
    "*x*", "__x__", "|a|b|", "|-|-|", "&lt;b&gt;", "&#60;b>", "\\", "x\\", "$x$", "$$", "{{< x >}}", ":::", ": x",
    "==x==", "%%x%%", "^x^", "<http://a.b>", "    code", "- ", "-", "+", "=", "1.", "\\*x\\*", "^[x]", "[^1]: x",
    "I love C #", "# C # ##", "C# ###", "# #", "- #", "C\u00a0#",
]  # fmt: skip
PARSERS = [MarkdownIt("commonmark"), MarkdownIt("gfm-like", {"linkify": False})]


def article(*paragraphs: str, headline: str | None = None, **fields: object) -> Article:
    base = clean("")
    listed = [Paragraph(text, "paragraph", 0, len(text)) for text in paragraphs]
    values = {name: getattr(base, name) for name in base.__slots__}
    return Article(**{**values, "headline": headline, "paragraphs": listed, "text": "\n\n".join(paragraphs), **fields})


def front_matter_and_body(markdown: str) -> tuple[dict[str, object], str]:
    _, matter, body = markdown.split("---\n", 2)
    return yaml.safe_load(matter) or {}, body


def read_back(parser: MarkdownIt, markdown: str) -> list[tuple[str, str]]:
    """The blocks a parser sees: the opening token's type, and its text."""
    tokens = parser.parse(markdown)
    return [
        (tokens[i - 1].type, "".join(c.content for c in token.children or () if c.type in ("text", "text_special")))
        for i, token in enumerate(tokens)
        if token.type == "inline"
    ] + [(t.type, t.content) for t in tokens if t.type in ("html_block", "fence", "code_block", "hr")]


@pytest.mark.parametrize("parser", PARSERS, ids=["commonmark", "gfm"])
@pytest.mark.parametrize("text", FRAGMENTS)
def test_markdown_fragments_stay_text(parser: MarkdownIt, text: str) -> None:
    text = tidy(text)
    _, body = front_matter_and_body(write_markdown.write(article(text, headline=text)))
    assert read_back(parser, body) == [("heading_open", text), ("paragraph_open", text)]


@pytest.mark.parametrize("parser", PARSERS, ids=["commonmark", "gfm"])
@pytest.mark.parametrize("text", FRAGMENTS)
def test_markdown_fragments_stay_text_where_several_articles_stand_together(parser: MarkdownIt, text: str) -> None:
    text = tidy(text)
    page = article(text, headline=text, standfirst=text, authors=[text])
    out: list[bytes] = []
    put = write_markdown.joined(out.append)
    for _ in range(3):
        put(write_markdown.write(page).encode())
    matter, body = front_matter_and_body(b"".join(out).decode())
    read = read_back(parser, body)
    alone = read_back(parser, front_matter_and_body(out[0].decode())[1])
    assert [block for block in read if block[0] != "fence"] == alone * 3
    assert [yaml.safe_load(text) for kind, text in read if kind == "fence"] == [matter, matter]


@pytest.mark.parametrize("parser", PARSERS, ids=["commonmark", "gfm"])
@given(text=st.one_of(ANY_TEXT, st.lists(st.sampled_from(FRAGMENTS)).map(" ".join)))
def test_any_markdown_line_reads_back_as_it_was(parser: MarkdownIt, text: str) -> None:
    text = tidy(text.encode("utf-8", "replace").decode())
    if text:
        markdown = write_markdown.escape(text)
        assert [(kind, tidy(read)) for kind, read in read_back(parser, markdown)] == [("paragraph_open", text)]


@given(text=ANY_TEXT)
def test_front_matter_gives_back_exactly_the_fields(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    written = write_markdown.write(article("x", headline=text, authors=[text, "no"], language="no"))
    matter = yaml.safe_load(written.split("\n---\n")[0])
    assert matter == {"title": text, "author": [text, "no"], "lang": "no"}


def test_markdown_puts_captions_in_place_and_quotes_at_the_end() -> None:
    told = Quote("Come.", "direct", "Ann Lee", "she", "said", [Part(0, 5)], 1.0)
    scare = Quote("x", "unattributed", None, None, None, [Part(0, 1)], 1.0)
    page = article("One.", "Two.", captions=[Caption("A *boat*", None, "AP", 1)], quotes=[told, scare])
    _, body = front_matter_and_body(write_markdown.write(page, quotes=True))
    assert body == "\nOne.\n\n*A \\*boat\\** (AP)\n\nTwo.\n\n---\n\n> Come.\n>\n> — Ann Lee\n"


def test_plain_prose_is_not_littered_with_backslashes() -> None:
    line = "“Nato needs friends,” he said – on 1 May, at 7:30 am; #MeToo is 50% of it (so far)."
    assert write_markdown.escape(line) == line


@given(PAGES)
def test_every_record_keeps_the_schema_on_one_line_of_utf8(page: str) -> None:
    record = clean(page, explain=True)
    line = write_jsonl.write(record)
    assert len(line.splitlines()) == 1
    assert json.loads(line) == json.loads(write_json.write(record)) == record.record()
    assert line.encode()
    VALIDATOR.validate(json.loads(line))


def test_the_schema_has_every_key_and_no_other() -> None:
    keys = set(clean("").record())
    assert keys == set(SCHEMA["required"])
    assert keys | {"removed", "extra", "duplicate_of"} == set(SCHEMA["properties"])


JSONL = [
    (b'{"id": 7, "text": "x", "url": "http://a.b", "tag": "c"}', "7", {"url": "http://a.b", "tag": "c"}),
    (b'{"text": "x"}', "sha256:2d711642b726b044", {}),
    (b'{"text": "x", "id": ""}', "sha256:2d711642b726b044", {}),
    (b'{"text": "x", "id": 0}', "0", {}),
    (b'{"text": "x", "n\\ud800": ["\\udfff"]}', "sha256:2d711642b726b044", {"n\ufffd": ["\ufffd"]}),
]


@pytest.mark.parametrize(("line", "name", "extra"), JSONL)
def test_jsonl_fields_pass_through(line: bytes, name: str, extra: dict[str, object]) -> None:
    (page,) = JSON_LINES.read(io.BytesIO(b"\n" + line + b"\n"), "p", Reading())
    assert isinstance(page, Page)
    assert (page.id, page.text, page.extra, page.source.record) == (name, "x", extra, 1)


LEGACY = {
    "cp1252": ("not UTF-8: read as cp1252",),
    "utf-8": (),
    "damaged": ("damaged utf-8: what could not be decoded is U+FFFD",),
}


@pytest.mark.parametrize("written", LEGACY)
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_what_decoding_assumed_is_told_of_lines_as_of_files(name: str, written: str) -> None:
    text = "Der Bürgermeister räumte „Versäumnisse“ ein. " * 5
    text = text if name == "a.txt" else json.dumps({"text": text}, ensure_ascii=False)
    data = text.encode().replace(b"\xc3", b"\xff", 1) if written == "damaged" else text.encode(written)
    (page,) = reader(name, Reading()).read(io.BytesIO(data), name, Reading())
    assert isinstance(page, Page)
    assert page.warnings == LEGACY[written]


UNREADABLE = [b"{", b"[]", b'{"id": 1}', b'{"text": 1}', b'{"text": "x", "n": NaN}', b"[" * 100_000, b"\x00\x01\x02"]


@pytest.mark.parametrize("line", UNREADABLE, ids=range(len(UNREADABLE)))
def test_a_bad_line_is_named_and_costs_nothing_else(line: bytes) -> None:
    bad, good = JSON_LINES.read(io.BytesIO(line + b'\n{"text": "x"}\n'), "p", Reading())
    assert isinstance(bad, Unreadable)
    assert str(bad).startswith("line 1: ")
    assert isinstance(good, Page)


@pytest.mark.parametrize("name", ["pages.jsonl.gz", "PAGES.JSONL", "x.JSONL.GZ", "x.NDJSON.Zst"])
def test_a_suffix_is_known_in_any_case(name: str) -> None:
    assert reader(name, Reading()) == JSON_LINES


def test_a_text_file_is_one_page_named_by_its_content() -> None:
    (page,) = reader("a.txt", Reading()).read(io.BytesIO("\ufeffx".encode()), "a.txt", Reading())
    assert page == Page("sha256:2d711642b726b044", "x", Source("a.txt"))
