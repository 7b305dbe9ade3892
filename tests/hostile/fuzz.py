"""Coverage-guided fuzzing of the pipeline and of every reader (`pip install atheris`):

    python tests/hostile/fuzz.py pipeline -max_total_time=600        one of TARGETS, then libFuzzer's own options

What it tries is kept below the directory for temporary files, in cleannews-fuzz/TARGET, and the next run begins there.
The dictionary is made from the language packs, the first inputs from the examples.  A finding ends the run; its input
is in a file beside them: make a case of it.
"""

# ruff: noqa: PT017 - this is a program, and goes on after what it expects
from __future__ import annotations

import json
import os
import sys
import tempfile
import zlib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import atheris
from atheris.import_hook import HookManager

ROOT = Path(__file__).parents[2]
WORK = Path(tempfile.gettempdir()) / "cleannews-fuzz"
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

# As `atheris.instrument_imports`, but for comparisons, which the dictionary answers: twice as fast.
with HookManager({"cleannews"}, set(), enable_loader_override=True, trace_dataflow=False):
    import laws
    from fuzz_inputs import Mutator, dictionary, entry, seeds
    from strategies import FURNITURE, PROSE

    from cleannews import profiles
    from cleannews.batch.inputs import Input
    from cleannews.batch.units import units
    from cleannews.batch.worker import Job
    from cleannews.cleaning import Page
    from cleannews.decoding import BinaryInput, decode
    from cleannews.document import Document
    from cleannews.formats import Reading, write_markdown
    from cleannews.linemodel import model
    from cleannews.linemodel.forest import ModelError
    from cleannews.linemodel.scoring import score
    from cleannews.pipeline import STAGES
    from cleannews.profiles import Profile, ProfileError, Site
    from cleannews.settings import Settings
    from cleannews.terminal import safe

SMALL = 2048  # bytes; how time grows with size is measured elsewhere
CODES = (None, "en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ja", "ar", "zh", "ko", "ru", "xx")
REFERENCE = datetime(2024, 1, 18, 12)
UNEXPECTED = ("Type", "Attribute", "Key", "Index", "Assertion", "Name", "Recursion", "Memory", "Stage", "ZeroDivision")

Target = Callable[[bytes], None]


def pipeline(data: bytes) -> None:
    """Any string gives one record that keeps the laws, in every layout.  The first two bytes choose the settings."""
    text = data[2:].decode("utf-8", "surrogatepass" if _is_utf8(data[2:]) else "replace")
    document = laws.check(Page.from_text(text).text, _settings(data[:2].ljust(2, b"\0")))
    article = laws.explained(document)
    write_markdown.write(article, quotes=True).encode()
    assert safe(article.text).replace("\n", "").isprintable() or not article.text.isprintable()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _settings(chosen: bytes) -> Settings:
    strictness = ("normal", "normal", "low", "high")[chosen[1] & 3]
    return Settings(
        strictness,  # type: ignore[arg-type]
        REFERENCE if chosen[1] & 4 else None,
        CODES[chosen[0] % len(CODES)],
        profile=str(WORK / "profile.json") if chosen[1] & 8 else None,
    )


def reading(name: str, **options: Any) -> Target:
    """Any bytes in a file of that name: as a batch reads it, one result a page, each with a record or a reason."""
    path, read = WORK / name, Reading(largest=1 << 16, **options)
    job = Job(tuple(stage.name for stage in STAGES), Settings(), explain=True, reading=read)
    work = job.work()

    def run(data: bytes) -> None:
        path.write_bytes(data)
        found = list(units([Input(str(path), name, size=len(data), changed=0)], read))
        assert [unit.last for unit in found] == [False] * (len(found) - 1) + [True]
        for result in map(work, found):
            if result.reason is None:
                assert result.data.endswith(b"\n")
                assert result.data.count(b"\n") == 1
                assert json.loads(result.data)["id"] == result.id
            else:
                assert result.outcome in ("failed", "empty")
                assert not result.reason.startswith(UNEXPECTED), result.reason
                assert result.reason.encode()

    return run


def decoding(data: bytes) -> None:
    """Bytes give text that UTF-8 can carry, or are refused as binary."""
    try:
        decode(data).text.encode()
    except BinaryInput:
        assert data


def models(data: bytes) -> None:
    """A model file (with the right checksum) is refused with a reason, or scores a page."""
    payload = data.decode("utf-8", "replace").replace("\n", " ")
    header = {"format": model.FORMAT, "version": model.VERSION, "check": zlib.crc32(payload.encode())}
    try:
        learnt = model.parse(f"{json.dumps(header)}\n{payload}\n")
    except ModelError as reason:
        assert str(reason)
        return
    try:
        assert all(s == s for s in score(Document.from_text(PROSE[0] + "\n\n" + PROSE[1]), learnt))
    except ModelError as reason:
        assert str(reason)


def profile(data: bytes) -> None:
    """A profile is refused with a reason, or can be written and read again."""
    path = WORK / "fuzzed.json"
    path.write_bytes(data)
    try:
        found = profiles.load.__wrapped__(str(path))
    except ProfileError as reason:
        assert str(reason)
    else:
        assert profiles.parse(json.loads(found.dumps())).sites == found.sites
        found.recognise(["menu"])


TARGETS: Mapping[str, Callable[[], Target]] = {
    "pipeline": lambda: pipeline,
    "decoding": lambda: decoding,
    "models": lambda: models,
    "profile": lambda: profile,
    "text": lambda: reading("a.txt"),
    "html": lambda: reading("a.html", format="html"),
    "jsonl": lambda: reading("a.jsonl"),
    "split": lambda: reading("a.log", split="^(By|[#=]+) "),
    "wet": lambda: reading("a.wet"),
    "parquet": lambda: reading("a.parquet"),
    "packed": lambda: reading("a.jsonl.gz"),
}


def main() -> None:
    target, *options = sys.argv[1:] or ["pipeline"]
    corpus = WORK / target
    corpus.mkdir(parents=True, exist_ok=True)
    returning = {profiles.key(line): 9 for line in (*FURNITURE, *PROSE)}
    (WORK / "profile.json").write_text(Profile({"a": Site(9, returning)}).dumps(), "utf-8")
    for number, seed in enumerate(seeds(target)):
        (corpus / f"seed-{number:03}").write_bytes(seed)
    words = dictionary()
    (WORK / "words.dict").write_text("".join(entry(word) for word in words), "ascii")
    os.chdir(WORK)
    arguments = [sys.argv[0], str(corpus), f"-max_len={SMALL}", f"-dict={WORK / 'words.dict'}", "-timeout=20", *options]
    binary = target in ("parquet", "packed", "wet")
    atheris.Setup(
        arguments,
        TARGETS[target](),
        **({} if binary else {"custom_mutator": Mutator(words, lambda *a: atheris.Mutate(*a))}),
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
