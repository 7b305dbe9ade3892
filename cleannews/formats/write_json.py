"""One article as JSON for people."""

from __future__ import annotations

import json

from cleannews.article import Article


def write(article: Article) -> str:
    """The record, indented."""
    return json.dumps(article.record(), ensure_ascii=False, indent=2) + "\n"
