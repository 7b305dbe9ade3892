"""A stage of your own: `cleannews --stage examples/paywall.py:PAYWALL page.txt`."""

from collections.abc import Iterator

from cleannews import Stage
from cleannews.document import Document
from cleannews.edits import Drop

RULES = {"subscribers": "The line says that the rest of the article is for subscribers."}
WORDS = ("subscribe to read", "for subscribers only", "already a subscriber")


def propose(document: Document) -> Iterator[Drop]:
    """Remove notices of a paywall."""
    for line in document.standing():
        if any(words in document.texts[line].casefold() for words in WORDS):
            yield Drop((line,), "subscribers")


PAYWALL = Stage("paywall", propose, RULES, after="captions")  # before `boilerplate`, which would take such lines too
