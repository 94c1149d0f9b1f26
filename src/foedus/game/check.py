"""Rules of a case that only its finished tree can show; each is one function with a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from foedus.case.expression import Expression, is_fragile
from foedus.case.finding import Finding, fault_of, results_of, terms
from foedus.case.model import Case
from foedus.case.syntax import Path
from foedus.errors import Fault
from foedus.game.ends import course_masks, terminals_where
from foedus.game.tree import Chance, Game, Terminal, terminals, walk

_TAIL = 1e-6
_DRAWS = 256
_MOST_CORNERS = 8

TreeRule = Callable[[Case, Game], Iterator[Finding]]


def course_overlap(case: Case, game: Game) -> Iterator[Finding]:
    """No end node belongs to two courses."""
    masks = {course: mask for course, mask in course_masks(case, game).items() if case.courses[course].when}
    for one, other in combinations(masks, 2):
        both = masks[one] & masks[other]
        if both.any():
            what = f"the end after {_path_of(game, both)} is both {one} and {other}"
            remedy = f"let {other} also say that {one} did not happen"
            yield Finding(
                ("courses", other), what, why="the courses' probabilities would not sum to 1", remedy=remedy
            )


def course_gap(case: Case, game: Game) -> Iterator[Finding]:
    """Every end node belongs to a course."""
    if case.courses:
        left = ~np.any(list(course_masks(case, game).values()), axis=0)
        if left.any():
            what = f"the end after {_path_of(game, left)} belongs to no course"
            remedy = "give one course the condition 'otherwise'"
            yield Finding(
                ("courses",), what, why="the courses' probabilities would not sum to 1", remedy=remedy
            )


def unreached_course(case: Case, game: Game) -> Iterator[Finding]:
    """Every course is reached by some end node."""
    for course, mask in course_masks(case, game).items():
        if not mask.any():
            remedy = "correct its condition, or take the course out"
            yield Finding(("courses", course), f"no end of the game is {course}", remedy=remedy)


def chance_probability(case: Case, game: Game) -> Iterator[Finding]:
    """The probabilities of a chance node lie in [0, 1] and sum to 1, whatever the quantities come out as."""
    told: set[tuple[Expression, ...]] = set()
    for node, _ in walk(game):
        if not isinstance(node, Chance) or node.probabilities in told:
            continue
        told.add(node.probabilities)
        draws = _draws(case, sorted(set().union(*(part.names for part in node.probabilities))))
        with np.errstate(all="ignore"):
            values = np.array(
                [np.broadcast_to(part.evaluate(draws), _size(draws)) for part in node.probabilities]
            )
        inside = True
        for result, part, row in zip(node.actions, node.probabilities, values, strict=True):
            outside = ~((row >= -1e-9) & (row <= 1 + 1e-9))
            if outside.any():
                inside = False
                yield _bad_odds(node, result, part, row, outside, draws)
        sums = values.sum(axis=0)
        if inside and np.abs(sums - 1).max() > 1e-9:
            what = f"the probabilities of {node.label} sum to {sums[np.abs(sums - 1).argmax()]:.4g}, not to 1"
            remedy = "let the last be 1 minus the others"
            yield Finding(("nodes", node.label, "chance"), what, remedy=remedy)


def _bad_odds(
    node: Chance,
    result: str,
    part: Expression,
    row: NDArray[np.float64],
    outside: NDArray[np.bool_],
    draws: dict[str, NDArray[np.float64]],
) -> Finding:
    where = int(np.argmax(outside))
    values = ", ".join(f"{name} = {draws[name][where]:.4g}" for name in sorted(part.names))
    what = f"the probability of {node.label} = {result} becomes {row[where]:.4g}" + (
        f" at {values}" if values else ""
    )
    share = f"{outside.sum()} of {len(outside)} values tried, the ends of the ranges among them, lie outside [0, 1]"
    remedy = "write it as a product of shares, as in p, (1 - p) * q, (1 - p) * (1 - q)"
    return Finding(("nodes", node.label, "chance", result), what, why=share, remedy=remedy)


def payoff_not_finite(case: Case, game: Game) -> Iterator[Finding]:
    """No payoff becomes infinite or undefined, whatever the quantities come out as."""
    for path, payoff in _fragile_payoffs(case, game):
        draws = _draws(case, sorted(payoff.names))
        bad = ~np.isfinite(np.broadcast_to(payoff.evaluate(draws), _size(draws)))
        if bad.any():
            where = int(np.argmax(bad))
            values = ", ".join(f"{name} = {draws[name][where]:.4g}" for name in sorted(payoff.names))
            what = f"{payoff.text} has no finite value" + (f" at {values}" if values else "")
            remedy = "keep divisors, logarithms and roots away from 0 by the quantities' ranges"
            yield Finding(path, what, remedy=remedy)


def _fragile_payoffs(case: Case, game: Game) -> Iterator[tuple[Path, Expression]]:
    """The parts of payoffs that could have no finite value, as the paths of the game resolve them."""
    states = [end.state for end in terminals(game)]
    parts = [((*path, "add"), term.value, term.when) for path, term in terms(case)]
    parts += [
        (("payoffs", number, actor), value, row.when)
        for number, row in enumerate(case.payoffs)
        for actor, value in row.values.items()
    ]
    for path, value, when in parts:
        if is_fragile(value):
            held = [state for state in states if when is None or when.holds(state)]
            for resolved in dict.fromkeys(value.at(state) for state in held):
                if resolved.names <= case.quantities.keys():
                    yield path, resolved


def impossible_observation(case: Case, game: Game) -> Iterator[Finding]:
    """Every observation can come about in the game, and those that are certain can all hold together."""
    masks = {o.id: terminals_where(game, o.saw) for o in case.observations.values()}
    for name, mask in masks.items():
        if not mask.any():
            what = f"{name}: {case.observations[name].saw.text} comes about on no path of the game"
            yield Finding(("observations", name, "saw"), what, remedy="correct it, or the nodes' conditions")
            return
    certain = [o.id for o in case.observations.values() if o.certainty.is_point and o.certainty.median == 1]
    held = np.ones(len(terminals(game)), dtype=np.bool_)
    for place, name in enumerate(certain):
        if not (held & masks[name]).any():
            against = _conflict([masks[other] for other in certain[:place]], masks[name])
            others = ", ".join(certain[i] for i in against)
            what = f"{name} cannot have been seen together with {others}"
            why = f"{others} and {name} are certain, and no path of the game has all of them"
            remedy = "give the more doubtful one a certainty below 1"
            yield Finding(("observations", name, "saw"), what, why=why, remedy=remedy)
            return
        held &= masks[name]


def _conflict(masks: list[NDArray[np.bool_]], last: NDArray[np.bool_]) -> list[int]:
    """A set of masks, none of which can be spared, that together exclude ``last``."""
    kept = list(range(len(masks)))
    for place in range(len(masks)):
        without = [i for i in kept if i != place]
        if not np.logical_and.reduce([last, *(masks[i] for i in without)]).any():
            kept = without
    return kept


def impossible_class(case: Case, game: Game) -> Iterator[Finding]:
    """What the reference class supposes can come about in the game, with every course."""
    given = case.reference_class.given if case.reference_class else None
    if given is None:
        return
    held = terminals_where(game, given)
    if not held.any():
        yield Finding(("reference_class", "given"), f"{given.text} comes about on no path of the game")


RULES: tuple[TreeRule, ...] = (
    course_overlap, course_gap, unreached_course, chance_probability, payoff_not_finite,
    impossible_observation, impossible_class,
)  # fmt: skip


NUMERIC: tuple[TreeRule, ...] = (chance_probability, payoff_not_finite)
"""The rules that ask what the quantities can come out as; the others ask the tree and its names alone."""


def never_reached(case: Case, game: Game) -> Iterator[Finding]:
    """Nodes, options, terms and rows that no path of the game reaches; they give warnings."""
    ends = terminals(game)
    reached = {item for end in ends for item in end.state.items()}
    for node in case.nodes.values():
        missing = [result for result in results_of(case, node.id) if (node.id, result) not in reached]
        if missing:
            what = f"no path of the game has {node.id} = {' or '.join(missing)}"
            yield Finding(("nodes", node.id), what, at_key=True, level="warning")
    named = [((*path, "when"), term.when) for path, term in terms(case) if term.when]
    named += [(("payoffs", number, "if"), row.when) for number, row in enumerate(case.payoffs) if row.when]
    for path, condition in named:
        if not any(condition.holds(end.state) for end in ends):
            what = f"{condition.text} holds at no end of the game"
            yield Finding(path, what, remedy="correct it, or take it out", level="warning")


def faults_in_tree(case: Case, game: Game, rules: Sequence[TreeRule] = RULES) -> list[Fault]:
    """The faults of a case that its tree shows, in the order of the file."""
    found = [
        fault_of(case, rule.__name__.replace("_", "-"), finding)
        for rule in rules
        for finding in rule(case, game)
    ]
    return sorted(found, key=lambda fault: (fault.line, fault.column))


def warnings_in_tree(case: Case, game: Game) -> tuple[Fault, ...]:
    """What of a case can never come about in its game: worth a look, but it does not stop the work."""
    return tuple(fault_of(case, "never-reached", finding) for finding in never_reached(case, game))


def _draws(case: Case, names: list[str]) -> dict[str, NDArray[np.float64]]:
    """Values of quantities to try: the ends of their ranges in all combinations, and random ones.

    The ends are the quantiles 1e-6 and 1 - 1e-6; with more than eight quantities the combinations are drawn.
    """
    generator = np.random.default_rng(0)
    inner = generator.random((_DRAWS, len(names)))
    if len(names) <= _MOST_CORNERS:
        corners = np.array(list(product((_TAIL, 1 - _TAIL), repeat=len(names))), dtype=np.float64)
    else:
        corners = generator.choice((_TAIL, 1 - _TAIL), (_DRAWS, len(names)))
    tried = np.vstack([corners.reshape(-1, len(names)), inner]) if names else np.zeros((1, 0))
    return {name: case.quantities[name].distribution.quantile(tried[:, i]) for i, name in enumerate(names)}


def _size(draws: dict[str, NDArray[np.float64]]) -> int:
    return len(next(iter(draws.values()))) if draws else 1


def _path_of(game: Game, mask: NDArray[np.bool_]) -> str:
    """The path to the first end node of a mask, for people."""
    end: Terminal = terminals(game)[int(np.argmax(mask))]
    return ", ".join(f"{node} = {result}" for node, result in end.state.items()) or "no move at all"
