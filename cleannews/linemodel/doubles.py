"""Lines that say one thing twice, as a link does that holds a picture with a description and the same words again."""

from __future__ import annotations

SHORTEST = 24
"""Code points of a line that is looked at; shorter ones are sung, or shouted."""
_HEAD = 12


def said_twice(text: str) -> bool:
    """Whether a line ends in what it begins with, over a third of its length or more.

    >>> said_twice("Ferries stopped - A ferry in the port. Ferries stopped - A ferry in the port.")
    True
    >>> said_twice("Ferries stopped on Monday, and more ferries stopped on Tuesday.")
    False
    """
    if len(text) < SHORTEST or not text[0].isalnum():
        return False
    again = text.rfind(text[:_HEAD], _HEAD)
    return again > 0 and 3 * (len(text) - again) >= len(text) and text.startswith(text[again:])
