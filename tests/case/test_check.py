"""Every rule of a case file: what breaks it, and the place that the message shows."""

from __future__ import annotations

import pytest

from case.sample import SOUND, broken
from foedus.case import case_of
from foedus.case.check import RULES, faults_of, warnings_of
from foedus.case.finding import rule_name
from foedus.errors import CaseFault, Fault

BROKEN = [
    # rule, passage, what stands in its place, the text that the column points at
    ("unknown-quantity", "add: v,", "add: 2 * vv,", "vv"),
    ("unknown-quantity", "1 - p}", "1 - threat}", "threat"),
    ("unknown-quantity", "add: -loss", "add: -loss * w", "w,"),
    ("unknown-quantity", '"w[type]"', '"v[type]"', "v[type]"),
    ("unknown-quantity", '"w[type]"', '"w[typ]"', "w[typ]"),
    ("unknown-quantity", "{resolved: p,", "{resolved: 'w[act]',", "w[act]"),
    ("unknown-member", "bluffing: {uniform", "blufing: {uniform", "blufing"),
    ("unknown-node", "when: reply = resist", "when: repli = resist", "repli"),
    ("unknown-node", "options: [quiet, threaten]}", "options: [quiet, threaten], when: reply = resist}", "reply"),
    ("unknown-result", "saw: threat = threaten", "saw: threat = threatened", "threatened"),
    ("unknown-result", "shows: reply = concede", "shows: reply = conceded", "conceded"),
    ("unknown-actor", "reply:  {actor: R", "reply:  {actor: Q", "Q"),
    ("unknown-actor", "seen_by: [S]", "seen_by: [S, X]", "X"),
    ("unknown-actor", "  R:\n    - {add: -v", "  Q:\n    - {add: -v", "Q"),
    ("sight", "    actor: S\n", "    actor: S\n    sees: [reply]\n", "reply"),
    ("sight", "    actor: S\n", "    actor: S\n    unseen: [threat]\n", "threat"),
    ("explanation-node", "node: type, result", "node: threat, result", "threat"),
    ("explanation-node", "result: resolved, name", "result: resolve, name", "resolve"),
    ("too-many-nodes", SOUND[SOUND.index("nodes:") : SOUND.index("utilities:")], "nodes: {}\n", "{}"),
    ("no-reason", '{uniform: [0.5, 2], because: "statements: s1, s2"}', "{uniform: [0.5, 2]}", "v: "),
    ("no-reason", '{value: 0.02, because: "assumption: no date"}', "0.02", "scheduled"),
    ("ground-kind", '"reference: Tomz 2007"', '"Tomz 2007"', '"Tomz'),
    ("probability-range", "p: {beta: [2, 3]", "p: {uniform: [0, 1.5]", "{uniform"),
    ("probability-range", "certainty: {beta: [18, 2]}", "certainty: 1.2", "1.2"),
    ("precision-quantity", "unfilled:", "precision: lambda\nunfilled:", "lambda"),
    ("precision-quantity", "precision: {lognormal: [1.5, 0.5]", "precision: {normal: [1.5, 0.5]", "{normal"),
    ("payoffs-or-utilities", "utilities:", "payoffs: [{S: 0, R: 0}]\nutilities:", "payoffs"),
    ("missing-payoffs", SOUND[SOUND.index("  R:\n    - {add") : SOUND.index("courses:")], "\n", "utilities"),
    ("few-options", "[concede, resist]", "[resist]", "reply"),
    ("horizon", "deadline: 2031-03-01", "deadline: 2030-01-01", "2030-01-01"),
    ("seen-later", "on: 2030-02-25", "on: 2030-04-25", "2030-04-25"),
    ("courses", "fades: otherwise}", "fades: otherwise, other: otherwise}", "otherwise}"),
    ("judgement-about", "about: exit", "about: exits", "exits"),
    ("judgement-about", "about: exit", "given: exit, about: exit", "exit"),
    ("judgement-numbers", "median: 0.05", "median: 0.5", "0.5"),
    ("judgement-numbers", "median: 0.05, ", "", "j1"),
    ("judgement-numbers", "origin: wire, statements: [s9]", "origin: wire, correlation: 1.5", "1.5"),
    ("indicator", "favours: revised", "favours: revision", "revision"),
    ("indicator", "ratio: {lognormal: [2, 0.4]}", "ratio: -1", "-1"),
    ("indicator", "ratio: {lognormal: [2, 0.4]}", "ratio: {lognormal: [2, 0.4]}, reports: [a.txt, b.txt, b.txt]", "[a.txt"),
    ("one-meaning", "  resolve: {node", "  exit: {node", "exit: {node"),
    ("one-meaning", "  wall:", "  resolve:", "resolve:"),
    ("consequence-cause", "given: {exit: {interval", "given: {exits: {interval", "exits"),
    ("consequence-cycle", "given: {exit: {interval", "given: {wall: {interval", "wall"),
    ("reference-column", "where: {type: [alliance]}", "where: {typ: [alliance]}", "typ"),
    ("usual-quantity", "where: {type: [alliance]}", "usual: {pp: 0.5}, where: {type: [alliance]}", "pp"),
    ("usual-quantity", "where: {type: [alliance]}", "usual: {p: 1.5}, where: {type: [alliance]}", "1.5"),
    ("months-open", "months_open: 12", "months_open: 0", "0"),
    # faults of single values
    ("duplicate-key", "  N: NO", "  S: NO", "S: NO"),
    ("unknown-key", "role: threatener", "rle: threatener", "rle"),
    ("missing-key", "  agreement: border treaty\n", "", "event"),
    ("missing-value", "title: Borduria and the border treaty", "title:", ""),
    ("choice", "role: threatener", "role: threatner", "threatner"),
    ("number", "months_open: 12", "months_open: twelve", "twelve"),
    ("date", "deadline: 2031-03-01", "deadline: 2031-02-30", "2031-02-30"),
    ("distribution", "{beta: [2, 3], unit", "{bta: [2, 3], unit", "bta"),
    ("distribution", "{beta: [2, 3], unit", "{beta: [2, -3], unit", "beta"),
    ("distribution", "{beta: [2, 3], unit", "{beta: [2, 3], uniform: [0, 1], unit", "{beta"),
    ("expression", "add: -loss", "add: -loss *", ""),
    ("condition", "when: reply = resist", "when: reply resist", "resist"),
    ("duplicate-option", "[quiet, threaten]", "[quiet, threaten, quiet]", "quiet]"),
    ("option", '{wait: "threat in [threaten]"}', "{wait: threat = quiet, more: threat = quiet}", "{wait"),
    ("name", "exit: act = carry_out,", "no-way: act = carry_out,", "no-way"),
    ("name", "  v: {uniform", "  max: {uniform", "max"),
    ("shape", "actors:\n  S: {name: Borduria, role: threatener}", "actors:\n  S: [Borduria]", "[Borduria"),
    ("version", "foedus: 1", "foedus: 7", "7"),
]  # fmt: skip


def faults_in(text: str) -> tuple[Fault, ...]:
    """The faults of a text that has some."""
    with pytest.raises(CaseFault) as told:
        case_of(text, "case.yaml")
    return told.value.faults


@pytest.mark.parametrize(("rule", "old", "new", "shown"), BROKEN)
def test_a_fault_is_told_by_its_rule_at_its_place(rule: str, old: str, new: str, shown: str) -> None:
    text = broken(old, new)
    found = [fault for fault in faults_in(text) if fault.rule == rule]
    assert found, [f"{f.rule}: {f.what}" for f in faults_in(text)]
    assert any(text.split("\n")[f.line - 1][f.column - 1 :].startswith(shown) for f in found), found
    assert all(fault.shown == text.split("\n")[fault.line - 1] for fault in found)


def test_every_rule_is_broken_by_a_case_above_or_below() -> None:
    tried = {rule for rule, *_ in BROKEN} | {"unused-quantity", "counted-twice", "dead-row"}
    assert {rule_name(rule) for rule in RULES} <= tried
    assert all(rule.__doc__ for rule in RULES)


def test_the_sound_case_has_neither_faults_nor_warnings() -> None:
    assert faults_of(case_of(SOUND)) == []


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = SOUND
    for old, new in (("1 - p}", "1 - q}"), ("about: exit", "about: exits"), ("foedus: 1", "foedus: 2")):
        text = text.replace(old, new)
    found = faults_in(text)
    assert [fault.rule for fault in found] == ["version", "unknown-quantity", "judgement-about"]
    assert [fault.line for fault in found] == sorted(fault.line for fault in found)


def test_the_message_shows_line_column_reason_and_way_out() -> None:
    with pytest.raises(CaseFault) as told:
        case_of(broken("add: v,", "add: vv,"), "my.yaml")
    line = SOUND[: SOUND.index("add: v,")].count("\n") + 1
    text = str(told.value)
    assert text.startswith("my.yaml: 2 faults in the case file") is False
    assert f"my.yaml:{line}:13: there is no quantity 'vv' [unknown-quantity]" in text
    assert "    - {add: vv, when: reply = concede}\n                ^" in text
    assert "did you mean 'v'?" in text


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("unused-quantity", "{add: -loss, when: act = carry_out}", "{add: -v, when: act = carry_out}"),
        (
            "counted-twice",
            "indicators:",
            "  j2: {about: exit, speaker: B, origin: wire, statements: [s9], because: 'statements: s9'}\n\nindicators:",
        ),
    ],
)
def test_a_warning_does_not_stop_the_reading(rule: str, old: str, new: str) -> None:
    case = case_of(broken(old, new))
    assert {fault.rule for fault in warnings_of(case)} == {rule}


def test_a_row_that_is_never_reached_is_told() -> None:
    start, end = SOUND.index("utilities:"), SOUND.index("courses:")
    text = SOUND[:start] + "payoffs:\n  - {S: 0, R: 0}\n  - {if: threat = quiet, S: 1, R: 1}\n" + SOUND[end:]
    assert [fault.rule for fault in faults_in(text)] == ["dead-row"]


def test_a_row_without_a_player_is_told() -> None:
    start, end = SOUND.index("utilities:"), SOUND.index("courses:")
    text = SOUND[:start] + "payoffs:\n  - {if: threat = quiet, S: 1}\n  - {S: 0, R: 0}\n" + SOUND[end:]
    assert [(fault.rule, "R" in fault.what) for fault in faults_in(text)] == [("missing-payoffs", True)]


def test_the_cycle_is_named_once() -> None:
    more = "  moat: {name: a moat, given: {wall: 0.5}, otherwise: 0.1, because: 'assumption: x'}\n"
    text = broken("given: {exit: {interval: [0.1, 0.7]}}", "given: {moat: {interval: [0.1, 0.7]}}")
    text = text.replace("consequences:\n", "consequences:\n" + more)
    found = [fault for fault in faults_in(text) if fault.rule == "consequence-cycle"]
    assert len(found) == 1
    assert {"moat", "wall"} <= set(found[0].what.replace("→", " ").split())


def test_norway_stays_norway() -> None:
    assert case_of(SOUND).actors["N"].name == "NO"


def test_a_comma_that_breaks_a_text_in_braces_is_explained() -> None:
    found = faults_in(broken("name: it means to leave}", "name: it means to leave, soon}"))
    assert [fault.rule for fault in found] == ["unknown-key"]
    assert "quotation marks" in found[0].remedy


def test_columns_of_the_reference_class_are_those_of_the_table() -> None:
    from foedus.case.notation import REFERENCE_COLUMNS
    from foedus.history.table import COLUMNS

    assert set(REFERENCE_COLUMNS) == set(COLUMNS)
