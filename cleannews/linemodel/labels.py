"""Labels: which logical lines of a page are of its reference body, found by aligning their words.

A word of the page counts as found where one of the four-word shingles that cover it stands in the reference, in the
page's own order; so a short line between two found ones is judged with its neighbours, and a menu item that happens
to be a word of the article is not.  Of lines that say the same, the one that fits the order stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

SIZE = 4
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text, in lower case; single characters for scripts that write no spaces.

    >>> words("It's 東京 2020!")
    ['it', 's', '東', '京', '2020']
    """
    return _WORDS.findall(text.lower())


def shares(lines: Sequence[str], reference: Sequence[str]) -> list[float]:
    """For each line the share of its words that stand in the reference (0 to 1).

    >>> shares(["Home", "The cat sat on the mat.", "Share"], ["The cat sat on the mat."])
    [0.0, 1.0, 0.0]
    """
    want = [w for paragraph in reference for w in words(paragraph)]
    where: dict[tuple[str, ...], int] = {}
    size = min(SIZE, max(1, len(want)))
    for place in range(len(want) - size + 1):
        where.setdefault(tuple(want[place : place + size]), place)
    paragraphs = {tuple(words(p)) for p in reference}
    own = [words(line) for line in lines]
    stream = [w for line in own for w in line]
    places = [where.get(tuple(stream[i : i + size]), -1) for i in range(len(stream) - size + 1)]
    covered = [False] * len(stream)
    for i, place in enumerate(places):
        if place >= 0:
            covered[i : i + size] = [True] * size
    return _ordered(own, covered, places, paragraphs)


def _ordered(
    own: Sequence[list[str]], covered: list[bool], places: list[int], paragraphs: set[tuple[str, ...]]
) -> list[float]:
    found, firsts, start = [], [], 0
    for line in own:
        end = start + len(line)
        share = sum(covered[start:end]) / len(line) if line else 0.0
        if share < 1 and tuple(line) in paragraphs:
            share = 1.0
        found.append(share)
        firsts.append(next((p for p in places[start:end] if p >= 0), -1))
        start = end
    _drop_repeats(own, found, firsts)
    _drop_strays(own, found)
    return found


def _drop_repeats(own: Sequence[list[str]], found: list[float], firsts: list[int]) -> None:
    """Of lines that say the same, keep the one in the longest chain of lines in the reference's order."""
    lines = [i for i, share in enumerate(found) if share > 0.5 and firsts[i] >= 0]
    chain = set(_longest_chain(lines, firsts))
    said: dict[tuple[str, ...], int] = {}
    for i in [*(i for i in lines if i in chain), *(i for i in range(len(own)) if found[i] > 0.5 and i not in chain)]:
        key = tuple(own[i])
        if key in said and said[key] != i:
            found[i] = 0.0
        said.setdefault(key, i)


def _longest_chain(lines: Sequence[int], firsts: Sequence[int]) -> list[int]:
    tails: list[int] = []
    last: list[int] = []
    previous: dict[int, int] = {}
    for i in lines:
        at = bisect_left(tails, firsts[i])
        if at:
            previous[i] = last[at - 1]
        tails[at : at + 1] = [firsts[i]]
        last[at : at + 1] = [i]
    chain = []
    current = last[-1] if last else None
    while current is not None:
        chain.append(current)
        current = previous.get(current)
    return chain


def _drop_strays(own: Sequence[list[str]], found: list[float]) -> None:
    """A short line that equals a paragraph counts only between the first and the last long line found."""
    sure = [i for i, share in enumerate(found) if share > 0.7 and len(own[i]) >= 2 * SIZE]
    if sure:
        for i, line in enumerate(own):
            if len(line) < SIZE and not sure[0] - 3 <= i <= sure[-1] + 3:
                found[i] = 0.0


def corrected(
    lines: Sequence[str], labels: Sequence[float], must_have: Sequence[str], must_not: Sequence[str]
) -> list[float]:
    """Return the labels with those of lines changed that hold a text which must, or must not, be in the body.

    A text that is a small part of its line says nothing of the line.

    >>> corrected(["Good day to you", "Share"], [0.0, 1.0], ["day to"], ["Share"])
    [1.0, 0.0]
    """
    out = list(labels)
    plain = [_plain(line) for line in lines]
    for snippets, label in ((must_have, 1.0), (must_not, 0.0)):
        for snippet in map(_plain, snippets):
            for i, line in enumerate(plain):
                if snippet and snippet in line and len(snippet) * 5 >= min(len(line), 150):
                    out[i] = label
    return out


def _plain(text: str) -> str:
    return " ".join(text.split())
