"""What the assessment is worth on past threats: log loss and Brier score beside the shares of history.

    python benchmarks/past_threats.py [FOLDER] [--draws N] [--steps] [--use fit]

FOLDER (``examples/past_threats`` if not given) holds one folder a threat with digests of reports and question.json, and
outcomes.csv with what came of it and how the threat was used: "fit" for those that the signs' ratios were fitted
to, "held out" for those that nobody looked at while rules were made; of these the totals are shown and no more.
Outcomes are read here only.

Beside the scores stands whether the forecasts are as sure as they may be: what they expect to lose themselves (their
mean entropy), and the power to which they would have to be raised to lose least (Cox 1958; under 1: too sure).
"""

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import logsumexp

from foedus.dossier.posing import outcomes, posed
from foedus.errors import FoedusError
from foedus.history.table import COURSES, threats
from foedus.inquiry.stages import capped
from foedus.inquiry.weighing import Upto, weigh

STEPS: tuple[Upto, ...] = ("base_rate", "moves", "judgements")
STEP_NAMES = ("base rate", "and moves", "and judgements")
HIDDEN = "held out"
Courses = dict[str, float]


def assessed(folder: Path, draws: int) -> dict[str, Courses]:
    """The courses of one threat after each step, as of the day that its question names."""
    threat = posed(folder, draws)
    return {step: capped(weigh(threat.problem, threat.evidence, step).mean()) for step in STEPS}


def shares() -> Courses:
    """What came of past threats with a demand, as the whole table has it."""
    known = [t.course for t in threats() if t.mature and t.has_demand == "y"]
    return {course: Counter(known)[course] / len(known) for course in COURSES}


def scores(courses: Courses, outcome: str) -> tuple[float, float]:
    """Log loss and Brier score (0 to 2)."""
    return -math.log(courses[outcome]), sum((p - (c == outcome)) ** 2 for c, p in courses.items())


def sureness(forecasts: Sequence[tuple[Courses, str]]) -> tuple[float, float, float]:
    """Mean entropy of forecasts with their outcomes, and the power that fits them best with its standard error."""
    logs = np.log([[courses[c] for c in COURSES] for courses, _ in forecasts])
    came = (np.arange(len(forecasts)), [COURSES.index(outcome) for _, outcome in forecasts])

    def loss(power: float) -> float:
        return float((logsumexp(power * logs, axis=1) - power * logs[came]).sum())

    best, step = float(minimize_scalar(loss, bounds=(0.05, 5), method="bounded").x), 0.05
    curvature = (loss(best + step) - 2 * loss(best) + loss(best - step)) / step**2
    return float(-(np.exp(logs) * logs).sum(axis=1).mean()), best, 1 / math.sqrt(max(curvature, 1e-9))


def report(use: str, found: Sequence[tuple[dict[str, Courses], str]]) -> None:
    """Print the scores of the threats with one use, step by step."""
    print(f"\n{len(found)} threats ({use})     log loss   Brier")
    past, final = shares(), [(steps["judgements"], outcome) for steps, outcome in found]
    told = {
        name: [(steps[step], outcome) for steps, outcome in found]
        for step, name in zip(STEPS, STEP_NAMES, strict=True)
    }
    told["shares of the past"] = [(past, outcome) for _, outcome in found]
    means = {}
    for name, forecasts in told.items():
        each = np.array([scores(*forecast) for forecast in forecasts])
        means[name] = each[:, 0].mean()
        error = each[:, 0].std(ddof=1) / math.sqrt(len(each)) if len(each) > 1 else math.nan
        print(f"  {name:22s} {means[name]:8.3f} {each[:, 1].mean():8.3f}  (log loss ± {error:.3f})")
    least = min(courses[outcome] for courses, outcome in final)
    ratio = means["and judgements"] / means["shares of the past"]
    print(f"  over the shares: {ratio:.3f}; least given to what happened: {least:.2f}")
    entropy, power, error = sureness(final)
    print(f"  expected of itself: {entropy:.3f}; would be best at the power {power:.2f} ± {error:.2f}")


def main() -> None:
    """Score and print."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument(
        "folder", nargs="?", type=Path, default=Path(__file__).parents[1] / "examples" / "past_threats"
    )
    ask.add_argument("--draws", type=int, default=1024)
    ask.add_argument("--steps", action="store_true", help="also show each threat after each step")
    ask.add_argument("--use", help="only the threats of one use")
    options = ask.parse_args()
    found: dict[str, list[tuple[dict[str, Courses], str]]] = defaultdict(list)
    for row in outcomes(options.folder):
        use = row.get("use") or "all"
        if options.use not in (None, use):
            continue
        try:
            steps = assessed(options.folder / row["id"], options.draws)
            refused = ""
        except FoedusError as error:
            steps, refused = dict.fromkeys(STEPS, shares()), f" refused, so the shares stand for it: {error}"
        found[use].append((steps, row["outcome"]))
        if use != HIDDEN:
            told = [steps[step] for step in (STEPS if options.steps else STEPS[-1:])]
            columns = " | ".join(" ".join(f"{c[k]:.2f}" for k in COURSES) for c in told)
            print(f"{row['id']:24s} {row['outcome']:8s} {columns}{refused}", flush=True)
    for use, forecasts in found.items():
        report(use, forecasts)


if __name__ == "__main__":
    main()
