"""Drop-in shapes against the real extractor's output for the same page, which both get in their own way.

`page.html` goes to the extractor, `page.txt`, the same page flattened, to cleannews.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from samples import ARTICLES

from cleannews import clean
from cleannews.cleaning import Page, clean_page
from cleannews.pipeline import select
from cleannews.shapes import shape

WHY = "it is in the extra dev; newspaper4k wants an older dateutil than that, and has an environment of its own in CI"
HTML = (Path(__file__).parent / "page.html").read_text("utf-8")
URL = "https://westby.example/ferry"
PAGE = Page.from_text((Path(__file__).parent / "page.txt").read_text("utf-8"))
ARTICLE = clean_page(PAGE._replace(source=PAGE.source._replace(url=URL)), select())


def trafilatura() -> dict[str, Any]:
    library = pytest.importorskip("trafilatura", reason=WHY)
    made: dict[str, Any] = json.loads(library.extract(HTML, url=URL, output_format="json", with_metadata=True))
    return made


def newspaper() -> dict[str, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it would like nltk
        library = pytest.importorskip("newspaper", reason=WHY)
    made: dict[str, Any] = library.article(URL, input_html=HTML).to_json(False)
    return made


REAL = {"trafilatura": trafilatura, "newspaper4k": newspaper}
# Here the library itself is of two minds: null on this page, and a string or a list on others.
OTHERWISE = {"trafilatura": set(), "newspaper4k": {"tags"}}


@pytest.mark.parametrize("name", REAL)
def test_the_keys_are_the_extractors(name: str) -> None:
    theirs = REAL[name]()
    for article in [ARTICLE, *ARTICLES]:
        assert set(shape(name)(article)) == set(theirs)


@pytest.mark.parametrize("name", REAL)
def test_what_is_a_string_or_a_list_there_is_one_here(name: str) -> None:
    theirs = REAL[name]()
    for article in [ARTICLE, *ARTICLES]:
        ours = shape(name)(article)
        for key in theirs.keys() - OTHERWISE[name]:
            assert None in (ours[key], theirs[key]) or type(ours[key]) is type(theirs[key]), key


SAME = {
    "trafilatura": ("title", "author", "hostname", "date", "source", "source-hostname", "comments", "tags"),
    "newspaper4k": ("url", "title", "authors", "language", "canonical_link", "meta_site_name", "images", "summary"),
}


@pytest.mark.parametrize("name", REAL)
def test_on_a_plain_page_the_values_are_the_extractors_too(name: str) -> None:
    theirs, ours = REAL[name](), shape(name)(ARTICLE)
    assert {key: ours[key] for key in SAME[name]} == {key: theirs[key] for key in SAME[name]}
    assert theirs["text"].endswith(ours["text"])  # what stands before it there is the headline or the byline


def test_the_page_is_clean() -> None:
    """Else the comparison would show little."""
    assert [p.text[:8] for p in clean(PAGE.text).paragraphs] == ["The ferr", "“We wait", "Season t"]
