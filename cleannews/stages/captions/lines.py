"""What the lines near an article are to its pictures: text, prose, a credit, or a control of the picture's frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cleannews.document import STANDING, Document
from cleannews.patterns import Pattern
from cleannews.stages.captions.credits import STRONG, read, read_colon
from cleannews.stages.captions.names import CLIENT, Credit, is_agency, is_client, nameish
from cleannews.stages.captions.tails import read_tail
from cleannews.stages.captions.vocabulary import Words

LONGEST_CAPTION = 700
"""Code points; a longer line is a paragraph, unless it ends like a sentence without a sign of its rights."""
FAR_OFF = -4.5
"""Body score below which a line is not of the article in any way, so it is no caption of its pictures either."""
_SHORT, _LONG = 80, 160
_SURE_SHORT, _SURE_LONG = 3.7, 2.5
"""Body scores from which a short and a long line that end like a sentence are paragraphs, whatever stands beside."""

_LONGEST_MAKER = 60
"""Code points from the colon before who took a picture to the end of a line that reads as a paragraph."""
_LONGEST_OPENER, _LONGEST_TOLD, _SOME = 32, 400, 4
"""Code points of words that captions begin with, and of a caption known by them; blanks that it has at least."""
_SPACED = "\u2e80"
"""From here on, scripts write words without blanks between them."""
_ONCE = 50
"""Code points from which a line may say itself twice."""

_COUNTER = Pattern(r"[\[(]?\d{1,3} ?(?:/|of|von|de|sur|di|van|av|af|из) ?\d{1,3}\b[\])]?[ \u00a0|.:]{0,4}")
_FILE = Pattern(
    r"\[?[\w .,()%+-]{1,120}\.(?:jpe?g|png|webp|gif|svg|avif|bmp)\]?|\[[\w.-]{1,120}\]|[\w-]{0,60}\d{5}[\w-]{0,60}",
    ignore_case=True,
)
_TITLE = Pattern(r"\p{Lu}{2,20}(?:[ '’-]\p{Lu}{1,20}){1,5}\s?(?:…|\.{3})\s?\p{Lu}\p{Ll}")
_BETWEEN = Pattern(r"[\W_]+")
_PARTING = {code: " " for code in range(0x80) if not chr(code).isalnum()}  # the same, faster, for ASCII
_WRAPPING = " \t\u00a0*_#>•·[]"
_BEFORE_NAME = (":", "：", "...")
SENTENCE_ENDS = '.!?”"»“'


class Line(NamedTuple):
    """A line read for pictures; `text` is the caption that it could be, without credit, counter and label.

    `kind` is "text", "prose" (a paragraph for sure), "credit" (the line is a credit alone), "control" (enlarge, play,
    3 of 12, photo.jpg; `labelled` if a counter) or "" (taken by an earlier stage, as is a `labelled` credit).
    An `aside` ("(left)") is what hardly anything but a caption has; so is a text that said itself `twice`.  One that is
    `told` has a label before it, or above it, that says that it is a caption.
    """

    kind: str
    text: str = ""
    credit: Credit | None = None
    labelled: bool = False
    aside: bool = False
    twice: bool = False
    told: bool = False

    @property
    def strong(self) -> bool:
        """Whether the line carries (or is) a credit that is hardly anything else."""
        return self.credit is not None and self.credit.form in STRONG

    @property
    def made(self) -> bool:
        """Whether the line ends with who took the picture: after a word for it, or somebody and an agency."""
        credit = self.credit
        return credit is not None and (
            credit.form == "word" or (credit.form == "agency" and not is_agency(credit.credit))
        )


_TAKEN, _CONTROL = Line("", ""), Line("control", "")
COUNTER = Line("control", "", None, True)
"""A gallery's "3 of 12" on a line of its own."""


def key(text: str) -> str:
    """The bare words of a text, to compare texts by.

    >>> key("Rain, at last: “Hamburg” on Monday.")
    'rain at last hamburg on monday'
    """
    low = text.lower()
    return " ".join(low.translate(_PARTING).split()) if low.isascii() else _BETWEEN.sub(" ", low).strip()


def same(one: str, other: str) -> str:
    """Whether two texts say the same: "exact", "part" (one begins or ends with the other) or ""."""
    if one == other:
        return "exact"
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    short, long = key(short), key(long)
    if short == long:
        return "exact"
    if len(short) > 12 and long.startswith(short):
        one, other = (one, other) if len(one) > len(other) else (other, one)
        rest = one[len(other) :]
        return "exact" if len(rest) < 40 and nameish(rest) else "part"
    return "part" if len(short) > 12 and long.endswith(short) else ""


def touch(one: str, other: str) -> bool:
    """A cheap test that goes before `same`: whether two texts begin or end alike."""
    return one[:8] == other[:8] or one[-8:] == other[-8:]


def is_counter(text: str) -> bool:
    """Whether a line is a gallery's counter and nothing else.

    >>> [is_counter(text) for text in ("3/12", "3 of 12", "12:30", "2024")]
    [True, True, False, False]
    """
    return len(text) > 2 and not text.isdigit() and _COUNTER.fullmatch(text) is not None


def read_lines(document: Document, places: Iterable[int], words: Words) -> dict[int, Line]:
    """Read the lines at `places`; a credit broken over two lines ("Photo:" / "Ann Lee") becomes two credit lines."""
    lines: dict[int, Line] = {}
    texts, roles, scores = document.texts, document.roles, document.scores
    starts, waiting = words.opener_starts, False
    for place in places:
        text = texts[place]
        if roles[place] != STANDING or not text:
            lines[place], waiting = _signed(text) if roles[place] == "byline" and "/" in text else _TAKEN, False
        elif (
            ((start := text[:2]).lower() in starts or start.isupper())
            and scores[place] > FAR_OFF
            and _is_opened(text, words)
        ):
            lines[place], waiting = _read_line(text, words)._replace(told=True), False
        elif len(text) > _SHORT and _is_prose(text, scores[place]) and not _names_maker(text, words):
            lines[place], waiting = Line("prose", text), False
        elif waiting and len(text) < 60 and nameish(text):
            lines[place], waiting = Line("credit", "", Credit("", text.strip(" :()|"), "word")), False
        else:
            lines[place] = line = _read_line(text, words)
            if line.kind == "text" and lines.get(place - 1) is _CONTROL and _is_label(texts[place - 1], words):
                lines[place] = line._replace(told=True)
            waiting = line is _CONTROL and text.endswith(_BEFORE_NAME) and _names_credit(text, texts[place - 1], words)
    return lines


def _is_label(text: str, words: Words) -> bool:
    """Whether a line says of the next one that it is a caption: "Image caption,"."""
    return text[-1] in ",:" and text.lower() in words.labels


def _names_credit(text: str, above: str, words: Words) -> bool:
    """Whether "Photo:" stands there, on one line or on two."""
    return (text if len(text) > 1 else above).lower().strip(" :：(|.").endswith(words.credit)


def _is_prose(text: str, score: float) -> bool:
    if score > _SURE_LONG and text[-1] in SENTENCE_ENDS and "©" not in text:
        return score > _SURE_SHORT or len(text) > _LONG
    return len(text) > LONGEST_CAPTION and (text[-1] not in SENTENCE_ENDS or "©" in text)


def _is_opened(text: str, words: Words) -> bool:
    """Whether a line begins as captions do, and says some more: with whole words of theirs, or with a title in capitals
    and dots, as desks in some countries give them ("ALL ABOARD ... The mayor leaves for Westby").
    """
    if len(text) > _LONGEST_TOLD:
        return False
    if text[:2].isupper() and ("…" in text or "..." in text) and _TITLE.match(text) is not None:
        return True
    low = text[:_LONGEST_OPENER].lower()
    if not low.startswith(words.openers):
        return False
    ends = [len(opener) for opener in words.openers if low.startswith(opener)]
    whole = any(not low[end - 1 : end + 1].isalpha() or low[end - 1] > _SPACED for end in ends)
    return whole and (text.count(" ") >= _SOME or low[0] > _SPACED)


def _names_maker(text: str, words: Words) -> bool:
    """Whether what reads as a paragraph ends with a word for a picture, a colon and who took it."""
    if ":" not in text[-_LONGEST_MAKER:] or len(text) > LONGEST_CAPTION:
        return False
    credit = read_colon(text, text.lower(), words)
    return credit is not None and credit.form == "word" and bool(credit.text)


def _signed(text: str) -> Line:
    """A line that was taken for a byline but joins an agency by a slash can as well be a credit: evidence, no more."""
    credit = read_tail(text, text.lower())
    return Line("credit", "", credit, True) if credit is not None and not credit.text else _TAKEN


def _read_line(text: str, words: Words) -> Line:
    bare = text if text[0].isalpha() else text.strip(_WRAPPING)
    low = bare.lower()
    if not low or low.rstrip(".…") in words.frame or (low[-1] == "," and low in words.labels):
        return _CONTROL
    if (
        ":" in low or "/" in low or ")" in low or "|" in low or "©" in low or "]" in low or "=" in low
        or low[0].isdigit() or low[-1] > "\u3000" or text[0] == "["
    ):  # fmt: skip
        return _read_marked(text, bare, low, words)
    if low[-1] in SENTENCE_ENDS:  # without any mark that credits and counters have, only its words can tell
        return Line("text", bare) if len(bare) < _ONCE else _plain(bare)
    if "." not in low:
        if words.cues.isdisjoint(low.split()):
            if CLIENT in low and is_client(bare):
                return Line("credit", "", Credit("", bare, "slash"))
            return Line("text", bare) if len(bare) < _ONCE else _plain(bare)
    elif ". " not in low and words.cues.isdisjoint(low.replace(".", " ").split()):
        return _CONTROL if "." in low[-5:] and _FILE.fullmatch(low) else _plain(bare)
    return _read_words(bare, low, words, False)


def _read_marked(text: str, bare: str, low: str, words: Words) -> Line:
    """Read a line with a colon, a slash, a bracket ..., which may be a control, a counter, a file or a credit."""
    if low[0] in _WRAPPING or low[-1] in _WRAPPING:
        bare = bare.strip(_WRAPPING)
        low = bare.lower()
    if _is_control(low, words) or (text[0] == "[" and _FILE.fullmatch(text)):
        return _CONTROL
    if low[0].isdigit() and (counter := _COUNTER.match(bare)):
        bare = bare[counter.end() :].strip(_WRAPPING)
        return _read_words(bare, bare.lower(), words, True) if bare else COUNTER
    return _read_words(bare, low, words, False)


def _read_words(bare: str, low: str, words: Words, labelled: bool) -> Line:
    if low[low.rfind(" ") + 1 :] in words.glued_ends:
        bare = _without_controls(bare, words)
        low = bare.lower()
        if not low or low in words.frame:
            return COUNTER if labelled else _CONTROL
    credit = read(bare, low, words)
    if credit is not None:
        if not credit.text:
            return Line("credit", "", credit)
        bare = credit.text
    told = False
    if low.startswith(words.labels):
        whole, labelled = bare, True
        bare = _unlabelled(bare, words)
        told = whole[: len(whole) - len(bare)].rstrip().endswith((",", ":"))
    aside = (")" in low or "）" in low) and any(map(low.__contains__, words.asides))
    return _plain(bare, credit, labelled, aside, told)


def _plain(
    bare: str, credit: Credit | None = None, labelled: bool = False, aside: bool = False, told: bool = False
) -> Line:
    once = bare if len(bare) < _ONCE else _once(bare)
    return Line("text", once, credit, labelled, aside, once is not bare, told)


def _is_control(low: str, words: Words) -> bool:
    if not low or low in words.frame:
        return True
    if len(low) < 60 and not low[-1].isalpha():
        if low.rstrip(" .:：|)") in words.frame:
            return True
        if low[-1].isdigit() and " " not in low:
            return _FILE.fullmatch(low) is not None
    return ("." in low[-5:-1] and _FILE.fullmatch(low) is not None) or (
        len(low) < 9 and not (low[0].isalpha() or key(low))
    )


def _without_controls(text: str, words: Words) -> str:
    """Cut a control that was glued to the end of a line ("... Foto: X Visa mer")."""
    low = text[-60:].lower()
    for control in words.glued:
        if low.endswith(control) and len(low) > len(control) and not low[-len(control) - 1].isalnum():
            return text[: -len(control)].rstrip()
    return text


def _unlabelled(text: str, words: Words) -> str:
    low = text.lower()
    for label in words.labels:
        if low.startswith(label) and len(text) > len(label) + 3:
            return text[len(label) :].lstrip(" :,")
    return text


def _once(text: str) -> str:
    """A text that says itself twice over (the alternative text and the caption on one line) once."""
    again = text.find(text[:20], 20)
    if again < 0 or again * 3 < len(text):
        return text
    first, second = key(text[:again]), key(text[again:])
    return text[again:] if second.startswith(first) or first.startswith(second) else text
