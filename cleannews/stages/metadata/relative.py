"""Dates told by their distance from now ("3 hours ago", "gestern"): only with a reference time to count from."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache

from cleannews.languages import fold, table
from cleannews.patterns import Pattern
from cleannews.text import unspaced

LONGEST = 120
"""Code points of a line that such a date is looked for in."""
_NUMBER = Pattern(r"(?<!\d)\d{1,3}(?!\d)")
_HOURS = Pattern(r"(?<!\d)([01]?\d|2[0-3])[:.hH]([0-5]\d)(?!\d)")


@cache
def _phrases(code: str | None) -> Mapping[str, timedelta]:
    """The ways to say how long ago, folded, without blanks, `#` for the number, and the time that one of them is."""
    units = {
        "minutes": timedelta(minutes=1),
        "hours": timedelta(hours=1),
        "days": timedelta(days=1),
        "weeks": timedelta(weeks=1),
    }
    return {
        fold(phrase).replace(" ", ""): unit
        for source in dict.fromkeys(("en", code or "en"))
        for name, unit in units.items()
        for written in ("calendar", "dates")
        for phrase in table(source, written).get(f"{name}_ago", ())
    }


@cache
def _days(code: str | None) -> Mapping[str, int]:
    """The words for today and yesterday, folded, and how many days ago they are."""
    return {
        fold(word): ago
        for source in dict.fromkeys(("en", code or "en"))
        for ago, name in enumerate(("today", "yesterday"))
        for word in table(source, "dates").get(name, ())
    }


def tells(text: str, code: str | None) -> bool:
    """Whether a line says how many minutes, hours, days or weeks ago something was.

    >>> tells("vor 2 Tagen", "de"), tells("2 Tage", "de")
    (True, False)
    """
    return _counted(fold(text), code) is not None


def _counted(folded: str, code: str | None) -> tuple[int, timedelta] | None:
    number = _NUMBER.search(folded)
    if not number:
        return None
    spaced = _NUMBER.sub("#", folded, 1)
    counted = spaced.replace(" ", "")
    unit = next((unit for phrase, unit in _phrases(code).items() if _stands(phrase, counted, spaced)), None)
    return (int(number[0]), unit) if unit else None


def _stands(phrase: str, counted: str, spaced: str) -> bool:
    """Whether a phrase ends with a word of the text, which is given without blanks and with them."""
    at = counted.find(phrase)
    if at < 0:
        return False
    places = [i for i, character in enumerate(spaced) if character != " "]
    return _ends(spaced, places[at + len(phrase) - 1] + 1)


def _ends(text: str, at: int) -> bool:
    """Whether no word goes on at an offset; where words are not spaced, any may begin there."""
    return at >= len(text) or unicodedata.category(text[at])[0] not in "LM" or unspaced(text[at - 1])


def find(text: str, code: str | None, now: datetime) -> str | None:
    """Return the ISO 8601 date or time that a line tells by its distance from `now`; None where it tells none.

    Minutes and hours ago give a time, days and weeks a date; "yesterday, 10:30" gives what it says.

    >>> find("Updated 3 hours ago", "en", datetime(2023, 2, 1, 10, 30))
    '2023-02-01T07:30:00'
    >>> find("vor 2 Tagen", "de", datetime(2023, 2, 1, 10, 30))
    '2023-01-30'
    """
    if len(text) > LONGEST:
        return None
    folded = fold(text).replace("’", "'")
    if counted := _counted(folded, code):
        number, unit = counted
        then = now - number * unit
        return then.date().isoformat() if unit >= timedelta(days=1) else then.replace(microsecond=0).isoformat()
    for word, ago in _days(code).items():
        at = 0 if folded.startswith(word) else folded.find(f" {word}") + 1
        if folded.startswith(word, at) and _ends(folded, at + len(word)):
            day = (now - timedelta(days=ago)).date().isoformat()
            clock = _HOURS.search(folded)
            return f"{day}T{int(clock[1]):02}:{clock[2]}:00" if clock else day
    return None
