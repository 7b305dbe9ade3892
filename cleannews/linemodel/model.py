"""A model file: learnt numbers as plain JSON, checked before use.  Nothing in it is ever run."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO, Any, NamedTuple

from cleannews.linemodel.features import Odds
from cleannews.linemodel.forest import MOST_ODDS, Forest, ModelError, Trees
from cleannews.remembered import of_file

FORMAT = "cleannews-linemodel"
VERSION = 2
LARGEST = 8_000_000
"""Bytes of a model file that are read; the shipped one has under two million."""


class Model(NamedTuple):
    """What scoring needs: odds of single words (log-odds in hundredths), and a forest for each of the two passes."""

    header: Mapping[str, Any]
    odds: Odds
    first: Forest
    second: Forest


def dump(header: Mapping[str, Any], odds: Odds, first: Trees, second: Trees) -> str:
    """Return the text of a model file; the same numbers always give the same text."""
    body = {"odds": dict(sorted(odds.items())), "first": first._asdict(), "second": second._asdict()}
    payload = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    top = {"format": FORMAT, "version": VERSION, "check": zlib.crc32(payload.encode()), **header}
    return json.dumps(top, ensure_ascii=False, sort_keys=True) + "\n" + payload + "\n"


def parse(text: str) -> Model:
    """Read a model file's text; raise `ModelError` with the reason where it is not a sound one."""
    head, _, payload = text.partition("\n")
    try:
        header, body = json.loads(head), json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise ModelError("not a model file: it is not JSON") from error
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise ModelError("not a model file of cleannews")
    if header.get("version") != VERSION:
        raise ModelError(f"a model of version {header.get('version')!r}; this cleannews reads version {VERSION}")
    if header.get("check") != zlib.crc32(payload.removesuffix("\n").encode()):
        raise ModelError("the model file is damaged: its checksum does not fit")
    try:
        odds = body["odds"]
        if {*map(type, odds.values())} - {int} or max(map(abs, odds.values()), default=0) > 100 * MOST_ODDS:
            raise ModelError("a word's odds are no whole number, or beyond all odds")
        return Model(header, odds, Forest(Trees(**body["first"])), Forest(Trees(**body["second"])))
    except ModelError:
        raise
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise ModelError(f"the model file lacks something: {error}") from error


def load(path: str | None = None) -> Model:
    """Return the model in a file, or the one shipped with the package; read once, or again if the file has changed.

    Raises `ModelError` for an unsound file and `OSError` for one that cannot be read.
    """
    return _shipped() if path is None else _in_file(path)


@cache
def _shipped() -> Model:
    with (resources.files(__package__) / "weights.json").open("rb") as stream:
        return _read(stream)


@of_file
def _in_file(path: str) -> Model:
    with Path(path).open("rb") as stream:
        return _read(stream)


def _read(stream: IO[bytes]) -> Model:
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ModelError(f"a model file of more than {LARGEST} bytes")
    try:
        return parse(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ModelError("not a model file: it is not UTF-8") from error
