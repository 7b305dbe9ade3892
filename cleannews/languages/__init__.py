"""Language packs: one TOML file for each language, data only.  Each stage reads its own table of a pack."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

_UNACCENTED = str.maketrans("άέήίόύώϊϋ", "αεηιουωιυ")
_EMPTY: Mapping[str, Any] = {}
_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id"}
"""Codes of languages whose pack has another code."""


@cache
def codes() -> tuple[str, ...]:
    """The BCP 47 codes of the languages that have a pack, sorted."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in files if f.name.endswith(".toml")))


@cache
def pack(code: str) -> Mapping[str, Any]:
    """A language's whole pack, empty for one that has none.  The region and script of a code are ignored.

    >>> pack("pt-BR") == pack("pt"), pack("nb") == pack("no"), pack("tlh")
    (True, True, {})
    """
    language = code.lower().partition("-")[0]
    language = _SAME.get(language, language)
    if language not in codes():
        return _EMPTY
    if language != code:
        return pack(language)
    return tomllib.loads((resources.files(__name__) / f"{language}.toml").read_text("utf-8"))


def check(code: str) -> None:
    """Raise `ValueError` for a language without a pack: quotations, dates and bylines would not be read.

    >>> check("pt-BR")
    >>> check("eng")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: no language 'eng'; there are af, ar, ...
    """
    if not pack(code):
        raise ValueError(f"no language {code!r}; there are {', '.join(codes())}")


def table(code: str | None, name: str) -> Mapping[str, Any]:
    """One table of a language's pack ("quotes", "dates", ...); empty where `code` is None or has no such table."""
    found = pack(code).get(name, _EMPTY) if code else _EMPTY
    assert isinstance(found, Mapping)
    return found


@cache
def given_names() -> frozenset[str]:
    """Given names of many countries, as `fold` writes them."""
    return frozenset(names_in(__name__, "given_names.txt"))


def names_in(package: str, file: str) -> list[str]:
    """The names that a package's file lists below its first line, which says where they are from."""
    _, _, names = (resources.files(package) / file).read_text("utf-8").partition("\n")
    return names.split()


def fold(word: str) -> str:
    """Return the form in which words are compared: without case, with one i for the four of Turkish, and without the
    accents of Greek, which capitals do not bear.

    >>> fold("YAYINLANMA") == fold("yayınlanma"), fold("DİKKAT") == fold("dikkat"), fold("ΠΟΛΙΤΙΚΗ") == fold("Πολιτική")
    (True, True, True)
    """
    if word.isascii():
        return word.lower()
    folded = word.casefold().replace("\u0307", "").replace("ı", "i")
    return folded.translate(_UNACCENTED) if "\u0370" < folded[:1] < "\u0400" else folded
