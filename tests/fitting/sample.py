"""Games of our own with known coefficients, to simulate from and to fit again."""

from __future__ import annotations

THREAT = """
foedus: 1
title: A threat and its reply
actors: {S: sender, R: receiver}
quantities:
  quiet: {value: 0, because: "computed: fitted"}
  gain: {value: 0, because: "computed: fitted"}
  fight_S: {value: 0, because: "computed: fitted"}
  fight_R: {value: 0, because: "computed: fitted"}
nodes:
  threat: {actor: S, options: [keep, threaten]}
  reply: {actor: R, when: threat = threaten, options: [concede, resist]}
payoffs:
  - {if: threat = keep, S: quiet, R: 0}
  - {if: reply = concede, S: gain, R: 0}
  - {if: reply = resist, S: fight_S, R: fight_R}
fit:
  errors: agent
  link: probit
  formulas: {quiet: ~ income - 1, gain: ~ 1, fight_S: ~ regime, fight_R: ~ balance + regime}
  outcome: {column: y, codes: {keep: threat = keep, concede: reply = concede, resist: reply = resist}}
  simulate:
    covariates: {income: {normal: [0, 1]}, balance: {uniform: [-1, 1]}, regime: [autocracy, democracy, mixed]}
    coefficients:
      "quiet:income": 0.8
      "gain:(Intercept)": 1.1
      "fight_S:(Intercept)": -0.4
      "fight_S:regime[T.democracy]": -0.6
      "fight_S:regime[T.mixed]": 0.3
      "fight_R:(Intercept)": 0.2
      "fight_R:balance": 1.2
      "fight_R:regime[T.democracy]": -0.7
      "fight_R:regime[T.mixed]": 0.4
"""

CHOICE = """
foedus: 1
title: One choice
actors: {S: sender}
quantities: {gain: {value: 0, because: "computed: fitted"}}
nodes: {act: {actor: S, options: [stay, leave]}}
payoffs: [{if: act = leave, S: gain}, {S: 0}]
fit:
  link: probit
  estimate: [gain]
  outcome: {nodes: {act: left}}
"""

TWICE = """
foedus: 1
title: A player who moves twice
actors: {S: sender, R: receiver}
quantities:
  gain: {value: 0, because: "computed: fitted"}
  cost: {value: 0, because: "computed: fitted"}
  shame: {value: 0, because: "computed: fitted"}
nodes:
  threat: {actor: S, options: [keep, threaten]}
  reply: {actor: R, when: threat = threaten, options: [concede, resist]}
  act: {actor: S, when: reply = resist, options: [back_down, carry_out]}
payoffs:
  - {if: threat = keep, S: 0, R: 0}
  - {if: reply = concede, S: gain, R: 0}
  - {if: act = back_down, S: shame, R: 1}
  - {if: act = carry_out, S: -0.5, R: cost}
fit:
  errors: agent
  formulas: {gain: ~ x - 1, cost: ~ x, shame: ~ 1}
  outcome: {column: y, codes: {a: threat = keep, b: reply = concede, c: act = back_down, d: act = carry_out}}
"""

TYPES = """
foedus: 1
title: A threat by one who may mean it
actors: {S: sender, R: receiver}
quantities:
  odds: {value: 0, because: "computed: fitted"}
  value: {value: 1.2, because: "assumption: fixed, for with λ and odds it is known but vaguely"}
  price: {value: 0, because: "computed: fitted"}
  loss: {value: 1.5, because: "assumption: fixed"}
nodes:
  type: {chance: {firm: expit(odds), loose: 1 - expit(odds)}, seen_by: [S]}
  threat: {actor: S, options: [quiet, threaten]}
  reply: {actor: R, when: threat = threaten, options: [concede, resist]}
  act: {actor: S, when: reply = resist, options: [back_down, carry_out]}
payoffs:
  - {if: threat = quiet, S: 0, R: 0}
  - {if: reply = concede, S: value, R: -price}
  - {if: act = back_down, S: -0.5, R: 0.3}
  - {if: act = carry_out and type = firm, S: 0.6, R: -loss}
  - {if: act = carry_out, S: -1.5, R: -loss}
fit:
  errors: quantal
  formulas: {odds: ~ regime, price: ~ balance}
  scale: estimate
  outcome:
    column: y
    codes: {quiet: threat = quiet, concede: reply = concede, back_down: act = back_down, carry_out: act = carry_out}
  simulate:
    covariates: {balance: [low, high], regime: [autocracy, democracy]}
    coefficients:
      "odds:(Intercept)": -0.3
      "odds:regime[T.democracy]": 0.9
      "price:(Intercept)": 0.4
      "price:balance[T.low]": 0.5
      "log(scale)": 0.6
"""
