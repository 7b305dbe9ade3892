"""Shapes for corpora, read by what reads them: datatrove, dolma's mixer, Hugging Face's datasets."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from samples import ARTICLES, EMPTY, EXAMPLES, FULL, READ

from cleannews import clean
from cleannews.article import Article
from cleannews.formats import write_jsonl
from cleannews.formats.write_parquet import Table
from cleannews.shapes import shape

WHY = "it is in the extra dev"
os.environ.setdefault("HF_HUB_OFFLINE", "1")  # datasets and datatrove would ask the network for what is local


def lines(path: Path, name: str, *articles: Article) -> Path:
    made = Article.record if name == "native" else shape(name)
    path.write_text("".join(write_jsonl.write(article, shape=made) for article in articles), "utf-8")
    return path


# -- datatrove


def test_datatrove_reads_its_documents(tmp_path: Path) -> None:
    readers = pytest.importorskip("datatrove.pipeline.readers", reason=WHY)
    lines(tmp_path / "in.jsonl", "datatrove", *READ, FULL)
    read = list(readers.JsonlReader(str(tmp_path), glob_pattern="in.jsonl")())
    assert [(d.id, d.text) for d in read] == [(a.id, a.text) for a in [*READ, FULL]]
    assert read[-1].metadata["authors"] == "Ann Lee; Bo Dahl"
    assert read[-1].metadata["score"] == 0.5  # the input's own field


def test_datatroves_parquet_takes_its_types_from_a_page_without_anything(tmp_path: Path) -> None:
    readers = pytest.importorskip("datatrove.pipeline.readers", reason=WHY)
    from datatrove.pipeline.writers import ParquetWriter
    from pyarrow.parquet import read_table

    bare = replace(FULL, **dict.fromkeys(("headline", "section", "date_published")), authors=[], extra={})
    lines(tmp_path / "in.jsonl", "datatrove", bare, *READ)
    writer = ParquetWriter(str(tmp_path / "out"), batch_size=1)
    for _ in writer(readers.JsonlReader(str(tmp_path), glob_pattern="in.jsonl")()):
        pass
    (file,) = (tmp_path / "out").iterdir()
    rows = read_table(file).to_pylist()
    assert [row["metadata"]["headline"] for row in rows] == [a.headline or "" for a in [bare, *READ]]


# -- dolma


@cache
def mixer() -> ModuleType:
    """dolma's mixer alone, which is compiled; the rest of dolma wants other versions of what everybody has."""
    found = importlib.util.find_spec("dolma")
    if found is None or not found.submodule_search_locations:
        pytest.skip("pip install --no-deps dolma, as CI does in an environment of its own")
    (library,) = Path(found.submodule_search_locations[0]).glob("dolma*.so")
    spec = importlib.util.spec_from_file_location("dolma", library)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def mixed(folder: Path, **stream: Any) -> list[dict[str, Any]]:
    """Run the mixer over folder/documents and return what it wrote."""
    stream = {"attributes": [], **stream, "name": "mix", "documents": [f"{folder}/documents/*.jsonl.gz"]}
    stream["output"] = {"path": f"{folder}/mixed", "max_size_in_bytes": 10**8, "discard_fields": ["attributes"]}
    config = {"streams": [stream], "processes": 1, "work_dir": {"input": f"{folder}/a", "output": f"{folder}/b"}}
    mixer().mixer_entrypoint(json.dumps(config))
    written = b"".join(gzip.decompress(file.read_bytes()) for file in sorted((folder / "mixed").iterdir()))
    return [json.loads(line) for line in written.splitlines()]


def packed(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))


def test_dolma_reads_its_documents(tmp_path: Path) -> None:
    made = [shape("dolma")(article) for article in ARTICLES]
    packed(tmp_path / "documents" / "0.jsonl.gz", made)
    read = mixed(tmp_path, filter={"include": ["$.metadata[?(@.agency != '')]"], "exclude": []})
    assert [row["id"] for row in read] == [row["id"] for row in made if row["metadata"]["agency"]]
    assert read[-1]["source"] == "harbour-crawl"
    assert [row["text"] for row in read] == [row["text"] for row in made if row["metadata"]["agency"]]


def test_dolmas_mixer_cuts_pages_down_to_our_body(tmp_path: Path) -> None:
    """The pages as they were, our spans beside them: what the mixer writes is what we call the article."""
    pages = {path.stem: path.read_text("utf-8") + "\nМеню 😀\n" for path in sorted(EXAMPLES.glob("*.txt"))}
    articles = {name: clean(text, explain=True) for name, text in pages.items()}
    packed(tmp_path / "documents" / "0.jsonl.gz", [{"id": articles[n].id, "text": t} for n, t in pages.items()])
    packed(
        tmp_path / "attributes" / "cleannews" / "0.jsonl.gz",
        [shape("dolma-attributes")(article) for article in articles.values()],
    )
    span = {"span": "$.attributes.cleannews__removed__all", "min_score": 0.5, "replacement": ""}
    read = mixed(tmp_path, attributes=["cleannews"], span_replacement=[span])
    assert ["".join(row["text"].split()) for row in read] == ["".join(a.text.split()) for a in articles.values()]


# -- Hugging Face datasets: types come from the first rows of the first file


def loaded(tmp_path: Path, kind: str, files: list[Path], **options: Any) -> Any:
    datasets = pytest.importorskip("datasets", reason=WHY)
    named = [str(file) for file in files]
    return datasets.load_dataset(kind, data_files=named, split="train", cache_dir=str(tmp_path / "cache"), **options)


SHARDS = pytest.mark.parametrize("shards", [[[EMPTY], [*READ, FULL]], [[*READ, FULL], [EMPTY]]], ids=["bare", "full"])


@SHARDS
def test_datasets_loads_flat_rows(tmp_path: Path, shards: list[list[Article]]) -> None:
    files = [lines(tmp_path / f"{n}.jsonl", "flat", *shard) for n, shard in enumerate(shards)]
    data = loaded(tmp_path, "json", files)
    assert {feature.dtype for feature in data.features.values()} == {"string"}
    by_id = {row["id"]: row for row in data}
    assert json.loads(by_id[FULL.id]["captions"]) == [caption._asdict() for caption in FULL.captions]
    assert by_id[EMPTY.id]["headline"] == ""


def parquet(path: Path, *articles: Article) -> Path:
    class Whole:
        def __init__(self) -> None:
            self.path, self.file, self.closed = str(path), path.open("wb"), False

        def write(self, data: bytes) -> None:
            self.file.write(data)

        def complete(self, *, safe: bool = True) -> None:
            self.file.close()

        def appear(self) -> None: ...

        def abandon(self) -> None:
            self.file.close()

    table = Table(Whole())
    for article in articles:
        table.write(write_jsonl.write(article).encode())
    table.complete()
    table.appear()
    return path


@SHARDS
def test_datasets_loads_parquet(tmp_path: Path, shards: list[list[Article]]) -> None:
    files = [parquet(tmp_path / f"{n}.parquet", *shard) for n, shard in enumerate(shards)]
    data = loaded(tmp_path, "parquet", files)
    (full,) = [row for row in data if row["id"] == FULL.id]
    assert (full["authors"], full["captions"][0]["credit"]) == (["Ann Lee", "Bo Dahl"], "Bo Dahl/AP")
    assert full["quotes"][0]["parts"] == [{"start": 1, "end": 6}, {"start": 23, "end": 31}]


@SHARDS
def test_datasets_loads_the_record_with_our_types(tmp_path: Path, shards: list[list[Article]]) -> None:
    from cleannews.formats.write_parquet import schema

    datasets = pytest.importorskip("datasets", reason=WHY)
    files = [lines(tmp_path / f"{n}.jsonl", "native", *shard) for n, shard in enumerate(shards)]
    data = loaded(tmp_path, "json", files, features=datasets.Features.from_arrow_schema(schema()))
    (full,) = [row for row in data if row["id"] == FULL.id]
    assert (full["authors"], full["source"]["record"]) == (["Ann Lee", "Bo Dahl"], 3)


def test_datasets_loads_the_record_by_itself_where_the_first_file_is_rich(tmp_path: Path) -> None:
    files = [lines(tmp_path / "0.jsonl", "native", FULL), lines(tmp_path / "1.jsonl", "native", FULL)]
    assert loaded(tmp_path, "json", files)[1]["authors"] == ["Ann Lee", "Bo Dahl"]


@pytest.mark.xfail(
    strict=True, reason="datasets: a column null in the first file refuses strings (use flat or Parquet)"
)
def test_datasets_loads_the_record_by_itself_where_the_first_file_is_bare(tmp_path: Path) -> None:
    pytest.importorskip("datasets", reason=WHY)
    files = [lines(tmp_path / "0.jsonl", "native", EMPTY), lines(tmp_path / "1.jsonl", "native", FULL)]
    assert loaded(tmp_path, "json", files)[1]["authors"] == ["Ann Lee", "Bo Dahl"]
