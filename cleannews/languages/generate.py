"""Generate the [calendar] table of every pack, from CLDR, and the index of function words, from the packs.

    python -m cleannews.languages.generate              # after a pack was added or changed; needs Babel
    python -m cleannews.languages.generate --words      # the index alone

All other tables of a pack are written by hand and left alone.
CLDR's word for the year ("г.", "р.") and the stops of abbreviations are left out: `dates` reads words, not layout.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from babel import Locale, localedata

from cleannews.languages import codes, fold, pack

FOLDER = Path(__file__).parent
HEADING = "[calendar]"
BABEL = "2.18"
"""The Babel whose CLDR the tables in the packs are of."""
_UNITS = ("minute", "hour", "day", "week")


def calendar(code: str) -> str:
    """Return the [calendar] table of one language as TOML: months and weekdays by number, am and pm, and in which order
    a date in numbers has day, month and year.

    `ago` holds the ways to say "n hours ago", with `#` where the number stands.
    """
    localedata._cache.clear()  # Babel 2.18 lets one locale's aliases leak into the next one's names
    locale = Locale.parse(code.replace("-", "_"))
    rows = [HEADING, "# generated from CLDR by generate.py"]
    rows += [f"order = {json.dumps(_order(locale))}"]
    rows += ["months = [", *(f"  {_row(_names(locale.months, n))}," for n in range(1, 13)), "]"]
    rows += ["weekdays = [", *(f"  {_row(_names(locale.days, n))}," for n in range(7)), "]"]
    for period in ("am", "pm"):
        rows.append(f"{period} = {_row(_halves(locale, period))}")
    rows += [f"{unit}s_ago = {_row(_ago(locale, unit))}" for unit in _UNITS]
    return "\n".join(rows) + "\n"


def renew(path: Path) -> None:
    """Replace the [calendar] table in a pack's file, or add it at the end."""
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
    return {name for name in found if not name[:1].isdigit()}


def _halves(locale: Locale, period: str) -> set[str]:
    widths = locale.day_periods["format"].values()
    return {half for names in widths if len(half := _clean(names.get(period, ""))) > 1 or half > "\u0250"}


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
    word = re.sub(r"[\u200e\u200f]", "", word).replace("\u202f", " ").replace("\xa0", " ")
    return re.sub(r"^(?:de |d['’])", "", fold(word).strip().rstrip("."))


def _row(words: set[str]) -> str:
    return json.dumps(sorted(words, key=lambda word: (-len(word), word)), ensure_ascii=False)


def function_words() -> str:
    """The index that `identification` reads, as JSON: the languages of each word, and the scripts of each language."""
    words: dict[str, list[str]] = {}
    scripts = {}
    for code in codes():
        table = pack(code)["identification"]
        scripts[code] = table["scripts"]
        for word in table["function_words"]:
            words.setdefault(word.casefold(), []).append(code)
    return json.dumps({"scripts": scripts, "words": words}, ensure_ascii=False, separators=(",", ":")) + "\n"


def main(arguments: list[str]) -> None:
    """Write the tables and the index, or with `--words` the index alone."""
    if "--words" not in arguments:
        for path in sorted(FOLDER.glob("*.toml")):
            renew(path)
    (FOLDER / "function_words.json").write_text(function_words(), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
