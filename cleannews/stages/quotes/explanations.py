"""What could explain a pair of quotation marks: every way to read one, with the evidence for it.

A reading names a speaker and the cue that says so, or takes over the speaker of the quotation before, or says that
nobody is named, or that nobody speaks.  Evidence is a list of short names of what is seen, which `judgement` weighs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cleannews.patterns import Pattern
from cleannews.stages.quotes.passages import Passage, Quoted
from cleannews.stages.quotes.phrases import Phrase

_CUE = Pattern("[VWGZv]")
_OF = Pattern("oD?[wNHX]{0,3}[wrHX]")
_OF_GENITIVE = Pattern("(?:oD?|D)[wNHX]{0,3}[wrHX]")  # "eine Sprecherin der Bahn"
_FIRM_CUE = frozenset("VWGZ")
_BREAKS = ",;:(SRTC"

_FILL = str.maketrans("", "", "wNrDHXKBonv")  # words that say little of how a clause is built

_COUNTS = ("0", "1", "2", "3", "3", "4", "4", "4", "7", "7", "7", "7", "7", "7", "7", "15")


class Mention(NamedTuple):
    """Words that name a speaker: a paragraph's number, offsets in it, and the kind of phrase."""

    paragraph: int
    start: int
    end: int
    kind: str


class Reading(NamedTuple):
    """One explanation.  `rule` is what it would be cited as, `cue` the offsets of the word that says so."""

    rule: str
    mention: Mention | None
    cue: tuple[int, int, int] | None  # paragraph, start, end
    evidence: list[str]


def size(count: int) -> str:
    """A count in a few steps, for the names of evidence."""
    return _COUNTS[count] if count < 16 else "16"


def readings(passage: Passage, quoted: Quoted, before: Reading | None, earlier: Passage | None) -> list[Reading]:
    """All explanations of one marked stretch of a passage.

    `before` is how the quotation before it was read, None if there is none near; `earlier` is the paragraph before.
    """
    found = list(_cued(passage, quoted))
    found += _uncued(passage, quoted)
    found += _from_sentence_before(passage, quoted, earlier)
    if before is not None and before.mention is not None:
        found.append(_carried(passage, quoted, before))
    described = _described(passage, quoted) + _company(passage, quoted, before)
    found.append(Reading("no-speaker", None, None, ["N", *("N" + d for d in described)]))
    found.append(Reading("scare-quotes", None, None, ["U", *("U" + d for d in described)]))
    return found


def _cued(passage: Passage, quoted: Quoted) -> Iterator[Reading]:
    """One reading for each cue in the sentence and each phrase that may be its subject."""
    letters = passage.shape.letters
    for rank, cue in _near_cues(letters, quoted):
        after = cue > quoted.word
        to_cue = _cue_evidence(passage, quoted, cue, rank)
        for phrase in _subjects(letters, quoted, cue):
            evidence = to_cue + _subject_evidence(passage, quoted, cue, phrase)
            rule = "according-to" if letters[cue] == "Z" else "cue-after" if after else "cue-before"
            yield Reading(rule, mention(passage, *phrase), cue_span(passage, cue), evidence)


def _near_cues(letters: str, quoted: Quoted) -> list[tuple[int, int]]:
    """The cues worth a look, each with its rank on its side: two before the quotation, two after it."""
    at = [m.start() for m in _CUE.finditer(letters, quoted.first, quoted.last)]
    chosen: list[tuple[int, int]] = []
    for side in ([i for i in reversed(at) if i < quoted.word], [i for i in at if i > quoted.word]):
        firm = [i for i in side if letters[i] in _FIRM_CUE][:3]
        chosen += enumerate(firm or side[:1])
    return chosen


def _subjects(letters: str, quoted: Quoted, cue: int) -> list[Phrase]:
    left = [p for p in quoted.phrases if p.end <= cue]
    right = [p for p in quoted.phrases if p.start > cue and p.start <= cue + 4 and "Q" not in letters[cue : p.start]]
    if letters[cue] == "Z":
        return right[:1] or left[-1:]
    near = left[-4:]
    if left and left[0] not in near:
        near.append(left[0])
    return near + right[:2]


def _cue_evidence(passage: Passage, quoted: Quoted, cue: int, rank: int) -> list[str]:
    letters, word = passage.shape.letters, quoted.word
    side = "a" if cue > word else "b"
    between = letters[word + 1 : cue] if cue > word else letters[cue + 1 : word]
    letter = letters[cue]
    evidence = [
        f"{side}{letter}",
        f"{side}{letter}{size(len(between))}",
        f"{side}rank{rank}",
        f"{side}breaks{size(sum(map(between.count, _BREAKS)))}",
        f"{side}{letter}quotes{min(3, between.count('Q'))}",
        f"{side}prev{letters[cue - 1] if cue > quoted.first else '^'}",
    ]
    evidence.append(f"{side}{letter}way{between.translate(_FILL)[:6]}")
    if side == "b":
        evidence += [f"b{letter}to{between[-1:] or '^'}", f"b{letter}then{between[:1] or '^'}"]
        if len(between) <= 3:
            evidence.append(f"bway{letter}{between}")
    else:
        evidence += [f"a{letter}end{quoted.ending}", f"a{letter}end{quoted.ending}{'1' if len(between) < 6 else '2'}"]
        evidence.append(f"anext{letters[cue + 1 : cue + 2]}")
        if len(between) <= 3:
            evidence.append(f"away{letter}{between}")
    if "n" in letters[max(quoted.first, cue - 2) : cue]:
        evidence.append(f"{side}not")
    if letter != "G" and "b" in letters[max(quoted.first, cue - 2) : cue]:
        evidence.append(f"{side}passive{letter}")
    return evidence


def _subject_evidence(passage: Passage, quoted: Quoted, cue: int, phrase: Phrase) -> list[str]:
    letters = passage.shape.letters
    order = ("a" if cue > quoted.word else "b") + ("L" if phrase.end <= cue else "R") + letters[cue]
    gap = letters[phrase.end : cue] if phrase.end <= cue else letters[cue + 1 : phrase.start]
    before = letters[phrase.start - 1] if phrase.start > quoted.first else "^"
    evidence = [
        order,
        f"{order}{size(len(gap))}",
        f"{order}{phrase.kind}",
        f"s{order[1]}before{before}",
        f"s{order[1]}after{letters[phrase.end : phrase.end + 1]}",
        f"{order}q{gap.count('Q') or 0}",
        f"s{order[1]}{order[2]}verbs{min(3, sum(map(gap.count, 'VWvGA')))}",
        f"s{order[1]}commas{min(3, gap.count(','))}",
        f"s{order[1]}phrases{size(sum(p.start >= phrase.end and p.end <= cue for p in quoted.phrases))}",
    ]
    evidence.append(f"{order}from{before}")
    evidence.append(f"{order}way{gap.translate(_FILL)[:6]}")
    if phrase.start == quoted.first or before == "Q":
        evidence.append(f"{order}first")
    if len(gap) <= 4:
        evidence.append(f"{order}gap{gap}")
    if "R" in gap:
        evidence.append(f"s{order[1]}relative")
    if order[0] == "a" and phrase.end <= quoted.word:
        evidence.append("across")
    return evidence


def _uncued(passage: Passage, quoted: Quoted) -> Iterator[Reading]:
    """The sentence's first phrase and the one nearest before the quotation, without a cue."""
    letters = passage.shape.letters
    before = [p for p in quoted.phrases if p.end <= quoted.word]
    firm = sum(letters.count(c, quoted.first, quoted.last) for c in "VWGZ")
    described = _described(passage, quoted)
    for name, phrase in (("first", before[0]), ("near", before[-1])) if before else ():
        gap = letters[phrase.end : quoted.word]
        evidence = [
            "s0", f"s0{name}", f"s0{phrase.kind}", f"s0{name}{size(len(gap))}", f"s0cues{min(2, firm)}",
            f"s0before{letters[phrase.start - 1] if phrase.start > quoted.first else '^'}", f"s0to{gap[-1:]}",
            f"s0after{gap[:1]}", *("s0" + d for d in described),
        ]  # fmt: skip
        if len(gap) <= 3:
            evidence.append(f"s0gap{gap}")
        yield Reading("no-cue", mention(passage, *phrase), None, evidence)


def _from_sentence_before(passage: Passage, quoted: Quoted, earlier: Passage | None) -> Iterator[Reading]:
    """Who the sentence before speaks of: its first phrase, and the subject of its last cue."""
    source, (first, last) = passage, quoted.sentence_before
    near = "p"
    if first == last:
        if earlier is None or not earlier.sentences:
            return
        source, (first, last) = earlier, earlier.sentences[-1]
        near = "e"
    letters = source.shape.letters
    phrases = source.phrases_between(first, last)
    if not phrases:
        return
    cue = max(letters.rfind("V", first, last), letters.rfind("G", first, last), letters.rfind("W", first, last))
    subjects = {phrases[0]: "first"}
    if cue >= 0 and (left := [p for p in phrases if p.end <= cue]):
        subjects[left[-1]] = "cue"
    colon = letters[last - 1] == ":"
    described = _described(passage, quoted)
    for phrase, name in subjects.items():
        base = f"{near}{name}"
        evidence = [
            near, base, f"{near}{phrase.kind}", f"{base}colon{colon:d}", f"{near}cue{cue >= 0:d}", f"{base}:{_alone(passage, quoted)}",
            f"{near}before{letters[phrase.start - 1] if phrase.start > first else '^'}", *(near + d for d in described),
        ]  # fmt: skip
        yield Reading(
            "sentence-before", mention(source, *phrase), cue_span(source, cue) if cue >= 0 else None, evidence
        )


def _carried(passage: Passage, quoted: Quoted, before: Reading) -> Reading:
    """The quotation goes on with the speaker of the one before."""
    assert before.mention is not None
    letters = passage.shape.letters
    here = quoted.word_before >= 0
    between = letters[quoted.word_before + 1 : quoted.word] if here else letters[: quoted.word]
    near = "c" if here else f"d{min(3, quoted.paragraphs_since)}"
    same_sentence = here and quoted.word_before >= quoted.first
    evidence = [
        near, f"{near}{before.rule}", f"{near}{size(len(between))}", f"{near}:{_alone(passage, quoted)}", f"{near}same{same_sentence:d}",
        f"{near}names{min(3, len([p for p in quoted.phrases if p.kind != 'noun']))}", f"{near}{before.mention.kind}",
        f"{near}stops{min(3, between.count('.'))}", *(near[0] + d for d in _described(passage, quoted)),
    ]  # fmt: skip
    if same_sentence and len(between) < 5:
        evidence.append(f"cbetween{between}")
    if quoted.left_open:
        evidence.append("left-open")
    return Reading("carried-over", before.mention, before.cue, evidence)


def _alone(passage: Passage, quoted: Quoted) -> str:
    """How much else stands in the quotation's sentence: nothing, no firm cue, or a cue."""
    letters = passage.shape.letters[quoted.first : quoted.last]
    if not letters.strip("Q.,"):
        return "alone"
    return "cue" if any(c in letters for c in "VGZ") else "words"


def _described(passage: Passage, quoted: Quoted) -> list[str]:
    """What the marked words look like and what stands on either side."""
    letters, word = passage.shape.letters, quoted.word
    before = letters[word - 1] if word > quoted.first else "^"
    after = letters[word + 1] if word + 1 < quoted.last else "$"
    firm = _alone(passage, quoted)
    return [
        f"len{quoted.length}",
        f"end{quoted.ending}",
        f"from{before}",
        f"to{after}",
        f"{firm}",
        f"{firm}{quoted.length}",
        f"cap{quoted.capital:d}{quoted.length}",
        f"cap{quoted.capital:d}{before}",
        f"l{letters[max(0, word - 3) : word]}",
        f"r{letters[word + 1 : word + 3]}",
        f"l{letters[max(0, word - 2) : word]}",
        f"b{letters[max(0, word - 1) : word]}{after}",
        *quoted.looks,
    ]


def _company(passage: Passage, quoted: Quoted, before: Reading | None) -> list[str]:
    """The nearest cues of the sentence and the quotation before: what makes speech likely at all."""
    letters, word = passage.shape.letters, quoted.word
    left, right = letters[quoted.first : word], letters[word + 1 : quoted.last]
    seen = []
    for name in "VWGZ":
        if (at := left.rfind(name)) >= 0:
            seen.append(f"left{name}{size(len(left) - at - 1)}")
            seen.append(f"left{name}{left[at + 1 :].translate(_FILL)[:4]}")
        if (at := right.find(name)) >= 0:
            seen.append(f"right{name}{size(at)}")
            seen.append(f"right{name}{right[:at].translate(_FILL)[:4]}")
    if not seen:
        seen.append(f"nocue{quoted.length}")
    others = min(3, left.count("Q")), min(3, right.count("Q"))
    seen.append(f"others{others[0]}{others[1]}")
    if before is not None:
        near = "s" if quoted.word_before >= quoted.first else "p" if quoted.word_before >= 0 else "e"
        seen += [f"last{near}{before.rule}", f"last{near}{before.rule}{quoted.length}"]
    else:
        seen.append("lastnone")
    return seen


def mention(passage: Passage, first: int, last: int, kind: str) -> Mention:
    """The words of a phrase, with what belongs to a common noun ("a spokesman for the ministry")."""
    shape = passage.shape
    if shape.letters[last - 1] in "rw":
        of = _OF_GENITIVE if passage.lexicon.nouns_capitalised else _OF
        last = more.end() if (more := of.match(shape.letters, last)) else last
    return Mention(passage.number, shape.starts[first], shape.ends[last - 1], kind)


def cue_span(passage: Passage, cue: int) -> tuple[int, int, int]:
    """Where a cue stands: its paragraph and its offsets there."""
    letters, first, last = passage.shape.letters, cue, cue
    if letters[cue] == "Z":  # the whole phrase ("according to")
        while letters[last + 1 : last + 2] == "Z":
            last += 1
        while first and letters[first - 1] == "Z":
            first -= 1
    return passage.number, passage.shape.starts[first], passage.shape.ends[last]
