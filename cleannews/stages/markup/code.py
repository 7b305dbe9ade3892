"""Scripts, style sheets and data that stood in the page's elements `script` and `style`.

Whoever takes all text of a page, or deletes its tags by a pattern, gets them with it, and they can be ten times the
article.  No language of code is known here: lines of code are dense in signs that prose has none of, end in braces and
semicolons, and stand together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleannews.patterns import Pattern

FEWEST = 2
"""The fewest braces on a page that may have code."""
LONG = 300
"""A line of so many characters is read in parts, each up to a brace or a semicolon."""
DENSE = 25
"""A line of code has one of the signs `{}=;$\\` in every so many characters."""
MOST, SHAPED, SURE = 6, 3, 7
"""Points: the most for a line's signs, those for its shape (`_OF_CODE`), and the sum that makes a run of lines code."""
BRIDGED = 5
"""The most lines that may be code or not between two that are, in one block."""
LEFT = 200
"""With fewer characters beside its code, a page is about code, and nothing is cut."""
MUCH, PLUMBING = 0.4, 3
"""Code was not meant to be seen if it is such a share of the page, or does so many sorts of things that only a page's
scripts and style sheets do (`_WORKINGS`): code printed in an article is less, and does less."""
WORDS = 7
"""A line of so many words without a sign of code is prose."""
PROSE, EITHER = -1, 0
_NO_SIGNS = bytes({*range(256)}.difference(b"{}=;$\\"))
_PART = Pattern(r"[^;{}]{0,4000}+(?:[;{}][\s)\],]{0,8}+)++|[^;{}]{1,4000}+")
_WORKINGS = Pattern(
    r"@media|!important|CDATA|@context|font-family|addEventListener|createElement|getElementById|window\.|\.cookie"
    r"|document\.write|innerHTML|margin:|\bpx;|<script|\.push\("
    r"|jQuery|\$\(|\.js\b|getElementsBy|setAttribute"
)
_MEMBER = Pattern(r"""(["'])[-\w@$. ]{1,40}\1 ?: ?["'\[{]""")
_OF_CODE = Pattern(
    r"""^(?:[\])}]|//|/\*|\*/|<!--|-->|["'][^"']{0,60}["'] ?[:,\]]|[-\w$]{1,40} ?: ?[^ ].{0,200}[;,]$|@media\b"""
    r"""|[-\w$]{1,40} {0,9}: {0,9}(?:true|false|null|-?\d[\d.]*|'[^']{0,200}'|"[^"]{0,200}")$"""
    r"""|[.#][-\w]{1,60}(?: ?[,{.:>]|[^!?]{0,200},$)"""
    r"""|(?:var|let|const|return|function|if|else|try|for|switch|case|new|window|document)\b.{0,200}[=({;.])"""
    r"""|[{};]$|[)\]}],$|\w\(\)|function ?\(|=>|&&|\|\||[!=]=="""
)


def code(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of the lines that are code, or the parts of long ones."""
    if source.count("{") + source.count("}") < FEWEST:
        return
    parts = [*_parts(source)]
    kinds = [_kind(source[start:end].strip()) for start, end in parts]
    found = [part for first, last in _blocks(kinds) for part in parts[first : last + 1]]
    size = sum([end - start for start, end in found])
    if len(source) - size < LEFT:
        return  # it is what the page is about
    if size >= MUCH * len(source) or _works(source, found):
        for start, end in found:
            written = source[start:end]
            yield end - len(written.lstrip()), end, "code"


def _works(source: str, found: Sequence[tuple[int, int]]) -> bool:
    """Whether some code does what the scripts and style sheets of a page do."""
    sorts: set[str] = set()
    for start, end in found:
        sorts.update(mark[0] for mark in _WORKINGS.finditer(source, start, end))
        if len(sorts) >= PLUMBING:
            return True
    return False


def _parts(source: str) -> Iterator[tuple[int, int]]:
    """The lines with text, and the parts of those that are long."""
    end = -1
    for line in source.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        if len(line) < LONG or _is_data(line.strip()):
            if line.strip():
                yield start, end
        else:
            yield from (part.span() for part in _PART.finditer(source, start, end))


def _is_data(text: str) -> bool:
    """Whether a line is one object or list, or a member of one, whatever its strings say."""
    if text[:1] in ("{", "["):
        return text[-1] in "}];" and '":' in text[:LONG]
    return text[:1] in ('"', "'") and text[-1] in "\"',[{" and _MEMBER.match(text) is not None


def _kind(text: str) -> int:
    """How much a line reads as code; `PROSE` for one that does not, `EITHER` for what may stand among code."""
    if "{\\" in text:
        return EITHER  # a formula
    if _is_data(text):
        return MOST + SHAPED
    shaped = _OF_CODE.search(text) is not None
    signs = len(text.encode("utf-8", "surrogatepass").translate(None, _NO_SIGNS))
    if signs and DENSE * signs >= len(text):
        return min(MOST, signs) + SHAPED * shaped
    if shaped and len(text) < LONG:
        return SHAPED
    return PROSE if text.count(" ") >= WORDS - 1 or text.replace(" ", "").isalnum() else EITHER


def _blocks(kinds: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last part of each run of code, with what stands between two of them and is no prose."""
    runs: list[list[int]] = []
    for i in [i for i, kind in enumerate(kinds) if kind > EITHER]:
        last = runs[-1][-1] if runs else -BRIDGED - 2
        if i - last > BRIDGED + 1 or PROSE in kinds[last + 1 : i]:
            runs.append([])
        runs[-1].append(i)
    for run in runs:
        if sum([kinds[i] for i in run]) >= SURE:
            yield run[0], run[-1]
