"""What a run may be told, in one frozen value that travels with every document."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, NamedTuple, get_args

Strictness = Literal["low", "normal", "high"]


class Settings(NamedTuple):
    """Everything that can change what the stages propose.

    `strictness` moves the body along recall ("low") and precision ("high").
    `reference_time` is what relative dates ("3 hours ago") count from; without it they give no date.
    `language` is a BCP 47 code that overrides the identification.
    `model` is the path of a line model; None is the one shipped with the package.
    `profile` is the path of a site's memory (`learn`): lines that return on its pages.
    """

    strictness: Strictness = "normal"
    reference_time: datetime | None = None
    language: str | None = None
    model: str | None = None
    profile: str | None = None


DEFAULT = Settings()


def checked(settings: Settings | None = None, **given: Any) -> Settings:
    """Return the settings (the default ones, if None) with what is given and not None above them; paths as strings.

    Raises `ValueError` for an unknown strictness, `TypeError` for a time that is none.

    >>> checked(Settings(language="de"), strictness="high", language=None)[:3]
    ('high', None, 'de')
    """
    paths = {name: str(given[name]) for name in ("model", "profile") if given.get(name) is not None}
    told = {name: value for name, value in given.items() if value is not None}
    found = (settings or DEFAULT)._replace(**{**told, **paths})
    if found.strictness not in get_args(Strictness):
        raise ValueError(f"strictness is one of {', '.join(get_args(Strictness))}, not {found.strictness!r}")
    if not isinstance(found.reference_time, datetime | None):
        kind = type(found.reference_time).__name__
        raise TypeError(f"reference_time is a datetime, not {kind}: see datetime.fromisoformat")
    return found
