"""Runs of icon descriptions: one turn of phrase that comes back every few words.

Scrapers that let the titles and descriptions of drawn icons leak give "Caret An icon of a block arrow. Email An icon of
a paper envelope. ..." on one line.  No language is needed to see it: prose does not repeat three words every ten.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

SHORTEST = 240
"""Shorter lines are not searched; a run of so many descriptions is longer."""
FEWEST = 6
APART = 14
"""Words from one description to the next, at most."""
REMEMBERED = 4_000
"""Three stages ask this of the same lines; the answers of longer ones are not kept, they would hold on to memory."""


def icon_run(text: str) -> tuple[int, int] | None:
    """Return the first and the last word of the longest run of descriptions in a line, or None.

    >>> icon_run("Star An icon of a star. " * 12)
    (0, 68)
    >>> icon_run("The minister said that the bill would pass. " * 2) is None
    True
    """
    if len(text) < SHORTEST:
        return None
    return _run(text) if len(text) <= REMEMBERED else _run.__wrapped__(text)


@lru_cache(maxsize=128)
def _run(text: str) -> tuple[int, int] | None:
    words = text.split()
    if len(words) // 2 - len({*zip(words[::2], words[1::2], strict=False)}) < 2:
        return None  # where a phrase stands six times, one of these stands three times
    phrases = [*zip(words, words[1:], words[2:], strict=False)]
    if len(phrases) - len(set(phrases)) < FEWEST - 1:
        return None  # hardly a phrase comes back
    phrase, times = Counter(phrases).most_common(1)[0]
    if times < FEWEST:
        return None
    where = [i for i in range(len(words) - 2) if (words[i], words[i + 1], words[i + 2]) == phrase]
    runs = [[where[0]]]
    for place in where[1:]:
        if place - runs[-1][-1] <= 2 * APART:
            runs[-1].append(place)
        else:
            runs.append([place])
    run = max(runs, key=len)
    if len(run) < FEWEST or run[-1] - run[0] > APART * len(run):
        return None
    return run[0], run[-1] + 2
