"""The publisher: the name after the bar in the page's title, or the one in the copyright line."""

from __future__ import annotations

from typing import NamedTuple

from cleannews.document import Document
from cleannews.languages import fold
from cleannews.patterns import Pattern
from cleannews.stages.metadata.vocabulary import Vocabulary

FOOT = 60
"""Lines at the end of the page in which the copyright line is looked for."""
LONGEST = 60
"""Code points of a publisher's name, at most."""
MOST_SMALL, MOST_DIGITS = 3, 3
"""Words in small letters, and digits, that such a name has at most."""
_SIGN = Pattern(r"(?:[©ⓒ]|\(c\)|\bcopyright\b)(?:\s|[©ⓒ]|\(c\)|copyright|by|[–—-]|\d{4}|,){0,12}", ignore_case=True)
_INITIALS = Pattern(r"\b\p{L}\.\p{L}\.$")
_END = Pattern(
    r"\s{0,3}(?:(?<![\s.]\p{Lu}|\b\p{Lu}\p{Ll})\.(?!\w|\sLtd|\sInc)|[|;•·–—]|\s-\s|,(?!\s?(?:Inc|LLC|Ltd|L\.P))|\d{4}|$)"
)


class Publisher(NamedTuple):
    """The name, its line and where it stands in the line's text."""

    name: str
    line: int
    start: int
    end: int
    rule: str


def after_title(document: Document, headline: str) -> Publisher | None:
    """The rest of the page's title after the headline: "Headline - Site", if the page has the name elsewhere too."""
    for line in range(min(4, len(document.texts))):
        text = document.texts[line]
        if text.startswith(headline) and 3 < len(text) - len(headline) <= LONGEST:
            rest = text[len(headline) :]
            name = rest.lstrip(" |-–—·»:•<").strip()
            if (
                rest[0] in " |"
                and rest.strip()[0] in "|-–—·»:•<"
                and name
                and not any(sign in name for sign in "|–—·»")
            ):
                start = text.rindex(name)
                return Publisher(name, line, start, start + len(name), "title-ends-in-site")
    return None


def copyright_line(document: Document, after: int, words: Vocabulary) -> Publisher | None:
    """The name after the copyright sign in the page's last lines, below the article, which ends with line `after`."""
    count = len(document.texts)
    for line in range(count - 1, max(after, count - FOOT), -1):
        text = document.texts[line]
        if len(text) > 400 or not (
            "©" in text or "ⓒ" in text or "opyright" in text or "(c)" in text or "COPYRIGHT" in text
        ):
            continue
        if found := _SIGN.search(text):
            start = found.end()
            stop = _END.search(text, start, start + LONGEST + 1)
            if not stop:
                continue
            name = _without_rights(text[start : stop.start()], words)
            if _is_name(name, words):
                start = text.index(name, start)
                return Publisher(name, line, start, start + len(name), "copyright-line")
    return None


def _is_name(name: str, words: Vocabulary) -> bool:
    """Reads as a firm's or paper's name: not a sentence, a date or the credit of a picture."""
    tokens = name.split()
    small = sum(token.islower() for token in tokens)
    if len(name) < 2 or not name[0].isalnum() or small > MOST_SMALL or sum(map(str.isdigit, name)) > MOST_DIGITS:
        return False
    if name > "\u2e80" and not any(name[i:] in words.papers for i in range(len(name))):
        return False  # in a script without spaces and capitals, only its last word tells a name from a sentence
    cased = not all(map(str.islower, filter(str.isalpha, name)))
    return cased and words.pictures.isdisjoint(fold(name).replace("/", " ").split())


def _without_rights(name: str, words: Vocabulary) -> str:
    """The name without the phrase of rights after it, and without a stop that is not its own ("S.A.")."""
    folded = fold(name)
    for phrase in words.rights:
        if (at := folded.find(phrase)) >= 0 and len(folded) == len(name):
            name, folded = name[:at], folded[:at]
    name = name.strip(" ,:-–—")
    return name if _INITIALS.search(name) else name.rstrip(".")
