"""A stage that takes more than a second on one page, so that a short run too is made safe halfway."""

import time
from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Edit
from cleannews.engine import Stage

SIGN = "word number 5 "


def propose(document: Document) -> Iterator[Edit]:
    """Wait."""
    if SIGN in document.source:
        time.sleep(1.1)
    yield from ()


SLOW = Stage("slow", propose, {}, after="segmentation")
