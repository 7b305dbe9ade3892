"""datatrove's documents, as its `JsonlReader` takes them."""

from __future__ import annotations

from cleannews.shapes import Key, Shape
from cleannews.shapes.fields import METADATA

SHAPE = Shape(
    title="datatrove document",
    specification="https://github.com/huggingface/datatrove (JsonlReader)",
    keys=(
        Key("text", "text"),
        Key("id", "id"),
        METADATA,
    ),
    lost=(
        "Roles and offsets of paragraphs, captions, quotes, source.record, warnings.  Metadata of ours are strings,"
        " none null: datatrove's ParquetWriter takes its columns' types from the first document."
    ),
)
