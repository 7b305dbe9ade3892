"""Find quotations and who said them."""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Edit
from cleannews.engine import Stage
from cleannews.stages.quotes.assembly import marks_alone, quotations
from cleannews.stages.quotes.attribution import Passages, attribute
from cleannews.stages.quotes.judgement import judge
from cleannews.stages.quotes.lexicon import lexicon
from cleannews.stages.quotes.people import People

RULES: dict[str, str] = {
    "cue-before": "Words of saying stand before the quotation, with their subject.",
    "cue-after": "Words of saying stand after the quotation, with their subject.",
    "according-to": "A phrase such as “according to” names the speaker.",
    "no-cue": "Nothing says that somebody speaks, but the sentence has a subject to whom the words fit.",
    "sentence-before": "The sentence before names who speaks.",
    "sentence-after": "The quotation makes the first paragraph, and the next one begins with the person who speaks.",
    "carried-over": "The quotation goes on with the speaker of the one before.",
    "signature": "A dash and a name follow the quotation.",
    "clause-inside": "A reporting clause stands inside the marks, between commas.",
    "question-answer": "The paragraph begins with a letter for who asks or answers, as in an interview.",
    "transcript-turn": "The words stand after, or begin with, their speaker’s name and a colon.",
    "subject-left-out": "The verb of saying has no subject, in a language that drops it: who spoke before goes on.",
    "dash-dialogue": "A dash begins the speech, and a reporting clause says whose it is.",
    "no-speaker": "The words are a quotation, but nobody is named.",
    "scare-quotes": "The marks set off a term, a title, a nickname or a word used at a distance: nobody speaks.",
    "language-unknown": "There are no words of saying for this language, so marks are all there is to go by.",
}


def propose(document: Document) -> Iterator[Edit]:
    """Pair the quotation marks of the body and name a speaker and a cue for each where the text tells them."""
    paragraphs = list(document.paragraphs())
    words = lexicon(document.field("language") or document.settings.language or "")
    if words is None:
        yield from marks_alone(paragraphs)
        return
    passages = Passages(paragraphs, words)
    found = attribute(passages, judge, headed=document.field("headline") is not None)
    if found:
        yield from quotations(found, paragraphs, People(passages))


QUOTES = Stage("quotes", propose, RULES, needs=frozenset({"language"}), gives=frozenset({"quotes"}))
