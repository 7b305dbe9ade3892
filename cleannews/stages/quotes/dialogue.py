"""Speech that begins with a dash instead of quotation marks.

Three customs: dashes round the reporting clause (—No sé —dijo Ana—. Ya veremos. / – Nie – powiedział Tusk.), a comma
before it (– Det är bra, säger Andersson. / — Non, dit-elle.), and no clause at all.  A dash also begins list items, so
only a paragraph with a reporting clause counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.patterns import Pattern
from cleannews.stages.quotes.explanations import Mention, Reading, cue_span
from cleannews.stages.quotes.marks import Marked
from cleannews.stages.quotes.passages import Passage
from cleannews.stages.quotes.settled import said_after

_CLAUSE = Pattern(r"O?[AbO]{0,2}B?V")
_MOST_DASHES = 12  # in one paragraph of speech; more are a table or a rule


def dialogue(passage: Passage, last: Reading | None) -> list[tuple[Marked, Reading, bool]]:
    """The spoken stretches of a paragraph, each with its reading and whether it goes on the one before.

    The paragraph begins with a dash.  `last` is how the quotation before was read: its speaker is meant where the
    clause leaves the subject out.
    """
    letters = passage.shape.letters
    if not letters.startswith("-") or letters.count("-") > _MOST_DASHES:
        return []
    for start in (*_dashes(letters), *_commas(letters)):
        if (clause := _CLAUSE.match(letters, start + 1)) is not None:
            reading = _reading(passage, start, clause.end(), last)
            return [] if reading is None else list(_spoken(passage, start, reading))
    return []


def _dashes(letters: str) -> list[int]:
    return [i for i, letter in enumerate(letters) if letter == "-" and i > 1]


def _commas(letters: str) -> list[int]:
    """Commas and stops before a verb, from the last on: the clause that closes the paragraph."""
    return [i for i in range(len(letters) - 2, 1, -1) if letters[i] in ",." and letters[i + 1] in "VAbO"]


def _reading(passage: Passage, start: int, end: int, last: Reading | None) -> Reading | None:
    letters = passage.shape.letters
    cue = cue_span(passage, end - 1)
    speaker: Mention | None = None
    if (said := said_after(letters, start + 1)) is not None and said.lastgroup:
        phrase = said.span(said.lastgroup)
        kind = "pronoun" if letters[slice(*phrase)] == "P" else "phrase"
        speaker = Mention(passage.number, passage.shape.starts[phrase[0]], passage.shape.ends[phrase[1] - 1], kind)
    elif letters[start] == "-" or passage.lexicon.drops_subject:
        speaker = last.mention if last is not None else None
    elif letters[start] != "-":
        return None
    return Reading("dash-dialogue", speaker, cue)


def _spoken(passage: Passage, start: int, reading: Reading) -> Iterator[tuple[Marked, Reading, bool]]:
    letters, shape = passage.shape.letters, passage.shape
    yield Marked(shape.starts[1], shape.ends[start - (letters[start] in "-,")], "—", True), reading, False
    if letters[start] != "-" or (closing := letters.find("-", start + 1)) < 0:
        return
    first = closing + 1
    while first < len(letters) and letters[first] in ".,:;":
        first += 1
    if first < len(letters):
        yield Marked(shape.starts[first], shape.ends[-1], "—", True), reading, True
