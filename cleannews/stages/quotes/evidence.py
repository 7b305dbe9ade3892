"""Evidence: short names of what is seen round a quotation, a cue and a phrase.  The names are keys of the weights.

Only letters of `shapes` and places go into a name, never a word, so that what is learnt from one language's text
holds for another's.  Names come in groups that follow from a few letters: the same few stand on every page, so that
what a group counts for is seldom asked twice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cleannews.stages.quotes.lexicon import Lexicon
from cleannews.stages.quotes.names import genders
from cleannews.stages.quotes.passages import Quoted
from cleannews.stages.quotes.phrases import Phrase

Names = tuple[str, ...]
Group = tuple[Callable[..., Names], *tuple[Any, ...]]  # what names the evidence, and what it is named from
_BREAKS = ",;:(SRTC"
FILL = str.maketrans("", "", "wNrDHXKBonv")  # words that say little of how a clause is built
_FINITE = frozenset("VWvAb")  # what begins a predicate
_FIRM = 4  # evidence of a phrase that counts differently for each way it can stand to a cue
_SIZES = ("0", "1", "2", "3", "3", "4", "4", "4", "7", "7", "7", "7", "7", "7", "7", "15")


def names(group: Group) -> Names:
    """The names of a group."""
    return group[0](*group[1:])


def size(count: int) -> str:
    """A count in a few steps."""
    return _SIZES[count] if count < 16 else "16"


def of_cue(letters: str, quoted: Quoted, cue: int, rank: int) -> tuple[Group, ...]:
    """How a cue stands to the quotation."""
    word, letter = quoted.word, letters[cue]
    lead = letters[max(quoted.first, cue - 2) : cue]
    if cue < word:
        return (_of_way, "b", letter, letters[cue + 1 : word]), (_of_side, "b", letter, rank, lead)
    between = letters[word + 1 : cue]
    end = (_of_end, letter, quoted.ending, len(between) < 6, letters[cue + 1 : cue + 2])
    return (_of_way, "a", letter, between), (_of_side, "a", letter, rank, lead), end


def _of_way(side: str, letter: str, between: str) -> Names:
    seen = [
        f"{side}{letter}{size(len(between))}",
        f"{side}breaks{size(sum(map(between.count, _BREAKS)))}",
        f"{side}{letter}quotes{min(3, between.count('Q'))}",
        f"{side}{letter}way{between.translate(FILL)[:6]}",
    ]
    if side == "b":
        seen += [f"b{letter}to{between[-1:] or '^'}", f"b{letter}then{between[:1] or '^'}"]
    if len(between) <= 3:
        seen.append(f"{side}whole{letter}{between}")
    return tuple(seen)


def _of_end(letter: str, ending: str, near: bool, following: str) -> Names:
    end = f"a{letter}end{ending}"
    return end, end + ("1" if near else "2"), f"anext{following}"


def _of_side(side: str, letter: str, rank: int, lead: str) -> Names:
    seen = [side + letter, f"{side}rank{rank}", f"{side}prev{lead[-1:] or '^'}"]
    if "n" in lead:
        seen.append(side + "not")
    if letter != "G" and "b" in lead:
        seen.append(f"{side}passive{letter}")
    return tuple(seen)


def of_phrase(letters: str, words: Sequence[str], quoted: Quoted, phrase: Phrase, lexicon: Lexicon) -> Group:
    """What a phrase is by itself: whether it is a person, who spoke before, or a place ("in Salem, Iowa,")."""
    (first, last, kind), name, speakers = phrase, words[phrase.end - 1], quoted.situation.speakers
    if kind == "pronoun":
        return _of_pronoun, lexicon.pronouns.get(name.lower(), "").replace("e", "")  # no such one was learnt from
    if kind == "relative":
        return (tuple,)
    spoke = name in speakers.heard if speakers.heard else None
    latest = quoted.word_before >= quoted.first if name == speakers.latest else None
    if kind != "name":
        return _of_noun, kind, spoke, latest, name in quoted.said
    given = not genders().keys().isdisjoint(map(str.lower, words[first:last]))
    place = _is_place(letters, quoted.first, first)
    return _of_name, spoke, latest, name in quoted.said, letters[first:last], given, place


def _of_pronoun(gender: str) -> Names:
    return (f"who{gender}",)


def _of_noun(kind: str, spoke: bool | None, latest: bool | None, inside: bool) -> Names:
    seen = []
    if spoke is not None:
        seen += ["spoke", "spoke" + kind] if spoke else ["silent" + kind]
    if latest is not None:
        seen += ["latest", f"latest{latest:d}"]
    if inside:
        seen += ["inside", "inside" + kind]
    return tuple(seen)


def _of_name(spoke: bool | None, latest: bool | None, inside: bool, whole: str, given: bool, place: bool) -> Names:
    return (
        *_of_noun("name", spoke, latest, inside),
        f"name{whole[0]}{whole[-1]}", f"name{min(3, whole.count('X'))}", f"given{given:d}",
        f"titled{'H' in whole:d}", f"the{'D' in whole:d}{'s' in whole:d}", *(("place",) if place else ()),
    )  # fmt: skip


def _is_place(letters: str, first: int, start: int) -> bool:
    """Whether a name goes with the one before, to which a preposition leads."""
    if letters[max(first, start - 2) : start] != "X,":
        return False
    at = start - 2
    while at > first and letters[at] in "XHD,":
        at -= 1
    return letters[at] == "I"


def of_subject(
    letters: str, quoted: Quoted, cue: int, phrase: Phrase, between: int, subject: tuple[bool, int], about: Group
) -> tuple[Group, ...]:
    """How a phrase stands to a cue.

    `between` other phrases stand between them; `subject` tells whether the phrase has a predicate, and how many of
    those others have one; `about` is what the phrase is.
    """
    start, end, kind = phrase
    left = end <= cue
    side, letter = "L" if left else "R", letters[cue]
    order = f"{'a' if cue > quoted.word else 'b'}{side}{letter}"
    gap = letters[end:cue] if left else letters[cue + 1 : start]
    before = letters[start - 1] if start > quoted.first else "^"
    return (
        (_of_gap, order, side, letter, gap),
        (_of_place, order, side, kind, size(len(gap)), before),
        (_of_next, side, kind, letters[end : end + 1]),
        (_of_rivals, order, *subject, kind, before),
        (_of_order, order, about, side, size(between), cue > quoted.word >= end),
    )


def _of_order(order: str, about: Group, side: str, between: str, across: bool) -> Names:
    firm = [order + what for what in names(about)[:_FIRM]]
    return f"s{side}phrases{between}", *firm, *(("across",) if across else ())


def _of_gap(order: str, side: str, letter: str, gap: str) -> Names:
    seen = [
        f"{order}q{gap.count('Q')}",
        f"{side}{letter}verbs{min(3, sum(map(gap.count, 'VWvGA')))}",
        f"s{side}commas{min(3, gap.count(','))}",
        f"{order}way{gap.translate(FILL)[:6]}",
    ]
    if len(gap) <= 4:
        seen.append(f"{order}gap{gap}")
    if "R" in gap:
        seen.append(f"s{side}relative")
    return tuple(seen)


def _of_place(order: str, side: str, kind: str, length: str, before: str) -> Names:
    seen = (
        order, f"{order}{length}", f"{order}{kind}", f"s{side}before{before}", f"{order}from{before}",
        f"{order}{length}from{before}",
    )  # fmt: skip
    return (*seen, order + "first") if before in "^Q" else seen


def _of_next(side: str, kind: str, after: str) -> Names:
    return f"s{side}after{after}", f"{side}{kind}after{after}"


def _of_rivals(order: str, subject: bool, rivals: int, kind: str, before: str) -> Names:
    few = 0 if rivals < 1 else min(2, rivals)
    return f"{order}subject{subject:d}{few}", f"{order}subject{subject:d}{kind}{before}"


def has_predicate(letters: str, phrase: Phrase) -> bool:
    """Whether a verb follows a phrase, as it does a subject."""
    at = phrase.end + letters.startswith("B", phrase.end)
    return letters[at : at + 1] in _FINITE


def without_cue(letters: str, quoted: Quoted, phrase: Phrase, name: str, firm: int) -> tuple[Group, ...]:
    """How a phrase stands to the quotation where no cue does; `firm` are the cues elsewhere in the sentence."""
    start, end, kind = phrase
    gap = letters[end : quoted.word]
    before = letters[start - 1] if start > quoted.first else "^"
    length = size(len(gap))
    return (
        (_of_uncued, name, kind, before, min(2, firm)),
        (_of_length, name, length, gap[-1:]),
        (_of_whole, gap[:1], gap if len(gap) <= 3 else None),
    )


def _of_uncued(name: str, kind: str, before: str, firm: int) -> Names:
    return f"s0cues{firm}", "s0", "s0" + name, "s0" + kind, f"s0before{before}"


def _of_length(name: str, length: str, last: str) -> Names:
    return f"s0{name}{length}", f"s0to{last}"


def _of_whole(first: str, whole: str | None) -> Names:
    return ("s0after" + first, *(() if whole is None else ("s0gap" + whole,)))


def of_earlier(near: str, name: str, kind: str, before: str, colon: bool, cue: bool, alone: str) -> Names:
    """What speaks for a phrase of the sentence before."""
    base = near + name
    own = base, f"{base}colon{colon:d}", f"{base}:{alone}"
    return near, *own, near + kind, f"{near}cue{cue:d}", f"{near}before{before}"


def of_carrying(near: str, rule: str, kind: str, alone: str, same_sentence: bool, joint: str | None) -> Names:
    """How the quotation before was read, and what joins the two where little does."""
    seen = near, near + rule, f"{near}:{alone}", f"{near}same{same_sentence:d}", near + kind
    return seen if joint is None else (*seen, "cbetween" + joint)


def of_between(near: str, length: str, named: int, stops: int) -> Names:
    """What stands between the quotation before and this one, and the names beside it."""
    return near + length, f"{near}names{named}", f"{near}stops{stops}"
