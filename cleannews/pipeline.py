"""The order of the stages, and the selection of some of them by name."""

from __future__ import annotations

from collections.abc import Collection

from cleannews.engine import Stage, StageError, check
from cleannews.stages.boilerplate import BOILERPLATE
from cleannews.stages.captions import CAPTIONS
from cleannews.stages.language import LANGUAGE
from cleannews.stages.metadata import METADATA
from cleannews.stages.quotes import QUOTES
from cleannews.stages.scoring import SCORING
from cleannews.stages.segmentation import SEGMENTATION
from cleannews.stages.site_memory import SITE_MEMORY

STAGES = (SEGMENTATION, LANGUAGE, SCORING, METADATA, CAPTIONS, SITE_MEMORY, BOILERPLATE, QUOTES)


def select(only: Collection[str] = (), skip: Collection[str] = ()) -> tuple[Stage, ...]:
    """Return the stages named in `only` (all, if empty) and those they need, without those in `skip`, in order.

    Raises `StageError` for an unknown name, or where a skipped stage is needed by another one.

    >>> [stage.name for stage in select(only=["segmentation", "quotes"])]
    ['segmentation', 'language', 'quotes']
    """
    known = [stage.name for stage in STAGES]
    if unknown := sorted({*only, *skip} - set(known)):
        raise StageError(f"no stage named {', '.join(unknown)}; the stages are {', '.join(known)}")
    wanted = set(only or known)
    needed: frozenset[str] = frozenset()
    chosen: list[Stage] = []
    for stage in reversed(STAGES):
        if stage.name not in skip and (stage.name in wanted or stage.gives & needed):
            chosen.insert(0, stage)
            needed |= stage.needs
    check(chosen)
    return tuple(chosen)
