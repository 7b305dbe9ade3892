"""Front matter for a parser of YAML 1.2; `test_formats` has one of 1.1, and Markdown itself for CommonMark and GFM."""

from __future__ import annotations

import pytest
from hypothesis import given
from samples import FULL
from strategies import ANY_TEXT

from cleannews.formats import write_markdown

yaml = pytest.importorskip("ruamel.yaml", reason="it is in the extra dev")


def test_front_matter_is_the_same_in_yaml_1_2() -> None:
    _, matter, _ = write_markdown.write(FULL).split("---\n", 2)
    read = yaml.YAML(typ="safe", pure=True).load(matter)
    assert read["title"] == FULL.headline
    assert read["author"] == FULL.authors
    assert read["date"] == FULL.date_published
    assert {type(value) for value in read.values()} == {str, list}


@given(text=ANY_TEXT)
def test_any_text_is_a_scalar_of_yaml_1_2(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    parser = yaml.YAML(typ="safe", pure=True)
    assert parser.load(f"a: {write_markdown.scalar(text)}\n") == {"a": text}
