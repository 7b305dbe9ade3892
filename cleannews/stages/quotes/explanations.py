"""What could explain a pair of quotation marks: every way to read one, with the evidence for it.

A reading names a speaker and the cue that says so, or takes over the speaker of the quotation before, or says that
nobody is named, or that nobody speaks.  Evidence is short names of what is seen, in groups, which `judgement` weighs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from cleannews.patterns import Pattern
from cleannews.stages.quotes import evidence
from cleannews.stages.quotes.evidence import Group, size
from cleannews.stages.quotes.looks import Looks, company, is_sentence, looks
from cleannews.stages.quotes.passages import Passage, Quoted
from cleannews.stages.quotes.phrases import Phrase
from cleannews.stages.quotes.scare import numbers_of

_CUE = frozenset("VWGZv")
_MOST_CUES = 3  # on either side of the quotation
_MOST_SUBJECTS = 4  # before a cue
_OF = Pattern("oD?[wNHX]{0,3}[wrHX]")  # "a spokesman for the ministry"
_OF_GENITIVE = Pattern("(?:oD?|D)[wNHX]{0,3}[wrHX]")  # "eine Sprecherin der Bahn"


class Mention(NamedTuple):
    """Words that name a speaker: a paragraph's number, offsets in it, and the kind of phrase."""

    paragraph: int
    start: int
    end: int
    kind: str


class Reading(NamedTuple):
    """One explanation.

    `rule` is what it would be cited as, `cue` the paragraph and offsets of the word that says so.  `evidence` comes in
    groups; `kind` tells how the looks of the marked words bear on it ("" for not at all).
    """

    rule: str
    mention: Mention | None
    cue: tuple[int, int, int] | None = None
    evidence: tuple[Group, ...] = ()
    kind: str = ""


class Choice(NamedTuple):
    """The readings of one quotation, and what its words look like to each kind of reading."""

    readings: list[Reading]
    looks: Mapping[str, Sequence[str]]
    numbers: Callable[[], dict[str, float]]  # for a second look (`scare`)
    seen: Looks


def choice(passage: Passage, quoted: Quoted, before: Reading | None, passages: Callable[[int], Passage]) -> Choice:
    """All explanations of one marked stretch of a passage.

    `before` is how the quotation before it was read, None if there is none near; `passages` gives other paragraphs.
    """
    seen = looks(passage, quoted)
    found = list(_cued(passage, quoted))
    found += _uncued(passage, quoted)
    if seen.alone != "cue":
        found += _from_sentence_before(passage, quoted, seen.alone, passages)
    if before is not None and before.mention is not None:
        found.append(_carried(passage, quoted, seen.alone, before))
    names = [*seen.names, *company(passage, quoted, seen, None if before is None else before.rule)]
    by_kind = {**{r.kind: seen.names for r in found if r.kind}, "N": names, "U": names}
    found.append(Reading("no-speaker", None, None, ((tuple, "N"),), "N"))
    found.append(Reading("scare-quotes", None, None, ((tuple, "U"),), "U"))
    return Choice(found, by_kind, partial(_numbers, passage, quoted, seen), seen)


def _numbers(passage: Passage, quoted: Quoted, seen: Looks) -> dict[str, float]:
    return numbers_of(quoted.said, quoted.odd_style, is_sentence(quoted, seen), passage.lexicon)


def _cued(passage: Passage, quoted: Quoted) -> Iterator[Reading]:
    """One reading for each cue in the sentence and each phrase that may be its subject."""
    letters = passage.shape.letters
    phrases = passage.phrases_between(quoted.first, quoted.last)
    ends = [p.end for p in phrases]
    subjects = [p.start for p in phrases if evidence.has_predicate(letters, p)]
    about: dict[Phrase, tuple[Mention, Group]] = {}
    for rank, cue in _near_cues(letters, quoted):
        about_cue = evidence.of_cue(letters, quoted, cue, rank)
        rule = "according-to" if letters[cue] == "Z" else "cue-after" if cue > quoted.word else "cue-before"
        span = cue_span(passage, cue)
        before = bisect_left(subjects, cue)
        for phrase, between in _subjects(letters, phrases, bisect_right(ends, cue), cue):
            if phrase not in about:
                what = evidence.of_phrase(letters, passage.shape.words, quoted, phrase, passage.lexicon)
                about[phrase] = _mention(passage, phrase), what
            mention, what = about[phrase]
            subject = phrase.start in subjects, before - bisect_left(subjects, phrase.end)
            own = evidence.of_subject(letters, quoted, cue, phrase, between, subject, what)
            yield Reading(rule, mention, span, (*about_cue, what, *own))


def _near_cues(letters: str, quoted: Quoted) -> list[tuple[int, int]]:
    """The cues worth a look, each with its rank on its side of the quotation, counted from it."""
    at = [i for i, letter in enumerate(letters[quoted.first : quoted.last], quoted.first) if letter in _CUE]
    chosen: list[tuple[int, int]] = []
    for side in ([i for i in reversed(at) if i < quoted.word], [i for i in at if i > quoted.word]):
        firm = [i for i in side if letters[i] != "v"][:_MOST_CUES]
        chosen += enumerate(firm or side[:1])
    return chosen


def _subjects(letters: str, phrases: Sequence[Phrase], count: int, cue: int) -> Iterator[tuple[Phrase, int]]:
    """The phrases that may be a cue's subject, each with how many others stand between; `count` stand before it."""
    after = phrases[count : count + 3]
    right = [p for p in after if cue < p.start <= cue + 4 and "Q" not in letters[cue : p.start]][:2]
    if letters[cue] == "Z":
        yield from ((p, 0) for p in right[:1] or phrases[max(0, count - 1) : count])
        return
    for between in range(min(count, _MOST_SUBJECTS)):
        yield phrases[count - 1 - between], between
    if count > _MOST_SUBJECTS:
        yield phrases[0], count - 1
    for phrase in right:
        yield phrase, 0


def _uncued(passage: Passage, quoted: Quoted) -> Iterator[Reading]:
    """The sentence's first phrase and the one nearest before the quotation, without a cue."""
    letters = passage.shape.letters
    before = [p for p in passage.phrases_between(quoted.first, quoted.last) if p.end <= quoted.word]
    firm = sum(map(letters[quoted.first : quoted.last].count, "VWGZ"))
    for name, phrase in (("first", before[0]), ("near", before[-1])) if before else ():
        own = evidence.without_cue(letters, quoted, phrase, name, firm)
        yield Reading("no-cue", _mention(passage, phrase), None, own, "s0")


def _from_sentence_before(
    passage: Passage, quoted: Quoted, alone: str, passages: Callable[[int], Passage]
) -> Iterator[Reading]:
    """Who the sentence before speaks of: its first phrase, and the subject of its last cue."""
    source, (first, last), near = passage, quoted.sentence_before, "p"
    if first == last:
        source = passages(passage.number - 1) if passage.number else passage
        if source is passage or not source.sentences:
            return
        (first, last), near = source.sentences[-1], "e"
    letters = source.shape.letters
    phrases = source.phrases_between(first, last)
    if not phrases:
        return
    cue = max(letters.rfind(c, first, last) for c in "VGW")
    span = cue_span(source, cue) if cue >= 0 else None
    subjects = {phrases[0]: "first"}
    if cue >= 0 and (left := [p for p in phrases if p.end <= cue]):
        subjects[left[-1]] = "cue"
    for phrase, name in subjects.items():
        before = letters[phrase.start - 1] if phrase.start > first else "^"
        own = evidence.of_earlier, near, name, phrase.kind, before, letters[last - 1] == ":", cue >= 0, alone
        yield Reading("sentence-before", _mention(source, phrase), span, (own,), near)


def _carried(passage: Passage, quoted: Quoted, alone: str, before: Reading) -> Reading:
    """The quotation goes on with the speaker of the one before."""
    assert before.mention is not None
    letters = passage.shape.letters
    here = quoted.word_before >= 0
    between = letters[quoted.word_before + 1 : quoted.word] if here else letters[: quoted.word]
    near = "c" if here else f"d{min(3, quoted.situation.paragraphs_since)}"
    same_sentence = here and quoted.word_before >= quoted.first
    named = sum([p.kind != "noun" for p in passage.phrases_between(quoted.first, quoted.last)])
    joint = between if same_sentence and len(between) < 5 else None
    own = (
        (evidence.of_carrying, near, before.rule, before.mention.kind, alone, same_sentence, joint),
        (evidence.of_between, near, size(len(between)), min(3, named), min(3, between.count("."))),
    )
    return Reading("carried-over", before.mention, before.cue, own, near[0])


def _mention(passage: Passage, phrase: Phrase) -> Mention:
    shape = passage.shape
    return Mention(passage.number, shape.starts[phrase.start], shape.ends[phrase.end - 1], phrase.kind)


def extended(passage: Passage, mention: Mention) -> Mention:
    """A mention with what belongs to a common noun at its end ("a spokesman" -> "a spokesman for the ministry")."""
    shape = passage.shape
    last = passage.word_at(mention.end)
    if mention.kind == "label" or shape.letters[last - 1] not in "rw":
        return mention
    of = _OF_GENITIVE if passage.lexicon.nouns_capitalised else _OF
    more = of.match(shape.letters, last)
    return mention._replace(end=shape.ends[more.end() - 1]) if more else mention


def cue_span(passage: Passage, cue: int) -> tuple[int, int, int]:
    """Where a cue stands: its paragraph and its offsets there."""
    letters, first, last = passage.shape.letters, cue, cue
    if letters[cue] == "Z":  # the whole phrase ("according to")
        while letters[last + 1 : last + 2] == "Z":
            last += 1
        while first and letters[first - 1] == "Z":
            first -= 1
    return passage.number, passage.shape.starts[first], passage.shape.ends[last]
