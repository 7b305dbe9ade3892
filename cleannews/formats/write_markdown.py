"""One article as Markdown that CommonMark, pandoc, Hugo and Obsidian read alike: front matter, headline, body."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from cleannews.article import Article, Caption, Paragraph, Quote

# Signs that can open markup anywhere: CommonMark's and GFM's, TeX mathematics (pandoc, Obsidian), shortcodes (Hugo);
# and those that end a heading without being part of it.
_ANYWHERE = re.compile(r"([\\`*_\[\]<>{}$~|^])|&(?=#?\w{1,31};)|(?<!\w)%%|==|(?<=\s)#+$")
# Signs that open a block at the start of a line: headings, lists, rules, underlines, definitions, divs.
_AT_START = re.compile(r"#|[-+=:](?=[\s=:-]|$)|(?<=\d)[.)](?=\s|$)")
_NUMBER = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
# JSON strings are YAML double-quoted scalars but for these, which YAML wants escaped; and bidi marks, which reorder.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")

_FRONT_MATTER = (
    ("title", "headline"),
    ("description", "standfirst"),
    ("author", "authors"),
    ("byline", "byline"),
    ("agency", "agency"),
    ("publisher", "publisher"),
    ("section", "section"),
    ("dateline", "dateline"),
    ("date", "date_published"),
    ("lastmod", "date_modified"),
    ("lang", "language"),
)


def write(article: Article, *, quotes: bool = False) -> str:
    """The article as Markdown; with `quotes`, the attributed quotations follow as block quotes.

    Scraped text is escaped, so that no line of it becomes a heading, a link, HTML or a rule.
    """
    blocks = [_front_matter(article)]
    if article.headline:
        blocks.append(f"# {escape(article.headline)}")
    if article.standfirst:
        blocks.append(f"**{escape(article.standfirst)}**")
    blocks += _body(article)
    if quotes and (said := [q for q in article.quotes if q.kind != "unattributed"]):
        blocks += ["---", *map(_quotation, said)]
    return "\n\n".join(blocks) + "\n"


def joined(put: Callable[[bytes], object], *, begun: bool = False) -> Callable[[bytes], None]:
    r"""Return a function that passes articles in Markdown to `put`, so that several can stand in one file.

    Front matter is read at the start of a file only; further down, its first line would make a heading of the text
    above.  So from the second article on (`begun`: from the first) it is written as a block of code.

    >>> put = joined(lambda data: print(data.decode(), end=""))
    >>> put(b'---\ntitle: "A"\n---\n\n# A\n'), put(b'---\ntitle: "B"\n---\n\n# B\n')
    ---
    title: "A"
    ---
    <BLANKLINE>
    # A
    <BLANKLINE>
    ```yaml
    title: "B"
    ```
    <BLANKLINE>
    # B
    (None, None)
    """

    def put_next(article: bytes) -> None:
        nonlocal begun
        if begun:
            _, matter, body = article.split(b"---\n", 2)
            article = b"\n```yaml\n" + matter + b"```\n" + body
        put(article)
        begun = True

    return put_next


def escape(line: str) -> str:
    r"""Return one line of text as Markdown that reads as that text.

    >>> print(escape("# 1 [a](javascript:b) <script>"))
    \# 1 \[a\](javascript:b) \<script\>
    >>> print(escape("1. FC Köln"))
    1\. FC Köln
    """
    number = _NUMBER.match(line)
    at = number.end() if number else 0
    if number or _AT_START.match(line):
        return _inside(line[:at]) + "\\" + line[at] + _inside(line[at + 1 :])
    return _inside(line)


def _inside(text: str) -> str:
    return _ANYWHERE.sub(lambda sign: "".join("\\" + character for character in sign[0]), text)


def scalar(text: str) -> str:
    """Return text as a YAML scalar that cannot be taken for anything else: a JSON string."""
    return _UNPRINTABLE.sub(lambda c: f"\\u{ord(c[0]):04x}", json.dumps(text, ensure_ascii=False))


def _front_matter(article: Article) -> str:
    lines = []
    for key, name in _FRONT_MATTER:
        value = getattr(article, name)
        if isinstance(value, list):
            lines += [f"{key}:", *(f"  - {scalar(item)}" for item in value)] if value else []
        elif value is not None:
            lines.append(f"{key}: {scalar(value)}")
    if origin := article.source.url or article.source.path:
        lines.append(f"source: {scalar(origin)}")
    return "\n".join(["---", *lines, "---"])


def _body(article: Article) -> Iterator[str]:
    waiting = list(article.captions)
    for index, paragraph in enumerate(article.paragraphs):
        while waiting and waiting[0].before_paragraph <= index:
            yield _figure(waiting.pop(0))
        yield _paragraph(paragraph)
    yield from map(_figure, waiting)


def _paragraph(paragraph: Paragraph) -> str:
    match paragraph.role:
        case "subhead":
            return f"## {escape(paragraph.text)}"
        case "list_item":
            return f"- {escape(paragraph.text)}"
        case _:
            return escape(paragraph.text)


def _figure(caption: Caption) -> str:
    # Hugo drops raw HTML and no picture's address is known, so a figure is its caption set apart in italics.
    credit = f" ({escape(caption.credit)})" if caption.credit else ""
    return f"*{_inside(caption.text)}*{credit}"


def _quotation(quote: Quote) -> str:
    lines = [f"> {escape(quote.text)}"]
    if quote.speaker or quote.mention:
        lines += [">", f"> — {escape(quote.speaker or quote.mention or '')}"]
    return "\n".join(lines)
