"""Hostile pages: each with its name, how it is made, and what it tries.

The promise is the same for all: one record, every law of `laws.py`, and time in proportion to length.  `full` is the
size (code points) that the promise is made for, `size` the one that every run of the tests has time for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

SENTENCE = "The harbour master said on Monday that “the ice is thick”, and Mr Berg (AP) agreed. "
MEGABYTE = 1_000_000


class Case(NamedTuple):
    name: str
    make: Callable[[int], str]
    tries: str
    full: int = MEGABYTE
    size: int = 40_000


def repeated(unit: str) -> Callable[[int], str]:
    """`{n}` in the unit counts."""

    def make(size: int) -> str:
        if "{n}" in unit:
            return "".join(unit.format(n=n) for n in range(size // len(unit)))
        return unit * (size // len(unit))

    return make


def nested(opening: str, closing: str) -> Callable[[int], str]:
    def make(size: int) -> str:
        depth = size // (len(opening) + len(closing))
        return opening * depth + closing * depth

    return make


def within(before: str, unit: str, after: str) -> Callable[[int], str]:
    """An article with something in its middle."""
    return lambda size: before + repeated(unit)(size) + after


def every_character(size: int) -> str:
    """Every character of every plane, again and again, in lines of a hundred; surrogates too."""
    step = 101  # prime to the number of code points, so that neighbours come from different blocks
    signs = [chr(n * step % 0x110000) for n in range(size)]
    return "\n".join("".join(signs[i : i + 100]) for i in range(0, size, 100))


def blocks(size: int) -> str:
    """The planes in order: a line of each block of 256 characters, as many of them as fit."""
    return "\n".join("".join(map(chr, range(n % 0x110000, n % 0x110000 + 256))) for n in range(0, size, 256))


ARTICLE = "Ice locks in Westby\nBy Ann Lee\nMay 1, 2023\n\n" + (SENTENCE * 3 + "\n\n") * 4

CASES = (
    # Size alone.
    Case("one line of prose", repeated(SENTENCE), "a page without a line break", full=10 * MEGABYTE),
    Case("one line of a letter", repeated("a"), "a word without an end", full=10 * MEGABYTE),
    Case("empty lines", repeated("\n"), "a cost for each line that says nothing"),
    Case("lines of a blank", repeated(" \n"), "the same, where the lines are not empty"),
    Case("short lines", repeated("Menu\n"), "a look from every line to every other"),
    Case("lines that differ", repeated("Menu {n}\n"), "tables that grow with the page"),
    Case("paragraphs", repeated(SENTENCE * 3 + "\n\n"), "an article that is a book"),
    Case("spaces", repeated(" "), "trimming from each blank to the end"),
    Case("spaces before a word", within("", " ", "a"), "the same, with something to find"),
    Case("an empty page in an article", within(ARTICLE, "\n", ARTICLE), "the gap between two lines"),
    # Repeats, which stages compare.
    Case("the same caption", repeated("The ferry lies fast in the ice off Westby (AP)\n"), "pairs of captions"),
    Case("nearly the same caption", repeated("The ferry {n} lies fast in the ice off Westby (AP)\n"), "near pairs"),
    Case("nearly the same paragraph",
         repeated("The harbour froze for the {n}th time, said harbour master Ingrid Holm on Monday.\n\n"),
         "comparing each paragraph with each"),
    Case("the same headline", within(ARTICLE, "Ice locks in Westby\n", ARTICLE), "comparing lines with the headline"),
    Case("words of one letter", repeated("a b c d "), "comparing bags of words"),
    # Quotation marks.
    Case("opening marks", repeated("“"), "quotations without an end", full=100_000),
    Case("opening marks and letters", repeated("“a "), "the same, with something said"),
    Case("closing marks", repeated("a” "), "quotations without a beginning"),
    Case("straight marks", repeated('"'), "marks that may open or close", full=100_000),
    Case("straight marks and letters", repeated('"a '), "the same, with something said"),
    Case("nested marks", nested("“‘«", "»’”"), "marks 10^5 deep"),
    Case("marks in paragraphs", repeated('"a" said B.\n\n'), "thousands of speakers"),
    Case("open marks in paragraphs", repeated('"We go on.\n\n'), "a quotation that each paragraph continues",
         size=60_000),  # of some smaller pages other paragraphs are kept, in which few of the marks are open
    Case("apostrophes", repeated("‘a’s "), "marks that are letters"),
    Case("Japanese marks", repeated("「港"), "marks that always nest"),
    Case("said, said, said", repeated("he said, she said, "), "cues without a quotation"),
    Case("speakers without words", repeated("Ann Lee said. "), "names to resolve"),
    Case("descriptions", repeated('"We go on," said the mayor of {n}.\n\n'), "looking for each in all before",
         size=200_000),  # smaller pages do not fill the window that is looked through
    # Brackets.
    Case("open brackets", repeated("("), "brackets without an end", full=50_000),
    Case("nested brackets", nested("([{<", ">}])"), "brackets that deep", full=100_000),
    Case("closing brackets", repeated(")]"), "brackets without a beginning"),
    Case("links", repeated("[a](http://b.c) "), "Markdown of another tool",
         size=100_000),  # half of a smaller page has too few words to be taken apart
    Case("bars", repeated("a b | "), "a separator in the place of line breaks"),
    Case("bars beyond ASCII", repeated("é b | "), "the column that each part of a line ends in"),
    Case("pictures", repeated("![a](b.c/d) "), "what stands before each on its line"),
    Case("icon lines", repeated("Tick An icon of a tick mark. " * 10 + "\n"), "lines that are taken from others"),
    Case("links by number", repeated("[1]a "), "numbers of links that never count up"),
    Case("links that don't end", repeated("[a](http://b.c "), "the same, broken"),
    Case("images in links", repeated("[![a](b)"), "the same, nested"),
    Case("emphasis", repeated("**a* _b__ "), "marks of emphasis that do not pair"),
    Case("tags", repeated("<a href='b'>"), "HTML that was not flattened"),
    Case("data", within(ARTICLE, '{"@context":', ARTICLE), "objects in objects without an end"),
    Case("lists of data", within(ARTICLE, '{"@context":[],', ARTICLE), "the same, side by side"),
    Case("escapes", repeated("\\*\\"), "backslashes before backslashes"),
    # What rules look for.
    Case("digits", repeated("1"), "numbers without an end"),
    Case("dots", repeated("."), "sentences without a word"),
    Case("dots and letters", repeated("a."), "initials without an end"),
    Case("dashes", repeated(" - "), "joints without a title"),
    Case("commas", repeated("Ab, "), "lists without an end"),
    Case("dates", repeated("1 May 2023 "), "thousands of dates in a line"),
    Case("half dates", repeated("12/12/"), "dates that don't end"),
    Case("date lines", repeated("January 1, 2023, 7:33 am\n"), "thousands of date lines"),
    Case("times", repeated("7:33 "), "times without a date"),
    Case("months", repeated("May "), "words near numbers that aren't there"),
    Case("names", repeated("Ann Lee, "), "a byline without an end"),
    Case("bylines", repeated("By Ann Lee and Jo Roe\n"), "thousands of bylines"),
    Case("by by by", repeated("By "), "by-words without a name"),
    Case("capitals", repeated("A"), "a dateline without an end"),
    Case("capitalised words", repeated("Ab "), "a name without an end"),
    Case("datelines", repeated("WESTBY (AP) — "), "thousands of datelines in a line"),
    Case("credits", repeated("(AP) Photo: "), "thousands of credits in a line"),
    Case("icons", repeated("Tick An icon of a tick mark. "), "a run of icons without an end"),
    Case("icons without a stop", repeated("An icon of "), "icons that don't end"),
    Case("separators", repeated("a | b > c » "), "a breadcrumb without an end"),
    Case("addresses", repeated("a@b."), "e-mail without an end"),
    Case("at signs", repeated("@"), "handles without a name"),
    Case("colons", repeated("A: "), "an interview of one letter"),
    Case("list items", repeated("* a\n"), "a list without an end"),
    Case("copyright signs", repeated("© 2023 "), "publishers without a name"),
    Case("read more", repeated("Read more: "), "a label without what it labels"),
    # How lines were broken.
    Case("wrapped prose", repeated("The harbour master said on Monday that the ice is thick and that all the\n"),
         "one paragraph in a hundred thousand lines"),
    Case("half lines", repeated("the harbour\n"), "lines that all could be joined"),
    Case("one word a line", repeated("Ab\n\n"), "lines that all could be split tags"),
    Case("carriage returns", repeated("\r"), "line ends of old systems"),
    Case("mixed line ends", repeated("The ice\r\nis\rthick\n\rand\x0bold\x0c.\x85a\u2028b\u2029\n"), "all at once"),
    Case("tabs", repeated("\t\ta"), "columns of a table"),
    # Characters.
    Case("combining marks", repeated("\u0301"), "a letter with a million accents"),
    Case("combining marks on letters", repeated("a\u0301\u0301\u0301"), "normalisation"),
    Case("combining marks in an article", within(ARTICLE, "\u0301", ARTICLE), "a letter of an article with them"),
    Case("zero width", repeated("\u200b\u200d\u2060\ufeff"), "a page that can't be seen"),
    Case("zero width in words", repeated("S\u200ba\u00adi\u200dd "), "words that hide what they are"),
    Case("bidi", repeated("\u202ea\u2066b\u200f"), "text that reads backwards"),
    Case("tag characters", repeated("a\U000e0041\U000e007f"), "hidden messages"),
    Case("NUL", repeated("\0"), "C's end of text"),
    Case("NUL in words", repeated("By\0 Ann Lee\0\n"), "the same, within lines"),
    Case("control characters", repeated("".join(map(chr, range(32))) + "\x7f\x80\x9b"), "a terminal's commands"),
    Case("lone surrogates", repeated("\ud800a\udfff"), "half characters, which UTF-8 can't hold"),
    Case("surrogates in the wrong order", repeated("\ude00\ud83d "), "the same, as if it were a pair"),
    Case("non-characters", repeated("\ufffe\uffff\ufdd0\U0010ffff"), "code points that are no characters"),
    Case("every character", every_character, "each character beside strangers"),
    Case("every block", blocks, "each character beside its own kind"),
    Case("emoji", repeated("👩\u200d👩\u200d👧🏽"), "characters of characters"),
    Case("Turkish letters", repeated("İıſK"), "letters whose case changes their number"),
    Case("ligatures", repeated("ﬃŉß"), "the same, the other way"),
    Case("wide digits", repeated("２０２３年１月１日 "), "digits that `int` takes and tables don't"),
    Case("superscripts", repeated("²⁰²³ ½ ① Ⅻ "), "numbers that `int` does not take"),
    Case("no-break spaces", repeated("a\u00a0\u3000\u2009\u202f"), "blanks that are not layout"),
    Case("Japanese", repeated("港の責任者は「氷は厚い」と述べた。"), "prose without a space"),
    Case("Arabic", repeated("قال المتحدث يوم الاثنين إن الجليد سميك. "), "prose from right to left"),
    Case("Thai", repeated("ท่าเรือ"), "a script without spaces or stops"),
    Case("Hangul jamo", repeated("\u1100\u1161\u11a8"), "syllables in parts"),
)  # fmt: skip
