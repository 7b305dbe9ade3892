"""What the packs say that this stage needs, folded and gathered into sets once a language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from cleannews.languages import fold, table
from cleannews.languages import given_names as given_names


class Vocabulary(NamedTuple):
    """The words of one language and of English, which stands on pages in every language; all folded.

    `by` opens a byline (`by_first`: its first word, as it is printed), `join` stands between two names, `before` may
    stand before one, `leaving` after it, before a place ("in"), a paper ("for") or a date ("updated"); `dated` begins
    a date's label; `explaining` words may stand in a byline, `small` ones in small letters between its names; `roles`
    say what an author is, and `titles` are those of scripts without spaces; `papers` end a paper's name; `sources` say
    where something is from, `pictures` open a credit, not a byline; `tags` stand before a dash like a place.
    """

    by: frozenset[str]
    by_first: frozenset[str]
    join: frozenset[str]
    before: frozenset[str]
    leaving: frozenset[str]
    roles: frozenset[str]
    papers: frozenset[str]
    titles: tuple[str, ...]
    sources: frozenset[str]
    pictures: frozenset[str]
    honorifics: frozenset[str]
    particles: frozenset[str]
    furniture: frozenset[str]
    tags: frozenset[str]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    dated: frozenset[str]
    explaining: frozenset[str]
    small: frozenset[str]
    rights: tuple[str, ...]
    sections: frozenset[str]
    weekdays: frozenset[str]


@cache
def vocabulary(code: str | None) -> Vocabulary:
    """Gather the words of a language."""
    codes = dict.fromkeys(("en", code or "en"))

    def words(name: str, key: str) -> frozenset[str]:
        return frozenset(fold(word) for c in codes for word in table(c, name).get(key, ()))

    return Vocabulary(
        words("byline", "by"),
        frozenset(form for word in _first_words(words("byline", "by")) for form in _printed(word)),
        words("byline", "and"),
        words("byline", "roles") | words("byline", "by"),
        words("byline", "in")
        | words("byline", "for")
        | _first_words(words("dates", "published") | words("dates", "updated")),
        words("byline", "roles"),
        words("byline", "papers"),
        _longest_first(role for role in words("byline", "roles") if role > "\u2e80"),
        words("captions", "source"),
        words("byline", "not_by"),
        words("names", "honorifics"),
        words("names", "particles"),
        words("metadata", "furniture"),
        words("metadata", "tags"),
        _longest_first(words("dates", "published")),
        _longest_first(words("dates", "updated")),
        _first_words(words("dates", "published") | words("dates", "updated")),
        words("byline", "roles")
        | words("byline", "in")
        | words("byline", "for")
        | {word for phrase in words("dates", "published") | words("dates", "updated") for word in phrase.split()},
        words("byline", "and") | words("names", "particles") | words("names", "honorifics"),
        _longest_first(words("metadata", "rights")),
        words("metadata", "sections"),
        frozenset(fold(w) for c in codes for names in table(c, "calendar").get("weekdays", ()) for w in names),
    )


@cache
def agencies() -> tuple[Mapping[str, str], frozenset[str]]:
    """The full names of the news agencies by their folded form, and their initials as they are printed."""
    data: Mapping[str, Any] = tomllib.loads((resources.files(__package__) / "agencies.toml").read_text("utf-8"))
    return {fold(name): name for name in data["names"]}, frozenset(data["marks"])


@cache
def agency_words() -> frozenset[str]:
    """The last word of each agency's name, and all initials, folded: how a picture's credit ends."""
    names, marks = agencies()
    return (
        frozenset(name.split()[-1] for name in names)
        | frozenset(map(fold, marks))
        | {"getty", "images", "shutterstock"}
    )


def _first_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in phrases)


def _printed(word: str) -> Iterable[str]:
    """A folded word as it opens a line."""
    for form in (word, word.capitalize(), word.title(), word.upper()):
        yield from (form, f"{form}:")


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
