"""Stages of one's own: from a file or an installed package, loaded only when the user names them.

A stage is code that runs with the user's rights.  So nothing is found by looking around: `paywall.py:PAYWALL` loads
that file, and `paywall` the entry point of that name in the group `cleannews.stages`, whose package the user installed.
The name is all that a worker process needs to load the stage again.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from cleannews.engine import Stage, StageError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "cleannews.stages"


@cache
def load(spec: str) -> Stage:
    """Return the stage that `spec` names: FILE.py:NAME, or an entry point's name.

    Raises `StageError` if it names none, or if its code cannot be loaded.
    """
    try:
        found = _from_file(spec) if ":" in spec else _entry_point(spec).load()
    except StageError:
        raise
    except Exception as reason:  # a file of the user's can raise anything
        raise StageError(f"{spec}: {type(reason).__name__}: {reason}") from reason
    if not isinstance(found, Stage):
        raise StageError(f"{spec} is no cleannews.engine.Stage but of the type {type(found).__name__}")
    return replace(found, origin=spec)


def version(spec: str) -> str:
    """Return a string that changes with the stage's code: its file's SHA-256; for a package, its version too."""
    from hashlib import sha256

    if ":" in spec:
        path, name, told = Path(_split(spec)[0]), _split(spec)[1], ""
    else:
        point = _entry_point(spec)
        module = util.find_spec(point.module)
        path, name = Path(module.origin if module and module.origin else ""), point.attr
        told = f"{point.dist.name} {point.dist.version} " if point.dist else ""
    return f"{told}{name} {sha256(path.read_bytes()).hexdigest() if path.is_file() else ''}"


def _split(spec: str) -> tuple[str, str]:
    path, _, name = spec.rpartition(":")
    return path, name


def _from_file(spec: str) -> object:
    path, name = _split(spec)
    if not Path(path).is_file():
        raise StageError(f"{spec}: no such file: {path}")
    module = _module(Path(path))
    if not hasattr(module, name):
        raise StageError(f"{spec}: nothing in the file is named {name!r}")
    return getattr(module, name)


def _module(path: Path) -> ModuleType:
    name = f"cleannews_stage_{path.stem}"
    found = util.spec_from_file_location(name, path)
    if found is None or found.loader is None:
        raise StageError(f"{path} is no Python file (.py)")
    module = sys.modules[name] = util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def _entry_point(name: str) -> EntryPoint:
    from importlib.metadata import entry_points

    points = entry_points(group=GROUP)
    if name not in points.names:
        known = f"; installed: {', '.join(sorted(points.names))}" if points else "; none is installed"
        raise StageError(f"no stage {name!r} among the entry points {GROUP}{known} (a file is named FILE.py:NAME)")
    return points[name]
