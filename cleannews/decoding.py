"""Bytes to text: by byte-order mark, as UTF-8, else by a guess, of which a warning in the record tells."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

# UTF-32 comes first: its little-endian mark begins with UTF-16's.
_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
FEWEST_REFERENCES = 2
"""A page with fewer references to characters (`&amp;`, `\\u201c`) may mean them as they are written."""
_REFERENCE = re.compile(
    r"(?:\\u[0-9a-fA-F]{4})+|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}"
    r"|amp|lt|gt|quot|apos|nbsp|shy|copy|reg|trade|deg|euro|pound|yen|cent|sect|para"
    r"|middot|bull|hellip|[nm]dash|[lr]squo|[lr]dquo|[sb]dquo|sbquo|[lr]saquo|[lr]aquo|iexcl|iquest|times|plusmn|frac\d\d"
    r"|sup[123]|ord[fm]|[lr]arr|thinsp|e[nm]sp|zwn?j|[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|caron|slash|ring)"
    r"|szlig|(?:ae|AE|oe|OE)lig|eth|ETH|thorn|THORN);"
)
FEW_BLANKS = 20
"""A page with a plain blank in every so many characters has ordinary spacing: other blanks are not even counted."""
_FIXED = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_PLAIN = str.maketrans(_FIXED, " " * len(_FIXED))
_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_LOOKED_AT = 8192
_BINARY_SHARE = 0.05  # compressed data and images have about 11 % control bytes, damaged text far less than 1 %


class BinaryInput(ValueError):
    """The input is no text in any encoding."""


class Decoded(NamedTuple):
    """A decoded page and what had to be assumed about it."""

    text: str
    encoding: str
    warnings: tuple[str, ...]


def decode(data: bytes) -> Decoded:
    """Decode a page: by its byte-order mark, as UTF-8, else by the likeliest legacy encoding, with a warning.

    Never fails on damaged text (what cannot be decoded becomes U+FFFD, with a warning); raises `BinaryInput` for
    data that is no text.

    >>> decode("“more friends”".encode("cp1252"))
    Decoded(text='“more friends”', encoding='cp1252', warnings=('not UTF-8: read as cp1252',))
    """
    if (marked := by_mark(data)) is not None:
        return _lenient(data, marked)
    refuse_binary(data[:_LOOKED_AT])
    try:
        return Decoded(data.decode(), "utf-8", ())
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(data):
        return _lenient(data, "utf-8")
    encoding = _legacy_encoding(data)
    text, _, warnings = _lenient(data, encoding)
    return Decoded(text, encoding, (f"not UTF-8: read as {encoding}", *warnings))


def by_mark(data: bytes) -> str | None:
    """The encoding that a byte-order mark at the start tells, if there is one.

    >>> by_mark("a".encode("utf-16")), by_mark(b"a")
    ('utf-16', None)
    """
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def refuse_binary(head: bytes) -> None:
    """Raise `BinaryInput` if too many of these first bytes are control characters."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > _BINARY_SHARE * len(head):
        raise BinaryInput("binary data, not text")


def without_surrogates(text: str) -> tuple[str, tuple[str, ...]]:
    """Replace lone surrogates (JSON can smuggle them in, UTF-8 cannot carry them out) by U+FFFD.

    Returns the text and a warning that says how many there were; none if there were none.

    >>> without_surrogates("a\\ud800b")
    ('a\ufffdb', ('1 lone surrogate replaced',))
    """
    if not _SURROGATE.search(text):
        return text, ()
    text, count = _SURROGATE.subn("\ufffd", text)
    return text, (f"{count} lone surrogate{'s' * (count > 1)} replaced",)


def without_references(text: str) -> tuple[str, tuple[str, ...]]:
    """Replace the references to characters that a flattener left in a page.  One alone may be meant, and stays.

    Returns the text and a warning that says how many there were; none if there were none.

    >>> without_references("Q&amp;A&nbsp;&#8211; &copy; 2024")
    ('Q&A\xa0– © 2024', ('4 references to characters read',))
    >>> without_references(r"\\u201cSi\\u201d")
    ('“Si”', ('2 references to characters read',))
    >>> without_references("Write &amp; for an ampersand, and R&D; as it is.")
    ('Write &amp; for an ampersand, and R&D; as it is.', ())
    """
    found = len(_REFERENCE.findall(text)) if "&" in text or "\\u" in text else 0
    if found < FEWEST_REFERENCES:
        return text, ()
    text, count = _REFERENCE.subn(_referred, text)
    return text, (f"{count} references to characters read",)


def before_references(text: str) -> Callable[[int], int]:
    r"""Return a function from offsets in `without_references(text)` to offsets in `text` itself (code points, from 0).

    >>> came = before_references(r"Q&amp;A \u201cSi\u201d")
    >>> [came(at) for at in (1, 2, 4, 5)]
    [1, 6, 8, 14]
    """
    ends, longer = [0], [0]
    for reference in _REFERENCE.finditer(text):
        read, end = _referred(reference), reference.start() - longer[-1]
        for place, character in enumerate(read, 1):
            escaped = 6 if character <= "\uffff" else 12
            size = escaped if reference[0][0] == "\\" else len(reference[0]) // len(read)
            ends.append(end + place)
            longer.append(longer[-1] + size - 1)
    return lambda at: at + longer[bisect_right(ends, at) - 1]


def with_plain_blanks(text: str) -> tuple[str, tuple[str, ...]]:
    """Replace non-breaking and thin blanks by plain ones where most blanks of a page are such: then a tool made them,
    not a typesetter.  Offsets stay.

    Returns the text and a warning that says how many there were; none if none was replaced.

    >>> with_plain_blanks("Ten\u00a0ferries\u00a0stay in\u00a0port.")
    ('Ten ferries stay in port.', ('3 non-breaking blanks read as plain ones',))
    >>> with_plain_blanks("The ferry\u00a0left at 10\u202fh.")[1]
    ()
    """
    blanks = text.count(" ")
    if blanks * FEW_BLANKS > len(text) or text.isascii() or (fixed := sum(map(text.count, _FIXED))) <= blanks:
        return text, ()
    return text.translate(_PLAIN), (f"{fixed} non-breaking blanks read as plain ones",)


def _referred(reference: re.Match[str]) -> str:
    """The characters that a reference of HTML, or a run of JSON's, stands for.

    A line break among them becomes a blank, or the numbers of the lines below would change.
    """
    from html import unescape

    written = reference[0]
    read = without_surrogates(json.loads(f'"{written}"'))[0] if written[0] == "\\" else unescape(written)
    return _BREAK.sub(" ", read) or written


def _lenient(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, ())
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, (f"damaged {encoding}: what could not be decoded is U+FFFD",))


def _mostly_utf8(data: bytes) -> bool:
    """Whether the bytes above ASCII form UTF-8 sequences but for a few: a damaged or truncated page."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - broken - sum(map(text.count, map(chr, range(128))))
    return whole > 2 * broken


def _legacy_encoding(data: bytes) -> str:
    from charset_normalizer import from_bytes

    guess = from_bytes(data).best()
    if guess is None or guess.encoding in _LATIN:
        return "cp1250" if _CENTRAL.search(data) else "cp1252"
    return guess.encoding


# The guess is unsure among these; on the web they are cp1252, a superset of Latin-1, or for Central Europe cp1250.
_LATIN = frozenset(("ascii", "latin_1", "iso8859_15", "cp1250", "cp1252", "cp437", "cp850", "cp858", "mac_roman"))
# Bytes that are letters in cp1250 but signs in cp1252 (a Polish l with stroke against a superscript three), in words.
_CENTRAL = re.compile(rb"[A-Za-z][\xa3\xa5\xaa\xaf\xb3\xb9\xba\xbc\xbe\xbf\x8d\x8f\x9d][a-z]")
