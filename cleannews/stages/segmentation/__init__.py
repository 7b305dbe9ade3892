"""Physical lines to logical ones: unglue what was glued, re-flow what was wrapped, re-join what was split.

A logical line is what a reader would call one: a paragraph, a heading, a menu item.  Scrapers that throw the mark-up
away lose it in six ways, and each is undone by what the page itself shows, not by knowing the tool: lines that break
where the next word would not have fitted (`wrapping`) or that are as full as others (`justified`), a first letter that
was set large (`initials`), lines that end and go on in mid-sentence (`inline`), icon descriptions on one line with
something else (`glued`), the blocks of a page on a few long lines (`run_together`), and two blocks on one line here
and there (`meetings`).
"""

from __future__ import annotations

from collections.abc import Iterator

from cleannews.document import Document
from cleannews.edits import Edit, Join, Split
from cleannews.engine import Stage
from cleannews.stages.segmentation.glued import breaks
from cleannews.stages.segmentation.initials import initials
from cleannews.stages.segmentation.inline import continuations
from cleannews.stages.segmentation.meetings import meetings
from cleannews.stages.segmentation.wrapping import wrapped

RULES = {
    "re-flow": "The page is wrapped at one width, or set in type, and the next word would not have fitted on the line.",
    "re-join": "A sentence was split over lines: one ends in the middle of it, the next goes on.",
    "large-initial": "The first letter of a paragraph, set large, stood on a line of its own.",
    "unglue-icons": "A run of icon descriptions stands on one line with something else.",
    "run-together": "The blocks of the page were run together on long lines; they are broken where a block may end.",
    "blocks-meet": "Two blocks stand on one line with no blank between them, as more do on the page.",
    "bare-returns": "The page breaks its lines with carriage returns or other separators alone.",
}


def propose(document: Document) -> Iterator[Edit]:
    """Turn physical lines into logical ones: unglue icon runs, re-flow wrapped text, re-join split lines."""
    split: set[int] = set()
    for line, at, rule in breaks(document):
        split.add(line)
        yield Split(line, at, rule)
    joints = dict.fromkeys(initials(document), "large-initial") | dict.fromkeys(wrapped(document), "re-flow")
    for line in continuations(document, joints):
        joints.setdefault(line, "re-join")
    for line, at in () if split else meetings(document):
        if line not in joints and line - 1 not in joints:
            yield Split(line, at, "blocks-meet")
    yield from _joins(sorted(joints), joints, split)


def _joins(lines: list[int], rules: dict[int, str], split: set[int]) -> Iterator[Join]:
    """Runs of lines that each go on in the next one; a line that is to be split takes no part."""
    first = last = -1
    for line in lines:
        if line in split or line + 1 in split:
            continue
        if line != last:
            if last >= 0:
                yield Join(first, last, rules[first])
            first = line
        last = line + 1
    if last >= 0:
        yield Join(first, last, rules[first])


SEGMENTATION = Stage("segmentation", propose, RULES)
