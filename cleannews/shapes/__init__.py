"""Shapes: the article as other formats and libraries name its parts, one module each.

A shape is a pure function from an article to plain dicts, lists, strings and numbers, and the table that documents it.

>>> from cleannews import clean
>>> from cleannews.shapes import shape
>>> article = clean("Pier closed\\n\\nThe pier is closed until May, the harbour office said on Monday.")
>>> shape("json-feed")(article)["content_text"]
'The pier is closed until May, the harbour office said on Monday.'
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from operator import attrgetter
from typing import Any, NamedTuple

from cleannews.article import Article

NATIVE, FEED = "native", "json-feed"
SHAPES = (
    "schema-org",
    "ninjs",
    FEED,
    "datatrove",
    "dolma",
    "dolma-attributes",
    "trafilatura",
    "newspaper4k",
    "flat",
)
"""The names of the shapes.  The record itself, `Article.record`, is called native and is none of them."""


class Key(NamedTuple):
    """A key of a shape: its name, what of the article it `holds`, and how that is made.

    Without `value`, `holds` is the name of the article's field, taken as it is.
    """

    name: str
    holds: str
    value: Callable[[Article], Any] | None = None

    def of(self, article: Article) -> Any:
        """What the key holds for this article."""
        return attrgetter(self.holds)(article) if self.value is None else self.value(article)


class Shape(NamedTuple):
    """An article as another format has it.

    `title` and `specification` say which format and where it is described, `lost` what of the record has no place in
    it.  Keys without a value are null, or left out if the shape is `sparse`.  Articles for a shape that wants
    `explain` are made with `clean(text, explain=True)`.  One that stands `in_html` must be written without "<", or a
    page's text could end the script that it stands in: the command does so.
    """

    title: str
    specification: str
    keys: tuple[Key, ...]
    lost: str
    sparse: bool = False
    explain: bool = False
    in_html: bool = False

    def __call__(self, article: Article) -> dict[str, Any]:
        """Return the article in this shape; raises `ValueError` if it lists nothing removed and the shape needs it."""
        if self.explain and article.removed is None:
            raise ValueError("this shape needs what was removed: clean(text, explain=True)")
        made = {key.name: key.of(article) for key in self.keys}
        return {name: value for name, value in made.items() if value is not None} if self.sparse else made


def shape(name: str) -> Shape:
    """Return the shape of that name, one of `SHAPES`; raises `ValueError` for another."""
    if name not in SHAPES:
        raise ValueError(f"no shape named {name}; the shapes are {', '.join(SHAPES)}")
    found: Shape = import_module(f"cleannews.shapes.{name.replace('-', '_')}").SHAPE
    return found


def explained(name: str) -> bool:
    """Whether articles must list what was removed for the shape of that name."""
    return name != NATIVE and shape(name).explain


def table(name: str) -> str:
    """Return a shape's keys and what each holds, and what is lost, as a Markdown table."""
    found = shape(name)
    rows = "".join(f"| `{key.name}` | {key.holds} |\n" for key in found.keys)
    left_out = "Keys without a value are left out.  " if found.sparse else ""
    return (
        f"{found.title}: {found.specification}\n\n| key | holds |\n|---|---|\n{rows}\n{left_out}"
        f"Not in it: {found.lost}\n"
    )
