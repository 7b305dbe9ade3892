"""Links and pictures in Markdown's notation, and addresses in brackets after the words of a link."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator

from cleannews.patterns import Pattern

MOST_OPEN = 50
"""The most brackets open at once; those nested deeper are no links."""
LONGEST = 100
"""Names of links (`[name]: address`) are shorter, in characters."""
BEFORE = 200
"""The most characters before a picture on its line that are looked through."""
FEWEST = 3
"""The fewest addresses, in brackets or defined in lines of their own, that a page with mark-up has."""

_TOKEN = Pattern(
    r"\\."
    r"|(?P<open>!?\[)"
    r"""|(?P<close>\]\(\s?(?P<address>(?:[^()\s]|(?<=-)\n(?=\S)|\([^()\s]{0,300}\))*+)"""
    r"""(?:\s{1,3}(?:"[^"]{0,500}"|'[^'\n]{0,300}'))?\s?\)(?:\{[^{}]{0,500}\})?)"""
    r"|\]\{(?P<class>[.#][^{}]{0,500})\}"
    r"|\]\s?\[(?P<label>[^\[\]]{0,80})\]"
    r"|\]"
)
_LINKED = Pattern(r"\][({:]")
_DEFINED = Pattern(
    r"(?m)^[ \t]{0,4}\[([^\[\]\n]{1,80})\]:[ \t]{1,4}\S++"
    r"""(?:[ \t]{1,4}(?:"[^"\n]{0,500}"|\([^()\n]{0,500}\)))?[ \t]{0,8}$"""
)
_BRACKETED = Pattern(r"\[(?:https?://|/|\#|mailto:|tel:|\.\.?/)[^\s\[\]]*+\]")
_NO_MORE = Pattern(r"[ \t]{0,8}(?:\](?:\([^()\n]{0,3000}\)|\[[^\[\]\n]{0,80}\])[ \t]{0,8})?(?:\n|\Z)")
_STOPS = frozenset(",.;:!?)]”»…")
_SIGNS = frozenset("/#?:.@=&%")


def links(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of what is no text of the links and pictures in Markdown, in no particular order."""
    if _LINKED.search(source) is None:
        return
    listed = _definitions(source) if "]:" in source else []
    defined = {label for label, _, _ in listed}
    for _, start, end in listed:
        yield start, end, "link-list"
    opened: deque[tuple[int, int]] = deque(maxlen=MOST_OPEN)
    for token in _TOKEN.finditer(source):
        start, end = token.span()
        if token["open"]:
            opened.append((start, end))
        elif source[start] == "]" and opened:
            first = opened.pop()
            if (token["close"] and _is_address(token["address"])) or token["class"] or _known(token["label"], defined):
                yield from _around(source, first, (start, end))
            elif defined and token["label"] is None and _known(source[first[1] : start], defined):
                yield from _around(source, first, (start, start + 1))


def _definitions(source: str) -> list[tuple[str, int, int]]:
    """The lines that define addresses (`[name]: address`), each as (name, start, end)."""
    found = [(line[1], *line.span()) for line in _DEFINED.finditer(source)]
    return found if len(found) >= FEWEST else []


def _known(label: str | None, defined: Collection[str]) -> bool:
    """Whether a link's label is one of the names that were defined."""
    return label is not None and len(label) < LONGEST and " ".join(label.split()) in defined


def _is_address(text: str) -> bool:
    return not text or not _SIGNS.isdisjoint(text)


def _around(source: str, first: tuple[int, int], last: tuple[int, int]) -> Iterator[tuple[int, int, str]]:
    """The marks of a link or a picture, by the places of its opening and its closing bracket."""
    picture = source[first[0]] == "!"
    if first[1] == last[0]:
        yield first[0], last[1], "picture" if picture else "link-target"
    elif not picture:
        yield (*first, "link-target")
        yield (*last, "link-target")
    elif _alone(source, first[0], last[1]):
        yield (*first, "picture-mark")
        yield (*last, "picture-mark")
    else:
        yield first[0], last[1], "picture"


def _alone(source: str, start: int, end: int) -> bool:
    """Whether a picture stands alone on its line, but for signs of lists and the brackets of a link around it."""
    near = max(0, start - BEFORE)
    begun = source.rfind("\n", near, start)
    if begun < 0 < near:
        return False
    return not source[begun + 1 : start].strip(" \t*+-[") and _NO_MORE.match(source, end) is not None


def addresses(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of the addresses in brackets, where a page has at least `FEWEST`."""
    found = [mark.span() for mark in _BRACKETED.finditer(source)]
    if len(found) >= FEWEST:
        for start, end in found:
            stop = source[end : end + 1] in _STOPS and source[start - 1 : start] == " "
            yield start - stop, end, "address"
