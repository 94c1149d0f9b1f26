#!/usr/bin/env python3
"""Fit what the signs in the reporting are worth to past threats, and write it where drafting looks.

    python scripts/fit_signs.py                 show the fit, and what it is worth out of sample
    python scripts/fit_signs.py --write         and change src/foedus/drafting/sign_ratios.tsv

Each threat of ``examples/past_threats`` is read, drafted and solved as ``foedus assess`` does it. The log likelihood
ratio of each sign then has the assumption of ``signs.tsv`` as its prior (a normal with that centre and spread) and
the outcomes of the threats as its data: maximum a posteriori, with the spread by Laplace's approximation. Threats
whose row says "held out" are left for ``benchmarks/past_threats.py``.
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
from foedus.inquiry.judgements import showings
from foedus.inquiry.stages import capped
from foedus.inquiry.weighing import Evidence, Moved, judge, move
from foedus.reporting.threats.signs import sign_table

ROOT = Path(__file__).parents[1]
THREATS = ROOT / "examples" / "past_threats"
TARGET = ROOT / "src" / "foedus" / "drafting" / "sign_ratios.tsv"
FOLDS, STEP = 8, 0.02


@dataclass(frozen=True)
class Past:
    """A past threat, weighed up to the moves seen: how certain its signs are, how often told, and what came of it."""

    id: str
    outcome: str
    moved: Moved
    evidence: Evidence
    certain: Mapping[str, float]
    worth: Mapping[str, float]

    def loss(self, log_ratio: Mapping[str, float]) -> float:
        """Log loss of its outcome if the signs have these log likelihood ratios."""
        signs = tuple(
            replace(s, log_ratio=s.log_ratio - s.log_ratio.mean() + self._told(s.id, log_ratio[s.id]))
            for s in self.evidence.signs
        )
        courses = capped(judge(self.moved, replace(self.evidence, signs=signs)).mean())
        return -math.log(courses[self.outcome])

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
        moved = move(threat.problem, threat.evidence)
        found.append(Past(row["id"], row["outcome"], moved, threat.evidence, certain, worth))
    return found


def fitted(past: Sequence[Past]) -> dict[str, tuple[float, float]]:
    """Sign → log likelihood ratio and its standard deviation, given these threats."""
    table = {s.id: (math.log(s.ratio), s.spread) for s in sign_table()}
    names = sorted({s.id for p in past for s in p.evidence.signs})
    at = {name: i for i, name in enumerate(names)}
    centre, spread = (np.array([table[name][k] for name in names]) for k in (0, 1))

    def posterior(x: np.ndarray) -> tuple[float, np.ndarray]:
        """Minus the log posterior and its slope."""
        value = 0.5 * float((((x - centre) / spread) ** 2).sum())
        slope = (x - centre) / spread**2
        for one in past:
            here = {s.id: float(x[at[s.id]]) for s in one.evidence.signs}
            loss = one.loss(here)
            value += loss
            for name, ratio in here.items():
                slope[at[name]] += (one.loss(here | {name: ratio + STEP}) - loss) / STEP
        return value, slope

    best = minimize(posterior, centre, jac=True, method="L-BFGS-B", options={"maxiter": 20, "ftol": 1e-5}).x
    return {
        name: (
            float(best[i]),
            1 / math.sqrt(1 / spread[i] ** 2 + curvature(past, dict(zip(names, best, strict=True)), name)),
        )
        for name, i in at.items()
    }


def curvature(past: Sequence[Past], ratios: Mapping[str, float], name: str) -> float:
    """Second derivative of the log loss in one sign's log ratio (none below zero)."""
    wide = 10 * STEP
    total = 0.0
    for one in past:
        here = {s.id: ratios[s.id] for s in one.evidence.signs}
        if name in here:
            up, down = (one.loss(here | {name: here[name] + side * wide}) for side in (1, -1))
            total += (up - 2 * one.loss(here) + down) / wide**2
    return max(total, 0.0)


def out_of_sample(past: Sequence[Past]) -> dict[str, float]:
    """Mean log loss: as assumed, and with each threat's signs fitted to threats of other folds."""
    assumed = {s.id: math.log(s.ratio) for s in sign_table()}
    fold = np.random.default_rng(0).permutation(len(past)) % FOLDS
    losses = np.zeros(len(past))
    for k in range(FOLDS):
        ratios = fitted([p for p, f in zip(past, fold, strict=True) if f != k])
        known = assumed | {name: centre for name, (centre, _) in ratios.items()}
        for i in np.flatnonzero(fold == k).tolist():
            losses[i] = past[i].loss(known)
    bare = [replace(p, evidence=replace(p.evidence, signs=())).loss({}) for p in past]
    return {
        "without signs": float(np.mean(bare)),
        "as assumed": float(np.mean([p.loss(assumed) for p in past])),
        "fitted to the other folds": float(losses.mean()),
    }


def main() -> None:
    """Fit, show, and write if asked to."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--write", action="store_true", help=f"change {TARGET.relative_to(ROOT)}")
    ask.add_argument("--draws", type=int, default=256)
    ask.add_argument("--threats", type=Path, default=THREATS)
    options = ask.parse_args()
    past = read_past(options.threats, "fit", options.draws)
    print(f"{len(past)} past threats: {dict(Counter(p.outcome for p in past))}")
    for name, loss in out_of_sample(past).items():
        print(f"log loss {name}: {loss:.3f}")
    ratios = fitted(past)
    seen = Counter(s.id for p in past for s in p.evidence.signs)
    lines = [
        f"# What the signs of reporting/tables/signs.tsv are worth: its assumptions fitted to {len(past)} past threats by",
        "# scripts/fit_signs.py. ratio, spread: median and log standard deviation of the likelihood ratio; threats: those",
        "# in which the sign was seen.",
        "sign\tratio\tspread\tthreats",
    ]
    for sign in sign_table():
        if sign.favours is not None and sign.id in ratios:
            centre, sd = ratios[sign.id]
            print(f"{sign.id:24s} {sign.ratio:.2f} -> {math.exp(centre):.2f} ({sd:.2f})  {seen[sign.id]}")
            lines.append(f"{sign.id}\t{math.exp(centre):.2f}\t{sd:.2f}\t{seen[sign.id]}")
    if options.write:
        TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"wrote {TARGET}")


if __name__ == "__main__":
    main()
