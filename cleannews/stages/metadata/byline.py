"""The byline: which lines sign the article, and what they say.

A line with a byline's opening word ("By Jane Doe") signs wherever it stands near the article; a bare name needs its
surroundings to say so (`bare`), as places, sections and people in the news are printed the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cleannews.languages import fold
from cleannews.stages.metadata import bare, colleagues, opening, signature
from cleannews.stages.metadata.colleagues import EDGES
from cleannews.stages.metadata.names import Signed, read
from cleannews.stages.metadata.near import Near
from cleannews.stages.metadata.opening import BULLETS, LONGEST
from cleannews.stages.metadata.roles import is_role
from cleannews.stages.metadata.vocabulary import Vocabulary

ABOVE, BELOW, FOOT = 14, 7, 14
"""Lines before the prose, inside its start, and after its end, in which a byline is looked for."""
LONGEST_NAME = 40
"""Code points of one more name on a line of its own."""
LONGEST_ROLE = 60
"""Code points of what an author is, on a line of its own."""
FOLLOWING = 8
"""Lines after a lone "By" that can hold the names."""
OPENED = 4.0
"""The evidence that an opening word is; a bare name has less."""
NEARBY = 15
"""Lines from the headline or the prose within which a byline is expected."""
MOST_OF_PAPER = 4
"""Words of a paper's name, at most."""


class Byline(NamedTuple):
    """The lines that sign, where the text of it starts in the first and ends in the last, and who it names."""

    lines: tuple[int, ...]
    start: int
    end: int
    signed: Signed
    rule: str


def find(near: Near, headline: int | None, opened: Mapping[int, int]) -> Byline | None:
    """Return the byline of the article; None where no line signs it surely.

    `opened` has the lines above and at the start of the prose that begin as a byline does (`opening.find`).
    """
    region = near.region
    if headline is not None:
        headline = _first_print(near, headline)
    top = region.first - ABOVE if headline is None else min(headline - 3, region.first)
    best = _best(near, near.lines(top, region.first + BELOW), headline, opened)
    if best is not None and best.rule == "name-beside-date" and _by_nobody(near, opened):
        return None
    if best is None:
        foot = near.lines(region.last, region.last + FOOT)
        best = _best(near, foot, headline, opened := opening.find(near, foot)) or _below(near, headline)
    if best is None or best.rule != "opening-word":
        return best
    return _with_colleagues_below(near, _with_colleagues(near, best, opened))


def _by_nobody(near: Near, opened: Mapping[int, int]) -> bool:
    """Whether a line right beside a date opens as a byline does, but with no person or agency: the paper signs."""
    texts = near.document.texts
    return any(
        near.free(line)
        and line not in near.dates
        and (line - 1 in near.dates or line + 1 in near.dates)
        and (rest := texts[line][start:].strip(EDGES))[:1].isupper()
        and rest.count(" ") < MOST_OF_PAPER
        and _opened(near, line, start) is None
        for line, start in opened.items()
    )


def _below(near: Near, headline: int | None) -> Byline | None:
    """The line below the article that signs it without an opening word."""
    found = signature.find(near, headline)
    if found is None:
        return None
    text = near.document.texts[found.line]
    return Byline((found.line,), _lead(text), len(text), found.signed, found.rule)


def _with_colleagues(near: Near, byline: Byline, opened: Mapping[int, int]) -> Byline:
    """The byline with those on the lines beside it that begin as bylines too."""
    for step in (-1, 1):
        while (line := byline.lines[0 if step < 0 else -1] + step) in opened and near.free(line):
            other = _opened(near, line, opened[line])
            if other is None or len(other.lines) > 1 or not other.signed.people:
                break
            one, two = (other, byline) if step < 0 else (byline, other)
            people = tuple(dict.fromkeys([*one.signed.people, *two.signed.people]))
            signed = byline.signed._replace(people=people)
            byline = Byline((*one.lines, *two.lines), one.start, two.end, signed, byline.rule)
    return byline


def _with_colleagues_below(near: Near, byline: Byline) -> Byline:
    """The byline with the role on the line below it, and those whose names stand below that."""
    texts, below = near.document.texts, byline.lines[-1] + 1
    if below == len(texts) or not (near.free(below) and _is_role(near, below)):
        return byline
    lines = range(below, max(below, colleagues.last(near, byline.lines[-1])) + 1)
    found = read(" , ".join([texts[i] for i in lines]), near.words, sure=False)
    signed = byline.signed._replace(people=tuple(dict.fromkeys([*byline.signed.people, *found.people])))
    return Byline((*byline.lines, *lines), byline.start, len(texts[lines[-1]]), signed, byline.rule)


def _is_role(near: Near, line: int) -> bool:
    """Whether a line below a byline is what its author is; above a date, a word that says so is enough."""
    text = near.document.texts[line]
    above_date = line + 1 in near.dates and line not in near.dates and len(text) < LONGEST_ROLE
    return is_role(text, near.words) or (above_date and not near.words.roles.isdisjoint(fold(text).split()))


def _first_print(near: Near, headline: int) -> int:
    """The first of the lines near the headline that say the same: the last can be its picture's alternative text."""
    texts = near.document.texts
    text = texts[headline].lstrip(BULLETS)
    return next((i for i in near.lines(headline - ABOVE, headline) if texts[i].lstrip(BULLETS) == text), headline)


def _best(near: Near, lines: Iterable[int], headline: int | None, opened: Mapping[int, int]) -> Byline | None:
    best: tuple[float, Byline] | None = None
    texts = near.document.texts
    for i in lines:
        if i != headline and len(texts[i]) <= LONGEST and near.free(i):
            found = _read(near, i, headline, opened)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
    return best[1] if best else None


def _read(near: Near, line: int, headline: int | None, opened: Mapping[int, int]) -> tuple[float, Byline] | None:
    """The byline that a line is, if it is one, with the evidence for it."""
    start = opened.get(line) or opening.inside(near, line)
    if start and (byline := _opened(near, line, start)):
        close = near.region.first - line < NEARBY or (headline is not None and abs(line - headline) < NEARBY)
        return OPENED + close + (0.5 if byline.signed.people else 0.0), byline
    if headline is None or line - headline >= 2 * NEARBY:
        return None
    found = bare.find(near, line, headline)
    if found is None:
        return None
    end = len(near.document.texts[found.last])
    lines = tuple(range(found.first, found.last + 1))
    start = _lead(near.document.texts[found.first])
    return found.evidence, Byline(lines, start, end, found.signed, "name-beside-date")


def _opened(near: Near, line: int, start: int) -> Byline | None:
    """A line that begins with the opening word; the names may stand on the lines after it."""
    text = near.document.texts[line]
    rest = near.undated(line)[start:].strip(EDGES)
    if rest:
        signed = read(rest, near.words, sure=True)
        if (signed.people or signed.agency) and (signed.whole or read(rest, near.words, sure=False).people):
            return Byline((line,), _lead(text), len(text), signed, "opening-word")
        return None
    taken, parts = _gathered(near, line)
    signed = read(" , ".join(parts), near.words, sure=True)
    if not parts or not (signed.people or signed.agency):
        return None
    return Byline(tuple(taken), _lead(text), len(near.document.texts[taken[-1]]), signed, "opening-word")


def _gathered(near: Near, line: int) -> tuple[list[int], list[str]]:
    """The lines after a lone opening word that hold names and what joins them, with the lone word's line first."""
    words = near.words
    taken: list[int] = [line]
    parts: list[str] = []
    for i in near.lines(line + 1, line + 1 + FOLLOWING):
        part = near.document.texts[i]
        core = fold(part.strip(EDGES))
        if len(part) > 100 or not near.free(i):
            break
        if core and core not in words.join and not (parts and is_role(part, words)):
            goes_on = not parts or _joins(parts[-1], words, -1)
            signed = read(part, words, sure=goes_on)
            alone = bool(signed.people) and signed.whole and len(part) <= LONGEST_NAME and part not in parts
            if not (signed.people or signed.agency) or not (goes_on or alone or _joins(part, words, 0)):
                break
        parts.append(part)
        taken.append(i)
    while parts and (fold(parts[-1].strip(EDGES)) in words.join | {""} or is_role(parts[-1], words)):
        parts.pop()
        taken.pop()
    return taken, parts


def _joins(part: str, words: Vocabulary, side: int) -> bool:
    """Whether a line joins to the one before (`side` 0) or after it (-1): an "and" or a comma at that end."""
    tokens = fold(part).split()
    return bool(tokens) and (tokens[side] in words.join or part.strip()[side] in ",;/")


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip(BULLETS))
