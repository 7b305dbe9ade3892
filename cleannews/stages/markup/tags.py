"""HTML that Markdown lets stand: tags and comments."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.patterns import Pattern

FEWEST = 3
"""The fewest tags on a page of Markdown that has some; fewer may be what it is about."""
_TAG = Pattern(
    r"</?(?:a|abbr|address|article|aside|audio|b|blockquote|br|button|center|cite|code|dd|del|div|dl|dt|em|figcaption"
    r"|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|ins|label|li|main|mark|nav|ol|option|p|path|picture"
    r"|pre|q|s|section|select|small|source|span|strong|sub|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|u|ul|video|wbr)"
    r"(?:\s[^<>]{0,3000})?/?>|<!--[^<>]{0,1000}-->"
)


def tags(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, rule) of the tags on a page that is Markdown."""
    if "](" not in source or ("</" not in source and "/>" not in source):
        return
    found = [tag.span() for tag in _TAG.finditer(source)]
    if len(found) >= FEWEST:
        for start, end in found:
            yield start, end, "tag"
