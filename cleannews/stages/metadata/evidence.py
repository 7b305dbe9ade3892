"""What shows that a line is a headline, as names that `headline.json` has weights for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from cleannews.document import Document
from cleannews.languages import fold
from cleannews.stages.metadata.region import Region

TOP = 4
"""The first lines of the page, where its title can stand."""
CLOSE = 10
"""A line at the top of the page with no more lines between it and the prose is where the article starts."""
LEADING = "#*+-•·>|▪■ "
"""Characters of lists and headings that flattening tools put before a line."""
OPENING, REST = 3, 10
"""Paragraphs whose words the headline shares most: the first ones, and those after them that are looked at too."""
_STOPS = {
    ".": "stop",
    "。": "stop",
    "…": "dots",
    "?": "asks",
    "？": "asks",
    "!": "asks",
    "！": "asks",
    ":": "colon",
    ",": "colon",
}


class Words(NamedTuple):
    """What the rest of the stage knows: words of menus and of pictures, marks of agencies, all folded; the lines that
    carry a date or a byline."""

    furniture: Collection[str]
    pictures: frozenset[str]
    agencies: Collection[str]
    signed: Collection[int]


class Page:
    """The page's folded lines, and what is made of them when it is first asked for."""

    def __init__(self, document: Document, region: Region, words: Words) -> None:
        """Fold the page; nothing else is done yet."""
        self.texts = document.texts
        self.first = region.first
        self.words = words
        self.text = fold("\n".join(document.texts))
        self.folded = self.text.split("\n")
        self._signed = sorted(words.signed)
        self._titled: dict[int, bool] = {}
        self._kinds: dict[int, str] = {}
        self._sorts: dict[int, list[str]] = {}
        self._lines = [
            i for i in range(region.first, min(region.last, region.first + 25) + 1) if document.scores[i] > 0
        ]

    def fold(self, text: str) -> str:
        """As `languages.fold`."""
        return fold(text)

    @cached_property
    def plain(self) -> list[bool]:
        """Whether each line reads as a headline at first sight: some words, no stop at the end."""
        return [20 < len(text) < 140 and text[-1] not in ".。:" and " " in text for text in self.texts]

    @cached_property
    def titles(self) -> list[frozenset[str]]:
        """The words of the page's first lines."""
        return [meaning(line) for line in self.folded[:TOP]]

    @cached_property
    def opening(self) -> frozenset[str]:
        """The words of the first paragraphs."""
        return meaning(" ".join(self.folded[i][:400] for i in self._lines[:OPENING]))

    @cached_property
    def prose(self) -> frozenset[str]:
        """The words of more of the prose."""
        return self.opening | meaning(" ".join(self.folded[i][:400] for i in self._lines[OPENING:REST]))

    def to_signed(self, line: int) -> int:
        """How many lines below this one a date or byline stands."""
        at = bisect_right(self._signed, line)
        return self._signed[at] - line if at < len(self._signed) else 99

    def from_signed(self, line: int) -> int:
        """How many lines above this one a date or byline stands."""
        at = bisect_left(self._signed, line)
        return line - self._signed[at - 1] if at else 99

    def kind(self, line: int) -> str:
        """The kind of a line as a neighbour: an item, a sentence, or how many words it has."""
        if line not in self._kinds:
            self._kinds[line] = _kind(self.texts[line])
        return self._kinds[line]

    def titled(self, line: int) -> bool:
        """Whether a line says what one of the first lines of the page says, or a part of it."""
        if line not in self._titled:
            words = meaning(self.folded[line][:300]) if len(self.folded[line]) > 14 else ()
            said = len(words) > 2 and any(len(title.intersection(words)) > 0.85 * len(words) for title in self.titles)
            self._titled[line] = said
        return self._titled[line]

    def sort(self, line: int) -> list[str]:
        """Signs of another sort of line than a headline."""
        if line not in self._sorts:
            self._sorts[line] = _sort(self.folded[line][:300], self.words)
        return self._sorts[line]


def meaning(folded: str) -> frozenset[str]:
    """Words that carry meaning: those of four letters or more; in scripts without spaces, every two characters."""
    words = [w for w in folded.replace("-", " ").replace("’", " ").replace("'", " ").split() if len(w) > 3]
    if not folded.isascii() and max(folded, default="") > "\u2e80":
        words += [a + b for a, b in pairwise(folded) if a > "\u3040" and b > "\u3040"]
    return frozenset(words)


def shape(value: str) -> list[str]:
    """Length, ending, letter case and signs of a stretch of text."""
    words = value.count(" ") + 1
    highest = "" if value.isascii() else max(value)
    if highest > "\u2e80":
        words = max(words, len(value) // 2)
    found = [_WORDS[min(words, 29)], _STOPS.get(value[-1], "open")]
    if highest < "\u2e80":
        if value.isupper():
            found.append("capitals")
        elif words > 3 and value.istitle():
            found.append("title-case")
    if value[0].islower():
        found.append("lower")
    if _digits(value) * 4 > len(value):
        found.append("digits")
    if value[-1] in ")]":
        found.append("bracket")
    if "©" in value or "@" in value or "http" in value or " | " in value:
        found.append("signs")
    if ": " in value:
        found.append("colon-inside")
    if ". " in value or "。" in value[:-1]:
        found.append("stop-inside")
    if "(" in value:
        found.append("bracket-inside")
    return found


def _digits(text: str) -> int:
    if text.isascii():
        return len(text) - len(text.encode().translate(None, b"0123456789"))
    return sum(map(str.isdigit, text))


def _named(kind: str, limits: Sequence[int], more: str) -> list[str]:
    """The name for each size: of the first limit that it is not above; the last item for all above the last limit."""
    return [f"{kind}{limits[bisect_left(limits, size)]}" for size in range(limits[-1] + 1)] + [more]


_WORDS = _named("words", (1, 2, 3, 4, 6, 9, 14, 20, 28), "words-many")
_ABOVE = _named("above", (1, 2, 3, 5, 8, 12, 18, 30, 45, 70), "far")
_SIGNED = _named("signed", (1, 2, 4, 8), "unsigned")
_ITEMS, _OPEN = (_named(kind, (1, 3, 6, 14), f"{kind}99") for kind in ("item", "open"))
_BELOW = [f"below{n}" for n in range(4)]
_SCORES = [f"score{n}" for n in range(-3, 4)]
_GAPS = [f"gap{n}" for n in range(4)]
_LISTS = [f"list{n}" for n in range(8)]
_UNDER = [f"under-signed{n}" for n in range(4)]
_KINDS = ("sentence", "short-stop", *_ITEMS, *_OPEN)
_AFTER = {kind: f"after-{kind}" for kind in _KINDS}
_BEFORE = {kind: f"before-{kind}" for kind in _KINDS}


def around(document: Document, line: int, last: int, prose: int, page: Page) -> list[str]:
    """The place of the line on the page, and what stands beside it."""
    away = line - prose
    texts, plain = document.texts, page.plain
    text, start = texts[line], max(0, line - 3)
    found = [
        _BELOW[min(away, 3)] if away >= 0 else _ABOVE[min(-away, 71)],
        _SCORES[max(0, min(6, round(document.scores[line] / 1.5) + 3))],
        _GAPS[min(document.gap(line), 3)],
        _LISTS[plain[start : line + 4].count(True)],
        _SIGNED[min(page.to_signed(last), 9)],
        *page.sort(line),
    ]
    if line < TOP and -away > CLOSE:
        found.append("top" if line else "first-line")
    if True in plain[start:line]:
        found.append("plain-above")
    if (since := page.from_signed(line)) <= 5:
        found.append(_UNDER[min(since, 3)])
    if line:
        found.append(_AFTER[page.kind(line - 1)])
        if texts[line - 1] == text:
            found.append("twin")
    if last + 1 < len(texts):
        found.append(_BEFORE[page.kind(last + 1)])
        if texts[last + 1] == texts[last]:
            found.append("twin")
        if "picture" in page.sort(last + 1):
            found.append("before-picture")
    return found


def echoes(value: str, line: int, page: Page) -> Iterator[str]:
    """How often the words come again: all of them, in the page's title, and one by one in the prose."""
    folded = fold(value)
    yield f"times{min(4, page.text.count(folded))}"
    words = meaning(folded)
    if not words:
        yield "shares-none"
        return
    if len(words) > 2:
        share = max([len(words & title) for i, title in enumerate(page.titles) if i != line], default=0) / len(words)
        if share > 0.5:
            yield "in-title" if share > 0.85 else "near-title"
    if line > TOP and page.titled(line - 1):
        yield "under-title"
    elif any(page.titled(i) for i in range(max(TOP, line - 3), line - 1)):
        yield f"past-title-{page.kind(line - 1)}"
    common = len(words & page.prose)
    yield f"shares{round(4 * common / len(words))}"
    yield f"common{min(6, common)}"
    yield f"early{min(5, len(words & page.opening))}"


def _sort(folded: str, words: Words) -> list[str]:
    """Signs of another sort of line: a picture's caption or credit."""
    tokens = folded.replace(":", " ").replace("/", " ").replace("(", " ").replace(")", " ").split()
    found = []
    if not words.pictures.isdisjoint(tokens):
        found.append("picture")
    if tokens and (tokens[-1] in words.agencies or (folded[-1] == ")" and len(folded) - folded.rfind("(") < 40)):
        found.append("credit")
    return found


def _kind(text: str) -> str:
    words = text.count(" ") + 1
    if text[-1] in '.。”»"?!':
        return "sentence" if words > 7 or len(text) > 60 else "short-stop"
    return (_ITEMS if text[0] in LEADING else _OPEN)[min(words, 15)]
