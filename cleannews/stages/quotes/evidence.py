"""Evidence: short names of what is seen round a quotation, a cue and a phrase.  The names are keys of the weights.

Only letters of `shapes` and places go into a name, never a word, so that what is learnt from one language's text
holds for another's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from cleannews.stages.quotes.lexicon import Lexicon
from cleannews.stages.quotes.names import genders
from cleannews.stages.quotes.passages import Passage, Quoted
from cleannews.stages.quotes.phrases import Phrase

Names = tuple[str, ...]
_BREAKS = ",;:(SRTC"
_FILL = str.maketrans("", "", "wNrDHXKBonv")  # words that say little of how a clause is built
_FINITE = frozenset("VWvAb")  # what begins a predicate
_FIRM = 4  # evidence of a phrase that counts differently for each way it can stand to a cue
_SIZES = ("0", "1", "2", "3", "3", "4", "4", "4", "7", "7", "7", "7", "7", "7", "7", "15")


def size(count: int) -> str:
    """A count in a few steps."""
    return _SIZES[count] if count < 16 else "16"


def of_cue(letters: str, quoted: Quoted, cue: int, rank: int) -> tuple[Names, ...]:
    """How a cue stands to the quotation."""
    word, letter = quoted.word, letters[cue]
    lead = letters[max(quoted.first, cue - 2) : cue]
    if cue < word:
        return _of_way("b", letter, letters[cue + 1 : word]), _of_side("b", letter, rank, lead)
    between = letters[word + 1 : cue]
    end = _of_end(letter, quoted.ending, len(between) < 6, letters[cue + 1 : cue + 2])
    return _of_way("a", letter, between), _of_side("a", letter, rank, lead), end


# The names that follow from a few letters are put together once: the same few stand on every page.
@lru_cache(maxsize=4096)
def _of_way(side: str, letter: str, between: str) -> Names:
    seen = [
        f"{side}{letter}{size(len(between))}",
        f"{side}breaks{size(sum(map(between.count, _BREAKS)))}",
        f"{side}{letter}quotes{min(3, between.count('Q'))}",
        f"{side}{letter}way{between.translate(_FILL)[:6]}",
    ]
    if side == "b":
        seen += [f"b{letter}to{between[-1:] or '^'}", f"b{letter}then{between[:1] or '^'}"]
    if len(between) <= 3:
        seen.append(f"{side}whole{letter}{between}")
    return tuple(seen)


@lru_cache(maxsize=4096)
def _of_end(letter: str, ending: str, near: bool, following: str) -> Names:
    end = f"a{letter}end{ending}"
    return end, end + ("1" if near else "2"), f"anext{following}"


@lru_cache(maxsize=4096)
def _of_side(side: str, letter: str, rank: int, lead: str) -> Names:
    seen = [side + letter, f"{side}rank{rank}", f"{side}prev{lead[-1:] or '^'}"]
    if "n" in lead:
        seen.append(side + "not")
    if letter != "G" and "b" in lead:
        seen.append(f"{side}passive{letter}")
    return tuple(seen)


def of_phrase(letters: str, words: Sequence[str], quoted: Quoted, phrase: Phrase, lexicon: Lexicon) -> Names:
    """What a phrase is by itself: whether it is a person, who spoke before, or a place ("in Salem, Iowa,")."""
    kind, name = phrase.kind, words[phrase.end - 1]
    if kind == "pronoun":
        return (f"who{lexicon.pronouns.get(name.lower(), '')}",)
    if kind == "relative":
        return ()
    seen = []
    if name in quoted.speakers.heard:
        seen += ["spoke", "spoke" + kind]
    elif quoted.speakers.heard:
        seen.append("silent" + kind)
    if name == quoted.speakers.latest:
        seen += ["latest", f"latest{quoted.word_before >= quoted.first:d}"]
    if name in quoted.said:
        seen += ["inside", "inside" + kind]
    if kind == "name":
        whole = letters[phrase.start : phrase.end]
        given = not genders().keys().isdisjoint(map(str.lower, words[phrase.start : phrase.end]))
        seen += [f"name{whole[0]}{whole[-1]}", f"name{min(3, whole.count('X'))}", f"given{given:d}"]
        seen += [f"titled{'H' in whole:d}", f"the{'D' in whole:d}{'s' in whole:d}"]
        if _is_place(letters, quoted.first, phrase.start):
            seen.append("place")
    return tuple(seen)


def _is_place(letters: str, first: int, start: int) -> bool:
    """Whether a name goes with the one before, to which a preposition leads."""
    if letters[max(first, start - 2) : start] != "X,":
        return False
    at = start - 2
    while at > first and letters[at] in "XHD,":
        at -= 1
    return letters[at] == "I"


def of_subject(
    letters: str, quoted: Quoted, cue: int, phrase: Phrase, between: int, rivals: int, about: Names
) -> tuple[Names, ...]:
    """How a phrase stands to a cue.

    `between` other phrases stand between them, `rivals` of which have a predicate; `about` is what the phrase is.
    """
    left = phrase.end <= cue
    side, letter = "L" if left else "R", letters[cue]
    order = f"{'a' if cue > quoted.word else 'b'}{side}{letter}"
    gap = letters[phrase.end : cue] if left else letters[cue + 1 : phrase.start]
    before = letters[phrase.start - 1] if phrase.start > quoted.first else "^"
    return (
        _of_gap(order, side, letter, gap),
        _of_place(order, side, phrase.kind, size(len(gap)), before, letters[phrase.end : phrase.end + 1]),
        _of_rivals(order, has_predicate(letters, phrase), rivals, phrase.kind, before),
        _of_order(order, about[:_FIRM], side, size(between), cue > quoted.word >= phrase.end),
    )


@lru_cache(maxsize=4096)
def _of_order(order: str, about: Names, side: str, between: str, across: bool) -> Names:
    return (f"s{side}phrases{between}", *[order + what for what in about], *(("across",) if across else ()))


@lru_cache(maxsize=4096)
def _of_gap(order: str, side: str, letter: str, gap: str) -> Names:
    seen = [
        f"{order}q{gap.count('Q')}",
        f"{side}{letter}verbs{min(3, sum(map(gap.count, 'VWvGA')))}",
        f"s{side}commas{min(3, gap.count(','))}",
        f"{order}way{gap.translate(_FILL)[:6]}",
    ]
    if len(gap) <= 4:
        seen.append(f"{order}gap{gap}")
    if "R" in gap:
        seen.append(f"s{side}relative")
    return tuple(seen)


@lru_cache(maxsize=4096)
def _of_place(order: str, side: str, kind: str, length: str, before: str, after: str) -> Names:
    seen = (
        order, f"{order}{length}", f"{order}{kind}", f"s{side}before{before}", f"s{side}after{after}",
        f"{side}{kind}after{after}", f"{order}from{before}", f"{order}{length}from{before}",
    )  # fmt: skip
    return (*seen, order + "first") if before in "^Q" else seen


@lru_cache(maxsize=4096)
def _of_rivals(order: str, subject: bool, rivals: int, kind: str, before: str) -> Names:
    few = 0 if rivals < 1 else min(2, rivals)
    return f"{order}subject{subject:d}{few}", f"{order}subject{subject:d}{kind}{before}"


def has_predicate(letters: str, phrase: Phrase) -> bool:
    """Whether a verb follows a phrase, as it does a subject."""
    at = phrase.end + letters.startswith("B", phrase.end)
    return letters[at : at + 1] in _FINITE


def without_cue(letters: str, quoted: Quoted, phrase: Phrase, name: str) -> Iterator[str]:
    """How a phrase stands to the quotation where no cue does."""
    gap = letters[phrase.end : quoted.word]
    before = letters[phrase.start - 1] if phrase.start > quoted.first else "^"
    yield from ("s0", "s0" + name, "s0" + phrase.kind, f"s0{name}{size(len(gap))}")
    yield from (f"s0before{before}", f"s0to{gap[-1:]}", f"s0after{gap[:1]}")
    if len(gap) <= 3:
        yield f"s0gap{gap}"


def looks(passage: Passage, quoted: Quoted) -> list[str]:
    """What the marked words look like and what stands on either side."""
    letters, word = passage.shape.letters, quoted.word
    before = letters[word - 1] if word > quoted.first else "^"
    after = letters[word + 1] if word + 1 < quoted.last else "$"
    return [
        "len" + quoted.length,
        "end" + quoted.ending,
        "from" + before,
        "to" + after,
        quoted.alone,
        quoted.alone + quoted.length,
        f"cap{quoted.capital:d}{quoted.length}",
        f"cap{quoted.capital:d}{before}",
        "l" + letters[max(0, word - 3) : word],
        "r" + letters[word + 1 : word + 3],
        "l" + letters[max(0, word - 2) : word],
        f"b{letters[max(0, word - 1) : word]}{after}",
        *quoted.looks,
    ]


def company(passage: Passage, quoted: Quoted, rule_before: str | None) -> Iterator[str]:
    """The nearest cues of the sentence and the quotation before: what makes speech likely at all."""
    letters, word = passage.shape.letters, quoted.word
    left, right = letters[quoted.first : word], letters[word + 1 : quoted.last]
    for name in "VWGZ":
        if (at := left.rfind(name)) >= 0:
            yield f"left{name}{size(len(left) - at - 1)}"
            yield f"left{name}{left[at + 1 :].translate(_FILL)[:4]}"
        if (at := right.find(name)) >= 0:
            yield f"right{name}{size(at)}"
            yield f"right{name}{right[:at].translate(_FILL)[:4]}"
    if quoted.alone != "cue":
        yield "nocue" + quoted.length
    yield f"others{min(3, left.count('Q'))}{min(3, right.count('Q'))}"
    if rule_before is None:
        yield "lastnone"
        return
    near = "s" if quoted.word_before >= quoted.first else "p" if quoted.word_before >= 0 else "e"
    yield f"last{near}{rule_before}"
    yield f"last{near}{rule_before}{quoted.length}"
