"""Speech that begins with a dash instead of quotation marks.

Three customs: dashes round the reporting clause (—No sé —dijo Ana—. Ya veremos. / – Nie – powiedział Tusk.), a comma
before it (– Det är bra, säger Andersson. / — Non, dit-elle. / – Hyvä on, Virtanen sanoo.), and no clause at all.  A
dash also begins list items, so only a paragraph with a reporting clause counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.patterns import Pattern
from cleannews.stages.quotes.explanations import Mention, Reading, cue_span
from cleannews.stages.quotes.marks import Marked
from cleannews.stages.quotes.passages import Passage
from cleannews.stages.quotes.settled import said_after

_CLAUSE = Pattern(r"O?[AbO]{0,2}B?V")
_SUBJECT_FIRST = Pattern(r",(?:P|(?:X?[wN]{0,2}r{1,2}|w)?H{0,3}X{1,4}|[wN]?r{1,2})B?[Ab]?V[IDKB]{0,3}\.?$")
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
        if end := _clause_end(letters, start):
            reading = _reading(passage, start, end, last)
            return [] if reading is None else list(_spoken(passage, start, reading))
    return []


def _dashes(letters: str) -> list[int]:
    return [i for i, letter in enumerate(letters) if letter == "-" and i > 1]


def _commas(letters: str) -> list[int]:
    """Commas, and stops before a verb, from the last on: the clause that closes the paragraph."""
    places = range(len(letters) - 2, 1, -1)
    return [i for i in places if letters[i] == "," or (letters[i] == "." and letters[i + 1] in "VAbO")]


def _clause_end(letters: str, start: int) -> int:
    """Where the verb ends of a reporting clause that begins at a dash or comma; 0 if none does."""
    if (clause := _CLAUSE.match(letters, start + 1)) is not None:
        return clause.end()
    return letters.rindex("V", start) + 1 if _SUBJECT_FIRST.match(letters, start) is not None else 0


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
    closing = letters.find("-" if letters[start] == "-" else ".-", start + 1)
    if closing < 0:
        return
    first = letters.index("-", closing) + 1
    while first < len(letters) and letters[first] in ".,:;":
        first += 1
    if first < len(letters):
        yield Marked(shape.starts[first], shape.ends[-1], "—", True), reading, True
