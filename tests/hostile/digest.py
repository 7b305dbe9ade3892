"""One line that stands for all records of the hostile pages and the examples: `python tests/hostile/digest.py`.

It is the same on every machine, in every environment and on every version of Python.  (Pages of every character are
left out: versions of Python know more and more of them.)
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from hostile.cases import ARTICLE, CASES  # noqa: E402

from cleannews import clean  # noqa: E402
from cleannews.formats import write_jsonl  # noqa: E402


def digest() -> str:
    pages = [page.read_text("utf-8") for page in sorted((ROOT / "examples").glob("*.txt"))]
    for case in CASES:
        if not case.name.startswith("every"):
            pages += [case.make(1500), f"{ARTICLE}{case.make(500)}\n\n{ARTICLE}"]
    records = "".join(write_jsonl.write(clean(page, explain=True)) for page in pages)
    return sha256(records.encode()).hexdigest()


if __name__ == "__main__":
    print(digest())
