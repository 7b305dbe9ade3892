"""The reference of the commands and the man page are what the commands say.  `pytest --accept` writes them anew."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleannews.cli import COMMANDS, main

EXAMPLES = Path(__file__).parent.parent / "examples"


def said(*args: str) -> str:
    """What the command's help says, 80 columns wide."""
    done = CliRunner(env={"COLUMNS": "80"}).invoke(main, [*args, "--help"], prog_name="cleannews")
    return done.stdout.rstrip() + "\n"


def chapters() -> Iterator[tuple[str, str]]:
    """Each command's name and help."""
    yield "cleannews", said()
    for name in COMMANDS:
        yield f"cleannews {name}", said(name)


def reference() -> str:
    """The commands in Markdown."""
    texts = [f"## {name}\n\n```text\n{text}```\n" for name, text in chapters()]
    return "\n".join(["# Commands\n\nWhat `--help` says, all on one page.\n", *texts])


FILES = r""".SH ENVIRONMENT
.TP
CLEANNEWS_OPTION, CLEANNEWS_COMMAND_OPTION
An option that all commands share, or one of a single command: CLEANNEWS_LANGUAGE, CLEANNEWS_CLEAN_TO.
.TP
CLEANNEWS_CONFIG, CLEANNEWS_NO_CONFIG
As --config and --no-config.
.SH FILES
.TP
cleannews.toml, pyproject.toml [tool.cleannews]
Options of a project, in the working directory or the nearest one above it.
.TP
~/.config/cleannews/cleannews.toml
Options of the user (on Linux; `cleannews config` names the place).
.SH EXIT STATUS
0 all clean; 1 some input failed; 2 wrong usage; 3 the only input held no article; 74 output could not be written;
130 interrupted; 143 ended.
"""


def man_page() -> str:
    """One manual page of all commands."""
    sections = [f'.SH "{name.upper()}"\n.nf\n{roff(text)}.fi\n' for name, text in chapters()]
    head = ".TH CLEANNEWS 1\n.SH NAME\ncleannews \\- turn flattened news pages into articles\n"
    return head + "".join(sections) + FILES


def roff(text: str) -> str:
    r"""Text as it is, for roff.

    >>> roff("-o A\\B\n.txt\n")
    '\\-o A\\eB\n\\&.txt\n'
    """
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return "".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in escaped.splitlines(keepends=True))


MADE = {"commands.md": reference, "cleannews.1": man_page}


@pytest.mark.parametrize(("name", "make"), MADE.items(), ids=MADE)
def test_it_says_what_the_commands_say(name: str, make: Callable[[], str], request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--accept"):
        (EXAMPLES / name).write_text(make(), "utf-8")
    assert (EXAMPLES / name).read_text("utf-8") == make(), "pytest --accept writes it anew"


WORDS = {
    "cleannews expl": "explain",
    "cleannews pages/": "file",
    "cleannews clean --strict": "--strictness",
    "cleannews --strict": "--strictness",
    "cleannews quotes --to c": "csv",
}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(("words", "told"), WORDS.items(), ids=WORDS)
def test_the_shells_get_a_completion(shell: str, words: str, told: str) -> None:
    env = {"_CLEANNEWS_COMPLETE": f"{shell}_source"}
    assert "_CLEANNEWS_COMPLETE" in CliRunner(env=env).invoke(main, prog_name="cleannews").stdout
    *before, last = words.split(" ")
    at = last if shell == "fish" else str(len(before))
    env = {"_CLEANNEWS_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": at}
    assert told in CliRunner(env=env).invoke(main, prog_name="cleannews").stdout


def test_the_man_page_is_sound_roff() -> None:
    """With groff at hand, it must find nothing to warn of."""
    try:
        done = subprocess.run(
            ["groff", "-man", "-Tutf8", "-ww", EXAMPLES / "cleannews.1"], capture_output=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("no groff here to read the man page")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Clean pages of flattened text into articles." in done.stdout
