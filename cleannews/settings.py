"""What a run may be told, in one frozen value that travels with every document."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

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
