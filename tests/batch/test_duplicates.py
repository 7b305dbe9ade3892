"""The same article in several papers is marked, by name and likeness, and stays."""

from __future__ import annotations

import json
from pathlib import Path

from making import article, cleannews

from cleannews.batch.duplicates import Duplicates, signature_of
from cleannews.batch.worker import Result


def page(number: int, changed: int = 0, name: str = "Paper") -> str:
    headline, body = article(number, paragraphs=8)
    for n in range(changed):
        body[n] = article(1000 + n)[1][0]
    return "\n".join([f"{name} menu", "Sign in", headline, *body, f"Contact {name}"])


def test_the_same_copy_in_other_papers_is_marked(tmp_path: Path) -> None:
    rows = [(0, 0), (1, 0), (0, 0), (0, 1), (0, 6), (1, 0)]
    data = "".join(json.dumps({"id": f"p{n}", "text": page(*row, f"Paper {n}")}) + "\n" for n, row in enumerate(rows))
    runs = [
        cleannews("--from", "jsonl", "--mark-duplicates", "--jobs", jobs, stdin=data.encode()).stdout for jobs in "12"
    ]
    assert runs[0] == runs[1]
    marks = [json.loads(line).get("duplicate_of") for line in runs[0].splitlines()]
    assert [mark and mark["id"] for mark in marks] == [None, None, "p0", "p0", None, "p1"]
    assert marks[2]["similarity"] == 1.0


def test_a_resumed_run_knows_the_articles_before_it() -> None:
    first = Result("ok", "a", b'{"x":1}\n', signature=signature_of("one two three four five six"))
    again = first._replace(id="b")
    whole = Duplicates()
    assert whole.mark(first) == first
    assert json.loads(whole.mark(again).data or b"") == {"x": 1, "duplicate_of": {"id": "a", "similarity": 1.0}}
    assert first.signature is not None
    assert Duplicates([("a", first.signature)]).mark(again) == whole.mark(again)


def test_likeness_is_near_the_share_of_words_in_common() -> None:
    words = [f"w{n}" for n in range(400)]
    one = Result("ok", "a", b'{"x":1}\n', signature=signature_of(" ".join(words)))
    other = Result("ok", "b", b'{"x":1}\n', signature=signature_of(" ".join([*words[:372], "x"])))
    duplicates = Duplicates([("a", one.signature or b"")])
    assert abs(json.loads(duplicates.mark(other).data)["duplicate_of"]["similarity"] - 0.93) < 0.07
