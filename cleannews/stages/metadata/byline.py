"""The byline: which lines sign the article, and what they say.

A line with a byline's opening word ("By Jane Doe") signs wherever it stands near the article; a bare name needs its
surroundings to say so, as places, sections and people in the news are printed the same way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from cleannews.document import STANDING, Document
from cleannews.languages import fold
from cleannews.patterns import Pattern
from cleannews.stages.metadata.calendar import Date
from cleannews.stages.metadata.names import Signed, read
from cleannews.stages.metadata.region import Region
from cleannews.stages.metadata.vocabulary import Vocabulary, given_names

LONGEST = 180
"""Code points of a byline, at most."""
ABOVE, BELOW, FOOT = 14, 5, 14
"""Lines before the prose, inside its start, and after its end, in which a byline is looked for."""
FOLLOWING = 8
"""Lines after a lone "By" that can hold the names."""
LEAST = 1.5
"""Evidence that makes a bare name the author's: a date beside it is worth 2, a known given name 1."""
OPENED = 4.0
"""The evidence that an opening word is."""
NEAR = 15
"""Lines from the headline or the prose within which a byline is expected."""
FAMOUS = 7
"""A surname that stands on the page more often is of somebody in the news."""
MOST_SMALL = 6
"""Words in small letters in a line of names, joins and roles, at most."""
_CLOCK = Pattern(r"(?<!\d)\d{1,2}[:.hH]\d\d(?!\d)")
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
    if (folded if cut < 0 else folded[:cut]).rstrip(":") not in words.by_first:
        return 0
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
    document: Document,
    region: Region,
    headline: int | None,
    opened: Mapping[int, int],
    dates: Mapping[int, Sequence[Date]],
    words: Vocabulary,
) -> Byline | None:
    """Return the byline of the article; None where no line signs it surely.

    `opened` has the lines above and at the start of the prose that begin as a byline does (`openings`).
    """
    top = max(0, region.first - ABOVE if headline is None else min(headline - 3, region.first))
    head = range(top, min(len(document.texts), region.first + BELOW))
    foot = range(min(region.last, len(document.texts)), min(len(document.texts), region.last + FOOT))
    best: tuple[float, Byline] | None = None
    for lines in (head, foot):
        if lines is foot:
            opened = openings(document, lines, words)
        for i in lines:
            if document.roles[i] != STANDING or i == headline:
                continue
            found: tuple[float, Byline] | None = None
            if i in opened and (byline := _opened(document, i, opened[i], dates, words)):
                near = 1.0 if headline is not None and abs(i - headline) < NEAR or region.first - i < NEAR else 0.0
                found = (OPENED + near + (0.5 if byline.signed.people else 0.0), byline)
            elif headline is not None and i - headline < NEAR * 2:
                found = _bare(document, i, headline, region, dates, words)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
        if best:
            break
    return best[1] if best else None


def _opened(document: Document, line: int, start: int, dates: Mapping[int, Sequence[Date]], words: Vocabulary) -> Byline | None:
    """A line that begins with the opening word; the names may stand on the lines after it."""
    text = document.texts[line]
    rest = _undated(text, dates.get(line, ()))[start:].strip(_EDGES)
    if rest:
        signed = read(rest, words, sure=True)
        if (signed.people or signed.agency) and (signed.whole or read(rest, words, sure=False).people):
            return Byline((line,), _lead(text), len(text), signed, "opening-word")
        return None
    taken, parts = _gathered(document, line, words)
    signed = read(" , ".join(parts), words, sure=True)
    if not parts or not (signed.people or signed.agency):
        return None
    return Byline(tuple(taken), _lead(text), len(document.texts[taken[-1]]), signed, "opening-word")


def _gathered(document: Document, line: int, words: Vocabulary) -> tuple[list[int], list[str]]:
    """The lines after a lone opening word that hold names and what joins them, with the lone word's line first."""
    taken, parts = [line], []
    for i in range(line + 1, min(len(document.texts), line + 1 + FOLLOWING)):
        part = document.texts[i]
        bare = fold(part.strip(_EDGES))
        if len(part) > 100 or document.roles[i] != STANDING:
            break
        if bare and bare not in words.join:
            goes_on = not parts or _joins(parts[-1], words)
            signed = read(part, words, sure=goes_on)
            if not (signed.people or signed.agency) or not (goes_on or _joins(part, words, start=True)):
                break
        parts.append(part)
        taken.append(i)
    while parts and fold(parts[-1].strip(_EDGES)) in words.join | {""}:
        parts.pop()
        taken.pop()
    return taken, parts


def _undated(text: str, dates: Sequence[Date]) -> str:
    """The text with a bar in the place of each date, so that lengths before the first one stay."""
    for date in reversed(dates):
        text = f"{text[: date.start]}|{text[date.end :]}"
    return text


def _joins(part: str, words: Vocabulary, *, start: bool = False) -> bool:
    tokens = fold(part).split()
    return bool(tokens) and (tokens[0 if start else -1] in words.join or part.strip()[0 if start else -1] in ",;/")


def _bare(
    document: Document, line: int, headline: int, region: Region, dates: Mapping[int, Sequence[Date]], words: Vocabulary
) -> tuple[float, Byline] | None:
    """A line that is nothing but names, with a date perhaps, where a byline stands, and the evidence for it."""
    text = document.texts[line]
    if not 4 <= len(text) <= 140 or text[-1] in ".?!:…" or not headline - 5 < line <= region.first + 3 or document.scores[line] > 1:
        return None
    tokens = text.split()
    if sum(map(str.islower, tokens)) > MOST_SMALL:
        return None
    if given_names().isdisjoint(fold(text).replace("-", " ").split()) and not _timed(document, line, dates, words):
        return None
    shown = _undated(text, dates.get(line, ())).strip("*#•- ")
    if not words.pictures.isdisjoint(fold(shown).replace(":", " ").replace("/", " ").split()):
        return None
    signed, known = read(shown, words, sure=False), 1.0
    if not (signed.people or signed.agency):
        signed, known = _unknown(document, line, shown, dates, words), -0.5
    if not signed.whole or not (signed.people or signed.agency):
        return None
    evidence = known + sum(_evidence(document, line, headline, dates, words, signed))
    if evidence < LEAST:
        return None
    lines = _with_colleagues(document, line, words) if signed.people else (line,)
    if len(lines) > 1:
        signed = read(" , ".join([shown, *(document.texts[i] for i in lines[1:])]), words, sure=False)
    return evidence, Byline(lines, _lead(text), len(document.texts[lines[-1]]), signed, "name-beside-date")


def _with_colleagues(document: Document, line: int, words: Vocabulary) -> tuple[int, ...]:
    """The line and those after it that hold nothing but more names, with e-mail addresses and bars between them."""
    last = line
    for i in range(line + 1, min(len(document.texts), line + 1 + FOLLOWING)):
        text = document.texts[i]
        if document.roles[i] != STANDING or len(text) > 60:
            break
        if read(text, words, sure=False).people and not any(map(str.isdigit, text)):
            last = i
        elif text.strip(_EDGES) and "@" not in text and fold(text.strip(_EDGES)) not in words.join:
            break
    return tuple(range(line, last + 1))


def _unknown(document: Document, line: int, shown: str, dates: Mapping[int, Sequence[Date]], words: Vocabulary) -> Signed:
    """Names without a known given name: only where the time stands beside them, and no word of theirs is a common one."""
    nobody = Signed((), None, False)
    if len(shown) > 60 or any(map(str.isdigit, shown)) or not _timed(document, line, dates, words):
        return nobody
    signed = read(shown, words, sure=True)
    for name in signed.people:
        if name > "\u2e80" and not _han_name(document, name) or any(_common(document, t) for t in name.split() if len(t) > 2):
            return nobody
    return signed


def _han_name(document: Document, name: str) -> bool:
    """Three to five Han characters that do not stand all over the page, as a section or the paper's name does."""
    letters = name.replace(" ", "")
    return 3 <= len(letters) <= 5 and all("\u3400" <= c <= "\u9fff" for c in letters) and document.source.count(name) < 3


def _timed(document: Document, line: int, dates: Mapping[int, Sequence[Date]], words: Vocabulary, away: int = 1) -> bool:
    """A date, a time of day or a word like "updated" stands on the line or so many lines from it."""
    return any(
        near in dates or 0 <= near < len(document.texts) and _tells_time(document.texts[near], words)
        for near in dict.fromkeys((line, line - away, line + away))
    )


def _tells_time(text: str, words: Vocabulary) -> bool:
    if len(text) > 90 or not any(map(str.isdigit, text)):
        return False
    first = fold(text.split()[0]).strip(":")
    return bool(_CLOCK.search(text)) or first in words.dated


def _common(document: Document, token: str) -> bool:
    """Whether the word is written in small letters elsewhere on the page: names are not."""
    low = f" {token.lower()}"
    return f"{low} " in document.source or f"{low}s " in document.source or document.source.count(token) > 4


def _evidence(
    document: Document, line: int, headline: int, dates: Mapping[int, Sequence[Date]], words: Vocabulary, signed: Signed
) -> Iterator[float]:
    for away, worth in ((1, 2.0), (2, 1.5), (3, 1.0)):
        if _timed(document, line, dates, words, away):
            yield worth
            break
    if line == headline + 1:
        yield 1.0
    prose = "\n".join(document.texts[i] for i in range(line + 1, min(len(document.texts), line + 40)) if document.scores[i] > 0)
    for name in signed.people[:2]:
        yield -1.5 if name.split()[-1] in prose else 0.5
        if document.source.count(name) > 1 and name not in prose:
            yield 0.5
        if document.source.count(name.split()[-1]) > FAMOUS:
            yield -1.5
    if line + 1 < len(document.texts) and "@" in document.texts[line + 1][:60]:
        yield 1.0


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip("*#•- "))
