"""The words that speak of pictures: a language's own, and the names of agencies, which are the same everywhere."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from cleannews.languages import codes, table


class Words(NamedTuple):
    """The picture words of a language, in lower case.

    `credit` stand before a colon and a name (`credit_ends` are their last two characters), as do `source`, which also
    open other notes; `credit_words` are single ones, which can do without the colon, as do the phrases in `by` (one of
    the `by_hints` is in each of both); `after` stand behind a name; `labels` before a caption, `openers` ("from left:")
    begin one (with one of the `opener_starts`, two characters each); `frame` are whole lines around a picture, `glued`
    those that can end up on a caption's line; captions use `hints` more than prose does, and `asides` ("(left)") as
    hardly anything else does.
    A line without marks that has none of the `cues` has no credit, label or control.
    """

    credit: tuple[str, ...] = ()
    credit_ends: frozenset[str] = frozenset()
    credit_words: frozenset[str] = frozenset()
    source: frozenset[str] = frozenset()
    by: tuple[str, ...] = ()
    by_hints: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    opener_starts: frozenset[str] = frozenset()
    frame: frozenset[str] = frozenset()
    glued: tuple[str, ...] = ()
    glued_ends: frozenset[str] = frozenset()
    hints: frozenset[str] = frozenset()
    asides: tuple[str, ...] = ()
    cues: frozenset[str] = frozenset()


class Names(NamedTuple):
    """What credits are made of in any language: agencies, the single words of their names, small words between.

    `shortened` are words of more than three letters that a stop may follow within a sentence.
    """

    agencies: frozenset[str]
    parts: frozenset[str]
    particles: frozenset[str]
    shortened: frozenset[str]


@cache
def names() -> Names:
    """What `sources.toml` lists."""
    data = tomllib.loads((resources.files(__package__) / "sources.toml").read_text("utf-8"))
    agencies = frozenset(data["agencies"])
    parts = frozenset(word for name in agencies for word in name.split())
    return Names(agencies, parts, frozenset(data["particles"]), frozenset(data["shortened"]))


def _shortest(hints: set[str]) -> tuple[str, ...]:
    """Those that hold none of the others: a line with "photos" in it has "photo" in it."""
    return tuple(sorted(one for one in hints if not any(other in one for other in hints if other != one)))


@cache
def words(language: str | None) -> Words:
    """The picture words of a language and of English, which desks everywhere use beside their own; of all, if None."""
    own = codes() if language is None else (language.split("-")[0], "en")
    tables = [table(code, "captions") for code in dict.fromkeys(own)]

    def listed(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for one in tables for word in one.get(name, ())))

    credit, source, by = listed("credit"), listed("source"), listed("credit_by")
    credit_words = {word for word in credit if word.isalpha()}
    labels, controls = listed("labels"), listed("controls")
    glued = [control for control in controls if " " in control or len(control) > 7 or "\u3000" < control[0] != control]
    bare_labels = (label.strip(" :,") for label in labels)
    return Words(
        credit=credit + source,
        credit_ends=frozenset(word[-2:] for word in credit + source),
        credit_words=frozenset(credit_words),
        source=frozenset(source),
        by=by,
        by_hints=_shortest(credit_words | {phrase.split()[0] for phrase in by}),
        after=listed("credit_after"),
        labels=tuple(sorted(labels, key=len, reverse=True)),
        openers=listed("openers"),
        opener_starts=frozenset(opener[:2] for opener in listed("openers")),
        frame=frozenset((*controls, *credit, *source, *bare_labels)),
        glued=tuple(sorted(glued, key=len, reverse=True)),
        glued_ends=frozenset(control.rpartition(" ")[2] for control in glued),
        cues=frozenset(
            (
                *names().parts,
                *credit_words,
                *(phrase.split()[0] for phrase in (*by, *labels)),
                *(c.rpartition(" ")[2] for c in glued),
            )
        ),
        asides=tuple(hint for hint in listed("hints") if hint[-1] in ")）"),
        hints=frozenset(hint for hint in listed("hints") if " " not in hint),
    )
