"""Files of JSON lines, and what the command makes of them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from making import cleannews, page


def shards(folder: Path, files: int, pages: int) -> Path:
    """`files` files of `pages` pages of two sites, with fields that pass through, and what none must trip on."""
    folder.mkdir()
    for shard in range(files):
        rows = [
            {"id": f"{shard}-{n}", "text": page(shard * pages + n), "url": f"https://site-{n % 2}.example/{n}", "n": n}
            for n in range(pages)
        ]
        rows[0] |= {"text": "Menu\nSearch\n", "tags": ["a", {"b": None, "c": 1.5}], "metadata": {"kept": True}}
        rows[1]["text"] += "One line\u2028that some readers end here.\n"
        del rows[2]["id"]
        rows[3]["id"] = ""
        text = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{shard:02}.jsonl").write_text(text, "utf-8")
    return folder


def built_in(*args: str | Path) -> bytes:
    """What the command writes to standard output, with its own workers."""
    done = cleannews(*args, "--jobs", "2")
    assert done.returncode == 0, done.stderr
    return done.stdout


def until(so: Callable[[], bool], what: str, seconds: float = 90) -> None:
    """Wait for something that happens elsewhere."""
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.05)
