"""White space and invisible characters: how a stretch of the page's source reads as one line of text."""

from __future__ import annotations

import re
import unicodedata

# Characters that say nothing in flattened text and can hide or reorder it: controls, zero-width space, soft hyphen,
# byte-order mark, bidi marks and overrides, interlinear and tag characters.  Joiners (200C, 200D) spell words in
# Persian and Hindi and stay.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_ODD = re.compile(rf"{INVISIBLE.pattern}|[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_BLANKS = r"\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
_GAPS = re.compile(rf"[{_BLANKS}][ {_BLANKS}]*| [ {_BLANKS}]+")  # all but a single space
_BLANK = re.compile(rf"[{_BLANKS}]")
_ASCII = bytes(range(0x80))
_USUAL = bytes(range(0x20, 0x7F)) + b"\t\n\r"
WIDE = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
"""Runs of scripts that write no spaces between words."""
_CLOSING = frozenset(",.;:!?)]}”’»…")
_OPENING = frozenset("”»")
"""What opens in other languages (»Ja«, ”Ja”); it does so before a letter."""
_CLOSELY = _CLOSING | {"", *" \t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"}


def tidy(text: str) -> str:
    """Return `text` as one line: no invisible characters, runs of blanks as one space, no blanks at its ends.

    A line break between two characters of a script without spaces vanishes; so does one before closing punctuation.
    Non-breaking spaces stay, as they are part of how the page was typeset.

    >>> tidy("  Nato\\n  chief , \\u200b ok ")
    'Nato chief , ok'
    >>> tidy("東京\\n都")
    '東京都'
    """
    odd = not text.isprintable() and not text.replace("\n", "").replace("\xa0", "").isprintable()
    if odd and INVISIBLE.search(text):
        text = INVISIBLE.sub("", text)
    if "\n" in text:
        text = _GAPS.sub(_joint, text) if _joins_closely(text) else text.replace("\n", " ")
    if "  " in text or (odd and _BLANK.search(text)):
        text = _GAPS.sub(" ", text)
    return text.strip()


def is_odd(source: str) -> bool:
    r"""Whether `tidy` would change more of a page than runs of blanks, which is rare.

    >>> is_odd("plain\n\ttext"), is_odd("te\u200bxt")
    (False, True)
    """
    rest = source.encode("utf-8", "surrogatepass").translate(None, _USUAL).decode("utf-8", "surrogatepass")
    return not rest.replace("\xa0", "").isprintable() and _ODD.search(rest) is not None


def beyond_ascii(text: str) -> str:
    """The characters of a text that are not ASCII, without the others: few on most pages, so cheap to look through.

    >>> beyond_ascii("naïve – no")
    'ï–'
    """
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def _joins_closely(text: str) -> bool:
    """A cheap test for `_joint`: whether a line begins with closing punctuation, a blank or a script without spaces."""
    begun = {line[:1] for line in text.split("\n")}
    return not begun.isdisjoint(_CLOSELY) or max(begun) > "\u0dff"


def _joint(gap: re.Match[str]) -> str:
    """What a run of blanks becomes: one space, or nothing at a line break that `tidy` closes up."""
    if "\n" not in gap[0] or gap.start() == 0 or gap.end() == len(gap.string):
        return " "
    end = gap.end()
    before, after = gap.string[gap.start() - 1], gap.string[end]
    if after in _CLOSING:
        return " " if after in _OPENING and gap.string[end + 1 : end + 2].isalnum() else ""
    return "" if unspaced(before) and unspaced(after) else " "


def words_in(text: str) -> int:
    """How many words a line has; two characters count as one for scripts that write no spaces.

    >>> words_in("Ten ferries"), words_in("気象庁は調査を終了した。")
    (2, 6)
    """
    return text.count(" ") + 1 + wide_in(text) // 2


def wide_in(text: str) -> int:
    """How many characters are of scripts that write no spaces.

    >>> wide_in("NHKは東京")
    3
    """
    return 0 if text.isascii() else len(text) - len(WIDE.sub("", text))


def unspaced(character: str) -> bool:
    """Whether the character is of a script that writes no spaces between words (Han, kana, Thai, Lao, Khmer).

    >>> unspaced("東"), unspaced("e"), unspaced("😀")
    (True, False, False)
    """
    if character < "\u0e00":
        return False
    code = ord(character)
    return (
        0x0E00 <= code <= 0x0EFF
        or 0x1780 <= code <= 0x17FF
        or (
            unicodedata.east_asian_width(character) in "WF"
            and not 0xAC00 <= code <= 0xD7AF
            and unicodedata.category(character)[0] != "S"  # an emoji is as wide
        )
    )
