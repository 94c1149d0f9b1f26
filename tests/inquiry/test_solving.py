"""Draws solved in blocks: the same as in one, and the cells the same as sums over all end nodes."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from foedus.errors import InputFault
from foedus.estimation.readings import Reading
from foedus.inquiry import solving
from foedus.inquiry.problem import pose
from foedus.inquiry.simulation import simulate
from foedus.inquiry.solving import ahead, house_solver

from .small import CLASS, SEEN, case, closed_form


def test_cells_entered_in_blocks_are_the_sums_of_their_end_nodes() -> None:
    problem = pose(case(CLASS, SEEN), 1024, 1, closed_form)
    member = np.eye(len(problem.cells.course))[problem.cells.of]
    assert problem.cells.mass == pytest.approx(problem.ends @ member, abs=1e-15)
    assert problem.cells.mass.sum(axis=1) == pytest.approx(np.ones(1024))


def test_a_game_solved_in_blocks_is_the_game_solved_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pose(case(CLASS, SEEN), 600, 1, house_solver("numpy"))
    monkeypatch.setattr(solving, "BLOCK", 256)
    parts = pose(case(CLASS, SEEN), 600, 1, house_solver("numpy"))
    assert parts.ends == pytest.approx(whole.ends, abs=1e-12)
    assert parts.cells.mass == pytest.approx(whole.cells.mass, abs=1e-12)
    assert parts.certificate["codes"] == whole.certificate["codes"]
    assert parts.certificate["certified_draws"] == whole.certificate["certified_draws"] == 256
    assert parts.certificate["residual"] < solving.LARGEST_RESIDUAL


def test_end_nodes_are_kept_of_the_first_draws_only(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pose(case(CLASS, SEEN), 512, 1, closed_form)
    monkeypatch.setattr("foedus.inquiry.problem.IN_FULL", 100)
    fewer = pose(case(CLASS, SEEN), 512, 1, closed_form)
    assert fewer.n == 512 and len(fewer.ends) == 100
    assert np.array_equal(fewer.ends, whole.ends[:100])
    assert np.array_equal(fewer.cells.mass, whole.cells.mass)
    thin = fewer.thinned(100)
    assert thin.n == len(thin.ends) == 100
    with pytest.raises(InputFault, match="kept in full"):
        simulate(fewer, whole, ("threat",), (Reading("1", "exit", 0.2, 0.1, 0.3, "P"),), 2, 0)


def test_a_case_without_its_precision_is_refused() -> None:
    with pytest.raises(InputFault, match="calm"):
        pose(replace(case(), precision="calm"), 300, 1, house_solver("numpy"))


def test_the_backend_is_chosen_by_all_draws_and_not_by_those_of_a_block(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []

    def settled(work: int, wanted: str) -> str:
        asked.append(work)
        return "numpy"

    monkeypatch.setattr("foedus.equilibrium.solver.settled", settled)
    for block in (600, 100):
        monkeypatch.setattr(solving, "BLOCK", block)
        pose(case(), 600, 1, house_solver("auto"))
    assert len(asked) == 2 and asked[0] == asked[1] >= 600


def test_what_is_made_ahead_keeps_its_order_and_its_fault() -> None:
    def items() -> Iterator[int]:
        yield from range(5)
        raise InputFault("the sixth fails")

    found: list[int] = []
    with pytest.raises(InputFault, match="sixth"):
        found.extend(ahead(items()))
    assert list(ahead(iter("abc"))) == ["a", "b", "c"]
    assert list(ahead(iter(()))) == []
