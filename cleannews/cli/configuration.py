"""Options by file and environment: what is found where, and what of it is in force.

From the weakest: the user's file, the project's (the nearest above the working directory), the environment, flags.
A file says how to clean, never what to read or write.  One that merely lies about may have come with somebody's data:
so code to load and machines to send pages to are taken from the user's own file, or one named with --config, alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import click

from cleannews.cli.options import input_options, names, pipeline_options
from cleannews.terminal import safe

NAME = "cleannews.toml"
ONE_RUN = frozenset({"output", "add", "report", "errors", "files-from", "null", "resume", "help"})
"""Options that belong to one run: no file or variable sets them."""


CHOSEN = {"stage": "loads code", "address": "sends pages to other machines"}
"""Options that a file of the user's own may set, and a project's may not, and why."""


class Wrong(click.ClickException):
    """A file of settings says what it cannot."""

    exit_code = 2


class File(NamedTuple):
    """A file of settings; `trusted` says whether the user chose it, so that it may name code to load."""

    path: Path
    trusted: bool
    table: Mapping[str, Any]


class Setting(NamedTuple):
    """A value, as the option takes it, and the file that gives it."""

    value: Any
    file: File


class Row(NamedTuple):
    """An option in force: its name in files, its value, and what set it."""

    option: str
    value: Any
    origin: str


def files(ctx: click.Context) -> list[File]:
    """The files in force, the weaker first: the one the group was told of, or else the user's and the project's."""
    if ctx.params["no_config"]:
        return []
    if (named := ctx.params["config"]) is not None:
        return [File(Path(named), True, _table(Path(named)))]
    found = [_user(user_path()), _project()]
    return [file for file in found if file is not None]


def user_path() -> Path:
    """Where the user's own file is, if there is one."""
    from platformdirs import user_config_path

    return user_config_path("cleannews") / NAME


def _user(path: Path) -> File | None:
    return File(path, True, _table(path)) if os.path.isfile(path) else None


def _project() -> File | None:
    try:
        start = Path.cwd()
    except OSError:  # it was removed
        return None
    for folder in (start, *start.parents):
        if os.path.isfile(path := folder / NAME):
            return File(path, False, _table(path))
        if _mentions(path := folder / "pyproject.toml") and (table := _table(path)):
            return File(path, False, table)
    return None


def _mentions(path: Path) -> bool:
    """Whether a file may have a table for us; one that may not be read is somebody else's."""
    try:
        return os.path.isfile(path) and b"cleannews" in path.read_bytes()
    except OSError:
        return False


def _table(path: Path) -> Mapping[str, Any]:
    import tomllib

    try:
        found: Any = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as reason:
        raise Wrong(safe(f"{path}: {reason}")) from reason
    if path.name == "pyproject.toml":
        tools = found.get("tool")
        found = tools.get("cleannews", {}) if isinstance(tools, dict) else {}  # or it is not our mistake to tell of
    if not isinstance(found, dict):
        raise Wrong(safe(f"{path}: [tool.cleannews] is no table"))
    return found


def key(option: click.Parameter) -> str:
    """The name of an option in files: its flag's.

    >>> key(click.Option(["-o", "--text-field"]))
    'text-field'
    """
    return max(option.opts, key=len).lstrip("-")


def variables(option: click.Parameter, command: str) -> list[str]:
    """The names of an option in the environment: for one command, and for all if it is common to them.

    >>> variables(click.Option(["--to"]), "clean")
    ['CLEANNEWS_CLEAN_TO']
    """
    told = key(option).replace("-", "_").upper()
    return [f"CLEANNEWS_{command.upper()}_{told}", *([f"CLEANNEWS_{told}"] if key(option) in common() else [])]


def settable(command: click.Command) -> dict[str, click.Option]:
    """The options of a command that a file or a variable can set, by their names in files."""
    return {key(p): p for p in command.params if isinstance(p, click.Option) and key(p) not in ONE_RUN}


@cache
def common() -> dict[str, click.Option]:
    """The options that stand outside of a command's table."""
    return settable(click.command()(input_options(pipeline_options(lambda: None))))


def settings(found: Sequence[File], command: click.Command, commands: Sequence[str]) -> dict[str, Setting]:
    """What the files say for a command, by the option's name in files; raises `Wrong`."""
    own, told = settable(command), {}
    for file in found:
        _check(file, commands)
        table = file.table.get(str(command.name), {})
        if unknown := [name for name in table if name not in own]:
            raise Wrong(_unknown(file, f"[{command.name}]", unknown[0], own))
        given = {name: value for name, value in file.table.items() if name in own and name not in commands}
        for name, value in {**given, **table}.items():
            told[name] = Setting(_value(file, own[name], value), file)
    return told


def configure(ctx: click.Context, command: click.Command, commands: Sequence[str]) -> dict[str, Setting]:
    """Let a command about to run see the files and the environment; `ctx` is the group's.  Raises `Wrong`."""
    told = settings(files(ctx), command, commands)
    own = settable(command)
    ctx.default_map = {str(command.name): {own[name].name: setting.value for name, setting in told.items()}}
    for option in own.values():
        option.envvar = variables(option, str(command.name))
    return told


_INSTEAD = "use the flag, the environment, your own file (see `cleannews config`) or --config"


def _check(file: File, commands: Sequence[str]) -> None:
    for name, value in file.table.items():
        if name in commands and not isinstance(value, dict):
            raise Wrong(safe(f"{file.path}: {name} is a command: its options are a table, [{name}]"))
        if name not in commands and name not in common():
            where = "no such command" if isinstance(value, dict) else "a command's own go in its table, like [clean]"
            raise Wrong(_unknown(file, where, name, [*common(), *commands]))
        for option in CHOSEN.keys() & (value if isinstance(value, dict) else {name}):
            if not file.trusted:
                raise Wrong(
                    safe(f"{file.path}: {option} {CHOSEN[option]}, which a project's file may not: ") + _INSTEAD
                )


def _unknown(file: File, where: str, name: str, known: Mapping[str, Any] | Sequence[str]) -> str:
    close = get_close_matches(name, list(known), 1)
    return safe(f"{file.path}: no option {name} ({where})") + (f"; did you mean {close[0]}?" if close else "")


def _value(file: File, option: click.Option, value: Any) -> Any:
    """The value as click takes it; raises `Wrong`."""
    many = option.multiple or option.callback is names
    try:
        taken = [_one(file, option, item) for item in _list(value)] if many else _one(file, option, value)
        if option.callback is names:
            taken = ",".join(taken)
        option.process_value(click.Context(click.Command(None)), taken)
    except (TypeError, click.BadParameter) as reason:
        message = reason.message if isinstance(reason, click.BadParameter) else str(reason)
        raise Wrong(safe(f"{file.path}: {key(option)}: {message}")) from reason
    return taken


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is not a list")
    return value


def _one(file: File, option: click.Option, value: Any) -> Any:
    if isinstance(option.type, click.DateTime) and isinstance(value, date):
        value = value.isoformat()
    wanted, told = _kind(option)
    if not isinstance(value, wanted) or isinstance(value, bool) != option.is_flag:
        raise TypeError(f"{value!r} is not {told}")
    if isinstance(option.type, click.Path) or (key(option) == "stage" and ":" in str(value)):
        return str(file.path.parent / str(value))
    return value


def _kind(option: click.Option) -> tuple[type | tuple[type, ...], str]:
    """What an option's value is in a file."""
    if option.is_flag:
        return bool, "true or false"
    if isinstance(option.type, click.types.IntParamType):
        return int, "a whole number"
    if isinstance(option.type, click.types.FloatParamType):
        return (int, float), "a number"
    return str, "a string"


def in_force(ctx: click.Context, command: click.Command, told: Mapping[str, Setting]) -> Iterator[Row]:
    """Yield each option of a command with its value and where that is from; `ctx` is the group's, configured."""
    name = str(command.name)
    parsed = command.make_context(name, [], parent=ctx, resilient_parsing=True)
    for told_as, option in settable(command).items():
        value, origin = parsed.params[str(option.name)], "default"
        if (variable := next(filter(os.environ.get, variables(option, name)), None)) is not None:
            value, origin = option.process_value(parsed, option.value_from_envvar(parsed)), variable
        elif told_as in told:
            origin = str(told[told_as].file.path)
        yield Row(told_as, list(value) if isinstance(value, tuple) else value, origin)
