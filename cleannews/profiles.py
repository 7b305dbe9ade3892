"""A site's memory (a profile): on how many of a site's pages each line was seen.  Plain data, checked when it is read.

    {"schema": "cleannews-profile/1", "sites": {"example.com": {"pages": 40, "lines": {"sign in": 40}}}}

Lines are kept as `key` makes them.  Lines seen on one page only are left out, so a line that a profile does not name
is unknown, not absent.  Profiles can be added.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from cleannews.remembered import of_file

SCHEMA = "cleannews-profile/1"

LARGEST = 256 << 20
"""Bytes of a profile that are read; a site takes about ten thousand."""
MOST_PAGES = 1 << 40
"""Pages that a profile can count."""

_LONGEST_KEY = 120  # code points; of longer lines, the beginning and a digest are kept
_DIGITS = re.compile(r"\d+")
_AT_ENDS = " \t\u00a0.,:;!?|/\\-–—·•*>»›«‹\"'()[]"


class ProfileError(ValueError):
    """A file is no profile; the text says why."""


class Site(NamedTuple):
    """One site: how many different pages were seen, and on how many of them each line that returns."""

    pages: int
    lines: Mapping[str, int]

    def share(self, line: str) -> float:
        """The share of the site's pages that a line (its `key`) stands on."""
        return self.lines.get(line, 0) / self.pages


class Profile:
    """Sites by name."""

    def __init__(self, sites: Mapping[str, Site]) -> None:
        """`sites` are not checked; `parse` does that."""
        self.sites = sites
        self._index: dict[str, list[str]] = {}
        for name, site in sites.items():
            for line in site.lines:
                self._index.setdefault(line, []).append(name)

    def __add__(self, other: Profile) -> Profile:
        """The memory of both, as if all pages had been seen in one run (a page that both saw counts twice).

        >>> one = Profile({"a": Site(4, {"sign in": 4})})
        >>> (one + Profile({"a": Site(2, {"sign in": 1})})).sites
        {'a': Site(pages=6, lines={'sign in': 5})}
        """
        sites = dict(self.sites)
        for name, site in other.sites.items():
            mine = sites.get(name, Site(0, {}))
            lines = Counter(mine.lines)
            lines.update(site.lines)
            sites[name] = Site(mine.pages + site.pages, dict(lines))
        return Profile(sites)

    def recognise(self, lines: Iterable[str]) -> Site | None:
        """The site whose lines a page shows most of; None if it shows none."""
        shown = Counter(name for line in lines for name in self._index.get(line, ()))
        return self.sites[min(shown, key=lambda name: (-shown[name], name))] if shown else None

    def dumps(self) -> str:
        """The profile as JSON, the same for the same content."""
        sites = {name: {"pages": s.pages, "lines": dict(sorted(s.lines.items()))} for name, s in self.sites.items()}
        return json.dumps({"schema": SCHEMA, "sites": dict(sorted(sites.items()))}, ensure_ascii=False, indent=0) + "\n"


def key(line: str) -> str:
    """Return the form in which a line is remembered: without case, numbers, and signs at its ends.

    >>> key("» 12 Comments"), key("© 2023 The Paper.")
    ('0 comments', '© 0 the paper')
    """
    plain = _DIGITS.sub("0", line.casefold().strip(_AT_ENDS))
    if len(plain) <= _LONGEST_KEY:
        return plain
    return f"{plain[: _LONGEST_KEY // 2]}…{blake2b(plain.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"


@of_file
def load(path: str) -> Profile:
    """Read a profile, again if its file has changed.

    Raises `ProfileError` if the file is none, `OSError` if it cannot be read.
    """
    with Path(path).open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ProfileError(f"more than {LARGEST:,} bytes")
    try:
        return parse(json.loads(data, parse_constant=_refuse))
    except (ValueError, RecursionError) as reason:
        raise ProfileError(f"no profile as `cleannews learn` makes one: {reason}") from reason


def parse(data: Any) -> Profile:
    """Check what was read; raises `ProfileError`."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or not isinstance(data.get("sites"), dict):
        raise ProfileError(f'it has no "schema": "{SCHEMA}" and "sites"')
    return Profile({name: _site(name, site) for name, site in data["sites"].items()})


def _site(name: str, site: Any) -> Site:
    if not isinstance(site, dict) or not _count(site.get("pages")) or not isinstance(site.get("lines"), dict):
        raise ProfileError(f'site {name!r} has no "pages" and "lines"')
    if wrong := [line for line, count in site["lines"].items() if not _count(count) or count > site["pages"]]:
        raise ProfileError(f"site {name!r} counts {wrong[0]!r} wrongly")
    return Site(site["pages"], site["lines"])


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < MOST_PAGES


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON number")
