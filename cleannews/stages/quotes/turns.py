"""Interviews and transcripts printed without marks: paragraphs that begin with who speaks (“PENCE: Well”, “Q: Why”)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from cleannews.document import Paragraph
from cleannews.patterns import Pattern

_TURN = Pattern(
    r"(\p{Lu}[\p{Lu} .’'\-]{1,28}\p{Lu}|(?:\p{Lu}[\p{Ll}’'\-]{1,20} ){0,2}\p{Lu}\p{Ll}[\p{L}’'\-]{0,20}|[QAFRDVP])"
    r"(?:[:.]|[ \u00a0\u202f]:)[ \u00a0]"
)
_FEWEST = 3  # labelled paragraphs that make a transcript
_ASKED = 4  # one turn in so many is a question where a label of one word may be the heading of a list
_INITIALS = frozenset({"Q", "A", "F", "R", "D", "V", "P"})  # question and answer, in several languages


class Turn(NamedTuple):
    """Where a paragraph's label ends and its speech begins; whether the label is a role's letter, or a lone word."""

    label_end: int
    start: int
    initial: bool
    common: bool


def turns(paragraphs: Sequence[Paragraph]) -> dict[int, Turn]:
    """The turns of a page by paragraph number; none unless labels come back, as those of a conversation do."""
    found: dict[int, Turn] = {}
    labels: Counter[str] = Counter()
    for number, paragraph in enumerate(paragraphs):
        if ":" in paragraph.text[:66] or paragraph.text[1:2] == ".":
            match = _TURN.match(paragraph.text)
            if match is not None and match.end() < len(paragraph.text) and _fits(match[1], match[0]):
                found[number] = Turn(match.end(1), match.end(), match[1] in _INITIALS, _is_common(match[1]))
                labels[match[1]] += 1
    asked = sum("?" in paragraphs[number].text for number in found)
    if _ASKED * asked < len(found):
        found = {number: said for number, said in found.items() if not said.common}
        labels = Counter({label: times for label, times in labels.items() if not _is_common(label)})
    talk = sum(times for times in labels.values() if times > 1)
    return found if len(labels) > 1 and talk >= _FEWEST and 2 * talk > len(found) else {}


def _is_common(label: str) -> bool:
    """Whether a label is one word that is not in capitals ("Antwort", "Auster", but also "Zutaten")."""
    return " " not in label and not label.isupper()


def _fits(label: str, whole: str) -> bool:
    """A full stop ends only a role's letter ("Q."); after a name a colon must stand."""
    return whole.rstrip()[-1] == ":" or label in _INITIALS
