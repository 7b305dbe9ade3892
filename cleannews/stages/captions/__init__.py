"""Pair captions with their alternative texts and credits, and drop repeats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleannews.document import Document
from cleannews.edits import Drop, Edit, Figure
from cleannews.engine import Stage
from cleannews.stages.captions import repeats
from cleannews.stages.captions.features import facts
from cleannews.stages.captions.lines import Line, key
from cleannews.stages.captions.model import enough, log_odds
from cleannews.stages.captions.page import Page
from cleannews.stages.captions.pairing import pair
from cleannews.stages.captions.region import prose_lines, read_region
from cleannews.stages.captions.signs import candidates
from cleannews.stages.captions.vocabulary import words

RULES: dict[str, str] = {
    "caption-with-credit": "A caption on one line with its picture's credit.",
    "credit-beside-caption": "A caption with its picture's credit on the line below or above.",
    "caption-twice": "A caption that also stands beside itself as the picture's alternative text.",
    "caption-by-shape": "A line that reads and stands as captions do.",
    "picture-described": "A picture's description, by the mark that stood before it.",
    "caption-again": "A caption that was taken from another place of the page already.",
    "credit-alone": "A picture's credit whose caption is not there.",
    "same-as-headline": "A line that only says the headline again.",
    "same-as-other-line": "A line that stands elsewhere on the page word for word.",
    "article-again": "One long line that says what the paragraphs say, as a hidden copy of the article does.",
    "within-a-paragraph": "A pull quote or teaser: a longer line says the same.",
}


UNLIKELY = 1.0
"""Log-odds of being body that a credit without a picture has at most."""


def propose(document: Document) -> Iterator[Edit]:
    """Pair captions with their alternative texts and credits, and drop repeats."""
    prose = prose_lines(document)
    taken: set[int] = set()
    if prose:
        picture_words = words(document.field("language"))
        lines = read_region(document, prose, picture_words)
        for edit in _figures(Page(document, prose, picture_words, lines), lines):
            taken.update(edit.lines)
            yield edit
        for place, line in lines.items():
            if line.kind == "credit" and place not in taken and _alone(line, document.scores[place]):
                taken.add(place)
                yield Drop((place,), "credit-alone")
    for repeat in repeats.find(document, taken):
        yield Drop((repeat.line,), repeat.rule, repeats=repeat.kept)


def _alone(line: Line, score: float) -> bool:
    """Whether a credit that no picture took is to go: it is one for sure, no other stage has it, it is no prose."""
    sure = line.credit is not None and line.credit.form in ("word", "sign", "agency")
    return sure and not line.labelled and score < UNLIKELY


def _figures(page: Page, lines: Mapping[int, Line]) -> Iterator[Figure | Drop]:
    accepted = dict.fromkeys(_captions(page))
    taken: set[int] = set()
    first: dict[str, int] = {}
    for place in accepted:
        if place in taken:
            continue
        picture = pair(place, page, taken, accepted)
        taken.update(members := picture.lines(lines, taken))
        same = key(picture.text)
        if same in first:
            yield Drop(members, "caption-again", repeats=first[same])
        else:
            first[same] = place
            yield Figure(members, picture.text, picture.alt, picture.credit, picture.rule)


def _captions(page: Page) -> list[int]:
    """The lines that the weights take for captions, in order; of two around one credit the likelier."""
    found: dict[int, float] = {}
    last = -1  # the last that only the credit below it speaks for
    for place, sign, alike in candidates(page):
        sure = log_odds(facts(page, place, sign, alike))
        if sure <= enough(sign, page.scores[place], page.is_made(place)):
            continue
        if sign == "above" and last >= 0 and page.beyond(place, -1).place == last:
            if found[last] >= sure:
                continue
            del found[last]
        found[place] = sure
        last = place if sign.startswith("below") else -1
    return list(found)


CAPTIONS = Stage("captions", propose, RULES, needs=frozenset({"language", "scores"}), gives=frozenset({"captions"}))
