"""Evidence on the courses without a number: signs in the reporting, and voices for or against a course.

A sign has a likelihood ratio: how much more often it is seen where its course comes about. One that may not
be real (certainty c) has the ratio c r + (1 − c). Signs and voices are not independent of one another: k equal
ones of correlation ρ are worth k / (1 + (k − 1) ρ) of one (Clemen and Winkler 1985), so the first says most and
many say little more. Voices of one origin correlate most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from foedus.estimation.weights import Array

WITHIN_ORIGIN = 0.6  # three experts with this correlation are worth 1.4 (Clemen and Winkler 1985)
BETWEEN = 0.3  # of voices of different origins, of the reports that show one sign: they read the same reports
SIGNS = 0.3  # of signs of different families: they describe one and the same case


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


def added(strengths: Sequence[Array], correlation: float) -> Array:
    """The strengths (each (n)) added up, the largest in full and each further one for less.

    The k-th largest (by its mean) counts for what the k-th of equal voices would add: more evidence for the same
    side never counts for less in all.
    """
    ordered = sorted(strengths, key=lambda s: -abs(float(np.mean(s))))
    worth = [diminished(k, correlation) for k in range(len(ordered) + 1)]
    total = np.zeros_like(ordered[0]) if ordered else np.zeros(1)
    for k, strength in enumerate(ordered):
        total = total + strength * (worth[k + 1] - worth[k])
    return np.asarray(total)


def repeats_worth(reports: Sequence[float]) -> float:
    """How many independent showings of a sign its statements are worth, or how many independent voices those that say the same.

    Args:
        reports: how many of the statements stand in each report, or how many of the voices (by weight) have each origin. Those
            of one correlate by `WITHIN_ORIGIN`, one with another by `BETWEEN`.
    """
    return float(added([np.array([diminished(n, WITHIN_ORIGIN)]) for n in reports], BETWEEN)[0])


def voices_worth(voices: Sequence[Voice]) -> dict[tuple[str, str], float]:
    """(course, direction) → effective number of voices, first within origins, then between them."""
    by_origin: dict[tuple[str, str], dict[str, float]] = {}
    for voice in voices:
        origins = by_origin.setdefault((voice.course, voice.direction), {})
        origins[voice.origin] = origins.get(voice.origin, 0.0) + voice.weight
    return {key: repeats_worth(tuple(origins.values())) for key, origins in by_origin.items()}


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
        for side in (1, -1):
            about = [
                s.log_ratio for s in signs if s.course == course and side * float(np.mean(s.log_ratio)) > 0
            ]
            if about:
                found[:, column[course]] += added(about, SIGNS)
    return found
