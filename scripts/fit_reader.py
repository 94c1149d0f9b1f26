#!/usr/bin/env python3
"""Fit the learned reader of kinds and bearings to labelled statements, and write its weights where the reader looks.

    python scripts/fit_reader.py                what it is worth on threats that it was not fitted to
    python scripts/fit_reader.py --write        and change src/foedus/reporting/tables/learned.npz

The labels are those of ``training/labels``; the texts stand in ``training/reports`` (invented) and
``examples/past_threats``. Both regressions are multinomial, with a normal prior on each weight (standard deviation
sqrt(PRIOR)); a clue counts if it was met in statements of at least two threats. Threats whose row in
``examples/past_threats/outcomes.csv`` says "held out" are never fitted to. Articles are read anew, so that the clues are
those that the reader gives today: run it whenever the reader has changed.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

from foedus.ledger.statement import Kind
from foedus.provenance import Span
from foedus.reporting.intake.articles import take_in
from foedus.reporting.meaning.learned import (
    COURSES,
    WEIGHTS,
    Example,
    Model,
    Ruled,
    judged,
    logged,
    name_of,
    overheard,
)
from foedus.reporting.read import Asked, read_folder_articles

ROOT = Path(__file__).parents[1]
LABELS, REPORTS = ROOT / "training" / "labels", ROOT / "training" / "reports"
PAST = ROOT / "examples" / "past_threats"
EXAMPLES = {"us-japan-2019-example": ROOT / "examples" / "us-japan-2019"}
TARGET = ROOT / "src" / "foedus" / "reporting" / "tables" / WEIGHTS
KINDS, BEARINGS = get_args(Kind), tuple(COURSES)
PRIOR = 0.2
FEWEST_THREATS = 2
FOLDS = 5


@dataclass(frozen=True)
class Labelled:
    """A statement with what readers say of it."""

    threat: str
    example: Example
    kind: str
    course: str
    invented: bool


def labelled(threat: str) -> list[Labelled]:
    """The statements of a threat's reports that the reader cuts as those labelled (half of the characters at least)."""
    invented = (REPORTS / threat).is_dir()
    folder = EXAMPLES.get(threat, (REPORTS if invented else PAST) / threat)
    question = folder / "question.json"
    asked = None
    if question.exists():
        told = json.loads(question.read_text(encoding="utf-8"))
        asked = Asked(told["threatener"], told["counterpart"], told["agreement"])
    with overheard() as examples:
        read_folder_articles(take_in([str(folder)]).articles, asked=asked)
    by_article = defaultdict(list)
    for example in examples:
        by_article[Path(example.article).name].append(example)
    found = []
    for line in (LABELS / f"{threat}.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        if label["kind"] == "fragment":
            continue
        content = [Span(*span) for span in label["content"]]
        same = max(by_article[label["article"]], key=lambda e: overlap(e.content, content), default=None)
        if same is not None and overlap(same.content, content) >= 0.5:
            course = name_of((label["bears_on"], label["direction"]))
            found.append(Labelled(threat, same, label["kind"], course, invented))
    return found


def overlap(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Characters in both over characters in either."""
    here, there = ({i for s in spans for i in range(s.start, s.end)} for spans in (one, other))
    return len(here & there) / max(1, len(here | there))


def fitted(statements: Sequence[Labelled]) -> Model:
    """The model of highest posterior probability."""
    threats: dict[str, set[str]] = defaultdict(set)
    for s in statements:
        for clue in clues_of(s):
            threats[clue].add(s.threat)
    clues = sorted(clue for clue, seen in threats.items() if len(seen) >= FEWEST_THREATS)
    index = {clue: i for i, clue in enumerate(clues)}
    rows = [sorted(index[c] for c in clues_of(s) if c in index) for s in statements]
    ends = np.cumsum([0, *map(len, rows)])
    there = csr_matrix((np.ones(ends[-1]), np.concatenate(rows), ends), (len(rows), len(index)))
    design = hstack([there, np.ones((len(rows), 1))]).tocsr()
    kinds = regression(design, [KINDS.index(s.kind) for s in statements], len(KINDS))
    courses = regression(design, [BEARINGS.index(s.course) for s in statements], len(BEARINGS))
    whole = np.hstack([kinds, courses]).astype(np.float32)
    return Model(index, whole[:-1], whole[-1], KINDS, BEARINGS)


def clues_of(statement: Labelled) -> frozenset[str]:
    """All clues to a statement's meaning."""
    return statement.example.clues | statement.example.ruled.clues()


def regression(design: csr_matrix, classes: Sequence[int], count: int) -> np.ndarray:
    """Weights (columns, classes) of a multinomial logistic regression; the last column has no prior."""
    known = np.eye(count)[classes]
    held = np.full((design.shape[1], 1), 1 / PRIOR)
    held[-1] = 0.0

    def posterior(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(-1, count)
        score = design @ weights
        score -= score.max(axis=1, keepdims=True)
        power = np.exp(score)
        whole = power.sum(axis=1, keepdims=True)
        loss = float((np.log(whole[:, 0]) - (score * known).sum(axis=1)).sum())
        slope = design.T @ (power / whole - known) + held * weights
        return loss + 0.5 * float((held * weights**2).sum()), slope.ravel()

    start = np.zeros(design.shape[1] * count)
    best = minimize(posterior, start, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    return np.asarray(best.reshape(-1, count))


def folds(statements: Sequence[Labelled]) -> list[np.ndarray]:
    """The statements' numbers in folds of whole threats."""
    order = np.random.default_rng(0).permutation(sorted({s.threat for s in statements}))
    fold = {threat: k % FOLDS for k, threat in enumerate(order)}
    return [np.array([i for i, s in enumerate(statements) if fold[s.threat] == k]) for k in range(FOLDS)]


def left_out(statements: Sequence[Labelled]) -> np.ndarray:
    """Log probabilities (statements, kinds + courses) of each statement by a model fitted to other threats."""
    found = np.zeros((len(statements), len(KINDS) + len(BEARINGS)), dtype=np.float32)
    for fold in folds(statements):
        others = set(range(len(statements))) - set(fold.tolist())
        model = fitted([statements[i] for i in sorted(others)])
        found[fold] = probabilities(model, [statements[i] for i in fold])
    return found


def probabilities(model: Model, statements: Sequence[Labelled]) -> np.ndarray:
    """Log probabilities (statements, kinds + courses) by a model."""
    return logged(model.score([clues_of(s) for s in statements]), len(KINDS))


def shares_right(statements: Sequence[Labelled], read: Callable[[Labelled], tuple[str, str]]) -> str:
    """How often kind and course are right, and the course where there is one."""
    kinds, courses, told = [], [], []
    for s in statements:
        kind, course = read(s)
        kinds.append(kind == s.kind)
        courses.append(course == s.course)
        if s.course not in ("none", "exit"):
            told.append(course == s.course)
    return f"kind {np.mean(kinds):.3f}, course {np.mean(courses):.3f}, of those that have one {np.mean(told):.3f} (n {len(kinds)})"


def by_rule(statement: Labelled) -> tuple[str, str]:
    """What the rules say."""
    ruled: Ruled = statement.example.ruled
    return ruled.kind, name_of(ruled.course)


def by(log_probability: np.ndarray, statements: Sequence[Labelled]) -> Callable[[Labelled], tuple[str, str]]:
    """What the learned reader says, from log probabilities (statements, kinds + courses)."""
    verdicts = judged(log_probability, KINDS, BEARINGS, [s.example.ruled for s in statements])
    verdict_of = {id(s): verdict for s, verdict in zip(statements, verdicts, strict=True)}

    def read(statement: Labelled) -> tuple[str, str]:
        verdict = verdict_of[id(statement)]
        return verdict.kind, name_of(verdict.course)

    return read


def main() -> None:
    """Fit, show what it is worth, and write if asked to."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--write", action="store_true", help=f"change {TARGET.relative_to(ROOT)}")
    options = ask.parse_args()
    with (PAST / "outcomes.csv").open(encoding="utf-8") as file:
        held_out = {row["id"] for row in csv.DictReader(file) if row["use"] == "held out"}
    threats = sorted(path.stem for path in LABELS.glob("*.jsonl"))
    statements = {threat: labelled(threat) for threat in threats}
    known = [s for threat in threats if threat not in held_out for s in statements[threat]]
    unseen = [s for threat in threats if threat in held_out for s in statements[threat]]
    print(f"{len(known)} statements of {len(threats) - len(held_out)} threats")
    print("rules, the same threats:     ", shares_right(known, by_rule))
    print("learned on other threats:    ", shares_right(known, by(left_out(known), known)))
    model = fitted(known)
    print("rules, threats held out:     ", shares_right(unseen, by_rule))
    print("learned, threats held out:   ", shares_right(unseen, by(probabilities(model, unseen), unseen)))
    if options.write:
        np.savez_compressed(
            TARGET,
            clues=np.array(list(model.index)),
            weights=model.weights.astype(np.float16),
            bias=model.bias,
            kinds=np.array(model.kinds),
            courses=np.array(model.courses),
        )
        print(f"wrote {TARGET.relative_to(ROOT)} ({TARGET.stat().st_size:,} bytes)")


if __name__ == "__main__":
    main()
