"""What fuzzing begins with: the dictionary, the first inputs of each kind, and changes that keep a page a page."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import tomllib
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from strategies import FURNITURE, PROSE

from cleannews.profiles import Profile, Site

EXAMPLES = Path(__file__).parents[2] / "examples"
SIGNS = (
    *"“”„‟«»‘’‹›「」『』\"'()[]{}<>|*_#\\/@©…–—-:;,.!?0123456789",
    *"\n\r\t\0\x1b\x1c\x85\u00a0\u00ad\u200b\u200c\u200d\u200e\u202e\u2028\ufeff\ufffd\ud800",
    "\n\n", " (AP)", " said ", " — ", "12/12/", "An icon of ", "\u0301" * 3, "\U0001f600", "\U000e0041",
)  # fmt: skip


def dictionary() -> list[str]:
    """What rules look for: the packs' words, and what stands in scraped pages."""
    words: set[str] = set()
    for file in resources.files("cleannews.languages").iterdir():
        if file.name.endswith(".toml"):
            words.update(_strings(tomllib.loads(file.read_text("utf-8"))))
    words.discard("")
    step = max(1, len(words) // 1500)
    return [*sorted(words)[::step], *FURNITURE, *PROSE, *SIGNS]


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list() | dict():
            for item in value.values() if isinstance(value, dict) else value:
                yield from _strings(item)


def seeds(target: str) -> Iterator[bytes]:
    """Where to begin: small whole inputs of each kind."""
    pages = [page.read_text("utf-8") for page in sorted(EXAMPLES.glob("*.txt"))]
    short = ["\n".join((*FURNITURE[i : i + 6], *PROSE)) for i in range(0, len(FURNITURE), 3)]
    stretches = [page[i : i + 600] for page in pages for i in range(0, len(page), 500)]
    match target:
        case "pipeline":
            yield from (bytes([n % 16, n % 13]) + text.encode() for n, text in enumerate(short + stretches))
        case "models":
            leaf = {"names": ["words", "length"], "trees": [[0, 1.5, -1, 0.5, 1, 2.0, -1, 0.1, -1, -0.2], [-1, 0.25]]}
            yield json.dumps({"odds": {"said": 1.5}, "first": leaf, "second": leaf}).encode()
        case "profile":
            yield Profile({"a": Site(4, {"sign in": 4}), "b": Site(2, {"menu": 1})}).dumps().encode()
        case "html":
            yield from (f"<html><body><p>{text}</p><a href=b>c</a></body></html>".encode() for text in short)
        case "jsonl":
            yield from (json.dumps({"id": 1, "text": text, "url": "http://a.b"}).encode() + b"\n{}" for text in short)
        case "wet":
            yield from map(_archived, short)
        case "parquet":
            yield _table(short[:3])
        case "packed":
            line = json.dumps({"text": short[0]}).encode()
            yield from (pack(line) for pack in (gzip.compress, bz2.compress, lzma.compress, _zstandard))
        case _:
            yield from (text.encode() for text in short + stretches)
            yield from (text.encode("utf-16") for text in short[:3])
            yield from (text.encode("cp1252", "replace") for text in short[:3])


def _archived(text: str) -> bytes:
    body = text.encode()
    head = f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:x>\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def _table(texts: list[str]) -> bytes:
    import pyarrow
    from pyarrow import parquet

    buffer = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": texts, "id": range(len(texts))}), buffer)
    return buffer.getvalue()


def _zstandard(data: bytes) -> bytes:
    import zstandard

    return zstandard.compress(data)


class Mutator:
    """Half the time libFuzzer's changes to bytes; else changes to words and lines, which keep a page a page."""

    def __init__(self, words: list[str], change_bytes: Callable[[bytes, int], bytes]) -> None:
        self.words, self.change_bytes = words, change_bytes

    def __call__(self, data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.4:
            return bytes(self.change_bytes(data, most))
        head, text = data[:2], data[2:].decode("utf-8", "surrogateescape")
        for _ in range(chance.choice((1, 1, 2, 4))):
            text = self._changed(text, chance)
        return (head + text.encode("utf-8", "surrogatepass" if "\ud800" in text else "surrogateescape"))[:most]

    def _changed(self, text: str, chance: random.Random) -> str:
        separator = chance.choice(("\n", "\n", "\n\n", " ", "\r\n", ""))
        parts = text.split(separator) if separator else list(text)
        at, to = chance.randrange(len(parts) + 1), chance.randrange(len(parts) + 1)
        first, last = sorted((at, to))
        match chance.randrange(6):
            case 0 | 1:
                parts.insert(at, chance.choice(self.words))
            case 2:
                del parts[first:last]
            case 3:
                parts[to:to] = parts[at : at + 3]
            case 4:
                parts[at : at + 1] = [chance.choice(self.words)] * chance.choice((1, 2, 3, 30))
            case 5:
                parts[first:last] = reversed(parts[first:last])
        return separator.join(parts)


def entry(word: str) -> str:
    """A word as libFuzzer's dictionaries have it."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "surrogatepass")[:60]) + '"\n'
