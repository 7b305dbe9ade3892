"""A page as the report's script reads it: short lists, names as numbers, every text safe to show.

The lists are documented where `report.js` reads them.  Names are numbers so that a search in a page's data finds
the page's words only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cleannews.article import Article
from cleannews.report.numbers import FIELDS, page_name
from cleannews.report.pages import Examined
from cleannews.report.stretches import stretches
from cleannews.terminal import safe

Numbering = defaultdict[str, int]


def numbering() -> Numbering:
    """Return a dict that numbers its keys in the order in which they are first asked for.

    >>> number = numbering()
    >>> number["a"], number["b"], number["a"]
    (0, 1, 0)
    """
    numbers: Numbering = defaultdict()
    numbers.default_factory = numbers.__len__
    return numbers


def entry(page: Examined) -> dict[str, Any]:
    """The page's entry in the list of pages: how it is called, and what it can be filtered by."""
    article = page.article
    found = sorted({cut.rule for cut in article.removed or ()})
    return {
        "title": safe(article.headline or (article.paragraphs[0].text[:100] if article.paragraphs else "no article")),
        "name": safe(page_name(article.source, article.id)),
        "length": len(article.text),
        "facets": {
            "language": [safe(article.language or "?")],
            "site": [safe(article.source.site or ".")],
            "speaker": sorted({safe(quote.speaker) for quote in article.quotes if quote.speaker}),
            "rule": found,
            "without": [field for field in (*FIELDS, "captions", "quotes") if not getattr(article, field)]
            + ([] if article.paragraphs else ["article"]),
        },
    }


def view(page: Examined, names: Numbering, rules: Numbering) -> list[Any]:
    """The page itself: `[segments, facts, blocks, speakers, warnings]`."""
    article = page.article
    speakers = numbering()
    blocks = list(_blocks(article, names, speakers))
    facts = [[names[field], safe(_shown(value))] for field in FIELDS if (value := getattr(article, field))]
    warnings = [safe(warning) for warning in article.warnings]
    return [list(_segments(page, names, rules)), facts, blocks, [safe(speaker) for speaker in speakers], warnings]


def _shown(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _segments(page: Examined, names: Numbering, rules: Numbering) -> Iterator[list[Any]]:
    """The whole source in order: `[text]` where it is blank, `[text, role, rule, score, repeats]` where it is not."""
    at = 0
    for stretch in stretches(page.document):
        if stretch.start > at:
            yield [_source(page.document.source[at : stretch.start])]
        rule = rules[stretch.rule] if stretch.rule else None
        yield [_source(stretch.text), names[stretch.role], rule, stretch.score, stretch.repeats]
        at = stretch.end
    if at < len(page.document.source):
        yield [_source(page.document.source[at:])]


def _source(text: str) -> str:
    return safe(text.replace("\r\n", "\n"))


def _blocks(article: Article, names: Numbering, speakers: Numbering) -> Iterator[list[Any]]:
    """The article in order: `[role, runs]`; a caption has its credit as a third item."""
    captions = sorted(article.captions, key=lambda caption: caption.before_paragraph, reverse=True)
    quoted = _quoted(article, speakers)
    start = 0
    for number, paragraph in enumerate(article.paragraphs):
        while captions and captions[-1].before_paragraph <= number:
            caption = captions.pop()
            yield [names["caption"], [[safe(caption.text)]], safe(caption.credit or "")]
        end = start + len(paragraph.text)
        yield [names[paragraph.role], list(_runs(article.text, start, end, quoted))]
        start = end + 2
    for caption in reversed(captions):
        yield [names["caption"], [[safe(caption.text)]], safe(caption.credit or "")]


def _quoted(article: Article, speakers: Numbering) -> list[tuple[int, int, int, str]]:
    """Where words are quoted, last first: (start, end, number of the speaker or -1, what is known of the quotation)."""
    found = []
    for quote in article.quotes:
        who = quote.speaker or quote.mention
        told = ", ".join(filter(None, (who or "speaker unknown", quote.cue, quote.kind)))
        number = speakers[who] if who else -1
        found += [(part.start, part.end, number, safe(told)) for part in quote.parts]
    return sorted(found, reverse=True)


def _runs(text: str, start: int, end: int, quoted: list[tuple[int, int, int, str]]) -> Iterator[list[Any]]:
    """The text from `start` to `end` in pieces: `[text]`, or `[text, speaker, told]` where it is quoted.

    A quotation inside another is part of that one.

    >>> list(_runs("He said yes to all.", 0, 19, [(10, 11, 1, "b"), (8, 18, 0, "a")]))
    [['He said '], ['yes to all', 0, 'a'], ['.']]
    """
    at = start
    while quoted and quoted[-1][0] < end:
        first, last, number, told = quoted.pop()
        if first >= at:
            yield [safe(text[at:first])]
            yield [safe(text[first : min(last, end)]), number, told]
            at = min(last, end)
    yield [safe(text[at:end])]
