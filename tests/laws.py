"""What holds for any page whatever: nothing vanishes unnamed, the journal replays, offsets tell the truth.

Each law takes a finished document; `check` asks for all of them and for a record that can be written.
"""

from __future__ import annotations

import json

from cleannews import engine
from cleannews.article import Article, project
from cleannews.document import Document
from cleannews.formats import write_json, write_jsonl
from cleannews.pipeline import STAGES
from cleannews.settings import DEFAULT, Settings
from cleannews.text import INVISIBLE, tidy


def finished(page: str, settings: Settings = DEFAULT) -> Document:
    return engine.run(Document.from_text(page, settings), STAGES)


def explained(document: Document) -> Article:
    return project(document, id="x", explain=True)


def conservation(document: Document) -> None:
    """Every visible character is in the body or named by exactly one edit."""
    spans = [(cut.start, cut.end) for cut in explained(document).removed or ()]
    for paragraph in document.paragraphs():
        for line in range(paragraph.line, paragraph.last + 1):
            spans += document.pieces(line)
    at = 0
    for start, end in sorted(spans):
        assert start >= at, f"named twice: {document.source[start:at]!r}"
        _nothing_visible(document.source[at:start])
        at = end
    _nothing_visible(document.source[at:])


def _nothing_visible(left: str) -> None:
    assert not INVISIBLE.sub("", left).strip(), f"named by nobody: {left!r}"


def replay(document: Document) -> None:
    """Applying the journal to the untouched page gives the finished document."""
    untouched = Document.from_text(document.source, document.settings)
    assert engine.replay(untouched, document.journal) == document


def span_truth(document: Document) -> None:
    """Every offset points at what it claims."""
    article = explained(document)
    for cut in article.removed or ():
        assert cut.text == document.source[cut.start : cut.end]
    for shown, paragraph in zip(article.paragraphs, document.paragraphs(), strict=True):
        if document.cuts.keys().isdisjoint(range(paragraph.line, paragraph.last + 1)):
            assert tidy(document.source[shown.start : shown.end]) == shown.text
    for quote in article.quotes:
        assert quote.text == " ".join(article.text[part.start : part.end] for part in quote.parts)
        assert all(0 <= part.start < part.end <= len(article.text) for part in quote.parts)
    for field in document.fields.values():
        assert field.span is None or tidy(document.source[slice(*field.span)])


def text_is_its_paragraphs(document: Document) -> None:
    """`text` is the paragraphs with an empty line between them, and no paragraph is empty."""
    article = explained(document)
    assert article.text == "\n\n".join(p.text for p in article.paragraphs)
    assert all(p.text == tidy(p.text) != "" for p in article.paragraphs)


def written(document: Document) -> None:
    """The record is one line of JSON in UTF-8, and the same in every layout."""
    article = explained(document)
    line = write_jsonl.write(article)
    assert len(line.splitlines()) == 1
    assert json.loads(line.encode()) == json.loads(write_json.write(article)) == article.record()


LAWS = (conservation, replay, span_truth, text_is_its_paragraphs, written)


def check(page: str, settings: Settings = DEFAULT) -> Document:
    """Clean a page (without lone surrogates: see `cleaning.Page.from_text`) and ask for every law."""
    document = finished(page, settings)
    for law in LAWS:
        law(document)
    return document
