"""Pages as other tools would have flattened them, so that the model does not lean on one tool's habits.

Each change keeps the words of the article and their order.
"""

from __future__ import annotations

import re
import textwrap
from random import Random

_BULLET = re.compile(r"^\s{0,50}(?:[*+\-•·◦▪■□●○]|\d{1,2}\.)\s+", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n\s*\n+")
_BLANKS = re.compile(r"[ \t]{2,}")
_NO_WORD = re.compile(r"\W+")
PARAGRAPH = 80
"""Characters from which a line that ends in a stop is a paragraph."""
_STOPS = (".", "?", "!", ":", ",", ";")
_WIDTHS = (60, 65, 70, 72, 76, 78, 79, 80, 90, 100, 120)


def augment(text: str, chance: Random) -> str:
    """Return the page with one to three changes drawn at random, and now and then wrapped at some width."""
    for change in chance.sample(_CHANGES, chance.choice((1, 2, 2, 3))):
        text = change(text, chance)
    return _wrap(text, chance) if chance.random() < 0.15 else text


def spacings(text: str) -> tuple[str, str]:
    """The page without empty lines, and with empty lines around its paragraphs alone.

    >>> prose = "The harbour of Westby froze over on Monday for the first time in all of thirty years."
    >>> [text.replace(prose, "...") for text in spacings(f"Home\\n\\nNews\\n{prose}\\nMore")]
    ['Home\\nNews\\n...\\nMore', 'Home\\nNews\\n\\n...\\n\\nMore']
    """
    close = _without_blank_lines(text, Random(0))
    apart = [f"\n{line}\n" if _paragraph(line) else line for line in close.split("\n")]
    return close, _BLANK_LINES.sub("\n\n", "\n".join(apart)).strip()


def _paragraph(line: str) -> bool:
    return len(line.strip()) > PARAGRAPH and line.rstrip()[-1] in '.!?…:。"”»'


def _without_bullets(text: str, chance: Random) -> str:
    return _BULLET.sub("", text)


def _without_indent(text: str, chance: Random) -> str:
    return "\n".join(line.strip() for line in text.split("\n"))


def _without_blank_lines(text: str, chance: Random) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


def _spread(text: str, chance: Random) -> str:
    return _BLANK_LINES.sub("\n", text).replace("\n", "\n\n")


def _closed_up(text: str, chance: Random) -> str:
    return _BLANK_LINES.sub("\n\n", text)


def _single_blanks(text: str, chance: Random) -> str:
    return _BLANKS.sub(" ", text)


def _with_bullets(text: str, chance: Random) -> str:
    mark = chance.choice(("* ", "- ", "• ", "  * ", "+ ", "1. "))
    lines = _BULLET.sub("", text).split("\n")
    return "\n".join(mark + line.strip() if _item(line) and chance.random() < 0.8 else line for line in lines)


def _item(line: str) -> bool:
    return 0 < len(line.strip()) < 40 and not line.rstrip().endswith(_STOPS)


def _glued(text: str, chance: Random) -> str:
    """Runs of menu items on one line, with one of the usual separators."""
    separator = chance.choice((" | ", " ", "  ", " · ", "\t", " / "))
    lines: list[str] = []
    run: list[str] = []
    for line in [*text.split("\n"), "."]:
        if _item(line) and len(line.split()) <= 3 and len(run) < 24:
            run.append(line.strip())
        elif line.strip() or len(run) < 2 or chance.random() < 0.3:
            lines += [separator.join(run)] * bool(run) + [line]
            run = []
    return "\n".join(lines[:-1])


def _as_markdown(text: str, chance: Random) -> str:
    """Some headings with their marks, some short lines as links."""
    lines = []
    for line in text.split("\n"):
        words = line.split()
        if 3 <= len(words) <= 14 and not line.rstrip().endswith(_STOPS) and chance.random() < 0.15:
            line = "#" * chance.randint(1, 4) + " " + line.strip()
        elif 0 < len(words) <= 8 and not line.rstrip().endswith(_STOPS) and chance.random() < 0.5:
            line = f"[{line.strip()}](/{_NO_WORD.sub('-', line.strip().lower())[:40]})"
        lines.append(line)
    return "\n".join(lines)


def _wrap(text: str, chance: Random) -> str:
    width = chance.choice(_WIDTHS)
    return "\n".join(_wrapped(line, width) for line in text.split("\n"))


def _wrapped(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    indent = line[: len(line) - len(line.lstrip())][:12]
    return "\n".join(
        textwrap.wrap(
            line, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
    )


_CHANGES = (
    _without_bullets,
    _without_indent,
    _without_blank_lines,
    _spread,
    _closed_up,
    _with_bullets,
    _glued,
    _as_markdown,
    _single_blanks,
)
