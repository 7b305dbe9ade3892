"""Articles that every shape must carry: real ones of the examples, one with every field set, one with none."""

from __future__ import annotations

from pathlib import Path

from cleannews import clean
from cleannews.article import Article, Caption, Paragraph, Part, Quote, Removed, Source

EXAMPLES = Path(__file__).parent.parent / "examples"

_TEXT = "“Come,” said Ann Lee, “and see.”\n\nThree boats\n\nThe Signe, “a wreck”"
FULL = Article(
    schema="cleannews/1",
    id="7 of 9",
    source=Source("in/ö.jsonl", 3, "https://news.example/a b?c=ü#d"),
    headline="Boats: three of them",
    standfirst="They lie “in the mud”.",
    section="Harbour",
    byline="By Ann Lee and Bo Dahl",
    authors=["Ann Lee", "Bo Dahl"],
    agency="AP",
    publisher="The Westby Post",
    date_published="2024-01-18T18:05:00+01:00",
    date_modified="2024-01-19T08:00Z",
    dateline="WESTBY (AP)",
    language="en",
    text=_TEXT,
    paragraphs=[
        Paragraph(_TEXT[:32], "paragraph", 10, 42),
        Paragraph("Three boats", "subhead", 44, 55),
        Paragraph("The Signe, “a wreck”", "list_item", 57, 77),
    ],
    captions=[Caption("A boat", "Boat", "Bo Dahl/AP", 0), Caption("The mole", None, None, 2)],
    quotes=[
        Quote("Come, and see.", "direct", "Ann Lee", "Ann Lee", "said", [Part(1, 6), Part(23, 31)], 0.9),
        Quote("Nobody knows", "partial", None, None, None, [Part(0, 1)], 0.5),
        Quote("a wreck", "unattributed", None, None, None, [Part(60, 67)], 0.4),
    ],
    warnings=["one NUL replaced"],
    removed=[Removed("Menu", 0, 4, "boilerplate", "boilerplate", "boilerplate/menu", -3.0, None)],
    extra={"source": "harbour-crawl", "score": 0.5, "tags": ["a", "b"]},
)
EMPTY = clean("", explain=True)
"""The one to come first: every field of it is null or empty."""
READ = [clean(page.read_text("utf-8"), explain=True) for page in sorted(EXAMPLES.glob("*.txt"))]
ARTICLES = [EMPTY, *READ, FULL]
