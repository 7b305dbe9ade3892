"""Where a block ends on a line that holds several: a linear score over what stands at each place between two words.

Nothing in the evidence is of a site, and hardly anything of a language: the kinds of the words on both sides, how long
they are, if a word with a capital stands in small letters elsewhere on the page, stretches that come again with other
words before or after them, and what the pack has for bylines, dates, names and menus.  The weights are log-odds
(`borders.json`), one table for pages whose blocks have a blank between them and one for those that have nothing.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

from cleannews.languages import fold, given_names, table

LIKELY, LIKELY_GLUED = -0.7, -0.3
"""Log-odds from which a place is taken for a border, at a blank and on glued pages: a piece too much does less harm
than blocks that stay together, as paragraphs that were parted at a blank are put together again."""
PHRASES = (2, 4)
"""Words of the stretches that are looked for again."""
MOST_OFTEN = 3
_OPEN, _CLOSE, _STOPS = "\"“„«‘'(¿¡[‚‹»›", "\"'”’»)]«“›", ".…。!?！？"
_AROUND = _OPEN + _CLOSE + ".,:;!?…|•"
_SIZES, _KNOWN = (1, 2, 3, 5, 8, 12), (0, 1, 3, 8)
_RUNS = (2, 4, 7, 11, 16, 25, 50)
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


def odds(words: Sequence[str], apart: Sequence[bool], code: str | None, *, glued: bool) -> Iterator[float]:
    """For each word but the first, the log-odds that a block begins with it; `apart`: a blank stands before it."""
    weights = _weights()["glued" if glued else "blank"]
    get, least = weights.get, weights[""]
    for shown in evidence(words, apart, code, glued=glued):
        yield sum([get(name, 0.0) for name in shown], least)


def evidence(words: Sequence[str], apart: Sequence[bool], code: str | None, *, glued: bool) -> Iterator[list[str]]:
    """For each word but the first, the names of what stands there."""
    page = _Page(words, code)
    before, after = page.branches()
    for i in range(1, len(words)):
        yield [
            *page.shapes(i, "_" if glued and apart[i] else ""),
            *page.kinds(i),
            *page.counts(i),
            *before[i],
            *after[i],
        ]


class _Page:
    """What the evidence needs of each word: its shape, its ending, its kind, and how often it stands on the page."""

    def __init__(self, words: Sequence[str], code: str | None) -> None:
        lexicon, given = _lexicon(code), given_names()
        self.words = words
        keys = [fold(word.strip(_AROUND)) for word in words]
        shapes = [_shape(word) for word in words]
        self.ends = [_end(word) for word in words]
        small = Counter([key for key, shape in zip(keys, shapes, strict=True) if shape == "a"])
        self.small = [
            bisect_left(_KNOWN, small[key]) if shape == "A" else -1 for key, shape in zip(keys, shapes, strict=True)
        ]
        self.kind = [
            lexicon.get(key) or ("G" if shape in "AX" and key in given else "-")
            for key, shape in zip(keys, shapes, strict=True)
        ]
        self.kind += "--"
        self.shape = [*shapes, "^", "^"]  # also before the first, by a negative index
        self.times = Counter(words)
        self.pairs = Counter(pairwise(words))
        self.within = _within(words)

    def shapes(self, i: int, joint: str) -> Iterator[str]:
        """Shapes, endings and lengths around the place before word `i`."""
        shape, end = self.shape, self.ends[i - 1]
        here, last, word, before = shape[i], shape[i - 1], self.words[i], self.words[i - 1]
        yield f"around {joint}{shape[i - 2]}{last}{end}|{here}"
        yield f"ahead {joint}{last}{end}|{here}{shape[i + 1]}{shape[i + 2]}"
        yield f"long {bisect_left(_SIZES, len(before))}{end}"
        yield f"longs {bisect_left(_SIZES, len(word))}{here}"
        if joint:
            yield "blank"
        if end == "s" or last == "s":
            yield f"sign {before[-1]}"
        if here == "s":
            yield f"to sign {word[0]}"
        if (known := self.small[i]) >= 0:
            yield f"small {known}{last}{end}"
            yield f"small {known}>{shape[i + 1]}"

    def kinds(self, i: int) -> Iterator[str]:
        """What the pack has on both sides."""
        kind, shape = self.kind, self.shape
        here, last = kind[i], kind[i - 1]
        if here != "-":
            yield f"opens {here}{shape[i]}{kind[i + 1]}{shape[i + 1]}"
        if here != "-" or last != "-":
            yield f"kinds {last}{shape[i - 1]}{here}{shape[i]}"
        if i > 1 and kind[i - 2] != "-":
            yield f"after {kind[i - 2]}{last}{shape[i - 1]}"

    def counts(self, i: int) -> Iterator[str]:
        """How tightly the two words hold together, where they stand together twice."""
        before, word = self.words[i - 1], self.words[i]
        both = self.pairs[before, word]
        if both > 1:
            yield f"pair {round(3 * both / self.times[before])}{round(3 * both / self.times[word])}"
            if (length := self.within[i]) > 1:
                yield f"within {bisect_left(_RUNS, length)}"

    def branches(self) -> tuple[list[list[str]], list[list[str]]]:
        """For each word, whether the stretch from it on stands elsewhere too, after how many other words; and whether
        the one that ends before it does, and before how many."""
        words = self.words
        begins: list[list[str]] = [[] for _ in words]
        ends: list[list[str]] = [[] for _ in words]
        for size in PHRASES:
            places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
            for i, phrase in enumerate(zip(*(words[n:] for n in range(size)), strict=False)):
                places[phrase].append(i)
            for found in places.values():
                ahead, behind = f"again {size}-", f"so far {size}-"
                if len(found) > 1:
                    ahead = f"again {size} {min(MOST_OFTEN, len({words[i - 1] if i else '' for i in found}))}"
                    follow = {words[i + size] if i + size < len(words) else "" for i in found}
                    behind = f"so far {size} {min(MOST_OFTEN, len(follow))}"
                for i in found:
                    begins[i].append(ahead)
                    if i + size < len(words):
                        ends[i + size].append(behind)
        return begins, ends


def _within(words: Sequence[str]) -> list[int]:
    """For each place, how many of the places around it lie, as it does, inside a stretch that comes again."""
    quads = list(zip(words, words[1:], words[2:], words[3:], strict=False))
    times = Counter(quads)
    inside = [False, False, *[times[quad] > 1 for quad in quads], False]
    found = [0] * len(words)
    start = 0
    for i, held in enumerate(inside):
        if not held:
            found[start:i] = [i - start] * (i - start)
            start = i + 1
    return found[: len(words)]


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


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    loaded: Mapping[str, Mapping[str, float]] = json.loads(
        (resources.files(__package__) / "borders.json").read_text("utf-8")
    )
    return loaded
