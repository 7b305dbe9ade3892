"""The first letter of a paragraph that was set large: it stands apart from the rest of its word.

Many a letter is a word of its own ("A man", "I was"), so the page is asked: the word that they make stands on it more
often than the letter alone, or the rest stands nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from cleannews.document import Document
from cleannews.languages import fold
from cleannews.patterns import Pattern
from cleannews.text import words_in

PROSE = 6
"""Words of the line that a large letter may begin."""
_WORD = Pattern(r"[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*")
_REST = Pattern(r"\p{Ll}{1,40}+(?!\p{Lu})|\p{Lu}{1,40}+(?!\p{L})")


def initials(document: Document) -> list[int]:
    """Return the lines that are the first letter of the word that the next line begins with, in order."""
    texts = document.texts
    if 1 not in map(len, texts):
        return []
    letters = [line for line, text in enumerate(texts[:-1]) if len(text) == 1 and text.isupper()]
    step = document.step() if letters else 1
    found = [line for line in letters if words_in(texts[line + 1]) >= PROSE and document.gap(line + 1) <= step]
    words = counted(texts) if found else {}
    return [line for line in found if begins(texts[line], texts[line + 1], words, apart=True)]


def begins(letter: str, text: str, words: Mapping[str, int], *, apart: bool) -> bool:
    """Whether a letter is the first one of the word that a text begins with; `apart` if they stand on two lines.

    `words` are those of the page (`counted`), where the letter and the rest are two.
    """
    found = _REST.match(text)
    if not found:
        return False
    alone, rest, whole = (words.get(fold(word), 0) for word in (letter, found[0], letter + found[0]))
    if whole > alone:
        return True
    return apart and rest <= 1 and (whole > 0 or (alone <= 1 and found[0].islower()))


def counted(texts: Iterable[str]) -> Counter[str]:
    """The words of a page, folded, with how often each stands there.

    >>> counted(["The well-known ice", "the ice"])
    Counter({'the': 2, 'ice': 2, 'well-known': 1})
    """
    return Counter([fold(word[0]) for word in _WORD.finditer("\n".join(texts))])
