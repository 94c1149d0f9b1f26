"""The solution of one game as the public JSON object; `report_text` shows it to people.

The object's fields: precision, profile, outcomes, certificate, alternatives, and beside them the principal branch
against λ, the limit for large λ, and the Nash equilibria in pure strategies with those that rest on empty threats.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.equilibrium import branch, several, whole
from foedus.equilibrium.certify import certify
from foedus.equilibrium.limit import limit, pure_nash
from foedus.equilibrium.solver import Code, Programs, prepare, profile_of, read_off, solve
from foedus.errors import GameFault, SolutionFault
from foedus.game.arrays import GameArrays, evaluate, pack
from foedus.game.tree import Game, action_label, infoset_name, terminals, validate

Floats = NDArray[np.float64]

BRANCH_POINTS = 60
LARGEST_CORRECTION = 0.3  # log-odds by which a point put in between may be corrected
SEARCHED_UNKNOWNS = 40  # beyond this many unknowns no further equilibria are sought


def solution_record(
    game: Game, *, precision: float, quantities: Mapping[str, float] | None = None, seed: int = 0
) -> dict[str, Any]:
    """The solution of a game at given values of its quantities.

    Args:
        game: the tree.
        precision: λ as given; payoffs are not rescaled.
        quantities: values of the quantities; none for a game of numbers.
        seed: of the search for further equilibria.

    Raises:
        GameFault, SolutionFault: as `solver.solve`.
    """
    draws = {name: np.array([float(value)]) for name, value in (quantities or {}).items()}
    arrays = pack(game)
    solutions = solve(arrays, draws, precision, backend="numpy")
    values = evaluate(arrays, draws)[:, 0]
    own = np.asarray(solutions.log_probabilities[0])
    bifurcates = Code(int(solutions.code[0])) is Code.BIFURCATES
    others: list[Floats] = []
    followed = _NOT_FOLLOWED
    if not whole.too_large(arrays):
        programs = prepare(arrays)
        path = _path(programs, values, precision)
        bifurcates |= path.bifurcates
        others = _others(programs, values, precision, own, path, seed)
        followed = _branch(programs, values, path)
    ends = np.exp(solutions.terminal_log_probabilities()[0])
    record: dict[str, Any] = {
        "precision": precision,
        "profile": solutions.profile(0),
        "outcomes": _outcomes(game, ends),
        "certificate": {
            **_certificate(game, own, draws, precision),
            "equilibria": 1 + len(others),
            "branch": "principal",
            "bifurcation": bifurcates,
        },
        "alternatives": [
            {
                "profile": profile_of(arrays, np.exp(other)),
                "certificate": _certificate(game, other, draws, precision),
            }
            for other in others
        ],
        "expected_payoffs": _payoffs(arrays, values, ends),
        "infosets": _infosets(game),
        "reached": _reached(arrays, ends),
        "branch": followed,
        "limit": _limit(game, quantities) if followed is not _NOT_FOLLOWED else None,
        "nash": _nash(game, quantities),
        "notes": [*_notes(game), *_size_notes(arrays)],
    }
    return record


_NOT_FOLLOWED: dict[str, Any] = {"precision": [], "probabilities": [], "events": [], "complete": False}


def _size_notes(arrays: GameArrays) -> list[str]:
    if not whole.too_large(arrays):
        return []
    return ["the game is large: its branch is not shown, and no further equilibria were sought"]


def _path(programs: Programs, values: Floats, precision: float) -> branch.Path:
    torn = programs.torn
    if not torn.size:
        grid = precision * np.linspace(0.0, 1.0, BRANCH_POINTS)
        return branch.Path(grid, np.zeros((len(grid), 0)), (), True)
    return branch.follow(branch.curve_of(programs.tracer, values), precision)


def _others(
    programs: Programs, values: Floats, precision: float, own: Floats, path: branch.Path, seed: int
) -> list[Floats]:
    """Logarithms of the probabilities of every further equilibrium found, the most different first."""
    torn = programs.torn
    if not 0 < torn.size <= SEARCHED_UNKNOWNS:
        return []
    curve = branch.curve_of(programs.tracer, values)
    ends = [
        side.x[-1]
        for event in path.events
        if event.kind == "bifurcation"
        for side in branch.branch_off(curve, event, precision)
    ]
    first = np.array(ends).reshape(-1, torn.size).T
    points = several.search(programs.climb, values, precision, seed=seed, first=first)
    lam = np.full(points.shape[1], precision)
    rows = np.repeat(values[:, None], points.shape[1], axis=1)
    logs, residual = read_off(programs, rows, lam, points)
    # where curves cross exactly here, points close to the crossing pass for roots
    crossing = any(event.precision >= precision * (1 - 1e-9) for event in path.events)
    apart = 1e-3 if crossing else several.APART
    found: list[Floats] = []
    for one, gap in zip(logs.T, residual, strict=True):
        known = [own, *found]
        if gap < 1e-9 * (1 + np.abs(one).max()) and all(
            np.abs(np.exp(one) - np.exp(other)).max() > apart for other in known
        ):
            found.append(one)
    return sorted(found, key=lambda one: (-float(np.abs(np.exp(one) - np.exp(own)).max()), tuple(one)))


def _certificate(game: Game, logs: Floats, draws: Mapping[str, Floats], precision: float) -> dict[str, float]:
    found = certify(game, logs, draws, precision)
    return {"residual": float(found.residual[0]), "regret": float(found.regret[0])}


def _outcomes(game: Game, probabilities: Floats) -> dict[str, float]:
    """Probability of each end node; those of one label are added, those without are numbered from 1."""
    found: dict[str, float] = {}
    for number, (end, share) in enumerate(zip(terminals(game), probabilities.tolist(), strict=True), 1):
        name = end.label or f"end {number}"
        found[name] = found.get(name, 0.0) + share
    return found


def _payoffs(arrays: GameArrays, values: Floats, ends: Floats) -> dict[str, float]:
    expected = (ends[:, None] * values[arrays.payoff]).sum(axis=0)
    return dict(zip(arrays.game.players, expected.tolist(), strict=True))


def _infosets(game: Game) -> dict[str, list[str]]:
    """Labels of each player's information sets, in the order of ``profile``."""
    found: dict[str, list[str]] = {name: [] for name in game.players}
    for infoset in game.infosets:
        found[game.players[infoset.player]].append(infoset.label)
    return found


def _reached(arrays: GameArrays, ends: Floats) -> dict[str, list[float]]:
    """The probability that play comes to each information set, in the order of ``profile``."""
    shares = np.zeros(len(arrays.owner))
    for share, path in zip(ends, arrays.paths, strict=True):
        shares[list({int(arrays.infoset_of[action]) for action in path})] += share
    found: dict[str, list[float]] = {name: [] for name in arrays.game.players}
    for player, share in zip(arrays.owner, shares.tolist(), strict=True):
        found[arrays.game.players[player]].append(share)
    return found


def _branch(programs: Programs, values: Floats, path: branch.Path) -> dict[str, Any]:
    """The principal branch: λ, the probabilities of all actions (a row for each), and what happened on the way."""
    precision, x = _filled_in(programs, values, path)
    rows = np.repeat(values[:, None], len(precision), axis=1)
    logs, _ = read_off(programs, rows, precision, x)
    return {
        "precision": precision.tolist(),
        "probabilities": np.exp(logs).tolist(),
        "events": [{"kind": event.kind, "precision": event.precision} for event in path.events],
        "complete": path.reached,
    }


def _filled_in(programs: Programs, values: Floats, path: branch.Path) -> tuple[Floats, Floats]:
    """About `BRANCH_POINTS` points of a branch: λ (P,) and the unknowns (m, P).

    Between points that lie far apart others are put in, guessed by a cubic and corrected by Newton's method; a guess
    that is corrected by much (as where a branch turns back) is left out.
    """
    count = len(path.precision)
    if programs.torn.size == 0 or count >= BRANCH_POINTS or count < 2:
        some = np.unique(np.linspace(0, count - 1, BRANCH_POINTS).astype(int))
        return path.precision[some], path.x[some].T
    table = np.vstack([path.x.T, path.precision])
    length = np.maximum(np.linalg.norm(np.diff(table, axis=1), axis=0), 1e-12)
    along = np.concatenate([[0.0], np.cumsum(length)])
    slopes = np.gradient(table, along, axis=1)
    at = np.setdiff1d(np.linspace(0.0, along[-1], BRANCH_POINTS), along)
    cell = np.searchsorted(along, at) - 1
    t, step = (at - along[cell]) / length[cell], length[cell]
    rise, first, last = (
        table[:, cell + 1] - table[:, cell], step * slopes[:, cell], step * slopes[:, cell + 1]
    )  # fmt: skip
    guess = table[:, cell] + t * (first + t * ((3 * rise - 2 * first - last) + t * (first + last - 2 * rise)))
    between = guess[-1] >= 0
    guess, at = guess[:, between], at[between]
    rows = np.repeat(values[:, None], at.size, axis=1)
    found, sound = several.newton(programs.climb, rows, guess[-1], guess[:-1])
    sound &= np.abs(found - guess[:-1]).max(axis=0, initial=0.0) < LARGEST_CORRECTION
    order = np.argsort(np.concatenate([along, at[sound]]), kind="stable")
    precision = np.concatenate([path.precision, guess[-1, sound]])[order]
    return precision, np.hstack([path.x.T, found[:, sound]])[:, order]


def _limit(game: Game, quantities: Mapping[str, float] | None) -> dict[str, Any] | None:
    try:
        found = limit(game, quantities)
    except SolutionFault:
        return None
    return {
        "profile": profile_of(pack(game), found.probabilities),
        "precision": found.precision,
        "regret": found.regret,
        "settled": found.settled,
    }


def _nash(game: Game, quantities: Mapping[str, float] | None) -> list[dict[str, Any]]:
    found = []
    for equilibrium in pure_nash(game, quantities):
        actions: dict[str, list[str]] = {name: [] for name in game.players}
        for infoset, action in zip(game.infosets, equilibrium.actions, strict=True):
            actions[game.players[infoset.player]].append(action_label(infoset, action))
        threats = [
            f"{action_label(game.infosets[h], equilibrium.actions[h])!r} at {infoset_name(game, h)}"
            for h in equilibrium.empty_threats
        ]
        found.append({"actions": actions, "credible": equilibrium.credible, "empty_threats": threats})
    return found


def _notes(game: Game) -> list[str]:
    try:
        validate(game)
    except GameFault as fault:
        if "recall" not in fault.what and "forgets" not in fault.what:
            raise
        return [f"{fault.what}: each information set is solved as an agent of its own"]
    return []
