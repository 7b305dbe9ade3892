"""Training pairs: a page's text with what a person (or a tool that saw the HTML) says its article is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from random import Random
from typing import Any, NamedTuple

from cleannews.document import Document
from cleannews.engine import run
from cleannews.linemodel.labels import corrected, shares
from cleannews.stages.markup import MARKUP
from cleannews.stages.segmentation import SEGMENTATION
from cleannews.training.augmentation import augment

FLATTENINGS, AUGMENTED = 3, 2
"""Versions of a page that are learnt from: as they come, and changed at random."""
GOLD, SILVER = 3.0, 0.9
"""Weights of pages labelled by hand and by a tool."""


_STRINGS, _LISTS = ("title", "date"), ("authors", "summary", "must_have", "must_not")
"""What a reference may hold besides its body and its captions: strings, and lists of strings."""


class PairError(ValueError):
    """A training pair has no text or no reference, or a field of a wrong type; the text says which pair."""


class Page(NamedTuple):
    """One version of one pair: its logical lines, and for each how far it is of the body."""

    pair: str
    publisher: str
    silver: bool
    weight: float
    document: Document
    labels: list[float]


def pages(records: Iterable[Mapping[str, Any]], seed: int) -> Iterator[Page]:
    """Yield versions of each pair; raise `PairError` with the pair's number where one is unusable."""
    for number, record in enumerate(records, 1):
        name = str(record.get("id") or number)
        texts, reference = parts(record, number)
        if not reference["body"]:
            continue
        silver = "silver" in str(reference.get("quality") or "")
        publisher = str(record.get("publisher") or name)
        for text in _versions(texts, Random(f"{seed}:{name}")):
            document = run(Document.from_text(text), (MARKUP, SEGMENTATION))
            if document.texts:
                labels = shares(document.texts, [*(reference.get("summary") or ()), *reference["body"]])
                labels = corrected(document.texts, labels, reference.get("must_have") or (), _outside(reference))
                yield Page(name, publisher, silver, SILVER if silver else GOLD, document, labels)


def parts(record: Mapping[str, Any], number: int) -> tuple[list[str], Mapping[str, Any]]:
    """The texts and the reference, with its body as a list, of a pair; raises `PairError` with the pair's number."""
    return _texts(record, number), _reference(record, number)


def _texts(record: Mapping[str, Any], number: int) -> list[str]:
    """The page's texts, in the order of their names (`flat`), or its only one; raises `PairError`."""
    flat = record.get("flat") or {"": record.get("text", record.get("raw"))}
    if not isinstance(flat, Mapping) or not all(isinstance(text, str) for text in flat.values()):
        raise PairError(f"pair {number} has no text: give `text`, `raw` or `flat`")
    return [flat[name] for name in sorted(flat)]


def _reference(record: Mapping[str, Any], number: int) -> Mapping[str, Any]:
    reference = record.get("reference") or {"body": record.get("clean")}
    if isinstance(reference, Mapping):
        body = reference.get("body")
        if body is None and "reference" in record:
            body = []
        if isinstance(body, str):
            body = [line for line in body.split("\n") if line.strip()]
        if _are_strings(body):
            _check(reference, number)
            return {**reference, "body": body}
    raise PairError(f"pair {number} has no reference: give `clean` or `reference` with a `body`")


def _check(reference: Mapping[str, Any], number: int) -> None:
    """Raise `PairError` for a field that is not of its type; each may be missing or null."""
    for name in _STRINGS:
        if not isinstance(reference.get(name) or "", str):
            raise PairError(f"pair {number}: `{name}` of its reference is no string")
    for name in _LISTS:
        if not _are_strings(reference.get(name) or []):
            raise PairError(f"pair {number}: `{name}` of its reference is no list of strings")
    captions = reference.get("captions") or []
    if not isinstance(captions, list) or not all(_is_caption(caption) for caption in captions):
        raise PairError(f'pair {number}: `captions` of its reference are no list of {{"text": ...}}')


def _are_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _is_caption(value: object) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("text") or "", str)


def _outside(reference: Mapping[str, Any]) -> list[str]:
    """What stands on the page but not in its body: the headline, the captions, and what is named as such."""
    captions = [c.get("text") or "" for c in reference.get("captions") or ()]
    body = " ".join(reference["body"])
    named = [reference.get("title") or "", *captions]
    return [*(reference.get("must_not") or ()), *(text for text in named if text and text not in body)]


def _versions(texts: list[str], chance: Random) -> Iterator[str]:
    yield from chance.sample(texts, min(FLATTENINGS, len(texts)))
    for _ in range(AUGMENTED):
        yield augment(chance.choice(texts), chance)
