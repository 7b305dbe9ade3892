"""Heads and feet of the pages that a browser prints: the day of printing with the title, the address with the number.

They stand in the text of a page that was saved as a PDF, once for each sheet, often within a paragraph; and their date
is no date of the article.  They are known by each other: feet of sheets that are numbered up to one and the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.patterns import Pattern

GAP = 400
"""The most blanks and line breaks between a foot or head and the text beside it, in code points."""
_BEFORE, _AFTER, _BETWEEN = r"[ \t\f]{0,80}", r"[ \t]{0,80}", r"[ \t]{1,300}"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? {1,3}\d{1,2}[:.]\d\d(?: ?[AaPp]\.?[Mm]\.?)?"
_ADDRESS = r"(?:https?://|file:)\S{4,2000}"
_FOOT = Pattern(
    rf"(?m)^{_BEFORE}(?:{_ADDRESS}{_BETWEEN}(?P<sheet>\d{{1,4}})/(?P<of>\d{{1,4}})"
    rf"|(?P<sheet>\d{{1,4}}) (?:of|von|sur|di|de|van|av|af|z|из) (?P<of>\d{{1,4}}){_BETWEEN}{_DAY}){_AFTER}$"
)
_FIRST = (" 1/", "\n1 ")
"""How the number of the first sheet is written; a page with heads and feet has one of these."""
_STAMP = Pattern(rf"{_DAY}(?:\s|$)")
LONGEST = 2_500
"""The most code points of a head."""
_STOPS = frozenset(".!?:…”»\"'")


def printed(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of the heads and feet of printed sheets; with a paragraph that goes on over them, of all
    that stands between its two parts."""
    if not any(_is_first(rest) for mark in _FIRST if mark in source for rest in source.split(mark)[1:]):
        return
    feet = [*_FOOT.finditer(source)]
    if not feet or len({foot["of"] for foot in feet}) > 1 or int(feet[0]["sheet"]) != 1:
        return
    if head := _head(source, 0):
        yield *head, "printed-line"
    for foot in feet:
        head = _head(source, foot.end())
        start, end = foot.start(), head[1] if head else foot.end()
        before, after = source[max(0, start - GAP) : start], source[end : end + GAP].lstrip()
        if before.rstrip()[-1:] not in _STOPS and after[:1].islower():
            yield start - len(before) + len(before.rstrip()), end, "page-break"
        else:
            yield start, end, "printed-line"


def _is_first(rest: str) -> bool:
    """The cheap test: whether the number of all sheets comes after that of the first one ("1/3", "1 of 3 ...")."""
    words = rest[:40].partition("\n")[0].split()
    return bool(words) and (words[0].isdecimal() if len(words) == 1 else words[0].isalpha() and words[1].isdecimal())


def _head(source: str, at: int) -> tuple[int, int] | None:
    """The head of a sheet, if it is the next line with text: the day of printing first, or an address apart at its
    end."""
    while source[at : at + 1].isspace():
        at += 1
    text = source[at : at + LONGEST].partition("\n")[0].rstrip()
    before, _, last = text.rpartition(" ")
    apart = before.endswith(" ") and last.startswith(("http://", "https://", "file:"))
    return (at, at + len(text)) if len(text) < LONGEST and (apart or _STAMP.match(text)) else None
