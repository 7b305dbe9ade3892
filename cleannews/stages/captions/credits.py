"""Credits: who made a picture, read off the end of a caption or off a line of its own."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from cleannews.languages import table
from cleannews.patterns import Pattern

LONGEST_CREDIT = 110
"""Code points; a longer tail is prose."""
MOST_WORDS = 14

if TYPE_CHECKING:
    from regex import Match

_WORDS = Pattern(r"[^\s/|,;:()\[\]（）＝=©]+")
_BORDER = Pattern(r"[.!?…。»”\"’)](?:\s|(?<=[.!?])(?=\p{Lu}))|\s[|/–—-]\s")
_NEW_NAME = Pattern(r"\p{Ll}\s(?=\p{Lu})")
_SIGN = Pattern(r"©|[(（][cCＣ][)）]")
STRONG = frozenset({"sign", "word", "agency", "brackets", "slash"})
"""Forms of a credit that are hardly anything else."""
_YEAR = Pattern(r"\b(?:19|20)\d\d\b")
_CLOSERS = ")]）］】」"
_OPENERS = "([（［【「"


class Credit(NamedTuple):
    """A line read as caption and credit; `text` is empty where the line is a credit alone.

    `form` says by what it was known: "sign" (©), "word" ("Foto:"), "source" (a word that other notes begin with,
    too), "agency", "brackets", "slash", or "names" alone.
    """

    text: str
    credit: str
    form: str


class Words(NamedTuple):
    """The words of a language that speak of pictures, in lower case.

    `frame` are all lines that stand around a picture; `glued` are controls that can end up on a caption's line.
    """

    credit: tuple[str, ...]
    source: tuple[str, ...]
    credit_by: tuple[str, ...]
    credit_after: tuple[str, ...]
    labels: tuple[str, ...]
    controls: frozenset[str]
    frame: frozenset[str]
    glued: frozenset[str]
    hints: frozenset[str]


@cache
def _sources() -> tuple[frozenset[str], frozenset[str]]:
    text = (resources.files(__package__) / "sources.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return frozenset(data["agencies"]), frozenset(data["particles"])


def nameish(text: str, strict: bool = False) -> bool:
    """Whether the words could be names: capitals, initials, particles; one in four may be plain unless `strict`."""
    agencies, particles = _sources()
    tokens = [match[0] for match in _WORDS.finditer(text)]
    plain = sum(t[0].islower() and t.lower() not in particles and t.lower() not in agencies for t in tokens)
    return bool(tokens) and (not plain if strict else plain * 4 <= len(tokens))


@cache
def words(language: str | None) -> Words:
    """The picture words of a language and of English, which desks everywhere use beside their own."""
    tables = [table(code, "captions") for code in dict.fromkeys((language and language.split("-")[0], "en"))]

    def listed(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for one in tables for word in one.get(name, ())))

    credit, labels, controls = listed("credit"), listed("labels"), listed("controls")
    return Words(
        credit,
        listed("source"),
        listed("credit_by"),
        listed("credit_after"),
        tuple(sorted(labels, key=len, reverse=True)),
        frozenset(controls),
        frozenset((*controls, *credit, *(label.strip(" :,") for label in labels))),
        frozenset(control for control in controls if " " in control or control in ("autoplay", "fullscreen")),
        frozenset(listed("hints")),
    )


def read(line: str, words: Words) -> Credit | None:
    """Read the credit off the end of a line (or the whole line); None where none is seen.

    >>> none = Words((), (), (), (), (), *[frozenset()] * 4)
    >>> read("Ice on the Elbe near Dresden. (Anna Lind/Reuters)", none)
    Credit(text='Ice on the Elbe near Dresden.', credit='Anna Lind/Reuters', form='agency')
    """
    return _after_sign(line) or _after_word(line, words) or _in_brackets(line, words) or _in_tail(line)


def _after_sign(line: str) -> Credit | None:
    if "©" not in line and not ("c)" in line or "C)" in line or "Ｃ）" in line):
        return None
    sign = _SIGN.search(line)
    if sign is None:
        return None
    rest = line[sign.end() :]
    if not 1 < len(rest.strip()) <= LONGEST_CREDIT or _YEAR.search(rest):
        return None
    return Credit(_bare(line[: sign.start()]), _inner(rest), "sign")


def _after_word(line: str, words: Words) -> Credit | None:
    low = line.lower()
    place = _credit_word(low, words) if len(low) == len(line) else None
    if place is None:
        return None
    start, end = place
    rest = line[end:]
    if (
        not 1 < len(rest.strip()) <= LONGEST_CREDIT
        or rest.count(" ") > MOST_WORDS
        or not _names(rest, line[end - 1].isalpha())
    ):
        return None
    if line[end - 1].isalpha() and 0 <= line.rfind("(", 0, start) < start - 1:
        return None  # "(Pool photo by ...)": the whole bracket is the credit
    opener = line[:start].rstrip()[-1:]
    if opener and opener in _OPENERS and len(rest.partition(_CLOSERS[_OPENERS.index(opener)])[2].strip(" .)")) > 2:
        return None
    text = _caption(line[:start], words)
    lone_source = not text and not opener and low[start:end].rstrip(" :：=") in words.source
    return Credit(text, _inner(rest), "source" if lone_source else "word")


def _names(rest: str, unmarked: bool) -> bool:
    """Whether what follows a credit word could be its names; without a colon between it must start like one."""
    if unmarked:
        return nameish(rest) and not rest.lstrip()[0].islower()
    return nameish(rest) or rest.strip().count(" ") < 2


def _credit_word(low: str, words: Words) -> tuple[int, int] | None:
    """Where a credit word starts, and where what it introduces starts."""
    for mark in (":", "：", "="):
        place = low.find(mark)
        while place > 0:
            before = low[max(0, place - 30) : place].rstrip()
            for word in (*words.credit, *words.source):
                if before.endswith(word):
                    return _word_start(low, len(low[:place].rstrip()) - 1), place + 1
            place = low.find(mark, place + 1)
    for phrase in words.credit_by:
        place = low.rfind(phrase)
        end = place + len(phrase)
        if place >= 0 and not low[place - 1 : place].isalnum() and low[end : end + 1] == " ":
            return place, end
    return None


def _word_start(low: str, last: int) -> int:
    while last > 0 and low[last - 1].isalpha():
        last -= 1
    return last


def _in_brackets(line: str, words: Words) -> Credit | None:
    ended = line.rstrip(" .。")
    if not ended or ended[-1] not in _CLOSERS:
        return _after_equals(ended, words) if "＝" in ended else None
    start = ended.rfind(_OPENERS[_CLOSERS.index(ended[-1])])
    inside = ended[start + 1 : -1].strip() if start >= 0 else ""
    if not 1 < len(inside) <= LONGEST_CREDIT:
        return None
    before = _bare(ended[:start])
    for suffix in words.credit_after:
        if inside.endswith(suffix) and len(inside) <= 30:
            return Credit(before, inside.removesuffix(suffix) or inside, "word")
    if form := _form(inside):
        return Credit(before, inside, form)
    named = inside[0].isupper() and nameish(inside) and not any(c.isdigit() for c in inside)
    if named and (before[-1] in ".!?…。" if before else " " in inside) and inside.count(" ") < 8:
        return Credit(before, inside, "brackets")
    return None


def _after_equals(line: str, words: Words) -> Credit | None:
    """Japanese desks end a caption with "＝" and its source."""
    before, _, tail = line.rpartition("＝")
    if len(tail) > 20:
        return None
    for suffix in words.credit_after:
        if tail.endswith(suffix):
            return Credit(_bare(before), tail.removesuffix(suffix) or tail, "word")
    return Credit(_bare(before), tail, "agency") if _form(tail) == "agency" else None


def _in_tail(line: str) -> Credit | None:
    """A credit without any mark: names after the last sentence, or the whole of a short line."""
    if len(line) <= LONGEST_CREDIT and (form := _form(line, strict=True)):
        return None if _starts_as_byline(line) else Credit("", _inner(line), form)
    if line[-1:] in ".!?:":
        return None
    start = max(0, len(line) - LONGEST_CREDIT)
    return _after_border(line, start) or _after_plain_word(line, start) or _names_after_sentence(line, start)


def _starts_as_byline(line: str) -> bool:
    return line.partition(" ")[0].lower() in _sources()[1]


def _after_border(line: str, start: int) -> Credit | None:
    for border in _BORDER.finditer(line, start):
        tail = line[border.end() :]
        if form := _form(tail, strict=True):
            return Credit(_before(line, border), _inner(tail), form)
    return None


def _after_plain_word(line: str, start: int) -> Credit | None:
    """An agency's credit that follows the last plain word without a stop between."""
    if "/" not in line[start:]:
        return None
    for border in _NEW_NAME.finditer(line, start):
        tail = line[border.end() :]
        if "/" in tail and _form(tail, strict=True) == "agency":
            return Credit(_bare(line[: border.end()]), _inner(tail), "agency")
    return None


def _names_after_sentence(line: str, start: int) -> Credit | None:
    for border in _BORDER.finditer(line, start):
        tail = line[border.end() :]
        if border[0][0] not in '"’”»)' and tail[:1].isupper() and tail.count(" ") < 7 and nameish(tail, strict=True):
            return Credit(_before(line, border), _inner(tail), "names")
    return None


def _before(line: str, border: Match[str]) -> str:
    """What stands before a border: a stop belongs to it, a bar between blanks does not."""
    return _bare(line[: border.start()] if border[0][0].isspace() else line[: border.end()])


def _form(text: str, strict: bool = False) -> str | None:
    """By what a stretch is known as a credit: it names an agency, or joins names by a slash."""
    agencies, _ = _sources()
    tokens = [match[0].strip(".\"'“”") for match in _WORDS.finditer(text)]
    if not 0 < len(tokens) <= MOST_WORDS or not nameish(text, strict):
        return None
    low = [normalize("NFKC", token).lower() for token in tokens]
    if any(token in agencies for token in low) or any(f"{a} {b}" in agencies for a, b in pairwise(low)):
        return "agency"
    if any(c.isdigit() for c in text):
        return None
    if "/" in text and 1 < len(tokens) <= 8:
        return "slash"
    return None


def _caption(text: str, words: Words) -> str:
    """What stands before a credit; nothing, if that is only another word of the same kind ("Image Credits:")."""
    text = _bare(text)
    return "" if text.lower() in words.controls or text.lower().rstrip(":") in words.credit else text


def _bare(text: str) -> str:
    """A caption without the bracket, bar or dash that introduced its credit."""
    return text.rstrip(" \t\u00a0|([（［【/–—-＝")


def _inner(text: str) -> str:
    """A credit without brackets around it."""
    text = text.strip(" \t\u00a0|:：=-–—")
    while text and text[0] in _OPENERS and text[-1] in _CLOSERS:
        text = text[1:-1].strip()
    for opener, closer in zip(_OPENERS, _CLOSERS, strict=True):
        if text.endswith(closer) and text.count(opener) < text.count(closer):
            text = text[:-1].rstrip()
    return text
