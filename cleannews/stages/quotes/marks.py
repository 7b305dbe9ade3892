"""Pair quotation marks: which stretches of a paragraph stand between an opening and a closing mark.

No style is assumed for a page: what a mark can do follows from what it is and what stands on either side of it, and
what it does from what is open.  Double marks are paired first and single ones in what is left, because an apostrophe
looks like a single mark and not the other way round.  Each is one pass, so the time is linear in the number of marks.
Only the outermost stretches are kept: marks inside belong to the words quoted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from cleannews.patterns import Pattern

_SINGLE_OR_TWO = Pattern(r"""''|``|(?<!\w)['‘’‚`‹›](?=[\w¿¡(\[“"$£€…])|(?<=[^\s])['‘’‹›](?!\w)|(?<!\S)‘(?=\S)""")
_HINTS = frozenset("“”„‟\"＂«»「」『』《》'‘’‚`‹›")
_FIRST_WORD = Pattern(r"\w{1,8}\b")

# What may close a mark; straight and curly forms are mixed freely on the web.
_CLOSERS: dict[str, str] = {
    '"': '"”', "＂": "＂", "“": '”"“', "„": '“”"', "‟": '”"', "”": '”"', "«": "»", "»": "«»",
    "``": "''\"", "''": "''", "「": "」", "『": "』", "《": "》",
    "‘": "’'‘", "'": "'’", "‚": "‘’'", "’": "’'", "`": "'’", "‹": "›", "›": "‹›",
}  # fmt: skip
_SINGLE = frozenset("'‘’‚`‹›")
_ONLY_OPEN = frozenset(("„", "‟", "``", "「", "『", "《", "‚"))
_ONLY_CLOSE = frozenset("」』》")
_BEFORE_OPENING = frozenset(" \u00a0\u202f\u2009\t\n([{—–-/¿¡…:;,.") | _HINTS

_SPACED = "\u2e80"
"""Letters beyond are of scripts that write no spaces, or join words to what is quoted (Korean)."""


class Marked(NamedTuple):
    """Words between marks: offsets in the paragraph without the marks, the opening mark, and whether one closes."""

    start: int
    end: int
    opener: str
    closed: bool

    @property
    def single(self) -> bool:
        """Whether the marks are single ones."""
        return self.opener in _SINGLE


class _Mark(NamedTuple):
    place: int
    text: str
    opens: bool
    closes: bool


def pair(
    text: str, continued: str = "", elisions: Collection[str] = (), places: Sequence[int] | None = None
) -> list[Marked]:
    """Return the outermost marked stretches of one paragraph, in order.

    `continued` is the mark that the paragraph before left open, "" if none: then a closing mark without an opening
    one ends a stretch that began with the paragraph.  `elisions` are the words that an apostrophe may begin ("’em").
    `places` are those of the text's marks, if they are known.

    >>> text = "He’s ‘not sure’ of „it“."
    >>> [text[m.start : m.end] for m in pair(text)]
    ['not sure', 'it']
    """
    marks = list(_marks(text, places_of_marks(text) if places is None else places, elisions))
    doubles = list(_stretches(text, [m for m in marks if m.text not in _SINGLE], continued))
    singles = [m for m in marks if m.text in _SINGLE]
    if not singles:
        return doubles
    return _merged(doubles, list(_stretches(text, list(_outside(singles, doubles)), continued)))


def places_of_marks(text: str) -> list[int]:
    """Where characters stand that can be marks, other than as apostrophes inside a word."""
    found = []
    for mark in _HINTS:
        at = text.find(mark)
        while at >= 0:
            if mark not in _SINGLE or not (text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()):
                found.append(at)
            at = text.find(mark, at + 1)
    found.sort()
    return found


def _marks(text: str, places: Iterable[int], elisions: Collection[str]) -> Iterator[_Mark]:
    end = 0
    for place in places:
        mark = text[place]
        if mark in _SINGLE:
            match = _SINGLE_OR_TWO.match(text, place) if place >= end else None
            if match is None:
                continue
            mark, end = match[0], match.end()
        yield _judged(text, place, mark, elisions)


def _judged(text: str, place: int, mark: str, elisions: Collection[str]) -> _Mark:
    """What the mark can be, by what stands around it."""
    before, after = text[place - 1 : place] or " ", text[place + len(mark) : place + len(mark) + 1] or " "
    if mark in "«»":  # French sets them off with spaces: what is open decides
        return _Mark(place, mark, mark == "«" or (before in _BEFORE_OPENING and not after.isspace()), True)
    if mark in _SINGLE:
        return _judged_single(text, place, mark, before, after, elisions)
    adrift = before.isspace() and after.isspace()  # a stray space beside a mark: what is open decides
    unspaced = mark == "“" and before > _SPACED  # “ and ” stand between the words of scripts without spaces
    opens = adrift or ((unspaced or before in _BEFORE_OPENING) and not after.isspace())
    within = before.isalnum() and after.isalnum() and not (mark in '”"' and after > _SPACED)
    closes = adrift or mark in _ONLY_CLOSE or not (before.isspace() or within)
    return _Mark(
        place, mark, mark in _ONLY_OPEN or (opens and mark not in _ONLY_CLOSE), closes and mark not in _ONLY_OPEN
    )


def _judged_single(text: str, place: int, mark: str, before: str, after: str, elisions: Collection[str]) -> _Mark:
    opens = before in _BEFORE_OPENING and not after.isspace()
    if opens and (following := _FIRST_WORD.match(text, place + 1)):
        opens = not (following[0].lower() in elisions or following[0].rstrip("s").isdecimal())  # ’em, ’90s
    return _Mark(place, mark, opens, mark not in _ONLY_OPEN and not before.isspace() and not after.isalnum())


def _stretches(text: str, marks: Sequence[_Mark], continued: str) -> Iterator[Marked]:
    """Pair marks of one kind (double or single), outermost only."""
    opened: _Mark | None = None
    depth = 0
    if continued and marks and not marks[0].opens and marks[0].text in _CLOSERS[continued]:
        yield from _trimmed(text, 0, marks[0].place, continued, True)
        marks = marks[1:]
    for index, mark in enumerate(marks):
        if opened is None:
            if mark.opens and mark.text in _CLOSERS:
                opened = mark
        elif mark.text in _CLOSERS[opened.text] and mark.closes and not _reopens(text, marks, index, opened):
            if not depth:
                yield from _trimmed(text, opened.place + len(opened.text), mark.place, opened.text, True)
                opened = None
            else:
                depth -= 1
        elif mark.opens and _family(mark.text) & _family(opened.text):
            if _closes_twice(marks, index):
                depth += 1
            else:
                yield from _given_up(text, opened, mark.place)
                opened, depth = mark, 0
    if opened is not None and (opened.place == 0 or opened.text not in _SINGLE):
        yield from _trimmed(text, opened.place + len(opened.text), len(text), opened.text, False)


def _family(mark: str) -> set[str]:
    return {mark, *_CLOSERS.get(mark, "")}


def _reopens(text: str, marks: Sequence[_Mark], index: int, opened: _Mark) -> bool:
    """Whether a mark that could close what is open does not: it opens something, or is a possessive's apostrophe."""
    mark = marks[index]
    if mark.text in "«»":
        return mark.opens and mark.text == opened.text
    if mark.opens:
        return not mark.closes
    return mark.text in _SINGLE and _is_possessive(text, marks, index)


def _is_possessive(text: str, marks: Sequence[_Mark], index: int) -> bool:
    """Whether a mark is the apostrophe of a plural ("the workers’ rights"): after an s, and another mark closes."""
    place = marks[index].place
    if text[place - 1] not in "sxz" or text[place + 1 : place + 2] != " " or index + 1 == len(marks):
        return False
    return not marks[index + 1].opens


def _closes_twice(marks: Sequence[_Mark], index: int) -> bool:
    """A second opening mark is a nested one only if two closing ones follow; else the first was never closed."""
    following = marks[index + 1 : index + 3]
    return len(following) == 2 and all(m.closes and not m.opens for m in following)


def _given_up(text: str, opened: _Mark, place: int) -> Iterator[Marked]:
    """A mark that was never closed: its words end before the next opening mark if they end a sentence there."""
    if text[opened.place : place].rstrip()[-1:] in (".", ",", "!", "?", "…"):
        yield from _trimmed(text, opened.place + len(opened.text), place, opened.text, False)


def _outside(singles: Sequence[_Mark], doubles: Sequence[Marked]) -> Iterator[_Mark]:
    """The single marks that stand in no double ones, without the apostrophes of plural possessives."""
    spans = iter(doubles)
    span = next(spans, None)
    for mark in singles:
        while span is not None and span.end <= mark.place:
            span = next(spans, None)
        if span is None or mark.place < span.start:
            yield mark


def _merged(doubles: list[Marked], singles: list[Marked]) -> list[Marked]:
    """The outermost of both, in order; a single stretch that only overlaps a double one was no stretch."""
    if not singles:
        return doubles
    kept: list[Marked] = []
    for marked in sorted(doubles + singles):
        if not kept or marked.start >= kept[-1].end:
            kept.append(marked)
        elif marked.end > kept[-1].end and kept[-1].single:
            kept[-1] = marked
    return kept


def _trimmed(text: str, start: int, end: int, mark: str, closed: bool) -> Iterator[Marked]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if end > start:
        yield Marked(start, end, mark, closed)
