"""What a batch of records adds up to: the same numbers for the report and for `cleannews stats`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

from cleannews.article import Source

FIELDS = ("headline", "standfirst", "section", "byline", "authors", "agency", "publisher", "date_published",
          "date_modified", "dateline", "language")  # fmt: skip
LENGTHS = (250, 500, 1000, 2000, 4000, 8000, 16000)

_EXAMPLES = 3  # shown for a rule
_LONGEST_EXAMPLE = 120
_MOST_LINES = 200_000  # removed lines counted before the rare ones are forgotten, so that memory stays bounded


class Numbers:
    """Counts over records (the dicts of `Article.record` or of a line of JSON), one `add` a page.

    What needs `removed` (stages, rules, lines) counts only the records that have it, which are those made with
    `--explain`; `explained` says how many did.
    """

    def __init__(self) -> None:
        """Start at 0."""
        self.pages = self.empty = self.explained = self.kept = 0
        self.fields: Counter[str] = Counter(dict.fromkeys((*FIELDS, "captions", "quotes"), 0))
        self.stages: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()
        self.examples: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.lines: Counter[str] = Counter()
        self.lengths: Counter[int] = Counter()
        self.languages: Counter[str] = Counter()
        self.sites: Counter[str] = Counter()
        self.speakers: Counter[str] = Counter()
        self.warnings: Counter[str] = Counter()
        self.duplicates: list[tuple[str, str]] = []
        self.failures: list[tuple[str, str]] = []
        self._texts: dict[bytes, str] = {}

    def add(self, record: Mapping[str, Any]) -> None:
        """Count one record; raises `KeyError` or `TypeError` for what is none."""
        text, source = record["text"], Source(**record["source"])
        name = page_name(source, record["id"])
        self.pages += 1
        self.empty += not record["paragraphs"]
        self.fields.update(field for field in self.fields if record[field])
        self.lengths[sum(limit <= len(text) for limit in LENGTHS)] += bool(text)
        self.languages[record["language"] or "?"] += 1
        self.sites[source.site or "."] += 1
        self.speakers.update(quote["speaker"] for quote in record["quotes"] if quote["speaker"])
        self.warnings.update(record["warnings"])
        marked = record.get("duplicate_of")
        if original := marked["id"] if marked else self._earlier(text, name):
            self.duplicates.append((name, original))
        if "removed" in record:
            self.explained += 1
            self.kept += sum(len(paragraph["text"]) for paragraph in record["paragraphs"])
            self._count_removed(record["removed"])

    def fail(self, path: str, reason: str) -> None:
        """Count an input that gave no record."""
        self.failures.append((path, reason))

    def _count_removed(self, removed: list[Mapping[str, Any]]) -> None:
        for cut in removed:
            self.stages[cut["stage"]] += len(cut["text"])
            self.rules[cut["rule"]] += 1
            if len(examples := self.examples[cut["rule"]]) < _EXAMPLES:
                examples[shortened(cut["text"])] = None
        self.lines.update(
            dict.fromkeys(shortened(cut["text"]) for cut in removed if cut["role"] == "boilerplate").keys()
        )
        if len(self.lines) > _MOST_LINES:
            self.lines = Counter(dict(self.lines.most_common(_MOST_LINES // 2)))

    def _earlier(self, text: str, name: str) -> str | None:
        """The page that had the same text, if one did."""
        if not text:
            return None
        digest = blake2b(text.encode(), digest_size=16).digest()
        if digest in self._texts:
            return self._texts[digest]
        self._texts[digest] = name
        return None

    def shares(self) -> Iterator[tuple[str, float]]:
        """What became of the visible characters: the part kept in the text, and the part that each stage took out."""
        if total := self.kept + self.stages.total():
            yield "kept", self.kept / total
            yield from ((stage, count / total) for stage, count in self.stages.most_common())

    def length_classes(self) -> Iterator[tuple[str, int]]:
        """How many articles there are of each length, in characters of text."""
        bounds = [0, *LENGTHS]
        for number, start in enumerate(bounds):
            end = f"–{bounds[number + 1] - 1}" if number < len(LENGTHS) else "+"
            yield f"{start}{end}", self.lengths[number]

    def summary(self, most: int = 20) -> dict[str, Any]:
        """The numbers as plain data, lists cut to the `most` frequent."""
        return {
            "pages": self.pages,
            "empty": self.empty,
            "failed": len(self.failures),
            "explained": self.explained,
            "shares": {name: round(share, 4) for name, share in self.shares()},
            "fields": dict(self.fields),
            "lengths": dict(self.length_classes()),
            "languages": dict(self.languages.most_common(most)),
            "sites": dict(self.sites.most_common(most)),
            "speakers": dict(self.speakers.most_common(most)),
            "rules": {
                rule: {"count": count, "examples": list(self.examples[rule])}
                for rule, count in self.rules.most_common(most)
            },
            "removed_lines": dict(self.lines.most_common(most)),
            "warnings": dict(self.warnings.most_common(most)),
            "duplicates": [{"page": page, "of": original} for page, original in self.duplicates],
            "failures": [{"input": path, "reason": reason} for path, reason in self.failures],
        }


def page_name(source: Source, id: str) -> str:
    """Where a page came from, as short as it is clear: its file, or its address or id if the file holds many.

    >>> page_name(Source(path="in/a.txt"), "7"), page_name(Source(path="in/a.jsonl", record=3), "7")
    ('in/a.txt', '7')
    """
    return source.path if source.path is not None and source.record is None else source.url or id


def shortened(text: str) -> str:
    """The text on one line, cut where it gets long."""
    line = " ".join(text[: 4 * _LONGEST_EXAMPLE].split())
    return line if len(line) <= _LONGEST_EXAMPLE else line[: _LONGEST_EXAMPLE - 1] + "…"
