"""HTML is parsed in time linear in its length, however deep or broken it is; what cannot be is refused."""

from __future__ import annotations

import io

import pytest
from hostile.growth import doubled

from cleannews.cleaning import Page
from cleannews.formats import Reading, Unreadable, reader

READING = Reading(format="html")
SIZE = 400_000
MOST = 3.0
"""Times the time that twice the page may take: quadratic is 4, and large trees fill the processor's caches."""
TAGS = (
    "div",
    "b",
    "table",
    "table><tr><td",
    "ul",
    "blockquote",
    "p",
    "a",
    "svg",
    "template",
    "select",
    "pre",
    "script",
)
UNITS = {tag: f"<{tag}>" for tag in TAGS} | {
    "closed": "</p>", "comments": "<!--", "entities": "&amp;", "half entities": "&am", "open": "<", "open tags": "<a ",
    "paragraphs": "<p>The ice is thick.</p>", "the same attribute": "<p a=1 a=2>", "data": "<![CDATA[",
}  # fmt: skip


def read(html: str) -> Page | Unreadable:
    (page,) = reader("a.html", READING).read(io.BytesIO(html.encode()), "a.html", READING)
    return page


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_html_is_read_in_linear_time(unit: str) -> None:
    assert isinstance(read(unit * (SIZE // len(unit))), Page)
    assert doubled(read, lambda size: unit * (size // len(unit)), SIZE, MOST) <= MOST


def test_nested_elements_are_read_to_the_innermost() -> None:
    page = read("<div>" * 50_000 + "ice" + "</div>" * 50_000)
    assert isinstance(page, Page)
    assert page.text.strip() == "ice"


@pytest.mark.parametrize("attribute", [' a{}="b"', " a{}", "/a{}", 'a{}=""', "\na{}='<'"])
def test_a_tag_of_too_many_attributes_is_refused(attribute: str) -> None:
    """Each is compared with all before it: 100,000 of them took 19 seconds."""
    refused = read("<p " + "".join(map(attribute.format, range(100_000))) + ">ice</p>")
    assert isinstance(refused, Unreadable)
    assert str(refused) == "a tag with more than 5,000 attributes"
    assert isinstance(read("<p " + "".join(map(attribute.format, range(1000))) + ">ice</p>"), Page)


def test_long_stretches_without_a_tag_are_text() -> None:
    words = " ".join(f"word{n}" for n in range(20_000))
    assert isinstance(read(f"<p>{words}</p><script>if (a < b) {{ x = '{words}' }}</script>"), Page)
