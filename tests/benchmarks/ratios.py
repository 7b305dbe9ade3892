"""cleannews on flattened text beside extractors on the HTML that the text was flattened from.

    pip install '.[bench]'
    python tests/benchmarks/ratios.py               # pages that this script makes itself
    python tests/benchmarks/ratios.py pages/        # a folder of HTML pages
    python tests/benchmarks/ratios.py --rounds 15 --per-page pages/

One process on one core.  Each round runs every tool over all pages, in another order each time, so that what else the
machine does meets them alike.  CPU time; of a page the median over the rounds, of a tool the mean over its pages.
Trust the ratios, not the milliseconds.  Every tool starts from a string in memory; decoding is not counted.
"""

from __future__ import annotations

import argparse
import gc
import logging
import platform
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple

from htmlpages import html_pages
from timing import cpu_seconds, one_core


class Page(NamedTuple):
    """A page as HTML, and flattened to text."""

    name: str
    html: str
    text: str


class Tool(NamedTuple):
    """What is measured; `package` is where its version stands."""

    name: str
    package: str
    run: Callable[[Page], object]


def flattened(name: str, html: str) -> Page:
    """All the text of a page, as Common Crawl flattens it, alternative texts of pictures included."""
    from resiliparse.extract.html2text import extract_plain_text

    return Page(name, html, extract_plain_text(html, preserve_formatting=True, main_content=False, alt_texts=True))


def from_folder(folder: Path, least: int) -> Iterable[Page]:
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".html", ".htm")):
        data = path.read_bytes()
        if len(data) >= least:
            yield flattened(path.name, bytes_to_str(data, detect_encoding(data) or "utf-8"))


def tools() -> list[Tool]:
    """Every tool, loaded; what is not installed is named and left out."""
    found = []
    for make in (cleannews_tools, resiliparse_tools, trafilatura_tools, readability_tools, justext_tools):
        try:
            found += make()
        except ImportError as reason:
            print(f"left out: {reason}")
    return found


def cleannews_tools() -> list[Tool]:
    from cleannews import clean
    from cleannews.formats.write_jsonl import write

    return [
        Tool("cleannews, all stages, to JSON", "cleannews", lambda page: write(clean(page.text))),
        Tool("cleannews without quotes", "cleannews", lambda page: write(clean(page.text, skip=["quotes"]))),
    ]


def resiliparse_tools() -> list[Tool]:
    from resiliparse.extract.html2text import extract_plain_text

    def main_content(page: Page) -> object:
        return extract_plain_text(page.html, preserve_formatting=True, main_content=True)

    return [
        Tool(BASE, "resiliparse", main_content),
        Tool("resiliparse, all text", "resiliparse", lambda page: flattened("", page.html)),
    ]


def trafilatura_tools() -> list[Tool]:
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

    def with_metadata(page: Page) -> object:
        return extract(page.html, output_format="json", with_metadata=True)

    return [
        Tool("trafilatura", "trafilatura", lambda page: extract(page.html)),
        Tool("trafilatura, fast", "trafilatura", lambda page: extract(page.html, fast=True)),
        Tool("trafilatura, JSON with metadata", "trafilatura", with_metadata),
    ]


def readability_tools() -> list[Tool]:
    from readability import Document

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    return [Tool("readability-lxml", "readability-lxml", lambda page: Document(page.html).summary())]


def justext_tools() -> list[Tool]:
    from justext import get_stoplist, justext

    words = get_stoplist("English")
    return [Tool("jusText", "jusText", lambda page: justext(page.html, words))]


BASE = "resiliparse, main content"


def seconds(tool: Tool, page: Page) -> float | None:
    """CPU time of one page; None if the tool fails on it."""
    try:
        return cpu_seconds(lambda: tool.run(page))
    except Exception:
        return None


def measure(tools: Sequence[Tool], pages: Sequence[Page], rounds: int) -> dict[str, list[float]]:
    """Seconds of each page by the tool's name; a page that some tool fails on is left out for all."""
    times: dict[str, list[list[float | None]]] = {tool.name: [[] for _ in pages] for tool in tools}
    for turn in range(rounds + 1):
        for tool in (*tools[turn % len(tools) :], *tools[: turn % len(tools)]):
            gc.collect()
            found = [seconds(tool, page) for page in pages]
            if turn:  # the first loads and compiles
                for place, taken in enumerate(found):
                    times[tool.name][place].append(taken)
    good = [at for at in range(len(pages)) if all(None not in times[tool.name][at] for tool in tools)]
    if len(good) < len(pages):
        print(f"left out: {len(pages) - len(good)} pages on which some tool fails")
    return {name: [median(t for t in found[at] if t is not None) for at in good] for name, found in times.items()}


def table(tools: Sequence[Tool], times: dict[str, list[float]]) -> Iterable[str]:
    base = times.get(BASE)
    yield f"{'':<34}{'version':>10}{'ms/page':>10}{'median':>9}{'pages/s':>9}{'times ' + BASE:>34}"
    for tool in tools:
        found = times[tool.name]
        mean = fmean(found)
        ratio = f"{mean / fmean(base):.2f}" if base else ""
        cells = f"{version(tool.package):>10}{mean * 1e3:>10.2f}{median(found) * 1e3:>9.2f}{1 / mean:>9.0f}"
        yield f"{tool.name:<34}{cells}{ratio:>34}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="of HTML pages; without it, pages are made")
    parser.add_argument("--pages", type=int, default=40, help="how many to make  [default: 40]")
    parser.add_argument("--least", type=int, default=0, metavar="BYTES", help="leave out smaller files of the folder")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--per-page", action="store_true", help="milliseconds of every page too")
    options = parser.parse_args()
    one_core()
    if options.folder:
        pages = list(from_folder(options.folder, options.least))
    else:
        pages = [flattened(name, html) for name, html in html_pages(options.pages)]
    size = {kind: fmean(len(getattr(page, kind)) for page in pages) / 1000 for kind in ("html", "text")}
    lines = fmean(page.text.count("\n") + 1 for page in pages)
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {options.rounds} rounds, {len(pages)} pages"
    )
    print(f"means: {size['html']:.0f} thousand characters of HTML, {size['text']:.1f} of text in {lines:.0f} lines")
    measured = tools()
    times = measure(measured, pages, options.rounds)
    print("\n".join(table(measured, times)))
    if options.per_page:
        for place, page in enumerate(pages):
            print(page.name, len(page.html), len(page.text), *(f"{times[t.name][place] * 1e3:.2f}" for t in measured))


if __name__ == "__main__":
    main()
