"""The learned reader of meaning: kind and bearing of a statement, weighed from its clues.

Two multinomial logistic regressions (McCullagh and Nelder 1989) over the clues of `foedus.reporting.meaning.clues` tell how
probable each kind and each course is by the words; ``scripts/fit_reader.py`` fits them to the statements of ``training/``
that readers labelled. What the rules say is among the clues; where a rule has spoken, its word stands unless the regressions are sure of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from foedus.ledger.statement import Direction, Kind
from foedus.provenance import Span

WEIGHTS = "learned.npz"
Course = tuple[str | None, Direction | None]
Array = NDArray[np.float32]
COURSES: dict[str, Course] = {
    "none": (None, None),
    "exit": ("exit", None),
    "exit for": ("exit", "for"),
    "exit against": ("exit", "against"),
    "revised for": ("revised", "for"),
    "revised against": ("revised", "against"),
    "fades for": ("fades", "for"),
    "fades against": ("fades", "against"),
}
"""What a statement can speak for, by the name that the model has for it; "exit" alone: what would follow."""
SURE_OF_KIND, SURE_OF_COURSE, SURE_OF_CONTRARY, LEAN = 0.7, 0.8, 0.97, 0.3
"""Least probabilities to go against a rule, and how much likelier than a course it must be that there is none.

Chosen among a dozen settings on threats that the regressions were not fitted to (five folds).
"""
_LAST_ROWS = frozenset(("fact", "by_party"))
"""The rows of kinds.tsv that speak where no other does."""
_NAMES: dict[Course, str] = {course: name for name, course in COURSES.items()}


class Ruled(NamedTuple):
    """What the rules say of a statement, and the rows that said so."""

    kind: Kind
    kind_row: str
    course: Course
    course_row: str

    def clues(self) -> set[str]:
        """What the rules say, as clues."""
        return {
            f"k={self.kind}",
            f"kr={self.kind_row}",
            f"course={name_of(self.course)}",
            f"cr={self.course_row}",
        }


class Verdict(NamedTuple):
    """Kind and course of a statement, with how probable the regressions hold each (None: there are none).

    Of threats that the regressions were not fitted to, those held to be right with a probability of .9 are right
    nine times in ten, and so on down: ``scripts/fit_reader.py`` shows it.
    """

    kind: Kind
    kind_sure: float | None
    course: Course
    course_sure: float | None


@dataclass(frozen=True, eq=False)
class Model:
    """The two regressions.

    Attributes:
        index: clue → row of ``weights``; unknown clues weigh nothing.
        weights: (clues, kinds + courses), log odds.
        bias: (kinds + courses).
        kinds, courses: names of the columns.
    """

    index: Mapping[str, int]
    weights: Array
    bias: Array
    kinds: tuple[str, ...]
    courses: tuple[str, ...]

    def score(self, clues: Iterable[str]) -> Array:
        """Log odds (kinds + courses)."""
        # in one order, whatever that of the set: sums of single precision depend on it
        rows = sorted(map(self.index.__getitem__, self.index.keys() & clues))
        return cast(Array, self.bias + np.add.reduce(self.weights.take(rows, axis=0), axis=0))

    def judge(self, clues: Iterable[str], ruled: Ruled) -> Verdict:
        """Kind and course by the regressions, or by the rules where those are not sure enough."""
        score = self.score({*clues, *ruled.clues()})
        cut = len(self.kinds)
        log_probability = np.concatenate([_logged(score[:cut]), _logged(score[cut:])])
        return judged(log_probability, self.kinds, self.courses, ruled)


def judged(log_probability: Array, kinds: Sequence[str], courses: Sequence[str], ruled: Ruled) -> Verdict:
    """Kind and course from log probabilities (kinds + courses) and what the rules say.

    A statement counts as bearing on nothing only if that is more probable than a course by ``LEAN`` in log odds: what is
    told of a threat mostly bears on it. Only a consequence bears on an exit without a direction.
    """
    cut = len(kinds)
    of_kind = np.exp(log_probability[:cut])
    kind, sure = _most(of_kind, kinds)
    if sure < SURE_OF_KIND and ruled.kind_row not in _LAST_ROWS:
        kind = ruled.kind
    of_course = np.exp(log_probability[cut:])
    if kind != "consequence":
        of_course[courses.index("exit")] = 0.0
        of_course /= of_course.sum()
    odds = of_course.copy()
    odds[courses.index("none")] *= np.exp(-LEAN)
    name, sure = _most(odds / odds.sum(), courses)
    course = COURSES[name]
    contrary = ruled.course[0] == course[0] and ruled.course != course
    if ruled.course != (None, None) and sure < (SURE_OF_CONTRARY if contrary else SURE_OF_COURSE):
        course, name = ruled.course, name_of(ruled.course)
    sure_of_kind, sure_of_course = of_kind[kinds.index(kind)], of_course[courses.index(name)]
    return Verdict(cast(Kind, kind), float(sure_of_kind), course, float(sure_of_course))


def _most(probability: Array, names: Sequence[str]) -> tuple[str, float]:
    at = int(probability.argmax())
    return names[at], float(probability[at])


def logged(score: Array, kinds: int) -> Array:
    """Log probabilities from log odds (..., kinds + courses), of the kinds and of the courses apart."""
    parts = [score[..., :kinds], score[..., kinds:]]
    return np.concatenate([np.apply_along_axis(_logged, -1, part) for part in parts], axis=-1)


def _logged(odds: Array) -> Array:
    """Log probabilities of one statement's kinds, or of its courses.

    scipy's logsumexp spends a tenth of a millisecond on arrays of any library before it sums; this is its sum:
    the largest terms are kept out of it for precision.
    """
    top = np.maximum.reduce(odds)
    rest = odds - top
    largest = rest == 0
    rest[largest] = -np.inf
    count = np.float32(np.count_nonzero(largest))
    total: Array = np.log1p(np.add.reduce(np.exp(rest)) / count) + np.log(count) + top
    return odds - total


class Example(NamedTuple):
    """A statement as it was weighed: where it stands, its clues, and what the rules say of it."""

    article: str
    content: tuple[Span, ...]
    clues: frozenset[str]
    ruled: Ruled


_LISTENING: ContextVar[list[Example] | None] = ContextVar("listening", default=None)


@contextmanager
def overheard() -> Iterator[list[Example]]:
    """What is weighed within: the examples that a model is fitted to."""
    examples: list[Example] = []
    token = _LISTENING.set(examples)
    try:
        yield examples
    finally:
        _LISTENING.reset(token)


def verdict_on(article: str, content: tuple[Span, ...], clues: set[str], ruled: Ruled) -> Verdict:
    """Kind and course of a statement, by the model that ships; by the rules alone where there is none."""
    listening = _LISTENING.get()
    if listening is not None:
        listening.append(Example(article, content, frozenset(clues), ruled))
    shipped = model()
    if shipped is None:
        return Verdict(ruled.kind, None, ruled.course, None)
    return shipped.judge(clues, ruled)


def name_of(course: Course) -> str:
    """The model's name of a course."""
    return _NAMES.get(course, "none")


@cache
def model() -> Model | None:
    """The model that ships; None before it was ever fitted."""
    file = resources.files("foedus.reporting.tables") / WEIGHTS
    if not file.is_file():
        return None
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
        return Model(
            {str(clue): i for i, clue in enumerate(kept["clues"])},
            kept["weights"].astype(np.float32),
            kept["bias"],
            tuple(map(str, kept["kinds"])),
            tuple(map(str, kept["courses"])),
        )
