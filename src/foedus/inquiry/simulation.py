"""A case simulated: truths drawn from its prior, moves and words drawn from the truths, answers held against them.

What is recovered is the probability of a course in the draw that was the truth, given the moves that it showed:
the very quantity whose interval an answer gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from foedus.errors import InputFault
from foedus.estimation.moves import Seen
from foedus.estimation.readings import Reading
from foedus.estimation.simulation import Calibration, calibration, rank_of, speak
from foedus.estimation.weights import Array
from foedus.inquiry.cells import cells_of
from foedus.inquiry.problem import IN_FULL, Problem
from foedus.inquiry.weighing import Evidence, Moved, judge, move


def simulate(
    truths: Problem,
    inferred: Problem,
    watched: Sequence[str],
    phrases: Sequence[Reading],
    simulations: int,
    seed: int,
) -> Calibration:
    """Ranks of the truth's probability of the phrases' course over many simulated cases.

    Args:
        truths: the case posed with one seed, in at most `IN_FULL` draws; the truths come from it.
        inferred: the same case posed with another seed; the inference uses it.
        watched: nodes whose result is observed in each simulation.
        phrases: readings whose origins and spreads the simulated ones have; all on one course.
        simulations: how many.
        seed: of truths, words and ties.

    Raises:
        InputFault: a problem has more draws than are kept in full.
    """
    for problem in (truths, inferred):
        if len(problem.ends) < problem.n:
            raise InputFault(
                f"of {problem.n:,} draws only {len(problem.ends):,} are kept in full",
                remedy=f"pose the case in at most {IN_FULL:,} draws",
            )
    generator = np.random.default_rng(seed)
    prior = move(truths, Evidence(), with_moves=False)
    column = truths.courses.index(phrases[0].event)
    seen_before: dict[tuple[str, ...], tuple[Moved, Array]] = {}
    ranks = []
    for draw, end in _truths(prior, simulations, generator):
        path = tuple(truths.states[end].get(node, "") for node in watched)
        if path not in seen_before:
            true = move(_seeing(truths, watched, path), Evidence())
            seen_before[path] = (
                move(_seeing(inferred, watched, path), Evidence()),
                judge(true, Evidence()).eventual,
            )
        moved, eventual = seen_before[path]
        truth = float(eventual[draw, column])
        answer = judge(moved, Evidence(readings=speak(truth, phrases, generator)))
        ranks.append(rank_of(truth, answer.eventual[:, column], answer.weight, generator.random()))
    return calibration(ranks)


def _truths(prior: Moved, count: int, generator: np.random.Generator) -> list[tuple[int, int]]:
    """Pairs of a draw and an end node from the joint distribution of the prior."""
    problem = prior.problem
    whole = prior.mass.sum(axis=1)
    draws = generator.choice(problem.n, size=count, p=whole / whole.sum())
    found = []
    for draw in draws.tolist():
        factor = np.where(
            problem.inside, prior.inner[draw, problem.course], prior.outer[draw, problem.course]
        )
        p = problem.ends[draw] * prior.cell_factor[problem.cells.of] * factor
        found.append((draw, int(generator.choice(len(p), p=p / p.sum()))))
    return found


def _seeing(problem: Problem, watched: Sequence[str], path: Sequence[str]) -> Problem:
    """The problem with the results of some nodes observed for sure."""
    seen = tuple(
        Seen(node, np.array([state.get(node, "") == result for state in problem.states]), 1.0)
        for node, result in zip(watched, path, strict=True)
    )
    cells = cells_of(problem.case, problem.states, problem.course, problem.inside, seen, problem.n)
    cells.add(0, problem.ends)
    return replace(problem, seen=seen, cells=cells)
