"""What a record says of a page that may hold no article; the pages are written for these tests."""

from __future__ import annotations

import pytest

from cleannews import clean
from cleannews.document import Document
from cleannews.doubts import doubts

ARTICLE = """The harbour of Westby froze over on Monday for the first time in thirty years.
The shipping office expects that the ice will hold until the weekend, as the wind is to turn to the north.
Nobody was hurt."""
HOME = """Ferries are late
The ice holds until the weekend, says the office.
Mayor rules out sale
Ann Berg wants to keep the island ferry public.
Leek soup for a cold week
Cheap, filling, and better on the next day."""
CONSENT = """We and our partners store information on a device, such as cookies, and process personal data about you.
With your consent we and our partners may use precise geolocation data and identifiers of your browser."""


@pytest.mark.parametrize(
    ("text", "doubt"),
    [(ARTICLE, None), (HOME, "perhaps a list of links"), (CONSENT, "perhaps a notice"), ("", "no article found")],
)
def test_a_page_that_may_be_no_article_is_doubted(text: str, doubt: str | None) -> None:
    page = Document.from_text(text)
    told = doubts(page, list(page.paragraphs()))
    assert len(told) == (doubt is not None)
    assert doubt is None or doubt in told[0]


def test_what_has_a_date_is_not_doubted() -> None:
    page = f"Ice in the port\n3 June 2024\n{HOME}\nSeal closes slipway\nThe pup will go when it goes, said the council."
    assert not any("no date" in warning for warning in clean(page).warnings)
    assert any("no date" in warning for warning in clean(page.replace("3 June 2024", "Most read")).warnings)


def test_sentences_stand_together_where_nothing_was_removed_between_them() -> None:
    page = Document.from_text(ARTICLE.replace("\n", "\nPhoto\n"))
    assert doubts(page, [paragraph for paragraph in page.paragraphs() if paragraph.text != "Photo"])
