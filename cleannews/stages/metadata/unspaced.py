"""Names in scripts that write no spaces: Han, kana, hangul."""

from __future__ import annotations

from collections.abc import Sequence

from cleannews.stages.metadata.vocabulary import Vocabulary


def unspaced_name(tokens: Sequence[str], words: Vocabulary, *, known: bool) -> str | None:
    """A name in Han, kana or hangul: two to seven characters, in one or two parts, a role after it left out.

    Nothing but its length sets such a name off from a word; so where it has to be `known`, a role must stand by it.
    """
    joined = " ".join(tokens)
    titled = False
    for title in words.titles:
        if joined.endswith(title):
            joined, titled = joined[: -len(title)].strip(), True
    letters = joined.replace(" ", "").replace("・", "").replace("·", "")
    longest = 4 if "\uac00" <= letters[:1] <= "\ud7a3" else 5 if min(letters, default="") >= "\u3400" else 7
    if not letters.isalpha() or not 2 <= len(letters) <= longest or _is_section(letters, words):
        return None
    if any(letters[i:] in words.papers for i in range(len(letters))):
        return None
    if any(word in letters for word in (*words.published, *words.updated)):
        return None
    return joined if titled or not known else None


def _is_section(letters: str, words: Vocabulary) -> bool:
    """Whether characters are a section's name or a button's, or two of them: 社会新闻."""
    return any(
        letters[i:] in (known := words.furniture | words.sections) and (i == 0 or letters[:i] in known)
        for i in range(len(letters))
    )
