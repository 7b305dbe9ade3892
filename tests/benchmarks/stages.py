"""The time of each stage, of all of them, and of pages of several sizes, which must grow in proportion.

    python tests/benchmarks/stages.py                        # pages that this folder makes itself
    python tests/benchmarks/stages.py pages/                 # the .txt and .html files of a folder
    python tests/benchmarks/stages.py --keep now.json && pyperf compare_to before.json now.json --table

One process on one core, CPU time, medians of rounds that take everything in turn.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean, median

from htmlpages import html_page, html_pages
from ratios import flattened, from_folder
from timing import in_turn, keep, one_core, rows

from cleannews import clean, engine
from cleannews.article import Article, project
from cleannews.document import Document
from cleannews.formats.write_jsonl import write
from cleannews.pipeline import STAGES

SIZES = (6, 12, 24, 48, 96)  # paragraphs; a news page has about 24
MOST_GROWTH = 1.5  # of the time a character, from the usual size up to the largest


def texts_of(folder: Path) -> list[str]:
    plain = [path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*.txt"))]
    return plain + [page.text for page in from_folder(folder, least=0)]


def steps(texts: Sequence[str]) -> dict[str, Callable[[], object]]:
    """Each step of the pipeline over all pages, on what the steps before it made."""
    documents = [[Document.from_text(text) for text in texts]]
    for stage in STAGES:
        documents.append([engine.run(document, [stage]) for document in documents[-1]])
    articles = [project(document, id="x") for document in documents[-1]]

    def stage_over(place: int) -> Callable[[], object]:
        return lambda: [engine.run(document, [STAGES[place]]) for document in documents[place]]

    return {
        WHOLE: lambda: [write(clean(text)) for text in texts],
        "lines": lambda: [Document.from_text(text) for text in texts],
        **{stage.name: stage_over(place) for place, stage in enumerate(STAGES)},
        "projection": lambda: [project(document, id="x") for document in documents[-1]],
        "JSON": lambda: written(articles),
    }


def written(articles: Sequence[Article]) -> list[str]:
    return [write(article) for article in articles]


WHOLE = "all, to JSON"


def growth(rounds: int, each: int = 4) -> tuple[list[str], float]:
    """A row a size, and how much more a character costs on the largest page than on a usual one."""
    pages = {size: [flattened("", html_page(n, paragraphs=size)).text for n in range(each)] for size in SIZES}
    cases = {str(size): (lambda texts=texts: [clean(text) for text in texts]) for size, texts in pages.items()}
    times = in_turn(cases, rounds)
    characters = {size: sum(map(len, texts)) for size, texts in pages.items()}
    cost = {size: median(times[str(size)]) / characters[size] for size in SIZES}
    table = [
        f"{characters[size] / each:>10,.0f} characters{median(times[str(size)]) / each * 1e3:>10.2f} ms"
        f"{cost[size] * 1e9:>10.0f} ns a character"
        for size in SIZES
    ]
    return table, cost[SIZES[-1]] / cost[24]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="of pages; without it, pages are made")
    parser.add_argument("--pages", type=int, default=40, help="how many to make  [default: 40]")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write the times in pyperf's format")
    options = parser.parse_args()
    one_core()
    made = html_pages(options.pages)
    texts = texts_of(options.folder) if options.folder else [flattened(*page).text for page in made]
    lines = fmean(text.count("\n") + 1 for text in texts)
    print(f"{len(texts)} pages; means: {fmean(map(len, texts)):,.0f} characters in {lines:.0f} lines")
    times = in_turn(steps(texts), options.rounds)
    print(*rows(times, WHOLE, len(texts)), sep="\n")
    if options.keep:
        keep({name: [taken / len(texts) for taken in values] for name, values in times.items()}, options.keep)
    table, more = growth(options.rounds)
    print(*table, f"A character of the largest page costs {more:.2f} times that of a usual one.", sep="\n")
    if more > MOST_GROWTH:
        raise SystemExit("The time does not grow in proportion.")


if __name__ == "__main__":
    main()
