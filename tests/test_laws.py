"""What holds for any page whatever: nothing vanishes unnamed, the journal replays, offsets tell the truth."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from strategies import PAGES

from cleannews import clean, engine
from cleannews.article import project
from cleannews.document import Document
from cleannews.pipeline import STAGES
from cleannews.text import INVISIBLE, tidy


def finished(page: str) -> Document:
    return engine.run(Document.from_text(page), STAGES)


def visible(page: str) -> set[int]:
    return {i for i, c in enumerate(page) if not c.isspace() and not INVISIBLE.match(c)}


@given(PAGES)
def test_conservation(page: str) -> None:
    """Every visible character is in the body or named by exactly one edit."""
    document = finished(page)
    article = project(document, id="x", explain=True)
    covered = Counter(i for cut in article.removed or () for i in range(cut.start, cut.end))
    for paragraph in document.paragraphs():
        covered.update(i for piece in document.pieces(paragraph.line) for i in range(*piece))
    assert {i: covered[i] for i in visible(document.source)} == dict.fromkeys(visible(document.source), 1)


@given(PAGES)
def test_replay(page: str) -> None:
    """Applying the journal to the untouched page gives the finished document."""
    document = finished(page)
    assert engine.replay(Document.from_text(page), document.journal) == document


@given(PAGES)
def test_span_truth(page: str) -> None:
    """Every offset points at what it claims."""
    document = finished(page)
    article = project(document, id="x", explain=True)
    for cut in article.removed or ():
        assert cut.text == document.source[cut.start : cut.end]
    for shown, paragraph in zip(article.paragraphs, document.paragraphs(), strict=True):
        if paragraph.line not in document.cuts:
            assert tidy(document.source[shown.start : shown.end]) == shown.text
    for quote in article.quotes:
        assert quote.text == " ".join(article.text[part.start : part.end] for part in quote.parts)
        assert all(0 <= part.start < part.end <= len(article.text) for part in quote.parts)
    for field in document.fields.values():
        assert field.span is None or tidy(document.source[slice(*field.span)])


@given(PAGES)
def test_the_text_is_its_paragraphs(page: str) -> None:
    """`text` is the paragraphs with an empty line between them, and no paragraph is empty."""
    article = clean(page)
    assert article.text == "\n\n".join(p.text for p in article.paragraphs)
    assert all(p.text == tidy(p.text) != "" for p in article.paragraphs)


@given(PAGES)
def test_the_same_page_gives_the_same_record(page: str) -> None:
    assert clean(page, explain=True).record() == clean(page, explain=True).record()


@pytest.mark.parametrize("stage", [stage.name for stage in STAGES])
def test_every_rule_is_documented_in_one_line(stage: str) -> None:
    rules = next(s.rules for s in STAGES if s.name == stage)
    assert rules
    for name, text in rules.items():
        assert name == name.lower()
        assert " " not in name
        assert text.endswith(".")
        assert "\n" not in text
