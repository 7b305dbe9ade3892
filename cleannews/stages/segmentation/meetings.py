"""Blocks that meet without a blank on a page that kept other line breaks: "the last word.The first one".

That is how two paragraphs or two items of a menu look whose tags were thrown away where the page's source had no line
break between them.  Ends of sentences are parted where a few lines hold one; other seams ("HomeNews") where they are
more than the lines, as names are written so too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from cleannews.document import Document
from cleannews.linemodel.doubles import said_twice
from cleannews.stages.segmentation.run_together import MEETING, WHOLE, likely_borders

FEWEST = 4
"""Lines that say different things and hold such blocks, at least: one may be a slip of the pen."""
MANY, SEAMS = 10, 1.5
"""Seams of a page where all are looked at, at least, and for each of its lines."""
HEAD = 4000
"""Bytes in which there are some of them, if there are many."""
_MET = re.compile(rb"\.(?<=[aUL]\.)[AL]")


def _kind(code: int) -> str:
    """What a byte of UTF-8 may be of: a small letter or a digit, a capital, a stop, or a character beyond ASCII; `L`
    begins those that are letters."""
    sign = chr(code)
    if code > 0x7F:
        return "L" if 0xC3 <= code <= 0xDF else "U"
    if sign.isalnum():
        return "A" if sign.isupper() else "a"
    return "." if sign in ".!?" else " "


_KINDS = "".join(map(_kind, range(256))).encode()


def meetings(document: Document) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield (line, source offsets to break before) for the lines that hold such blocks."""
    kinds = "\n".join(document.texts).encode("utf-8", "surrogatepass").translate(_KINDS)
    met = len(_MET.findall(kinds))
    seams = met + (kinds.count(b"aA") if kinds.count(b"aA", 0, HEAD) >= FEWEST else 0)
    if seams >= max(MANY, SEAMS * len(document.spans)):
        places = [(line, place) for line, place, blank in likely_borders(document, glued=True) if not blank]
    elif met >= FEWEST:
        places = [*_sentences(document)]
    else:
        return
    if len({document.texts[line] for line, _ in places}) >= FEWEST:
        for line, group in groupby(places, itemgetter(0)):
            if _may_part(document, line):
                start = document.spans[line].start
                yield line, tuple([start + place for _, place in group])


def _may_part(document: Document, line: int) -> bool:
    """Whether a line is no page within the page, no picture's description that comes again, and has no mark-up."""
    text = document.texts[line]
    return len(text) < WHOLE and line not in document.cuts and not said_twice(text)


def _sentences(document: Document) -> Iterator[tuple[int, int]]:
    """The lines and offsets where one sentence meets another."""
    for line, (start, end) in enumerate(document.spans):
        for met in MEETING.finditer(document.source[start:end]):
            if met.end() < end - start:
                yield line, met.end()
