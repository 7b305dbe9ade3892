"""The packs: complete, in step with what is made from them, and all there is to adding a language."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

import cleannews.languages as languages
from cleannews.languages import codes, fold, generate, pack
from cleannews.languages.identification import identify
from cleannews.stages.metadata import calendar
from cleannews.stages.metadata.vocabulary import vocabulary

FOLDER = Path(languages.__file__).parent
WORDS = {
    "identification": ("scripts", "function_words"),
    "calendar": ("months", "weekdays", "am", "pm", "minutes_ago", "hours_ago", "days_ago", "weeks_ago"),
    "dates": ("published", "updated", "today", "yesterday"),
    "byline": ("by", "not_by", "and", "roles"),
    "names": ("honorifics",),
    "metadata": ("sections", "rights", "furniture"),
}
OPTIONAL = {"byline": ("in", "for"), "names": ("particles",)}
AT_LEAST = {"function_words": 25, "months": 12, "weekdays": 7, "furniture": 12, "honorifics": 10}


def words_of(value: Any) -> list[str]:
    return [word for item in value for word in (item if isinstance(item, list) else [item])]


@pytest.mark.parametrize("code", codes())
def test_the_pack_is_complete(code: str) -> None:
    found = pack(code)
    assert found["name"]
    for table, keys in WORDS.items():
        for key in keys:
            assert len(found[table][key]) >= AT_LEAST.get(key, 1), (table, key)
            assert all(words_of(found[table][key])), (table, key)
    for table, keys in OPTIONAL.items():
        assert all(isinstance(found[table][key], list) for key in keys)
    assert sorted(found["calendar"]["order"]) == ["d", "m", "y"]
    assert all(1 <= number <= 12 for number in found["dates"].get("more_months", {}).values())


@pytest.mark.parametrize("code", codes())
def test_no_word_is_there_twice(code: str) -> None:
    for table, keys in WORDS.items():
        for key in keys:
            listed = [fold(word) for word in words_of(pack(code)[table][key])]
            assert len(listed) == len(set(listed)) or key in ("months", "weekdays"), (table, key, sorted(listed))


@pytest.mark.parametrize("code", codes())
def test_no_month_is_two(code: str) -> None:
    months = pack(code)["calendar"]["months"]
    named = [(fold(name), number) for number, names in enumerate(months, 1) for name in names]
    assert len({name for name, _ in named}) == len(named)


def test_there_are_the_languages_that_were_asked_for() -> None:
    asked = "en de fr es it pt nl sv no da fi pl cs tr ru uk el ja ko zh ar he id vi"
    assert set(asked.split()) <= set(codes())


def test_the_index_of_function_words_is_in_step_with_the_packs() -> None:
    """After a change to a pack: python -m cleannews.languages.generate --words."""
    assert (resources.files(languages) / "function_words.json").read_text("utf-8") == generate.function_words()


def test_the_calendars_are_in_step_with_cldr(tmp_path: Path) -> None:
    """After a change to the generator, or with a new Babel: python -m cleannews.languages.generate."""
    babel = pytest.importorskip("babel", reason="packs are made with Babel")
    if babel.__version__.split(".")[:2] != generate.BABEL.split("."):
        pytest.skip(f"CLDR of Babel {generate.BABEL}")
    for path in sorted(FOLDER.glob("*.toml")):
        copy = tmp_path / path.name
        copy.write_text(path.read_text("utf-8"), "utf-8")
        generate.renew(copy)
        assert copy.read_text("utf-8") == path.read_text("utf-8"), path.name


def test_a_new_language_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack put beside the others is identified, and its dates and bylines are read, with no code changed."""
    for path in FOLDER.iterdir():
        if path.suffix in (".toml", ".json", ".txt"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "xx.toml").write_text(NEW, "utf-8")
    caches = [languages.codes, languages.pack, calendar.words, vocabulary]
    from cleannews.languages import identification

    caches += [identification._data, identification._written]
    monkeypatch.setattr(languages.resources, "files", lambda package: tmp_path)
    try:
        for cached in caches:
            cached.cache_clear()
        (tmp_path / "function_words.json").write_text(generate.function_words(), "utf-8")
        for cached in caches:
            cached.cache_clear()
        assert "xx" in json.loads(generate.function_words())["scripts"]
        assert (
            identify(["Blu zon ma trel koa blu zon ma trel koa gint vask blu zon ma trel koa pilt norv blu zon."])
            == "xx"
        )
        assert [d.iso for d in calendar.find("3 gluvo 2021", calendar.words("xx"))] == ["2021-01-03"]
        assert "pwe" in vocabulary("xx").by
    finally:
        monkeypatch.undo()
        for cached in caches:
            cached.cache_clear()


NEW = """
name = "Xhosk"
[identification]
scripts = ["LATIN"]
function_words = ["blu", "zon", "ma", "trel", "koa"]
[calendar]
order = "dmy"
months = [["gluvo"], ["b"], ["c"], ["d"], ["e"], ["f"], ["g"], ["h"], ["i"], ["j"], ["k"], ["l"]]
[dates]
published = ["wod"]
[byline]
by = ["pwe"]
"""
