"""The stretches of a line that may be the headline: all of it, without its marks, its site or its kicker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleannews.stages.metadata.evidence import LEADING
from cleannews.stages.metadata.page import TOP, Page

SHORTEST = 4
"""Code points of the shortest headline."""
SPLIT = 3
"""Lines from a headline within which it stands again with a colon after the kicker."""
_PLAIN_JOINTS = (" | ", " - ", " / ", " < ", " :: ")
_DASHES = "-–—"
_ENOUGH = 15
"""Code points at the end of a title that show that it is printed again, with its kicker or without."""
_JOINTS = (*_PLAIN_JOINTS, " – ", " — ", " · ", " » ", " • ", " ‹ ", "｜", " ｜ ")


def stretches(page: Page, line: int) -> Iterator[tuple[int, int, int, str, str]]:
    """The whole line without list or heading marks; for one that ends in the name of a site, the part before it too.

    A short line that ends in a colon also makes one headline with the line after it.
    """
    texts, text = page.texts, page.texts[line]
    bare, lead = (text, "") if text[0].isalpha() else _bare(text)
    start = len(text) - len(bare)
    kind = _underlined(texts, line) or ("bullet" if lead else "whole")
    if lead.startswith("#"):
        kind = "heading1" if lead == "#" else "heading2"
    yield line, start, len(text), bare, kind
    if line + 1 < len(texts):
        below = texts[line + 1]
        if text[-1] == ":" and 10 < len(below) < 160:
            yield line + 1, start, len(below), f"{bare} {below}", "with-kicker"
        if below[0] == ":" and 10 < len(below) < 160:
            yield line + 1, start, len(below), bare + below, "before-colon"
    if not page.colons.isdisjoint(range(line - SPLIT, line + SPLIT)) and (at := _glued(page, line, bare)):
        yield line, start + at, len(text), bare[at:], "after-kicker"
    joints = [joint for joint in (_PLAIN_JOINTS if text.isascii() else _JOINTS) if joint in text]
    cut = max([text.rfind(joint, start) for joint in joints]) if joints else -1
    if cut - start >= 12 and len(text) - cut < 60 and _is_joint(page, text[start:cut], text[cut:]):
        yield line, start, cut, text[start:cut], "before-site-top" if line < TOP else "before-site"


def _is_joint(page: Page, front: str, tail: str) -> bool:
    """Whether a site's name follows: after a dash only if it, or the end of what stands before it, comes again.

    "Two ministers resign - and many questions are open" is one headline.
    """
    return tail[1] not in _DASHES or page.text.count(front[-_ENOUGH:]) > 1 or page.text.count(tail[3:]) > 1


def _underlined(texts: Sequence[str], line: int) -> str:
    """What heading a line is by the signs of equality or the hyphens that it is underlined with, if it is."""
    below = texts[line + 1] if line + 1 < len(texts) else ""
    if below[:3] in ("===", "---") and not below.strip(below[0]):
        return "heading1" if below[0] == "=" else "heading2"
    return ""


def _bare(text: str) -> tuple[str, str]:
    """The line without the marks of lists and headings before it, and the last of these; a number is a list's."""
    bare = text.lstrip(LEADING)
    lead = text[: len(text) - len(bare)].strip()
    if bare[:1].isdigit():
        number, stop, _ = bare[:5].partition(". ")
        if stop and number.isdigit() and len(bare) > len(number) + SHORTEST:
            inner, marks = _bare(bare[len(number) + 2 :])
            return inner, marks or "-"
    return bare, lead


def _glued(page: Page, line: int, bare: str) -> int:
    """Where the headline starts after a kicker that another line near it has a colon after, and this one has not."""
    for other in range(line - SPLIT + 1, line + SPLIT):
        if other != line and other in page.colons:
            kicker, _, rest = page.texts[other].partition(": ")
            if 3 < len(kicker) < 60 and bare.startswith(kicker) and not bare.startswith(": ", len(kicker)):
                at = bare.find(rest[:10], len(kicker), len(kicker) + 16)
                if len(rest) >= 10 and at > 0:
                    return at
    return 0
