"""Options from files and the environment: what wins, what is refused, and that a file found by chance is harmless."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cleannews.cli import COMMANDS, main
from cleannews.cli.configuration import CHOSEN, settable

PAYWALL = Path(__file__).parent.parent / "examples" / "paywall.py"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, and a project in whose subfolder the command is run."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    for folder in ("project/pages", "home/.config/cleannews"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "project" / "pages")
    return tmp_path / "project"


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args, prog_name="cleannews")


def in_force(*args: str) -> dict[str, Any]:
    done = run(*args)
    assert done.exit_code == 0, done.output
    options: dict[str, Any] = json.loads(done.stdout)["options"]
    return options


def user_file(text: str) -> Path:
    path = Path.home() / ".config" / "cleannews" / "cleannews.toml"
    path.write_text(text, "utf-8")
    return path


def test_without_files_the_defaults_hold() -> None:
    assert {row["from"] for row in in_force("config").values()} == {"default"}


def test_each_level_overrides_the_one_before(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = user_file('language = "de"\nstrictness = "low"\nskip = ["quotes"]\n[clean]\njobs = 3\n')
    theirs = project / "cleannews.toml"
    theirs.write_text('language = "fr"\nstrictness = "high"\n[quotes]\nlanguage = "pl"\n', "utf-8")
    monkeypatch.setenv("CLEANNEWS_STRICTNESS", "normal")
    monkeypatch.setenv("CLEANNEWS_CLEAN_JOBS", "4")
    told = {name: (row["value"], row["from"]) for name, row in in_force("config").items() if row["from"] != "default"}
    assert told == {
        "language": ("fr", str(theirs)),
        "strictness": ("normal", "CLEANNEWS_STRICTNESS"),
        "skip": (["quotes"], str(mine)),
        "jobs": (4, "CLEANNEWS_CLEAN_JOBS"),
    }
    assert in_force("config", "quotes")["language"]["value"] == "pl"


def test_flags_win(project: Path) -> None:
    (project / "cleannews.toml").write_text('[clean]\nto = "markdown"\n')
    Path("page.txt").write_text("Menu\n")
    assert run("page.txt").stdout.startswith("---\n")
    assert run("page.txt", "--to", "json").stdout.startswith("{")
    assert run("--no-config", "page.txt").stdout.startswith("{")


def test_the_nearest_file_is_the_projects(project: Path) -> None:
    (project / "cleannews.toml").write_text('language = "de"\n')
    Path("pyproject.toml").write_text("[tool.other]\n")
    assert in_force("config")["language"]["value"] == "de"
    Path("pyproject.toml").write_text('[tool.cleannews]\nlanguage = "fr"\n')
    assert in_force("config")["language"]["value"] == "fr"
    Path("cleannews.toml").write_text("")
    assert in_force("config")["language"]["value"] is None


def test_a_mistake_in_a_file_of_others_is_theirs() -> None:
    Path("pyproject.toml").write_text("tool = 1 # cleannews\n")
    assert in_force("config")["language"]["from"] == "default"


def test_a_file_that_is_named_takes_the_place_of_those_found(project: Path) -> None:
    user_file('skip = ["quotes"]\n')
    Path("mine.toml").write_text(f'language = "de"\nstage = ["{PAYWALL}:PAYWALL"]\n')
    found = in_force("--config", "mine.toml", "config")
    assert (found["skip"]["value"], found["language"]["value"]) == ([], "de")
    assert found["stage"]["value"] == [f"{PAYWALL}:PAYWALL"]


def test_paths_count_from_the_file(project: Path) -> None:
    (project / "cleannews.toml").write_text('profile = "missing.profile"\n')
    assert f"{project}/missing.profile' does not exist" in run("config").output


def test_places_that_cannot_be_looked_at_are_passed_over(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/long" * 2000)
    assert in_force("config")
    (project / "pages").rmdir()
    assert in_force("config")


EVIL = "open('loaded', 'w')\n"


@pytest.mark.parametrize("table", ["", "[clean]\n", "[quotes]\n"])
@pytest.mark.parametrize("file", ["cleannews.toml", "pyproject.toml"])
def test_a_file_found_in_a_directory_loads_no_code(project: Path, file: str, table: str) -> None:
    header = "[tool.cleannews]\n" if file == "pyproject.toml" else ""
    table = table.replace("[", "[tool.cleannews.") if header else table
    (project / file).write_text(f'{header}{table}stage = ["evil.py:X"]\n')
    (project / "evil.py").write_text(EVIL)
    Path("page.txt").write_text("Menu\n")
    for command in ("clean", "config", "quotes", "explain", "rules", "stages"):
        done = run(command, *(["page.txt"] if command in ("clean", "quotes", "explain") else []))
        assert not list(project.rglob("loaded")), command
        assert (done.exit_code, "stage loads code" in done.output) == (2, True), command


def test_the_users_own_file_may_name_a_stage() -> None:
    user_file(f'stage = ["{PAYWALL}:PAYWALL"]\n')
    assert "paywall " in run("stages").stdout


WRONG = {
    'langauge = "de"': "no option langauge (a command's own go in its table, like [clean]); did you mean language?",
    '[claen]\nto = "json"': "no option claen (no such command); did you mean clean?",
    "[clean]\njob = 2": "no option job ([clean]); did you mean jobs?",
    '[quotes]\njobs = "2"': "no option jobs ([quotes])",
    '[clean]\noutput = "x"': "no option output ([clean])",
    'to = "json"': "no option to (a command's own go in its table, like [clean])",
    "clean = true": "clean is a command: its options are a table, [clean]",
    '[clean]\njobs = "2"': "jobs: '2' is not a whole number",
    "[clean]\njobs = true": "jobs: True is not a whole number",
    "[clean]\njobs = 0": "jobs: 0 is not in the range x>=1",
    '[clean]\ntimeout = "1s"': "timeout: '1s' is not a number",
    "[clean]\ntimeout = nan": "timeout: nan is no number of seconds",
    'language = "eng"': "language: no language 'eng'; there are af, ar,",
    '[clean]\nexplain = "yes"': "explain: 'yes' is not true or false",
    'skip = "quotes"': "skip: 'quotes' is not a list",
    "skip = [1]": "skip: 1 is not a string",
    'strictness = "hihg"': "strictness: 'hihg' is not one of 'low', 'normal', 'high'",
    'split = "("': "split: missing ) at position 1",
    'split = "a{99999999999999999999}"': "split: repeat count too big",
    'split = "a{1000000000}"': "split: repeat count too big",
    'split = "(?:a{1000}){1000}"': "split: repeat count too big",
    f'split = "{"(" * 50_000}"': "split: ",
    'reference-time = "noon"': "reference-time: 'noon' is no time as in 2024-01-18",
    "language = \nskip = []": "Invalid value (at line 1",
    '"\\u001b[2J" = 1': "no option \\u{1b}[2J",
    "a = " + "[" * 100_000: "cleannews.toml: ",
}


@pytest.mark.parametrize(("text", "told"), WRONG.items(), ids=[text[:25] for text in WRONG])
def test_what_is_wrong_in_a_file_is_said(project: Path, text: str, told: str) -> None:
    (project / "cleannews.toml").write_text(text, "utf-8")
    done = run("config")
    assert done.exit_code == 2
    assert told in done.output
    assert str(project / "cleannews.toml") in done.output
    assert "\x1b" not in done.output


def test_a_date_is_a_date_of_toml(project: Path) -> None:
    for written, read in (
        ("12:00:00", "12:00:00"),
        ("12:00:00+02:00", "12:00:00+02:00"),
        ("12:00:00Z", "12:00:00+00:00"),
    ):
        (project / "cleannews.toml").write_text(f"reference-time = 2024-03-01T{written}\n")
        assert in_force("config")["reference-time"]["value"] == f"2024-03-01 {read}"


def test_help_and_version_work_whatever_the_file_says(project: Path) -> None:
    (project / "cleannews.toml").write_text("nonsense")
    for args in (["--version"], ["--help"], ["clean", "--help"], ["--no-config", "config"]):
        assert run(*args).exit_code == 0, args


# What the file of a project that somebody else made may set.  A new option has to be put here or in CHOSEN or ONE_RUN:
# it must not load code, name a file to write, or send anything anywhere.
HARMLESS = """all engine explain from glob group-by id-field jobs language mark-duplicates max-bytes model pages profile
progress quotes reference-time removed seed shape shard-size skip split stages strictness text-field timeout to two-pass
"""


def test_what_a_projects_file_may_set_is_harmless() -> None:
    commands = [main.get_command(main.make_context("cleannews", [name]), name) for name in COMMANDS]
    found = {name for command in commands if command is not None for name in settable(command)}
    assert sorted(found - CHOSEN.keys()) == HARMLESS.split()
    assert found >= CHOSEN.keys()
    assert not found & {"output", "paths", "pairs"}


def test_a_projects_file_sends_nothing_elsewhere(project: Path) -> None:
    (project / "cleannews.toml").write_text('[clean]\nengine = "ray"\naddress = "far.example:6379"\n')
    done = run("config")
    assert (done.exit_code, "address sends pages to other machines" in done.output) == (2, True)


def test_the_help_says_of_each_command_what_the_command_says() -> None:
    listed = run("--help").stdout.partition("Commands:")[2]
    for name, (_, told) in COMMANDS.items():
        assert f"\n  {name} " in listed
        assert f"\n\n  {told.split()[0]} " in run(name, "--help").stdout, "the same verb opens the command's own help"
