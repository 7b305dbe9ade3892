"""Lines that say again what another line says: exactly, cut short, or as a pull quote of a longer paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleannews.document import Document

SHORTEST = 32
"""Code points; shorter lines may well stand twice in an article ("Yes.", a name, a score)."""
ANCHOR = 24
"""Code points at the start of a line by which a longer line that holds it is looked up."""
_QUOTES = " \"“”„«»‘’'‚‹›「」『』*_>"
_ELLIPSES = ("…", "...", "[…]", "[...]")


class Repeat(NamedTuple):
    """A line, the line that says the same and stays, and the rule that found it."""

    line: int
    kept: int
    rule: str


def find(document: Document, standing: Sequence[int]) -> Iterator[Repeat]:
    """The repeats among the `standing` lines; linear in their length, each line named once at most.

    Of exact copies the one among the surest body stays; ties go to the first.
    """
    gone: set[int] = set()
    long = [place for place in standing if len(document.texts[place]) >= SHORTEST]
    for repeat in (*_copies(document, long), *_within(document, long)):
        if repeat.line not in gone and repeat.kept not in gone:
            gone.add(repeat.line)
            yield repeat


def _copies(document: Document, places: Sequence[int]) -> Iterator[Repeat]:
    texts = document.texts
    groups: dict[str, list[int]] = {}
    for place in places:
        groups.setdefault(texts[place], []).append(place)
    if len(groups) == len(places):
        return
    for group in groups.values():
        if len(group) > 1:
            kept = max(group, key=lambda place: (_surroundings(document, place), -place))
            yield from (Repeat(place, kept, "same-as-other-line") for place in group if place != kept)


def _surroundings(document: Document, place: int) -> float:
    return sum(document.scores[max(0, place - 2) : place + 3])


def _within(document: Document, places: Sequence[int]) -> Iterator[Repeat]:
    """Lines that a longer line begins with, or holds from the start of a sentence on."""
    texts = document.texts
    anchors: dict[str, list[int]] = {}
    for place in places:
        if len(core := _core(texts[place])) >= SHORTEST:
            anchors.setdefault(core[:ANCHOR], []).append(place)
    for place in places:
        text = texts[place]
        if len(text) < 2 * SHORTEST:
            continue
        start = 0
        for sentence in text.replace("! ", ". ").replace("? ", ". ").replace(": ", ". ").split(". "):
            bare = sentence.lstrip(_QUOTES)
            found = anchors.get(bare[:ANCHOR])
            if found is None:
                bare_start = start
            else:
                bare_start = start + len(sentence) - len(bare)
                for other in found[:2]:
                    core = _core(texts[other])
                    if other != place and len(core) < len(text) * 0.9 and text.startswith(core, bare_start):
                        yield Repeat(other, place, "within-a-paragraph")
            start += len(sentence) + 2


def _core(text: str) -> str:
    """A line without quotation marks around it, its final stop, and the dots of a cut."""
    text = text.strip(_QUOTES)
    for ellipsis in _ELLIPSES:
        text = text.removesuffix(ellipsis)
    return text.rstrip(" .,;" + _QUOTES)
