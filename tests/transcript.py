"""The commands in a document and what it shows of their output; run in one shell, from top to bottom.

    ```sh        a script, which must end well
    ```console   lines after "$ ", each with the output it shows; "..." stands for anything, as in a doctest
    ```pycon     a doctest

`<!-- not run: why -->` above a block leaves it out; so does `<!-- tests -->`, the run that a test is part of.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path
from typing import NamedTuple

_BLOCK = re.compile(r"^(?:<!-- (?P<left>tests|not run: .+) -->\n)?```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.M | re.S)
KINDS = ("sh", "console", "pycon")
SHOWN_ONLY = ("toml", "text", "python", "json")


class Step(NamedTuple):
    """A command, the line where it stands (from 1), and the output that the document shows; None if it shows none."""

    line: int
    command: str
    shown: str | None


class Outcome(NamedTuple):
    """What a step printed, on both streams, and its exit code."""

    step: Step
    printed: str
    code: int

    @property
    def as_shown(self) -> bool:
        """Whether it ended well and printed what the document shows."""
        shown = self.step.shown
        return self.code == 0 and (shown is None or OutputChecker().check_output(shown, self.printed, ELLIPSIS))


def steps(document: str) -> Iterator[Step]:
    """Yield the steps of a document in order; raises `ValueError` for a block of a kind that nobody checks."""
    for block in _BLOCK.finditer(document):
        line = document.count("\n", 0, block.start("text")) + 1
        kind, text = block["kind"], block["text"]
        if kind not in (*KINDS, *SHOWN_ONLY):
            raise ValueError(f"line {line}: a block of the kind {kind!r}")
        if block["left"] or kind in SHOWN_ONLY:
            continue
        if kind == "console":
            yield from _console(text, line)
        else:
            yield Step(line, text if kind == "sh" else _doctest(text), None)


def _console(text: str, line: int) -> Iterator[Step]:
    for part in re.split(r"^(?=\$ )", text, flags=re.M):
        if part:
            command, shown = re.fullmatch(r"\$ ((?:[^\n]*\\\n)*[^\n]*\n)(.*)", part, re.S).groups()  # type: ignore[union-attr]
            yield Step(line, command, shown)
            line += part.count("\n")


def _doctest(text: str) -> str:
    run = "import doctest, sys; t = doctest.DocTestParser().get_doctest(sys.argv[1], {}, 'document', None, 0); "
    run += "r = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS); r.run(t); sys.exit(r.failures > 0)"
    return f"python3 -c {shlex.quote(run)} {shlex.quote(text)}\n"


def perform(found: list[Step], folder: Path, notes: Path, env: Mapping[str, str]) -> Iterator[Outcome]:
    """Run the steps in one shell, in `folder`; `notes` is where their output is kept meanwhile."""
    script = "".join(
        f"{{\n{step.command}}} >{notes}/{n}.out 2>&1 </dev/null\necho $? >{notes}/{n}.code\n"
        for n, step in enumerate(found)
    )
    subprocess.run(["bash", "-c", script], cwd=folder, env=env, check=True, timeout=600)
    for n, step in enumerate(found):
        yield Outcome(step, (notes / f"{n}.out").read_text("utf-8"), int((notes / f"{n}.code").read_text()))
