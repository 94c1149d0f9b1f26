"""The screens in the order of the navigation."""

from __future__ import annotations

from foedus.workbench.screen import Screen
from foedus.workbench.screens import (
    answer,
    assumptions,
    brief,
    changes,
    consequences,
    history,
    judgements,
    model,
    read,
    sources,
    watch,
    why,
    words,
)

SCREENS: tuple[Screen, ...] = (
    answer.SCREEN,
    sources.SCREEN,
    read.SCREEN,
    words.SCREEN,
    judgements.SCREEN,
    history.SCREEN,
    model.SCREEN,
    consequences.SCREEN,
    assumptions.SCREEN,
    watch.SCREEN,
    brief.SCREEN,
    changes.SCREEN,
    why.SCREEN,
)
