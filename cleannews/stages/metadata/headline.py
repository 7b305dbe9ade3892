"""Which line is the headline: a linear score over plain evidence, learnt from labelled pages.

Candidates are short lines around the start of the prose and at the top of the page.  Nothing in the evidence is of a
language or a site: place, length, ending, repetition, words shared with the prose, a date or byline beside it.
The weights are log-odds (`headline.json`), fitted so that the right line of each page has the greatest sum.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import fsum
from typing import NamedTuple

from cleannews.document import STANDING
from cleannews.edits import Span
from cleannews.languages import fold
from cleannews.stages.metadata import evidence
from cleannews.stages.metadata.evidence import CLOSE, LEADING
from cleannews.stages.metadata.page import ABOVE, BELOW, TOP, Page, meaning
from cleannews.stages.metadata.stretches import SHORTEST, stretches

PROSE = 1.0
"""Log-odds of body from which a line reads as a paragraph of it."""
LONGEST = 260
"""Code points of a headline."""
HOPELESS, FEW = -5.5, 20
"""A shorter line with less log-odds of body, some words with no prose near them, is no headline but a menu's item."""
UNLIKELY = frozenset(("stop", "bullet", "twin"))
"""Evidence that a line is a sentence, a menu's item or a picture's caption."""
FAR, FAINT = 70, -3.7
"""More lines above the prose, a headline has some words and at least such log-odds of being body; so has a bullet."""
MOST_WHOLE = 4
"""A title has at most so many times the letters of the printed line that it is the whole of."""
ALIKE = 0.8
"""Share of the words of one line and another that both have, from which they say the same."""
FAR_BEHIND = 6.0
"""Log-odds that the printed headline can be behind the page's title and still show where the article starts."""


class Candidate(NamedTuple):
    """A stretch that may be the headline: lines and offsets in their texts, how it reads, and what shows at sight.

    It runs from `start` in line `line` to `end` in line `last`, which is the next one for a kicker with a colon.
    """

    line: int
    last: int
    start: int
    end: int
    text: str
    folded: str
    evidence: list[str]


class Choice(NamedTuple):
    """The headline, and the candidate that shows where the article starts: another one where the page's title won."""

    headline: Candidate
    place: Candidate


def candidates(page: Page) -> list[Candidate]:
    """Return the stretches that may be the headline, with the evidence that is cheap to see."""
    texts, scores, roles = page.texts, page.scores, page.document.roles
    furniture, found = page.words.furniture, []
    opening = _opening(page)
    for i in _shown(page):
        text, score = texts[i], scores[i]
        if score < FAINT and text[0] in LEADING and text[0] != "#":
            continue
        if roles[i] != STANDING or _listed(texts, i):
            continue
        if i >= opening and (i > opening + 1 or score > PROSE):
            continue  # a part of the article; on a page without a headline it would be the best there is
        if evidence.is_twin(texts, i, i) and evidence.is_credit(page.folded(i)):
            continue  # a picture's caption and its alternative text
        around: list[str] = []
        beside = -1
        for last, start, end, value, kind in stretches(page, i):
            folded = page.folded(i) if value is text else fold(value)
            if folded in furniture or not (value[:1].isalpha() or any(map(str.isalpha, value))):
                continue
            if beside != last:
                around, beside = evidence.around(page, i, last), last
            found.append(Candidate(i, last, start, end, value, folded, [kind, *evidence.shape(value), *around]))
    lines = _likely(found, page)
    for candidate in found:
        candidate.evidence.extend(evidence.order(lines, candidate.line, candidate.last, page))
    return found


def _likely(found: Sequence[Candidate], page: Page) -> list[int]:
    """The lines above the prose, the page's title left out, that read as headlines at sight."""
    return sorted(
        {
            candidate.line
            for candidate in found
            if TOP <= candidate.line < page.first
            and (candidate.text.count(" ") > 2 or (candidate.text > "\u2e80" and len(candidate.text) > 8))
            and UNLIKELY.isdisjoint(candidate.evidence)
        }
    )


def choose(found: Sequence[Candidate], page: Page) -> Choice | None:
    """Return the candidate with the best score, the earliest of equals.

    Evidence that costs time is only looked for where it could still change the answer.
    """
    if not found:
        return None
    weight = _weights().__getitem__
    sight = [fsum(map(weight, candidate.evidence)) for candidate in found]
    order = sorted(range(len(found)), key=lambda i: -sight[i])
    best, score = _best(found, order, sight, page)
    chosen = place = found[best]
    if chosen.line < TOP and page.first - chosen.line > CLOSE:
        below, other = _best(found, [i for i in order if found[i].line >= TOP], sight, page)
        if other > score - FAR_BEHIND:
            place = found[below]
    place = _last_print(found, place, page)
    if place.folded == chosen.folded:
        chosen = place
    return Choice(_whole(found, chosen, page), place)


def printed(found: Sequence[Candidate], title: str, told: Span, page: Page) -> Choice | None:
    """Where the page prints the title that the stretch `told` of its source tells: in words much like it, or as a part
    of a line."""
    words = meaning(fold(title))
    alike = [(_likeness(meaning(c.folded), words), i) for i, c in enumerate(found)] if words else []
    likeness, best = max(alike, default=(0.0, 0))
    if likeness >= ALIKE:
        return Choice(found[best], found[best])
    for i in range(page.first - 1, max(-1, page.first - ABOVE), -1):
        if (at := page.texts[i].find(title)) >= 0 and not told.start <= page.document.spans[i].start < told.end:
            part = Candidate(i, i, at, at + len(title), title, fold(title), [])
            return Choice(part, part)
    return None


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one), len(other))


def _best(found: Sequence[Candidate], order: Sequence[int], sight: Sequence[float], page: Page) -> tuple[int, float]:
    """The number of the candidate with the most evidence, and how much that is; they come by the evidence at sight."""
    weights = _weights()
    most = weights["most"]
    best, top = -1, -99.0
    for i in order:
        if sight[i] + most < top:
            break
        candidate = found[i]
        dear = evidence.echoes(candidate.text, candidate.folded, candidate.line, page)
        score = fsum(map(weights.__getitem__, dear)) + sight[i]
        if score > top or (score == top and i < best):
            best, top = i, score
    return best, top


def _last_print(found: Sequence[Candidate], place: Candidate, page: Page) -> Candidate:
    """Of the prints of the same words above the prose, the last one: those before it are breadcrumbs and menus."""
    same = [c for c in found if c.folded == place.folded and place.line < c.line <= page.first]
    return same[-1] if same else place


def repeats(place: Candidate, chosen: Candidate) -> bool:
    """Whether the one says what the other says, or most of it."""
    words = meaning(place.folded)
    return bool(words) and len(words & meaning(chosen.folded)) >= 0.6 * len(words)


def _whole(found: Sequence[Candidate], chosen: Candidate, page: Page) -> Candidate:
    """The page's title or breadcrumb, where it is the chosen line with what stands right above or below that line.

    So a headline that the page prints on two lines is whole, and a kicker before a colon comes with it.
    """
    key = max(chosen.folded.split(), key=len)
    near = range(max(0, chosen.line - 2), min(len(page.texts), chosen.last + 3))
    for candidate in [c for c in found if c is not chosen and key in c.folded]:
        part, title = _letters(chosen.folded), _letters(candidate.folded)
        if len(part) < len(candidate.text) and len(part) < len(title) <= MOST_WHOLE * len(part) and part in title:
            printed = _letters("".join([page.folded(i) for i in near if i != candidate.line]))
            if title in printed:
                return candidate
    return chosen


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@cache
def _weights() -> Mapping[str, float]:
    """The weight of each sort of evidence; 0 for those that no page had that it was learnt from."""
    return defaultdict(float, json.loads((resources.files(__package__) / "headline.json").read_text("utf-8")))


def _shown(page: Page) -> list[int]:
    """The lines that are long and likely enough to be looked at."""
    texts, scores = page.texts, page.scores
    first, far, last = max(0, page.first - ABOVE), max(0, page.first - FAR), min(len(texts), page.first + BELOW)
    apart, near = (*range(min(TOP, first)), *range(first, far)), range(far, last)
    return [
        *[i for i in apart if FEW <= len(texts[i]) <= LONGEST and scores[i] >= FAINT],
        *[i for i in near if FEW <= len(texts[i]) <= LONGEST or _brief(texts[i], scores[i])],
    ]


def _brief(text: str, score: float) -> bool:
    """Whether a line of a word or two may be a headline."""
    return SHORTEST <= len(text) < FEW and (score >= HOPELESS or text[0] == "#")


def _opening(page: Page) -> int:
    """The first paragraph: the first line of the prose that surely is of the body and reads as a sentence."""
    for i in range(page.first, page.last + 1):
        # What asks in the first line of all stands above an article that was copied without its page.
        # A sentence in a script without spaces is as long as two thirds of a title.
        if page.scores[i] > PROSE and (i or page.texts[0][-1] not in "?!"):
            text = page.texts[i]
            if evidence.is_sentence(text) or (text[-1] == "。" and len(text) > 20):
                return i
    return page.last + 1


def _listed(texts: Sequence[str], line: int) -> bool:
    """An item of a menu: a bullet with few words, or a single word beside another one."""
    text = texts[line]
    if text[0] in LEADING and text[0] != "#":
        return text.count(" ") < 4 and text < "\u2e80"
    if " " in text or not text.isascii():
        return False
    return (line + 1 < len(texts) and " " not in texts[line + 1]) or (line > 0 and " " not in texts[line - 1])
