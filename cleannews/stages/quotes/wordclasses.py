"""The class of a word as printed, told once a word: what stands around it can only choose between two classes.

A code of one letter is a class of `lexicon`.  Longer codes begin with what has to be looked at: "^X" a capital that
makes it a name unless it begins a sentence, "~V" an article that makes it a noun, "≈V" also a preposition, "=I" words
that make it "according to", "%D" whether it stands within a name ("Anna de Wit", "Jo Le Bel", "Hall & Sons"), "'s" a
short form that is a verb after a pronoun, ".." a full stop that may belong to the word before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.patterns import Pattern
from cleannews.stages.quotes.lexicon import Lexicon

SHORT_FORM, FULL_STOP = "'s", ".."
CAPITAL, VERB, VERB_IN_S, ACCORDING, PARTICLE = "^", "~", "≈", "=", "%"
_TOKEN = Pattern(
    r"""(?:\p{L}\.){2,8}|\d+(?:[.,]\d+){1,4}|[@#]?\w+(?:[’'.&@/\-‑]\w+){0,8}|\.{3}|[,:;.!?()…—–―&]|(?<=\s)-(?=\s)|(?<![^\s”"’'])-{1,2}(?=[\s\p{Lu}])"""
)
_PUNCTUATION = {
    ",": ",", ":": ":", ";": ";", ".": FULL_STOP, "!": ".", "?": ".", "(": "(", ")": ")", "…": "-", "...": "-",
    "—": "-", "–": "-", "―": "-", "-": "-", "--": "-", "&": "%C",
}  # fmt: skip
_ENDS = ",.:;!?"
_NAMELY = frozenset("VWGvABInrwoSC")  # a capital letter inside a sentence makes these a name
_INITIALS = frozenset("OPR")  # in capitals these are a body's initials: US, WHO
_MOST_REMEMBERED = 50_000
_LONGEST_REMEMBERED = 40


# A word of what stands between spaces: offsets there, the word, its code.  A plain tuple, which is unpacked fastest.
Piece = tuple[int, int, str, str]


def pieces(chunk: str, lexicon: Lexicon) -> tuple[Piece, ...]:
    """The words of what stands between two spaces, with their codes; what was not met before is remembered."""
    if (known := lexicon.pieces.get(chunk)) is not None:
        return known
    found = tuple(_pieces(chunk, lexicon))
    if len(lexicon.pieces) < _MOST_REMEMBERED and len(chunk) <= _LONGEST_REMEMBERED:
        lexicon.pieces[chunk] = found
    return found


def _pieces(chunk: str, lexicon: Lexicon) -> Iterator[Piece]:
    word, end = (chunk, "") if chunk.isalpha() else (chunk[:-1], chunk[-1:])
    if word.isalpha() and end in _ENDS:  # most are
        yield _piece(word, 0, lexicon)
        if end:
            yield len(word), len(chunk), end, _PUNCTUATION[end]
        return
    for match in _TOKEN.finditer(f" {chunk} "):
        token, at = match[0], match.start() - 1
        if (mark := _PUNCTUATION.get(token)) is not None:
            yield at, at + len(token), token, mark
        elif "’" in token or "'" in token or "-" in token:
            yield from _apart(token, at, lexicon)
        else:
            yield _piece(token, at, lexicon)


def _apart(token: str, at: int, lexicon: Lexicon) -> Iterator[Piece]:
    """Take apart what an apostrophe or a hyphen joins: "Trump’s", "l’ancien", "dit-il"."""
    lower = token.lower().replace("'", "’")
    head, _, tail = lower.rpartition("’")
    if head and tail == "s":
        yield _piece(token[: len(head)], at, lexicon)
        yield at + len(head), at + len(token), token[len(head) :], SHORT_FORM
    elif lower in lexicon.letters:
        yield _piece(token.replace("'", "’"), at, lexicon)
    elif head and "’" + tail in lexicon.letters:
        yield _piece(token[: len(head)], at, lexicon)
        yield _piece(token[len(head) :].replace("'", "’"), at + len(head), lexicon)
    elif (first := lower.partition("’")[0]) in lexicon.clitics and len(first) + 1 < len(token):
        yield _piece(token[: len(first)], at, lexicon)
        yield from _apart(token[len(first) + 1 :], at + len(first) + 1, lexicon)
    elif "-" in token and (tail := lower.rpartition("-")[2]) in lexicon.pronouns:
        yield _piece(token[: -len(tail) - 1].removesuffix("-t"), at, lexicon)
        yield _piece(token[-len(tail) :], at + len(token) - len(tail), lexicon)
    else:
        yield _piece(token, at, lexicon)


def _piece(word: str, at: int, lexicon: Lexicon) -> Piece:
    return at, at + len(word), word, _of_word(word, lexicon)


def _of_word(word: str, lexicon: Lexicon) -> str:
    lower = word.lower()
    code = _class(word, lower, lexicon)
    return ACCORDING + code if lower in lexicon.according or lower in lexicon.according_after else code


def _class(word: str, lower: str, lexicon: Lexicon) -> str:
    """A word's class without regard to phrases, and to what it is checked for."""
    letter, capital = lexicon.letters.get(lower), word[:1].isupper()
    if capital and lower.rstrip(".") in lexicon.titles:
        return "H"
    if letter is None:
        return _by_its_looks(word, lower, lexicon)
    if letter in _INITIALS and len(word) > 1 and word.isupper():
        return "X"
    if capital and letter == "r" and lexicon.nouns_capitalised:
        return letter
    if capital and letter == "K" and not lexicon.times_capitalised:
        return "X"  # Julio, where months are written small
    if capital and letter in _NAMELY:
        return CAPITAL + letter
    if lower in lexicon.particles:
        return PARTICLE + letter
    if letter in "VW" and lexicon.verbs_are_nouns:
        return (VERB_IN_S if lower.endswith("s") else VERB) + letter
    return letter


def _by_its_looks(word: str, lower: str, lexicon: Lexicon) -> str:
    if not word[:1].islower():
        return "N" if word[:1].isdigit() else "X"
    if lower.endswith(lexicon.adverb_endings):
        return "B"
    return "v" if lower.endswith(lexicon.verb_endings) else "w"
