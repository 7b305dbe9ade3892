"""Pages whose blocks were run together: tags thrown away, and neither a line break nor a blank put in their place.

`get_text(" ")`, `text_content()` and patterns that delete tags give a page on one line, or on a few wherever the
mark-up itself had a line break.  Such a page shows it: nearly all of it stands on long lines, and these hold what no
paragraph does, runs of capitalised words, separators, sentences that meet without a blank.  Its long lines are broken
wherever a block may have ended, and the line model tells which pieces are the article.  That is too often, so pieces
that follow one another at a blank are put together again as one paragraph (`Document.paragraphs`).
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple, Self

from cleannews.document import Document
from cleannews.patterns import Pattern

LONG, MIXED, SHORT = 300, 120, 60
"""Characters: from which a line cannot be a heading, from which it is broken, below which it is no paragraph."""
MOST_SHORT = 0.5
"""Share of short lines from which the page has kept its line breaks."""
WHOLE, FEWEST_LINES = 2500, 40
"""A line of so many characters that holds most of a page of fewer lines is no paragraph, whatever else it shows."""
RUN, FEW = 6, 3
"""Capitalised words in a row that are a menu or headings; separators, or sentences that meet, that are no chance."""
EACH, SHARE = 2500, 8
"""Characters for each place where sentences meet on a glued page; one part of so many of the long lines is mixed."""
PHRASE, STRETCH = 5, 7
"""Words by which repeats are found, and those of a repeat that is a block: a headline, a caption, a teaser."""
SEARCHED = 500_000
"""Characters of a page that are searched for repeats: what is longer is no page, and would take memory."""
LONGEST_NAME, CONTEXT = 16, 8
"""Characters of a name with a capital inside, and those before it that tell if it is the same block again."""

_TITLES = Pattern(rf"(?:(?<!\S)[\p{{Lu}}\d][\w’'-]{{0,30}}:? (?!\s)){{{RUN},40}}")
_SEPARATOR = Pattern(r"(?<= )[|•·›»*>×–—/](?= )|[•►▸▶□■▪━]{1,200}+(?=[^•►▸▶□■▪━])")
_SENTENCE = Pattern(
    r"""(?<!(?<!\p{L})\p{Lu}|(?<!\p{L})(?:\p{Lu}\p{Ll}|\d{1,2}))"""
    r"""[.!?…]["'”’»)\]]{0,3}\s+(?=["'“‘«„(¿¡\[]{0,2}[\p{Lu}\d\p{Lo}])|[。！？][」』”）]{0,2}"""
)
_AFTER = Pattern(r"""(?<=(?:(?<!\d)(?:19|20)\d\d|[)\]]) )(?=["“„«]?\p{Lu})""")
_GLUED = Pattern(
    r"""(?<=[\p{Ll}\d][.!?…]["'”’»)]{0,2})(?=["“„«‘(\[]?\p{Lu}[\p{Ll} '’])|(?<=\p{Ll}[.!?…]["'”’»)]{0,2})(?=\d\d)"""
)
_BESIDE = Pattern(r"""(?<=[)\]”»])(?=["“„«]?\p{Lu}[\p{Ll} '’])|(?<=\d)(?=\p{Lu}\p{Ll}{2})""")
_MEETING = Pattern(r"\p{Ll}\p{Lu}")
_CAMEL = Pattern(r"(?<!\p{L})\p{L}{0,40}?\p{Ll}\p{Lu}(?:\p{L}{0,80}|(?= ))")
_CAPITAL = Pattern(r"(?<=\p{Ll})\p{Lu}(?=\p{Ll}|\P{L}|$)")
_WORD = Pattern(r"\S+")
_ENDS = frozenset('.!?…。”“"»’')

if TYPE_CHECKING:
    from regex import Match

Phrase = tuple[str, ...]


class Blocks(NamedTuple):
    """What is known of a page whose blocks were run together: whether nothing at all stands between them, and the
    phrases that stand on it twice."""

    glued: bool
    repeated: Container[Phrase] = ()

    @classmethod
    def of(cls, document: Document, sizes: Sequence[int]) -> Self | None:
        """None for a page that has kept its line breaks; `sizes` are those of its lines in the source."""
        long = [text for text in document.texts if len(text) >= LONG]
        mass, total = sum(map(len, long)), sum(sizes)
        if 2 * mass < total or sum([size < SHORT for size in sizes]) > MOST_SHORT * len(sizes):
            return None
        if 2 * sum(map(_is_paragraph, long)) > len(long):
            return None
        meetings = sum([1 for text in long for _ in _GLUED.finditer(text)])
        if meetings >= FEW and meetings * EACH > mass:
            return cls(True, _repeated(document))
        most = max(sizes, default=0)
        whole = most >= WHOLE and 2 * most > total and len(sizes) < FEWEST_LINES
        if whole or SHARE * sum([len(text) for text in long if _mixed(text)]) > mass:
            return cls(False, _repeated(document))
        return None

    def ends(self, source: str) -> list[int]:
        """Where a block may end inside a line, as ascending offsets.

        >>> Blocks(True).ends("Home News Sport World Money Weather Ice holds the harbour. The sea froze.Read more")
        [36, 59, 73]
        """
        found = {m.end() for m in _SENTENCE.finditer(source)}
        found.update([m.start() for pattern in (_SEPARATOR, _AFTER) for m in pattern.finditer(source)])
        if self.glued:
            found.update([m.start() for pattern in (_GLUED, _BESIDE) for m in pattern.finditer(source)])
            found.update(_meetings(source))
        words = [m.span() for m in _WORD.finditer(source)]
        found.update(_ends_of_titles(source, words))
        found.update(_ends_of_repeats(source, words, self.repeated))
        return sorted([place for place in found if 0 < place < len(source)])


def _is_paragraph(text: str) -> bool:
    """Whether a long line reads as one paragraph, from its first word to its last."""
    return len(text) < WHOLE and text[-1] in _ENDS and not _mixed(text) and _GLUED.search(text) is None


def _mixed(text: str) -> bool:
    """Whether a long line holds what no paragraph does."""
    return _TITLES.search(text) is not None or len([*_SEPARATOR.finditer(text)]) >= FEW


def _meetings(source: str) -> Iterator[int]:
    """Where a word meets a capital, unless it is a name that is written so: known, or standing in several contexts."""
    known, openings = _names()
    words = list(_with_inner_capitals(source))
    before = {(word[0], source[max(0, word.start() - CONTEXT) : word.start()]) for word in words}
    contexts = Counter([word for word, _ in before])
    for word in words:
        if contexts[word[0]] > 1 and len(word[0]) <= LONGEST_NAME:
            continue
        kept = _inside(known, word[0])
        for capital in _CAPITAL.finditer(word[0]):
            at = capital.start()
            if at not in kept and word[0][:at] not in openings:
                yield word.start() + at


def _with_inner_capitals(source: str) -> Iterator[Match[str]]:
    """The words of letters that may have lost a blank; between blanks, only where a capital follows a small letter."""
    end = 0
    for meeting in _MEETING.finditer(source):
        if (at := meeting.start()) >= end:
            blank = source.find(" ", at)
            end = blank if blank >= 0 else len(source)
            yield from _CAMEL.finditer(source, source.rfind(" ", 0, at) + 1, end)


def _inside(names: Sequence[str], word: str) -> set[int]:
    """The places inside the first of each of these names in a word."""
    first = {name: word.index(name) for name in names if name in word}
    return {at for name, start in first.items() for at in range(start + 1, start + len(name))}


@cache
def _names() -> tuple[tuple[str, ...], frozenset[str]]:
    """Names with a capital inside, and what names begin with before one."""
    data = tomllib.loads(resources.files(__package__).joinpath("inner_capitals.toml").read_text("utf-8"))
    return tuple(data["names"]), frozenset(data["openings"])


def _repeated(document: Document) -> set[Phrase]:
    """The phrases that stand twice on a page."""
    seen: set[Phrase] = set()
    twice: set[Phrase] = set()
    left = SEARCHED
    for text in document.texts:
        for phrase in _phrases(text[:left].split()):
            (twice if phrase in seen else seen).add(phrase)
        left = max(0, left - len(text))
    return twice


def _phrases(words: list[str]) -> Iterator[Phrase]:
    return zip(*(words[i:] for i in range(PHRASE)), strict=False)


def _ends_of_titles(source: str, words: list[tuple[int, int]]) -> Iterator[int]:
    """Before the last capitalised word of a run, where words in lower case follow: there a sentence begins."""
    lower = [source[start].islower() for start, _ in words]
    run = 0
    for i, (start, _) in enumerate(words):
        if run >= RUN - 1 and source[start].isupper() and all(lower[i + 1 : i + 3]):
            yield start
        run = 0 if lower[i] else run + 1


def _ends_of_repeats(source: str, words: list[tuple[int, int]], repeated: Container[Phrase]) -> Iterator[int]:
    """Where a repeated stretch begins and where it ends, but in the middle of a sentence."""
    first = until = -1
    for i, phrase in enumerate(_phrases([source[start:end] for start, end in words])):
        if phrase in repeated:
            first = i if i > until else first
            until = i + PHRASE
        elif i == until and i - first >= STRETCH:
            yield from (words[at][0] for at in (first, i) if not source[words[at][0]].islower())
