"""Files about a run: what became of every page, and which pages failed."""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import Any

from cleannews import __version__
from cleannews.batch.atomic import Partial
from cleannews.batch.ledger import Ledger, Row
from cleannews.formats.write_jsonl import harmless

SCHEMA = "cleannews-run/1"


def write_report(path: str, ledger: Ledger, counts: Counter[str], about: dict[str, Any]) -> None:
    """Write one JSON object: counts, settings, and a line for every page; raises `OSError`."""
    head = {"schema": SCHEMA, "version": __version__, **about, "pages": counts.total(), "counts": dict(counts)}
    lines = map(_line, ledger.rows())
    file = Partial(path)
    try:
        file.write((json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "inputs": [').encode())
        for number, line in enumerate(lines):
            file.write(f"{',' if number else ''}\n  {line}".encode())
        file.write(b"\n ]\n}\n")
        file.finish()
    except BaseException:
        file.abandon()
        raise


def write_errors(path: str, ledger: Ledger) -> None:
    """Write a line of JSON for every page that failed, with the reason; raises `OSError`."""
    file = Partial(path)
    try:
        for row in ledger.rows("failed"):
            file.write(f"{_line(row)}\n".encode())
        file.finish()
    except BaseException:
        file.abandon()
        raise


def _line(row: Row) -> str:
    return harmless(json.dumps(row._asdict(), ensure_ascii=False))


def beside(output: str, *, folder: bool) -> str:
    """The path of the ledger for an output: a hidden file in the directory, or beside the file."""
    if folder:
        return os.path.join(output, ".cleannews-ledger")
    parent, name = os.path.split(output)
    return os.path.join(parent, f".{name}.cleannews-ledger")
