"""Languages without a pack, by py3langid (the extra `langid`): asked only where no pack knows the page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from cleannews.languages.identification import prose

SURE = 0.95
"""The least probability of an answer."""
SHORTEST = 100
"""Code points of text that such an answer needs."""


def identify(texts: Iterable[str]) -> str | None:
    """Return the BCP 47 code of the page's language; None where py3langid is not installed, or not sure."""
    text = prose(texts)
    library = _library()
    if library is None or len(text) < SHORTEST:
        return None
    code, probability = library.classify(text)
    return str(code) if probability >= SURE else None


@cache
def _library() -> Any:
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return None
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
