"""No pattern backtracks more than linearly: all of them are collected, and each is attacked with its own literals."""

from __future__ import annotations

import ast
import importlib
import io
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hostile.attacks import attacks, pieces
from hostile.cases import CASES
from hostile.growth import NOISE, doubled, seconds

import cleannews
from cleannews import patterns
from cleannews.formats import Reading, reader
from cleannews.patterns import Pattern

MOST = 2.5
SIZE = 10_000
ATTACKS = 60
MANY = 1500

OWN = ("languages.generate", "evaluation")
"""Modules whose expressions see no page: they make packs, and score what is known."""
CALLS = {f"re.{name}" for name in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")}


def collected() -> dict[str, Any]:
    """Every pattern of every module, by its name; and those written in a call, by their place."""
    found: dict[str, Any] = dict(in_calls())
    for module in pkgutil.walk_packages(cleannews.__path__, "cleannews."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, Pattern | re.Pattern):
                    found.setdefault(f"{module.name.removeprefix('cleannews.')}.{name}", value)
    return {name: pattern for name, pattern in found.items() if not name.startswith(OWN)}


def in_calls() -> Iterator[tuple[str, re.Pattern[str]]]:
    """What `re.sub(...)` and the like are given, where that stands in the code."""
    root = Path(cleannews.__file__).parent
    for path in sorted(root.rglob("*.py")):
        name = ".".join(path.relative_to(root).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in CALLS:
                match node.args[0]:
                    case ast.Constant(str(source)):
                        yield f"{name}:{node.lineno}", re.compile(source)
                    case given:
                        assert name.startswith(OWN), f"{name}: {ast.unparse(given)}"


ALL = collected()


def source_of(pattern: Any) -> str:
    source = pattern.source if isinstance(pattern, Pattern) else pattern.pattern
    return source if isinstance(source, str) else source.decode("latin-1")


def searching(pattern: Any) -> Callable[[str], object]:
    binary = isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, bytes)

    def run(text: str) -> None:
        for _ in pattern.finditer(text.encode("utf-8", "surrogatepass") if binary else text):
            pass

    return run


def every_attack(source: str, count: int, size: int) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(attacks(source, count, size)):
        yield f"attack {number}, {text[:40]!r}", text
    yield from hostile_lines(size)


@cache
def hostile_lines(size: int) -> list[tuple[str, str]]:
    return [(case.name, case.make(size).replace("\n", " ")) for case in CASES]


@pytest.mark.parametrize("name", ALL)
def test_every_pattern_is_linear(name: str, request: pytest.FixtureRequest) -> None:
    """A quadratic one of a nanosecond a step takes 50 ms here; the slowest attack is timed at half its size."""
    run, source = searching(ALL[name]), source_of(ALL[name])
    count = MANY if request.config.getoption("--full") else ATTACKS
    times = {told: seconds(run, text, 1) for told, text in every_attack(source, count, SIZE)}
    slowest = max(times, key=times.__getitem__)
    if times[slowest] >= NOISE:
        ratio = doubled(run, lambda size: dict(every_attack(source, count, size))[slowest], SIZE, MOST)
        assert ratio <= MOST, slowest


BAD = {r"\w+@": 4000, r"“[^”]*”": 4000, r"\s+$": 4000, r"“.*?” said": 4000, r"[\w.]+\.[\w.]+com": 800, r"(?:a|a)+b": 16}
"""Textbook cases of growth, each with the size at which it shows."""


@pytest.mark.parametrize(("source", "size"), BAD.items())
def test_the_attack_finds_bad_patterns(source: str, size: int) -> None:
    run = searching(re.compile(source))
    assert any(
        seconds(run, text, 1) > 2.6 * seconds(run, text[: len(text) // 2], 2) for text in attacks(source, 0, size)
    )


def test_pieces_are_the_patterns_own() -> None:
    found = pieces(r"(?<=\p{L})\s?(?:Photo|AP)\d{4}[©@](?P<name>x)")
    assert {"Photo", "AP", "©", "@", "x", "1", " ", "a"} <= set(found)
    assert not {"name", "p", "L"} & set(found)


def test_the_collection_is_whole() -> None:
    named = {id(pattern) for pattern in ALL.values()}
    missing = [pattern.source for pattern in patterns.ALL if id(pattern) not in named and pattern.source != r"\p{Lu}+"]
    assert not missing
    assert len(ALL) > 60


@pytest.mark.parametrize("search", ["search", "match", "fullmatch", "finditer", "sub"])
def test_a_pattern_that_hangs_is_stopped(search: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a text long enough for it to matter; on a short one no clock is kept."""
    monkeypatch.setattr(patterns, "PATIENCE", 0.1)
    bad = Pattern(r"(?:a|a|ab)+[cd]$")
    patterns.ALL.remove(bad)
    text = "a" * (patterns.SHORT + 1) + "de"
    for _ in range(2):  # the first call compiles
        with pytest.raises(TimeoutError):
            list(getattr(bad, search)(*(("", text) if search == "sub" else (text,))))
    assert bad.search("aabd")


@pytest.mark.parametrize(
    "source", ["a{1000000000}", "(?:(?:a{100}){100}){100}", "(?x)a{ 10 000 000 }", "a{" + "9" * 5000 + "}"]
)
def test_a_pattern_that_takes_too_much_memory_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="repeat count too big"):
        Pattern(source, ours=False).compile()


def test_a_pattern_may_count_as_people_do() -> None:
    identifier = Pattern(r"^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$|^={20,}$|x{0,1000000}y", ours=False)
    assert all(map(identifier.search, ("123e4567-e89b-12d3-a456-426614174000", "=" * 30, "xy")))


def test_a_pattern_of_the_user_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "PATIENCE", 0.1)
    before = list(patterns.ALL)
    reading = Reading(split=r"(?:a|a|ab)+[cd]$")
    with pytest.raises(TimeoutError):
        list(reader("a.txt", reading).read(io.BytesIO(b"a" * 2000 + b"de"), "a.txt", reading))
    assert before == patterns.ALL  # a run over a million files keeps none of theirs
