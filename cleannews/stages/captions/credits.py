"""Credits: who made a picture, read off the end of a caption or off a line of its own."""

from __future__ import annotations

from cleannews.patterns import Pattern
from cleannews.stages.captions.names import (
    CLOSERS,
    LONGEST_CREDIT,
    MOST_WORDS,
    OPENERS,
    Credit,
    bare,
    form_of,
    inner,
    is_agency,
    is_maker,
    nameish,
)
from cleannews.stages.captions.tails import UNSIGNED_ENDS, read_tail
from cleannews.stages.captions.vocabulary import Words

STRONG = frozenset({"sign", "word", "agency", "brackets", "slash"})
"""Forms of a credit that are hardly anything else."""

_STOPS = (".", "!", "?")
_PARTS = '.!?…»”"’)|/–—-'
_SIGN = Pattern(r"©|[(（][cCＣ][)）]")
_YEAR = Pattern(r"\b(?:19|20)\d\d\b")
_COLONS = (":", "：", "=")


def read(line: str, low: str, words: Words) -> Credit | None:
    """Read the credit off the end of a line (or the whole line); None where none is seen.

    `low` is the line in lower case.

    >>> line = "Ice on the Elbe near Dresden. (Anna Lind/Reuters)"
    >>> read(line, line.lower(), Words())
    Credit(text='Ice on the Elbe near Dresden.', credit='Anna Lind/Reuters', form='agency')
    """
    if ("©" in low or "c)" in low or "ｃ）" in low) and (credit := _after_sign(line, words)):
        return credit
    if (":" in low or "=" in low or "：" in low) and len(low) == len(line) and (credit := read_colon(line, low, words)):
        return credit
    if any(map(low.__contains__, words.by_hints)) and (
        credit := _after_phrase(line, low, words) or _after_word(line, words)
    ):
        return credit
    last = line.rstrip(" .。")[-1:]
    if last and last in CLOSERS and (credit := _in_brackets(line, words)):
        return credit
    if "＝" in line and (credit := _after_equals(line, words)):
        return credit
    return None if line[-1] in UNSIGNED_ENDS else read_tail(line, low)


def _after_sign(line: str, words: Words) -> Credit | None:
    sign = _SIGN.search(line)
    if sign is None:
        return None
    rest = line[sign.end() :]
    if line[: sign.start()].rstrip()[-1:] in _STOPS and (year := _YEAR.match(rest.lstrip())):
        rest = rest.lstrip()[year.end() :]
    if not 1 < len(rest.strip()) <= LONGEST_CREDIT or _YEAR.search(rest):
        return None
    return Credit(_caption(line[: sign.start()], words), inner(rest), "sign")


def read_colon(line: str, low: str, words: Words) -> Credit | None:
    """Read a credit that a word and a colon introduce; None where none is seen.  `low` is the line in lower case."""
    for mark in _COLONS:
        place = low.find(mark)
        while place > 0:
            end = place - 1 if low[place - 1].isspace() else place
            known = low[end - 2 : end] in words.credit_ends or low[end - 1] in words.credit_ends
            known = known and low.endswith(words.credit, 0, end)
            if known and (credit := _credited(line, _word_start(line, place), place + 1, words)):
                return credit
            place = low.find(mark, place + 1)
    return None


def _word_start(line: str, end: int) -> int:
    """Where the word before `end` starts: all of a compound ("Archivfoto"), not what is glued to it ("vonFoto")."""
    start = last = len(line[:end].rstrip()) - 1
    while start > 0 and line[start - 1].isalpha() and not (line[start].isupper() and line[last].islower()):
        start -= 1
    return start


def _credited(line: str, start: int, end: int, words: Words) -> Credit | None:
    """The credit that a word from `start` and a colon before `end` introduce."""
    rest = line[end:]
    if not 1 < len(rest.strip()) <= LONGEST_CREDIT or rest.count(" ") > MOST_WORDS:
        return None
    if not nameish(rest) and rest.strip().count(" ") > 1:
        return None
    opener = line[:start].rstrip()[-1:]
    if opener and opener in OPENERS and len(rest.partition(CLOSERS[OPENERS.index(opener)])[2].strip(" .)")) > 2:
        return None
    text = _caption(line[:start], words)
    lone = not text and not opener and line[start:end].lower().rstrip(" :：=") in words.source
    if lone and form_of(rest, strict=True) and not is_agency(rest):
        lone = False  # who took a picture, and for whom
    return Credit(text, inner(rest), "source" if lone else "word")


def _after_word(line: str, words: Words) -> Credit | None:
    """Read a credit that a word without a colon introduces, at the start or after a sentence: "Foto Anna Lind"."""
    tokens = line.rsplit(" ", MOST_WORDS + 1)
    for i in range(len(tokens) - 1, -1, -1):
        word, slash, name = tokens[i].partition("/")
        if word.lower() in words.credit_words and not word.islower():
            before, rest = " ".join(tokens[:i]), " ".join([name, *tokens[i + 1 :]] if slash else tokens[i + 1 :])
            parted = not before or before[-1] in _PARTS
            return Credit(_caption(before, words), inner(rest), "word") if parted and is_maker(rest) else None
    return None


def _after_phrase(line: str, low: str, words: Words) -> Credit | None:
    """Read a credit that words without a colon introduce ("Photo by"); None where none is seen."""
    if len(low) != len(line):
        return None
    for phrase in words.by:
        start = low.rfind(phrase)
        end = start + len(phrase)
        if start < 0 or low[start - 1 : start].isalnum() or low[end : end + 1] != " ":
            continue
        rest = line[end:]
        if (
            len(rest) > LONGEST_CREDIT
            or rest.count(" ") > MOST_WORDS
            or rest.lstrip()[:1].islower()
            or not nameish(rest)
        ):
            continue
        if 0 <= line.rfind("(", 0, start) < start - 1:
            continue  # "(Pool photo by ...)": the whole bracket is the credit
        return Credit(_caption(line[:start], words), inner(rest), "word")
    return None


def _in_brackets(line: str, words: Words) -> Credit | None:
    ended = line.rstrip(" .。")
    start = ended.rfind(OPENERS[CLOSERS.index(ended[-1])])
    inside = ended[start + 1 : -1].strip() if start >= 0 else ""
    if not 1 < len(inside) <= LONGEST_CREDIT:
        return None
    before = bare(ended[:start])
    for suffix in words.after:
        if inside.endswith(suffix) and len(inside) <= 30:
            return Credit(before, inside.removesuffix(suffix) or inside, "word")
    if form := form_of(inside):
        return Credit(before, inside, form)
    word = inside.partition(" ")[0].partition(".")[0]
    name = inside[len(word) :].lstrip(" .")
    if name and word.lower() in words.credit and nameish(name):
        return Credit(before, name, "word")
    if (
        not inside[0].isupper()
        or inside.lower().endswith(words.credit)
        or inside.lower() in words.hints
        or inside.count(" ") > 7
        or any(c.isdigit() for c in inside)
        or not nameish(inside)
    ):
        return None
    return Credit(before, inside, "brackets") if not before or before[-1] in ".!?…。" else None


def _after_equals(line: str, words: Words) -> Credit | None:
    """Japanese desks end a caption with "＝" and its source."""
    before, _, tail = line.rpartition("＝")
    for suffix in words.after:
        if tail.endswith(suffix):
            when, comma, maker = tail.rpartition("、")
            if 0 < len(maker) <= 20:
                text = line[: len(before) + 1 + len(when)] if comma else bare(before)
                return Credit(text, maker.removesuffix(suffix) or maker, "word")
    if not 0 < len(tail) <= 20:
        return None
    return Credit(bare(before), tail, "agency") if form_of(tail) == "agency" else None


def _caption(text: str, words: Words) -> str:
    """What stands before a credit, without words of its kind ("Image: ...", "Image Credits:", "[Photo source =")."""
    text = bare(text)
    if text.lower().rstrip(":") in words.frame:
        return ""
    label, colon, said = text.partition(": ")
    if colon and label.lower() in words.credit_words:
        text = said
    for opener, closer in zip(OPENERS, CLOSERS, strict=True):
        if (start := text.rfind(opener)) >= max(0, len(text) - 20) and closer not in text[start:]:
            return bare(text[:start])
    before, _, last = text.rpartition(" ")
    return bare(before) if before and last.lower() in words.credit else text.rstrip(",")
