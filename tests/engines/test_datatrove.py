"""datatrove's own local executor, with two workers: the records are the command's, byte for byte."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from killing import KILLED
from making import cleannews, page
from shards import built_in, shards, until

from cleannews.engine import StageError
from cleannews.engines.datatrove import ARTICLE, FAILURE, Articles, RecordWriter, SiteProfile, as_page
from cleannews.settings import Settings

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "on_datatrove.py"

# A run of its own, so that it can be killed; the executor's workers import it.
RUN = """
import sys
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from cleannews.engines.datatrove import Articles, RecordWriter, as_page

if __name__ == "__main__":
    pages, out, stage = sys.argv[1:]
    steps = [JsonlReader(pages, adapter=as_page), Articles(own=(stage,)), RecordWriter(out + "/articles")]
    LocalPipelineExecutor(steps, tasks=8, workers=2, logging_dir=out + "/logs").run()
"""


def joined(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("*.jsonl")))


def test_two_passes_give_the_commands_records(tmp_path: Path) -> None:
    pages = shards(tmp_path / "pages", files=4, pages=12)
    script = [sys.executable, EXAMPLE, pages, tmp_path / "clean", "--tasks", "4", "--workers", "2"]
    subprocess.run(script, check=True, capture_output=True, timeout=300)
    assert joined(tmp_path / "clean" / "articles") == built_in(pages, "--two-pass")
    learnt = cleannews("learn", pages, "-o", tmp_path / "site.profile")
    assert learnt.returncode == 0, learnt.stderr
    assert (tmp_path / "clean" / "site.profile").read_bytes() == (tmp_path / "site.profile").read_bytes()


def test_a_killed_worker_costs_its_task_and_the_next_run_goes_on(tmp_path: Path) -> None:
    pages = shards(tmp_path / "pages", files=8, pages=6)
    stage = f"{HERE / 'killing.py'}:KILLING"
    (tmp_path / "run.py").write_text(RUN, "utf-8")
    script = [sys.executable, tmp_path / "run.py", pages, tmp_path / "out", stage]
    killed, completions = tmp_path / "killed", tmp_path / "out" / "logs" / "completions"
    environment = {**os.environ, KILLED: str(killed)}
    run = subprocess.Popen(script, env=environment, start_new_session=True, stderr=subprocess.DEVNULL)
    # Page 33 is of the sixth file.  Its task is lost with the worker, and the pool waits for it for ever.
    until(lambda: completions.is_dir() and len(list(completions.iterdir())) == 7, "the other tasks")
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    assert killed.exists()
    assert not (completions / "00005").exists()
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out" / "articles").iterdir()}
    subprocess.run(script, env=environment, check=True, capture_output=True, timeout=300)
    after = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out" / "articles").iterdir()}
    assert [name for name in after if after[name] != before.get(name)] == ["00005.jsonl"]
    assert joined(tmp_path / "out" / "articles") == built_in(pages)


def test_the_filter_keeps_articles_as_documents_and_says_why_others_went(tmp_path: Path) -> None:
    pages = shards(tmp_path / "pages", files=2, pages=6)
    steps = [
        JsonlReader(str(pages), adapter=as_page),
        Articles("filter", exclusion_writer=JsonlWriter(str(tmp_path / "dropped"))),
        JsonlWriter(str(tmp_path / "kept"), compression=None),
    ]
    LocalPipelineExecutor(steps, tasks=2, workers=1, logging_dir=str(tmp_path / "logs")).run()
    shaped = [*map(json.loads, built_in(pages, "--shape", "datatrove").splitlines())]
    kept = [*map(json.loads, joined(tmp_path / "kept").splitlines())]
    assert len(kept) == 10
    assert kept == [document for document in shaped if document["text"]]
    with gzip.open(tmp_path / "dropped" / "00000.jsonl.gz") as file:
        (dropped,) = map(json.loads, file)
    assert (dropped["text"], dropped["metadata"]["filter_reason"]) == ("Menu\nSearch\n", "no_article")


def test_annotating_changes_no_text() -> None:
    document = Document(page(1), "a", metadata={"url": "https://a.example/", "file_path": "a.jsonl"})
    (got,) = Articles("annotate")([document])
    assert (got.text, got.id) == (page(1), "a")
    record = got.metadata[ARTICLE]
    assert record["source"] == {"path": "a.jsonl", "record": None, "url": "https://a.example/"}
    assert record["extra"] == {"url": "https://a.example/"}


@pytest.mark.parametrize(("mode", "left"), [("annotate", 2), ("filter", 1)])
def test_a_document_that_fails_says_why_and_stops_nothing(mode: str, left: int, tmp_path: Path) -> None:
    step = Articles(mode, own=(f"{HERE / 'killing.py'}:FAILING",))
    documents = [Document(page(33), "bad", metadata={ARTICLE: "its own"}), Document(page(1), "good")]
    kept = list(step(documents))
    assert len(kept) == left
    assert "this page is too much" in documents[0].metadata[FAILURE]
    assert ARTICLE not in documents[0].metadata
    assert kept[-1] is documents[1]
    if mode == "annotate":
        list(RecordWriter(str(tmp_path))(kept))
        assert len(joined(tmp_path).splitlines()) == 1


def test_what_cannot_work_is_said_before_the_run() -> None:
    with pytest.raises(StageError):
        Articles(stages=("no-such-stage",))
    with pytest.raises(ValueError, match="annotate or filter"):
        Articles("both")


def test_a_profile_is_not_counted_by_several_tasks(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="tasks=1"):
        list(SiteProfile(str(tmp_path), str(tmp_path))(None, 0, 2))


def test_the_steps_travel_before_anything_is_loaded() -> None:
    """What is sent to a worker is plain values, not a loaded model."""
    import dill

    step = Articles(settings=Settings(language="en"))
    assert len(dill.dumps(step)) < 10_000
    assert as_page.__module__ == "cleannews.engines.datatrove"
