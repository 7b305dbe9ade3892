"""Those who sign together on lines of their own, and what stands between them: "and", a role, an e-mail address."""

from __future__ import annotations

from cleannews.languages import fold
from cleannews.stages.metadata.names import may_sign, read
from cleannews.stages.metadata.near import Near
from cleannews.stages.metadata.roles import is_role

FOLLOWING = 8
"""Lines after a name that can hold more names."""
LONGEST = 60
"""Code points of a line with a name or with what stands between two, at most."""
SELDOM = 2
"""Times that the surname of one who signs stands on the page, at most; those in the news stand there more often."""
EDGES = " ,;:|/·•-–—.\t"
"""Signs and blanks that part names and are no part of one."""


def first(near: Near, line: int, headline: int) -> int:
    """The first of the lines up to a name, but below the headline, that hold one name each and what joins them."""
    texts, top = near.document.texts, line
    while (above := top - 1) > headline and near.free(above):
        if above - 1 > headline and near.free(above - 1) and _joins(near, texts[above]):
            above -= 1
        if not _is_alone(near, above, texts[top]):
            break
        top = above
    return top


def last(near: Near, line: int) -> int:
    """The last of the lines from a name on that hold but more names and what joins them."""
    end, role = line, False
    texts = near.document.texts
    for i in near.lines(line + 1, line + 1 + FOLLOWING):
        text = texts[i]
        if not near.free(i) or len(text) > LONGEST:
            break
        if _names(near, text) and (not role or _is_alone(near, i, texts[end])):
            end, role = i, False
        elif text.strip(EDGES) and not _joins(near, text):
            break
        role = role or is_role(text, near.words)
    return end


def _names(near: Near, text: str) -> bool:
    return not any(map(str.isdigit, text)) and bool(read(text, near.words, sure=False).people)


def _joins(near: Near, text: str) -> bool:
    """Whether a line has nothing but a joining word, an e-mail address or handle, or a role."""
    return fold(text.strip(EDGES)) in near.words.join or "@" in text or is_role(text, near.words)


def _is_alone(near: Near, line: int, other: str) -> bool:
    """Whether a line is the name of one person, with or without a role or a joining word after it, who is not in the
    news, or has an e-mail address below, and is not named in the `other` line."""
    text = near.document.texts[line]
    before, _, last = text.strip(EDGES).rpartition(" ")
    signer = before.strip(EDGES) if fold(last) in near.words.join else text.strip(EDGES)
    if not 0 < len(signer) <= LONGEST or not may_sign(signer.split(), near.words):
        return False
    signed = read(signer, near.words, sure=False)
    if not signed.whole or len(signed.people) != 1 or not fold(signer).startswith(fold(name := signed.people[0])):
        return False
    rest, printed = signer[len(name) :].strip(EDGES), signer[: len(name)]
    if (rest and not is_role(rest, near.words)) or printed in other:
        return False
    mailed = "@" in "".join(near.document.texts[line + 1 : line + 2])
    return mailed or near.document.source.count(printed.split()[-1]) <= SELDOM
