"""Words that a hyphen parted at the end of a line.

Whether the hyphen is the word's own is told from the page: the word stands there again, whole or with its hyphen; or
the page parts its words throughout.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cleannews.document import Document
from cleannews.edits import Cut, Span
from cleannews.languages import fold, table
from cleannews.patterns import Pattern
from cleannews.stages.segmentation.initials import counted
from cleannews.stages.typesetting.broken import broken

SOFT = "\u00ad"
_HYPHENS = ("-", "\u2010", SOFT)
_BREAK = Pattern("[-\u2010\u00ad] {0,3}\n\\s{0,300}")
_BEFORE, _AFTER = Pattern(r"[\p{L}\p{M}\p{N}]{1,60}\Z"), Pattern(r"[\p{L}\p{M}\p{N}]{2,60}|\p{L}(?=[-’'])")
"""The parts of a word; no single letter goes to the next line, but in such as "a-t-il"."""
LONGEST = 60
FEWEST, OFTEN = 2, 25
"""A page parts its words if so many lines of its paragraphs end in a hyphen, and one in so many."""
LONGEST_LINE, NEAR = 160, 0.75
"""A page that was typeset has lines of so many characters at most, and those that end in a hyphen are of one length."""
REPEATED = 4
"""Letters of a word that may stand on both sides of a hyphen, as plurals do in Malay; syllables are shorter."""


class Seam(NamedTuple):
    """A hyphen with the line break after it, and the parts of words before and after."""

    line: int
    span: Span
    soft: bool
    before: str
    after: str

    @property
    def alike(self) -> bool:
        """Whether these may be the parts of one word: both end and begin in small letters, or are all in capitals."""
        capitals = len(self.before) > 1 and self.before.isupper() and self.after.isupper()
        return capitals or (self.before[-1].islower() and self.after[0].islower())


def hyphens(document: Document) -> Iterator[Cut]:
    """Cut hyphens at the ends of lines with the line break after them, or the line break alone."""
    if _may_end_lines(document.source) and (seams := [*_seams(document)]):
        yield from _whole(document, seams)


def _may_end_lines(source: str) -> bool:
    """The cheap test: one sign is found faster than two."""
    return any(sign in source and (f"{sign}\n" in source or f"{sign} \n" in source) for sign in _HYPHENS)


def _seams(document: Document) -> Iterator[Seam]:
    """The hyphens between two words where lines end that segmentation put together."""
    source = document.source
    for line, start, end in broken(document):
        for found in _BREAK.finditer(source, start, end):
            at, on = found.span()
            text = source[max(start, at - LONGEST_LINE) : at]
            before, after = _BEFORE.search(text), _AFTER.match(source[on : min(end, on + LONGEST)])
            if before and after and not _is_dash(text):
                yield Seam(line, Span(at, on), found[0][0] == SOFT, before[0], after[0])


def _is_dash(before: str) -> bool:
    """Whether a hyphen stands for the second of two dashes ("the ship -an old one- sank")."""
    begun = before.replace("\n", " ")
    return begun.rfind(" -") > begun.rfind("- ") or (begun.startswith("-") and "- " not in begun)


def _whole(document: Document, seams: Sequence[Seam]) -> Iterator[Cut]:
    """The hyphens of parted words with their line breaks, and the line breaks alone after hyphens of compounds."""
    code = document.field("language")
    words = counted(document.texts)
    told = [_told(seam, words, _words(code, "joining")) for seam in seams]
    otherwise = "parted-word" if _throughout(document, seams, told) else "parted-compound"
    compounds = _words(code, "compounds")
    for seam, rule in zip(seams, told, strict=True):
        line, (start, end), _, before, after = seam
        if rule == "":
            rule = otherwise if compounds.isdisjoint((fold(before), fold(after))) else "parted-compound"
        if rule:
            yield Cut(line, Span(start + (rule == "parted-compound"), end), rule)


def _told(seam: Seam, words: Counter[str], joining: frozenset[str]) -> str | None:
    """The rule for a seam by what stands around it and on the page; "" where that tells nothing, None where the hyphen
    stands for the rest of a word ("two- and three-year")."""
    before, after = fold(seam.before), fold(seam.after)
    if seam.soft:
        return "parted-word"
    if min(len(before), len(after)) == 1 or not seam.alike:
        return None if after in joining else "parted-compound"
    whole, compound = words[before + after], words[f"{before}-{after}"]
    if whole or compound:
        return "parted-word" if whole > compound else "parted-compound"
    if after in joining:
        return None
    return "parted-compound" if before == after and len(after) >= REPEATED else ""


def _throughout(document: Document, seams: Sequence[Seam], told: Sequence[str | None]) -> bool:
    """Whether a page parts its words wherever a line ends, and not here and there at their own hyphens."""
    source = document.source
    parted = [seam for seam, rule in zip(seams, told, strict=True) if rule in ("", "parted-word")]
    sizes = sorted([seam.span.start - source.rfind("\n", 0, seam.span.start) for seam in parted])
    if not sizes or sizes[-1] > LONGEST_LINE or sizes[len(sizes) // 4] < NEAR * sizes[-1]:
        return False
    breaks = sum([source.count("\n", start, end) for start, end in document.spans])
    return "parted-word" in told or (len(parted) >= FEWEST and len(parted) * OFTEN >= breaks)


@cache
def _words(code: str | None, key: str) -> frozenset[str]:
    return frozenset(table(code, "typesetting").get(key, ()))
