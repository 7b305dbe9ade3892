"""Shapes: what they hold is what their tables say; `tests/consumers` shows them to those they are for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from samples import ARTICLES, EMPTY, EXAMPLES, FULL, READ
from strategies import PAGES

from cleannews import clean
from cleannews.article import Article
from cleannews.document import Document
from cleannews.formats import write_jsonl
from cleannews.shapes import SHAPES, explained, shape, table
from cleannews.text import tidy

FIELDS = set(Article.__slots__) - {"schema", "removed"}
EVERY_SHAPE = pytest.mark.parametrize("name", SHAPES)


def cleannews(*args: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cleannews", *map(str, args)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, timeout=60)


@EVERY_SHAPE
def test_every_field_is_held_or_said_to_be_lost(name: str) -> None:
    found = shape(name)
    if name == "dolma-attributes":
        assert found.lost.startswith("Everything but")
        return
    told = set(re.findall(r"\w+", " ".join([*(key.holds for key in found.keys), found.lost])))
    assert FIELDS - told == set()


@EVERY_SHAPE
def test_what_is_held_comes_out_somewhere(name: str) -> None:
    """Each string field of the full article that the table names is in the output."""
    written = json.dumps(shape(name)(FULL), ensure_ascii=False)
    held = " ".join(key.holds for key in shape(name).keys)
    strings = {"headline", "standfirst", "section", "byline", "agency", "publisher", "dateline"} & set(held.split())
    missing = [f for f in strings if json.dumps(getattr(FULL, f), ensure_ascii=False)[1:-1] not in written]
    assert missing == []


@EVERY_SHAPE
def test_a_key_has_one_type_on_every_page(name: str) -> None:
    """What infers types from the first rows fails on a key that is a string here and a list there."""
    found = shape(name)
    for key in found.keys:
        kinds = {type(value) for a in ARTICLES if (value := found(a).get(key.name)) is not None}
        assert len(kinds) <= 1, key.name


@EVERY_SHAPE
def test_keys_are_those_of_the_table_in_their_order(name: str) -> None:
    found = shape(name)
    names = [key.name for key in found.keys]
    assert list(found(FULL)) == names
    assert set(found(EMPTY)) <= set(names) if found.sparse else list(found(EMPTY)) == names
    assert all(f"| `{key}` |" in table(name) for key in names)


@given(PAGES)
def test_any_page_has_every_shape_as_one_line_of_json(page: str) -> None:
    article = clean(page, explain=True)
    for name in SHAPES:
        line = write_jsonl.write(article, shape=shape(name))
        assert line.encode().count(b"\n") == 1
        assert json.loads(line) == json.loads(json.dumps(shape(name)(article)))


def test_a_shape_changes_nothing() -> None:
    before = json.dumps(FULL.record())
    for name in SHAPES:
        shape(name)(FULL)
    assert json.dumps(FULL.record()) == before


def test_an_unknown_shape_names_those_there_are() -> None:
    with pytest.raises(ValueError, match="no shape named x; the shapes are schema-org, ninjs"):
        shape("x")


def test_flat_rows_hold_strings_only() -> None:
    """Else a column that is null on the first thousand pages gets a type that no later string fits."""
    for article in ARTICLES:
        assert {type(value) for value in shape("flat")(article).values()} == {str}


def test_metadata_for_datatrove_are_strings_only() -> None:
    for article in [EMPTY, *READ]:
        assert {type(value) for value in shape("datatrove")(article)["metadata"].values()} == {str}


def test_a_field_of_the_input_does_not_hide_one_of_the_article() -> None:
    given_twice = replace(EMPTY, extra={"headline": 1})
    assert shape("dolma")(given_twice)["metadata"]["headline"] == ""


@given(PAGES)
def test_what_dolmas_spans_leave_is_the_body(page: str) -> None:
    """The spans cut out of the page, as a mixer does it, leave the paragraphs and nothing else."""
    article = clean(page, explain=True)
    left = without_spans(page.encode("utf-8", "replace").decode(), article)
    lines = [text for line in Document.from_text(left).texts if (text := tidy(line))]
    assert "".join("".join(lines).split()) == "".join(article.text.split())


def without_spans(page: str, article: Article) -> str:
    spans = shape("dolma-attributes")(article)["attributes"]["cleannews__removed__all"]
    for start, end, _ in sorted(spans, reverse=True):
        page = page[:start] + page[end:]
    return page


MENUS = ["Tom &amp; Jerry &amp; friends &nbsp; menu", r"Tom \u201cJerry \ud83d\ude00&amp;\u000aco\u201d &#1; &rsquo;"]


@pytest.mark.parametrize("menu", MENUS)
def test_dolmas_spans_fit_the_page_before_its_references_were_read(menu: str) -> None:
    page = (EXAMPLES / "frozen-harbour.txt").read_text("utf-8").replace("’", "&rsquo;")
    left, expected = (without_spans(text, clean(text, explain=True)) for text in (f"{menu}\n{page}", page))
    assert left.split() == expected.split()


def test_dolmas_spans_need_what_was_removed() -> None:
    assert [name for name in SHAPES if explained(name)] == ["dolma-attributes"]
    with pytest.raises(ValueError, match="explain=True"):
        shape("dolma-attributes")(clean("x"))


# The properties of a news object in the published ninjs 3.1; no other is allowed.
NINJS = {
    "uri", "type", "representationType", "profile", "version", "firstCreated", "versionCreated", "contentCreated",
    "embargoedUntil", "pubStatus", "urgency", "copyrightHolder", "copyrightNotice", "usageTerms", "edNote", "language",
    "descriptions", "bodies", "headlines", "people", "organisations", "places", "subjects", "events", "eventDetails",
    "plannedCoverage", "objects", "infoSources", "title", "by", "slugline", "located", "renditions", "associations",
    "altIds", "trustIndicators", "standard", "genres", "expires", "rightsInfo", "digitalSourceType",
}  # fmt: skip


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_ninjs_has_only_properties_of_version_3(article: Article) -> None:
    item = shape("ninjs")(article)
    assert set(item) <= NINJS
    for picture in item.get("associations", ()):
        assert {"name", "uri"} <= set(picture) <= NINJS | {"name", "rel"}
    uris = [item["uri"], *(picture["uri"] for picture in item.get("associations", ()))]
    assert len(set(uris)) == len(uris)
    assert all(re.fullmatch(r"[a-z][a-z0-9+.-]*:[!-~]+", uri) for uri in uris)


def test_a_feed_is_one_json_and_its_lines_are_items(tmp_path: Path) -> None:
    pages = sorted(EXAMPLES.glob("*.txt"))[:2]
    for args in (["-o", tmp_path / "feed.json"], []):
        done = cleannews("--shape", "json-feed", *args, *pages)
        feed = json.loads((tmp_path / "feed.json").read_text("utf-8") if args else done.stdout)
        assert (feed["version"], len(feed["items"])) == ("https://jsonfeed.org/version/1.1", 2)
    items = cleannews("--shape", "json-feed", "--to", "jsonl", *pages).stdout.splitlines()
    assert [json.loads(item) for item in items] == feed["items"]


def test_each_file_of_a_tree_is_a_feed(tmp_path: Path) -> None:
    cleannews("--shape", "json-feed", *sorted(EXAMPLES.glob("*.txt"))[:2], "-o", f"{tmp_path}/")
    files = sorted(tmp_path.rglob("*.json"))
    assert [len(json.loads(file.read_text("utf-8"))["items"]) for file in files] == [1, 1]


def test_the_command_gives_the_shape_that_the_library_gives() -> None:
    page = EXAMPLES / "frozen-harbour.txt"
    text = page.read_text("utf-8")
    for name in ("ninjs", "dolma-attributes"):
        expected: dict[str, Any] = json.loads(json.dumps(shape(name)(clean(text, explain=True))))
        assert json.loads(cleannews("--shape", name, stdin=text).stdout) == expected


def test_json_ld_cannot_end_the_script_it_stands_in() -> None:
    page = "Ferry back\n\nThe </script><script>alert(1)</script> ferry was back in the harbour on Thursday, she said."
    done = cleannews("--shape", "schema-org", stdin=page)
    assert "<" not in done.stdout
    assert "</script>" in json.loads(done.stdout)["articleBody"]


REFUSED = [
    (["--shape", "dolma", "--to", "markdown"], "--shape needs --to json or jsonl"),
    (["--shape", "dolma", "--explain"], "are for the native shape"),
    (["--shape", "dolma", "--mark-duplicates"], "are for the native shape"),
    (["--shape", "dolmas"], "Invalid value for '--shape'"),
]


@pytest.mark.parametrize(("args", "message"), REFUSED, ids=lambda case: case[-1])
def test_what_cannot_be_is_said(args: list[str], message: str) -> None:
    done = cleannews(*args, stdin="x")
    assert done.returncode == 2
    assert message in done.stderr


def test_the_tables_are_printed() -> None:
    assert cleannews("schema", "--shape", "ninjs").stdout == table("ninjs")
