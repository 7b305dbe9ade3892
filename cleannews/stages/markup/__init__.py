"""Cut what a mark-up language left between the words: addresses and numbers of links, pictures, signs of emphasis.

Many flatteners write Markdown, or give links the numbers of a list of addresses below the page, as text browsers do.
A reader sees none of it, and to every later stage it is noise within the words; so it goes first.  Nothing is known of
the tool: each notation is recognised by its own shape, and those that might be somebody's words (numbers in brackets,
lone asterisks) only where the page uses them throughout.  Signs that open a line say what the line is: later stages
read them, and `boilerplate` cuts them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from cleannews.document import Document
from cleannews.edits import Cut, Edit, Join, Span, Split
from cleannews.engine import Stage
from cleannews.stages.markup.blocks import fences, fields, frames
from cleannews.stages.markup.code import code
from cleannews.stages.markup.emphasis import emphasis, escapes
from cleannews.stages.markup.labelled import labelled
from cleannews.stages.markup.links import addresses, links
from cleannews.stages.markup.numbered import numbered
from cleannews.stages.markup.printed import printed
from cleannews.stages.markup.quoted import quoted
from cleannews.stages.markup.separators import separators
from cleannews.stages.markup.tags import tags
from cleannews.text import tidy

RULES = {
    "link-target": "Brackets and address of a link.",
    "picture": "A picture within a line: brackets, description and address.",
    "picture-mark": "Brackets and address of a picture that stands alone; its description stays.",
    "address": "An address in brackets after the words of a link, on a page that has many.",
    "link-number": "The number of a link, in brackets before its words, on a page that numbers them all.",
    "link-list": "The addresses of a page's links by their numbers or names, and the heading over them.",
    "emphasis-mark": "Underscores or asterisks that marked emphasis.",
    "escape": "A backslash that kept a sign from being read as mark-up.",
    "fence": "A row of colons before or after a block, with its attributes, or the attributes of a heading.",
    "form-field": "A row of underscores, as text browsers draw the field of a form.",
    "heading-frame": "Like signs before and after a heading.",
    "tag": "A tag of HTML that Markdown lets stand.",
    "quote-mark": "The sign before the lines of a quoted paragraph.",
    "separator": "One sign stands in the place of all line breaks; the page is broken there.",
    "code": "A script, a style sheet or data, which stood in the page where nobody sees it.",
    "printed-line": "The head or foot of a printed sheet: day of printing and title, address and number.",
    "page-break": "Foot and head of two printed sheets; the paragraph that goes on over them is one line.",
    "labelled": "Data of the article in a line with its label, as front matter and exports have above the text.",
    "broken-address": "An address was broken over lines; what stands around it is one line.",
}

Found = tuple[int, int, str]
"""A mark: where it begins and ends in the source (code points, end exclusive), and the rule that cuts it."""
_LINES = frozenset(("link-list", "printed-line", "labelled"))
"""Rules that cut whole lines: the lines above and below them are not joined."""
_SIGNS = b"|\t\\[](){}<>#=*_"
_NO_SIGNS = bytes({*range(256)}.difference(_SIGNS))
_FINDERS: tuple[tuple[Callable[[str], Iterable[Found]], tuple[bytes, ...]], ...] = (
    (code, (b"{",)),
    (printed, (b"",)),
    (labelled, (b"",)),
    (separators, (b"|", b"\t", b"\\")),
    (links, (b"](", b"]{", b"[]")),
    (addresses, (b"[",)),
    (numbered, (b"[",)),
    (tags, (b"<",)),
    (fences, (b"{",)),
    (fields, (b"_____",)),
    (frames, (b"****", b"====")),
    (quoted, (b">",)),
    (escapes, (b"\\",)),
    (emphasis, (b"*", b"_")),
)
"""The functions that find marks.  All `_SIGNS` of a page are set side by side, and a function is only called if one of
its strings stands there: so one pass over the page tells which functions can find anything."""


def propose(document: Document) -> Iterator[Edit]:
    """Cut what a mark-up language left between the words: addresses and numbers of links, pictures, emphasis."""
    source = document.source
    signs = source.encode("utf-8", "surrogatepass").translate(None, _NO_SIGNS)
    found = [mark for find, needed in _FINDERS if any(map(signs.__contains__, needed)) for mark in find(source)]
    if found:
        yield from _edits(document, _apart(found))


def _apart(found: Iterable[Found]) -> Iterator[Found]:
    """The marks in order, without those that begin inside an earlier one; of two that begin together, the longer."""
    last = 0
    for mark in sorted(found, key=lambda mark: (mark[0], -mark[1])):
        if mark[0] >= last:
            yield mark
            last = mark[1]


def _edits(document: Document, found: Iterable[Found]) -> Iterator[Edit]:
    """The marks as cuts of lines.  Lines over which an address or a paragraph goes on are joined."""
    starts = [start for start, _ in document.spans]
    breaks: dict[int, list[int]] = {}
    held: list[tuple[int, int, str]] = []
    for start, end, rule in found:
        line = max(0, bisect_right(starts, start) - 1)
        through = line
        while through < len(starts) and starts[through] < end:
            if piece := _within(document, through, start, end):
                yield Cut(through, piece, rule)
            through += 1
        if rule == "page-break" and through < len(starts):
            held.append((line, through, rule))
        elif rule == "separator":
            breaks.setdefault(line, []).append(end)
        elif rule not in _LINES and through > line + 1:
            held.append((line, through - 1, "broken-address"))
    yield from (Join(first, last, rule) for first, last, rule in _merged(held))
    for line, places in breaks.items():
        yield Split(line, tuple(places), "separator")


def _merged(runs: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Runs of lines (first, last, rule) in order; two that share a line are made one."""
    merged: list[tuple[int, int, str]] = []
    for first, last, rule in runs:
        if merged and first <= merged[-1][1]:
            first, _, rule = merged.pop()
        merged.append((first, last, rule))
    return merged


def _within(document: Document, line: int, start: int, end: int) -> Span | None:
    """The part of a stretch of the source that stands on a line; None if nothing visible does."""
    here = document.spans[line]
    piece = Span(max(start, here.start), min(end, here.end))
    return piece if piece.start < piece.end and tidy(document.source[piece.start : piece.end]) else None


MARKUP = Stage("markup", propose, RULES)
