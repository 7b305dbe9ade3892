"""One article as JSON for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from cleannews.article import Article


def write(article: Article, *, shape: Callable[[Article], dict[str, Any]] = Article.record) -> str:
    """The record, or the shape asked for, indented."""
    return json.dumps(shape(article), ensure_ascii=False, indent=2) + "\n"
