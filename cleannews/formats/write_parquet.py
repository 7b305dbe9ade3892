"""Articles as a Parquet file: the record's fields as columns, nested ones as lists of structs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import pyarrow

_ROWS = 1000  # a row group: what is held in memory


def schema() -> pyarrow.Schema:
    """The columns; `extra` is JSON, since its fields are the input's own."""
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    source = pa.struct({"path": text, "record": number, "url": text})
    span = {"start": number, "end": number}
    paragraph = pa.struct({"text": text, "role": text, **span})
    caption = pa.struct({"text": text, "alt": text, "credit": text, "before_paragraph": number})
    said = dict.fromkeys(("text", "kind", "speaker", "mention", "cue"), text)
    quote = pa.struct({**said, "parts": pa.list_(pa.struct(span)), "confidence": pa.float64()})
    cut = {"text": text, **span, "role": text, "stage": text, "rule": text, "score": pa.float64(), "repeats": number}
    nested = {"source": source, "authors": pa.list_(text), "warnings": pa.list_(text),
              "paragraphs": pa.list_(paragraph), "captions": pa.list_(caption), "quotes": pa.list_(quote),
              "removed": pa.list_(pa.struct(cut)),
              "duplicate_of": pa.struct({"id": text, "similarity": pa.float64()})}  # fmt: skip
    return pa.schema([(name, nested.get(name, text)) for name in _COLUMNS])


_COLUMNS = (
    "schema", "id", "source", "headline", "standfirst", "section", "byline", "authors", "agency", "publisher",
    "date_published", "date_modified", "dateline", "language", "text", "paragraphs", "captions", "quotes", "warnings",
    "removed", "extra", "duplicate_of",
)  # fmt: skip


class Bytes(Protocol):
    """The file below: it takes bytes, and is there whole or not at all."""

    path: str

    def write(self, data: bytes) -> None: ...  # noqa: D102
    def complete(self, *, safe: bool = True) -> None: ...  # noqa: D102
    def appear(self) -> None: ...  # noqa: D102
    def abandon(self) -> None: ...  # noqa: D102


class Table:
    """A Parquet file in the making; it takes records as lines of JSON and is there whole or not at all."""

    def __init__(self, file: Bytes) -> None:
        """Begin the file; the extra `parquet` must be there."""
        from pyarrow import PythonFile
        from pyarrow.parquet import ParquetWriter

        self.path, self._file = file.path, file
        self._schema = schema()
        self._rows: list[Mapping[str, Any]] = []
        self._writer = ParquetWriter(PythonFile(file, "w"), self._schema, compression="zstd")

    def write(self, data: bytes) -> None:
        """Take a record."""
        row = json.loads(data)
        row["extra"] = json.dumps(row["extra"], ensure_ascii=False) if "extra" in row else None
        self._rows.append(row)
        if len(self._rows) == _ROWS:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []

    def sync(self) -> None:
        """None: a Parquet file is nothing before its end is written."""

    def complete(self, *, safe: bool = True) -> None:
        """Write what is held and the file's footer."""
        if self._rows:
            self._flush()
        self._writer.close()
        self._file.complete(safe=safe)

    def appear(self) -> None:
        """Give the file its name."""
        self._file.appear()

    def abandon(self) -> None:
        """Remove what there is."""
        self._file.abandon()
