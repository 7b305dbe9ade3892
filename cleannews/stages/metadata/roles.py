"""What stands in a byline beside the names: what their bearers are."""

from __future__ import annotations

from cleannews.languages import fold
from cleannews.stages.metadata.vocabulary import Vocabulary

MOST = 5
"""Words that say what somebody is, or where, at most."""


def is_role(text: str, words: Vocabulary) -> bool:
    """Whether a text is what somebody is, with or without a place after it, and nothing else.

    >>> from cleannews.stages.metadata.vocabulary import vocabulary
    >>> [is_role(text, vocabulary("en")) for text in ("Political editor, Harlow", "Editor quits", "Jane Doe")]
    [True, False, False]
    """
    role, _, place = text.partition(",")
    tokens = fold(role).split()
    if not 0 < len(tokens) <= MOST or not words.explaining.issuperset(tokens):
        return False
    return not words.roles.difference(words.sections).isdisjoint(tokens) and place.count(" ") < MOST
