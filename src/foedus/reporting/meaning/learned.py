"""The learned reader of meaning: kind, bearing and signs of a statement, weighed from its clues.

A small network (`foedus.reporting.meaning.network`) over the clues of `foedus.reporting.meaning.clues`, of a statement and of
those around it, tells how probable each kind and each course is, and one logistic regression (McCullagh and Nelder 1989) for each sign how
probable it is that the words show it; ``scripts/fit_reader.py`` fits them to the statements of ``training/`` that readers labelled. What the rules say is among the
clues. Where a rule has told a kind or a course, its word stands unless the network is sure of another; a sign is shown
if it is probable enough, whether or not a rule has seen it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from foedus.ledger.statement import Direction, Kind
from foedus.provenance import Span
from foedus.reporting.meaning.clue_index import Index, indexed, spelled
from foedus.reporting.meaning.network import LAYERS, Network
from foedus.threads import one_thread

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
SURE_OF_KIND, SURE_OF_COURSE, SURE_OF_CONTRARY, LEAN = 0.6, 0.95, 0.98, 0.25
"""Least probabilities to go against a rule, and how much likelier than a course it must be that there is none.

Higher than is best for threats that the network was not fitted to (.35, .5, .5, .25 in five folds): rules are right more often where they were
made, so this costs three points of kinds and two of bearings there and keeps one to ten on articles of that sort (docs/decisions/0011).
"""
SEEN = 0.3
"""Least probability of a sign that counts as shown; what it says for a course is weighed by how probable it is."""
_LEAST_ODDS = np.log(SEEN / (1 - SEEN))
_LAST_ROWS = frozenset(("fact", "by_party"))
"""The rows of kinds.tsv that speak where no other does."""
_TOGETHER = 256
"""Statements scored at once: the weights of their clues are copied, a few megabytes."""
_NAMES: dict[Course, str] = {course: name for name, course in COURSES.items()}


class Ruled(NamedTuple):
    """What the rules say of a statement, and the rows that said so; ``move`` is the move that it reports."""

    kind: Kind
    kind_row: str
    course: Course
    course_row: str
    signs: tuple[str, ...] = ()
    move: str | None = None

    def clues(self) -> frozenset[str]:
        """What the rules say, as clues."""
        kind, course = f"k={self.kind}", f"course={name_of(self.course)}"
        signs = (
            clue for sign in self.signs for clue in (f"s={sign}", f"s={sign} {kind}", f"s={sign} {course}")
        )
        return frozenset(
            (kind, course, f"kr={self.kind_row}", f"cr={self.course_row}", f"m={self.move}", *signs)
        )


class Verdict(NamedTuple):
    """Kind, course and signs of a statement, with how probable the model holds each (None: there are none).

    Of threats that it was not fitted to, those held to be right with a probability of .9 are right
    nine times in ten, and so on down: ``scripts/fit_reader.py`` shows it.
    """

    kind: Kind
    kind_sure: float | None
    course: Course
    course_sure: float | None
    signs: tuple[tuple[str, float | None], ...] = ()


@dataclass(frozen=True, eq=False)
class Model:
    """The weights of clues, and the network above them.

    Attributes:
        index: clue → row of ``weights``; unknown clues weigh nothing.
        weights: (clues, units + signs): what the clues add to each unit of the network, and to the log odds of each sign.
        bias: (units + signs).
        kinds, courses: what the network tells, in its order.
        signs: names of the last columns.
        network: tells kinds and courses from the units of an article's statements.
    """

    index: Mapping[str, int]
    weights: Array
    bias: Array
    kinds: tuple[str, ...]
    courses: tuple[str, ...]
    signs: tuple[str, ...]
    network: Network

    def log_odds(self, clues: Sequence[Collection[str]]) -> Array:
        """Log odds (statements, kinds + courses + signs) by the clues of all statements of an article, in their order."""
        return self.log_odds_of_sums(self.sums([self.rows_of(of) for of in clues]))

    def log_odds_of_sums(self, sums: Array) -> Array:
        """The same by what the clues sum up to."""
        units = len(self.bias) - len(self.signs)
        with one_thread("numpy"):  # a second one only waits: it doubled the processor time of reading
            return np.hstack([self.network.log_odds(sums[:, :units]), sums[:, units:]])

    def rows_of(self, clues: Iterable[str]) -> frozenset[int]:
        """The rows of those clues that are known."""
        return frozenset(row for row in map(self.index.get, clues) if row is not None)

    @cached_property
    def known(self) -> Index[int]:
        """The rows of clues by their parts."""
        return indexed(self.index)

    def sums(self, rows: Sequence[Collection[int]]) -> Array:
        """Sums (statements, units + signs) of the rows of each statement's clues, no row twice."""
        parts = [self._sums(rows[k : k + _TOGETHER]) for k in range(0, len(rows), _TOGETHER)]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.bias)), np.float32)

    def _sums(self, rows: Sequence[Collection[int]]) -> Array:
        counts = np.array([len(own) for own in rows])
        places = np.full((len(rows), counts.max(initial=0)), len(self.index))  # a row of zeros
        filled = np.arange(places.shape[1]) < counts[:, None]
        places[filled] = np.fromiter(chain.from_iterable(rows), np.intp, counts.sum())
        places.sort(axis=1)  # in one order, whatever that of the sets: sums of single precision depend on it
        return cast(Array, self.bias + np.add.reduce(self._weights.take(places.T, axis=0), axis=0))

    @cached_property
    def _weights(self) -> Array:
        """The weights, and a row of zeros below."""
        return np.vstack([self.weights, np.zeros_like(self.bias)])

    def calibrated(self, times: Array, plus: Array) -> Model:
        """The model whose log odds (kinds + courses + signs) are multiplied by ``times``, ``plus`` added."""
        meant, units = len(self.network.bias), len(self.bias) - len(self.signs)
        of_units, none = np.ones(units, np.float32), np.zeros(units, np.float32)
        factors = np.concatenate([of_units, times[meant:]])
        return replace(
            self,
            weights=self.weights * factors,
            bias=self.bias * factors + np.concatenate([none, plus[meant:]]),
            network=self.network.scaled(times[:meant]),
        )

    def saved(self, file: Path) -> None:
        """Write what `model` reads."""
        layers = {f"network_{name}": getattr(self.network, name) for name in LAYERS}
        np.savez_compressed(
            file,
            clues=np.array(list(self.index)),
            weights=self.weights.astype(np.float16),
            bias=self.bias,
            kinds=np.array(self.kinds),
            courses=np.array(self.courses),
            signs=np.array(self.signs),
            **layers,
        )


def judged(
    log_probability: Array, kinds: Sequence[str], courses: Sequence[str], ruled: Sequence[Ruled]
) -> list[Verdict]:
    """Kinds and courses from log probabilities (statements, kinds + courses) and what the rules say of each statement.

    A statement counts as bearing on nothing only if that is more probable than a course by ``LEAN`` in log odds: what is
    told of a threat mostly bears on it. Only a consequence bears on an exit without a direction.
    """
    cut = len(kinds)
    of_kind, of_course = np.exp(log_probability[:, :cut]), np.exp(log_probability[:, cut:])
    said = [_kind(name, sure, rule) for (name, sure), rule in zip(_most(of_kind, kinds), ruled, strict=True)]
    others = np.array([kind != "consequence" for kind in said], dtype=bool)
    of_course[others, courses.index("exit")] = 0.0
    of_course[others] /= of_course[others].sum(axis=-1, keepdims=True)
    odds = of_course.copy()
    odds[:, courses.index("none")] *= np.exp(-LEAN)
    odds /= odds.sum(axis=-1, keepdims=True)
    turned = [
        _course(name, sure, rule) for (name, sure), rule in zip(_most(odds, courses), ruled, strict=True)
    ]
    each = range(len(ruled))
    sure_of_kind = of_kind[each, [kinds.index(kind) for kind in said]].tolist()
    sure_of_course = of_course[each, [courses.index(name_of(course)) for course in turned]].tolist()
    return list(map(Verdict, said, sure_of_kind, turned, sure_of_course))


def seen(log_odds: Array, signs: Sequence[str]) -> tuple[tuple[str, float | None], ...]:
    """The signs (columns of one statement's ``log_odds``) that are probable enough, the most probable first."""
    shown = np.flatnonzero(log_odds > _LEAST_ODDS)
    by_odds = sorted(shown.tolist(), key=lambda i: -log_odds[i])
    return tuple((signs[i], float(1 / (1 + np.exp(-log_odds[i])))) for i in by_odds)


def _most(probability: Array, names: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The likeliest name of each row, with its probability."""
    at = probability.argmax(axis=-1)
    return zip((names[i] for i in at), probability[range(len(at)), at].tolist(), strict=True)


def _kind(name: str, sure: float, ruled: Ruled) -> Kind:
    stands = sure < SURE_OF_KIND and ruled.kind_row not in _LAST_ROWS
    return ruled.kind if stands else cast(Kind, name)


def _course(name: str, sure: float, ruled: Ruled) -> Course:
    course = COURSES[name]
    contrary = ruled.course[0] == course[0] and ruled.course != course
    stands = ruled.course != (None, None) and sure < (SURE_OF_CONTRARY if contrary else SURE_OF_COURSE)
    return ruled.course if stands else course


def logged(score: Array, kinds: int) -> Array:
    """Log probabilities from log odds (..., kinds + courses), of the kinds and of the courses apart."""
    return np.concatenate([_logged(score[..., :kinds]), _logged(score[..., kinds:])], axis=-1)


def _logged(odds: Array) -> Array:
    """Log probabilities (..., names) from log odds.

    scipy's logsumexp spends a tenth of a millisecond on arrays of any library before it sums; this is its sum:
    the largest terms are kept out of it for precision.
    """
    top = np.maximum.reduce(odds, axis=-1, keepdims=True)
    rest = odds - top
    largest = rest == 0
    rest[largest] = -np.inf
    count = np.add.reduce(largest, axis=-1, keepdims=True, dtype=odds.dtype)
    others: Array = np.log1p(np.add.reduce(np.exp(rest), axis=-1, keepdims=True) / count)
    total: Array = others + np.log(count) + top
    return odds - total


class Example(NamedTuple):
    """A statement as it was weighed: where it stands, its clues, and what the rules say of it.

    The clues are spelled out where somebody overhears; ``rows`` are those of the model that ships.
    """

    article: str
    content: tuple[Span, ...]
    clues: frozenset[str]
    rows: frozenset[int]
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


def indices() -> tuple[Index[str] | None, Index[int] | None]:
    """What clues are looked up in: the clues themselves, if somebody overhears, and the model that ships, if there is one."""
    shipped = model()
    return None if _LISTENING.get() is None else spelled(), None if shipped is None else shipped.known


def in_order(examples: Iterable[Example]) -> tuple[Example, ...]:
    """The statements of an article in the order in which they stand."""
    return tuple(sorted(examples, key=_place))


def _place(example: Example) -> tuple[int, int]:
    return example.content[0].start, example.content[-1].end


def verdicts_on(examples: Sequence[Example], *, apart: bool = False) -> list[Verdict]:
    """Kinds, courses and signs of an article's statements, by the model that ships; by the rules alone where there is none.

    Those ``apart`` are told each by itself, the others beside those that stand around them.
    """
    listening = _LISTENING.get()
    if listening is not None:
        listening.extend(examples)
    shipped = model()
    if shipped is None or not examples:
        return [
            Verdict(e.ruled.kind, None, e.ruled.course, None, _unweighed(e.ruled.signs)) for e in examples
        ]
    score = _log_odds(shipped, examples, apart)
    meant = len(shipped.kinds) + len(shipped.courses)
    log_probability = logged(score[:, :meant], len(shipped.kinds))
    told = judged(log_probability, shipped.kinds, shipped.courses, [e.ruled for e in examples])
    odds = score[:, meant:]
    shown = (odds > _LEAST_ODDS).any(axis=-1).tolist()  # most statements show none
    return [
        v._replace(signs=seen(row, shipped.signs)) if any_ else v
        for v, row, any_ in zip(told, odds, shown, strict=True)
    ]


def _log_odds(shipped: Model, examples: Sequence[Example], apart: bool) -> Array:
    """Log odds (statements, kinds + courses + signs), each in the place of its statement."""
    sums = shipped.sums([e.rows | _rows_of(e.ruled) for e in examples])
    if apart:
        return np.vstack([shipped.log_odds_of_sums(one[None]) for one in sums])
    order = sorted(range(len(examples)), key=lambda i: _place(examples[i]))
    in_their_order = shipped.log_odds_of_sums(sums[order])
    odds = np.empty_like(in_their_order)
    odds[order] = in_their_order
    return odds


def _unweighed(signs: Sequence[str]) -> tuple[tuple[str, float | None], ...]:
    return tuple((sign, None) for sign in signs)


def name_of(course: Course) -> str:
    """The model's name of a course."""
    return _NAMES.get(course, "none")


@lru_cache(maxsize=4096)
def _rows_of(ruled: Ruled) -> frozenset[int]:
    """The rows of what rules say in the model that ships."""
    shipped = model()
    return frozenset() if shipped is None else shipped.rows_of(ruled.clues())


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
            tuple(map(str, kept["signs"])),
            Network(**{name: kept[f"network_{name}"] for name in LAYERS}),
        )
