"""Steps for datatrove's pipelines: articles as a filter or an annotation, and a site's memory in two passes.

    from datatrove.pipeline.readers import JsonlReader
    from cleannews.engines.datatrove import Articles, RecordWriter, as_page

    pipeline = [JsonlReader("pages/", adapter=as_page), Articles("annotate"), RecordWriter("articles/")]

A step holds plain values, and loads what cleaning needs when it first runs, in the process where it runs.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import IO, Any, Literal

from datatrove.data import Document, DocumentsPipeline
from datatrove.io import DataFolderLike, get_datafolder
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.pipeline.writers.disk_base import DiskWriter

from cleannews.batch.memory import Counting, lines_of, site_of
from cleannews.batch.units import why
from cleannews.batch.worker import Job
from cleannews.cleaning import Page, clean_page
from cleannews.engine import Stage
from cleannews.formats import Reading, Unreadable
from cleannews.formats.fields import page_of
from cleannews.formats.write_jsonl import line_of
from cleannews.pipeline import select
from cleannews.plugins import load
from cleannews.settings import DEFAULT, Settings
from cleannews.shapes import shape

ARTICLE, FAILURE = "article", "article_failure"
"""The keys of `metadata` under which a record, or the reason why there is none, is found."""

_PATH, _RECORD = "file_path", "file_record"
_SHARD = "{:05d}.jsonl.gz"
_FAST = 1  # gzip's level: a fifth larger than at 9, for a third of the whole step's time


def as_page(self: Any, data: dict[str, Any], path: str, id_in_file: int | str) -> dict[str, Any]:
    """An `adapter` for datatrove's readers that also keeps a record's number in its file, for the article's source."""
    text, name = data.pop(self.text_key, ""), data.pop(self.id_key, None)
    return {"text": text, "id": "" if name is None else str(name), "metadata": {**data, _RECORD: id_in_file}}


def page_from(document: Document) -> Page:
    """The page in a document; its metadata pass through as `extra`.  Raises `Unreadable`."""
    rest = dict(document.metadata)
    path, number = rest.pop(_PATH, None), rest.pop(_RECORD, None)
    fields = {**rest, "text": document.text, "id": document.id}
    return page_of(fields, number if isinstance(number, int) else None, path, Reading())


class Articles(BaseFilter):
    """Clean every document.

    "annotate" changes no text and drops nothing: the record, as `cleannews schema` describes it, is added to the
    metadata as `article`.  "filter" makes each document what `cleannews --shape datatrove` writes, and drops those
    without an article (`exclusion_writer` takes them, with the reason).

    `settings.profile`, and a file in `own`, must be found under the same path wherever the step runs.
    """

    name = "📰 cleannews"

    def __init__(
        self,
        mode: Literal["annotate", "filter"] = "annotate",
        *,
        settings: Settings = DEFAULT,
        stages: tuple[str, ...] = (),
        skip: tuple[str, ...] = (),
        own: tuple[str, ...] = (),
        explain: bool = False,
        exclusion_writer: DiskWriter | None = None,
    ) -> None:
        """`stages`, `skip` and `explain` are `cleannews.clean`'s; `own` names stages as `--stage` does.

        Raises `StageError` for a selection that cannot work.
        """
        super().__init__(exclusion_writer)
        if mode not in ("annotate", "filter"):
            raise ValueError(f"mode is annotate or filter, not {mode!r}")
        self.mode = mode
        names = tuple(stage.name for stage in select(stages, skip, [load(spec) for spec in own]))
        self._job = Job(names, settings, explain=explain, own=own)
        self._shape = shape("datatrove")

    @cached_property
    def _stages(self) -> tuple[Stage, ...]:
        return self._job.selected()

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Clean one document in place; says whether it is kept, and why not."""
        try:
            article = clean_page(page_from(doc), self._stages, self._job.settings, explain=self._job.explain)
        except Exception as reason:
            self.stat_update("failed")
            doc.metadata.pop(ARTICLE, None)  # the input's own, which would pass for the record
            doc.metadata[FAILURE] = why(reason)
            return self.mode == "annotate" or (False, "failed")
        self.stat_update("with_article" if article.paragraphs else "without_article")
        if self.mode == "annotate":
            doc.metadata[ARTICLE] = article.record()
        elif not article.paragraphs:
            return False, "no_article"
        else:
            shaped = self._shape(article)
            doc.text, doc.id, doc.metadata = shaped["text"], shaped["id"], shaped["metadata"]
        return True


class RecordWriter(DiskWriter):
    """Write the records of annotated documents as JSON lines, byte for byte as the command writes them."""

    name = "📰 records"
    default_output_filename = "${rank}.jsonl"

    def __init__(self, output_folder: DataFolderLike, output_filename: str | None = None, **options: Any) -> None:
        """As datatrove's writers; the suffix `.gz` or `.zst` compresses."""
        super().__init__(output_folder, output_filename, adapter=_record, mode="wb", **options)

    def write(self, document: Document, rank: int = 0, **kwargs: Any) -> None:
        """Write a document's record; one that failed has none and is left out."""
        if ARTICLE in document.metadata:
            super().write(document, rank, **kwargs)

    def _write(self, document: Mapping[str, Any], file_handler: IO[bytes], filename: str) -> None:
        file_handler.write(line_of(document).encode())


def _record(self: RecordWriter, document: Document) -> dict[str, Any]:
    record: dict[str, Any] = document.metadata[ARTICLE]
    return record


class SiteLines(PipelineStep):
    """First pass of a site's memory: keep the lines of every page, by site, in a file a task.

    Documents pass through as they are.  `SiteProfile` counts the lines.
    """

    type, name = "📰 - SITE MEMORY", "📰 lines"

    def __init__(self, output_folder: DataFolderLike, group_by: str = "auto") -> None:
        """`group_by` is what makes a site, as in `cleannews learn`."""
        super().__init__()
        self._folder, self._group_by = get_datafolder(output_folder), group_by

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Write one line of JSON for each page: `[site, lines]`, the lines as `profiles.key` writes them."""
        segmentation = select(["markup", "segmentation"])
        with self._folder.open(_SHARD.format(rank), "wb") as raw, gzip.open(raw, "wt", _FAST, encoding="utf-8") as file:
            for document in data:
                with self.track_time():
                    try:
                        page = page_from(document)
                    except Unreadable:
                        self.stat_update("failed")
                    else:
                        site = site_of(page, document.metadata.get(_PATH), self._group_by)
                        file.write(json.dumps([site, lines_of(page, segmentation)]) + "\n")
                        self.stat_update("pages")
                yield document


class SiteProfile(PipelineStep):
    """Second pass: add up what `SiteLines` kept, and write the profile.  Run it as one task, after all of the first."""

    type, name = "📰 - SITE MEMORY", "📰 profile"

    def __init__(self, input_folder: DataFolderLike, output_folder: DataFolderLike, name: str = "site.profile") -> None:
        """The profile is for `Articles(settings=Settings(profile="OUTPUT_FOLDER/NAME"))`."""
        super().__init__()
        self._input, self._output, self._file = get_datafolder(input_folder), get_datafolder(output_folder), name

    def run(self, data: DocumentsPipeline = None, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Raises `ValueError` where it is not the only task: each would count all pages, and write the same file."""
        if world_size != 1:
            raise ValueError("SiteProfile counts all pages in one task: run it with tasks=1")
        counting = Counting()
        for site, lines in self._pages():
            with self.track_time():
                counting.add(site, lines)
                self.stat_update("pages")
        with self._output.open(self._file, "wt", encoding="utf-8") as file:
            file.write(counting.profile().dumps())
        yield from data or ()

    def _pages(self) -> Iterator[tuple[str, list[str]]]:
        for path in sorted(self._input.list_files(glob_pattern="*.jsonl.gz")):
            with self._input.open(path, "rt", compression="gzip", encoding="utf-8") as file:
                yield from map(json.loads, file)
