"""Sentences split over lines, as happens where every inline tag breaks the line.

A line goes on in the next one where the break stands in mid-sentence: the line has not ended, and the next one starts
like a continuation.  A name or link between two such lines belongs to both.  Menus are full of short lines that start
in lower case, so what is joined needs prose in it; and on a page that shows hardly any split sentence, only prose is
joined with prose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise
from math import ceil
from typing import NamedTuple

from cleannews.document import Document
from cleannews.languages import fold, given_names
from cleannews.patterns import Pattern
from cleannews.remembered import Remembered
from cleannews.text import words_in

_ENDS = frozenset(".!?…:。！？;")
_CLOSERS = "\"'”’»)]」』"
_GOES_ON = frozenset(",.;:!?)]}%、。，」")
_OPENS = frozenset("([{„‚「『（【¿¡")
_PARTICLES = frozenset("はがをにでとのもへや")
_MAY_GO_ON = _GOES_ON | _PARTICLES
_BINDING = frozenset("はがのと")
"""Japanese has no lower case; but a line that begins with a particle before a word goes on, and few end in these."""
_COMMAS = frozenset({",", "、", "،"})
_HYPHENS = "-\u2010"
_NEVER_STARTS = frozenset("•·*|>©+#►▶→")
_BY = frozenset(("by", "von", "par", "por", "di", "door", "deur", "av", "af", "per", "oleh"))
"""What stands in lower case before who wrote the article, in the languages that have small letters and such a word."""
_MOMENT = Pattern(r"\d{4}\P{N}{1,6}\d{1,2}\s?[h:.]\s?\d\d")
PROSE = 6
"""Words a line needs to count as prose."""
SENTENCE, FRAGMENT = 9, 3
"""Words from which a line without an end may be the middle of a sentence; the fewer, if it ends in lower case or has
a comma, as headings seldom do."""
OFTEN, RARE = 4, 200
"""Times a word stands within the page's prose to be known for one that binds, and one in how many words it must be."""
_STOPS = '.!?…,;:。！？)"”'
FEWEST, SPLIT_PAGES = 3, 12
"""A page is split everywhere if so many lines are, and one to so many lines of prose that end; one that is spaced out
shows it twice as often, as its lines may be paragraphs."""


class _Line(NamedTuple):
    """What a line shows of its own: how it starts (2 punctuation, 1 lower case, 0 neither, -1 a new item), if it can
    go on, how many words it has, and how it ends."""

    text: str
    start: int
    open: bool
    words: int
    last: str

    @property
    def prose(self) -> bool:
        return self.words >= PROSE

    @property
    def middle(self) -> bool:
        """Whether it must be the middle of a sentence."""
        if self.words >= SENTENCE or self.words < FRAGMENT:
            return self.words >= SENTENCE
        return self.last == "," or ", " in self.text or self.last_word.islower()

    @property
    def last_word(self) -> str:
        return self.text.rpartition(" ")[2]

    @property
    def unfinished(self) -> bool:
        """Whether it ends in what has no sense without more."""
        return self.last in _OPENS or (self.last in _BINDING and self.prose) or self.parted

    @property
    def parted(self) -> bool:
        """Whether it ends in the hyphen of a word, which is not the second of two around it all."""
        text = self.text
        return text[-1] in _HYPHENS and text[-2:-1].isalnum() and text[0] not in _HYPHENS


def continuations(document: Document, joined: Container[int] = ()) -> set[int]:
    """Return the lines that go on in the line after them."""
    step = document.step()
    return {*_in_mid_sentence(document, step, joined), *_at_commas(document, step)}


def _at_commas(document: Document, step: int) -> Iterator[int]:
    """Commas between two short lines, and the first of those lines."""
    texts = document.texts
    if _COMMAS.isdisjoint(texts):
        return
    for i in [i for i, text in enumerate(texts[:-1]) if i and text in _COMMAS]:
        before, after = words_in(texts[i - 1]), words_in(texts[i + 1])
        if max(before, after) < PROSE and max(document.gap(i), document.gap(i + 1)) <= step:
            yield from (i - 1, i)


def _in_mid_sentence(document: Document, step: int, joined: Container[int]) -> list[int]:
    """The lines after which a sentence goes on, in order."""
    texts = document.texts
    found, fewest = _split(document, step), FEWEST * step
    split = [*islice(found, fewest)]
    if len(split) == fewest:
        whole = sum([text[-1] in _ENDS and words_in(text) >= PROSE for text in texts])
        enough = max(fewest, ceil(whole / SPLIT_PAGES))
        split += islice(found, enough - fewest)
        if len(split) == enough:
            return _everywhere(document, step, joined)
    return [i for i in split if i not in joined and _prose_with_prose(_read(texts[i]), _read_in(texts, i + 1))]


def _everywhere(document: Document, step: int, joined: Container[int]) -> list[int]:
    """The lines that go on, on a page that has many of them."""
    source, texts = document.source, document.texts
    lines: Remembered[int, _Line] = Remembered(lambda line: _read_in(texts, line), len(texts))
    near = [source.count("\n", end, start) <= step for (_, end), (start, _) in pairwise(document.spans)]
    pairs = [i for i, adjacent in enumerate(near) if adjacent and i not in joined]
    last_words = {i: lines[i].last_word for i in pairs if lines[i].open and lines[i + 1].start >= 0}
    binders = _binders(texts, last_words.values())
    found: list[int] = []
    for i, word in last_words.items():
        line, after = lines[i], lines[i + 1]
        chained = bool(found) and found[-1] == i - 1
        if line.unfinished or word in binders:
            goes_on = True
        elif after.start > 0:
            sure = after.start == 2 or after.prose or _goes_on(lines, near, i + 1)
            goes_on = sure or ((line.prose or chained) and not _opens_byline(lines, near, i + 1))
        else:
            goes_on = (line.last == "," and line.prose) or ((line.middle or chained) and _held(lines, near, i + 1))
        if goes_on:
            found.append(i)
    return found


def _split(document: Document, step: int) -> Iterator[int]:
    """Lines that break off in mid-sentence: prose, or before prose that starts like a continuation."""
    texts = document.texts
    begun = [i for i, text in enumerate(texts) if text[0].islower() or text[0] in _MAY_GO_ON]
    for i in begun[1:] if begun[:1] == [0] else begun:
        line, after = _read(texts[i - 1]), _read(texts[i])
        breaks_off = line.open and after.start > 0 and (line.prose or after.prose or after.start == 2)
        if breaks_off and document.gap(i) <= step:
            yield i - 1


def _prose_with_prose(line: _Line, after: _Line) -> bool:
    return after.start == 2 or (after.start == 1 and ((line.prose and after.prose) or after.words >= SENTENCE))


def _binders(texts: Sequence[str], words: Iterable[str]) -> set[str]:
    """Of these words, those that a page uses often and after which none of its sentences ends: articles ..."""
    asked = {word for word in words if word.isalpha() and word.islower()}
    within: list[str] = []
    last: set[str] = set()
    for text in texts:
        if len(text) >= 2 * PROSE - 1 and len(found := text.split()) >= PROSE:
            last.add(found.pop())
            within += found
    times, least = Counter(filter(asked.__contains__, within)), max(OFTEN, len(within) / RARE)
    often = {word for word, number in times.items() if number >= least}
    return often.difference(
        [word.rstrip(_STOPS) for word in chain(within, last) if word[-1] in _STOPS] if often else ()
    )


def _read(text: str) -> _Line:
    first, last = text[0], text[-1]
    if first in _GOES_ON and not text.startswith(".."):
        start = 2
    elif first.islower() or (first in _PARTICLES and not _is_hiragana(text[1:2])):
        start = 1
    else:
        start = -1 if first in _NEVER_STARTS else 0
    if last in _CLOSERS:
        last = text.rstrip(_CLOSERS)[-1:]
    return _Line(text, start, last not in _ENDS, words_in(text), last)


def _read_in(texts: Sequence[str], line: int) -> _Line:
    """A line of a page, where a byline or date in lower case is no continuation."""
    found = _read(texts[line])
    return found._replace(start=0) if found.start == 1 and _stands_alone(texts, line) else found


def _is_hiragana(character: str) -> bool:
    return "\u3040" <= character <= "\u309f"


def _held(lines: Mapping[int, _Line], near: Sequence[bool], line: int) -> bool:
    """Whether a short line that starts like a name is held by the next one, which starts like a continuation."""
    return not lines[line].prose and _goes_on(lines, near, line) and lines[line + 1].text != ","


def _stands_alone(texts: Sequence[str], line: int) -> bool:
    """Whether a line in lower case is a byline ("by Jane Doe | editor") or a date with its time, which nothing goes on
    from: no sentence that breaks off before a name or date does."""
    word, _, rest = texts[line].partition(" ")
    if not (_dated(word, rest) or (word in _BY and rest[:1].isupper() and _named(rest))):
        return False
    if not _read(rest).open or rest[-1] in _GOES_ON or line + 1 == len(texts):
        return False
    below = _read(texts[line + 1])
    return below.start <= 0 and not (below.prose and below.open)


def _named(text: str) -> bool:
    return fold(text.partition(" ")[0]) in given_names()


def _dated(word: str, rest: str) -> bool:
    """Whether a short word leads to a day, and a time of day is printed behind its year."""
    return rest[:1].isdigit() and 0 < len(word) < 4 and word.islower() and _MOMENT.search(rest) is not None


def _opens_byline(lines: Mapping[int, _Line], near: Sequence[bool], line: int) -> bool:
    """Whether a word or two in lower case stand before a name that nothing goes on from."""
    if lines[line].words > 2 or line + 1 >= len(near):
        return False
    name = lines[line + 1]
    return name.start == 0 and name.open and 1 < name.words < PROSE and lines[line + 2].start <= 0


def _goes_on(lines: Mapping[int, _Line], near: Sequence[bool], line: int) -> bool:
    """Whether the next line starts like a continuation of this one."""
    return line < len(near) and lines[line].open and near[line] and lines[line + 1].start > 0
