"""What the few tuned numbers are worth out of sample: past threats, each left out in turn.

    FOEDUS_SHARED=../shared python benchmarks/backtest_leave_one_out.py [DRAWS]

Cases lie in FOEDUS_SHARED/cases, one folder each with reports, question.json, and outcomes.csv beside them. Each
case is drafted and solved once; the numbers that were tuned on such cases are then chosen anew for each case by
the log loss of the others, and the case is scored with that choice. The answer as shipped stands beside it.
"""

import csv
import json
import math
import os
import sys
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np

from foedus.dossier.progress import Progress
from foedus.dossier.steps import Request, draft_of
from foedus.inquiry.judgements import evidence_of
from foedus.inquiry.problem import pose
from foedus.inquiry.solving import house_solver
from foedus.inquiry.stages import capped
from foedus.inquiry.weighing import weigh

VOICES = (1.1, 1.25, 1.5, 2.0)  # likelihood ratio of one voice without a number
SIGNS = (0.5, 0.75, 1.0, 1.25)  # power on the signs' likelihood ratios


def shared() -> Path:
    """The folder with the past cases."""
    return Path(os.environ.get("FOEDUS_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def losses(folder: Path, outcome: str, draws: int) -> dict[tuple[float, float] | str, float]:
    """Log loss of one case under each choice and as shipped."""
    question = folder / "question.json"
    as_of = json.loads(question.read_text(encoding="utf-8"))["as_of"]
    case = draft_of(Request((str(folder),), as_of=as_of, question=question), Progress(None)).case
    problem, evidence = pose(case, draws, 0, house_solver()), evidence_of(case, draws, 0)
    found: dict[tuple[float, float] | str, float] = {
        "shipped": -math.log(capped(weigh(problem, evidence).mean())[outcome])
    }
    for voice, power in product(VOICES, SIGNS):
        other = replace(problem, voice=np.full(draws, math.log(voice)))
        signs = tuple(replace(sign, log_ratio=power * sign.log_ratio) for sign in evidence.signs)
        found[voice, power] = -math.log(capped(weigh(other, replace(evidence, signs=signs)).mean())[outcome])
    return found


def main() -> None:
    """Run and print."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 4096
    cases = shared() / "cases"
    with (cases / "outcomes.csv").open(encoding="utf-8") as file:
        outcomes = {row["id"]: row["outcome"] for row in csv.DictReader(file)}
    table = {name: losses(cases / name, outcome, draws) for name, outcome in sorted(outcomes.items())}
    grid = list(product(VOICES, SIGNS))
    left_out = []
    for name in table:
        best = min(grid, key=lambda g: sum(table[other][g] for other in table if other != name))
        left_out.append(table[name][best])
        print(f"{name:24s} shipped {table[name]['shipped']:.2f}  left out {left_out[-1]:.2f} with {best}")
    best = min(grid, key=lambda g: sum(row[g] for row in table.values()))
    n = len(table)
    print(f"mean log loss over {n} cases: shipped {sum(r['shipped'] for r in table.values()) / n:.3f}")
    print(f"each left out of the choice:  {sum(left_out) / n:.3f}")
    print(f"best in sample:               {sum(r[best] for r in table.values()) / n:.3f} with {best}")


if __name__ == "__main__":
    main()
