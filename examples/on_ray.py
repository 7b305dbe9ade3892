"""Clean a dataset that is in Ray already: a column of pages becomes columns of articles.

    pip install 'cleannews[ray]'
    python examples/on_ray.py pages.parquet articles/ --address ray-head:6379

For files, `cleannews pages/ -o articles.jsonl --engine ray` does it all, and can be resumed.
"""

import argparse

import pyarrow as pa
import ray

from cleannews import clean
from cleannews.formats.write_jsonl import write


def articles(batch: pa.Table) -> pa.Table:
    """One row an article; what has no column of its own stands in the record (`cleannews schema` describes it)."""
    found = [clean(text) for text in batch["text"].to_pylist()]
    return pa.table(
        {
            "id": batch["id"],
            "headline": pa.array([article.headline for article in found], pa.string()),
            "authors": pa.array([article.authors for article in found], pa.list_(pa.string())),
            "date_published": pa.array([article.date_published for article in found], pa.string()),
            "text": pa.array([article.text for article in found], pa.string()),
            "record": pa.array([write(article) for article in found], pa.string()),
        }
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", help="Parquet with the columns id and text")
    parser.add_argument("articles", help="a folder for what comes out")
    parser.add_argument("--address", default="local", help="of the cluster; without it, Ray runs on this machine")
    options = parser.parse_args()
    ray.init(options.address)
    pages = ray.data.read_parquet(options.pages)
    # A block is a task, and a page takes milliseconds: some hundred pages keep a worker busy for long enough.
    pages.map_batches(articles, batch_format="pyarrow", batch_size=256).write_parquet(options.articles)
