"""Hold fits against those of R's games and sigInt, which lie in a folder given by path.

    python benchmarks/fitting_reference.py FOLDER

FOLDER holds ``games_*.csv``, ``sigInt_sanctionsData.csv`` and ``reference/`` with R's coefficients, standard errors
and log-likelihoods. For each fit it prints the difference in log-likelihood, the largest difference of a coefficient
and of a standard error in units of R's standard error, and the seconds of a first and a second fit beside R's.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from foedus.case.read import case_of
from foedus.fitting.fit import fit

HEAD = "foedus: 1\ntitle: {title}\nactors: {actors}\nquantities:\n"
QUANTITY = '  {name}: {{value: {value}, because: "computed: fitted"}}\n'

TREE_12 = """nodes:
  one: {actor: A, options: [stay, escalate]}
  two: {actor: B, when: one = escalate, options: [yield, fight]}
payoffs:
  - {if: one = stay, A: u11, B: 0}
  - {if: two = yield, A: u13, B: 0}
  - {if: two = fight, A: u14, B: u24}
"""
TREE_122 = """nodes:
  one: {actor: A, options: [L, R]}
  left: {actor: B, when: one = L, options: [L, R]}
  right: {actor: B, when: one = R, options: [L, R]}
payoffs:
  - {if: left = L, A: u11, B: 0}
  - {if: left = R, A: u12, B: u22}
  - {if: right = L, A: 0, B: 0}
  - {if: right = R, A: u14, B: u24}
"""
TREE_123 = """nodes:
  one: {actor: A, options: [stay, go]}
  two: {actor: B, when: one = go, options: [stay, go]}
  three: {actor: C, when: two = go, options: [stay, go]}
payoffs:
  - {if: one = stay, A: u11, B: 0, C: 0}
  - {if: two = stay, A: 0, B: 0, C: 0}
  - {if: three = stay, A: u15, B: u25, C: 0}
  - {if: three = go, A: u16, B: u26, C: u36}
"""
WAR = """  formulas: {u11: ~ s_wt_re1 + revis1, u14: ~ regime1, u24: ~ balanc + regime2}
  outcome: {nodes: {one: esc, two: war}}
"""
WAR_BARE = "  outcome: {nodes: {one: esc, two: war}}\n"
F122 = """  formulas: {u11: ~ x1 + x2, u12: ~ x3 + f1, u14: ~ x4 + x5, u22: ~ z1 + z2, u24: ~ z3 + f2}
  outcome: {column: y, codes: {LL: left = L, LR: left = R, RL: right = L, RR: right = R}}
"""
F123 = """  formulas: {u11: ~ x1 + x2, u15: ~ x3, u16: ~ x4 + x5, u25: ~ x6, u26: ~ x7, u36: ~ x8}
  outcome: {nodes: {one: a1, two: a2, three: a3}}
"""
ATTACK = """  formulas:
    u11: ~ capcont + lreserves + overval + creditgrow + USinterest + service + contagion + prioratt - 1
    u13: ~ 1
    u14: ~ 1
    u24: ~ unifgov + lexports + preelec + postelec + rightgov + realinterest + capcont + lreserves
  outcome: {column: outcome, codes: {no attack: one = stay, devaluation: two = yield, defense: two = fight}}
"""
ZERO = dict.fromkeys(("u11", "u13", "u14", "u24"), 0.0)
UTILS = {"u11": -1, "u13": 0, "u14": -1.4, "u24": 0.1}
U122 = dict.fromkeys(("u11", "u12", "u14", "u22", "u24"), 0)
U123 = dict.fromkeys(("u11", "u15", "u16", "u25", "u26", "u36"), 0)

FITS = [  # R's model, data, tree, quantities, fit section, filter
    ("egame12_probit", "war1800", TREE_12, ZERO, WAR, ""),
    ("egame12_logit", "war1800", TREE_12, ZERO, "  link: logit\n" + WAR, ""),
    ("egame12_probit_1850", "war1800", TREE_12, ZERO, WAR, "year >= 1850"),
    ("egame12_private", "war1800", TREE_12, ZERO, "  errors: private\n" + WAR, ""),
    ("egame12_fixedutils", "war1800", TREE_12, UTILS, "  scale: estimate\n" + WAR_BARE, ""),
    ("egame12_fixedutils_sdplayer", "war1800", TREE_12, UTILS, "  scale: {A: estimate, B: estimate}\n" + WAR_BARE, ""),
    ("egame12_sdformula", "war1800", TREE_12, ZERO, '  scale: "~ balanc - 1"\n' + WAR, ""),
    ("egame122_default", "data_122", TREE_122, U122, F122, ""),
    ("egame123_probit_private", "data_123", TREE_123, U123, "  errors: private\n" + F123, ""),
    ("egame123_probit_agent", "data_123", TREE_123, U123, F123, ""),
    ("leblang2003_default", "leblang2003", TREE_12, ZERO, "  errors: private\n" + ATTACK, ""),
]  # fmt: skip


def game(tree: str, quantities: dict[str, float], section: str) -> str:
    """The game file of a fit."""
    actors = "{A: first, B: second, C: third}" if "actor: C" in tree else "{A: first, B: second}"
    used = {name: value for name, value in quantities.items() if name in tree}
    declared = "".join(QUANTITY.format(name=name, value=value) for name, value in used.items())
    return HEAD.format(title="reference", actors=actors) + declared + tree + "fit:\n" + section


def compare(folder: Path) -> None:
    """Print a line for each fit."""
    meta = pd.read_csv(folder / "reference/games_meta.csv").set_index("model")
    terms = pd.read_csv(folder / "reference/games_coefficients.csv")
    print(
        f"{'fit':30}{'n':>6}{'k':>4}{'log-likelihood':>17}{'minus R':>11}{'coef/se':>10}{'se rel':>10}{'first s':>9}{'again s':>9}{'R s':>7}"
    )
    for name, data, tree, quantities, section, rows in FITS:
        case = case_of(game(tree, quantities, section))
        frame = pd.read_csv(folder / f"games_{data}.csv")
        frame = frame.query(rows) if rows else frame
        began = time.perf_counter()
        found = fit(case, frame)
        first = time.perf_counter() - began
        began = time.perf_counter()
        fit(case, frame)
        again = time.perf_counter() - began
        own = terms[(terms.model == name) & terms.se.notna()]
        by_coef = np.abs(found.estimate - own.estimate.to_numpy()) / own.se.to_numpy()
        by_se = np.abs(found.standard_errors / own.se.to_numpy() - 1)
        row = meta.loc[name]
        print(
            f"{name:30}{found.n:6d}{found.k:4d}{found.log_likelihood:17.8f}{found.log_likelihood - row.loglik:11.1e}"
            f"{by_coef.max():10.1e}{by_se.max():10.1e}{first:9.3f}{again:9.3f}{row.seconds:7.2f}"
        )


if __name__ == "__main__":
    compare(Path(sys.argv[1]))
