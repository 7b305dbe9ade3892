"""Small pages made of the tests' own words: every page differs, the same number gives the same page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

PLACES = ("Westby", "Alderholt", "Kirkness", "Brannock", "Ostermouth", "Pellworth", "Quenby", "Tarrow")
WHO = ("the harbour master", "a spokeswoman for the council", "the head teacher", "Mara Lindqvist", "Owen Tarrant")
WHAT = (
    "the ferry will not run before the weekend",
    "repairs to the roof are going to take longer than expected",
    "nobody had been told about the closure in advance",
    "the new timetable has been welcomed by most passengers",
    "volunteers carried sandbags along the quay until midnight",
    "there is no money left in the fund for another winter",
)
MENU = ("Menu", "Search", "Sign in", "News", "Sport", "Weather", "Travel")
FOOT = ("Terms of use", "Privacy", "About us", "Contact")


def article(number: int, sentences: int = 3, paragraphs: int = 5) -> tuple[str, list[str]]:
    """A headline and its paragraphs."""
    pick = Random(number)
    place = pick.choice(PLACES)
    body = [
        " ".join(
            f"In {pick.choice(PLACES)} {pick.choice(WHO)} said on day {pick.randrange(1000)} that {pick.choice(WHAT)}."
            for _ in range(sentences)
        )
        for _ in range(paragraphs)
    ]
    return f"{place} waits for word number {number} as talks go on", body


def page(number: int, **size: int) -> str:
    """A flattened page: menu, article, footer."""
    headline, body = article(number, **size)
    return "\n".join((*MENU, headline, *body, *FOOT)) + "\n"


def fill(folder: Path, count: int) -> Path:
    """A directory of `count` pages in two sub-directories."""
    for number in range(count):
        path = folder / f"part-{number % 2}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(number), "utf-8")
    return folder


def lines(count: int) -> bytes:
    """`count` pages as JSON lines."""
    return "".join(json.dumps({"id": f"p{n}", "text": page(n)}) + "\n" for n in range(count)).encode()


def command(*args: str | Path) -> list[str]:
    """The real program."""
    return [sys.executable, "-m", "cleannews", *map(str, args)]


def cleannews(*args: str | Path, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run it."""
    environment = {**os.environ, **env}
    return subprocess.run(command(*args), input=stdin, capture_output=True, env=environment, check=False, timeout=120)


def tree(folder: Path) -> dict[str, bytes]:
    """Every visible file below a directory."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("[!.]*")) if p.is_file()}


def leftovers(folder: Path) -> list[str]:
    """Temporary files below a directory."""
    return [p.name for p in folder.rglob(".cleannews-*") if p.name.endswith(".partial")]


def told(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    """What the command said on standard error, by lines."""
    return done.stderr.decode().splitlines()


def records(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    """What it wrote as JSON lines."""
    return [json.loads(line) for line in done.stdout.splitlines()]
