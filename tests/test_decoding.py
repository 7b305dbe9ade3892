"""Bytes to text: every page can be read, and the record says what was assumed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleannews import clean
from cleannews.cleaning import Page
from cleannews.decoding import BinaryInput, before_references, decode, with_plain_blanks, without_references

GERMAN = "Der Bürgermeister räumte „Versäumnisse“ ein. " * 5
POLISH = "Premier powiedział we środę, że rząd będzie wspierał mieszkańców dotkniętych powodzią. " * 5
RUSSIAN = "Президент заявил в среду, что правительство поддержит жителей. " * 5
JAPANESE = "首相は水曜日、政府が被災者を支援すると述べた。" * 5

READ = [
    (GERMAN, "utf-8", "utf-8", 0),
    (GERMAN, "utf-8-sig", "utf-8-sig", 0),
    (GERMAN, "utf-16", "utf-16", 0),
    (GERMAN, "utf-32", "utf-32", 0),
    (GERMAN, "cp1252", "cp1252", 1),
    (POLISH, "cp1250", "cp1250", 1),
    (RUSSIAN, "cp1251", "cp1251", 1),
    (JAPANESE, "shift_jis", "cp932", 1),
]


@pytest.mark.parametrize(("text", "written", "read", "warnings"), READ, ids=[w for _, w, *_ in READ])
def test_encodings(text: str, written: str, read: str, warnings: int) -> None:
    decoded = decode(text.encode(written))
    assert (decoded.text, decoded.encoding, len(decoded.warnings)) == (text, read, warnings)


@given(st.text(st.sampled_from("&;#x10aAmp nbsp\n<"), max_size=80))
def test_references_change_no_line_number(text: str) -> None:
    read, _ = without_references(text)
    assert read.count("\n") == text.count("\n")
    assert len(read) <= len(text)


REFERENCES = ["a", "&amp;", "&#8217;", "&#1;", "&#10;", "&R;", r"\u201c", r"\ud83d", r"\ude00", r"\u000a", "\n", "😀"]


@given(st.lists(st.sampled_from(REFERENCES)).map("".join))
def test_offsets_are_those_of_the_references_that_were_read(text: str) -> None:
    text += "&amp;&amp;"
    read, _ = without_references(text)
    came = before_references(text)
    stretches = [text[came(at) : came(at + 1)] for at in range(len(read))]
    assert "".join(stretches) == text
    assert [without_references(f"{stretch}&amp;&amp;")[0] for stretch in stretches] == [f"{c}&&" for c in read]


def test_references_to_characters_are_read_with_a_warning() -> None:
    page = "The mayor said &ldquo;we&#8217;ll see&rdquo; &ndash; and left &quot;the hall&#10;at noon&quot;."
    article = clean(page)
    assert article.text == 'The mayor said “we’ll see” – and left "the hall at noon".'
    assert article.warnings == ["7 references to characters read"]
    assert article.id == Page.from_text(page).id


@pytest.mark.parametrize("blank", ["\u00a0", "&nbsp;", "\u202f"])
def test_a_page_of_non_breaking_blanks_is_read_as_one_of_plain_ones(blank: str) -> None:
    page = (Path(__file__).parents[1] / "examples" / "frozen-harbour.txt").read_text("utf-8")
    plain, fixed = clean(page), clean(page.replace(" ", blank))
    assert fixed.text == plain.text
    assert (fixed.headline, fixed.authors) == (plain.headline, plain.authors)
    assert fixed.warnings[-1].endswith("non-breaking blanks read as plain ones")


@given(st.text(st.sampled_from("a \u00a0\u2009\u3000\n")))
def test_plain_blanks_change_no_offset(text: str) -> None:
    read, said = with_plain_blanks(text)
    assert len(read) == len(text)
    assert read.split() == text.split()
    assert said or read == text


def test_a_damaged_page_is_read_with_a_warning() -> None:
    decoded = decode(GERMAN.encode() + b"\xff\xc3")
    assert decoded.text.startswith(GERMAN)
    assert decoded.warnings == ("damaged utf-8: what could not be decoded is U+FFFD",)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", bytes(range(32)) * 9, b"\x1f\x8b\x08\0\0\0\0\0\0\x03"]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(BinaryInput):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_give_writable_text_or_a_refusal(data: bytes) -> None:
    try:
        decode(data).text.encode()
    except BinaryInput:
        assert data
