"""Signs of blocks: fences and attributes in braces, headings between like signs, fields of forms."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.patterns import Pattern

FEWEST = 2
"""The fewest fences of colons on a page that has some."""
_FENCE = Pattern(r"(?m)^[ \t]{0,12}:{3,40}+(?: {0,3}(?:\{[^{}]{0,3000}\}|[\w-]{0,80})(?: {0,3}:{3,40}+)?)?[ \t]{0,8}$")
_ATTRIBUTES = Pattern(r"(?m)(?<=[ \t\n])\{#[^\s{}]{1,200}+(?:\s[^{}]{0,500})?\}[ \t]{0,8}$")
_FIELD = Pattern(r"\[?_{5,}+\]?")
_FRAMES = tuple([sign * times + " " for sign in "*=" for times in range(2, 7)])
_FRAMED = Pattern(r"(?m)^[ \t]{0,12}(\*{2,6}+|={2,6}+) [^\n*=]{1,200}(?:\n[^\n*=]{1,200}){0,4} (\1)[ \t]{0,8}$")


def fences(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of the fences of colons on a page, and of the attributes of its headings."""
    found = [fence.span() for fence in _FENCE.finditer(source)] if ":::" in source else []
    if len(found) >= FEWEST:
        for start, end in found:
            yield start, end, "fence"
    if "{#" in source:
        for heading in _ATTRIBUTES.finditer(source):
            yield (*heading.span(), "fence")


def fields(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of the rows of underscores that stand for the fields of a form."""
    for field in _FIELD.finditer(source):
        yield (*field.span(), "form-field")


def frames(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of the like signs before and after a heading."""
    if "** " not in source and "== " not in source:
        return
    if any(line.lstrip().startswith(_FRAMES) for line in source.split("\n")):
        for heading in _FRAMED.finditer(source):
            yield (*heading.span(1), "heading-frame")
            yield (*heading.span(2), "heading-frame")
