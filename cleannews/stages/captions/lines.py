"""What the lines near an article are to its pictures: text, a credit, or a control of the picture's frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cleannews.document import STANDING, Document
from cleannews.patterns import Pattern
from cleannews.stages.captions.credits import STRONG, Credit, Words, nameish, read

LONGEST_CAPTION = 700
"""Code points; a longer line is a paragraph."""

_KEY = Pattern(r"[^\W_]+")
_COUNTER = Pattern(r"[\[(]?\d{1,3} ?(?:/|of|von|de|sur|di|van|av|af|из) ?\d{1,3}\b[\])]?[ |.:]{0,4}")
_FILE = Pattern(
    r"\[?[\w .,()%+-]{1,120}\.(?:jpe?g|png|webp|gif|svg|avif|bmp)\]?|\[[\w.-]{1,120}\]|[\w-]{0,60}\d{5}[\w-]{0,60}",
    ignore_case=True,
)
_WRAPPING = " \t\u00a0*_#>•·[]"


class Line(NamedTuple):
    """A line read for pictures.  `text` is the caption it could be; `key` are its bare words in lower case.

    `kind` is "text", "credit" (the line is a credit alone), "control" (enlarge, play, 1/12, photo.jpg) or
    "" (taken, or no concern of ours).
    """

    kind: str
    text: str
    key: str
    credit: Credit | None
    labelled: bool


_NOTHING = Line("", "", "", None, False)
_CONTROL = Line("control", "", "", None, False)


def key(text: str) -> str:
    """The bare words of a text, to compare texts by.

    >>> key("Rain, at last: “Hamburg” on Monday.")
    'rain at last hamburg on monday'
    """
    return " ".join([match[0] for match in _KEY.finditer(text.lower())])


def read_lines(document: Document, places: Iterable[int], words: Words) -> dict[int, Line]:
    """Read the lines at `places`; a credit broken over two lines ("Photo:" / "Ann Lee") becomes two credit lines."""
    lines: dict[int, Line] = {}
    waiting = False
    for place in places:
        text = document.texts[place]
        if document.roles[place] != STANDING or len(text) > LONGEST_CAPTION:
            lines[place], waiting = _NOTHING, False
            continue
        if waiting and len(text) < 60 and nameish(text):
            lines[place], waiting = Line("credit", "", "", Credit("", text.strip(" :()|"), "word"), False), False
            continue
        lines[place] = line = _read_line(text, words)
        waiting = line.kind == "control" and text.lower().strip(" :：(|") in words.credit
    return lines


def _read_line(text: str, words: Words) -> Line:
    bare = text.strip(_WRAPPING)
    low = bare.lower()
    if _is_control(low, words) or (text[0] == "[" and _FILE.fullmatch(text)):
        return _CONTROL
    labelled = False
    if low[:1].isdigit() and (counter := _COUNTER.match(bare)):
        bare, labelled = bare[counter.end() :].strip(_WRAPPING), True
    bare, low = _without_controls(bare, words)
    if not bare or _is_control(low, words):
        return _CONTROL
    credit = read(bare, words)
    if credit is not None:
        if not credit.text:
            return Line("credit", "", "", credit, False)
        bare = credit.text
    for label in words.labels:
        if low.startswith(label) and len(bare) > len(label) + 3:
            bare, labelled = bare[len(label) :].lstrip(" :,"), True
            break
    bare = _once(bare)
    return Line("text", bare, key(bare), credit, labelled)


def _is_control(low: str, words: Words) -> bool:
    if len(low) < 60 and (low in words.controls or low.strip(" .:：|[]()•*") in words.frame):
        return True
    if low[-5:].find(".") >= 0 or low[:1] == "[" or (low[-1:].isdigit() and " " not in low):
        return _FILE.fullmatch(low) is not None
    return not _KEY.search(low)


def _without_controls(text: str, words: Words) -> tuple[str, str]:
    """Cut controls that were glued to the end of a line ("... Foto: X Visa mer")."""
    tail = text[-60:].lower().split(" ")
    for count in (4, 3, 2, 1):
        if len(tail) > count and (control := " ".join(tail[-count:])) in words.glued:
            text = text[: -len(control)].rstrip() if len(text) > len(control) else text
            break
    return text, text.lower()


def _once(text: str) -> str:
    """A text that says itself twice over (the alternative text and the caption on one line) once."""
    if len(text) < 50:
        return text
    again = text.find(text[:20], 20)
    if again < 0 or again * 3 < len(text):
        return text
    first, second = key(text[:again]), key(text[again:])
    return text[again:] if second.startswith(first) or first.startswith(second) else text


def strong(line: Line) -> bool:
    """Whether a line carries (or is) a credit that is hardly anything else."""
    return line.credit is not None and line.credit.form in STRONG
