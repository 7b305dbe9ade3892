"""What speaks for and against a line being a picture's caption, as names of facts that the weights are looked up by."""

from __future__ import annotations

from bisect import bisect

from cleannews.patterns import Pattern
from cleannews.stages.captions.lines import FAR_OFF
from cleannews.stages.captions.page import Page, bare_words

_DATE = Pattern(r"\b(?:19|20)\d\d\b|\b\d{1,2}\.\d{1,2}\.")
_STOPS = ".!?…。"
_MARKUP = "#•*-"
_QUOTES = "\"“„«»‘”’'–—"

_SCORES = (-7.0, -5.0, -3.5, -2.0, -1.0, 0.0, 1.5, 3.0)
_LENGTHS = (2, 4, 7, 11, 20, 35, 60)
_PLACES = (-7, -4, -2, -1, 0, 1, 4)
_LEADS = (-4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 4.0)
_DISTANCES = (1, 2, 3, 5, 8, 13, 20)


def facts(page: Page, place: int, sign: str, alike: str) -> list[str]:
    """The facts that hold of one line for which `sign` speaks, by name."""
    line, score = page.lines[place], bisect(_SCORES, page.scores[place])
    above, below = page.beyond(place, -1), page.beyond(place, 1)
    text = line.text
    count = text.count(" ") + 1 if " " in text or text[0] < "\u0e00" else len(text) // 3 + 1
    length = bisect(_LENGTHS, count)
    end = "stop" if text[-1] in _STOPS else "colon" if text[-1] == ":" else "open"
    sides = ("p" if page.is_prose(above.place) else "-") + ("p" if page.is_prose(below.place) else "-")
    wordy = "wordy" if count > 4 or end == "stop" else "curt"
    zone = "top" if place < page.first else "tail" if place > page.last else "in"
    kind = "own" if sign == "counted" else sign.partition(" ")[0]
    found = [
        sign,
        f"score {score}",
        f"{kind} score {score // 2}",
        f"sides {sides}",
        f"{kind} sides {sides}",
        f"{kind} {sides} {wordy}",
        f"{kind} {wordy} end {end}",
        f"length {length}",
        f"{kind} length {length // 2}",
        f"{kind} {zone}",
        f"top {bisect(_PLACES, place - page.first)}",
        f"tail {bisect(_PLACES, place - page.last)}",
        f"end {end} {length // 2}",
        f"page credited {page.credited} {kind == 'own'}",
        f"page lone {page.lone} {kind in ('below', 'above', 'both')}",
    ]
    if kind == "below" and above.credit is not None:
        found.append("below series")
    if kind in ("below", "prose", "above"):
        _add_rival(found, page, place, kind, wordy)
    if above.frame:
        found.append("frame above")
    if below.frame:
        found.append("frame below")
    if alike:
        found += f"copy {alike}", f"{kind} copy"
    _add_read(found, page, place)
    _add_shape(found, page, place, count)
    return found


def _add_read(found: list[str], page: Page, place: int) -> None:
    """Add what the line was read as, and how it lies to the headline and to its own copies."""
    line = page.lines[place]
    if line.credit is not None:
        found.append(f"form {line.credit.form}")
    if line.labelled:
        found.append("labelled")
    if line.twice:
        found.append("twice over")
    if page.times[line.text] > 1:
        found.append(f"times {min(4, page.times[line.text])}")
    if page.headlines:
        found.append(
            f"headline {bisect(_DISTANCES, min([place - h for h in page.headlines if h < place], default=99))}"
        )


def _add_rival(found: list[str], page: Page, place: int, kind: str, wordy: str) -> None:
    """Add what stands on the other side of a credit, and on which side the credits of this page have their captions."""
    step = -1 if kind == "above" else 1
    other = page.beyond(place, step).place
    rival = _form_of(page, other)
    found += f"{kind} {wordy} rival {rival}", f"{kind} side {page.side}"
    found.append(f"{kind} near {page.lines[place + step].kind == 'credit'}")
    if other is not None:
        found.append(f"{kind} lead {bisect(_LEADS, page.scores[place] - page.scores[other])}")
        credit = other - step
        found.append(f"{kind} rival near {page.lines[credit].kind == 'credit'}")


def _form_of(page: Page, place: int | None) -> str:
    """What a line beside a credit looks like."""
    if place is None:
        return "none"
    line = page.lines[place]
    if line.kind != "text":
        return line.kind or "taken"
    if page.scores[place] <= FAR_OFF:
        return "far"
    if page.is_prose(place):
        return "long"
    return "wordy" if line.text.count(" ") > 3 or line.text[-1] in _STOPS else "curt"


def _add_shape(found: list[str], page: Page, place: int, count: int) -> None:
    """Add what the text itself shows."""
    text = page.lines[place].text
    low = text.lower()
    tokens = bare_words(low)
    if not page.words.hints.isdisjoint(tokens):
        found.append("hint")
    found.append(f"capitals {min(4, sum([token[0].isupper() for token in text.split()]) * 5 // count)}")
    if page.headline:
        found.append(f"headline words {min(4, sum([token in page.headline for token in tokens]) * 5 // len(tokens))}")
    if page.texts[place][0] in _MARKUP:
        found.append("heading" if page.texts[place][0] == "#" else "bullet")
    if text[0] in _QUOTES:
        found.append("starts quoted")
    elif text[0].islower():
        found.append("starts small")
    for mark, name in _MARKS:
        if mark in low:
            found.append(name)
    if _DATE.search(text):
        found.append("date")


_MARKS = (
    ("(", "bracket"),
    ("?", "question"),
    ("www.", "address"),
    ("http", "address"),
    ("@", "address"),
    (": ", "lead-in"),
)
