"""Which line is the headline: a linear score over plain evidence, learnt from labelled pages.

Candidates are short lines around the start of the prose and at the top of the page.  Nothing in the evidence is of a
language or a site: place, length, ending, repetition, words shared with the prose, a date or byline beside it.
The weights are log-odds (`headline.json`); they were fitted by logistic regression over the candidates of each page.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from cleannews.document import STANDING, Document
from cleannews.languages import fold
from cleannews.stages.metadata.region import Region

ABOVE = 70
"""Lines above the prose that are looked at: share buttons, byline, picture and menu can come between."""
BELOW = 6
TOP = 4
"""The first lines of the page, where its title can stand."""
LONGEST = 260
"""Code points of a headline, at most."""
FAR_BEHIND = 6.0
"""Log-odds that the printed headline can be behind the page's title and still show where the article starts."""
LEADING = "#*+-•·>|▪■ "
_JOINTS = (" | ", " - ", " – ", " — ", " · ", " » ", " :: ", " • ", " ‹ ", " / ", " < ", "｜", " ｜ ")
_STOPS = {".": "stop", "。": "stop", "…": "dots", "?": "asks", "？": "asks", "!": "asks", "！": "asks", ":": "colon", ",": "colon"}


class Words(NamedTuple):
    """What the rest of the stage knows: words of menus and of pictures, marks of agencies, all folded; the lines that
    carry a date or a byline."""

    furniture: Collection[str]
    pictures: frozenset[str]
    agencies: Collection[str]
    signed: Collection[int]


class _Page(NamedTuple):
    """The page's text, folded; the words of its first lines; those of its first paragraphs, and of all its prose."""

    text: str
    titles: list[frozenset[str]]
    opening: frozenset[str]
    prose: frozenset[str]


class Candidate(NamedTuple):
    """A stretch that may be the headline: lines and offsets in their texts, how it reads, and the evidence by name.

    It runs from `start` in line `line` to `end` in line `last`, which is the next one for a kicker with a colon.
    """

    line: int
    last: int
    start: int
    end: int
    text: str
    evidence: tuple[str, ...]


def candidates(document: Document, region: Region, words: Words) -> list[Candidate]:
    """Return the stretches that may be the headline, each with its evidence."""
    texts = document.texts
    shown = _shown(document, region)
    page = _Page(
        fold("\n".join(texts)),
        [_words(texts[i]) for i in range(min(TOP, len(texts)))],
        *_prose(document, region),
    )
    short = [_plain(texts[i]) for i in shown]
    found = []
    for place, i in enumerate(shown):
        if not 4 <= len(texts[i]) <= LONGEST or document.roles[i] != STANDING:
            continue
        for last, start, end, value, kind in _stretches(texts, i):
            folded = fold(value)
            if folded in words.furniture or not any(map(str.isalpha, value)):
                continue
            evidence = [kind, *_place(i, region), *_shape(value), *_standing(document, i)]
            evidence += _echoes(folded, page, i)
            evidence += _shared(folded, page)
            evidence.append(f"list{sum(short[max(0, place - 3) : place + 4])}")
            evidence += _beside(last, words.signed)
            evidence += _under(i, words.signed)
            evidence += _sort(folded, words)
            evidence += _neighbours(texts, i, last, words)
            evidence += _kicker(texts, folded, i, shown)
            found.append(Candidate(i, last, start, end, value, tuple(evidence)))
    return found


def choose(found: Sequence[Candidate]) -> tuple[Candidate, Candidate] | None:
    """Return the candidate with the best score, the earliest of equals, and the one that shows where the article starts.

    They differ where the page's title won: then the second is the best one below the top of the page.  A title that
    reads "kicker: headline", with the kicker printed above the chosen line, is taken whole.
    """
    if not found:
        return None
    weights = _weights()
    scores = [sum([weights.get(name, 0.0) for name in candidate.evidence]) for candidate in found]
    ranked = sorted(range(len(found)), key=lambda i: -scores[i])
    best = found[ranked[0]]
    below = next((found[i] for i in ranked if found[i].line >= TOP and scores[i] > scores[ranked[0]] - FAR_BEHIND), best)
    place = below if best.line < TOP else best
    if best.line < TOP and fold(place.text) == fold(best.text):
        best = place
    for candidate in found:
        if "kicker-and-line" in candidate.evidence and candidate.text.endswith(best.text):
            return candidate, place
    return best, place


@cache
def _weights() -> Mapping[str, float]:
    loaded: Mapping[str, float] = json.loads((resources.files(__package__) / "headline.json").read_text("utf-8"))
    return loaded


def _shown(document: Document, region: Region) -> list[int]:
    near = range(max(0, region.first - ABOVE), min(len(document.texts), region.first + BELOW))
    return [*(i for i in range(min(TOP, len(document.texts))) if i < near.start), *near]


def _stretches(texts: Sequence[str], line: int) -> Iterator[tuple[int, int, int, str, str]]:
    """The whole line without list or heading marks; for one that ends in the name of a site, the part before it too.

    A short line that ends in a colon also makes one headline with the line after it.
    """
    text = texts[line]
    bare = text.lstrip(LEADING)
    start = len(text) - len(bare)
    lead = text[:start].strip()
    kind = "heading1" if lead == "#" else "heading2" if lead.startswith("#") else "bullet" if lead else "whole"
    yield line, start, len(text), bare, kind
    if text[-1] == ":" and line + 1 < len(texts) and 10 < len(texts[line + 1]) < 160:
        yield line + 1, start, len(texts[line + 1]), f"{bare} {texts[line + 1]}", "with-kicker"
    cut = max(text.rfind(joint, start) for joint in _JOINTS)
    if cut - start >= 12 and len(text) - cut < 60:
        yield line, start, cut, text[start:cut], "before-site-top" if line < TOP else "before-site"


def _kicker(texts: Sequence[str], folded: str, line: int, shown: Sequence[int]) -> Iterator[str]:
    """A title at the top of the page that reads "kicker: headline", where both stand one after the other below."""
    if line < TOP and ": " in folded:
        kicker, _, rest = folded.partition(": ")
        for i in shown:
            if i > line and i and fold(texts[i].lstrip(LEADING)) == rest:
                before = fold(texts[i - 1]).rstrip(" :")
                yield "kicker-and-line" if before == kicker else "line-after-colon"
                return


def _plain(text: str) -> bool:
    """Reads as a headline at first sight: four words or more, no stop at the end."""
    return 20 < len(text) < 140 and text[-1] not in ".。:" and " " in text


def _place(line: int, region: Region) -> list[str]:
    away = line - region.first
    if away >= 0:
        name = f"below{min(away, 3)}"
    else:
        name = next((f"above{n}" for n in (1, 2, 3, 5, 8, 12, 18, 30, 45, 70) if -away <= n), "far")
    return [name, "first-line"] if line == 0 else [name, "top"] if line < TOP else [name]


def _shape(value: str) -> list[str]:
    words = value.count(" ") + 1
    if not value.isascii() and max(value) > "\u2e80":
        words = max(words, len(value) // 2)
    shape = [next((f"words{n}" for n in (1, 2, 3, 4, 6, 9, 14, 20, 28) if words <= n), "words-many")]
    shape.append(_STOPS.get(value[-1], "open"))
    if value.isupper():
        shape.append("capitals")
    elif words > 3 and value.istitle():
        shape.append("title-case")
    if value[0].islower():
        shape.append("lower")
    digits = sum(map(str.isdigit, value))
    if digits * 4 > len(value):
        shape.append("digits")
    if value[-1] in ")]" :
        shape.append("bracket")
    if "©" in value or "@" in value or "http" in value or " | " in value:
        shape.append("signs")
    if ": " in value:
        shape.append("colon-inside")
    return shape


def _standing(document: Document, line: int) -> list[str]:
    score = document.scores[line]
    gap = document.gap(line)
    return [f"score{max(-3, min(3, round(score / 1.5)))}", f"gap{min(gap, 3)}"]


def _echoes(folded: str, page: _Page, line: int) -> Iterator[str]:
    yield f"times{min(4, page.text.count(folded))}"
    words = _words(folded)
    if len(words) > 2:
        share = max((len(words & title) / len(words) for i, title in enumerate(page.titles) if i != line), default=0)
        if share > 0.5:
            yield "in-title" if share > 0.85 else "near-title"


def _prose(document: Document, region: Region) -> tuple[frozenset[str], frozenset[str]]:
    lines = [i for i in range(region.first, min(region.last, region.first + 25) + 1) if document.scores[i] > 0]
    opening, rest = (" ".join(document.texts[i][:600] for i in part) for part in (lines[:3], lines[3:12]))
    first = _words(opening)
    return first, first | _words(rest)


def _words(text: str) -> frozenset[str]:
    """Words that carry meaning: four letters or more; single characters of scripts without spaces."""
    folded = text.casefold()
    if not folded.isascii() and max(folded, default="") > "\u2e80":
        return frozenset(c for c in folded if c > "\u30a0")
    return frozenset(w for w in folded.replace("-", " ").replace("’", " ").replace("'", " ").split() if len(w) > 3)


def _shared(folded: str, page: _Page) -> list[str]:
    words = _words(folded)
    if not words:
        return ["shares-none"]
    common, early = len(words & page.prose), len(words & page.opening)
    return [f"shares{round(4 * common / len(words))}", f"common{min(6, common)}", f"early{min(5, early)}"]


def _sort(folded: str, words: Words) -> Iterator[str]:
    """Signs of another sort of line: a picture's caption or credit."""
    tokens = folded.replace(":", " ").replace("/", " ").replace("(", " ").replace(")", " ").split()
    if not words.pictures.isdisjoint(tokens):
        yield "picture"
    if tokens and (tokens[-1] in words.agencies or folded[-1] == ")" and len(folded) - folded.rfind("(") < 40):
        yield "credit"


def _neighbours(texts: Sequence[str], line: int, last: int, words: Words) -> Iterator[str]:
    if line:
        yield f"after-{_kind(texts[line - 1])}"
        if texts[line - 1] == texts[line]:
            yield "twin"
    if last + 1 < len(texts):
        if texts[last + 1] == texts[last]:
            yield "twin"
        yield f"before-{_kind(texts[last + 1])}"
        if "picture" in _sort(fold(texts[last + 1][:80]), words):
            yield "before-picture"


def _kind(text: str) -> str:
    words = text.count(" ") + 1
    if text[-1] in ".。”»\"?!":
        return "sentence" if words > 7 or len(text) > 60 else "short-stop"
    size = next((n for n in (1, 3, 6, 14) if words <= n), 99)
    return f"{'item' if text[0] in LEADING else 'open'}{size}"


def _beside(line: int, beside: Collection[int]) -> list[str]:
    for away in range(1, 9):
        if line + away in beside:
            return [f"signed{next(n for n in (1, 2, 4, 8) if away <= n)}"]
    return ["unsigned"]


def _under(line: int, signed: Collection[int]) -> Iterator[str]:
    """A date or byline stands right above: what follows it is rarely the headline."""
    for away in range(1, 6):
        if line - away in signed:
            yield f"under-signed{min(away, 3)}"
            return
