"""The order of the stages, and the selection of some of them by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cleannews.engine import Stage, StageError, check
from cleannews.stages.boilerplate import BOILERPLATE
from cleannews.stages.captions import CAPTIONS
from cleannews.stages.language import LANGUAGE
from cleannews.stages.markup import MARKUP
from cleannews.stages.metadata import METADATA
from cleannews.stages.quotes import QUOTES
from cleannews.stages.scoring import SCORING
from cleannews.stages.segmentation import SEGMENTATION
from cleannews.stages.site_memory import SITE_MEMORY
from cleannews.stages.typesetting import TYPESETTING

STAGES = (MARKUP, SEGMENTATION, LANGUAGE, TYPESETTING, SCORING, METADATA, CAPTIONS, SITE_MEMORY, BOILERPLATE, QUOTES)


def select(only: Collection[str] = (), skip: Collection[str] = (), own: Sequence[Stage] = ()) -> tuple[Stage, ...]:
    """Return the stages named in `only` (all, if empty) and those they need, without those in `skip`, in order.

    `own` are stages to run besides, each where its `after` says.  Raises `StageError` for an unknown name, or where a
    skipped stage is needed by another one.

    >>> [stage.name for stage in select(only=["segmentation", "quotes"])]
    ['segmentation', 'language', 'quotes']
    """
    stages = with_own(own)
    known = [stage.name for stage in stages]
    if unknown := sorted({*only, *skip} - set(known)):
        raise StageError(f"no stage named {', '.join(unknown)}; the stages are {', '.join(known)}")
    wanted = {*only, *(stage.name for stage in own)} if only else set(known)
    needed: frozenset[str] = frozenset()
    chosen: list[Stage] = []
    for stage in reversed(stages):
        if stage.name not in skip and (stage.name in wanted or stage.gives & needed):
            chosen.insert(0, stage)
            needed |= stage.needs
    check(chosen)
    return tuple(chosen)


def with_own(own: Sequence[Stage]) -> tuple[Stage, ...]:
    """All stages in order: ours, and each of `own` after the one it names, or after an earlier one of `own` there."""
    stages = list(STAGES)
    for stage in own:
        names = [known.name for known in stages]
        if stage.name in names:
            raise StageError(f"there is a stage named {stage.name} already")
        if stage.after not in names:
            raise StageError(f"stage {stage.name} is to run after {stage.after!r}, which is no stage")
        place = names.index(stage.after) + 1
        while place < len(stages) and stages[place] in own and stages[place].after == stage.after:
            place += 1
        stages.insert(place, stage)
    return tuple(stages)
