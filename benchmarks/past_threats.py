"""What the assessment is worth on past threats: log loss and Brier score beside the shares of history.

    python benchmarks/past_threats.py [FOLDER] [--draws N] [--steps] [--use fit]

FOLDER (``examples/past_threats`` if not given) holds one folder a threat with digests of reports and question.json, and
outcomes.csv with what came of it and how the threat was used: "fit" for those that the signs' ratios were fitted
to, "held out" for those that nobody looked at while rules were made. Outcomes are read here only.
"""

import argparse
import math
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from foedus.dossier.posing import outcomes, posed
from foedus.errors import FoedusError
from foedus.history.table import COURSES, threats
from foedus.inquiry.stages import capped
from foedus.inquiry.weighing import Upto, weigh

STEPS: tuple[Upto, ...] = ("base_rate", "moves", "judgements")
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
    losses: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for row in outcomes(options.folder):
        if options.use not in (None, row.get("use")):
            continue
        try:
            found = assessed(options.folder / row["id"], options.draws)
        except FoedusError as error:
            print(f"{row['id']:24s} refused, so the shares stand for it: {error}")
            found = dict.fromkeys(STEPS, shares())
        told = [found[step] for step in (STEPS if options.steps else STEPS[-1:])]
        print(
            f"{row['id']:24s} {row['outcome']:8s} "
            + " | ".join(" ".join(f"{c[k]:.2f}" for k in COURSES) for c in told)
        )
        each = [value for step in STEPS for value in scores(found[step], row["outcome"])]
        losses[row.get("use") or "all"].append(
            (*each, *scores(shares(), row["outcome"]), found["judgements"][row["outcome"]])
        )
    for use, values in losses.items():
        mean = np.mean(values, axis=0)
        print(f"\n{len(values)} threats ({use})     log loss   Brier")
        for name, at in (
            ("base rate", 0),
            ("and moves", 2),
            ("and judgements", 4),
            ("shares of the past", 6),
        ):
            print(f"  {name:22s} {mean[at]:8.3f} {mean[at + 1]:8.3f}")
        print(
            f"  over the shares: {mean[4] / mean[6]:.3f}; least given to what happened: {min(v[8] for v in values):.2f}"
        )


if __name__ == "__main__":
    main()
