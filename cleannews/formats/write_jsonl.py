"""One article as one line of JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from cleannews.article import Article


def write(article: Article, *, shape: Callable[[Article], dict[str, Any]] = Article.record) -> str:
    """The record, or the shape asked for, on one line."""
    return line_of(shape(article))


def line_of(record: Mapping[str, Any]) -> str:
    """A record as one line of JSON.  U+0085, U+2028 and U+2029 are escaped: they end a line for some readers."""
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return line.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n"
