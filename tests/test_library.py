"""cleannews as a library: what `clean` takes, what it raises, what importing it costs."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import cleannews
from cleannews import Article, Settings, StageError, clean, explain
from cleannews.profiles import Profile, Site, key

EXAMPLE = (Path(__file__).parent.parent / "examples" / "frozen-harbour.txt").read_text("utf-8")
AGO = """Ferry back

By Ann Lee

3 hours ago

The ferry was back in the harbour on Thursday, its owner said.

It sails on Monday."""


def test_an_argument_is_what_the_setting_is() -> None:
    given: dict[str, Any] = {"language": "de", "strictness": "high", "reference_time": datetime(2024, 1, 18, 12)}
    assert clean(EXAMPLE, **given) == clean(EXAMPLE, settings=Settings(**given))
    assert clean(EXAMPLE, language="de").language == "de"


def test_an_argument_goes_above_the_settings() -> None:
    settings = Settings(language="de", reference_time=datetime(2024, 1, 18, 12))
    article = clean(AGO, settings=settings, language="en")
    assert (article.language, article.date_published) == ("en", "2024-01-18T09:00:00")


def test_relative_dates_need_a_reference() -> None:
    assert clean(AGO).date_published is None


def test_a_reference_may_have_an_offset() -> None:
    now = datetime.fromisoformat("2024-01-18T12:00:00+02:00")
    assert clean(AGO, reference_time=now).date_published == "2024-01-18T09:00:00+02:00"


def test_paths_are_taken_as_paths(tmp_path: Path) -> None:
    path = tmp_path / "site.profile"
    path.write_text(Profile({"a.example": Site(9, {key("It sails on Monday."): 9})}).dumps(), "utf-8")
    assert "It sails on Monday." in clean(AGO).text
    assert "It sails on Monday." not in clean(AGO, profile=path).text


def test_explain_is_what_was_removed() -> None:
    assert explain(EXAMPLE) == clean(EXAMPLE, explain=True).removed
    assert clean(EXAMPLE).removed is None


@pytest.mark.parametrize("page", [b"bytes", None, float("nan")])
def test_what_is_no_text_is_refused(page: Any) -> None:
    """None and NaN are what a data frame has where there is no page."""
    with pytest.raises(TypeError, match="a page is a string, not"):
        clean(page)


WRONG = [
    ({"strictness": "higher"}, ValueError, "strictness is one of low, normal, high"),
    ({"language": "eng"}, ValueError, "no language 'eng'; there are af, ar"),
    ({"reference_time": "2026-01-01"}, TypeError, "reference_time is a datetime, not str"),
    ({"stages": ["speling"]}, StageError, "no stage named speling"),
    ({"model": "/nowhere"}, StageError, "/nowhere"),
    ({"profile": "/nowhere"}, StageError, "/nowhere"),
]


@pytest.mark.parametrize(("options", "error", "message"), WRONG, ids=lambda case: str(case)[:20])
def test_what_is_raised_is_what_is_documented(options: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        clean(EXAMPLE, **options)
    assert issubclass(StageError, ValueError)


def test_the_names_are_there_and_no_others() -> None:
    assert all(hasattr(cleannews, name) for name in cleannews.__all__)
    assert isinstance(clean(""), Article)
    with pytest.raises(AttributeError, match="no attribute 'cleaned'"):
        cleannews.cleaned  # noqa: B018


def test_the_types_resolve() -> None:
    """For tools that read annotations at run time."""
    names = {name: getattr(cleannews, name) for name in cleannews.__all__}
    names |= {"datetime": datetime, "PathLike": Path, "Strictness": str, "Collection": list, "Sequence": list}
    assert get_type_hints(clean, localns={**names, "Path": Path, "PathLike": list})["return"] is Article


def test_importing_it_loads_nothing_of_it() -> None:
    code = "import sys, cleannews; print(*(m for m in sys.modules if m.startswith('cleannews')))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).split() == ["cleannews"]


def test_the_command_loads_no_shape_and_shapes_load_no_command() -> None:
    """The native path must not pay for what it does not use."""
    code = (
        "import sys; from cleannews.cli import main; sys.argv[1:] = ['-']\n"
        "try: main()\nexcept SystemExit: print(*(m for m in sys.modules if m.startswith('cleannews.shapes')))"
    )
    done = subprocess.run([sys.executable, "-c", code], input=EXAMPLE, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "cleannews.shapes"
