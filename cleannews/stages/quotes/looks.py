"""What marked words look like, and what stands to either side of them: evidence for every kind of reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cleannews.stages.quotes.evidence import FILL, size
from cleannews.stages.quotes.passages import Passage, Quoted

_LONG = ("9", "16")  # lengths
_SHORT = 10  # words; what is longer is no title
_CLAUSE_ENDS = {",": 5, ".": 4, "?": 3}  # with the fewest words before that no title has
_LENGTHS = ("1", "1", "2", "3", "4", "4", "6", "6", "6", "9", "9", "9", "9", "9", "9", "9")


class Looks(NamedTuple):
    """What one marked stretch looks like, and the names of it."""

    length: str
    alone: str  # how much else stands in the sentence: "alone", "words" without a firm cue, or "cue"
    after_colon: bool
    names: list[str]
    speech: bool  # a sentence by itself or many words: no term, title or nickname, whatever stands around

    @property
    def is_phrase(self) -> bool:
        """Whether one or two words are marked: without words of saying in the sentence, nobody speaks them."""
        return self.length in ("1", "2")


def looks(passage: Passage, quoted: Quoted) -> Looks:
    """Look at a marked stretch."""
    letters, (word, first, last, *_) = passage.shape.letters, quoted
    count = quoted.said.count(" ") + 1
    length, alone = _LENGTHS[count] if count < 16 else "16", _alone(letters[first:last])
    lead = letters[max(0, word - 3) : word]
    before = lead[-1] if word > first else "^"
    after = letters[word + 1] if word + 1 < last else "$"
    names = [
        "len" + length,
        "end" + quoted.ending,
        "from" + before,
        "to" + after,
        alone,
        alone + length,
        f"cap{quoted.capital:d}{length}",
        f"cap{quoted.capital:d}{before}",
        "l" + lead,
        "r" + letters[word + 1 : word + 3],
        "l" + lead[-2:],
        f"b{lead[-1:]}{after}",
        *_of_words(quoted, count, length),
    ]
    return Looks(length, alone, before == ":", names, _is_speech(quoted, count, letters[word + 1 : word + 5], length))


def _is_speech(quoted: Quoted, count: int, right: str, length: str) -> bool:
    """Whether the marked words are too many for anything but speech, or make the sentence or its first clause.

    `right` is what follows: a verb of saying makes the fewest words speech.
    """
    if quoted.situation.leads or length == _LONG[-1]:
        return not quoted.situation.leads
    if not quoted.capital or quoted.word > quoted.first or quoted.odd_style:
        return False
    ending = "," if right[:1] == "," else quoted.ending
    if count < _CLAUSE_ENDS.get(ending, count + 1):
        return ending == "," and "V" in right
    return "V" in right or not in_title_case(quoted.said)


def in_title_case(words: str) -> bool:
    """Whether more than half of some words begin with a capital, as those of a title do."""
    return 2 * sum([word[0].isupper() for word in words.split()]) > words.count(" ") + 1


def _alone(letters: str) -> str:
    if not letters.strip("Q.,"):
        return "alone"
    return "cue" if "V" in letters or "G" in letters or "Z" in letters else "words"


def _of_words(quoted: Quoted, count: int, length: str) -> list[str]:
    said, seen = quoted.said, []
    if quoted.odd_style:
        seen.append("odd-style")
    if quoted.situation.leads:
        seen.append("leads")
    if count < _SHORT:
        words = said.split()
        capitals = sum([not w[0].islower() for w in words])
        seen.append(f"capitals{4 * capitals // len(words)}{length}")
        if count > 1 and 2 * capitals > count and not words[-1][0].islower():
            seen.append("titled")
        if said in quoted.situation.repeated:
            seen += ["again", "again" + length]
        if count == 1:
            seen.append(f"letters{min(4, len(said) // 3)}")
    if said.isupper():
        seen.append("upper")
    return seen


def is_sentence(quoted: Quoted, seen: Looks) -> bool:
    """Whether the words are long or a sentence by themselves, and so seldom a term or a title."""
    if seen.length in _LONG:
        return True
    whole = (seen.alone == "alone" or seen.after_colon) and quoted.capital and quoted.ending in ".?"
    return whole and not (seen.is_phrase or quoted.situation.leads or quoted.odd_style)


def company(passage: Passage, quoted: Quoted, seen: Looks, rule_before: str | None) -> Iterator[str]:
    """The nearest cues of the sentence and the quotation before: what makes speech likely at all."""
    letters, word = passage.shape.letters, quoted.word
    left, right = letters[quoted.first : word], letters[word + 1 : quoted.last]
    for name in "VWGZ":
        if (at := left.rfind(name)) >= 0:
            yield f"left{name}{size(len(left) - at - 1)}"
            yield f"left{name}{left[at + 1 :].translate(FILL)[:4]}"
        if (at := right.find(name)) >= 0:
            yield f"right{name}{size(at)}"
            yield f"right{name}{right[:at].translate(FILL)[:4]}"
    if seen.alone != "cue":
        yield "nocue" + seen.length
    yield f"others{min(3, left.count('Q'))}{min(3, right.count('Q'))}"
    if rule_before is None:
        yield "lastnone"
        return
    near = "s" if quoted.word_before >= quoted.first else "p" if quoted.word_before >= 0 else "e"
    yield f"last{near}{rule_before}"
    yield f"last{near}{rule_before}{seen.length}"
