#!/usr/bin/env python3
"""Fit what the signs in the reporting are worth to past threats, and write it where drafting looks.

    python scripts/fit_signs.py                 show the fit, and what it is worth out of sample
    python scripts/fit_signs.py --write         and change src/foedus/drafting/sign_ratios.tsv

Each threat of ``examples/past_threats`` is read, drafted and solved as ``foedus assess`` does it. The log likelihood
ratio of each sign has the assumption of ``signs.tsv`` as its prior centre and the outcomes of the threats as its data
(maximum a posteriori). How far the assumptions may be wrong is not known: the prior's standard deviation is one of
``ERRORS``, none of them preferred, and the ratios under each are averaged by the probability that the outcomes have under
it (Laplace's approximation; Hoeting, Madigan, Raftery and Volinsky 1999). So the ratios stay at the assumptions unless the
outcomes speak strongly, and keep their direction. A ratio's spread from case to case stays as assumed: one outcome a
case cannot tell it. Threats whose row says "held out" are left for ``benchmarks/past_threats.py``.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from foedus.dossier.posing import outcomes, posed
from foedus.errors import FoedusError
from foedus.estimation.weights import normalised
from foedus.inquiry.judgements import showings
from foedus.inquiry.problem import Problem
from foedus.inquiry.stages import capped
from foedus.inquiry.weighing import Evidence, course_factor, in_time, mass_explained, move, read
from foedus.reporting.threats.signs import sign_table

ROOT = Path(__file__).parents[1]
THREATS = ROOT / "examples" / "past_threats"
TARGET = ROOT / "src" / "foedus" / "drafting" / "sign_ratios.tsv"
FOLDS, STEP, WIDE = 8, 0.02, 0.15
FURTHEST = 3.0
"""No log ratio is sought further from its assumption: a ratio twenty times as large."""
ERRORS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
"""Standard deviations of an assumed log ratio's error: from none to as much as that of a sign that says nothing."""


@dataclass(frozen=True)
class Past:
    """A past threat, weighed by all but its signs: how certain these are, how often told, and what came of it.

    ``mass`` (n, C) is that of the courses in each draw, ``evidence`` what goes on to be weighed, with the spread of the
    signs' ratios but not their centres.
    """

    id: str
    outcome: str
    problem: Problem
    mass: np.ndarray
    evidence: Evidence
    certain: Mapping[str, float]
    worth: Mapping[str, float]

    def loss(self, log_ratio: Mapping[str, float]) -> float:
        """Log loss of its outcome if the signs have these log likelihood ratios; those without one say nothing."""
        told = tuple(
            replace(s, log_ratio=s.log_ratio + self._told(s.id, log_ratio[s.id]))
            for s in self.evidence.signs
            if s.id in log_ratio
        )
        mass = self.mass * course_factor(self.problem, Evidence(signs=told))
        log_weight, eventual, _ = read(self.problem, mass, self.evidence)
        courses = normalised(log_weight) @ in_time(eventual, self.problem.time, self.problem.courses)
        return -math.log(capped(dict(zip(self.problem.courses, courses.tolist(), strict=True)))[self.outcome])

    def _told(self, sign: str, log_ratio: float) -> float:
        """What a sign says that may have been misread, as `foedus.inquiry.judgements` takes it."""
        certain = self.certain[sign]
        return self.worth[sign] * math.log(certain * math.exp(log_ratio) + 1 - certain)


def read_past(folder: Path, use: str, draws: int) -> list[Past]:
    """The past threats with one use, drafted and solved."""
    found = []
    for row in outcomes(folder):
        if row["use"] != use:
            continue
        try:
            threat = posed(folder / row["id"], draws)
        except FoedusError as error:
            print(f"{row['id']} left out: {error}")
            continue
        worth, certain = {}, {}
        for sign in threat.evidence.signs:
            indicator = threat.case.indicators[sign.id]
            certain[sign.id] = float(indicator.certainty.quantile(np.array([0.5]))[0])
            worth[sign.id] = showings(indicator)
        evidence, problem = threat.evidence, threat.problem
        mass = mass_explained(move(problem, evidence), evidence)
        mass = mass * course_factor(problem, replace(evidence, signs=()))
        signs = tuple(replace(s, log_ratio=s.log_ratio - s.log_ratio.mean()) for s in evidence.signs)
        evidence = replace(evidence, signs=signs)
        found.append(Past(row["id"], row["outcome"], problem, mass, evidence, certain, worth))
    return found


def assumed() -> dict[str, float]:
    """Sign → its assumed log likelihood ratio."""
    return {s.id: math.log(s.ratio) for s in sign_table() if s.favours is not None}


def fitted(past: Sequence[Past], error: float) -> dict[str, float]:
    """Sign → log likelihood ratio given these threats, if the assumptions have errors of this standard deviation."""
    table = assumed()
    names = sorted({s.id for p in past for s in p.evidence.signs})
    if error == 0:
        return {name: table[name] for name in names}
    at = {name: i for i, name in enumerate(names)}
    centre = np.array([table[name] for name in names])

    def posterior(x: np.ndarray) -> tuple[float, np.ndarray]:
        """Minus the log posterior and its slope."""
        value = 0.5 * float((((x - centre) / error) ** 2).sum())
        slope = (x - centre) / error**2
        for one in past:
            here = {s.id: float(x[at[s.id]]) for s in one.evidence.signs}
            loss = one.loss(here)
            value += loss
            for name, ratio in here.items():
                slope[at[name]] += (one.loss(here | {name: ratio + STEP}) - loss) / STEP
        return value, slope

    bounds = [(at_first - FURTHEST, at_first + FURTHEST) for at_first in centre.tolist()]
    options = {"maxiter": 15, "ftol": 1e-5}
    best = minimize(posterior, centre, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x
    return dict(zip(names, best.tolist(), strict=True))


def log_evidence(past: Sequence[Past], ratios: Mapping[str, float], error: float) -> float:
    """Log probability of the outcomes under this error of the assumptions, by Laplace's approximation at its ratios."""
    table = assumed()
    losses = sum(p.loss({s.id: ratios[s.id] for s in p.evidence.signs}) for p in past)
    if error == 0:
        return -losses
    prior = sum(((ratio - table[name]) / error) ** 2 for name, ratio in ratios.items())
    volume = sum(math.log1p(error**2 * curvature(past, ratios, name)) for name in ratios)
    return -losses - 0.5 * prior - 0.5 * volume


def averaged(past: Sequence[Past]) -> tuple[dict[str, float], dict[float, float]]:
    """Sign → log likelihood ratio averaged over `ERRORS`, and error → its probability given these threats."""
    each = [fitted(past, error) for error in ERRORS]
    logs = np.array([log_evidence(past, ratios, error) for ratios, error in zip(each, ERRORS, strict=True)])
    weight = normalised(logs)
    mean = {
        name: float(sum(w * ratios[name] for w, ratios in zip(weight, each, strict=True))) for name in each[0]
    }
    return mean, dict(zip(ERRORS, weight.tolist(), strict=True))


def curvature(past: Sequence[Past], ratios: Mapping[str, float], name: str) -> float:
    """Second derivative of the log loss in one sign's log ratio (none below zero)."""
    total = 0.0
    for one in past:
        here = {s.id: ratios[s.id] for s in one.evidence.signs}
        if name in here:
            up, down = (one.loss(here | {name: here[name] + side * WIDE}) for side in (1, -1))
            total += (up - 2 * one.loss(here) + down) / WIDE**2
    return max(total, 0.0)


def out_of_sample(past: Sequence[Past]) -> dict[str, np.ndarray]:
    """Log loss of each threat: without signs, as assumed, and with its signs' ratios fitted to threats of other folds."""
    fold = np.random.default_rng(0).permutation(len(past)) % FOLDS
    table, losses = assumed(), np.zeros(len(past))
    for k in range(FOLDS):
        ratios, _ = averaged([p for p, f in zip(past, fold, strict=True) if f != k])
        for i in np.flatnonzero(fold == k).tolist():
            losses[i] = past[i].loss(table | ratios)
    return {
        "without signs": np.array([p.loss({}) for p in past]),
        "as assumed": np.array([p.loss(table) for p in past]),
        "fitted to the other folds": losses,
    }


def table_of(past: Sequence[Past], ratios: Mapping[str, float]) -> str:
    """The text of the file."""
    seen = Counter(s.id for p in past for s in p.evidence.signs)
    lines = [
        "# What the signs of reporting/tables/signs.tsv are worth, by scripts/fit_signs.py. assumed: the ratio of that table; ratio: as",
        f"# {len(past)} past threats move it; threats: those in which the sign was seen. By folds the fit is worth no more than the",
        "# assumptions (docs/inference.md). A sign that is not listed was seen in none.",
        "sign\tassumed\tratio\tthreats",
    ]
    for sign in sign_table():
        if sign.id in ratios:
            row = (sign.id, f"{sign.ratio:g}", f"{math.exp(ratios[sign.id]):.2f}", str(seen[sign.id]))
            lines.append("\t".join(row))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit, show, and write if asked to."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--write", action="store_true", help=f"change {TARGET.relative_to(ROOT)}")
    ask.add_argument("--draws", type=int, default=512)
    ask.add_argument("--threats", type=Path, default=THREATS)
    ask.add_argument("--folds", action=argparse.BooleanOptionalAction, default=True)
    options = ask.parse_args()
    past = read_past(options.threats, "fit", options.draws)
    print(f"{len(past)} past threats: {dict(Counter(p.outcome for p in past))}")
    ratios, weights = averaged(past)
    told = ", ".join(f"{error:g}: {weight:.2f}" for error, weight in weights.items())
    print(f"probability of each error of the assumptions: {told}")
    text = table_of(past, ratios)
    print(text)
    if options.write:
        TARGET.write_text(text, encoding="utf-8")
        print(f"wrote {TARGET}")
    if options.folds:
        losses = out_of_sample(past)
        for name, each in losses.items():
            change = each - losses["as assumed"]
            errors = [x.std(ddof=1) / math.sqrt(len(x)) for x in (each, change)]
            print(
                f"log loss {name}: {each.mean():.3f} ± {errors[0]:.3f}, over as assumed {change.mean():+.3f} ± {errors[1]:.3f}"
            )


if __name__ == "__main__":
    main()
