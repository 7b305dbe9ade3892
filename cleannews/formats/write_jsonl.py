"""One article as one line of JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from cleannews.article import Article
from cleannews.text import beyond_ascii

# What JSON leaves as it is: DEL, C1 (U+0085 is a line end to some), separators, bidi marks and overrides.
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def write(article: Article, *, shape: Callable[[Article], dict[str, Any]] = Article.record) -> str:
    """The record, or the shape asked for, on one line."""
    return line_of(shape(article))


def line_of(record: Mapping[str, Any]) -> str:
    """A record as one line of JSON."""
    return harmless(_ENCODE(record)) + "\n"


def harmless(text: str) -> str:
    r"""JSON with what ends a line for some readers, steers a terminal or reorders text escaped.

    >>> print(harmless('"a\x9b2J\u2028b\u202ec"'))
    "a\u009b2J\u2028b\u202ec"
    """
    if beyond_ascii(text).replace("\xa0", "").isprintable() and "\x7f" not in text:
        return text
    return _UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
