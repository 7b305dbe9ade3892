"""The standard streams, whatever the shell has made of them."""

from __future__ import annotations

import io
import os
import sys
from typing import Any


class _Messages(io.FileIO):
    """Standard error: what cannot be written there is lost, and the work goes on."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data) or 0
        except OSError:
            return len(data)


def take() -> None:
    """Have all three, and UTF-8 whatever the locale says; of those that are closed, each use fails but of messages."""
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_WRONLY))  # in order: each gets its number, and no file does
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    elif isinstance(getattr(sys.stderr, "buffer", None), io.BufferedWriter | io.FileIO):
        raw = _Messages(sys.stderr.fileno(), "w", closefd=False)
        sys.stderr = io.TextIOWrapper(io.BufferedWriter(raw), line_buffering=True)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
