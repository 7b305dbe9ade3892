"""Interviews and transcripts printed without marks: paragraphs that begin with who speaks (“PENCE: Well”, “Q: Why”)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from cleannews.document import Paragraph
from cleannews.patterns import Pattern

_TURN = Pattern(
    r"(\p{Lu}[\p{Lu} .’'\-]{1,28}\p{Lu}|(?:\p{Lu}[\p{Ll}’'\-]{1,20} ){1,2}\p{Lu}\p{Ll}[\p{L}’'\-]{0,20}|[QAFRDV])[:.] "
)
_FEWEST = 3  # labelled paragraphs that make a transcript
_INITIALS = frozenset({"Q", "A", "F", "R", "D", "V"})  # question and answer, in several languages


class Turn(NamedTuple):
    """Where a paragraph's label ends, where its speech begins, and whether the label is a letter for a role."""

    label_end: int
    start: int
    initial: bool


def turns(paragraphs: Sequence[Paragraph]) -> dict[int, Turn]:
    """The turns of a page by paragraph number; none unless labels come back, as those of a conversation do."""
    found: dict[int, Turn] = {}
    labels: Counter[str] = Counter()
    for number, paragraph in enumerate(paragraphs):
        if ":" in paragraph.text[:66] or paragraph.text[1:2] == ".":
            match = _TURN.match(paragraph.text)
            if match is not None and match.end() < len(paragraph.text) and _fits(match[1], match[0]):
                found[number] = Turn(match.end(1), match.end(), match[1] in _INITIALS)
                labels[match[1]] += 1
    talk = sum(times for times in labels.values() if times > 1)
    return found if len(labels) > 1 and talk >= _FEWEST and 2 * talk > len(found) else {}


def _fits(label: str, whole: str) -> bool:
    """A full stop ends only a role's letter ("Q."); after a name a colon must stand."""
    return whole[len(label)] == ":" or label in _INITIALS
