"""Rate and memory of batch runs, on pages made of this script's own words.

    python tests/benchmarks/batches.py                        # 2,000 pages of news size
    python tests/benchmarks/batches.py --pages 8000 --small --jsonl 10M --rounds 3
    python tests/benchmarks/batches.py --pages 100000 --small
    python tests/benchmarks/batches.py --pages 0 --jsonl 2G --jobs 2 --stages segmentation

Options that are not its own go to the command.  Each run is the real command, with compiled modules as what is
installed has them; runs with one job and with two take turns, and rates are medians.  Memory is the supervisor's peak
resident set (VmHWM), and the largest of its workers'.  Processor time, of the supervisor and of all its workers, tells
on a busy machine what the rate does not: two jobs can be 2 / (1 + supervisor / workers) times as fast as one on two
cores.  No output is removed before the end: ext4 takes five times as long to make a file where others have just been
removed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

TEXT = """the a of to in and council harbour ferry school winter report said after before week people town bridge
road water storm price market minister village fire rescue train night morning plan money club match season vote"""
WORDS = TEXT.split()
MENU = ("Menu", "Search", "Sign in", "News", "Sport", "Weather", "Travel", "Culture", "Opinion", "Video")


class Size(NamedTuple):
    """How much there is on a page."""

    links: int
    paragraphs: int


SMALL, NEWS = Size(4, 4), Size(110, 24)  # about 1 KB, and the 12 KB that a news page has


def sentence(pick: Random) -> str:
    return " ".join(pick.choices(WORDS, k=pick.randrange(8, 24))).capitalize() + "."


def page(number: int, size: Size) -> str:
    """A flattened page; the same number gives the same page."""
    pick = Random(number)
    links = [" ".join(pick.choices(WORDS, k=pick.randrange(1, 7))).capitalize() for _ in range(size.links)]
    body = [" ".join(sentence(pick) for _ in range(3)) for _ in range(size.paragraphs)]
    half = len(links) // 2
    return "\n".join([*MENU, *links[:half], f"Page {number}: {sentence(pick)}", *body, *links[half:], "Contact"]) + "\n"


def fill(folder: Path, count: int, size: Size) -> int:
    for number in range(count):
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(number, size), "utf-8")
    return count


def write_lines(path: Path, at_least: int, kind: Size) -> int:
    """A file of JSON lines of about this size; its 500 pages are made once and return under other names."""
    pages = [json.dumps(page(number, kind))[1:-1] for number in range(500)]
    number = size = 0
    with path.open("w", encoding="ascii") as file:
        while size < at_least:
            size += file.write(f'{{"id": "{number}", "text": "{pages[number % 500]}"}}\n')
            number += 1
    return number


def compiled(bytecode: Path) -> dict[str, str]:
    """The environment with a place for compiled modules, and the command run once so that they are there."""
    found = {**os.environ, "PYTHONPYCACHEPREFIX": str(bytecode)}
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    pages = "".join(json.dumps({"text": page(number, SMALL)}) + "\n" for number in range(2)).encode()
    first = [sys.executable, "-m", "cleannews", "-", "--from", "jsonl", "--jobs", "2"]
    subprocess.run(first, input=pages, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, env=found)
    return found


class Watch:
    """Peak resident sets (KB) of a process and of its workers, and its processor time (s), read while it runs."""

    def __init__(self, pid: int) -> None:
        self.parent = self.worker = 0
        self.seconds = 0.0
        self._pid, self._stop = pid, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        while not self._stop.wait(0.1):
            self.parent = max(self.parent, peak(self._pid))
            self.worker = max([self.worker, *map(peak, children(self._pid))])
            self.seconds = max(self.seconds, processor_time(self._pid))

    def close(self) -> None:
        self._stop.set()
        self._thread.join()


def processor_time(pid: int) -> float:
    """Seconds, without the children's."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak(pid: int) -> int:
    """Kilobytes."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def children(pid: int) -> Iterator[int]:
    try:
        yield from map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    except OSError:
        return


def run(name: str, pages: int, environment: dict[str, str], *args: str | Path) -> float:
    """Run the command, print a row, and return pages a second."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "cleannews", *map(str, args)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    watch = Watch(process.pid)
    told = process.communicate()[1].decode().splitlines()
    watch.close()
    if process.returncode:
        sys.exit("\n".join(told))
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    workers = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime - watch.seconds
    cells = f"{pages:>9,}{seconds:>9.1f}{pages / seconds:>9.1f}{watch.parent / 1024:>11.0f}{watch.worker / 1024:>11.0f}"
    print(f"{name:<26}{cells}{watch.seconds:>11.1f}{workers:>11.1f}   {told[-1] if told else ''}", flush=True)
    return pages / seconds


def compare(name: str, pages: int, options: argparse.Namespace, args: Callable[[Path], list[str | Path]]) -> None:
    rates: dict[int, list[float]] = {count: [] for count in options.jobs}
    for turn in range(options.rounds):
        for count in options.jobs:
            out = options.folder / f"{name}-{turn}-{count}".replace(" ", "-")
            out.mkdir()
            told = f"{name}, --jobs {count}"
            rates[count].append(run(told, pages, options.environment, *args(out), "--jobs", str(count)))
    if len(rates) > 1:
        first, *_, last = options.jobs
        times = statistics.median(rates[last]) / statistics.median(rates[first])
        print(f"{'':<26}--jobs {last} is {times:.2f} times as fast as --jobs {first}", flush=True)


def size_of(text: str) -> int:
    """Read a size: 300M, 2G.

    >>> size_of("2G")
    2147483648
    """
    units = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
    return int(float(text[:-1]) * units[text[-1]]) if text[-1] in units else int(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000, help="files in a directory")
    parser.add_argument("--small", action="store_true", help="pages of 1 KB instead of 12 KB")
    parser.add_argument("--jsonl", type=size_of, default=0, metavar="SIZE", help="a file of JSON lines, such as 2G")
    parser.add_argument("--jobs", type=lambda text: [int(n) for n in text.split(",")], default=[1, 2])
    parser.add_argument("--rounds", type=int, default=1, help="runs of each kind, in turn")
    parser.add_argument("--folder", type=Path, help="where to work; needs room for input and outputs")
    options, rest = parser.parse_known_args()
    size = SMALL if options.small else NEWS
    head = ("pages", "seconds", "pages/s", "parent MB", "worker MB", "parent s", "workers s")
    print(f"{f'{os.cpu_count()} cores':<26}{head[0]:>9}{head[1]:>9}{head[2]:>9}{''.join(f'{h:>11}' for h in head[3:])}")
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        options.folder = Path(name)
        options.environment = compiled(options.folder / "bytecode")
        if options.pages:
            pages = options.folder / "pages"
            count = fill(pages, options.pages, size)
            compare("files", count, options, lambda out: [pages, "-o", f"{out}/", *rest])
            compare("files to one", count, options, lambda out: [pages, "-o", out / "all.jsonl", *rest])
        if options.jsonl:
            source = options.folder / "pages.jsonl"
            count = write_lines(source, options.jsonl, size)
            compare("JSON lines", count, options, lambda out: [source, "-o", out / "all.jsonl", *rest])


if __name__ == "__main__":
    main()
