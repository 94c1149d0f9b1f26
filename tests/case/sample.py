"""A sound case by hand, to be read, broken and amended in tests."""

SOUND = """\
# a threat between two made-up states
foedus: 1
title: Borduria and the border treaty

question:
  event: Will Borduria give notice of leaving the border treaty by 2031-03-01?
  deadline: 2031-03-01
  as_of: 2030-03-01        # the newest report
  threatener: Borduria
  counterpart: Syldavia
  agreement: border treaty

actors:
  S: {name: Borduria, role: threatener}
  R: {name: Syldavia, role: counterpart}
  N: NO

quantities:
  p: {beta: [2, 3], unit: probability, because: "assumption: no survey of types exists"}
  v: {uniform: [0.5, 2], because: "statements: s1, s2"}   # what the terms are worth
  w:
    # by type
    resolved: {uniform: [-0.3, 0.8]}
    bluffing: {uniform: [-2.5, -0.6], because: "history: E1"}
    because: "assumption: wide"
  loss:
    lognormal: [0.5, 0.4]
    because: "reference: Tomz 2007"
  precision: {lognormal: [1.5, 0.5], because: "assumption: usual"}

nodes:
  type:   {chance: {resolved: p, bluffing: 1 - p}, seen_by: [S]}
  threat: {actor: S, options: [quiet, threaten]}
  reply:  {actor: R, when: threat = threaten, options: [concede, resist]}
  act:
    actor: S
    when: reply = resist
    options: [carry_out, back_down, {wait: "threat in [threaten]"}]

utilities:
  S:
    - {add: v, when: reply = concede}
    - {add: "w[type]", when: act = carry_out, because: "assumption: by type"}
  R:
    - {add: -v, when: reply = concede}
    - {add: -loss, when: act = carry_out}

courses: {exit: act = carry_out, revised: reply = concede, fades: otherwise}

explanations:
  resolve: {node: type, result: resolved, name: it means to leave}

reference_class: {where: {type: [alliance]}, given: threat = threaten, because: "history: E1"}
timing: {scheduled: {value: 0.02, because: "assumption: no date"}, months_open: 12}

observations:
  o1: {saw: threat = threaten, certainty: {beta: [18, 2]}, on: 2030-02-25, because: "statements: s4"}

judgements:
  j1: {about: exit, phrase: very unlikely, median: 0.05, low: 0.01, high: 0.2, speaker: A. Peschel,
       origin: wire, statements: [s9], because: "statements: s9"}

indicators:
  talks: {name: talks are under way, favours: revised, ratio: {lognormal: [2, 0.4]}, certainty: 0.9,
          shows: reply = concede, because: "assumption: usual"}

consequences:
  wall:
    name: Syldavia builds a wall
    given: {exit: {interval: [0.1, 0.7]}}
    otherwise: {interval: [0.001, 0.02], because: "history: N1"}
    because: "statements: s17"

conflicts:
  - {about: the year of the treaty, statements: [s1, s2], values: ["1960", "1951"]}
unfilled: [no statement names the legal path]
"""


def broken(old: str, new: str) -> str:
    """The sound case with one passage replaced."""
    assert SOUND.count(old) == 1, f"{old!r} stands {SOUND.count(old)} times"
    return SOUND.replace(old, new)
