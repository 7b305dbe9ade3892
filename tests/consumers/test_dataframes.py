"""The example for data frames runs, and what it makes is what the pages hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import EMPTY, EXAMPLES, FULL, READ

from cleannews.formats import write_jsonl
from cleannews.shapes import shape

pandas = pytest.importorskip("pandas", reason="it is in the extra dev")
polars = pytest.importorskip("polars", reason="it is in the extra dev")


def test_a_column_of_headlines_and_a_frame_of_articles() -> None:
    import dataframes

    assert dataframes.__file__ == str(EXAMPLES / "dataframes.py")
    headlines = [article.headline for article in READ]
    for frame, articles in (dataframes.with_pandas(), dataframes.with_polars()):
        assert list(frame["headline"]) == headlines
        assert list(articles["headline"]) == headlines
    said = dataframes.quotes(dataframes.with_pandas()[1])
    assert list(said["speaker"].dropna()) == [q.speaker for a in READ for q in a.quotes if q.speaker]


def test_json_lines_are_read_with_what_each_infers(tmp_path: Path) -> None:
    """A page without anything first, and then everything."""
    path = tmp_path / "flat.jsonl"
    path.write_text("".join(write_jsonl.write(a, shape=shape("flat")) for a in [EMPTY, *READ, FULL]), "utf-8")
    table = polars.read_ndjson(path, infer_schema_length=1)
    assert set(table.dtypes) == {polars.String}
    assert json.loads(table["date_published"][-1]) == FULL.date_published
    frame = pandas.read_json(path, lines=True)
    assert list(frame["headline"]) == [a.headline or "" for a in [EMPTY, *READ, FULL]]
