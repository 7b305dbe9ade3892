"""What speaks for and against a line being a picture's caption, as names of facts that the weights are looked up by."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cleannews.document import Document
from cleannews.patterns import Pattern
from cleannews.stages.captions.credits import Words
from cleannews.stages.captions.lines import Line, strong
from cleannews.stages.captions.region import prose_lines

_DATE = Pattern(r"\b(?:19|20)\d\d\b|\b\d{1,2}\.\d{1,2}\.")
_FORMS = {"word": "word", "sign": "sign", "agency": "agency"}
_STOPS = ".!?…。"
_QUOTES = "\"“„«»‘”’'–—"

_SCORES = (-7.0, -5.0, -3.5, -2.0, -1.0, 0.0, 1.5, 3.0)
_LENGTHS = (2, 4, 7, 11, 20, 35, 60)
_PLACES = (-7, -4, -2, -1, 0, 1, 4)


class Page:
    """The facts of a page that all its candidates share."""

    def __init__(self, document: Document, words: Words, lines: Mapping[int, Line]) -> None:
        """`lines` are the lines that were read, by place."""
        self.texts, self.scores, self.roles = document.texts, document.scores, document.roles
        self.words, self.lines = words, lines
        self.prose = prose_lines(document)
        self.first, self.last = (self.prose[0], self.prose[-1]) if self.prose else (len(self.texts), -1)
        self.headlines = [i for i, role in enumerate(document.roles) if role == "headline"]
        self.headline = set("".join(document.texts[i] for i in self.headlines[:1]).lower().split())
        self.counts = Counter(line.key for line in lines.values())
        self.credited = sum(strong(line) for line in lines.values() if line.kind == "text")
        self.lone = sum(strong(line) for line in lines.values() if line.kind == "credit")
        self.tails = Counter(line.credit.credit for line in lines.values() if line.kind == "text" and line.credit)
        self.around: dict[int, tuple[int, int]] = {}

    def beyond(self, place: int, step: int) -> tuple[int | None, bool, Line | None]:
        """The next text line above (-1) or below (1), whether a control stood between, and the credit that did."""
        control, credit = False, None
        for other in range(place + step, place + 5 * step, step):
            line = self.lines.get(other)
            if line is None:
                return None, control, credit
            if line.kind == "control":
                control = True
            elif line.kind == "credit" and credit is None:
                credit = line
            else:
                return other, control, credit
        return None, control, credit

    def is_prose(self, place: int | None) -> bool:
        """Whether a line is surely of the body."""
        return place is not None and self.scores[place] > 1.5 and len(self.texts[place]) > 80


def facts(page: Page, place: int) -> Iterator[str]:
    """The facts that hold of one line, by name."""
    line, scores = page.lines[place], page.scores
    above, frame_above, credit_above = page.beyond(place, -1)
    below, frame_below, credit_below = page.beyond(place, 1)
    evidence = _evidence(page, line, above, below, credit_above, credit_below)
    count = line.text.count(" ") + 1 if not _unspaced(line.text) else len(line.text) // 3
    length = bisect(_LENGTHS, count)
    sides = ("p" if page.is_prose(above) else "-") + ("p" if page.is_prose(below) else "-")
    top = bisect(_PLACES, place - page.first)
    tail = bisect(_PLACES, place - page.last)
    end = "stop" if line.text[-1] in _STOPS else "colon" if line.text[-1] == ":" else "none"
    zone = "top" if place < page.first else "tail" if place > page.last else "in"
    yield evidence
    evidence = evidence.split()[0]
    yield f"score {bisect(_SCORES, scores[place])}"
    yield f"{evidence} score {bisect(_SCORES, scores[place]) // 2}"
    yield f"sides {sides}"
    yield f"{evidence} sides {sides}"
    yield f"length {length}"
    yield f"{evidence} length {length // 2}"
    yield f"zone {zone} {evidence}"
    yield f"top {top}"
    yield f"tail {tail}"
    yield f"end {end}"
    yield f"end {end} {length // 2}"
    if line.credit is not None:
        yield f"form {line.credit.form}"
        if page.tails[line.credit.credit] > 1:
            yield f"credit again {line.credit.form in ('names',)}"
    if frame_above:
        yield "frame above"
    if frame_below:
        yield "frame below"
    if line.labelled:
        yield "labelled"
    if page.counts[line.key] > 1:
        yield f"times {min(4, page.counts[line.key])}"
    yield f"page credited {min(2, page.credited)} {evidence in ('own',)}"
    yield f"page lone {min(2, page.lone)} {evidence in ('below', 'above', 'both')}"
    yield from _shape(page, line, count)
    if page.headlines:
        distance = min((place - h for h in page.headlines if h < place), default=99)
        yield f"headline {bisect((1, 2, 3, 5, 8, 13, 20), distance)}"


def _shape(page: Page, line: Line, count: int) -> Iterator[str]:
    text = line.text
    low = text.lower()
    tokens = low.replace(",", " ").replace(".", " ").split()
    hints = sum(token in page.words.hints for token in tokens) + sum(
        h in low for h in page.words.hints if not h.isalpha()
    )
    if hints:
        yield f"hints {min(2, hints)}"
    capitals = sum(token[:1].isupper() for token in text.split(" "))
    yield f"capitals {min(4, capitals * 5 // max(1, count))}"
    if _DATE.search(text):
        yield "date"
    if "(" in text:
        yield "bracket"
    if text[0] in _QUOTES:
        yield "starts quoted"
    elif any(q in text for q in '"“„«'):
        yield "quotes"
    if "?" in text:
        yield "question"
    if "http" in text or "www." in text or "@" in text:
        yield "address"
    if text[0].islower():
        yield "starts small"
    if page.headline:
        shared = sum(token in page.headline for token in tokens)
        yield f"headline words {min(4, shared * 5 // max(1, len(tokens)))}"
    if ": " in text[:40]:
        yield "lead-in"


def _evidence(
    page: Page, line: Line, above: int | None, below: int | None, credit_above: Line | None, credit_below: Line | None
) -> str:
    """The strongest sign that a line belongs to a picture."""
    if strong(line):
        return "own"
    over = credit_above is not None and strong(credit_above)
    under = credit_below is not None and strong(credit_below)
    if over and under:
        return "both"
    if under and credit_below is not None and credit_below.credit is not None:
        return "below " + _FORMS.get(credit_below.credit.form, "other")
    same = {_same(line, page.lines.get(other)) for other in (above, below) if other is not None}
    if over:
        return "above same" if "exact" in same else "above"
    if line.credit is not None and page.tails[line.credit.credit] > 1:
        return "tail again"
    if "exact" in same:
        return "same"
    if "part" in same:
        return "part"
    if line.credit is not None or credit_below is not None:
        return "weak"
    return "none"


def _same(line: Line, other: Line | None) -> str:
    if other is None or other.kind != "text":
        return ""
    if line.key == other.key:
        return "exact"
    short, long = sorted((line.key, other.key), key=len)
    return "part" if len(short) > 12 and (long.startswith(short) or long.endswith(short)) else ""


def _unspaced(text: str) -> bool:
    return " " not in text and len(text) > 8 and text[0] > "\u0e00"


def candidates(page: Page) -> Sequence[int]:
    """The lines that could be captions at all."""
    return [place for place, line in page.lines.items() if line.kind == "text" and line.key]
