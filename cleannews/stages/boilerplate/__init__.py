"""Remove what is not the article, and say what the lines of it are.

The line model's scores decide; the rules say where the line stood, which is why it was there: menus, what comes
before the article, what interrupts it, what comes after.  Marks left by mark-up languages are cut out of the lines
that stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from cleannews.document import STANDING, Document
from cleannews.edits import Cut, Drop, Edit, Mark
from cleannews.engine import Stage
from cleannews.linemodel.blocks import article_lines
from cleannews.linemodel.context import HOPELESS
from cleannews.linemodel.icons import icon_run
from cleannews.stages.boilerplate.comments import first_comment
from cleannews.stages.boilerplate.consent import notices
from cleannews.stages.boilerplate.marks import marks
from cleannews.stages.boilerplate.shape import is_list_item, is_subhead

RULES = {
    "icon-descriptions": "A run of icon descriptions: one turn of phrase comes back every few words.",
    "menu": "One to four words, no sentence, and no prose near: a menu, a button, a label.",
    "before-article": "Stands before the article, and does not read like it.",
    "interruption": "Stands within the article, and does not read like it: a link, an advertisement, a caption.",
    "comments": "Stands under a heading over readers' comments, below most of what reads like the article.",
    "consent-notice": "Speaks of cookies, consent or personal data as the notices do that ask for them.",
    "after-article": "Stands after the article: related pages, comments, notices.",
    "no-article": "The page holds no article: no line of it reads like a paragraph of one.",
    "sub-headline": "A short line without a full stop, with paragraphs before and after it.",
    "list-item": "Starts with a bullet or a number, like its neighbours.",
    "emphasis-mark": "Underscores or asterisks that marked emphasis.",
    "escape": "Backslashes that kept a sign from being read as mark-up.",
    "heading-mark": "Number signs that marked a heading.",
    "bullet": "The sign that marked a list item.",
    "link-target": "Brackets and address of a link or a picture.",
}
THRESHOLDS = {"low": -0.8, "normal": 0.0, "high": 0.8}
"""Log-odds a line needs to stay, by strictness."""


def propose(document: Document) -> Iterator[Edit]:
    """Remove what is not the article."""
    roles, scores = document.roles, document.scores
    if not scores:
        return
    kept = article_lines(scores, document.texts, THRESHOLDS[document.settings.strictness])
    comments = first_comment(document.texts, kept)
    if comments is not None:
        kept = [line for line in kept if line < comments]
    consent = notices(document.texts, scores, kept, document.field("language"))
    kept = [line for line in kept if line not in consent]
    yield from _drops(document, kept, comments, consent)
    body = [line for line in kept if roles[line] == STANDING]
    for place, line in enumerate(body):
        for span, rule in marks(document, line):
            yield Cut(line, span, rule)
        if is_list_item(document.texts, body, place):
            yield Mark(line, "list_item", "list-item")
        elif is_subhead(document.texts, body, place):
            yield Mark(line, "subhead", "sub-headline")


def _drops(document: Document, kept: Sequence[int], comments: int | None, consent: Set[int]) -> Iterator[Drop]:
    """One edit a line, but one for a whole run of menu lines: they are half the page, and have no score to tell."""
    stay = set(kept)
    first, last = (kept[0], kept[-1]) if kept else (0, -1)
    menu: list[int] = []
    for line, (role, score) in enumerate(zip(document.roles, document.scores, strict=True)):
        if role != STANDING or line in stay:
            continue
        if score <= HOPELESS and not icon_run(document.texts[line]):
            if menu and menu[-1] != line - 1:
                yield Drop(tuple(menu), "menu", HOPELESS)
                menu = []
            menu.append(line)
            continue
        if score <= HOPELESS:
            rule = "icon-descriptions"
        elif line in consent:
            rule = "consent-notice"
        elif not kept:
            rule = "no-article"
        elif comments is not None and line >= comments:
            rule = "comments"
        else:
            rule = "before-article" if line < first else "after-article" if line > last else "interruption"
        yield Drop((line,), rule, round(score, 2))
    if menu:
        yield Drop(tuple(menu), "menu", HOPELESS)


BOILERPLATE = Stage("boilerplate", propose, RULES, needs=frozenset({"language", "scores"}), gives=frozenset({"body"}))
