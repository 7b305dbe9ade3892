"""`explain` and `diff`: views of the journal that agree with the record, whatever the page and whatever is removed."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from strategies import PAGES

from cleannews import clean, engine
from cleannews.article import project
from cleannews.document import Document
from cleannews.edits import Cut, Drop, Edit, Entry, Figure, Join, Mark, Score, Span, Split
from cleannews.pipeline import STAGES
from cleannews.report.differences import unified
from cleannews.report.stretches import Stretch, stretches
from cleannews.text import INVISIBLE, tidy

EXAMPLES = Path(__file__).parent.parent / "examples"
EXAMPLE = EXAMPLES / "frozen-harbour.txt"


def cleannews(*args: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "cleannews", *map(str, args)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60)


def on_a_terminal(*args: str | Path) -> str:
    """What the command prints on a terminal of 120 columns."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "120", "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "cleannews", *map(str, args)]
    running = subprocess.Popen(command, stdout=theirs, env=environment)
    os.close(theirs)
    printed = b""
    try:
        while block := os.read(ours, 65536):
            printed += block
    except OSError:
        pass  # how Linux tells that the other end is closed
    running.wait(timeout=60)
    os.close(ours)
    return printed.decode()


def decided(page: str, *edits: tuple[str, Edit]) -> list[Stretch]:
    """The stretches of a page of which one stage after another said one thing."""
    document = Document.from_text(page)
    for stage, edit in edits:
        document = engine.apply(document, [Entry(stage, edit)])
    return list(stretches(document))


@given(PAGES)
def test_stretches_are_the_visible_page(page: str) -> None:
    """Nothing is missing and nothing twice; what is kept and what is not are the record's."""
    document = engine.run(Document.from_text(page), STAGES)
    shown = stretches(document)
    covered = [i for s in shown for i in range(s.start, s.end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(page) if not c.isspace() and not INVISIBLE.match(c)} <= set(covered)
    article = project(document, id="x", explain=True)
    gone = [(cut.start, cut.role, cut.rule) for cut in article.removed or ()]
    assert sorted((s.start, s.role, s.rule) for s in shown if not s.kept) == sorted(gone)
    assert {s.role for s in shown if s.kept} == {p.role for p in article.paragraphs}
    assert all(s.line == page.count("\n", 0, s.start) + 1 for s in shown)


def test_a_stretch_has_role_rule_score_and_the_line_it_repeats() -> None:
    page = "Menu\n\nA boat\nA boat\nWESTBY (AP) — Ice."
    shown = decided(
        page,
        ("scoring", Score((-3.0, 1.0, 1.0, 2.5), "model")),
        ("boilerplate", Drop((0,), "menu")),
        ("captions", Figure((1,), "A boat", None, None, "alone")),
        ("captions", Drop((2,), "again", repeats=1)),
        ("metadata", Cut(3, Span(20, 34), "dateline")),
    )
    assert [(s.line, s.role, s.rule, s.score, s.repeats, s.kept, s.text) for s in shown] == [
        (1, "boilerplate", "boilerplate/menu", -3.0, None, False, "Menu"),
        (3, "caption", "captions/alone", 1.0, None, False, "A boat"),
        (4, "boilerplate", "captions/again", 1.0, 3, False, "A boat"),
        (5, "dateline", "metadata/dateline", 2.5, None, False, "WESTBY (AP) — "),
        (5, "paragraph", "", 2.5, None, True, "Ice."),
    ]


def test_what_was_joined_split_or_marked_names_its_rule() -> None:
    shown = decided(
        "One sentence\nover two lines.\nTea. Cake.\nNext",
        ("shape", Join(0, 1, "join")),
    )
    assert [(s.line, s.rule) for s in shown] == [(1, "shape/join"), (3, ""), (4, "")]
    shown = decided("Tea. Cake.\nNext", ("shape", Split(0, (5,), "split")), ("roles", Mark(2, "subhead", "short")))
    assert [(s.text, s.role, s.rule) for s in shown] == [
        ("Tea.", "paragraph", "shape/split"),
        ("Cake.", "paragraph", "shape/split"),
        ("Next", "subhead", "roles/short"),
    ]


def applied(diff: Iterable[str], old: list[str]) -> list[str]:
    """What `patch` would make of the page; fails where the diff is not of it."""
    lines = iter(old)
    new = []
    for line in list(diff)[3:]:
        sign, text = line[0], line[1:]
        if sign in " -":
            assert next(lines) == text
        if sign in " +":
            new.append(text)
    assert next(lines, None) is None
    return new


@given(PAGES)
def test_the_unified_diff_leads_from_the_page_to_the_article(page: str) -> None:
    article = clean(page)
    old = page.removesuffix("\n").split("\n") if page else []
    diff = list(unified(page, article, "page"))
    new = applied(diff, old)
    assert new == (article.text.split("\n") if article.text else [])
    sizes = re.fullmatch(r"@@ -[01],(\d+) \+[01],(\d+) @@", diff[2])
    assert sizes is not None
    assert (int(sizes[1]), int(sizes[2])) == (len(old), len(new))


def test_explain_is_one_row_a_line_in_a_pipe() -> None:
    rows = [line.split("\t") for line in cleannews("explain", EXAMPLE).stdout.decode().splitlines()]
    page = EXAMPLE.read_text("utf-8")
    assert {len(row) for row in rows} == {6}
    assert {row[0] for row in rows} == {str(EXAMPLE)}
    assert [int(row[1]) for row in rows] == [n for n, line in enumerate(page.split("\n"), 1) if line.strip()]
    assert all(tidy(page.split("\n")[int(row[1]) - 1]) == row[5] for row in rows)
    kept = [row[5] for row in rows if row[2] in ("paragraph", "subhead", "list_item")]
    assert kept == clean(page).text.split("\n\n")


def test_removed_leaves_the_article_out() -> None:
    rows = [line.split("\t") for line in cleannews("explain", "--removed", EXAMPLE).stdout.decode().splitlines()]
    removed = clean(EXAMPLE.read_text("utf-8"), explain=True).removed
    assert removed
    assert [(row[2], row[3], row[5]) for row in rows] == [(cut.role, cut.rule, tidy(cut.text)) for cut in removed]


def test_explain_and_diff_are_coloured_on_a_terminal() -> None:
    assert "\x1b[31m" in on_a_terminal("explain", EXAMPLE)
    beside = on_a_terminal("diff", EXAMPLE)
    assert "\x1b[31m" in beside
    paragraph = clean(EXAMPLE.read_text("utf-8")).paragraphs[0].text
    assert any(line.count(paragraph[:20]) == 2 for line in beside.splitlines()), "page and article on one line"


HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202eevil\u2066 line\t\x9b31m\nA \x1b[31mred\x1b[0m herring said nothing.\n"


@pytest.mark.parametrize("command", ["explain", "diff"])
def test_no_control_sequence_gets_through(command: str, tmp_path: Path) -> None:
    page = tmp_path / "a\x1b[2J\tb.txt"
    page.write_text(HOSTILE, "utf-8")
    ours = re.sub(r"\x1b\[[\d;]*m", "", on_a_terminal(command, page))  # without rich's own colours
    for printed in (cleannews(command, page).stdout.decode(), ours):
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", printed)
        assert "[31mred" in printed, "the page's own colour is text"


def test_a_missing_file_costs_only_itself() -> None:
    done = cleannews("explain", "missing.txt", EXAMPLE)
    assert done.returncode == 1
    assert b"missing.txt: No such file or directory" in done.stderr
    assert done.stdout == cleannews("explain", EXAMPLE).stdout


def test_what_is_passed_over_has_not_failed(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("A line of text.\n", "utf-8")
    (tmp_path / "loop").symlink_to(".")
    done = cleannews("explain", tmp_path)
    assert (done.returncode, done.stderr, done.stdout.count(b"\n")) == (0, b"", 1)


def test_records_of_one_file_are_named_by_their_ids() -> None:
    lines = b'{"id": "a", "text": "One line."}\n{"id": "b", "text": "Another line."}\n'
    rows = cleannews("explain", "--from", "jsonl", "-", stdin=lines).stdout.decode().splitlines()
    assert [row.split("\t")[0] for row in rows] == ["a", "b"]
