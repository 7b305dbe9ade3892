"""A language's words for quoting, as one letter a word: what the rest of this stage knows of grammar.

V verb of saying, G its participle, W verb that may report words, Z "according to", P subject pronoun, D determiner,
I preposition, o linking preposition ("of"), S subordinator, T complementizer ("that"), R relative, C coordinator,
b "to be", A auxiliary, n negation, B adverb, H title ("Mr", "Senator"), r noun for a person or a body that speaks,
O object pronoun, K day or month, v and w other words with and without a verb's ending, X other capitalised words,
N numbers.  Punctuation is its own letter, Q is a quotation, s a possessive ending.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from cleannews import languages

# Later rows win where a word is in two lists.
_LISTS = (
    ("people", "r"), ("adverbs", "B"), ("prepositions", "I"), ("linkers", "o"), ("determiners", "D"),
    ("wider", "W"), ("speech", "V"), ("participles", "G"), ("subordinators", "S"), ("coordinators", "C"),
    ("relatives", "R"), ("complementizers", "T"), ("auxiliaries", "A"), ("be", "b"), ("negations", "n"),
    ("objects", "O"), ("pronouns_other", "P"), ("pronouns_either", "P"), ("pronouns_plural", "P"),
    ("pronouns_female", "P"), ("pronouns_male", "P"),
)  # fmt: skip
_TITLES = ("titles", "titles_male", "titles_female")


class Lexicon(NamedTuple):
    """What a pack's [quotes] table says, ready for lookups; every set is of lower-case words."""

    letters: Mapping[str, str]
    pieces: dict[str, tuple[Any, ...]]  # what stands between spaces, as `wordclasses` reads it; grows by use
    times_capitalised: bool  # days and months are written with a capital
    titles: Mapping[str, str]  # with "m", "f" or "" for the gender they tell
    pronouns: Mapping[str, str]  # with "m", "f", "e" (a person of either sex), "p" (plural) or ""
    according: Mapping[str, tuple[tuple[str, ...], ...]]  # phrases, as words, by their longest word
    according_after: frozenset[str]  # words that mean it only right after a quotation (“…”, so Merz)
    viewed: frozenset[str]  # words that lead, first in a sentence, to the one whose view it is (“For Merz, it is …”)
    abbreviations: frozenset[str]
    elisions: frozenset[str]
    definite: frozenset[str]  # determiners of what is known ("the")
    heads: frozenset[str]  # nouns for the head of anything ("chief", "leader")
    particles: frozenset[str]  # determiners and the like that stand within names ("Anna de Wit")
    clitics: frozenset[str]  # words written together with the next one by an apostrophe ("l’", "d’")
    adverb_endings: tuple[str, ...]
    verb_endings: tuple[str, ...]
    drops_subject: bool  # the verb alone may stand for "he said"
    clause_inside: bool  # the reporting clause may stand inside the marks
    dash_dialogue: bool  # speech may begin with a dash instead of marks
    nouns_capitalised: bool
    verbs_are_nouns: bool  # "claims" and "remarks" are verbs or nouns
    weighed: bool  # the evidence's weights were learnt from texts in this language
    names_marked: bool  # names of things stand in marks (завод «Север»), and speech follows a colon or a comma


@cache
def lexicon(code: str) -> Lexicon | None:
    """The words of a language; None where its pack has no [quotes] table."""
    table = languages.table(code, "quotes")
    if not table:
        return None
    letters = {word: "r" for name in _TITLES for word in _words(table, name)}
    letters |= {word: letter for name, letter in _LISTS for word in _words(table, name)}
    times = {*_times(code), *_words(table, "days")}
    letters |= {word: "K" for word in times if letters.get(word, "w") in "wr"}
    return Lexicon(
        letters=letters,
        pieces={},
        times_capitalised=bool(table.get("times_capitalised", False)),
        titles={w: g for name, g in zip(_TITLES, ("", "m", "f"), strict=True) for w in _words(table, name)},
        pronouns=_pronouns(table),
        according=_according(table),
        according_after=frozenset(_words(table, "according_after")),
        viewed=frozenset(_words(table, "viewed")),
        abbreviations=frozenset(_words(table, "abbreviations")),
        elisions=frozenset(_words(table, "elisions")),
        definite=frozenset(_words(table, "definite")),
        heads=frozenset(_words(table, "heads")),
        particles=frozenset(_words(table, "particles")),
        clitics=frozenset(_words(table, "clitics")),
        adverb_endings=tuple(table.get("adverb_endings", ())) or ("\0",),
        verb_endings=tuple(table.get("verb_endings", ())) or ("\0",),
        drops_subject=bool(table.get("drops_subject", False)),
        clause_inside=bool(table.get("clause_inside", False)),
        dash_dialogue=bool(table.get("dash_dialogue", False)),
        nouns_capitalised=bool(table.get("nouns_capitalised", False)),
        verbs_are_nouns=bool(table.get("verbs_are_nouns", False)),
        weighed=bool(table.get("weighed", False)),
        names_marked=bool(table.get("names_marked", False)),
    )


def _words(table: Mapping[str, Any], name: str) -> list[str]:
    return str(table.get(name, "")).split()


def _pronouns(table: Mapping[str, Any]) -> dict[str, str]:
    kinds = {"other": "", "either": "e", "plural": "p", "female": "f", "male": "m"}
    return {word: letter for kind, letter in kinds.items() for word in _words(table, f"pronouns_{kind}")}


def _according(table: Mapping[str, Any]) -> dict[str, tuple[tuple[str, ...], ...]]:
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in table.get("according", ()):
        words = tuple(phrase.lower().split())
        longest = max(reversed(words), key=len)  # the rarest
        phrases[longest] = (*phrases.get(longest, ()), words)
    return phrases


def _times(code: str) -> set[str]:
    calendar = languages.table(code, "calendar")
    rows = [*calendar.get("months", ()), *calendar.get("weekdays", ())]
    return {name for row in rows for name in row if name.replace("-", "").isalpha() and len(name) > 3}
