"""Lines that say again what another line says: word for word, cut short, or as a pull quote of a longer paragraph."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import fsum
from typing import NamedTuple

from cleannews.document import STANDING, Document

SHORTEST = 32
"""Code points; shorter lines may well stand twice in an article ("Yes.", a name, a score)."""
LONGEST_PULLED = 400
"""Code points of a pull quote or teaser at most."""
ANCHOR = 24
"""Code points at the start of a line by which a longer line that holds it is looked up."""
_SHORTEST_PARAGRAPH = 100
"""Code points of a line that others can be quoted from."""
_WHOLE, _AGAIN, _RUN = 2000, 0.9, 3
"""Code points of a line that may hold the article again, the part of it that other lines have to say, in such runs of
words."""
_STAYS = 0.0
"""Body score above which a line will stay: what only a line says that goes itself must not go with it."""
_HOPELESS = -4.0
"""Body score below which a line will not stay, whatever it repeats."""
_QUOTES = " \"“”„«»‘’'‚‹›「」『』*_>"
_ELLIPSES = ("…", "...", "[…]", "[...]")


class Repeat(NamedTuple):
    """A line, the line that says the same and stays, and the rule that found it."""

    line: int
    kept: int
    rule: str


def find(document: Document, taken: Collection[int]) -> Iterator[Repeat]:
    """The repeats among the standing lines that are not `taken`, each named once; linear in their length.

    Of copies the one in the surest surroundings stays; ties go to the first.
    """
    texts, gone = document.texts, set(taken)
    places = [i for i in _hopeful(document) if i not in gone]
    shown = [texts[i] for i in places]
    headlines = {texts[i]: i for i in document.marked("headline")}
    if len(set(shown)) < len(shown) or not headlines.keys().isdisjoint(shown):
        for repeat in _copies(document, places, headlines):
            gone.add(repeat.line)
            yield repeat
        places = [i for i in places if i not in gone]
    scores = document.scores
    holders = [i for i in places if len(texts[i]) >= _SHORTEST_PARAGRAPH and (not scores or scores[i] > _STAYS)]
    for repeat in _again(texts, holders):
        gone.add(repeat.line)
        yield repeat
    for repeat in _within(texts, places, [i for i in holders if i not in gone]):
        if repeat.line not in gone and repeat.kept not in gone:
            gone.add(repeat.line)
            yield repeat


def _hopeful(document: Document) -> list[int]:
    """The standing lines that are not too short and that the line model does not rule out."""
    roles, scores = document.roles, document.scores
    long = [i for i, text in enumerate(document.texts) if len(text) >= SHORTEST]
    return [i for i in long if roles[i] == STANDING and (not scores or scores[i] > _HOPELESS)]


def _copies(document: Document, places: Sequence[int], headlines: Mapping[str, int]) -> Iterator[Repeat]:
    groups: dict[str, list[int]] = {}
    for place in places:
        groups.setdefault(document.texts[place], []).append(place)
    for text, group in groups.items():
        if text in headlines:
            yield from (Repeat(place, headlines[text], "same-as-headline") for place in group)
        elif len(group) > 1:
            kept = max(group, key=lambda place: (_standing(document, place), -place))
            yield from (Repeat(place, kept, "same-as-other-line") for place in group if place != kept)


def _standing(document: Document, place: int) -> tuple[bool, float]:
    """How sure it is that a line stays: by its own score, then by those around it."""
    around = document.scores[max(0, place - 2) : place + 3]
    return bool(around) and document.scores[place] > 0, fsum(around) / (len(around) or 1)


def _again(texts: Sequence[str], holders: Sequence[int]) -> Iterator[Repeat]:
    """Long lines of which the other paragraphs that stay say nearly all, told by runs of words; linear in the page."""
    long = [place for place in holders if len(texts[place]) >= _WHOLE]
    first: dict[tuple[str, ...], int] = {}
    last: dict[tuple[str, ...], int] = {}
    for place in holders if long else ():
        for run in _runs(texts[place]):
            first.setdefault(run, place)
            last[run] = place
    gone: set[int] = set()
    for place in long:
        gone.add(place)
        said = [last[run] if first[run] in gone else first[run] for run in _runs(texts[place])]
        others = [other for other in said if other not in gone]
        if len(others) > _AGAIN * len(said):
            yield Repeat(place, min(others), "article-again")
        else:
            gone.remove(place)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = text.split()
    return zip(*(words[i:] for i in range(_RUN)), strict=False)


def _within(texts: Sequence[str], places: Sequence[int], holders: Sequence[int]) -> Iterator[Repeat]:
    """Lines at `places` that one of the `holders` begins with, or holds from the start of a sentence on."""
    anchors: dict[str, int] = {}
    for place in places:
        if len(text := texts[place]) <= LONGEST_PULLED:
            anchors.setdefault(text[:ANCHOR] if text[0].isalnum() else text.lstrip(_QUOTES)[:ANCHOR], place)
    for place in holders:
        text, start = texts[place], 0
        for sentence in text.replace(": ", ". ").split(". "):
            bare = sentence if sentence[:1].isalnum() else sentence.lstrip(_QUOTES)
            other = anchors.get(bare[:ANCHOR])
            if other is not None and other != place:
                core = _core(texts[other])
                inside = text.startswith(core, start + len(sentence) - len(bare))
                if inside and SHORTEST <= len(core) < 0.9 * len(text):
                    yield Repeat(other, place, "within-a-paragraph")
            start += len(sentence) + 2


def _core(text: str) -> str:
    """A line without quotation marks around it, its final stop, and the dots of a cut."""
    text = text.strip(_QUOTES)
    for ellipsis in _ELLIPSES:
        text = text.removesuffix(ellipsis)
    return text.rstrip(" .,;" + _QUOTES)
