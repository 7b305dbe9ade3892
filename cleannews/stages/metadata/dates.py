"""Which of the dates on the page is the day of publication, and which that of the last change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from math import fsum
from typing import NamedTuple

from cleannews.document import STANDING, Document
from cleannews.languages import fold
from cleannews.stages.metadata import calendar
from cleannews.stages.metadata.calendar import Date
from cleannews.stages.metadata.region import Region
from cleannews.stages.metadata.vocabulary import Vocabulary
from cleannews.text import unspaced

ABOVE, BELOW, FOOT = 90, 16, 20
WHOLE_LINE = 120
"""Code points of a line with the date up to which it leaves the body with it."""
LONGEST = 220
"""Code points of a line that a date is looked for in; longer ones are prose."""


class Dated(NamedTuple):
    """A date of the page with its line, what the words before it call it, and the evidence by name."""

    line: int
    date: Date
    label: str
    evidence: tuple[str, ...]

    def is_all_of(self, text: str) -> bool:
        """Whether its line says nothing else to keep: a short one that is no sentence with other words before it."""
        return len(text) < WHOLE_LINE and not (self.label == "none" and text[-1] in ".!?")


def scan(document: Document, region: Region, known: calendar.Words) -> dict[int, list[Date]]:
    """The dates on the lines around the article, by line."""
    texts, roles = document.texts, document.roles
    top, foot = max(0, region.first - ABOVE), max(region.first + BELOW, region.last - 2)
    short = [
        i
        for start, end in ((top, region.first + BELOW), (foot, region.last + FOOT))
        for i, text in enumerate(texts[start:end], start)
        if len(text) <= LONGEST and roles[i] == STANDING
    ]
    found = {i: dates for i in _with_year(texts, short) if (dates := calendar.read(texts[i], known))}
    if any(date.ambiguous for dates in found.values() for date in dates) and (order := _order(document, found)):
        found = {i: calendar.read(document.texts[i], known, order) for i in found}
    return found


def _with_year(texts: Sequence[str], lines: Sequence[int]) -> dict[int, None]:
    """Those of the lines that have a year in them, found in one search over all."""
    joined = "\n".join([texts[i] for i in lines])
    at = number = 0
    found: dict[int, None] = {}
    for year in calendar.YEAR.finditer(joined):
        start = year.start()
        number += joined.count("\n", at, start)
        at = start
        found[lines[number]] = None
    return found


def _order(document: Document, found: Mapping[int, Sequence[Date]]) -> str:
    """The order of day and month that the page's other dates show, numeric ones or worded ones, if they agree."""
    numeric, worded = set(), set()
    for i, dates in found.items():
        for date in dates:
            text = document.texts[i][date.start : date.end]
            day = int(date.iso[8:10])
            head = text.lstrip()[:2]
            if date.ambiguous or len(text) < 6:
                continue
            if "/" in text and day > 12:
                numeric.add("dmy" if head == f"{day}" else "mdy")
            elif head[0].isdigit() and any(map(str.isalpha, text[:8])) and not head.isalpha():
                worded.add("dmy")
            elif head.isalpha():
                worded.add("mdy")
    shown = numeric or worded
    return shown.pop() if len(shown) == 1 else ""


def candidates(
    document: Document, region: Region, found: Mapping[int, Sequence[Date]], headline: int | None, words: Vocabulary
) -> list[Dated]:
    """Each date with its label and the evidence for its being the article's."""
    out: list[Dated] = []
    lines = sorted(found)
    for i in lines:
        text = document.texts[i]
        at = 0
        for number, date in enumerate(found[i]):
            before = text[at : date.start]
            if not before.strip(" |,·•-–—:(") and number == 0 and i:
                before = document.texts[i - 1] if len(document.texts[i - 1]) < 60 else ""
            label = _label(before, words)
            at = date.end
            evidence = [f"label-{label}", *_place(i, region, headline)]
            evidence.append(f"covers{round(4 * (date.end - date.start) / len(text))}")
            evidence.append("timed" if "T" in date.iso else "day")
            evidence.append(f"number{min(2, number)}")
            evidence.append(f"crowd{min(5, sum(1 for j in lines if j != i and abs(j - i) <= 6))}")
            days = sum(1 for j in lines for other in found[j] if other.iso[:10] == date.iso[:10])
            evidence.append(f"same{min(3, days)}")
            evidence.append(f"score{max(-2, min(2, round(document.scores[i] / 1.5)))}")
            evidence.append("short" if len(text) < 40 else "middle" if len(text) < 90 else "long")
            if i < 6:
                evidence.append("masthead")
            if "T" not in date.iso and not before.strip() and len(found[i]) == 1 and text[date.end :].strip():
                evidence.append("leads")
            out.append(Dated(i, date, label, tuple(evidence)))
    return out


def choose(found: Sequence[Dated]) -> tuple[Dated | None, Dated | None]:
    """Return the date of publication and that of the last change; None where no date is likely enough.

    The one date of an article that gives only its last change is of both; a date for the change that is before the
    publication is of neither.
    """
    weights = _weights()
    scored = [(fsum([weights.get(name, 0.0) for name in dated.evidence]), dated) for dated in found]
    published = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if published[1] is None or published[0] < weights["least"]:
        return None, None
    updates = [pair for pair in scored if pair[1].label == "updated" and pair[0] > weights["least"] - 2]
    updated = max(updates, key=lambda pair: pair[0], default=(0.0, None))[1]
    if updated is not None and updated.date.iso[:10] < published[1].date.iso[:10]:
        updated = None
    return published[1], updated


@cache
def _weights() -> Mapping[str, float]:
    loaded: Mapping[str, float] = json.loads((resources.files(__package__) / "dates.json").read_text("utf-8"))
    return loaded


def _label(before: str, words: Vocabulary) -> str:
    text = before.strip(" |,·•-–—:(*")
    folded = fold(text)
    for name, said in (("updated", words.updated), ("published", words.published)):
        if (folded.endswith(said) or folded.startswith(said)) and any(_labels(text, folded, word) for word in said):
            return name
    return "none" if folded else "bare"


def _labels(text: str, folded: str, word: str) -> bool:
    """Whether a text ends in a word, or begins with it and has little else; not with a part of one."""
    if folded.endswith(word) and _parted(text, len(text) - len(word)):
        return True
    return folded.startswith(word) and len(folded) < len(word) + 12 and _parted(text, len(word))


def _parted(text: str, at: int) -> bool:
    """Whether a word may begin at an offset: the one before it ends there, or a capital shows that it does."""
    if not 0 < at < len(text) or not (text[at - 1].isalpha() and text[at].isalpha()):
        return True
    return text[at].isupper() or unspaced(text[at - 1]) or unspaced(text[at])


def _place(line: int, region: Region, headline: int | None) -> Iterator[str]:
    away = line - region.first
    if line > region.last:
        yield f"after{next((n for n in (2, 5, 10, 20) if line - region.last <= n), 99)}"
    elif away >= 0:
        yield f"inside{next((n for n in (0, 1, 3) if away <= n), 9)}"
    else:
        yield f"above{next((n for n in (1, 2, 4, 7, 12, 20) if -away <= n), 99)}"
    if headline is not None:
        below = line - headline
        if below >= 0:
            yield f"under{next((n for n in (0, 1, 2, 4, 7, 12, 20, 40) if below <= n), 99)}"
        else:
            yield f"over{next((n for n in (1, 2, 4, 8) if -below <= n), 99)}"
