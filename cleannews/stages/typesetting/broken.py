"""The lines that stood on several lines of the source, which segmentation put together."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document


def broken(document: Document) -> Iterator[tuple[int, int, int]]:
    """Yield the parts of such lines that were not cut, as (line, start, end) in the source."""
    for line, (start, end) in enumerate(document.spans):
        if document.source.find("\n", start, end) >= 0:
            for piece in document.pieces(line):
                yield line, *piece
