"""Headline, byline, dates and the rest: cases as data, and the laws that hold on any page."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleannews.document import Document
from cleannews.edits import Entry, Field, Mark, Score, Warn
from cleannews.engine import apply, run
from cleannews.settings import Settings
from cleannews.stages.language import LANGUAGE
from cleannews.stages.markup import MARKUP
from cleannews.stages.metadata import METADATA, RULES, calendar, dateline, names, relative
from cleannews.stages.metadata.vocabulary import vocabulary

CASES = Path(__file__).parent / "cases" / "metadata"
NOT_FIELDS = {"why", "language", "now", "page", "none", "fires", "warns"}


def cases(name: str) -> list[Any]:
    found = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return [pytest.param(case, id=case.get("why") or case["text"][:30]) for case in found]


def page(text: str, settings: Settings, spacing: str = "\n") -> Document:
    """A document whose lines marked "= " are prose for the line model; of those marked "~ " it isn't sure."""
    lines = text.strip().split("\n")
    text = spacing.join(line.removeprefix("= ").removeprefix("~ ") for line in lines)
    document = run(Document.from_text(text, settings), [MARKUP])
    marks = [lines[text.count(spacing, 0, start)][:2] for start, _ in document.spans]  # markup may have cut whole lines
    scores = tuple({"= ": 2.0, "~ ": -0.5}.get(mark, -2.0) for mark in marks)
    return run(apply(document, [Entry("scoring", Score(scores, "line-model"))]), [LANGUAGE, METADATA])


@pytest.mark.parametrize("spacing", ["\n", "\n\n"], ids=["", "spaced out"])
@pytest.mark.parametrize("case", cases("pages"))
def test_page(case: dict[str, Any], spacing: str) -> None:
    done = page(case["page"], Settings(language=case["language"], reference_time=case.get("now")), spacing)
    got = {name: list(f.value) if isinstance(f.value, tuple) else f.value for name, f in done.fields.items()}
    assert {name: got.get(name) for name in case.keys() - NOT_FIELDS} == {n: case[n] for n in case.keys() - NOT_FIELDS}
    assert not set(case.get("none", ())) & got.keys(), got
    assert set(case.get("fires", ())) <= {e.edit.rule for e in done.journal if e.stage == "metadata"}
    if "warns" in case:
        assert case["warns"] == any(isinstance(e.edit, Warn) for e in done.journal)


def test_every_rule_fires_in_a_page() -> None:
    fired = {rule for case in cases("pages") for rule in case.values[0].get("fires", ())}
    assert fired == RULES.keys()


@pytest.mark.parametrize("case", cases("dates"))
def test_dates(case: dict[str, Any]) -> None:
    assert [d.iso for d in calendar.find(case["text"], calendar.words(case["language"]))] == case["dates"]


@pytest.mark.parametrize("case", cases("names"))
def test_names(case: dict[str, Any]) -> None:
    signed = names.read(case["text"], vocabulary(case["language"]), sure=True)
    assert (list(signed.people), signed.agency) == (case["people"], case.get("agency"))


NAMES_AND_WORDS = st.lists(
    st.sampled_from(
        ["Jane", "Ann", "Doe", "O'Neill", "van", "dr", "and", "in", "for", "wins", "the", "d'Arcy", "reporter", "dpa,"]
    ),
    min_size=1,
    max_size=7,
)


@given(NAMES_AND_WORDS, st.booleans())
def test_the_cheap_test_before_reading_names_turns_no_byline_away(tokens: list[str], sure: bool) -> None:
    signed = names.read(" ".join(tokens), vocabulary("en"), sure=sure)
    named = signed.whole and (signed.people or signed.agency)
    assert not named or names.may_sign(tokens, vocabulary("en"))


def test_a_sentence_is_turned_away_before_its_names_are_read() -> None:
    assert not names.may_sign(["Jane", "Doe", "wins", "again"], vocabulary("en"))


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("The next open evening is on Wednesday, 5 February 2020.", True),
        ("Published on Wednesday, 5 February 2020.", False),
    ],
)
def test_a_sentence_stays_where_its_date_is_taken(line: str, stays: bool) -> None:
    prose = "= The harbour of Westby froze over on Monday for the first time in thirty years, and nobody could leave."
    after = page(f"Open evenings in the harbour\n~ {line}\n{prose}\n{prose}", Settings(language="en"))
    assert after.field("date_published") == "2020-02-05"
    assert (after.roles[1] == "") == stays


def test_a_short_line_far_from_all_prose_is_no_headline() -> None:
    """It would be the best there is: short lines that the line model did not look at are items of menus."""
    texts = ["Fish and chips", "Old ferry sold for a crown", "The old ferry was sold on Friday. It had not sailed."]
    document = run(Document.from_text("\n\n".join(texts), Settings(language="en")), [LANGUAGE])
    for hopeless, expected in ((-6.0, None), (-3.0, "Fish and chips")):
        scored = apply(
            document._replace(texts=(texts[0], ".", texts[2])),
            [Entry("scoring", Score((hopeless, -6.0, 3.0), "line-model"))],
        )
        assert run(scored, [METADATA]).field("headline") == expected


@pytest.mark.parametrize(("gap", "section"), [("\n", None), ("\n\n", "Culture")])
def test_a_section_that_stands_apart_from_the_menu_is_the_article_s(gap: str, section: str | None) -> None:
    prose = "\n= The harbour of Westby froze over on Monday for the first time in thirty years, and nobody could leave."
    menu, article = "Politics\nSport\nSearch\nSubscribe", "Culture\nThe harbour of Westby freezes over\n2 June 2022"
    found = page(f"{menu}{gap}{article}{2 * prose}", Settings(language="en"))
    assert found.field("section") == section


@pytest.mark.parametrize("case", cases("datelines"))
def test_datelines(case: dict[str, Any]) -> None:
    found = dateline.find(case["text"], vocabulary(case.get("language", "en")))
    assert (found and found.text, found and found.agency) == (case.get("dateline"), case.get("agency"))


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("en", "Updated 20 minutes ago", "2021-05-04T10:00:00"),
        ("de", "vor 2 Tagen", "2021-05-02"),
        ("fr", "Publié il y a 3 heures", "2021-05-04T07:20:00"),
        ("ja", "5時間前", "2021-05-04T05:20:00"),
        ("pl", "2 godziny temu", "2021-05-04T08:20:00"),
        ("sv", "i går 21.15", "2021-05-03T21:15:00"),
        ("fr", "Aujourd’hui à 10h05", "2021-05-04T10:05:00"),
        ("ar", "منذ 3 ساعات", "2021-05-04T07:20:00"),
        ("ja", "昨日21:15", "2021-05-03T21:15:00"),
        ("en", "Updated 3h ago", "2021-05-04T07:20:00"),
        ("no", "3 dager siden", "2021-05-01"),
        ("sv", "20 min sedan", "2021-05-04T10:00:00"),
        ("en", "three hours of music", None),
        ("en", "3 hague judges", None),
        ("de", "vor 3 Ministern", None),
        ("fr", "Il y a 3 hommes", None),
        ("hu", "Magyar mérnökök tervezik a hidat", None),
        ("tr", "Dünya", None),
        ("hi", "कला", None),
    ],
)
def test_time_ago(language: str, text: str, iso: str | None) -> None:
    assert relative.find(text, language, datetime(2021, 5, 4, 10, 20)) == iso


def test_markdown_heading_wins_over_menu_words() -> None:
    """A page of nothing but menus gives no byline and no date."""
    done = page("Home\nNews\nSport\nLog in\nContact\n= Subscribe to read on.", Settings(language="en"))
    assert not {"authors", "byline", "date_published", "agency"} & done.fields.keys()


LINES = st.lists(
    st.one_of(
        st.text(st.characters(exclude_characters="\n"), max_size=60),
        st.sampled_from(
            [
                "By",
                "By Ann Lee",
                "Von",
                "and",
                "1 May 2020",
                "5/4/2021, 7:05 pm",
                "© 2020 A. All rights reserved.",
                "# A",
                "dpa",
            ]
        ),
    ),
    max_size=12,
)


@given(LINES, st.lists(st.floats(-6, 6), min_size=12, max_size=12), st.sampled_from(["en", "de", "ja", "ar", None]))
def test_any_page(lines: list[str], scores: list[float], language: str | None) -> None:
    """On any page: no error, fields at most once, and every span holds visible text of the source."""
    document = Document.from_text("\n".join(lines), Settings(language=language))
    shown = len(document.texts)
    scored = apply(document, [Entry("scoring", Score((*scores, *[-1.0] * shown)[:shown], "line-model"))])
    done = run(scored, [LANGUAGE, METADATA])
    for entry in done.journal:
        if isinstance(entry.edit, Field) and entry.edit.span is not None:
            start, end = entry.edit.span
            assert document.source[start:end].strip()
    marked = [e.edit.line for e in done.journal if isinstance(e.edit, Mark)]
    assert len(marked) == len(set(marked))


@given(st.text(max_size=80), st.sampled_from(["en", "de", "fr", "th", "ja", "hu", "vi", "ar"]))
def test_any_line_gives_dates_that_exist(text: str, language: str) -> None:
    for date in calendar.find(text, calendar.words(language)):
        datetime.fromisoformat(date.iso)
        assert 0 <= date.start < date.end <= len(text)


@given(
    st.dates(datetime(1990, 1, 1).date(), datetime(2090, 1, 1).date()),
    st.sampled_from(["en", "de", "fr", "es", "it", "nl", "sv", "pl", "cs", "ru", "tr", "fi", "ro", "hr", "id", "sw"]),
)
def test_a_worded_date_reads_back(day: Any, language: str) -> None:
    """Day, month and year in the language's own months come back as the same day."""
    from cleannews.languages import table

    months = table(language, "calendar").get("months") or table("en", "calendar")["months"]
    no_months = table(language, "dates").get("no_months", ())
    for month in set(months[day.month - 1]).difference(no_months):
        found = calendar.find(f"{day.day} {month} {day.year:04}", calendar.words(language))
        assert [d.iso for d in found] == [day.isoformat()], month
