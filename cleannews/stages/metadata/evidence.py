"""What shows that a line is a headline, as names that `headline.json` has weights for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from cleannews.languages import fold
from cleannews.stages.metadata.near import Near
from cleannews.stages.metadata.vocabulary import agency_words

TOP = 4
"""The first lines of the page, where its title can stand."""
CLOSE = 10
"""A line at the top of the page with no more lines between it and the prose is where the article starts."""
ABOVE = 70
"""Lines above the prose that are looked at: share buttons, byline, picture and menu can come between."""
BELOW = 6
"""Lines at the start of the prose that are looked at."""
BESIDE = 3
"""Lines above and below a line in which others like it are counted."""
LEADING = "#*+-•·>|▪■ "
"""Characters of lists and headings that flattening tools put before a line."""
OPENING, REST = 3, 10
"""Paragraphs whose words the headline shares most: the first ones, and those after them that are looked at too."""
WITHIN, BEGINNING = 25, 400
"""Lines after the first of the prose in which they stand, and code points of each that are read."""
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


class Page:
    """The page as the headline's evidence needs it; what is made of its lines is made when it is first asked for."""

    def __init__(self, near: Near, opened: Collection[int]) -> None:
        """`opened` are the lines that begin as a byline does."""
        self.document = near.document
        self.first, self.last = near.region
        self.texts, self.scores = near.document.texts, near.document.scores
        self.words = near.words
        self.signed = sorted({*near.dates, *opened})
        self.plain = bytearray(len(self.texts))
        """1 for each line that reads as a headline at first sight: some words, no stop at the end."""
        top, bottom = max(0, self.first - ABOVE - BESIDE), self.first + BELOW + BESIDE
        for start, end in ((0, min(top, TOP + BESIDE)), (top, bottom)):
            for i, text in enumerate(self.texts[start:end], start):
                if 20 < len(text) < 140 and text[-1] not in ".。:" and " " in text:
                    self.plain[i] = 1
        self._folded: dict[int, str] = {}
        self._titled: dict[int, bool] = {}
        self._sorts: dict[int, list[str]] = {}

    @cached_property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.texts)

    def folded(self, line: int) -> str:
        """The line, folded."""
        known = self._folded.get(line)
        if known is None:
            self._folded[line] = known = fold(self.texts[line])
        return known

    @cached_property
    def titles(self) -> list[frozenset[str]]:
        """The words of the page's first lines."""
        return [meaning(fold(text)) for text in self.texts[:TOP]]

    @cached_property
    def paragraphs(self) -> list[str]:
        """The beginnings of the first lines of the prose."""
        near = range(self.first, min(self.last, self.first + WITHIN) + 1)
        return [self.texts[i][:BEGINNING] for i in near if self.scores[i] > 0][:REST]

    @cached_property
    def opening(self) -> frozenset[str]:
        """The words of the first paragraphs."""
        return meaning(fold(" ".join(self.paragraphs[:OPENING])))

    @cached_property
    def prose(self) -> frozenset[str]:
        """The words of more of the prose."""
        return self.opening | meaning(fold(" ".join(self.paragraphs[OPENING:])))

    def titled(self, line: int) -> bool:
        """Whether a line says what one of the first lines of the page says, or a part of it."""
        if line not in self._titled:
            words = meaning(self.folded(line)[:300]) if len(self.texts[line]) > 14 else ()
            said = len(words) > 2 and any(len(title.intersection(words)) > 0.85 * len(words) for title in self.titles)
            self._titled[line] = said
        return self._titled[line]

    def sort(self, line: int) -> list[str]:
        """Signs of another sort of line than a headline: a picture's caption or credit."""
        known = self._sorts.get(line)
        if known is None:
            self._sorts[line] = known = _sort(self.folded(line)[:300], self.words.pictures)
        return known


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
_TIMES = [f"times{n}" for n in range(5)]
_BELOW = [f"below{n}" for n in range(4)]
_SCORES = [f"score{n}" for n in range(-3, 4)]
_STEPS = (-3.75, -2.25, -0.75, 0.75, 2.25, 3.75)
_GAPS = [f"gap{n}" for n in range(4)]
_LISTS = [f"list{n}" for n in range(8)]
_UNDER = [f"under-signed{n}" for n in range(4)]
_KINDS = ("sentence", "short-stop", *_ITEMS, *_OPEN)
_AFTER = {kind: f"after-{kind}" for kind in _KINDS}
_BEFORE = {kind: f"before-{kind}" for kind in _KINDS}


def around(page: Page, line: int, last: int) -> list[str]:
    """The place of the line on the page, and what stands beside it."""
    texts, plain, signed, spans = page.texts, page.plain, page.signed, page.document.spans
    away = line - page.first
    start = max(0, line - BESIDE)
    above, below = bisect_left(signed, line), bisect_right(signed, last)
    gap = page.document.source.count("\n", spans[line - 1][1], spans[line][0]) if line else 0
    found = [
        _BELOW[min(away, 3)] if away >= 0 else _ABOVE[min(-away, 71)],
        _SCORES[bisect_left(_STEPS, page.scores[line])],
        _GAPS[gap if gap < 3 else 3],
        _LISTS[plain.count(1, start, line + BESIDE + 1)],
        _SIGNED[min(signed[below] - last, 9)] if below < len(signed) else "unsigned",
        *page.sort(line),
    ]
    if line < TOP and -away > CLOSE:
        found.append("top" if line else "first-line")
    if 1 in plain[start:line]:
        found.append("plain-above")
    if above and line - signed[above - 1] <= 5:
        found.append(_UNDER[min(line - signed[above - 1], 3)])
    if line:
        found.append(_AFTER[kind(texts[line - 1])])
        if texts[line - 1] == texts[line]:
            found.append("twin")
    if last + 1 < len(texts):
        found.append(_BEFORE[kind(texts[last + 1])])
        if texts[last + 1] == texts[last]:
            found.append("twin")
        if "picture" in page.sort(last + 1):
            found.append("before-picture")
    return found


def echoes(value: str, folded: str, line: int, page: Page) -> Iterator[str]:
    """How often the words come again: all of them, in the page's title, and one by one in the prose."""
    yield _TIMES[min(4, page.text.count(value))]
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
        yield f"past-title-{kind(page.texts[line - 1])}"
    common = len(words & page.prose)
    yield f"shares{round(4 * common / len(words))}"
    yield f"common{min(6, common)}"
    yield f"early{min(5, len(words & page.opening))}"


def _sort(folded: str, pictures: frozenset[str]) -> list[str]:
    tokens = folded.replace(":", " ").replace("/", " ").replace("(", " ").replace(")", " ").split()
    found = []
    if not pictures.isdisjoint(tokens):
        found.append("picture")
    if tokens and (tokens[-1] in agency_words() or (folded[-1] == ")" and len(folded) - folded.rfind("(") < 40)):
        found.append("credit")
    return found


def kind(text: str) -> str:
    """The kind of a line as a neighbour: an item, a sentence, or how many words it has."""
    words = text.count(" ") + 1
    if text[-1] in '.。”»"?!':
        return "sentence" if words > 7 or len(text) > 60 else "short-stop"
    return (_ITEMS if text[0] in LEADING else _OPEN)[words if words < 15 else 15]
