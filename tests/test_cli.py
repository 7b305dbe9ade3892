"""The command as a shell sees it: the real program, its streams and its exit codes."""

from __future__ import annotations

import ctypes
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from cleannews import clean
from cleannews.pipeline import STAGES

ARTICLE = (Path(__file__).parent.parent / "examples" / "frozen-harbour.txt").read_text("utf-8")
NO_ARTICLE = "Menu\nSearch\nSign in\n"


def cleannews(*args: str | Path, stdin: str | bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    command = [sys.executable, "-m", "cleannews", *map(str, args)]
    return subprocess.run(command, input=data, capture_output=True, env={**os.environ, **env}, check=False, timeout=60)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_a_file_gives_one_line_of_json_in_a_pipe(page: Path) -> None:
    done = cleannews(page)
    assert (done.returncode, done.stderr, done.stdout.count(b"\n")) == (0, b"", 1)
    assert json.loads(done.stdout)["source"]["path"] == str(page)


def test_json_is_indented_on_a_terminal(page: Path) -> None:
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-m", "cleannews", page], stdout=theirs, check=True)
    assert os.read(ours, 200).startswith(b'{\r\n  "schema"')


def test_standard_input_gives_markdown() -> None:
    done = cleannews("--to", "markdown", stdin=ARTICLE)
    assert done.returncode == 0
    assert done.stdout.startswith(b"---\ntitle: ")


def test_jsonl_gives_one_record_a_line_in_order() -> None:
    lines = "".join(json.dumps({"id": str(n), "text": ARTICLE}) + "\n" for n in range(3))
    done = cleannews("--from", "jsonl", "--to", "jsonl", "-", stdin=lines)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["0", "1", "2"]


def test_a_directory_is_mirrored(tmp_path: Path) -> None:
    for name in ("in/a.txt", "in/a.html", "in/deep/b.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(ARTICLE, "utf-8")
    (tmp_path / "in/dangling").symlink_to("nowhere")
    (tmp_path / "in/loop").symlink_to(".")
    done = cleannews(tmp_path / "in", "-o", tmp_path / "in/out")
    made = sorted(str(p.relative_to(tmp_path / "in/out")) for p in (tmp_path / "in/out").rglob("[!.]*") if p.is_file())
    assert made == ["a.html.json", "a.txt.json", "deep/b.txt.json"]
    assert done.returncode == 1
    assert b"dangling: No such file or directory" in done.stderr
    assert b"3 ok, 0 empty" in done.stderr
    assert cleannews(tmp_path / "in", "-o", tmp_path / "in/out").stderr == done.stderr, "its own output is no input"


def test_an_output_file_is_named_by_its_suffix(page: Path) -> None:
    cleannews(page, "-o", page.with_suffix(".md"))
    assert page.with_suffix(".md").read_bytes().startswith(b"---\n")


EXITS = [
    ("an empty file holds no article", b"", 3),
    ("a page of menus holds no article", NO_ARTICLE.encode(), 3),
    ("a binary file fails", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d" + bytes(range(32)), 1),
]


@pytest.mark.parametrize(("why", "data", "code"), EXITS, ids=[why for why, *_ in EXITS])
def test_bad_input_has_a_message_and_an_exit_code(tmp_path: Path, why: str, data: bytes, code: int) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    done = cleannews(path)
    assert done.returncode == code, why
    assert done.stderr.startswith(b"cleannews: ")
    if code == 3:
        record = json.loads(done.stdout)
        assert record["paragraphs"] == []
        assert "no article found" in record["warnings"]


def test_a_missing_file_costs_only_itself(page: Path) -> None:
    done = cleannews("missing.txt", page)
    assert done.returncode == 1
    assert b"missing.txt: No such file or directory" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_a_mistyped_command_is_no_input(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = cleannews("quote", page)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"did you mean `cleannews quotes`?" in done.stderr
    monkeypatch.chdir(tmp_path)
    (tmp_path / "quote").write_text(ARTICLE, "utf-8")
    assert cleannews("quote").returncode == 0, "unless there is such a file"
    for name in ("harbour", "pages", "training"):
        assert cleannews(name).stderr == f"cleannews: {name}: No such file or directory\n".encode()


def no_power() -> None:
    """Have root be refused as others are: drop what lets it read any file."""
    drop, powers = 24, (1, 2)
    for power in powers:
        ctypes.CDLL(None).prctl(drop, power)


@pytest.mark.skipif(sys.platform != "linux", reason="root's power is dropped as Linux has it")
def test_a_file_that_may_not_be_read_costs_only_itself(page: Path) -> None:
    (secret := page.parent / "secret.txt").write_text(ARTICLE, "utf-8")
    secret.chmod(0)
    run = [sys.executable, "-m", "cleannews", page, secret]
    done = subprocess.run(run, capture_output=True, preexec_fn=no_power, check=False)
    assert (done.returncode, done.stdout.count(b"\n")) == (1, 1)
    assert b"secret.txt: Permission denied" in done.stderr


@pytest.mark.parametrize("time", ["2024-01-18", "2024-01-18 10:30:00", "2024-01-18T10:30", "2024-01-18T10:30:00Z",
                                  "2024-01-18T10:30+02:00"])  # fmt: skip
def test_a_reference_time_is_any_of_iso_8601(time: str) -> None:
    done = cleannews("--reference-time", time, stdin=ARTICLE.replace("January 18, 2024, 6:05 pm", "1 day ago"))
    assert json.loads(done.stdout)["date_published"] == "2024-01-17", done.stderr


@pytest.mark.parametrize("args", [["--to", "docx"], ["--stages", "nonsense"], ["--skip", "scoring"], ["--jobz", "2"],
                                  ["--language", "English"], ["--reference-time", "noon"]])  # fmt: skip
def test_wrong_usage_is_2(args: list[str]) -> None:
    assert cleannews(*args).returncode == 2


def test_a_full_disk_is_74(page: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cleannews", page], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 74
    assert done.stderr == b"cleannews: cannot write: No space left on device\n"


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["clean", "--help"]], ids=" ".join)
def test_help_that_cannot_be_written_is_74(args: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "cleannews", *args], stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (74, b"cleannews: cannot write: No space left on device\n")


@pytest.mark.parametrize("before", [[], ["--no-config"], ["--explain"], ["--no-config", "--to", "json"], ["clean"]])
def test_what_follows_two_dashes_is_a_file(page: Path, monkeypatch: pytest.MonkeyPatch, before: list[str]) -> None:
    monkeypatch.chdir(page.parent)
    page.rename("-page.txt")
    done = cleannews(*before, "--", "-page.txt")
    assert (done.returncode, done.stdout.count(b"\n")) == (0, 1), done.stderr
    assert cleannews(*before, "--", "--", "-page.txt").stderr.startswith(b"cleannews: --: No such file")


def test_a_closed_pipe_is_quiet(page: Path) -> None:
    shell = (
        f'"{sys.executable}" -m cleannews {" ".join([str(page)] * 40)} | head -c 10 >/dev/null; echo ${{PIPESTATUS[0]}}'
    )
    done = subprocess.run(["bash", "-c", shell], capture_output=True, check=False)
    assert (done.stdout, done.stderr) == (b"0\n", b"")


CLOSED = {
    "{} {page} >&-": 74,
    "{} explain {page} >&-": 74,
    "{} {page} -o {page}.json >&-": 0,
    "{} <&-": 1,
    "{} --files-from - <&-": 2,
    "{} {page} -o {page}.json <&- >&- 2>&-": 0,
    "{} {page} nosuch -o {page}.jsonl 2>&-": 1,
}


@pytest.mark.parametrize("shell", CLOSED)
def test_streams_may_be_closed(page: Path, shell: str) -> None:
    run = shell.format(f'"{sys.executable}" -m cleannews', page=page)
    done = subprocess.run(["bash", "-c", run], capture_output=True, check=False)
    assert (done.returncode, done.stdout, b"Traceback" in done.stderr) == (CLOSED[shell], b"", False)
    made = [path for path in page.parent.iterdir() if path.suffix != ".txt" and not path.name.startswith(".")]
    assert all(json.loads(path.read_bytes())["headline"] for path in made)
    assert len(made) == shell.count("-o ")


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("where", [">(head -1 >/dev/null)", "/dev/full"])
def test_messages_that_cannot_be_written_are_lost(page: Path, where: str, unbuffered: str) -> None:
    for number in range(60):
        (page.parent / f"{number}.bin").write_bytes(bytes(range(256)) * 9)
    out = page.parent / "out.jsonl"
    shell = f'"{sys.executable}" -m cleannews {page.parent} -o {out} -j 1 2> {where}'
    env = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    assert subprocess.run(["bash", "-c", shell], env=env, check=False).returncode == 1
    assert json.loads(out.read_bytes())["headline"]


@pytest.mark.parametrize("writing", ["csv", "jsonl"])
def test_quotations_come_page_by_page(writing: str) -> None:
    line = json.dumps({"text": ARTICLE}).encode() + b"\n"
    args = [sys.executable, "-m", "cleannews", "quotes", "--from", "jsonl", "--to", writing]
    with subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        run.stdin.write(line * 2)  # that a page is the last of its file is known with the next
        run.stdin.flush()
        assert b"Ingrid Holm" in run.stdout.readline() + run.stdout.readline()


@pytest.mark.parametrize("command", ["clean", "quotes"])
def test_what_is_no_failure_has_the_same_exit_code_everywhere(page: Path, command: str) -> None:
    (page.parent / "loop").symlink_to(".")
    assert (done := cleannews(command, page.parent)).returncode == 0, done.stderr
    (page.parent / "none.jsonl").write_bytes(b"\n")
    assert cleannews(command, page.parent / "none.jsonl").returncode == 3
    assert cleannews(command, page.parent / "missing.txt").returncode == 1


def test_explain_lists_every_removed_line(page: Path) -> None:
    record = json.loads(cleannews("--explain", page).stdout)
    assert {cut["stage"] for cut in record["removed"]} >= {"boilerplate", "metadata"}
    assert all(ARTICLE[cut["start"] : cut["end"]] == cut["text"] for cut in record["removed"])


def test_stages_can_be_chosen(page: Path) -> None:
    whole = json.loads(cleannews("--stages", "segmentation,quotes", page).stdout)
    assert whole["headline"] is None
    assert "Subscribe" in whole["text"]
    assert json.loads(cleannews("--skip", "quotes", page).stdout)["quotes"] == []
    none = clean(ARTICLE, skip=[stage.name for stage in STAGES])
    for args in (["--skip", ",".join(stage.name for stage in STAGES)], ["--stages", "quotes", "--skip", "quotes"]):
        assert json.loads(cleannews(*args, page).stdout)["text"] == none.text


def test_stages_and_rules_are_listed() -> None:
    assert [line.split()[0] for line in cleannews("stages").stdout.decode().splitlines()] == [s.name for s in STAGES]
    listed = cleannews("rules", "captions/").stdout.decode()
    assert listed
    assert all(line.startswith("captions/") for line in listed.splitlines())
    assert cleannews("rules", "nonsense/").returncode == 2


def test_messages_never_carry_control_sequences(tmp_path: Path) -> None:
    done = cleannews(tmp_path / "a\x1b[2J\u202eb.txt")
    assert b"\x1b" not in done.stderr
    assert rb"\u{1b}[2J\u{202e}b.txt" in done.stderr


@pytest.mark.parametrize(
    "env", [{"LANG": "C", "LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}, {"PYTHONHASHSEED": "7"}]
)
def test_the_environment_changes_no_byte(page: Path, env: dict[str, str]) -> None:
    assert cleannews("--explain", page, **env).stdout == cleannews("--explain", page).stdout
