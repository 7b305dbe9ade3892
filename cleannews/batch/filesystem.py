"""Whole file systems made safe against a power cut in one call, where Linux can: a third of the work of one a file."""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctypes import CDLL

_TELLS_ERRORS = [5, 8]  # the first Linux whose `syncfs` does
# Those whose `syncfs` is known to reach the disk: by ext2-4, xfs, btrfs, f2fs, overlay and tmpfs, which has none.
# What is mounted through a program or a network may keep it to itself.
_KEPT = {0xEF53, 0x58465342, 0x9123683E, 0xF2F52010, 0x794C7630, 0x01021994}


def can_sync(handle: int) -> bool:
    """Whether `sync` works for the file system that a directory is on."""
    libc = _libc()
    if libc is None:
        return False
    from ctypes import c_long

    about = (c_long * 64)()  # struct statfs, whose first field is the type
    return libc.fstatfs(handle, about) == 0 and about[0] in _KEPT


def sync(handle: int) -> None:
    """Make safe everything written to the file system of a directory, by its handle; raises `OSError`."""
    from ctypes import get_errno

    libc = _libc()
    if libc is None or libc.syncfs(handle):
        raise OSError(get_errno(), os.strerror(get_errno()))


@cache
def _libc() -> CDLL | None:
    if sys.platform != "linux" or [*map(int, re.findall(r"\d+", os.uname().release)[:2])] < _TELLS_ERRORS:
        return None
    from ctypes import CDLL

    libc = CDLL(None, use_errno=True)
    return libc if hasattr(libc, "syncfs") else None
