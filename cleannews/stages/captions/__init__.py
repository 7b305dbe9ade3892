"""Pair captions with their alternative texts and credits, and drop repeats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleannews.document import STANDING, Document
from cleannews.edits import Drop, Edit, Figure
from cleannews.engine import Stage
from cleannews.stages.captions import repeats
from cleannews.stages.captions.credits import words
from cleannews.stages.captions.features import Page, candidates, facts
from cleannews.stages.captions.lines import Line, strong
from cleannews.stages.captions.model import THRESHOLD, log_odds
from cleannews.stages.captions.pairing import Picture, pair
from cleannews.stages.captions.region import read_region

RULES: dict[str, str] = {
    "caption-with-credit": "A caption on one line with its picture's credit.",
    "credit-beside-caption": "A caption with its picture's credit on the line below or above.",
    "caption-twice": "A caption that also stands beside itself as the picture's alternative text.",
    "caption-by-shape": "A line that reads and stands as captions do.",
    "caption-again": "A caption that was taken from another place of the page already.",
    "credit-alone": "A picture's credit whose caption is not there.",
    "same-as-headline": "A line that only says the headline again.",
    "same-as-other-line": "A line that stands elsewhere on the page word for word.",
    "within-a-paragraph": "A pull quote or teaser: a longer line says the same.",
}


def propose(document: Document) -> Iterator[Edit]:
    """Pair captions with their alternative texts and credits, and drop repeats."""
    if not document.scores:
        return
    picture_words = words(document.field("language"))
    lines = read_region(document, picture_words)
    pictures = _pictures(Page(document, picture_words, lines), lines)
    taken = {place for picture in pictures for place in picture.lines}
    first: dict[str, int] = {}
    for picture in pictures:
        key = lines[picture.place].key
        if key in first:
            yield Drop(picture.lines, "caption-again", repeats=first[key])
            continue
        first[key] = picture.place
        yield Figure(picture.lines, picture.text, picture.alt, picture.credit, picture.rule)
    for place, line in lines.items():
        if line.kind == "credit" and place not in taken and strong(line) and document.scores[place] < 0:
            taken.add(place)
            yield Drop((place,), "credit-alone")
    standing = [i for i, role in enumerate(document.roles) if role == STANDING and i not in taken]
    for repeat in repeats.find(document, standing):
        yield Drop((repeat.line,), repeat.rule, repeats=repeat.kept)


def _pictures(page: Page, lines: Mapping[int, Line]) -> list[Picture]:
    accepted = [place for place in candidates(page) if log_odds(facts(page, place)) > THRESHOLD]
    taken: set[int] = set()
    pictures = []
    for place in accepted:
        if place not in taken:
            picture = pair(place, lines, taken, accepted)
            taken.update(picture.lines)
            pictures.append(picture)
    return pictures


CAPTIONS = Stage("captions", propose, RULES, needs=frozenset({"language", "scores"}), gives=frozenset({"captions"}))
