"""Near-duplicate articles in a run, by MinHash over shingles of words: marked, never removed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

import numpy as np
from datasketch import LeanMinHash, MinHash, MinHashLSH

from cleannews.batch.worker import Result
from cleannews.formats.write_jsonl import harmless

_SHINGLE = 4  # words: the same unit that body text is scored by
_HASHES = 128
_SEED = 1
_SCHEME = "affine32"
_MISSES_COUNT = (0.1, 0.9)  # a false candidate costs one comparison, a missed one a mark
THRESHOLD = 0.8
"""Share of shingles that two articles have in common, from which on the later one is marked."""


def signature_of(text: str) -> bytes:
    """Return an article's signature: 128 hashes of 4 bytes, the same on every machine."""
    words = text.casefold().split()
    shingles = {" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))}
    sketch = _empty().copy()
    sketch.update_batch([shingle.encode() for shingle in shingles])
    packed: bytes = sketch.hashvalues.astype("<u4").tobytes()
    return packed


@cache
def _empty() -> MinHash:
    return MinHash(_HASHES, seed=_SEED, scheme=_SCHEME)  # making its permutations costs more than using them


class Duplicates:
    """The articles seen so far in this run, in order; each is compared with those before it."""

    def __init__(self, seen: Iterable[tuple[str, bytes]] = ()) -> None:
        """`seen` are ids and signatures of an earlier, interrupted part of the run."""
        self._index = MinHashLSH(threshold=THRESHOLD, num_perm=_HASHES, weights=_MISSES_COUNT)
        self._ids: list[str] = []
        self._signatures: list[bytes] = []
        for name, signature in seen:
            self._find(name, signature)

    def mark(self, result: Result) -> Result:
        """Return the result; if an earlier article is the same but for little, its JSON says which, and how alike."""
        if result.signature is None or result.id is None:
            return result
        found = self._find(result.id, result.signature)
        if found is None:
            return result
        added = harmless(json.dumps({"id": found[0], "similarity": round(found[1], 3)}, ensure_ascii=False))
        data = result.data.rstrip().removesuffix(b"}") + f',"duplicate_of":{added}}}\n'.encode()
        return result._replace(data=data)

    def _find(self, name: str, signature: bytes) -> tuple[str, float] | None:
        """The likest earlier original (the earliest of equals); what is no duplicate is an original from now on."""
        sketch = _sketch(signature)
        best: tuple[float, int] | None = None
        for place in self._index.query(sketch):
            alike = sketch.jaccard(_sketch(self._signatures[place]))
            if alike >= THRESHOLD:
                best = max(best or (0.0, 0), (alike, -place))
        if best is not None:
            return self._ids[-best[1]], best[0]
        self._index.insert(len(self._ids), sketch)
        self._ids.append(name)
        self._signatures.append(signature)
        return None


def _sketch(signature: bytes) -> LeanMinHash:
    return LeanMinHash(seed=_SEED, hashvalues=np.frombuffer(signature, "<u4"), scheme=_SCHEME)
