"""A file of HTML is one page; resiliparse flattens it, as Common Crawl's WET files are made.

One that is named so and holds no tag was flattened before, and is read as text.
"""

from __future__ import annotations

import re

from cleannews.article import Source
from cleannews.cleaning import Page
from cleannews.formats import Reading, Record, Unreadable, read_text
from cleannews.formats.read_text import records

__all__ = ["WHOLE", "page", "records"]
WHOLE = True
MOST_ATTRIBUTES = 5_000
"""Attributes of one tag that are parsed: the parser compares each with each, so that 100,000 take 20 seconds."""
_TAG = re.compile("<[A-Za-z]")
_TAGGED = re.compile(rb"\A[^\0-\x08<]*<[!?/A-Za-z]")
_BETWEEN = str.maketrans(dict.fromkeys("/\"'", " "))

_HOW = (
    "this is HTML, and cleannews reads flattened text: pip install 'cleannews[html]', "
    "or flatten it first (w3m -dump, html2text, inscriptis, lynx -dump)"
)


def page(record: Record, path: str | None, reading: Reading) -> Page:
    """Flatten the page; raises `Unreadable` without the extra `html`."""
    if reading.format == "auto" and not _TAGGED.match(record.data):
        return read_text.page(record, path, reading)
    try:
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.encoding import bytes_to_str, detect_encoding
        from resiliparse.parse.html import HTMLTree
    except ImportError as reason:
        raise Unreadable(_HOW) from reason
    html = bytes_to_str(record.data, detect_encoding(record.data) or "utf-8")
    refuse_endless_tags(html)
    tree = HTMLTree.parse(html)
    text = extract_plain_text(tree, preserve_formatting=True, main_content=False, alt_texts=True)
    return Page.from_text(text, Source(path, record.number, canonical(tree)))


def refuse_endless_tags(html: str) -> None:
    """Raise `Unreadable` for a tag with too many attributes, which no page has."""
    for piece in html.split(">"):
        if len(piece) > MOST_ATTRIBUTES and (tag := _TAG.search(piece)):
            words = piece[tag.start() :].translate(_BETWEEN).split()
            if len(words) > MOST_ATTRIBUTES and len(set(words)) > MOST_ATTRIBUTES:
                raise Unreadable(f"a tag with more than {MOST_ATTRIBUTES:,} attributes")


def canonical(tree: object) -> str | None:
    """The address that the page gives itself."""
    head = getattr(tree, "head", None)
    link = head.query_selector("link[rel=canonical]") if head is not None else None
    address = link.getattr("href") if link is not None else None
    return address if isinstance(address, str) and address.startswith(("http://", "https://")) else None
