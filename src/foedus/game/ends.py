"""Which end nodes a condition picks out, as masks over the end nodes in depth-first order."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from foedus.case.condition import Condition
from foedus.case.model import Case
from foedus.game.tree import Game, terminals

Mask = NDArray[np.bool_]


def terminals_where(game: Game, condition: Condition | None) -> Mask:
    """The end nodes on whose path a condition holds, shape (end nodes,); all of them for None."""
    ends = terminals(game)
    if condition is None:
        return np.ones(len(ends), dtype=np.bool_)
    return np.fromiter((condition.holds(end.state) for end in ends), dtype=np.bool_, count=len(ends))


def course_masks(case: Case, game: Game) -> Mapping[str, Mask]:
    """Course to its end nodes, in the order of the case; the course "otherwise" has what is left over."""
    masks = {course.id: terminals_where(game, course.when) for course in case.courses.values() if course.when}
    taken = np.any(list(masks.values()), axis=0) if masks else np.zeros(len(terminals(game)), dtype=np.bool_)
    return {course: masks.get(course, ~taken) for course in case.courses}
