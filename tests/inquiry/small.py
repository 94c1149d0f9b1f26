"""A small case whose game is solved in closed form, so that every answer can be worked out by hand."""

from collections.abc import Mapping

import numpy as np

from foedus.case.model import Case
from foedus.case.read import case_of
from foedus.inquiry.solved import Solved

TEXT = """
foedus: 1
title: A small threat
question:
  event: Will A leave the pact?
  deadline: {deadline}
  as_of: 2019-06-28
  threat_date: 2019-06-25
  threatener: A
  counterpart: B
  agreement: the pact
actors:
  S: {{name: A, role: threatener}}
  R: {{name: B, role: counterpart}}
quantities:
  p: {{beta: [2, 3], because: "assumption: no survey"}}
  loud: {{beta: [2, 2], because: "assumption: how often a threat is made"}}
  yields: {{beta: [2, 4], because: "history: E1"}}
  goes:
    resolved: {{beta: [4, 2]}}
    bluffing: {{beta: [1, 6]}}
    because: "assumption: who means it mostly does it"
  precision: {{lognormal: [2, 0.3], because: "assumption: usual"}}
nodes:
  type:   {{chance: {{resolved: p, bluffing: 1 - p}}, seen_by: [S]}}
  threat: {{actor: S, options: [quiet, threaten]}}
  reply:  {{actor: R, when: threat = threaten, options: [concede, resist]}}
  act:    {{actor: S, when: reply = resist, options: [carry_out, back_down]}}
payoffs:
  - {{if: threat = quiet,    S: 0, R: 0}}
  - {{if: reply = concede,   S: loud, R: -yields}}
  - {{if: act = carry_out,   S: "goes[type]", R: -1}}
  - {{if: act = back_down,   S: -1, R: 0.1}}
courses: {{exit: act = carry_out, revised: reply = concede, fades: otherwise}}
explanations:
  resolve: {{node: type, result: resolved, name: A means to leave}}
  leverage: {{node: type, result: bluffing, name: A wants concessions}}
{more}
"""
CLASS = """
reference_class: {where: {has_demand: [y]}, given: threat = threaten, because: "history: E1"}
"""
TIMING = """
timing: {scheduled: {beta: [1, 20], because: "assumption: no date"}, months_open: MONTHS, because: "computed: dates"}
"""
SEEN = """
observations:
  o1: {saw: threat = threaten, certainty: 1, because: "statements: s1"}
"""


def case(*sections: str, deadline: str = "2020-06-25") -> Case:
    """The small case with further sections."""
    return case_of(TEXT.format(deadline=deadline, more="\n".join(sections)), "small.yaml")


def closed_form(this: Case, draws: Mapping[str, np.ndarray]) -> Solved:
    """End nodes and their log probabilities in two blocks, the quantities being the choices' probabilities themselves."""
    states, columns = [], []
    for kind in ("resolved", "bluffing"):
        own = draws["p"] if kind == "resolved" else 1 - draws["p"]
        goes = draws[f"goes[{kind}]"]
        loud, yields = draws["loud"], draws["yields"]
        for path, p in (
            ({"threat": "quiet"}, 1 - loud),
            ({"threat": "threaten", "reply": "concede"}, loud * yields),
            ({"threat": "threaten", "reply": "resist", "act": "carry_out"}, loud * (1 - yields) * goes),
            ({"threat": "threaten", "reply": "resist", "act": "back_down"}, loud * (1 - yields) * (1 - goes)),
        ):
            states.append({"type": kind, **path})
            columns.append(own * p)
    logs = np.log(np.maximum(np.stack(columns, axis=1), 1e-300))
    return Solved(tuple(states), np.array_split(logs, 2))
