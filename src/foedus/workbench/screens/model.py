"""Model: who plays, what they can do, the tree with its equilibrium, and every quantity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from foedus.brief.names import quantity_name
from foedus.case.model import Actor, Case, Decision
from foedus.case.read import case_of
from foedus.errors import FoedusError
from foedus.workbench.bench import Bench
from foedus.workbench.forms import Fields
from foedus.workbench.quantities import Handle, handles, path_of, set_quantity, value_of
from foedus.workbench.screen import Screen
from foedus.workbench.trials import Shift, Trials, shifts

MOST_LEAVES = 40


@dataclass(frozen=True)
class Choice:
    """One option where somebody moves: who, where, which, and how probable at the medians."""

    who: str
    where: str
    option: str
    probability: float


@dataclass(frozen=True)
class Solved:
    """The game at the medians of its quantities; ``why_not`` says why there is no solution."""

    tree: str
    choices: Sequence[Choice]
    why_not: str = ""


@dataclass(frozen=True)
class Trial:
    """What a quantity's other value would make of the answer."""

    quantity: str
    value: str
    draws: int
    courses: Sequence[Shift]
    explanations: Sequence[Shift]


@dataclass(frozen=True)
class Shown:
    """What the page shows: actors, the solved game, all quantities, which form is open, and a trial if asked."""

    actors: Sequence[Actor]
    types: Sequence[tuple[str, str]]
    solved: Solved
    quantities: Sequence[Handle]
    at: str
    trial: Trial | None
    find: str


def show(bench: Bench, fields: Fields, trials: Trials) -> Shown:
    """The page; ``at`` opens a quantity's form, ``try`` asks what another value of it would do."""
    case = bench.grounds.case
    find = fields.text("find", longest=80).lower()
    rows = [h for h in handles(bench) if find in quantity_name(h.name).lower() or find in h.because.lower()]
    return Shown(
        actors=tuple(case.actors.values()) if case else (),
        types=[(e.result, e.name) for e in case.explanations.values()] if case else (),
        solved=solved(bench.grounds.case_text),
        quantities=rows,
        at=fields.text("at"),
        trial=tried(bench, fields.text("at"), fields.text("try"), trials),
        find=find,
    )


def tried(bench: Bench, name: str, value: str, trials: Trials) -> Trial | None:
    """What another value of a quantity would do; None if none is asked."""
    if not name or not value:
        return None
    after = trials.answer(bench, {path_of(bench, name): value_of(value)})
    before = trials.answer(bench, {})
    return Trial(
        name, value, int(after["run"]["draws"]), shifts(before, after), shifts(before, after, "explanations")
    )


@lru_cache(maxsize=4)
def solved(case_text: str) -> Solved:
    """The game of a case at the medians of its quantities."""
    try:
        return _solved(case_of(case_text, "case.yaml"))
    except FoedusError as fault:  # a case need not have a game that can be drawn
        return Solved("", (), str(fault))


def _solved(case: Case) -> Solved:
    from foedus.equilibrium.solver import solve
    from foedus.game.arrays import pack
    from foedus.game.build import build
    from foedus.game.draw import svg
    from foedus.game.tree import action_label, infoset_name

    game = build(case)
    arrays = pack(game)
    medians = {name: q.distribution.median for name, q in case.quantities.items()}
    draws = {name: np.array([value]) for name, value in medians.items()}
    solutions = solve(arrays, draws, medians.get(case.precision, 1.0), backend="numpy")
    found = np.exp(np.asarray(solutions.log_probabilities[0]))
    behaviour, choices = [], []
    for number, infoset in enumerate(game.infosets):
        begin = int(arrays.first[number])
        own = [float(p) for p in found[begin : begin + len(infoset.actions)]]
        behaviour.append(own)
        for action, probability in enumerate(own):
            choices.append(
                Choice(
                    game.players[infoset.player],
                    infoset_name(game, number),
                    action_label(infoset, action),
                    probability,
                )
            )
    return Solved(svg(game, behaviour, medians, MOST_LEAVES, "game"), tuple(choices))


def options_of(case: Case) -> tuple[Decision, ...]:
    """The decisions of a case."""
    return tuple(node for node in case.nodes.values() if isinstance(node, Decision))


SCREEN = Screen("model", "Model", show, {"quantity": set_quantity})
