#!/usr/bin/env python3
"""Fit the learned reader of kinds, bearings and signs to labelled statements, and write its weights where the reader looks.

    python scripts/fit_reader.py                what it is worth on threats that it was not fitted to
    python scripts/fit_reader.py --write        and change src/foedus/reporting/tables/learned.npz

The labels are those of ``training/labels``; the texts stand in ``training/reports`` (invented) and
``examples/past_threats``. Kinds and bearings are told by a network (``reader_network.py``), signs by one binary regression each, with a normal
prior on each weight (standard deviation sqrt(PRIOR_OF_SIGNS)); a clue counts if it was met in statements of at least two threats. Threats whose row in
``examples/past_threats/outcomes.csv`` says "held out" are never fitted to. The log odds are shrunk so that the
probabilities hold on threats that were not fitted to ("temperature scaling", Guo et al. 2017), those of signs moved too (Platt 1999). Articles are read anew, so that the clues are
those that the reader gives today: run it whenever the reader has changed.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
from reader_network import Articles, network_fitted
from scipy.optimize import minimize, minimize_scalar
from scipy.sparse import csr_matrix, hstack
from scipy.special import expit

from foedus.ledger.statement import Kind
from foedus.provenance import Span
from foedus.reporting.intake.articles import take_in
from foedus.reporting.meaning.learned import (
    COURSES,
    WEIGHTS,
    Example,
    Model,
    Ruled,
    in_order,
    judged,
    logged,
    name_of,
    overheard,
    seen,
)
from foedus.reporting.read import Asked, read_folder_articles
from foedus.reporting.threats.signs import sign_table

ROOT = Path(__file__).parents[1]
LABELS, REPORTS = ROOT / "training" / "labels", ROOT / "training" / "reports"
PAST = ROOT / "examples" / "past_threats"
EXAMPLES = {"us-japan-2019-example": ROOT / "examples" / "us-japan-2019"}
TARGET = ROOT / "src" / "foedus" / "reporting" / "tables" / WEIGHTS
KINDS, BEARINGS = get_args(Kind), tuple(COURSES)
SIGNS = tuple(sign.id for sign in sign_table())
PRIOR_OF_SIGNS = 0.15
RARE = -4.0
"""Log odds of a sign before anything is known of the words: fewer than one statement in fifty shows a given one."""
FEWEST_THREATS = 2
FOLDS = 5


@dataclass(frozen=True)
class Labelled:
    """A statement with what readers say of it."""

    threat: str
    example: Example
    kind: str
    course: str
    signs: frozenset[str]
    invented: bool
    article: tuple[Example, ...]
    """All statements of its article, in their order: the network sees those around it."""


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
    articles = {name: in_order(of_article) for name, of_article in by_article.items()}
    found = []
    for line in (LABELS / f"{threat}.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        if label["kind"] == "fragment":
            continue
        content = [Span(*span) for span in label["content"]]
        same = max(by_article[label["article"]], key=lambda e: overlap(e.content, content), default=None)
        if same is not None and overlap(same.content, content) >= 0.5:
            course = name_of((label["bears_on"], label["direction"]))
            signs = frozenset(label.get("signs") or ())
            own = articles[label["article"]]
            found.append(Labelled(threat, same, label["kind"], course, signs, invented, own))
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
    signs = regressions_of_signs(with_bias(design_of([s.example for s in statements], index)), statements)
    units, units_bias, network = network_fitted(of_articles(statements, index), len(KINDS), len(BEARINGS))
    weights = np.hstack([units, signs[:-1]]).astype(np.float32)
    bias = np.concatenate([units_bias, signs[-1]]).astype(np.float32)
    return Model(index, weights, bias, KINDS, BEARINGS, SIGNS, network)


def design_of(examples: Sequence[Example], index: Mapping[str, int]) -> csr_matrix:
    """Which clues each statement has: (statements, clues)."""
    rows = [sorted(index[c] for c in example_clues(e) if c in index) for e in examples]
    ends = np.cumsum([0, *map(len, rows)])
    return csr_matrix((np.ones(ends[-1], np.float32), np.concatenate(rows), ends), (len(rows), len(index)))


def with_bias(design: csr_matrix) -> csr_matrix:
    """The same with a column of ones."""
    return hstack([design, np.ones((design.shape[0], 1))]).tocsr()


def of_articles(statements: Sequence[Labelled], index: Mapping[str, int]) -> Articles:
    """All statements of the articles that the labelled ones stand in."""
    articles = list({id(s.article): s.article for s in statements}.values())
    place = {id(e): i for i, e in enumerate(e for article in articles for e in article)}
    kinds, courses = np.full(len(place), -1), np.full(len(place), -1)
    signs = np.zeros((len(place), len(SIGNS)), np.float32)
    for s in statements:
        at = place[id(s.example)]
        kinds[at], courses[at] = KINDS.index(s.kind), BEARINGS.index(s.course)
        signs[at] = [sign in s.signs for sign in SIGNS]
    design = design_of([e for article in articles for e in article], index)
    return Articles(design, np.cumsum([len(article) for article in articles]).tolist(), kinds, courses, signs)


def clues_of(statement: Labelled) -> frozenset[str]:
    """All clues to a statement's meaning."""
    return example_clues(statement.example)


def example_clues(example: Example) -> frozenset[str]:
    """The same of what was overheard."""
    return example.clues | example.ruled.clues()


def regressions_of_signs(design: csr_matrix, statements: Sequence[Labelled]) -> np.ndarray:
    """Weights (columns, signs) of one binary logistic regression for each sign; the last column has no prior."""
    shown = np.array([[sign in s.signs for sign in SIGNS] for s in statements], dtype=float)
    held = np.full((design.shape[1], 1), 1 / PRIOR_OF_SIGNS)
    held[-1] = 0.0

    def posterior(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(-1, len(SIGNS))
        score = design @ weights
        loss = float((np.logaddexp(0, score) - score * shown).sum())
        slope = design.T @ (expit(score) - shown) + held * weights
        return loss + 0.5 * float((held * weights**2).sum()), slope.ravel()

    start = np.zeros((design.shape[1], len(SIGNS)))
    start[-1] = RARE
    best = minimize(posterior, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    return np.asarray(best.reshape(-1, len(SIGNS)))


def folds(statements: Sequence[Labelled]) -> list[np.ndarray]:
    """The statements' numbers in folds of whole threats."""
    order = np.random.default_rng(0).permutation(sorted({s.threat for s in statements}))
    fold = {threat: k % FOLDS for k, threat in enumerate(order)}
    return [np.array([i for i, s in enumerate(statements) if fold[s.threat] == k]) for k in range(FOLDS)]


def left_out(statements: Sequence[Labelled]) -> np.ndarray:
    """What `told` tells of each statement by a model fitted to other threats."""
    found = np.zeros((len(statements), len(KINDS) + len(BEARINGS) + len(SIGNS)), dtype=np.float32)
    for fold in folds(statements):
        others = set(range(len(statements))) - set(fold.tolist())
        model = fitted([statements[i] for i in sorted(others)])
        found[fold] = told(model, [statements[i] for i in fold])
    return found


def told(model: Model, statements: Sequence[Labelled]) -> np.ndarray:
    """Log probabilities of kinds and courses and log odds of signs (statements, kinds + courses + signs) by a model."""
    odds = np.zeros((len(statements), len(KINDS) + len(BEARINGS) + len(SIGNS)), np.float32)
    by_article = defaultdict(list)
    for i, s in enumerate(statements):
        by_article[id(s.article)].append(i)
    for numbers in by_article.values():
        article = statements[numbers[0]].article
        of_all = dict(zip(map(id, article), model.log_odds([example_clues(e) for e in article]), strict=True))
        for i in numbers:
            odds[i] = of_all[id(statements[i].example)]
    return whole_of(odds)


def whole_of(score: np.ndarray) -> np.ndarray:
    """The same from log odds."""
    meant = len(KINDS) + len(BEARINGS)
    return np.hstack([logged(score[:, :meant], len(KINDS)), score[:, meant:]])


def calibration(by_others: np.ndarray, statements: Sequence[Labelled]) -> tuple[np.ndarray, np.ndarray]:
    """By what to multiply log odds, and what to add to them, for the smallest log loss: (kinds + courses + signs) each.

    ``by_others`` is what models fitted to other threats tell: of kinds and courses they are surer than they should be.
    """
    meant = len(KINDS) + len(BEARINGS)
    parts = (
        (by_others[:, : len(KINDS)], [KINDS.index(s.kind) for s in statements]),
        (by_others[:, len(KINDS) : meant], [BEARINGS.index(s.course) for s in statements]),
    )
    shrunk = []
    for part, known in parts:

        def loss(factor: float, part: np.ndarray = part, known: Sequence[int] = known) -> float:
            power = np.exp(factor * part.astype(np.float64))
            return float(-np.log(power[np.arange(len(known)), known] / power.sum(axis=1)).mean())

        best = minimize_scalar(loss, bounds=(0.2, 2.0), method="bounded").x
        shrunk.append(np.full(part.shape[1], best, dtype=np.float32))
    shown = np.array([[sign in s.signs for sign in SIGNS] for s in statements])
    odds = by_others[:, meant:].astype(np.float64)

    def loss_of_signs(line: np.ndarray) -> float:
        score = line[0] * odds + line[1]
        return float((np.logaddexp(0, score) - score * shown).mean())

    slope, shift = minimize(loss_of_signs, [1.0, 0.0], method="Nelder-Mead").x
    times = np.concatenate([*shrunk, np.full(len(SIGNS), slope, dtype=np.float32)])
    plus = np.concatenate([np.zeros(meant, np.float32), np.full(len(SIGNS), shift, dtype=np.float32)])
    return times, plus


def reliability(found: np.ndarray, statements: Sequence[Labelled]) -> str:
    """How often kinds, bearings and signs are right among those held to be so with each fifth of probability."""
    meant = len(KINDS) + len(BEARINGS)
    rows: dict[str, dict[int, list[bool]]] = {name: defaultdict(list) for name in ("kind", "bearing", "sign")}
    verdicts = judged(found[:, :meant], KINDS, BEARINGS, [s.example.ruled for s in statements])
    for s, verdict, odds in zip(statements, verdicts, found[:, meant:], strict=True):
        rows["kind"][int(5 * (verdict.kind_sure or 0))].append(verdict.kind == s.kind)
        rows["bearing"][int(5 * (verdict.course_sure or 0))].append(name_of(verdict.course) == s.course)
        for sign, sure in seen(odds, SIGNS):
            rows["sign"][int(5 * (sure or 0))].append(sign in s.signs)
    return "\n".join(
        f"  {name}: "
        + ", ".join(
            f"{k / 5:.1f} to {(k + 1) / 5:.1f} {np.mean(right):.2f} (n {len(right)})"
            for k, right in sorted(found.items())
        )
        for name, found in rows.items()
    )


def shown_in(found: np.ndarray) -> Callable[[int], Collection[str]]:
    """The signs that the learned reader shows in each statement, from what `told` tells."""
    return lambda i: [sign for sign, _ in seen(found[i, len(KINDS) + len(BEARINGS) :], SIGNS)]


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


def signs_right(statements: Sequence[Labelled], found: Callable[[int], Collection[str]]) -> str:
    """How many of the signs found are there, and how many of those there are found; by statement, and by threat."""
    told = {(i, sign) for i in range(len(statements)) for sign in found(i)}
    there = {(i, sign) for i, s in enumerate(statements) for sign in s.signs}
    of_threats = [{(statements[i].threat, sign) for i, sign in pairs} for pairs in (told, there)]
    parts = []
    pairs: tuple[tuple[str, set[Any], set[Any]], ...] = (
        ("by statement", told, there), ("by threat", of_threats[0], of_threats[1]),
    )  # fmt: skip
    for name, one, other in pairs:
        right = len(one & other)
        parts.append(
            f"{name} precision {right / max(1, len(one)):.3f}, recall {right / max(1, len(other)):.3f}"
        )
    return f"signs: {'; '.join(parts)} (n {len(told)})"


def by_rule(statement: Labelled) -> tuple[str, str]:
    """What the rules say."""
    ruled: Ruled = statement.example.ruled
    return ruled.kind, name_of(ruled.course)


def by(found: np.ndarray, statements: Sequence[Labelled]) -> Callable[[Labelled], tuple[str, str]]:
    """What the learned reader says, from what `told` tells."""
    meant = len(KINDS) + len(BEARINGS)
    verdicts = judged(found[:, :meant], KINDS, BEARINGS, [s.example.ruled for s in statements])
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
    by_others = left_out(known)
    times, plus = calibration(by_others, known)
    by_others = whole_of(times * by_others + plus)
    print("learned on other threats:    ", shares_right(known, by(by_others, known)))
    print("  by rule", signs_right(known, lambda i: known[i].example.ruled.signs))
    print("  learned", signs_right(known, shown_in(by_others)))
    print("right, by how sure it was:\n" + reliability(by_others, known))
    model = fitted(known)
    model = model.calibrated(times, plus)
    print(
        "log odds times",
        np.round(times[[0, len(KINDS), -1]], 2).tolist(),
        "those of signs plus",
        round(float(plus[-1]), 2),
    )
    found = told(model, unseen)
    print("rules, threats held out:     ", shares_right(unseen, by_rule))
    print("learned, threats held out:   ", shares_right(unseen, by(found, unseen)))
    print("  by rule", signs_right(unseen, lambda i: unseen[i].example.ruled.signs))
    print("  learned", signs_right(unseen, shown_in(found)))
    print("right, by how sure it was:\n" + reliability(found, unseen))
    if options.write:
        model.saved(TARGET)
        print(f"wrote {TARGET.relative_to(ROOT)} ({TARGET.stat().st_size:,} bytes)")


if __name__ == "__main__":
    main()
