"""Readings that layout alone settles, before anything is weighed: signatures and turns of a transcript."""

from __future__ import annotations

from cleannews.patterns import Pattern
from cleannews.stages.quotes.explanations import Mention, Reading
from cleannews.stages.quotes.passages import Passage, Quoted

_TURN = Pattern(r"(\p{Lu}[\p{Lu} .’'\-]{1,28}\p{Lu}|\p{Lu}\p{L}+ \p{Lu}\p{L}+|[QA]):\s")
_SIGNED = Pattern(r"-[HXr](?:[HXrNwoCDIs,(.)B]{0,24})$")
_LONGEST_SIGNATURE = 120

SURE = 0.9


def signed(passage: Passage, quoted: Quoted, following: Passage | None) -> Reading | None:
    """A dash and a name after the last quotation of a paragraph, on its line or the next: “…” — Ada Byron, London."""
    if quoted.word != passage.shape.quotes[-1]:
        return None
    source, first = passage, quoted.word + 1
    if first == len(passage.shape.letters):
        if following is None or len(following.shape.text) > _LONGEST_SIGNATURE or following.shape.quotes:
            return None
        source, first = following, 0
    if not _SIGNED.match(source.shape.letters, first):
        return None
    return Reading("signature", _name_after(source, first + 1), None, [])


def turn(passage: Passage, stretch_start: int, stretch_end: int) -> Reading | None:
    """Quoted words that begin with their speaker’s name in capitals and a colon, as a transcript has them."""
    match = _TURN.match(passage.shape.text, stretch_start, min(stretch_end, stretch_start + 34))
    if match is None or not match[1].isupper():
        return None
    return Reading("transcript-turn", Mention(passage.number, match.start(1), match.end(1), "label"), None, [])


def _name_after(passage: Passage, first: int) -> Mention:
    letters, shape = passage.shape.letters, passage.shape
    last = first
    while last < len(letters) and letters[last] in "HXNrwsoCD":
        last += 1
    return Mention(passage.number, shape.starts[first], shape.ends[last - 1], "name")
