"""Dates in a line of text, in the words of the page's language and of English, exactly as precise as they are printed.

A date is taken only where day, month and year are all written: nothing is filled in.  Bare numbers are read in the
order of the language; where day and month could be the other way round, the date says so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from cleannews.languages import fold, table
from cleannews.patterns import Pattern

_LETTER = "ๆ"
EARLIEST, LATEST = 1970, 2099
"""Years that a page on the web can be of."""
APART = 9
"""Code points between the day, the month and the year of one date, at most: " de ", "th, ", " năm "."""
YEAR = Pattern(r"\d(?:\d{3}|[./][^\S\n]?\d{1,2}[./][^\S\n]?\d\d|[^\S\n]?[年년])")
"""What a line with a date has in it; no match reaches into the next line."""
_SIGNS = Pattern(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?")
_ERA = Pattern(r"\s?(\d{1,2}|元)年\s?(\d{1,2})月\s?(\d{1,2})日")
_NUMBERS = Pattern(r"(?<![\d.,/:])(?<!\d-)(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{1,2})(?!\d|[./-]\d)")
_WORDS = Pattern(r"\d{1,4}|\p{L}[\p{L}\p{M}\u200c]{1,20}")
_CLOCK = Pattern(
    r"(?<![\d:.,$€£¥])(?:([01]?\d|2[0-3])\s?[:.hH時时点시]\s?([0-5]\d)(?!\d|\s?min)(?::([0-5]\d)(?!\d))?|(1?\d)(?=\s?[ap]\.?\s?m\b))",
    ignore_case=True,
)
_HALF = Pattern(r"[\s.]{0,3}[ap]\.?\s?m\b\.?", ignore_case=True)
_OFFSET = Pattern(r"[分분]?\s{0,2}\(?(?:(?:UTC|GMT)?\s?([+−-])(\d{1,2}):?(\d{2})?\b|([A-Z]{1,5})\b)")


class Date(NamedTuple):
    """A date in a line: its ISO 8601 form, where it stands in the line's text, and whether it could be another day."""

    iso: str
    start: int
    end: int
    ambiguous: bool = False


class Words(NamedTuple):
    """A language's calendar, folded: the number of each month word, the order of numbers, its halves of the day.

    Every month word has one of the `stems` in it; `openers` are the first words of those that are two
    ("tháng 2"); `dotted` months have stops inside ("ก.พ") and are looked for with a letter in their place; `era` is
    what its years are ahead of ours; `eras` the year before the first of each named era.
    """

    months: Mapping[str, int]
    stems: tuple[str, ...]
    openers: frozenset[str]
    dotted: Mapping[str, str]
    order: str
    am: tuple[str, ...]
    pm: tuple[str, ...]
    era: int
    eras: Mapping[str, int]


@cache
def words(code: str | None) -> Words:
    """The calendar of a language, with the English months, which stand on pages in every language."""
    months: dict[str, int] = {}
    for source in dict.fromkeys(("en", code)):
        for number, names in enumerate(table(source, "calendar").get("months", ()), 1):
            months.update(dict.fromkeys(map(fold, names), number))
        months.update({fold(name): number for name, number in table(source, "dates").get("more_months", {}).items()})
        for name in table(source, "dates").get("no_months", ()):
            del months[fold(name)]
    dotted = {name: name.replace(".", _LETTER) for name in months if "." in name.strip(".")}
    months.update({solid: months[name] for name, solid in dotted.items()})
    own, written = table(code or "en", "calendar"), table(code, "dates")
    am, pm = (tuple({_bare(word) for word in (name, *own.get(name, ()))}) for name in ("am", "pm"))
    first = sorted({month.partition(" ")[0] for month in months}, key=len)
    stems = [word for i, word in enumerate(first) if not any(stem in word for stem in first[:i])]
    openers = frozenset(month.partition(" ")[0] for month in months if " " in month)
    return Words(
        months, tuple(stems), openers, dotted, own.get("order", "dmy"), am, pm,
        written.get("era", 0), written.get("eras", {}),
    )  # fmt: skip


def find(text: str, known: Words, order: str = "") -> list[Date]:
    """Return the dates of a line in the order they stand; `order` overrides that of the language ("dmy", "mdy").

    >>> [d.iso for d in find("Published February 1, 2023, 7:33 am", words("en"))]
    ['2023-02-01T07:33:00']
    >>> [d.iso for d in find("Stand: 26.04.2024, 20:44 Uhr", words("de"))]
    ['2024-04-26T20:44:00']
    >>> find("May 12", words("en"))
    []
    """
    return read(text, known, order) if YEAR.search(text) else []


def read(text: str, known: Words, order: str = "") -> list[Date]:
    """As `find`, for a line that has a year in it."""
    days = sorted(
        {*_signed(text, known), *_numeric(text, known, order or known.order), *_worded(text, known)},
        key=lambda day: day.start,
    )
    apart = [day for i, day in enumerate(days) if i == 0 or day.start >= days[i - 1].end]
    return [
        _timed(text, day, known, apart[i - 1].end if i else 0, apart[i + 1].start if i + 1 < len(apart) else len(text))
        for i, day in enumerate(apart)
    ]


def _day(
    year: int, month: int, day: int, start: int, end: int, known: Words, ambiguous: bool = False
) -> Iterator[Date]:
    if year > LATEST:
        year -= known.era
    iso = f"{year:04}-{month:02}-{day:02}"
    if EARLIEST <= year <= LATEST and _exists(iso):
        yield Date(iso, start, end, ambiguous)


@lru_cache(maxsize=4096)
def _exists(iso: str) -> bool:
    """Whether there is such a day; the pages of a run share most of theirs."""
    from dateutil.parser import isoparse  # 21 ms to import, and many pages have no date

    try:
        isoparse(iso)
    except ValueError:
        return False
    return True


def _signed(text: str, known: Words) -> Iterator[Date]:
    """2023年2月1日, 2023년 2월 1일, 令和5年2月1日."""
    if "年" not in text and "년" not in text:
        return
    for found in _SIGNS.finditer(text):
        yield from _day(int(found[1]), int(found[2]), int(found[3]), *found.span(), known)
    for name, before in known.eras.items():
        at = text.find(name)
        dated = _ERA.match(text, at + len(name)) if at >= 0 else None
        if dated:
            year = before + (1 if dated[1] == "元" else int(dated[1]))
            yield from _day(year, int(dated[2]), int(dated[3]), at, dated.end(), known)


def _numeric(text: str, known: Words, order: str) -> Iterator[Date]:
    """2023-02-01, 2023. 2. 1., 1.2.2023, 01/02/23."""
    if "." not in text and "/" not in text and "-" not in text:
        return
    for found in _NUMBERS.finditer(text):
        first, sign, second, third = found.groups()
        a, b, c = int(first), int(second), int(third)
        if len(first) == 4:
            yield from _day(a, b, c, *found.span(), known)
            continue
        hyphen = sign == "-" or text.startswith("-", found.end())  # "12/24/48-volt"
        if len(third) == 1 or (len(third) == 2 and (hyphen or len(first) > 2)):
            continue
        year = c if len(third) == 4 else c + (2000 if c < 70 else 1900)
        swapped = sign != "." and (b > 12 or (order == "mdy" and a <= 12))
        open_ = sign != "." and order == known.order == "mdy" and a <= 12 and b <= 12 and a != b
        yield from _day(year, *((a, b) if swapped else (b, a)), *found.span(), known, open_)


def _worded(text: str, known: Words) -> Iterator[Date]:
    """1 February 2023, February 1st, 2023, 2023. február 1., 5 tháng 2 năm 2023."""
    for name, solid in known.dotted.items():
        text = text.replace(name, solid)
    if not any(map(fold(text).__contains__, known.stems)):
        return
    tokens = [(found[0], *found.span()) for found in _WORDS.finditer(text)]
    nearest = -99
    words: list[int] = []  # those with a number in the next five tokens
    for i in range(len(tokens) - 1, -1, -1):
        if tokens[i][0][0].isdigit():
            nearest = i
        elif 0 < nearest - i <= 5:
            words.append(i)
    for i in reversed(words):
        word, start, end = tokens[i]
        folded = fold(word)
        month = known.months.get(folded, 0) or (0 if word[1:].islower() else _glued(word, known))
        after = i + 1
        if folded in known.openers:
            for next_word, _, last in tokens[after : after + 2]:  # "tháng mười một" is not "tháng mười"
                folded = f"{folded} {fold(next_word.lstrip('0'))}"
                if longer := known.months.get(folded, 0):
                    month, end, after = longer, last, after + 1
                else:
                    break
        if month:
            yield from _around(tokens, i, after, month, start, end, known)


def _glued(word: str, known: Words) -> int:
    """The month at the end of a word that lost the space before it: "PressApril"."""
    capitals = [i for i, character in enumerate(word) if i and character.isupper()]
    return known.months.get(fold(word[capitals[-1] :]), 0) if capitals else 0


Token = tuple[str, int, int]


def _around(tokens: list[Token], i: int, after: int, month: int, start: int, end: int, known: Words) -> Iterator[Date]:
    left = next((t for t in reversed(tokens[max(0, i - 3) : i]) if t[0][0].isdigit() and start - t[2] <= APART), None)
    right = [t for t in tokens[after : after + 4] if t[0][0].isdigit() and t[1] - end <= 2 * APART][:2]
    if not right:
        return
    first = right[0]
    if left and len(left[0]) <= 2 and len(first[0]) == 4 and first[1] - end <= APART:
        yield from _day(int(first[0]), month, int(left[0]), left[1], first[2], known)
    elif (
        len(first[0]) <= 2
        and len(right) > 1
        and len(right[1][0]) == 4
        and right[1][1] - first[2] <= APART
        and first[1] - end <= APART
    ):
        yield from _day(int(right[1][0]), month, int(first[0]), start, right[1][2], known)
    elif left and len(left[0]) == 4 and len(first[0]) <= 2 and first[1] - end <= APART:
        yield from _day(int(left[0]), month, int(first[0]), left[1], first[2], known)


def _timed(text: str, day: Date, known: Words, left: int, right: int) -> Date:
    """The date with the time of day printed after it, or before it, if there is one."""
    after = _CLOCK.search(text, day.end, min(right, day.end + 26))
    before = None
    for before in _CLOCK.finditer(text, max(left, day.start - 24), day.start):  # noqa: B007 - the last one counts
        pass
    found = after or before
    if not found:
        return day
    if after and before and day.start - before.end() < after.start() - day.end:
        found = before
    hour, minute, second = int(found[1] or found[4]), int(found[2] or 0), int(found[3] or 0)
    end = found.end()
    ahead = _bare(text[max(0, found.start() - 6) : found.start()])
    if _follows(text, end, known.pm) or ahead.endswith(known.pm):
        hour = hour + 12 if hour < 12 else hour
    elif hour == 12 and (_follows(text, end, known.am) or ahead.endswith(known.am)):
        hour = 0
    if hour > 23:
        return day
    offset, end = _offset(text, end)
    return Date(
        f"{day.iso}T{hour:02}:{minute:02}:{second:02}{offset}",
        min(day.start, found.start()),
        max(day.end, end),
        day.ambiguous,
    )


def _follows(text: str, end: int, halves: Sequence[str]) -> bool:
    """Whether a word for a half of the day comes next, not the beginning of another, whatever the blanks."""
    for half in halves:
        for at in range(end, min(end + 2 * len(half) + 2, len(text))):
            bare = _bare(text[at])
            if not half.startswith(bare):
                break
            half = half[len(bare) :]
            if not half:
                after = text[at + 1 : at + 3]  # the next word can be glued to it: "2 pmNovember", not "10:30 PMI"
                if not after[:1].isalpha() or (after[0].isupper() and after[1:].islower()):
                    return True
                break
    return False


def _offset(text: str, end: int) -> tuple[str, int]:
    """The offset from UTC printed after a time, and where it ends; empty where none or an ambiguous name is."""
    if half := _HALF.match(text, end):
        end = half.end()
    found = _OFFSET.match(text, end)
    if not found:
        return "", end
    if found[4]:
        return (_zones().get(found[4], ""), found.end()) if found[4] in _zones() else ("", end)
    hours, minutes = int(found[2]), int(found[3] or 0)
    if hours > 14 or minutes > 59:
        return "", end
    return f"{'+' if found[1] == '+' else '-'}{hours:02}:{minutes:02}", found.end()


@cache
def _zones() -> Mapping[str, str]:
    return tomllib.loads((resources.files(__package__) / "zones.toml").read_text("utf-8"))


def _bare(text: str) -> str:
    return fold(text).replace(".", "").replace(" ", "").replace("\xa0", "").replace("\u202f", "")
