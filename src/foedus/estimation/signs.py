"""Evidence on the courses without a number: signs in the reporting, and voices for or against a course.

A sign has a likelihood ratio: how much more often it is seen where its course comes about. One that may not
be real (certainty c) has the ratio c r + (1 − c). Signs and voices are not independent of one another: k
log ratios of correlation ρ are worth k / (1 + (k − 1) ρ) of their average, so the first says most and many
say little more (Clemen and Winkler 1985). Voices of one origin correlate most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.estimation.weights import Array

WITHIN_ORIGIN = 0.6  # three experts with this correlation are worth 1.4 (Clemen and Winkler 1985)
BETWEEN = 0.3  # of voices and signs of different origins: they describe one and the same case


@dataclass(frozen=True)
class Voice:
    """A statement that speaks for or against a course without a number."""

    id: str
    course: str
    direction: str
    origin: str
    weight: float = 1.0


@dataclass(frozen=True)
class Sign:
    """A sign with the logarithm of its likelihood ratio in each draw (n), certainty taken in."""

    id: str
    course: str
    log_ratio: Array


def diminished(count: float, correlation: float) -> float:
    """How many independent voices ``count`` of them are worth."""
    return count / (1 + (count - 1) * correlation) if count > 1 else count


def voices_worth(voices: Sequence[Voice]) -> dict[tuple[str, str], float]:
    """(course, direction) → effective number of voices, first within origins, then between them."""
    by_origin: dict[tuple[str, str], dict[str, float]] = {}
    for voice in voices:
        origins = by_origin.setdefault((voice.course, voice.direction), {})
        origins[voice.origin] = origins.get(voice.origin, 0.0) + voice.weight
    worth = {}
    for key, origins in by_origin.items():
        each = [diminished(count, WITHIN_ORIGIN) for count in origins.values()]
        worth[key] = float(np.mean(each)) * diminished(len(each), BETWEEN) if each else 0.0
    return worth


def log_ratios(
    voices: Sequence[Voice], signs: Sequence[Sign], per_voice: Array, courses: Sequence[str]
) -> Array:
    """Log likelihood (n, courses) of all voices and signs, up to a constant per draw.

    Args:
        voices: statements for or against a course.
        signs: of the reporting, with their own ratios.
        per_voice: (n) log likelihood ratio of one voice, drawn from its range.
        courses: ids, the columns of the result.
    """
    found = np.zeros((len(per_voice), len(courses)))
    column: Mapping[str, int] = {course: i for i, course in enumerate(courses)}
    for (course, direction), worth in voices_worth(voices).items():
        found[:, column[course]] += per_voice * worth * (1 if direction == "for" else -1)
    for course in dict.fromkeys(sign.course for sign in signs):
        about = [sign.log_ratio for sign in signs if sign.course == course]
        found[:, column[course]] += np.mean(about, axis=0) * diminished(len(about), BETWEEN)
    return found
