"""What the setting of type did to words, where segmentation has put the lines of a paragraph together again.

The text of a PDF or an e-paper has its lines as they were printed.  Joined, a word that was parted over two of them
still has its hyphen and a blank; a script that writes no blanks has one; and the first letter of a paragraph stands
apart where it was set large.  What is cut here is that, and no more.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Edit, Join
from cleannews.engine import Stage
from cleannews.stages.typesetting.hyphens import hyphens
from cleannews.stages.typesetting.initials import initials
from cleannews.stages.typesetting.unspaced import breaks

RULES = {
    "parted-word": "A hyphen parted a word at the end of a line.",
    "parted-compound": "A line ended after the hyphen of a compound, which has no blank there.",
    "large-initial": "The first letter of a paragraph, set large, stood apart from the rest of its word.",
    "no-blank": "A line ended between two scripts, where the page writes no blank.",
}


def propose(document: Document) -> Iterator[Edit]:
    """Make words whole that were parted where a line ended, or after a large first letter."""
    yield from initials(document)
    if any(isinstance(entry.edit, Join) for entry in document.journal):
        yield from hyphens(document)
        yield from breaks(document)


TYPESETTING = Stage("typesetting", propose, RULES, needs=frozenset({"language"}))
