"""What returns on a site's pages goes, and no line of an article does."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import FOOT, MENU, article, cleannews

from cleannews.batch.memory import Counting
from cleannews.document import Document
from cleannews.edits import Drop, Score
from cleannews.engine import Stage, run
from cleannews.pipeline import select
from cleannews.profiles import Profile, ProfileError, Site, key, load, parse
from cleannews.settings import Settings
from cleannews.stages.site_memory import SITE_MEMORY

# Chrome that reads like an article, as a model that sees one page must leave it in.
BOX = [
    "The Morning Tide is our free letter on what matters along the coast, and it reaches you before breakfast.",
    "We never pass your address on to anybody, and you can leave whenever you like with a single click, no questions.",
]
LICENCE = "This report may be printed again by local papers if our name is given and not a word of it is changed."
AGENCY = "The coast guard said that the search for the missing trawler would go on through the night with two ships."
QUARTER = (
    "Since the flood of last autumn the council has spent more than it takes in, and its reserves are nearly gone."
)


def pages(count: int) -> list[tuple[str, list[str]]]:
    """Pages of one template and the article's lines in each; some share an agency's paragraph, a quarter another."""
    made = []
    for number in range(count):
        headline, body = article(number)
        if number % 10 == 0:
            body.insert(2, AGENCY)
        if number % 4 == 0:
            body.insert(3, QUARTER)
        others = [article(other)[0] for other in Random(number).sample(range(count), 5)]
        middle = len(body) // 2
        lines = [*MENU, headline, *body[:middle], *BOX, *body[middle:], LICENCE, "Most read", *others, *FOOT]
        made.append(("\n".join(lines), body))
    return made


def learnt(folder: Path, made: list[tuple[str, list[str]]]) -> Path:
    (folder / "site").mkdir()
    for number, (text, _) in enumerate(made):
        (folder / "site" / f"{number:03}.txt").write_text(text, "utf-8")
    profile = folder / "site.profile"
    done = cleannews("learn", folder / "site", "-o", profile)
    assert done.returncode == 0, done.stderr
    return profile


def test_what_the_model_alone_leaves_in_goes_and_no_line_of_an_article(tmp_path: Path) -> None:
    made = pages(40)
    profile = learnt(tmp_path, made)
    chrome = {*BOX, LICENCE, *MENU, *FOOT}
    alone, helped = (
        [json.loads(line)["text"].split("\n\n") for line in cleannews(tmp_path / "site", *args).stdout.splitlines()]
        for args in ((), ("--profile", profile))
    )
    assert any(chrome & set(text) for text in alone), "or this test shows nothing"
    assert [chrome & set(text) for text in helped] == [set()] * 40
    lost = [set(body) & set(before) - set(after) for (_, body), before, after in zip(made, alone, helped, strict=True)]
    assert lost == [set()] * 40
    two = cleannews(tmp_path / "site", "--two-pass")
    assert [json.loads(line)["text"].split("\n\n") for line in two.stdout.splitlines()] == helped


def test_an_input_that_is_mistyped_leaves_what_was_learnt(tmp_path: Path) -> None:
    profile = learnt(tmp_path, pages(6))
    before = profile.read_bytes()
    done = cleannews("learn", tmp_path / "typo", "-o", profile)
    assert (done.returncode, b"nothing could be read" in done.stderr, profile.read_bytes()) == (1, True, before)


def test_two_passes_know_what_a_profile_knows_too(tmp_path: Path) -> None:
    made = pages(40)
    profile = learnt(tmp_path, made)
    (tmp_path / "page.txt").write_text(made[0][0], "utf-8")
    run = [tmp_path / "page.txt", "--two-pass"]
    alone, known = (json.loads(cleannews(*run, *args).stdout)["text"] for args in ((), ("--profile", profile)))
    assert [LICENCE in text for text in (alone, known)] == [True, False]


def dropped(profile: Path, lines: list[tuple[str, float]]) -> list[str]:
    """What goes of a page of these lines and scores."""
    scored = Stage("scoring", lambda _: [Score(tuple(score for _, score in lines), "given")], {"given": ""})
    settings = Settings(profile=str(profile))
    document = run(Document.from_text("\n".join(text for text, _ in lines), settings), [scored, SITE_MEMORY])
    return [document.texts[i] for e in document.journal if isinstance(e.edit, Drop) for i in e.edit.lines]


LONG = "a paragraph with all the words that it takes to be one, and then some more of them, so that it is long enough "
CASES = [
    ("a menu's item goes", [("Menu", -1)], ["Menu"]),
    ("a line that reads like an article goes if it returns often", [("menu", 3)], ["menu"]),
    ("... and stays if it returns now and then: a standing sub-headline", [("Background", 3)], []),
    ("a box of two paragraphs goes", [(LONG + "box 1", 2), (LONG + "box 2", 2)], [LONG + "box 1", LONG + "box 2"]),
    ("a paragraph by itself may be an agency's", [(LONG + "half", 2)], []),
    ("... unless it is on nearly every page", [(LONG + "all", 2)], [LONG + "all"]),
    ("what the site never showed stays", [("Something new", -3)], []),
]  # fmt: skip
BODY = [("The article's own paragraph, which is longer than all the rest of the page. " * 9, 4.0)]


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    counts = {"Menu": 40, "Background": 8, LONG + "box 1": 25, LONG + "box 2": 25, LONG + "half": 24, LONG + "all": 38}
    path = tmp_path / "x.profile"
    path.write_text(Profile({"site": Site(40, {key(line): n for line, n in counts.items()})}).dumps(), "utf-8")
    return path


def test_a_profile_that_is_replaced_is_read_again(profile: Path) -> None:
    before = load(str(profile))
    assert load(str(profile)) is before
    profile.write_text(Profile({"site": Site(10, {"menu": 9})}).dumps(), "utf-8")
    assert load(str(profile)).sites["site"].pages == 10


@pytest.mark.parametrize(("why", "lines", "gone"), CASES, ids=[why for why, *_ in CASES])
def test_the_more_a_line_reads_like_an_article_the_more_it_takes(
    profile: Path, why: str, lines: list[tuple[str, float]], gone: list[str]
) -> None:
    assert dropped(profile, [*BODY, *lines]) == [line.strip() for line in gone], why


def test_a_copy_of_other_pages_keeps_its_article(profile: Path) -> None:
    assert dropped(profile, [(LONG + "all", 3.0), ("Menu", -2.0)]) == ["Menu"]


def test_without_a_profile_nothing_is_done() -> None:
    assert not list(SITE_MEMORY.propose(Document.from_text("Menu\nMenu")))
    assert SITE_MEMORY in select()


BAD = [
    "",
    "[]",
    "{}",
    '{"schema": "cleannews-profile/1"}',
    '{"schema": "cleannews-profile/1", "sites": {"a": 1}}',
    '{"schema": "cleannews-profile/1", "sites": {"a": {"pages": 2, "lines": {"x": 3}}}}',
    '{"schema": "cleannews-profile/1", "sites": {"a": {"pages": true, "lines": {}}}}',
    '{"schema": "cleannews-profile/1", "sites": {"a": {"pages": 2, "lines": {"x": "1"}}}}',
    "[" * 100_000,
]


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_a_file_that_is_no_profile_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.profile"
    path.write_text(text)
    with pytest.raises(ProfileError):
        load(str(path))
    if text == "{}":
        assert cleannews("--profile", path, "-").returncode == 2


SITES = st.dictionaries(
    st.sampled_from("ab"),
    st.builds(Site, st.integers(5, 9), st.dictionaries(st.sampled_from(["x", "y", "z"]), st.integers(1, 5))),
)


@given(SITES, SITES, SITES)
def test_profiles_add_up_in_any_order(a: dict[str, Site], b: dict[str, Site], c: dict[str, Site]) -> None:
    one, two, three = Profile(a), Profile(b), Profile(c)
    assert ((one + two) + three).dumps() == (three + (two + one)).dumps()
    assert parse(json.loads((one + two).dumps())).sites == (one + two).sites


def test_counting_forgets_what_is_rare_and_counts_nothing_twice() -> None:
    counting = Counting(most_lines=50)
    for number in range(200):
        for _ in range(2):
            counting.add("site", ["menu", *(f"line {number} {n}" for n in range(10))])
    profile = counting.profile()
    assert profile.sites["site"].pages == 200
    assert 190 <= profile.sites["site"].lines["menu"] <= 200
    assert len(profile.sites["site"].lines) <= 50


def test_a_site_is_a_host_or_a_directory(tmp_path: Path) -> None:
    rows = [
        {"text": f"Menu\nSign in\nArticle {n}, words {chr(97 + n) * 3}", "url": f"https://www.{host}/{n}"}
        for host in ("one.example", "two.example")
        for n in range(6)
    ]
    path = tmp_path / "pages.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    cleannews("learn", path, "-o", tmp_path / "p")
    assert list(json.loads((tmp_path / "p").read_text())["sites"]) == ["one.example", "two.example"]
    counted = json.loads(cleannews("stats", "-", stdin=cleannews(path).stdout).stdout)
    assert counted["sites"] == {"one.example": 6, "two.example": 6}
    cleannews("learn", path, "-o", tmp_path / "q", "--group-by", "directory", "--add", tmp_path / "p")
    sites = json.loads((tmp_path / "q").read_text())["sites"]
    assert {name: site["pages"] for name, site in sites.items()} == {
        "one.example": 6,
        "two.example": 6,
        str(tmp_path): 6,
    }
