"""Bounds on what is read of an input, each with its reason.  A module's own bounds stand at its top."""

from __future__ import annotations

MOST_QUOTATIONS = 5_000
"""Quotations read on one page; a book has fewer, and an attack of quotation marks has more."""

LARGEST_PAGE = 64 << 20
"""Bytes of one page, unpacked; a news page has thousands, and a decompression bomb billions."""
