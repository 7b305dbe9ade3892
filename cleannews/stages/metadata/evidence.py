"""What shows that a line is a headline, as names that `headline.json` has weights for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from cleannews.languages import fold
from cleannews.linemodel.layout import indents
from cleannews.stages.metadata.page import TOP, Page, meaning
from cleannews.stages.metadata.vocabulary import agency_words, given_names

CLOSE = 10
"""A line at the top of the page with no more lines between it and the prose is where the article starts."""
ABOVE_IT = 3
"""Lines right above a line in which others like it are looked for."""
MENU = -3.0
"""Log-odds of being body that a menu's line is below."""
MOST_RUN = 5
"""Lines right above that are no menu's, counted up to so many."""
LEADING = "#*+-•·>|▪■ "
"""Characters of lists and headings that flattening tools put before a line."""
_ENDS = '.。”»"?!'
_STOPS = {
    ".": "stop",
    "。": "stop",
    "…": "dots",
    "?": "asks",
    "？": "asks",
    "!": "asks",
    "！": "asks",
    ":": "colon",
    ",": "colon",
}


def shape(value: str) -> list[str]:
    """Length, ending, letter case and signs of a stretch of text."""
    words = value.count(" ") + 1
    spaced = value.isascii() or max(value) < "\u2e80"
    if not spaced:
        words = max(words, len(value) // 2)
    last = value[-1]
    found = [_SIZES[words if words < 29 else 29], "open" if last.isalnum() else _STOPS.get(last, "open")]
    if spaced:
        if value.isupper():
            found.append("capitals")
        elif words > 3 and value.istitle():
            found.append("title-case")
    if value[0].islower():
        found.append("lower")
    if last in ")]":
        found.append("bracket")
    if "©" in value or "@" in value or "http" in value or " | " in value:
        found.append("signs")
    if ": " in value:
        found.append("colon-inside")
    if ". " in value or "。" in value[:-1]:
        found.append("stop-inside")
    if "(" in value:
        found.append("bracket-inside")
    return found


def _named(kind: str, limits: Sequence[int], more: str) -> list[str]:
    """The name for each size: of the first limit that it is not above; the last item for all above the last limit."""
    return [f"{kind}{limits[bisect_left(limits, size)]}" for size in range(limits[-1] + 1)] + [more]


_SIZES = _named("words", (1, 2, 3, 4, 6, 9, 14, 20, 28), "words-many")
_ABOVE = _named("above", (1, 2, 3, 5, 8, 12, 18, 30, 45, 70), "far")
_SIGNED = _named("signed", (1, 2, 4, 8), "unsigned")
_ITEMS, _OPEN = (_named(f"before-{kind}", (1, 3, 6, 14), f"before-{kind}99") for kind in ("item", "open"))
_BELOW = [f"below{n}" for n in range(4)]
_SCORES = [f"score{n}" for n in range(-3, 4)]
_STEPS = (-3.75, -2.25, -0.75, 0.75, 2.25, 3.75)
_GAPS, _UNDER = ([f"{kind}{n}" for n in range(4)] for kind in ("gap", "under-gap"))
_DEEPER = (-2, 0, 1, 3)
_DEPTHS = ("far-out", "out", "level", "in", "far-in")
"""Where a line begins beside the paragraphs: three blanks or more before them, less, as they do ..."""
_RUN = [f"run{n}" for n in range(MOST_RUN + 1)]
_RANKS, _FRONTS = (_named(kind, (0, 1, 2, 4, 8), f"{kind}99") for kind in ("rank", "front"))
_TIMES = [f"times{n}" for n in range(5)]
_SHARES = [f"shares{n}" for n in range(5)]
_COMMON = [f"common{n}" for n in range(7)]
_EARLY = [f"early{n}" for n in range(6)]


def around(page: Page, line: int, last: int) -> list[str]:
    """The place of the line on the page, and what stands beside it."""
    texts, away = page.texts, line - page.first
    twin = ["twin"] if is_twin(texts, line, last) else []
    if line < TOP and -away > CLOSE:
        return ["top" if line else "first-line", *twin]
    signed = bisect_right(page.signed, last)
    found = [
        _BELOW[away if away < 3 else 3] if away >= 0 else _ABOVE[-away if away > -71 else 71],
        _SCORES[bisect_left(_STEPS, page.scores[line])],
        _SIGNED[min(page.signed[signed] - last, 9)] if signed < len(page.signed) else "unsigned",
        *twin,
    ]
    below = texts[last + 1 : last + 3]
    if below:
        found.append(_before(below[0]))
        if _is_name(below[0]) or _is_name(below[-1]):
            found.append("named")
        if not twin and below[0].startswith(texts[last]):
            found.append("twin-more")
    if not page.words.pictures.isdisjoint(page.folded(line).replace(":", " ").split()):
        found.append("picture")
    _add_above(found, page, line, texts[last])
    _add_gaps(found, page, line, last)
    if page.column is not None:
        found.append(_DEPTHS[bisect_right(_DEEPER, indents(page.document, [line])[0] - page.column)])
    return found


def _add_above(found: list[str], page: Page, line: int, text: str) -> None:
    """Add what stands right above: headlines too, a breadcrumb that ends in this one, how many lines of no menu."""
    texts, scores = page.texts, page.scores
    near = texts[line - ABOVE_IT if line > ABOVE_IT else 0 : line]
    # Some words, no stop at the end: reads as a headline at first sight.
    if [above for above in near if 20 < len(above) < 140 and above[-1] not in ".。:" and " " in above]:
        found.append("plain-above")
    if [above for above in near if above.endswith(text) and above != text]:
        found.append("trail-above")
    run, most = 0, line if line < MOST_RUN else MOST_RUN
    while run < most and scores[line - run - 1] > MENU and texts[line - run - 1][0] not in LEADING:
        run += 1
    found.append(_RUN[run])


def _add_gaps(found: list[str], page: Page, line: int, last: int) -> None:
    """Add how many line breaks stand above and under the line, on a page that has empty lines."""
    if page.flat:
        found.append("flat")
        return
    gap = page.gap(line) if line else 3
    found.append(_GAPS[gap if gap < 3 else 3])
    if last + 1 < len(page.texts):
        gap = page.gap(last + 1)
        found.append(_UNDER[gap if gap < 3 else 3])


def order(lines: Sequence[int], line: int, last: int, page: Page) -> tuple[str, ...]:
    """How many of the `lines` that read as headlines stand above this one, and how many between it and the prose."""
    if last >= page.first or (line < TOP and page.first - line > CLOSE):
        return ()
    return _RANKS[min(len(lines) - bisect_right(lines, last), 9)], _FRONTS[min(bisect_left(lines, line), 9)]


def echoes(value: str, folded: str, line: int, page: Page) -> list[str]:
    """How often the words come again: all of them, in the page's title, and one by one in the prose."""
    found = [_TIMES[min(4, page.text.count(value))]]
    words = meaning(folded)
    if not words:
        return [*found, "shares-none"]
    if len(words) > 2:
        share = max([len(words & title) for i, title in enumerate(page.titles) if i != line], default=0) / len(words)
        if share > 0.5:
            found.append("in-title" if share > 0.85 else "near-title")
    common = len(words & page.prose)
    if line + 1 in page.days and _says_more(page, line + 2, common):
        found.append("masthead")
    found.append(_SHARES[round(4 * common / len(words))])
    found.append(_COMMON[min(6, common)])
    found.append(_EARLY[min(5, len(words & page.opening))])
    return found


def _says_more(page: Page, line: int, common: int) -> bool:
    """Whether a line above the prose, and no sentence, shares more words with it than so many: a headline under the
    name of the page and the day."""
    if line >= page.first or is_sentence(page.texts[line]):
        return False
    return len(meaning(page.folded(line)) & page.prose) > common


def is_twin(texts: Sequence[str], line: int, last: int) -> bool:
    """Whether the line above, or the one below the last, is the same again."""
    return (line > 0 and texts[line - 1] == texts[line]) or (last + 1 < len(texts) and texts[last + 1] == texts[last])


def is_credit(folded: str) -> bool:
    """Whether a line ends as a picture's credit does: in an agency's mark or in brackets."""
    tokens = folded.replace(":", " ").replace("/", " ").replace("(", " ").replace(")", " ").split()
    return bool(tokens) and (
        tokens[-1] in agency_words() or (folded[-1] == ")" and len(folded) - folded.rfind("(") < 40)
    )


def _is_name(text: str) -> bool:
    """Two to four capitalised words, a given name first."""
    if len(text) > 40 or not 1 <= text.count(" ") <= 3:
        return False
    tokens = text.split()
    return fold(tokens[0]) in given_names() and all(token[0].isupper() for token in tokens)


def is_sentence(text: str) -> bool:
    """A line with a stop at its end and more than some words."""
    return text[-1] in _ENDS and (text.count(" ") > 6 or len(text) > 60)


def _before(text: str) -> str:
    """The kind of the line that follows: an item, a sentence, or how many words it has."""
    words = text.count(" ") + 1
    if text[-1] in _ENDS:
        return "before-sentence" if words > 7 or len(text) > 60 else "before-short-stop"
    return (_ITEMS if text[0] in LEADING else _OPEN)[words if words < 15 else 15]
