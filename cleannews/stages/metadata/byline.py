"""The byline: which lines sign the article, and what they say.

A line with a byline's opening word ("By Jane Doe") signs wherever it stands near the article; a bare name needs its
surroundings to say so, as places, sections and people in the news are printed the same way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from cleannews.document import STANDING, Document
from cleannews.languages import fold
from cleannews.stages.metadata.calendar import Date
from cleannews.stages.metadata.names import Signed, read
from cleannews.stages.metadata.region import Region
from cleannews.stages.metadata.vocabulary import Vocabulary, agencies

LONGEST = 180
"""Code points of a byline, at most."""
ABOVE, BELOW, FOOT = 14, 5, 14
"""Lines before the prose, inside its start, and after its end, in which a byline is looked for."""
FOLLOWING = 8
"""Lines after a lone "By" that can hold the names."""
_EDGES = " ,;:|/·•-–—.\t"


class Byline(NamedTuple):
    """The lines that sign, where the text of it starts in the first and ends in the last, and who it names."""

    lines: tuple[int, ...]
    start: int
    end: int
    signed: Signed
    rule: str


def opening(folded: str, words: Vocabulary) -> int:
    """How many characters of a folded line are the word that opens a byline, with the colon or space after it."""
    cut = folded.find(" ")
    length = 0
    for _ in range(5):
        head = folded if cut < 0 else folded[:cut]
        if head.rstrip(":") in words.by:
            length = len(head) + (cut >= 0)
        if cut < 0:
            break
        cut = folded.find(" ", cut + 1)
    return length


def openings(document: Document, lines: Collection[int], words: Vocabulary) -> dict[int, int]:
    """The lines, of those given, that begin as a byline does, and the length of that beginning."""
    found = {}
    for i in lines:
        text = document.texts[i]
        if len(text) <= LONGEST and document.roles[i] == STANDING:
            bare = text.lstrip("*#•- ")
            if length := opening(fold(bare[:60]), words):
                found[i] = len(text) - len(bare) + length
    return found


def find(
    document: Document, region: Region, headline: int | None, dates: Mapping[int, Sequence[Date]], words: Vocabulary
) -> Byline | None:
    """Return the byline of the article; None where no line signs it surely."""
    top = max(0, region.first - ABOVE if headline is None else min(headline - 3, region.first))
    head = range(top, min(len(document.texts), region.first + BELOW))
    foot = range(min(region.last, len(document.texts)), min(len(document.texts), region.last + FOOT))
    best: tuple[float, Byline] | None = None
    for lines, weight in ((head, 1.0), (foot, 0.0)):
        opened = openings(document, lines, words)
        for i in lines:
            if document.roles[i] != STANDING or i == headline:
                continue
            found = _opened(document, i, opened[i], words) if i in opened else _bare(document, i, headline, region, dates, words)
            if found is None:
                continue
            sure = weight + (2.0 if found.rule == "opening-word" else 1.0) + (0.5 if found.signed.people else 0.0)
            if best is None or sure > best[0]:
                best = (sure, found)
        if best:
            break
    return best[1] if best else None


def _opened(document: Document, line: int, start: int, words: Vocabulary) -> Byline | None:
    """A line that begins with the opening word; the names may stand on the lines after it."""
    text = document.texts[line]
    rest = text[start:].strip(_EDGES)
    if rest:
        signed = read(rest, words, sure=True)
        if signed.people or signed.agency:
            return Byline((line,), _lead(text), len(text), signed, "opening-word")
        return None
    taken = [line]
    parts: list[str] = []
    for i in range(line + 1, min(len(document.texts), line + 1 + FOLLOWING)):
        part = document.texts[i]
        joins = fold(part.strip(_EDGES)) in words.join or not part.strip(_EDGES)
        if len(part) > 100 or document.roles[i] != STANDING:
            break
        if not joins:
            signed = read(part, words, sure=not parts or _joins(parts[-1], words))
            if not (signed.people or signed.agency) or (parts and not _joins(parts[-1], words) and not _joins(part, words, start=True)):
                break
        parts.append(part)
        taken.append(i)
    while parts and _joins(parts[-1], words) and not read(parts[-1], words, sure=True).people:
        parts.pop()
        taken.pop()
    signed = read(" , ".join(parts), words, sure=True)
    if not parts or not (signed.people or signed.agency):
        return None
    return Byline(tuple(taken), _lead(text), len(document.texts[taken[-1]]), signed, "opening-word")


def _joins(part: str, words: Vocabulary, *, start: bool = False) -> bool:
    tokens = fold(part).split()
    return bool(tokens) and (tokens[0 if start else -1] in words.join or part.strip()[0 if start else -1] in ",;/")


def _bare(
    document: Document, line: int, headline: int | None, region: Region, dates: Mapping[int, Sequence[Date]], words: Vocabulary
) -> Byline | None:
    """A line that is nothing but names, with a date perhaps, where a byline stands."""
    text = document.texts[line]
    if not 4 <= len(text) <= 120 or headline is None or not headline < line <= region.first + 2 or document.scores[line] > 1:
        return None
    shown = text
    for date in reversed(dates.get(line, ())):
        shown = f"{shown[: date.start]} | {shown[date.end :]}"
    signed = read(shown, words, sure=False)
    if not signed.whole or not (signed.people or signed.agency):
        return None
    evidence = sum(_evidence(document, line, headline, dates, words, signed))
    if evidence < 2:
        return None
    return Byline((line,), _lead(text), len(text), signed, "name-beside-date")


def _evidence(
    document: Document, line: int, headline: int, dates: Mapping[int, Sequence[Date]], words: Vocabulary, signed: Signed
) -> Iterator[float]:
    if any(near in dates for near in (line - 1, line, line + 1)):
        yield 2.0
    elif line + 2 in dates or line - 2 in dates:
        yield 1.0
    if line == headline + 1:
        yield 1.0
    prose = "\n".join(document.texts[i] for i in range(line + 1, min(len(document.texts), line + 40)) if document.scores[i] > 0)
    for name in signed.people[:2]:
        yield -1.5 if name.split()[-1] in prose else 0.5
        if document.source.count(name) > 1 and name not in prose:
            yield 0.5


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip("*#•- "))
