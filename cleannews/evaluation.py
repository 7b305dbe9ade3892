"""Scores of a cleaner against pages whose article is known: body, headline, authors, date, captions.

Body: F1 over 4-token shingles with macro precision and recall, as the article-extraction benchmark defines it
(Scrapinghub, 2020).  The standfirst counts as body, the headline does not.  Metadata and captions are scored only
where the answer stands in the page's text, since nothing else is attainable.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from cleannews.article import Article

SHINGLE = 4
HEADLINE_RATIO = 0.9  # headlines this alike (after folding) count as the same
CAPTION_F1 = 0.8  # token F1 from which a caption counts as found
COLUMNS = ("F1", "P", "R", "headline", "authors F1", "date", "caption F1", "leak")

_TOKEN = re.compile(r"\w+")
_UNIT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")  # single characters where words aren't spaced
_SIGNS = str.maketrans(
    {**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛‹›′`´", "'"), **dict.fromkeys("–—‒―−", "-")}
)


class Counts(NamedTuple):
    """True positives, false positives and false negatives."""

    tp: float
    fp: float
    fn: float


class Scored(NamedTuple):
    """What one page contributes; None where its reference has no answer, or none that stands in the page."""

    language: str
    body: Counts | None
    headline: bool | None
    authors: Counts | None
    date: bool | None
    captions: Counts | None
    leaks: tuple[int, int] | None  # captions left in the body, captions that should not be there


def score(article: Article, page: str, reference: Mapping[str, Any], language: str = "") -> Scored:
    """Score one article against `reference` (body, summary, title, authors, date, captions; all but body optional)."""
    units = " ".join(_units(page))
    standfirst = [article.standfirst] if article.standfirst else []
    body = "\n".join([*standfirst, *(p.text for p in article.paragraphs)])
    true = "\n".join([*(reference.get("summary") or []), *(reference.get("body") or [])])
    title, authors, date = reference.get("title"), reference.get("authors") or [], reference.get("date")
    attainable = all(_occurs(name, units) for name in authors)
    return Scored(
        language,
        body_counts(true, body) if true else None,
        _same_headline(title, article.headline) if title and _occurs(title, units) else None,
        _overlap(map(_name, authors), map(_name, article.authors)) if authors and attainable else None,
        (article.date_published or "")[:10] == date[:10] if date and _date_occurs(date, page) else None,
        *_captions(reference.get("captions") or [], article, units, true, body),
    )


def body_counts(true: str, found: str) -> Counts:
    """Shingles shared, surplus and missing, as shares of their sum, so that a long page weighs no more than a short.

    >>> body_counts("a b c d e", "a b c d")
    Counts(tp=0.5, fp=0.0, fn=0.5)
    """
    want, have = _shingles(true), _shingles(found)
    shared = (want & have).total()
    total = (want | have).total()
    if not total:
        return Counts(0.0, 0.0, 0.0)
    return Counts(shared / total, (have.total() - shared) / total, (want.total() - shared) / total)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    count = max(1, len(tokens) - SHINGLE + 1)
    return Counter(shingle for i in range(count) if (shingle := tuple(tokens[i : i + SHINGLE])))


def table(pages: Sequence[Scored]) -> dict[str, dict[str, float]]:
    """Rows by language and "all", with the number of pages under "n" and a value for each column that has one."""
    rows = {}
    for language in sorted({p.language for p in pages}):
        rows[language or "?"] = summary([p for p in pages if p.language == language])
    rows["all"] = summary(pages)
    return rows


def summary(pages: Sequence[Scored]) -> dict[str, float]:
    """The scores of these pages together: means of pages for the body, pooled counts for authors and captions."""
    row: dict[str, float] = {"n": len(pages)}
    if bodies := [p.body for p in pages if p.body is not None]:
        row["P"] = _mean(c.tp / (c.tp + c.fp) for c in bodies if c.tp + c.fp)
        row["R"] = _mean(c.tp / (c.tp + c.fn) for c in bodies if c.tp + c.fn)
        row["F1"] = 2 * row["P"] * row["R"] / (row["P"] + row["R"]) if row["P"] + row["R"] else 0.0
    if headlines := [p.headline for p in pages if p.headline is not None]:
        row["headline"] = _mean(headlines)
    if dates := [p.date for p in pages if p.date is not None]:
        row["date"] = _mean(dates)
    if authors := [p.authors for p in pages if p.authors is not None]:
        row["authors F1"] = _pooled_f1(authors)
    if captions := [p.captions for p in pages if p.captions is not None]:
        row["caption F1"] = _pooled_f1(captions)
    if leaks := [p.leaks for p in pages if p.leaks is not None and p.leaks[1]]:
        row["leak"] = sum(left for left, _ in leaks) / sum(outside for _, outside in leaks)
    return row


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return statistics.fmean(listed) if listed else 0.0


def _pooled_f1(counts: Iterable[Counts]) -> float:
    tp, fp, fn = (sum(column) for column in zip(*counts, strict=True))
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def _overlap(true: Iterable[str], found: Iterable[str]) -> Counts:
    want, have = set(true) - {""}, set(found) - {""}
    return Counts(len(want & have), len(have - want), len(want - have))


def _fold(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFKC", (text or "").translate(_SIGNS)).split())


def _units(text: str) -> list[str]:
    return _UNIT.findall(_fold(text).casefold())


def _occurs(needle: str, units: str) -> bool:
    words = " ".join(_units(needle))
    return bool(words) and f" {words} " in f" {units} "


def _name(name: str) -> str:
    letters = unicodedata.normalize("NFKD", _fold(name)).casefold()
    return " ".join(_TOKEN.findall("".join(c for c in letters if not unicodedata.combining(c))))


def _same_headline(true: str, found: str | None) -> bool:
    a, b = _fold(true).casefold(), _fold(found).casefold()
    return a == b or SequenceMatcher(None, a, b, autojunk=False).ratio() >= HEADLINE_RATIO


def _date_occurs(day: str, page: str) -> bool:
    """Whether the page has the year and the day of the month near each other, in any form of date."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day[:10]):
        return False  # a reference that only knows the month
    year, _, dom = day[:10].split("-")
    numbers = rf"(?<!\d)0?{int(dom)}(?!\d)"
    near = rf"{numbers}.{{0,24}}{year}|{year}.{{0,12}}{numbers}|{numbers}\W{{1,2}}\d{{1,2}}\W{{1,2}}{year[2:]}(?!\d)"
    return re.search(near, page) is not None


def _captions(
    captions: Sequence[Mapping[str, Any]], article: Article, units: str, true: str, body: str
) -> tuple[Counts | None, tuple[int, int] | None]:
    if not captions:
        return None, None
    present = [t for t in dict.fromkeys(c["text"] for c in captions if c.get("text")) if _occurs(t, units)]
    pool = [c.text for c in article.captions if c.text]
    found, hits = len(pool), 0
    for caption in present:
        best = max(pool, key=lambda p: _token_f1(caption, p), default=None)
        if best is not None and _token_f1(caption, best) >= CAPTION_F1:
            hits += 1
            pool.remove(best)
    inside, extracted = " ".join(_units(true)), " ".join(_units(body))
    outside = [t for t in present if not _occurs(t, inside)]
    leaked = sum(_occurs(t, extracted) for t in outside)
    return Counts(hits, found - hits, len(present) - hits), (leaked, len(outside))


def _token_f1(a: str, b: str) -> float:
    left, right = Counter(_units(a)), Counter(_units(b))
    return 2 * (left & right).total() / max(1, left.total() + right.total())
