"""Hold fits against those of R's games and sigInt, which lie in a folder given by path.

    python benchmarks/fitting_reference.py FOLDER

FOLDER holds ``games_*.csv``, ``sigInt_sanctionsData.csv`` and ``reference/`` with R's coefficients, standard errors
and log-likelihoods. For each fit it prints the difference in log-likelihood, the largest difference of a coefficient
and of a standard error in units of R's standard error, and the seconds of a first and a second fit beside R's.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from foedus.case.model import Case
from foedus.case.read import case_of
from foedus.errors import DataFault
from foedus.fitting.crisis_bargaining import UTILITIES, all_equilibria
from foedus.fitting.fit import fit
from foedus.fitting.form import Form, game_of

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

FITS: list[tuple[str, str, str, Mapping[str, float], str, str]] = [  # R's model, data, tree, quantities, fit section, filter
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


def game(tree: str, quantities: Mapping[str, float], section: str) -> str:
    """The game file of a fit."""
    actors = "{A: first, B: second, C: third}" if "actor: C" in tree else "{A: first, B: second}"
    used = {name: value for name, value in quantities.items() if name in tree}
    declared = "".join(QUANTITY.format(name=name, value=value) for name, value in used.items())
    return HEAD.format(title="reference", actors=actors) + declared + tree + "fit:\n" + section


OFFERS = """foedus: 1
title: reference
fit:
  game: ultimatum
  offer: offer
  largest: {largest}
{more}
  formulas: {formulas}
"""
OFFER_FORMULAS = "{proposer: ~ x1 + x2 + x3 + x4 + w1 + w2, responder: ~ z1 + z2 + z3 + z4 + w1 + w2}"
OFFER_FITS = [  # R's model, further keys
    ("ultimatum_data_ult", "  accept: accept"),
    ("ultimatum_offer_only", ""),
    ("ultimatum_fixedscale", "  accept: accept\n  scale: {proposer: 5, responder: 1}"),
]
SANCTIONS = """foedus: 1
title: reference
fit:
  game: crisis_bargaining
  method: {method}
{beliefs}
  outcome: {{status_quo: sq, concession: cd, fight: sf, backdown: bd}}
  formulas:
    S_A: ~ sqrt(senderecondep) + senderdemocracy + contig + ally - 1
    V_A: ~ anticipatedsendercosts
    C_B: ~ sqrt(targetecondep) + anticipatedtargetcosts + contig + ally
    W_A: ~ sqrt(senderecondep) + senderdemocracy + lncaprat
    W_B: ~ targetdemocracy + lncaprat
    a: ~ senderdemocracy
"""
FIRST_STAGE = "  beliefs: {resist: PRhat, fight: PFhat}"
SANCTION_FITS = [  # R's model, method, beliefs
    ("pl_phat_npl", "pseudo", "  beliefs: {resist: PRnpl, fight: PFnpl}"),
    ("pl_phat_rf_shipped", "pseudo", FIRST_STAGE),
    ("npl_from_shipped_rf", "nested", FIRST_STAGE),
    ("npl_from_shipped_rf", "nested", ""),  # from a first stage of our own
    ("", "full", FIRST_STAGE),
]

HEADING = (
    f"{'fit':30}{'n':>6}{'k':>4}{'log-likelihood':>17}{'minus R':>11}{'coef/se':>10}{'se rel':>10}"
    f"{'first s':>9}{'again s':>9}{'R s':>7}"
)


def show(name: str, game: Case | Form, frame: pd.DataFrame, meta: pd.DataFrame, terms: pd.DataFrame) -> None:
    """Fit twice and print a line beside R's figures."""
    began = time.perf_counter()
    found = fit(game, frame)
    first = time.perf_counter() - began
    began = time.perf_counter()
    fit(game, frame)
    again = time.perf_counter() - began
    line = f"{name:30}{found.n:6d}{found.k:4d}{found.log_likelihood:17.8f}"
    if name in meta.index:
        own = terms[(terms.model == name)].reset_index(drop=True)
        own = own[own.se.notna()] if own.se.notna().any() else own
        scale = own.se.to_numpy() if own.se.notna().any() else found.standard_errors
        by_coef = np.abs(found.estimate - own.estimate.to_numpy()) / scale
        by_se = np.abs(found.standard_errors / own.se.to_numpy() - 1)
        row = meta.loc[name]
        line += f"{found.log_likelihood - row.loglik:11.1e}{by_coef.max():10.1e}{by_se.max():10.1e}"
        line += f"{first:9.3f}{again:9.3f}{row.seconds:7.2f}"
    else:
        line += f"{'':31}{first:9.3f}{again:9.3f}"
    print(line, flush=True)


def games(folder: Path) -> None:
    """The fits of R's games."""
    meta = pd.read_csv(folder / "reference/games_meta.csv").set_index("model")
    terms = pd.read_csv(folder / "reference/games_coefficients.csv")
    for name, data, tree, quantities, section, rows in FITS:
        frame = pd.read_csv(folder / f"games_{data}.csv")
        show(
            name, case_of(game(tree, quantities, section)), frame.query(rows) if rows else frame, meta, terms
        )
    for name, more in OFFER_FITS:
        text = OFFERS.format(largest=15, more=more, formulas=OFFER_FORMULAS)
        show(name, game_of(text), pd.read_csv(folder / "games_data_ult.csv"), meta, terms)
    students = OFFERS.format(
        largest=100, more="  accept: accept", formulas="{proposer: ~ gender1, responder: ~ gender2}"
    )
    try:
        fit(game_of(students), folder / "games_student_offers.csv")
        print("student_offers was NOT refused")
    except DataFault as fault:
        print(f"student_offers is refused: {fault.what}")


def sanctions(folder: Path) -> None:
    """The fits of sigInt, and its examples of several equilibria."""
    meta = pd.read_csv(folder / "reference/sigint_meta.csv").set_index("model")
    terms = pd.read_csv(folder / "reference/sigint_coefficients.csv")
    frame = pd.read_csv(folder / "sigInt_sanctionsData.csv")
    for name, method, beliefs in SANCTION_FITS:
        show(
            name or "full information",
            game_of(SANCTIONS.format(method=method, beliefs=beliefs)),
            frame,
            meta,
            terms,
        )
    base = {"S_A": 0.0, "V_A": 1.0, "C_B": 0.0, "W_A": -1.9, "W_B": -2.9, "a": -1.2, "V_B": 1.0}
    lines = {"example1": -2.9 + 0.1 * np.linspace(-1, 2, 101), "example2": np.linspace(-2.9, -2.2, 15)}
    for example, war in lines.items():
        theirs = pd.read_csv(folder / f"reference/sigint_generate_eq_{example}.csv")
        given = {name: np.full(len(war), base[name]) for name in UTILITIES} | {"W_B": war}
        began = time.perf_counter()
        found = all_equilibria(given)
        seconds = time.perf_counter() - began
        same = np.array_equal(found.counts(len(war)), np.bincount(theirs.Row - 1, minlength=len(war)))
        print(
            f"{example}: points with 1 and 3 equilibria {np.bincount(found.counts(len(war)))[[1, 3]]}, counts as R's: "
            f"{same}, largest residual {found.residual.max():.0e}, largest difference from R's p "
            f"{np.abs(found.resist - theirs.pr).max():.0e} (R's grid is 1e-4), {seconds:.2f} s"
        )


def cold(folder: Path) -> None:
    """Seconds of whole processes, from their start, that fit once."""
    here = Path(__file__).resolve()
    for which in ("leblang", "nested"):
        began = time.perf_counter()
        subprocess.run([sys.executable, str(here), str(folder), which], check=True, capture_output=True)
        print(f"a process that starts, reads and fits {which} once: {time.perf_counter() - began:.2f} s")


def once(folder: Path, which: str) -> None:
    """One fit, for `cold`."""
    if which == "nested":
        text = SANCTIONS.format(method="nested", beliefs=FIRST_STAGE)
        fit(game_of(text), folder / "sigInt_sanctionsData.csv")
    else:
        _, data, tree, quantities, section, _ = FITS[-1]
        fit(case_of(game(tree, quantities, section)), folder / f"games_{data}.csv")


if __name__ == "__main__":
    place = Path(sys.argv[1])
    if sys.argv[2:]:
        once(place, sys.argv[2])
    else:
        print(HEADING)
        games(place)
        sanctions(place)
        cold(place)
