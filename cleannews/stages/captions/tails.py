"""Credits without any mark: an agency or names after a caption's last sentence, or as the whole of a short line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleannews.patterns import Pattern
from cleannews.stages.captions.names import LONGEST_CREDIT, Credit, bare, form_of, inner, nameish
from cleannews.stages.captions.vocabulary import names

if TYPE_CHECKING:
    from regex import Match

UNSIGNED_ENDS = frozenset(".!?:…")
"""Ends of a line after which no credit without any mark can have stood."""
_BORDER = Pattern(r"[.!?…。»”\"’)](?:\s|(?<=[.!?])(?=\p{Lu}))|\s[|/–—-]\s")
_NEW_NAME = Pattern(r"\p{Ll}\s(?=\p{Lu})")


def read_tail(line: str, low: str) -> Credit | None:
    """Read a credit that nothing introduces; None where none is seen.  `low` is the line in lower case."""
    if line[-1] in UNSIGNED_ENDS:
        return None
    start = max(0, len(line) - LONGEST_CREDIT)
    slash = "/" in line
    if slash or _ends_with_agency(low):
        if not start and (form := form_of(line, strict=True)):
            return None if _opens_byline(line) else Credit("", inner(line), form)
        if credit := _after_border(line, start) or _after_plain_word(line, start):
            return credit
    end = max(line.rfind(". "), line.rfind("? "), line.rfind(" / ") if slash else -1)
    return _names_after(line, end) if end > 0 else None


def _ends_with_agency(low: str) -> bool:
    """A cheap test: whether one of the last two words is of an agency's name ("Getty Images", "Associated Press")."""
    parts = names().parts
    words = low[-40:].rsplit(None, 2)
    last = words[-1]
    if last in parts or (len(words) > 1 and words[-2] in parts):
        return True
    return not last.isalnum() and not parts.isdisjoint(last.replace(".", " ").replace(",", " ").split())


def _opens_byline(line: str) -> bool:
    """Whether a line begins with a small word ("By", "Von"), as bylines do and credits don't."""
    first = line.partition(" ")[0]
    return first.lower() in names().particles and not first.isupper()


def _after_border(line: str, start: int) -> Credit | None:
    if (bar := line.rfind(" | ", start)) >= 0:
        start = bar
    for border in _BORDER.finditer(line, start):
        tail = line[border.end() :]
        if form := form_of(tail, strict=True):
            return Credit(_before(line, border), inner(tail), form)
    return None


def _after_plain_word(line: str, start: int) -> Credit | None:
    """An agency's credit that follows the last plain word without a stop between."""
    if "/" not in line[start:]:
        return None
    for border in _NEW_NAME.finditer(line, start):
        tail = line[border.end() :]
        if "/" in tail and form_of(tail, strict=True) == "agency":
            return Credit(bare(line[: border.end()]), inner(tail), "agency")
    return None


def _names_after(line: str, end: int) -> Credit | None:
    """Nothing but names after the last sentence, or after a slash between blanks, which ends before `end`."""
    tail = line[end + 2 :].lstrip()
    if line[:end].isdigit() or not tail[:1].isupper() or tail.count(" ") > 6 or not nameish(tail, strict=True):
        return None
    return Credit(bare(line[: end + 1]), inner(tail), "names")


def _before(line: str, border: Match[str]) -> str:
    """What stands before a border: a stop belongs to it, a bar between blanks does not."""
    return bare(line[: border.start()] if border[0][0].isspace() else line[: border.end()])
