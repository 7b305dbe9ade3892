"""Every package that cleannews needs or can use is listed with its licence, and so is what these bring along.

`pytest --accept` writes the list anew.  Only the kind of a licence is compared, not how a release spells it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LIST = Path(__file__).parent.parent / "examples" / "licences.md"
KINDS = (
    "MIT",
    "BSD",
    "Apache",
    "Unlicense",
    "Public Domain",
    "PSF",
    "MPL",
    "ISC",
    "CNRI",
    "Zlib",
    "CC0",
    "LGPL",
    "GPL",
    "AGPL",
)
HEAD = """# Licences

What cleannews needs (marked *), what its extras need, and what these bring along, each with the licence it declares.

| package | licence | for |
|---|---|---|
"""


def named() -> dict[str, list[Requirement]]:
    """What pyproject.toml names, by extra; under "" what is always needed."""
    project = tomllib.loads((LIST.parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    uses = sorted(extra for own in extras["dev"] if own.startswith("cleannews[") for extra in Requirement(own).extras)
    asked = {"": project["dependencies"], **{extra: extras[extra] for extra in uses}}
    return {extra: [Requirement(text) for text in texts] for extra, texts in asked.items()}


def needed() -> dict[str, set[str]]:
    """The packages by name, each with the extras that it is for ("" for what is always needed)."""
    found: dict[str, set[str]] = {}
    for extra, requirements in named().items():
        waiting = list(requirements)
        while waiting:
            requirement = waiting.pop()
            name = canonicalize_name(requirement.name)
            if extra not in found.get(name, set()):
                found.setdefault(name, set()).add(extra)
                waiting += brought_along(requirement)
    return found


def brought_along(requirement: Requirement) -> Iterator[Requirement]:
    """What an installed package needs here."""
    for needs in map(Requirement, distribution(requirement.name).requires or []):
        if needs.marker is None or any(needs.marker.evaluate({"extra": e}) for e in ("", *requirement.extras)):
            yield needs


def declared(package: Distribution) -> str:
    """What a package says of its licence: an SPDX expression, or else its classifiers, or the field of old."""
    meta = package.metadata
    if meta.get("License-Expression"):
        return str(meta["License-Expression"])
    classifiers = [c.split(" :: ")[-1] for c in meta.get_all("Classifier") or [] if c.startswith("License :: ")]
    free = [c for c in classifiers if c != "OSI Approved"]
    return "; ".join(free) or str(meta.get("License") or "").partition("\n")[0] or "not declared"


def kinds(licence: str) -> set[str]:
    """The kinds of licence that are named.

    >>> sorted(kinds("BSD License; Apache Software License"))
    ['Apache', 'BSD']
    """
    return {kind for kind in KINDS if re.search(rf"(?<![A-Za-z]){kind}", licence)}


def table() -> str:
    rows = []
    for name, extras in sorted(needed().items()):
        uses = "*" if "" in extras else ", ".join(f"`{extra}`" for extra in sorted(extras))
        rows.append(f"| {name} | {declared(distribution(name))} | {uses} |\n")
    return HEAD + "".join(rows)


def listed() -> dict[str, str]:
    rows = [line.split(" | ") for line in LIST.read_text("utf-8").splitlines() if line.startswith("| ")]
    return {name.removeprefix("| "): licence for name, licence, _ in rows[1:]}


def test_the_licences_are_those_listed(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--accept"):
        LIST.write_text(table(), "utf-8")
    told = listed()
    for name in needed():
        licence = declared(distribution(name))
        assert kinds(licence), f"{name}: {licence}"
        assert not kinds(licence) & {"GPL", "AGPL"}, f"{name} asks for more than a notice"
        assert kinds(told.get(name, licence)) == kinds(licence), f"{name}: {licence}; --accept writes the list anew"


def test_every_package_that_is_named_is_listed() -> None:
    """What those bring along can change from day to day; it is listed as it was when the list was last written."""
    always = {name for name, extras in needed().items() if "" in extras}
    assert listed().keys() >= always | {canonicalize_name(r.name) for asked in named().values() for r in asked}
