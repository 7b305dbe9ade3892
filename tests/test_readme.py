"""The README and the tours, run from top to bottom as a newcomer would: a new virtual environment, an empty home."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from transcript import Step, perform, steps

ROOT = Path(__file__).parent.parent
TOURS = ["journalist.md", "linguist.md", "language-models.md"]


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what a clone has."""
    folder = tmp_path_factory.mktemp("readme") / "cleannews"
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def follow(document: Path, place: Path, before: str = "") -> None:
    """Run a document's commands in `place`; each must end well and print what is shown."""
    home, notes = place.parent / "home", place.parent / f"notes-{document.stem}"
    home.mkdir(exist_ok=True)
    notes.mkdir()
    python = Path(sys.base_prefix) / "bin"
    env = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
    env |= {"HOME": str(home), "LANG": "C", "PATH": f"{python}:/usr/bin:/bin", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    first = [Step(0, before, None)] if before else []
    faults = [
        f"{document.name}, line {done.step.line}: {done.step.command}exit {done.code}, printed:\n{done.printed}"
        for done in perform(first + list(steps(document.read_text("utf-8"))), place, notes, env)
        if not done.as_shown
    ]
    if faults:
        pytest.fail("\n".join(faults))


def test_the_readme_can_be_followed_from_top_to_bottom(place: Path) -> None:
    follow(ROOT / "README.md", place)


@pytest.mark.parametrize("tour", TOURS)
def test_a_tour_can_be_followed(place: Path, tour: str) -> None:
    if not (place / ".venv").is_dir():
        pytest.fail("the README installs what the tours use; run its test first")
    follow(ROOT / "examples" / tour, place, ". .venv/bin/activate\n")


@pytest.mark.parametrize(
    "document", [ROOT / "README.md", *sorted((ROOT / "examples").glob("*.md"))], ids=lambda d: d.name
)
def test_what_a_document_links_to_is_there(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text("utf-8")):
        assert (document.parent / target).exists(), target


LIES = """
```console
$ echo one
one
$ echo two
three
$ echo a \\
  b c
a ... c
```
```sh
false
```
<!-- tests -->
```sh
exit 3
```
```pycon
>>> 1 + 1
2
```
```pycon
>>> 1 + 1
3
```
"""


def test_a_transcript_that_lies_is_found(tmp_path: Path) -> None:
    done = list(perform(list(steps(LIES)), tmp_path, tmp_path, {"PATH": "/usr/bin:/bin"}))
    told = [(d.step.line, d.as_shown) for d in done]
    assert told == [(3, True), (5, False), (7, True), (12, False), (19, True), (23, False)]
    with pytest.raises(ValueError, match="line 2: a block of the kind 'bash'"):
        list(steps("```bash\nls\n```\n"))
