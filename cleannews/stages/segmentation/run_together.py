"""Pages whose blocks were run together: tags thrown away, and neither a line break nor a blank put in their place.

`get_text(" ")`, `text_content()` and patterns that delete tags give a page on one line, or on a few wherever the
mark-up itself had a line break.  Such a page shows it: nearly all of it stands on long lines, and these hold what no
paragraph does, runs of capitalised words, separators, sentences that meet without a blank.  Its long lines are broken
wherever a block is likely to end (`borders`), and the line model tells which pieces are the article.  That is too
often, so pieces that follow one another at a blank are put together again as one paragraph (`Document.paragraphs`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleannews.document import Document
from cleannews.languages.identification import identify
from cleannews.patterns import Pattern
from cleannews.text import wide_in

LONG, MIXED, SHORT = 300, 120, 60
"""Characters: from which a line cannot be a heading, from which it is broken, below which it is no paragraph."""
WIDE = 2
"""How much more a character says of a script without spaces: two are a word."""
MOST_SHORT = 0.5
"""Share of short lines from which the page has kept its line breaks."""
WHOLE, FEWEST_LINES = 2500, 40
"""A line of so many characters that holds most of a page of fewer lines is no paragraph, whatever else it shows."""
RUN, FEW = 6, 3
"""Capitalised words in a row that are a menu or headings; separators, or sentences that meet, that are no chance."""
EACH, SHARE = 2500, 8
"""Characters for each place where sentences meet on a glued page; one part of so many of the long lines is mixed."""
SEARCHED = 200_000
"""Characters of a page that are searched for borders: what is longer is no page, and would take time and memory."""
PARAGRAPH = 380
"""Characters from which a piece is broken at its sentences: it may still hold more than one block."""
LIKELY, LIKELY_GLUED = -0.7, -0.3
"""Log-odds from which a place is taken for a border, at a blank and on glued pages: a piece too much does less harm
than blocks that stay together, as paragraphs that were parted at a blank are put together again."""

_TITLES = Pattern(rf"(?:(?<!\S)[\p{{Lu}}\d][\w’'-]{{0,30}}:? (?!\s)){{{RUN},40}}")
_SEPARATOR = Pattern(r"(?<= )[|•·›»*>×–—/](?= )|[•►▸▶□■▪━]{1,200}+(?=[^•►▸▶□■▪━])")
_SENTENCE = Pattern(
    r"""(?<!(?<!\p{L})\p{Lu}|(?<!\p{L})(?:\p{Lu}\p{Ll}|\d{1,2}))"""
    r"""[.!?…]["'”’»)\]]{0,3}\s+(?=["'“‘«„(¿¡\[]{0,2}[\p{Lu}\d\p{Lo}])|[。！？][」』”）]{0,2}"""
)
MEETING = Pattern(
    r"""(?<=[\p{Ll}\d][.!?…]["'”’»)]{0,2})(?=["“„«‘(\[]?\p{Lu}[\p{Ll} '’])|(?<=\p{Ll}[.!?…]["'”’»)]{0,2})(?=\d\d)"""
)
_ENDS = frozenset('.!?…。”“"»’')


def is_glued(document: Document, sizes: Sequence[int]) -> bool | None:
    """Whether nothing at all stands between the blocks that were run together; None for a page that kept its lines.

    `sizes` are those of its lines in the source.
    """
    long = [text for text in document.texts if len(text) >= LONG]
    mass, total = sum(map(len, long)), sum(sizes)
    if 2 * mass < total or sum([size < SHORT for size in sizes]) > MOST_SHORT * len(sizes):
        return None
    if 2 * sum(map(_is_paragraph, long)) > len(long):
        return None
    meetings = sum([1 for text in long for _ in MEETING.finditer(text)])
    if meetings >= FEW and meetings * EACH > mass:
        return True
    most = max(long, key=len, default="")
    whole = 2 * len(most) > total and len(sizes) < FEWEST_LINES and _size(most) >= WHOLE
    return False if whole or SHARE * sum([len(text) for text in long if _mixed(text)]) > mass else None


def _size(text: str) -> int:
    """How much a line says, in characters of a script with spaces."""
    return len(text) + WIDE * wide_in(text)


def _is_paragraph(text: str) -> bool:
    """Whether a long line reads as one paragraph, from its first word to its last."""
    return _size(text) < WHOLE and text[-1] in _ENDS and not _mixed(text) and MEETING.search(text) is None


def _mixed(text: str) -> bool:
    """Whether a long line holds what no paragraph does."""
    return _TITLES.search(text) is not None or len([*_SEPARATOR.finditer(text)]) >= FEW


def ends(document: Document, *, glued: bool) -> dict[int, list[int]]:
    """Where a block ends inside a line of a page whose blocks were run together, as ascending offsets by line."""
    found: dict[int, list[int]] = {}
    for line, place, _ in likely_borders(document, glued=glued):
        found.setdefault(line, []).append(place)
    for line, (start, end) in enumerate(document.spans):
        if end - start >= PARAGRAPH:
            found[line] = [*_with_sentences(document.source[start:end], found.get(line, []))]
    return found


def likely_borders(document: Document, *, glued: bool) -> Iterator[tuple[int, int, bool]]:
    """The lines and offsets of the words that a block is likely to begin with, and if a blank stands before them."""
    from cleannews.stages.segmentation.contested import odds  # hardly a page needs them
    from cleannews.stages.segmentation.looks import Words
    from cleannews.stages.segmentation.seams import words

    places: list[tuple[int, int]] = []
    page: list[str] = []
    apart: list[bool] = []
    left = SEARCHED
    for line, (start, end) in enumerate(document.spans):
        source = document.source[start : min(end, start + left)]
        left -= len(source)
        found = words(source, glued=glued)
        places += [(line, word.start) for word in found]
        page += [source[word.start : word.end] for word in found]
        apart += [word.apart for word in found]
    least = LIKELY_GLUED if glued else LIKELY
    code = document.settings.language or identify(document.texts)
    judged = odds(Words(page, apart, code, glued=glued))
    for (line, place), blank, likely in zip(places[1:], apart[1:], judged, strict=True):
        if likely > least and place:
            yield line, place, blank


def _with_sentences(source: str, places: list[int]) -> Iterator[int]:
    """The places, and the ends of the sentences in what is still too long between two of them."""
    last = 0
    for place in (*places, len(source)):
        if place - last >= PARAGRAPH:
            inside = {m.end() for pattern in (_SENTENCE, MEETING) for m in pattern.finditer(source, last, place)}
            yield from sorted([at for at in inside if last < at < place])
        if place < len(source):
            yield place
        last = place
