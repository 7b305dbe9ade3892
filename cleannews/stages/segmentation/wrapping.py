"""Text wrapped at a width: find the width, and the lines that go on in the next one.

A greedy wrapper breaks a line only where the next word would not have fitted.  So at the true width nearly every
break inside a paragraph is explained (`length <= width < length + 1 + next word`), and hardly a line is longer.
Nothing is known of the tool: any width between `NARROWEST` and `WIDEST` columns is found from the page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, repeat
from string import ascii_letters, digits

from cleannews.document import Document
from cleannews.stages.segmentation.indents import paragraph_starts
from cleannews.stages.segmentation.justified import STOPS, full_lines
from cleannews.text import beyond_ascii, unspaced

NARROWEST, WIDEST = 30, 160
FEWEST_BREAKS = 4
"""A page with fewer lines that could have been broken is left alone: a menu can look like two of them."""

MOST_LONGER = 8
"""One line longer than the width is borne for so many that were broken at it."""
FROM_HERE, INDENT = 60, 4
"""Columns from which a line without a blank is an address or a rule, whatever bullet stands before it."""
HARD = "  \n"
"""How Markdown ends a line that is meant to end; wrappers leave no blanks there."""
_SPACED = "\u0dff"
"""Up to here, scripts write spaces between words."""
_DASHES, _NARROW = b"\xe2\x80", bytes({*range(0xE0)} - {0xCC, 0xCD})
"""What begins so in UTF-8 takes one column: dashes and quotation marks, and all scripts without marks up to Thai."""
_OTHER = ascii_letters + digits
"""What words of other scripts are made of that stand within one without spaces."""
_BULLETS = frozenset("*+-•·‣◦▪■□●○–—#>")


def wrapped(document: Document) -> list[int]:
    """Return the lines that were broken by a wrapper, in order: each goes on in the line after it."""
    texts = document.texts
    sizes = list(map(len, texts))
    beyond = [size for size in sizes if size > WIDEST]
    breakable = sum([NARROWEST - 12 <= size <= WIDEST for size in sizes])
    if len(beyond) * MOST_LONGER > breakable or (max(sizes, default=0) > 4 * WIDEST and sum(beyond) * 5 > sum(sizes)):
        return []  # a wrapped page has no line far beyond its width, but for a long address or a rule
    starts, stops = zip(*document.spans, strict=True) if document.spans else ((), ())
    columns = _columns(document.source, starts)
    counted = [column + stop - start for column, start, stop in zip(columns, starts, stops, strict=True)]
    for ends in _ends(document, counted):
        pairs = _pairs(document, ends, zip(stops, starts[1:], strict=False))
        if broken := _broken(document, pairs, ends):
            if begun := paragraph_starts(columns, broken):
                broken = _broken(document, [pair for pair in pairs if pair[0] + 1 not in begun], ends)
            ended = sum(texts[line][-1] in STOPS for line in broken)
            return broken if ended * 2 <= len(broken) else []
    return []


def _broken(document: Document, pairs: Sequence[tuple[int, int, int]], ends: Sequence[int]) -> list[int]:
    """The lines that one width explains, and those of text that was set in type."""
    width = _width(pairs, _breakable(ends, document))
    broken = [line for line, end, fits in pairs if end <= width < fits]
    full = full_lines(document.texts, pairs, broken)
    return sorted({*broken, *full}) if full else broken


def _breakable(ends: Sequence[int], document: Document) -> list[int]:
    """The ends of the lines that a wrapper could have broken: not of an address, nor where one may have been cut."""
    texts, cuts = document.texts, document.cuts
    return [
        end for line, end in enumerate(ends) if line not in cuts and (end <= FROM_HERE or " " in texts[line][INDENT:])
    ]


def _columns(source: str, starts: Sequence[int]) -> list[int]:
    """The column each line begins in."""
    breaks = map(source.rfind, repeat("\n"), [0, *starts], starts)  # since the line before; -1 on the same line
    return [start - place - 1 for start, place in zip(starts, accumulate(breaks, max), strict=True)]


def _ends(document: Document, counted: list[int]) -> Iterator[list[int]]:
    """The column each line ends in, indentation included: as it is shown, where wide characters take two and marks
    none, and as it is `counted` by code points, if that differs."""
    source = document.source
    if more := _more(source):
        shown = counted.copy()
        for line, (text, (start, stop)) in enumerate(zip(document.texts, document.spans, strict=True)):
            if not text.isascii():
                signs = beyond_ascii(source[start:stop])
                shown[line] += sum(map(more.get, signs, repeat(0)))
        yield shown
    yield counted


def _more(source: str) -> dict[str, int]:
    """The characters of a page that take more columns than one, or less, with the difference."""
    if not source.encode("utf-8", "surrogatepass").replace(_DASHES, b"").translate(None, _NARROW):
        return {}
    found = {sign: _columns_of(sign) - 1 for sign in set(beyond_ascii(source))}
    return {sign: more for sign, more in found.items() if more}


@lru_cache(maxsize=4096)
def _columns_of(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character)[0] == "M" else 1


def _pairs(document: Document, ends: Sequence[int], between: Iterable[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """(line, its end, its end with the next line's first word) for adjacent lines that may belong together."""
    pairs = []
    source, texts, step = document.source, document.texts, document.step()
    spans, cuts = document.spans, document.cuts
    for line, (end, (above, below)) in enumerate(zip(ends, between, strict=False)):
        if end < NARROWEST - 12 or end > WIDEST or not 0 < source.count("\n", above, below) <= step:
            continue
        if source.startswith(HARD, above):
            continue
        following = texts[line + 1]
        if following[0] in _BULLETS and following[1:2] in " \t":
            continue
        if line + 1 in cuts:  # the wrapper saw what was cut
            following = source[document.pieces(line + 1)[0].start : spans[line + 1].end]
        pairs.append((line, end, end + _first_word(following, texts[line])))
    return pairs


def _first_word(following: str, current: str) -> int:
    """Columns the next line's first word would have taken at the end of this line."""
    first, last = following[0], current[-1]
    if (first > _SPACED and unspaced(first)) or (last > _SPACED and unspaced(last)):
        if first < "\u3000":
            return max(3, len(following) - len(following.lstrip(_OTHER)))
        return 3 if following[1:2] not in ("、", "。", "」") else 5
    return 1 + (following.find(" ") if " " in following else len(following))


def _width(pairs: Sequence[tuple[int, int, int]], ends: Sequence[int]) -> int:
    """The width that explains most breaks, or 0 where none explains enough of them."""
    if len(pairs) < FEWEST_BREAKS:
        return 0
    opened, closed, longer = [0] * (WIDEST + 2), [0] * (WIDEST + 2), [0] * (WIDEST + 2)
    for _, end, fits in pairs:
        opened[end] += 1
        closed[fits if fits <= WIDEST else WIDEST + 1] += 1
    explained = [a - b for a, b in zip(accumulate(opened), accumulate(closed), strict=True)]
    for end in ends:
        longer[end if end <= WIDEST else WIDEST + 1] += 1
    beyond = list(accumulate(reversed(longer)))[::-1]  # beyond[w] = lines of at least w columns
    gains = [explained[w] - 3 * beyond[w + 1] for w in range(NARROWEST, WIDEST + 1)]
    best = NARROWEST + gains.index(max(gains))
    full = explained[best]
    near = beyond[best * 4 // 5]  # lines long enough to be prose at this width
    if full < FEWEST_BREAKS or full * 3 < near or beyond[best + 1] * MOST_LONGER > full:
        return 0
    return best
