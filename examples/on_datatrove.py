"""Clean a folder of JSON lines with datatrove, in two passes: what returns on each site's pages is learnt first.

    pip install 'cleannews[datatrove]'
    python examples/on_datatrove.py pages/ clean/ --tasks 100 --workers 8

pages/*.jsonl hold {"id": ..., "text": ..., "url": ...} lines; clean/articles/ gets the records of each task.  Started
again after an interruption, it goes on with the tasks that clean/logs/ does not name as completed.  On Slurm, put
SlurmPipelineExecutor in the place of LocalPipelineExecutor; for a folder in the cloud, give its address.
"""

import argparse

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader

from cleannews.engines.datatrove import Articles, RecordWriter, SiteLines, SiteProfile, as_page
from cleannews.settings import Settings


def executor(pages: str, clean: str, tasks: int, workers: int) -> LocalPipelineExecutor:
    """Three jobs, each of which waits for the one before."""
    settings = Settings(profile=f"{clean}/site.profile")
    read = JsonlReader(pages, adapter=as_page)
    jobs = [
        ("lines", [read, SiteLines(f"{clean}/lines")], tasks, workers),
        ("profile", [SiteProfile(f"{clean}/lines", clean)], 1, 1),
        (
            "articles",
            [read, Articles("annotate", settings=settings), RecordWriter(f"{clean}/articles")],
            tasks,
            workers,
        ),
    ]
    last = None
    for name, pipeline, count, at_once in jobs:
        last = LocalPipelineExecutor(
            pipeline, tasks=count, workers=at_once, logging_dir=f"{clean}/logs/{name}", depends=last
        )
    return last


if __name__ == "__main__":  # each worker imports this file
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", help="a folder of .jsonl or .jsonl.gz files")
    parser.add_argument("clean", help="a folder for what comes out")
    parser.add_argument("--tasks", type=int, default=4, help="parts of the work; as many as there are files is best")
    parser.add_argument("--workers", type=int, default=2, help="tasks at once on this machine")
    options = parser.parse_args()
    executor(options.pages, options.clean, options.tasks, options.workers).run()
