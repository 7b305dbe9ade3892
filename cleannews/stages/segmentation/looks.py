"""What shows of the words of a page whose blocks were run together: a letter or a number for each.

Shape, ending, length, what the pack has of it, whether it stands in small letters elsewhere, how often it stands on the
page, and how long a stretch it is in that comes again.  Hardly anything here is of a language, and nothing of a site.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from cleannews.languages import fold, given_names, table
from cleannews.remembered import Remembered

PHRASES = (2, 4)
"""Words of the stretches that are looked for again."""
MOST_OFTEN = 3
KEPT, LONGEST = 20_000, 60
"""Words whose looks are remembered, and code points of the longest of them: a page may be one word."""
_OPEN, _CLOSE, _STOPS = "\"“„«‘'(¿¡[‚‹»›", "\"'”’»)]«“›", ".…。!?！？"
_AROUND = _OPEN + _CLOSE + ".,:;!?…|•"
_SIZES, _KNOWN = (1, 2, 3, 5, 8, 12), (0, 1, 3, 8)
_KINDS = (
    ("byline", "by", "B"),
    ("calendar", "months", "M"),
    ("calendar", "weekdays", "W"),
    ("dates", "published", "P"),
    ("dates", "updated", "P"),
    ("byline", "not_by", "C"),
    ("byline", "roles", "R"),
    ("metadata", "furniture", "F"),
    ("metadata", "sections", "S"),
    ("identification", "function_words", "f"),
)
"""Tables and keys of a pack, and the letter for a word that a phrase there begins with."""


class Looks(NamedTuple):
    """What shows of a word by itself: its shape, its ending, the size of its length, and the word folded and bare."""

    shape: str
    end: str
    size: str
    key: str


class Stretches(NamedTuple):
    """The stretches of so many words on a page: how often each stands there; for each word and the end, after how many
    different words the one stands that begins with it, and before how many the one that ends there; "-" for one that
    stands once, " " at the page's ends."""

    times: Counter[tuple[str, ...]]
    begins: list[str]
    ends: list[str]


class Words:
    """The words of a page as the evidence needs them: columns of single letters, beside counts on the whole page."""

    def __init__(self, words: Sequence[str], apart: Sequence[bool], code: str | None, *, glued: bool) -> None:
        """`apart`: whether a blank stands before the word, which says something where blocks were `glued`."""
        self.words, self.glued = words, glued
        looks = [_LOOKS[word] if len(word) <= LONGEST else _looks(word) for word in words]
        shapes, ends, sizes, keys = map(list, zip(*looks, strict=True)) if looks else ([], [], [], [])
        self.shapes, self.ends, self.sizes = "".join(shapes), "".join(ends), "".join(sizes)
        self.joints = ["_" if blank else "" for blank in apart] if glued else [""] * len(words)
        lexicon, given = _lexicon(code), given_names()
        shaped = list(zip(keys, shapes, strict=True))
        self.kinds = "".join(
            [lexicon.get(key) or ("G" if shape in "AX" and key in given else "-") for key, shape in shaped]
        )
        small = Counter([key for key, shape in shaped if shape == "a"])
        self.small = [str(bisect_left(_KNOWN, small[key])) if shape == "A" else "" for key, shape in shaped]
        self.times = Counter(words)
        self.again = {size: stretches(words, size) for size in PHRASES}
        self.pairs = self.again[2].times
        self.within = _within(self.again[4].begins, len(words))


def stretches(words: Sequence[str], size: int) -> Stretches:
    """The stretches of so many words.

    >>> found = stretches("ice at sea . ice at home".split(), 2)
    >>> found.times["ice", "at"], found.begins, found.ends
    (2, ['2', '-', '-', '-', '2', '-', ' ', ' '], [' ', ' ', '2', '-', '-', '-', '2', '-'])
    """
    phrases = [*zip(*(words[n:] for n in range(size)), strict=False)]
    times = Counter(phrases)
    begins, ends = ["-"] * len(phrases) + [" "] * size, [" "] * size + ["-"] * len(phrases)
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, phrase in enumerate(phrases):
        if times[phrase] > 1:
            places[phrase].append(i)
    for found in places.values():
        before = str(min(MOST_OFTEN, len({words[i - 1] if i else "" for i in found})))
        after = str(min(MOST_OFTEN, len({words[i + size] if i + size < len(words) else "" for i in found})))
        for i in found:
            begins[i], ends[i + size] = before, after
    return Stretches(times, begins, ends)


def _within(begins: Sequence[str], count: int) -> list[int]:
    """For each of so many places, how many of those around it lie, as it does, inside a stretch of four that comes
    again; `begins` says of each word whether one begins with it."""
    inside = [False, False, *[mark.isdigit() for mark in begins]]
    found = [0] * count
    start = 0
    for i, held in enumerate(inside):
        if not held:
            found[start:i] = [i - start] * (i - start)
            start = i + 1
    return found[:count]


def _looks(word: str) -> Looks:
    return Looks(_shape(word), _end(word), str(bisect_left(_SIZES, len(word))), fold(word.strip(_AROUND)))


_LOOKS = Remembered(_looks, KEPT)


def _shape(word: str) -> str:
    """Capital, ALL CAPITALS, small, year, number, script without spaces or capitals, a sign, or one before letters."""
    bare = word.lstrip(_OPEN) or word
    first = bare[0]
    if first.isdigit():
        return "4" if bare[:2] in ("19", "20") and bare[:4].isdigit() and not bare[4:5].isdigit() else "0"
    if not first.isalpha():
        return "@" if any(map(str.isalnum, bare)) else "s"
    if first > "\u2e80":
        return "c"
    if first.islower():
        return "a"
    if first.isupper():
        return "X" if len(bare) > 1 and bare.isupper() else "A"
    return "o"


def _end(word: str) -> str:
    """How a word ends: a stop, one of an initial, an abbreviation or a number, other signs, a digit or a letter."""
    last = word[-1]
    if last in _CLOSE and len(word) > 1:
        bare = word.rstrip(_CLOSE)
        if not bare or bare[-1] not in _STOPS:
            return ")" if last in ")]" else '"'
        return "?" if bare[-1] in "!?！？" else "."
    if last in ".。":
        bare = word.rstrip(".…。")
        if bare.isdigit():
            return "1"
        if bare.isalpha() and len(bare) <= 3:
            return "i" if len(bare) == 1 and bare.isupper() else "b"
        return "."
    for signs, name in (("!?！？", "?"), (",;、，", ","), (":：", ":"), ("…", "…")):
        if last in signs:
            return name
    return "n" if last.isdigit() else "w" if last.isalpha() else "s"


@cache
def _lexicon(code: str | None) -> Mapping[str, str]:
    """The letter for each word of the language, and of English, that a byline, date or menu begins with; folded."""
    found: dict[str, str] = {}
    for language in dict.fromkeys(("en", code or "en")):
        for name, key, letter in _KINDS:
            for entry in table(language, name).get(key, ()):
                for phrase in (entry,) if isinstance(entry, str) else entry:
                    found.setdefault(fold(phrase.split()[0]), letter)
    return found
