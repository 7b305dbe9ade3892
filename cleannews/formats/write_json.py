"""One article as JSON for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from cleannews.article import Article
from cleannews.formats.write_jsonl import harmless


def write(article: Article, *, shape: Callable[[Article], dict[str, Any]] = Article.record) -> str:
    """The record, or the shape asked for, indented."""
    return harmless(json.dumps(shape(article), ensure_ascii=False, indent=2)) + "\n"
