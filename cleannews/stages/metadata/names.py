"""Names of people and agencies in the text of a byline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleannews.languages import fold
from cleannews.patterns import Pattern
from cleannews.stages.metadata.agencies import agency_in, without_agency
from cleannews.stages.metadata.unspaced import unspaced_name
from cleannews.stages.metadata.vocabulary import Vocabulary, given_names

ABBREVIATED = 3
"""Letters of a weekday's abbreviation, at most."""
MOST = 12
"""Names in one byline; a longer list is of something else."""
_HANDLE = Pattern(r"(?<=\p{L})@\w{1,40}(?![\w.])")
_NOISE = Pattern(r"\S{0,80}@\S{0,80}|https?://\S{1,200}|\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|[*_#\\]")
_NOISY = Pattern(r"[@(\[*_#\\]|://")
_PIECES = Pattern(r"\s?[,;/|·•∙~&、，–—]\s?|\s-\s|\s-|\t")
_STRIPPED = '.,:;-–"“”„'
_WORD = Pattern(r"(?:[\p{L}\p{M}'’\-\u200c]|\.(?!\p{Ll}{2}))+")  # "O'Neill", "J.R.", but no file and no address


class Signed(NamedTuple):
    """Who signs: the people, in order; the agency, as printed; and whether all of the text was understood."""

    people: tuple[str, ...]
    agency: str | None
    whole: bool


NOBODY = Signed((), None, False)


def read(text: str, words: Vocabulary, *, sure: bool) -> Signed:
    """Read the text of a byline without the word that opens it.

    `sure`: such a word stood before it, so that the first name needs no known given name.
    """
    people: list[str] = []
    marks: list[str] = []
    whole = True
    for number, (piece, joined) in enumerate(_pieces(_clean(text, words), words)):
        first = sure and number == 0
        trusted = first or (sure and (joined or _surname_capitals(piece)))
        if "(" in piece:
            continue  # who took the pictures, in between
        if number and fold(piece.partition(" ")[0].strip(_STRIPPED)) in words.pictures:
            break  # who is named from here on took the pictures, edited or translated
        if number and piece[:1].islower() and not words.by.isdisjoint(map(fold, piece.split()[1:])):
            break  # "with additional reporting by ..."
        if agency := agency_in(piece):
            marks.append(agency)
            continue
        piece, agency = without_agency(piece)
        marks += [agency] if agency else []
        if found := _people(piece, words, first=first, known=not trusted):
            people += found
        elif not _explained(piece, words):
            whole = False
            if number == 0:
                break
    unique = tuple(dict.fromkeys(people))
    return Signed(unique if len(unique) <= MOST else (), "/".join(dict.fromkeys(marks)) or None, whole)


def _surname_capitals(piece: str) -> bool:
    """Whether it is written as names are in the press: "Jane DOE"; papers are not."""
    tokens = piece.split()
    return len(tokens) == 2 and tokens[0].istitle() and tokens[1].isupper() and len(tokens[1]) > 3


def may_sign(tokens: Iterable[str], words: Vocabulary) -> bool:
    """The cheap test before `read`: no word in small letters that cannot stand in a byline, or only after one that
    ends the name before it."""
    for token in tokens:
        first = token[0]
        if "A" <= first <= "Z" and token[-1] != ":":
            continue
        if first.islower():
            folded = fold(token.strip(_STRIPPED))
            if folded in words.explaining or folded in words.before or "@" in token:
                return True
            if folded not in words.small and not token.startswith(("'", "’"), 1) and agency_in(token) is None:
                return False
        elif first in "@([" or first.isdigit() or token[-1] == ":" or "\u2e80" < first <= "\ud7a3":
            return True
    return True


def _clean(text: str, words: Vocabulary) -> str:
    """The text without e-mail addresses, handles, links, marks of lists, and brackets but those that say "(photos)"."""
    if "@" in text:
        text = _HANDLE.sub(" ", text)
    if not _NOISY.search(text):
        return text
    return _NOISE.sub(lambda noise: noise[0] if fold(noise[0][1:-1]) in words.pictures else " ", text)


def _people(piece: str, words: Vocabulary, *, first: bool, known: bool) -> list[str]:
    """The person that a part of a byline names, or several that lost what stood between them."""
    name = person(piece, words, known=known) or (_first_name(piece, words) if first else None)
    if name:
        return [name]
    return _unparted(piece, words) if piece.count(" ") > 2 else []


def _pieces(text: str, words: Vocabulary) -> list[tuple[str, bool]]:
    """The parts of a byline between commas, bars and joining words, and whether "and" stood before the part."""
    found: list[tuple[str, bool]] = []
    plain = text.replace(" ", "").isalpha()
    for part in [text] if plain else _PIECES.sub("\n", text).split("\n"):
        tokens = part.split()
        if part.isascii() and words.join.isdisjoint(map(str.lower, tokens)):
            found.append((" ".join(tokens), False))
            continue
        start, joined = 0, False
        for i, token in enumerate(tokens):
            if fold(token) in words.join and i > 0:
                found.append((" ".join(tokens[start:i]), joined))
                start, joined = i + 1, True
            elif token > "\u2e80" and token in words.roles and start < i:
                found.append((" ".join(tokens[start : i + 1]), joined))
                start, joined = i + 1, True
            elif i == start == 0 and fold(token) in words.join:
                start, joined = 1, True
        found.append((" ".join(tokens[start:]), joined))
    return [(piece, joined) for piece, joined in found if piece]


def _unparted(piece: str, words: Vocabulary) -> list[str]:
    """Names that lost what stood between them: given name, surname, given name, surname."""
    tokens = _own_words(piece.split(), words)
    if len(tokens) < 4 or len(tokens) % 2:
        return []
    people = [person(" ".join(pair), words, known=True) for pair in zip(tokens[::2], tokens[1::2], strict=True)]
    return [name for name in people if name] if all(people) else []


def person(text: str, words: Vocabulary, *, known: bool) -> str | None:
    """The name of a person that the text is, without roles and titles around it; `known`: the given name must be.

    Place and paper after the name go ("Jane Doe in Tokyo", "Jane Doe for The Times").
    """
    label, colon, _ = text.partition(" ")[0].partition(":")
    if colon and fold(label) not in words.before:
        return None
    tokens = _own_words(text.split(), words)
    if tokens and fold(tokens[0]) in words.particles and not words.particles.isdisjoint(map(fold, tokens[2:])):
        return None  # an article and what belongs to it: "Le Courrier du Port"
    while tokens and fold(tokens[0].strip(".")) in words.before and not _initial(tokens[0]):
        tokens.pop(0)
    tokens = _without_roles(tokens, words)
    while len(tokens) > 2 and tokens[-1].islower() and fold(tokens[-1]) in words.particles:
        tokens.pop()
    if not tokens:
        return None
    first = tokens[0][0]
    if "\u2e80" < first <= "\ud7a3":
        return unspaced_name(tokens, words, known=known)
    return _spaced(tokens, words, known=known)


def _own_words(tokens: list[str], words: Vocabulary) -> list[str]:
    """The words up to the first that leaves the name: a place's or paper's preposition, a number, the next label."""
    kept: list[str] = []
    for token in tokens:
        if kept and (token[0].isdigit() or token[-1] == ":"):
            break
        if kept and fold(token) in words.leaving and (len(kept) > 1 or fold(token) not in words.particles):
            break
        if len(kept) > 1 and fold(token) in words.pictures:
            break
        if kept and (cut := _seam(token)) and fold(token) not in words.furniture:
            kept.append(token[:cut])
            break
        if bare := token.strip(_STRIPPED if len(token) > 3 else ',:;-–"“”„'):
            kept.append(bare)
    if len(kept) < len(tokens):
        while len(kept) > 1 and kept[-1].islower():
            kept.pop()
    return kept


def _first_name(piece: str, words: Vocabulary) -> str | None:
    """A given name that signs alone."""
    tokens = _own_words(piece.split(), words)
    alone = len(piece.split()) == len(tokens) == 1 and tokens[0][0].isupper() and fold(tokens[0]) in given_names()
    return _restored(tokens[0]) if alone and fold(tokens[0]) not in words.furniture else None


def _without_roles(tokens: list[str], words: Vocabulary) -> list[str]:
    """Cut what follows a full name from the first word that says what its bearer is."""
    for i in range(2, len(tokens)):
        folded = fold(tokens[i].strip("-."))
        if (folded in words.roles or folded in words.sections) and folded not in words.particles:
            return tokens[:i]
    return tokens


def _initial(token: str) -> bool:
    return len(token) <= 2 and token[0].isupper() and token[1:] in ("", ".")


def _spaced(tokens: list[str], words: Vocabulary, *, known: bool) -> str | None:
    solid = [t for t in tokens if fold(t.rstrip(".")) not in words.particles]
    while len(solid) > 2 and fold(solid[0].rstrip(".")) in words.honorifics:
        solid = solid[1:]
    if not 2 <= len(solid) <= 4 or len(tokens) > 7 or not all(map(_capital, solid)):
        return None
    folded = list(map(fold, solid))
    given = not given_names().isdisjoint(folded[0].split("-"))
    if len(set(folded)) < len(folded) or " ".join(folded) in words.furniture:
        return None
    if not words.weekdays.isdisjoint(folded) and not (given and _called_after_a_day(folded, words)):
        return None
    if known and not given and not (_initial(solid[0]) and folded[-1] not in given_names()):
        return None
    if (
        not all(t.isalpha() or _WORD.fullmatch(t) for t in tokens)
        or all(map(_initial, solid))
        or any(map(_seam, solid))
    ):
        return None
    if known and folded[-1].rpartition("-")[2] in words.papers:
        return None
    other = [
        f for f in folded if f in words.roles or f in words.furniture or f in words.pictures or f in words.sections
    ]
    if (other and not (given and len(folded) == 2 and other == folded[1:])) or agency_in(" ".join(tokens)):
        return None
    return _restored(" ".join(tokens))


def _called_after_a_day(folded: Sequence[str], words: Vocabulary) -> bool:
    """Whether a given name is a weekday too (Domingo, Tor), or the surname after it is one (Freitag) in full."""
    days = [word for word in folded[1:] if word in words.weekdays]
    return not days or (days == folded[1:] and len(days[0]) > ABBREVIATED)


def _capital(token: str) -> bool:
    """Begins as a name does: with a capital, or in a script without them; O'Neill, d'Arcy and McKay do too."""
    first = token[0]
    return first.isupper() or (first.isalpha() and not first.islower()) or (token[1:2] in "'’" and token[2:3].isupper())


def _seam(token: str) -> int:
    """Where two words lost the space between them, "TimesNovember"; 0 where none did: McKay, LaRoche, DiCaprio."""
    if token[4:].islower():
        return 0
    for i in range(4, len(token)):
        if token[i].isupper() and token[i - 1].islower():
            return i
    return 0


def _explained(piece: str, words: Vocabulary) -> bool:
    """Not a name but what may stand in a byline: roles, a place or paper of few words, numbers."""
    tokens = piece.split()
    return len(tokens) <= 5 and all(
        token[0].isupper() or not token[0].isalpha() or not words.explaining.isdisjoint((fold(token.strip(":.")),))
        for token in tokens
    )


def _restored(name: str) -> str:
    """ALL CAPITALS as the name is usually written.

    >>> _restored("SEÁN O'BRIEN-MCKAY"), _restored("Ursula von der LEYEN"), _restored("J.R. STONE")
    ("Seán O'Brien-Mckay", 'Ursula von der Leyen', 'J.R. Stone')
    """
    if not any(token.isupper() and len(token.replace(".", "")) > 3 for token in name.split()):
        return name
    return " ".join(
        token
        if not token.isupper() or (len(token.replace(".", "")) < 3 and "." in token) or len(token) < 2
        else token.title()
        for token in name.split()
    )
