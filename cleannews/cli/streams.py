"""The standard streams, as the shell may have left them: closed, full, or in another encoding."""

from __future__ import annotations

import io
import os
import sys
from typing import Any


class _Messages(io.FileIO):
    """Standard error, whose messages are dropped where they cannot be written, so that the run goes on."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data) or 0
        except OSError:
            return len(data)


def take() -> None:
    """Make all three usable: in UTF-8 whatever the locale, and open.

    A closed standard input or output is replaced by one whose every use fails, so that no file that is opened later
    gets its number; a closed standard error drops its messages.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_WRONLY))  # in this order: each takes the lowest number, its own
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
