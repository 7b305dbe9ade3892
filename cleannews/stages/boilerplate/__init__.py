"""Remove what is not the article, and say what the lines of it are.

The line model's scores decide; the rules say where the line stood, which is why it was there: menus, what comes
before the article, what interrupts it, what comes after.  Signs that say what a line is are cut out of the lines that
stay.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set

from cleannews.document import STANDING, Document
from cleannews.edits import Cut, Drop, Edit, Mark
from cleannews.engine import Stage
from cleannews.linemodel.blocks import article_lines, main_block
from cleannews.linemodel.context import HOPELESS
from cleannews.linemodel.doubles import said_twice
from cleannews.linemodel.icons import SHORTEST, icon_run
from cleannews.stages.boilerplate.appeals import appeals
from cleannews.stages.boilerplate.behind import without_others_behind
from cleannews.stages.boilerplate.comments import first_comment
from cleannews.stages.boilerplate.consent import notices
from cleannews.stages.boilerplate.leads import links, read_also
from cleannews.stages.boilerplate.linked import linked
from cleannews.stages.boilerplate.lists import with_lists
from cleannews.stages.boilerplate.marks import mark
from cleannews.stages.boilerplate.sentences import whole_sentences
from cleannews.stages.boilerplate.shape import is_label, is_list_item, is_subhead
from cleannews.stages.boilerplate.terse import with_terse
from cleannews.stages.metadata import closing
from cleannews.stages.metadata.vocabulary import vocabulary

RULES = {
    "icon-descriptions": "A run of icon descriptions: one turn of phrase comes back every few words.",
    "menu": "One to four words, no sentence, and no prose near: a menu, a button, a label.",
    "before-article": "Stands before the article, and does not read like it.",
    "interruption": "Stands within the article, and does not read like it: a link, an advertisement, a caption.",
    "comments": "Stands under a heading over readers' comments, below most of what reads like the article.",
    "consent-notice": "Speaks of cookies, consent or personal data as the notices do that ask for them.",
    "said-twice": "Says one thing twice: a link that holds a picture's description and the same words again.",
    "no-words": "Holds no letter and no digit: a rule, a row of stars.",
    "label": "Says no more than what pages have beside their articles: related, read also, advertisement.",
    "read-also": "Begins with words that lead to another page, and a colon or a bar: read also, related.",
    "same-lead": "Begins like another line up to a colon or a bar, and neither is a sentence: links to other pages.",
    "linked": "Links for the most part, on a page whose links are written down: a teaser, tags, a menu.",
    "appeal": "Below the article, the publisher speaks of itself and to its readers, or says who wrote.",
    "after-article": "Stands after the article: related pages, comments, notices.",
    "no-article": "The page holds no article: no line of it reads like a paragraph of one.",
    "sub-headline": "A short line without a full stop, with paragraphs before and after it.",
    "list-item": "Starts with a bullet or a number, like its neighbours.",
    "heading-mark": "Number signs that marked a heading.",
    "bullet": "The sign that marked a list item.",
}
THRESHOLDS = {"low": -0.8, "normal": 0.0, "high": 0.8}
"""Log-odds a line needs to stay, by strictness."""
DATES = frozenset({"date_published", "date_modified"})
"""The fields that a page of news has."""


def propose(document: Document) -> Iterator[Edit]:
    """Remove what is not the article."""
    roles, scores = document.roles, document.scores
    if not scores:
        return
    texts = document.texts
    dated = not document.fields.keys().isdisjoint(DATES)
    strictness = document.settings.strictness
    kept = whole_sentences(document, article_lines(scores, texts, THRESHOLDS[strictness], dated=dated))
    kept = without_others_behind(document, kept)
    if strictness != "high":
        kept = with_terse(document, with_lists(document, kept))
    signing = closing.line_of(document)
    if signing is not None and kept and signing not in kept and roles[signing] == STANDING:
        kept = sorted([*kept, signing])
    comments = _comments(document, kept)
    if comments is not None:
        kept = kept[: bisect_left(kept, comments)]
    told = _told(document, kept)
    if told:
        said = set().union(*told.values())
        kept = [line for line in kept if line not in said]
    yield from _drops(document, kept, comments, told)
    body = [line for line in kept if roles[line] == STANDING]
    for place, line in enumerate(body):
        if sign := mark(document, line):
            yield Cut(line, *sign)
        if is_list_item(texts, body, place):
            yield Mark(line, "list_item", "list-item")
        elif is_subhead(texts, body, place) and not document.parted_at_blank(line, body[place + 1]):
            yield Mark(line, "subhead", "sub-headline")


def _comments(document: Document, kept: Sequence[int]) -> int | None:
    """The heading over readers' comments below the article; those above or beside it are another's."""
    heading = first_comment(document.texts, kept)
    if heading is None or heading < main_block(document.scores, document.texts)[0]:
        return None
    return heading


def _told(document: Document, kept: Sequence[int]) -> dict[str, Set[int]]:
    """The kept lines that go for what they say, by rule."""
    texts, language, roles = document.texts, document.field("language"), document.roles
    furniture = vocabulary(language).furniture
    found: dict[str, Set[int]] = {
        "consent-notice": notices(texts, document.scores, kept, language),
        "said-twice": {line for line in kept if roles[line] == STANDING and said_twice(texts[line])},
        "no-words": {line for line in kept if not any(map(str.isalnum, texts[line]))},
        "label": {line for line in kept if is_label(texts[line], furniture)},
        "read-also": _unless_most(read_also(texts, kept, language), texts, kept),
        "same-lead": _unless_most(links(texts, kept), texts, kept),
        "linked": _unless_most(linked(document, kept), texts, kept),
    }
    said = set().union(*found.values())
    found["appeal"] = appeals(texts, [line for line in kept if roles[line] == STANDING and line not in said], language)
    return {rule: lines for rule, lines in found.items() if lines}


def _unless_most(lines: Set[int], texts: Sequence[str], kept: Sequence[int]) -> Set[int]:
    """The lines, but none where they would be half of the article: what links to other pages is no article's own."""
    few = 2 * sum([len(texts[line]) for line in lines]) < sum([len(texts[line]) for line in kept])
    return lines if few else frozenset()


def _drops(
    document: Document, kept: Sequence[int], comments: int | None, told: Mapping[str, Set[int]]
) -> Iterator[Drop]:
    """One edit for all the lines that go by the same rule."""
    scores, stay = document.scores, set(kept)
    gone = [line for line, role in enumerate(document.roles) if role == STANDING and line not in stay]
    rest = [line for line in gone if scores[line] > HOPELESS]
    groups = _hopeless(document, gone) if len(rest) < len(gone) else {}
    for rule, lines in told.items():
        groups[rule] = [line for line in rest if line in lines]
        rest = [line for line in rest if line not in lines]
    groups |= _around(kept, rest, comments) if kept else {"no-article": rest}
    for rule, dropped in groups.items():
        if dropped:
            yield Drop(tuple(dropped), rule, tuple([scores[line] for line in dropped]))


def _hopeless(document: Document, gone: Sequence[int]) -> dict[str, list[int]]:
    """What goes without a look, by rule."""
    texts, scores = document.texts, document.scores
    lines = [line for line in gone if scores[line] <= HOPELESS]
    icons = {line: None for line in lines if len(texts[line]) >= SHORTEST and icon_run(texts[line])}
    return {"menu": [line for line in lines if line not in icons] if icons else lines, "icon-descriptions": [*icons]}


def _around(kept: Sequence[int], rest: list[int], comments: int | None) -> dict[str, list[int]]:
    """What goes by where it stands, by rule."""
    first, last = bisect_left(rest, kept[0]), bisect_left(rest, kept[-1])
    under = len(rest) if comments is None else bisect_left(rest, comments)
    return {
        "before-article": rest[:first],
        "interruption": rest[first:last],
        "after-article": rest[last:under],
        "comments": rest[under:],
    }


BOILERPLATE = Stage("boilerplate", propose, RULES, needs=frozenset({"language", "scores"}), gives=frozenset({"body"}))
