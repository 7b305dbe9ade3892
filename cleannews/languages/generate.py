"""Print or renew the [calendar] table of the packs from CLDR; for development, as it needs Babel.

    python -m cleannews.languages.generate          # renew every pack's table, leave all other tables alone

CLDR's word for the year ("г.", "р.") and the stops of abbreviations are left out: `dates` reads words, not layout.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

from babel import Locale
from babel.dates import format_timedelta

FOLDER = Path(__file__).parent
HEADING = "[calendar]"
_UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
_COUNTS = (1, 2, 3, 5, 11, 21)  # every plural category of the languages here


def calendar(code: str) -> str:
    """The [calendar] table of one language as TOML: months and weekdays by number, am and pm, the order of numbers.

    `ago` holds the ways to say "n hours ago", with `#` where the number stands.
    """
    locale = Locale.parse(code.replace("-", "_"))
    rows = [HEADING, "# generated from CLDR by generate.py"]
    rows += [f"order = {json.dumps(_order(locale))}"]
    rows += ["months = [", *(f"  {_row(_names(locale.months, n))}," for n in range(1, 13)), "]"]
    rows += ["weekdays = [", *(f"  {_row(_names(locale.days, n))}," for n in range(7)), "]"]
    for period in ("am", "pm"):
        rows.append(f"{period} = {_row({_clean(widths[period]) for widths in locale.day_periods['format'].values() if period in widths} - {'a', 'p'})}")
    rows += [f"{unit}s_ago = {_row(_ago(locale, unit))}" for unit in _UNITS]
    return "\n".join(rows) + "\n"


def renew(path: Path) -> None:
    """Put a fresh [calendar] table in a pack, in the place of the old one."""
    text = path.read_text("utf-8")
    before, heading, after = text.partition(f"{HEADING}\n")
    rest = re.search(r"^(?:#.*\n)*\[(?!calendar)\w", after, re.MULTILINE) if heading else None
    tail = after[rest.start() :] if rest else ""
    path.write_text(f"{before.rstrip()}\n\n{calendar(path.stem)}" + (f"\n{tail}" if tail else ""), "utf-8")


def _names(names: object, number: int) -> set[str]:
    found = {
        _clean(widths[width][number])
        for widths in (names["format"], names["stand-alone"])  # type: ignore[index]
        for width in ("wide", "abbreviated")
    }
    return {name for name in found if not name.isdigit()}


def _order(locale: Locale) -> str:
    letters = re.findall(r"[yMd]", re.sub(r"'[^']*'", "", locale.date_formats["short"].pattern))
    return "".join(dict.fromkeys(letters)).lower()


def _ago(locale: Locale, unit: str) -> set[str]:
    patterns = locale._data["date_fields"]
    said = {
        phrase
        for name in (unit, f"{unit}-short")
        for phrase in patterns.get(name, {}).get("past", {}).values()
        if "{0}" in phrase
    }
    return {_clean(phrase.replace("{0}", "#")) for phrase in said}


def _clean(word: str) -> str:
    """As text is folded before it is looked up: lower case, no stop at the end, no invisible marks."""
    return re.sub(r"[\u200e\u200f]", "", word).replace("\u202f", " ").replace("\xa0", " ").casefold().strip().rstrip(".")


def _row(words: set[str]) -> str:
    return json.dumps(sorted(words, key=lambda word: (-len(word), word)), ensure_ascii=False)


if __name__ == "__main__":
    for pack in sorted(FOLDER.glob("*.toml")):
        renew(pack)
