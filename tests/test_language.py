"""Which language a page is in, by sentences written for these tests."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleannews.document import Document
from cleannews.engine import run
from cleannews.languages import codes, long_tail
from cleannews.languages.identification import identify
from cleannews.settings import Settings
from cleannews.stages.language import LANGUAGE

SENTENCES: dict[str, str] = tomllib.loads((Path(__file__).parent / "cases" / "languages.toml").read_text("utf-8"))[
    "sentences"
]


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_each_pack_knows_its_language(code: str) -> None:
    assert identify([SENTENCES[code]]) == code


def test_every_pack_has_its_sentence() -> None:
    assert SENTENCES.keys() == set(codes())


def test_a_menu_in_english_does_not_outvote_prose_in_another_language() -> None:
    assert identify(["Home", "News of the world", "Log in to my account", "All of the sport", SENTENCES["nl"]]) == "nl"


def test_menus_settle_it_where_the_prose_is_too_short_to_tell() -> None:
    prose = "Два человека пострадали в столкновении автобусов на трассе в среду утром, сообщили в МЧС."
    menu = ["Депутаты проголосуют по флагам", "Мужчину сняли со льда, но он не хотел", "Что это было и как"]
    assert identify([prose]) is None
    assert identify([*menu, prose]) == "ru"


def test_menus_do_not_speak_for_prose_in_another_language() -> None:
    tigrinya = "ኣብ ልዕሊ ሩባ ዘሎ ድልድል ድሕሪ ሰለስተ ሰሙን ከም ዝተኸፍተ ከንቲባ ሎሚ ሰሉስ ተዛሪቡ"
    assert identify(["All of the sport", "Log in to my account", tigrinya]) is None


def test_a_notice_in_english_above_the_article_settles_nothing() -> None:
    assert identify([SENTENCES["en"]] * 3 + [SENTENCES["nl"]] * 9) == "nl"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 34 56 +++ 78",
        "Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore magna aliqua",
        "ኣብ ልዕሊ ሩባ ዘሎ ድልድል ድሕሪ ሰለስተ ሰሙን ከም ዝተኸፍተ ከንቲባ ሎሚ ሰሉስ ተዛሪቡ",
    ],
)
def test_what_no_pack_knows_has_no_language(text: str) -> None:
    assert identify([text]) is None


def test_the_caller_knows_better() -> None:
    done = run(Document.from_text(SENTENCES["de"], Settings(language="nl")), [LANGUAGE])
    assert done.field("language") == "nl"


@given(st.lists(st.text(max_size=200), max_size=20))
def test_any_text_has_a_language_or_none(lines: list[str]) -> None:
    assert identify(lines) in {None, *codes()}


class _Library:
    """As much of py3langid as is used."""

    def __init__(self, answer: tuple[str, float]) -> None:
        self.answer = answer

    def classify(self, text: str) -> tuple[str, float]:
        return self.answer


@pytest.mark.parametrize(("answer", "code"), [(("sw", 0.99), "sw"), (("sw", 0.6), None)])
def test_the_library_is_asked_only_where_no_pack_knows(
    monkeypatch: pytest.MonkeyPatch, answer: tuple[str, float], code: str | None
) -> None:
    monkeypatch.setattr(long_tail, "_library", lambda: _Library(answer))
    unknown = (
        "Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore magna aliqua " * 2
    )
    assert run(Document.from_text(unknown), [LANGUAGE]).field("language") == code
    assert run(Document.from_text(SENTENCES["de"]), [LANGUAGE]).field("language") == "de"


def test_without_the_library_an_unknown_language_has_no_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_tail, "_library", lambda: None)
    assert long_tail.identify([SENTENCES["de"]]) is None


def test_the_long_tail_is_answered_by_the_library_itself() -> None:
    pytest.importorskip("py3langid", reason="the extra `langid` is not installed")
    welsh = "Dywedodd y maer fod y porthladd wedi rhewi am y tro cyntaf ers deng mlynedd ar hugain, ac na fydd llongau."
    assert long_tail.identify([welsh]) == "cy"
