"""Quantal response games: the engine and the recursion agree; private types and λ are recovered."""

from __future__ import annotations

import numpy as np
import pytest

from foedus.case.read import case_of
from foedus.errors import GameFault
from foedus.fitting import jet as j
from foedus.fitting.fit import fit
from foedus.fitting.plan import plan_of
from foedus.fitting.quantal import quantal_kernel
from foedus.fitting.simulate import simulate
from foedus.fitting.table import read_table
from foedus.fitting.tree_model import TreeKernel, specify, tree_model

from .sample import TWICE, TYPES

DATA = {"x": [-1.0, 0.4, 2.0, 0.4, -0.3], "y": ["a", "b", "c", "d", "a"]}
QUANTAL = TWICE.replace("errors: agent", "errors: quantal\n  scale: estimate")


def test_the_engine_and_the_recursion_agree():
    case = case_of(QUANTAL)
    plan = plan_of(case.fit, "")
    frame, _ = read_table(DATA)
    spec = specify(case, plan, frame, "")
    seen = tree_model(case, plan, frame, "").seen
    assert isinstance(spec.kernel, TreeKernel)
    engine = quantal_kernel(spec.game, plan, spec.kernel.names, spec.kernel.fixed)
    rng = np.random.default_rng(1)
    etas = [j.variable(k, rng.standard_normal(5)) for k in range(len(spec.designs))]
    ours, theirs = spec.kernel.row_logs(etas, seen), engine.row_logs(etas, seen)
    assert theirs.value == pytest.approx(ours.value, rel=1e-8)
    assert ours.wrt == theirs.wrt
    assert theirs.first == pytest.approx(ours.first, rel=1e-6, abs=1e-8)


def test_quantal_response_is_agent_error_by_another_name():
    """Logit agent error with σ is quantal response with λ = 1 / (σ√2)."""
    data = simulate(case_of(SIMULATED), 1500, seed=3)
    agent = fit(case_of(SIMULATED.replace("link: probit", "link: logit")), data)
    quantal = fit(
        case_of(
            SIMULATED.replace("errors: agent\n  link: probit", f"errors: quantal\n  scale: {1 / np.sqrt(2)}")
        ),
        data,
    )
    assert quantal.log_likelihood == pytest.approx(agent.log_likelihood, rel=1e-10)
    assert quantal.estimate == pytest.approx(agent.estimate, rel=1e-6)


SIMULATED = (
    TWICE.replace("errors: agent", "errors: agent\n  link: probit")
    + """  simulate:
    covariates: {x: {normal: [0, 1]}}
    coefficients: {"gain:x": 0.7, "cost:(Intercept)": 0.2, "cost:x": -0.8, "shame:(Intercept)": -0.6}
"""
)


def test_private_types_and_precision_are_recovered():
    case = case_of(TYPES)
    found = fit(case, simulate(case, 4000, seed=2))
    truth = plan_of(case.fit, "").simulation.coefficients
    z = (found.estimate - [truth[name] for name in found.names]) / found.standard_errors
    assert found.converged
    assert np.abs(z).max() < 3.5


def test_scores_of_the_engine_agree_with_differences():
    case = case_of(TYPES)
    frame, _ = read_table(simulate(case, 120, seed=4))
    likelihood = tree_model(case, plan_of(case.fit, ""), frame, "").likelihood
    x = np.array([0.1, 0.3, 0.2, 0.4, 0.3])
    at = likelihood.at(x)
    for k, e in enumerate(1e-5 * np.eye(5)):
        up, down = likelihood.at(x + e), likelihood.at(x - e)
        assert np.allclose((up.rows - down.rows) / 2e-5, at.scores[:, k], atol=1e-6)


def test_unseen_moves_need_the_engine():
    with pytest.raises(GameFault, match="joins several nodes"):
        fit(
            case_of(TYPES.replace("errors: quantal", "errors: agent")),
            {"balance": ["low"], "regime": ["a"], "y": ["quiet"]},
        )
    with pytest.raises(GameFault, match="one precision"):
        text = TYPES.replace("scale: estimate", "scale: {S: estimate, R: 1}")
        fit(case_of(text), simulate(case_of(TYPES), 50))
