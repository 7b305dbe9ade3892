"""Which language a text is in: its script first, then a vote of function words from the packs.

Function words make up a third to a half of running prose in any language (Zipf), so a few hundred words of text decide.
The votes are read from `function_words.json`, which `generate` builds from the packs; a word that n languages share
gives each of them 1/n of a vote.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

from cleannews.text import unspaced

ENOUGH = 3_000
"""Code points of text that are looked at; more changes no answer."""
PROSE = 60
"""A line of so many code points reads as prose rather than as a menu; scripts without spaces need a third of it."""
FEWEST_VOTES = 2.0
"""Below this many votes the page has no running text to go by."""
FEWEST_SHARE = 0.025
"""Votes for each word of the text, below which its language has no pack; one that has gets 0.03 (Turkish) to 0.4."""
CLEAR = 1.15
"""The winner must have this many times the votes of the next language."""
MENUS = 200
"""Lines of any kind that are asked where the prose is too short to tell, as in news of two sentences."""
PART, SURE_VOTES, SURE = 4, 12.0, 3.0
"""The first quarter of each line is asked first.  With 12 votes for a language, and three times those of the next, the
rest is not looked at: so it is on four pages in five, and on none of 10,900 would the rest have changed the answer."""
IDEOGRAPH = 3
"""A character of a script without spaces weighs as many letters: it says as much as they do."""
_UNSPACED = "CJK"
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_STOPS = '.,;:!?"«»“”„()'


def identify(texts: Iterable[str]) -> str | None:
    """Return the BCP 47 code of the language that most of the prose is in; None where the vote is not clear.

    >>> identify(["The minister said on Monday that the law would be changed before the end of the year."])
    'en'
    >>> identify(["Der Minister sagte am Montag, dass das Gesetz noch vor dem Ende des Jahres geändert wird."])
    'de'
    >>> identify(["+1 -2 =3"]) is None
    True
    """
    whole = list(texts)
    lines = _lines(whole)
    begun = [line[: len(line) // PART] for line in lines]
    return _winner(begun, SURE_VOTES, SURE) or _winner(lines, FEWEST_VOTES, CLEAR) or _by_menus(lines, whole[:MENUS])


def _by_menus(lines: Sequence[str], whole: Sequence[str]) -> str | None:
    """The language of a page whose prose speaks for it, though too little to tell it from the next ones."""
    code = _winner(whole, FEWEST_VOTES, CLEAR)
    return code if code in _vote(_joined(lines)) else None


def _winner(lines: Sequence[str], fewest: float, clear: float) -> str | None:
    """The language with the most votes; None unless they are at least `fewest`, and `clear` times those of the next."""
    votes = _vote(_joined(lines))
    ranked = sorted(votes, key=lambda code: (-votes[code], code))
    if not ranked or votes[ranked[0]] < fewest:
        return None
    if len(ranked) > 1 and votes[ranked[0]] < clear * votes[ranked[1]]:
        return None
    return ranked[0]


def prose(texts: Iterable[str]) -> str:
    """The lines long enough for prose, up to `ENOUGH` code points, folded; all lines where none is."""
    return _joined(_lines(texts))


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines)[:ENOUGH].casefold()


def _lines(texts: Iterable[str]) -> list[str]:
    """The lines long enough for prose, until they hold `ENOUGH` code points; the first 200 lines where none is."""
    lines = list(texts)
    chosen: list[str] = []
    length = 0
    for line in lines:
        size = len(line)
        if (size >= PROSE and line.count(" ") > size / 20) or (
            size >= PROSE // 3 and not line.isascii() and _wide(line)
        ):
            chosen.append(line[:ENOUGH])
            length += len(chosen[-1])
            if length >= ENOUGH:
                break
    return chosen or lines[:MENUS]


def _wide(line: str) -> bool:
    """Whether a line is in a script without spaces, by a look at its middle."""
    middle = len(line) // 2
    signs = line[middle - 3 : middle + 3]
    return not signs.isascii() and any(map(unspaced, signs))


def _vote(text: str) -> dict[str, float]:
    """The votes that each language gets; only languages in the text's script, with votes enough for its length."""
    candidates = _writing(text)
    if len(candidates) == 1:
        return dict.fromkeys(candidates, FEWEST_VOTES)
    votes = dict.fromkeys(_scripts(), 0.0)
    if not candidates.isdisjoint(_written(_UNSPACED)):
        words = Counter({character: count for character, count in Counter(text).items() if unspaced(character)})
    else:
        words = Counter(text.replace("’", "'").replace("'", "' ").split())
    index = _data()["words"]
    for word, count in words.items():
        if codes := index.get(word) or index.get(word.strip(_STOPS)):
            share = count / len(codes)
            for code in codes:
                votes[code] += share
    fewest = FEWEST_SHARE * words.total()
    return {code: votes[code] for code in candidates if votes[code] >= fewest}


def _writing(text: str) -> frozenset[str]:
    """The languages whose scripts cover most of the letters of the text, which is folded."""
    plain = text.encode("ascii", "ignore")
    if IDEOGRAPH * (len(text) - len(plain)) < 0.95 * len(plain.translate(None, _NO_LETTERS)):
        return _written("LATIN")  # whatever the rest is
    letters: Counter[str] = Counter()
    for character, count in Counter(text).items():
        script, weight = _letter(character)
        letters[script] += count * weight
    covers = {code: sum(letters[s] for s in scripts) for code, scripts in _scripts().items()}
    most = max(covers.values(), default=0)
    return frozenset(code for code, covered in covers.items() if covered and covered >= 0.95 * most)


@cache
def _written(script: str) -> frozenset[str]:
    return frozenset(code for code, scripts in _scripts().items() if script in scripts)


@cache
def _letter(character: str) -> tuple[str, int]:
    """The script of a letter and its weight, which is nothing for another character."""
    if not character.isalpha():
        return "", 0
    return unicodedata.name(character, "?").partition(" ")[0], IDEOGRAPH if unspaced(character) else 1


@cache
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    loaded: Mapping[str, Mapping[str, list[str]]] = json.loads(
        (resources.files(__package__) / "function_words.json").read_text("utf-8")
    )
    return loaded


def _scripts() -> Mapping[str, list[str]]:
    return _data()["scripts"]
