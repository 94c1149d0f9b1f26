"""The draft of a case: the default model, filled with what the reporting says, as a file to be edited.

question, actors, quantities, nodes, utilities     the default model with the names and weights found
reference class, timing                            from the table of past threats
observations, indicators, judgements               from the statements
consequences, conflicts                            merged across sources
unfilled                                           what no statement says
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from foedus.case.read import case_of
from foedus.drafting.consequences import consequence_records
from foedus.drafting.filling import because, filled, ids_of, is_legislature
from foedus.drafting.judging import gives_number, judgements_of
from foedus.drafting.material import Draft, Material
from foedus.drafting.model_text import default_model, with_section
from foedus.drafting.notation import block, flow, quoted
from foedus.drafting.seen import indicator_records, observation_records, signal_seen
from foedus.history.reference_class import choose

_VEHICLES = {"musing": "private_report", "threat": "public_statement", "notice": "formal_notice"}
_DAYS_PER_MONTH = 30.4375
_NEAR = 10  # days: dates of one expiry are told a few days apart
_SOON = 60  # days: open threats are asked about over longer horizons


def draft_case(material: Material, where: str = "case.yaml") -> Draft:
    """The drafted case of what was read.

    Args:
        material: the question and what the articles say.
        where: the file's name in messages.

    Raises:
        CaseFault: the draft does not pass the checks of case files, which is a fault of the program.
    """
    question, situation = material.question, material.situation
    forced = forced_by_date(material)
    text, unfilled = filled(default_model(), situation, material.statements)
    title = f"{question.threatener} and the {question.agreement.removeprefix('the ')}"
    text = with_section(text, "title", f"title: {quoted(title)}\n\n{_question_text(material)}")
    text = with_section(text, "actors", block("actors", _actors(material)))
    observations = observation_records(situation, question)
    numbers = {s.id for s in material.statements if gives_number(s, material.judges)}
    signs = [s for s in material.statements if s.id not in numbers]
    indicators = indicator_records(situation, signs, observations)
    seen = {
        s
        for record in (*observations.values(), *indicators.values())
        for s in record.get("statements_used", ())
    }
    sides = {s.id: situation.threat.side_of(s.speaker) for s in material.statements}
    judgements = judgements_of(material.statements, material.origin_of(), seen, material.judges, sides)
    parts = [
        text.rstrip("\n") + "\n",
        _class_text(material, forced),
        _timing_text(material, forced),
        block("observations", _public(observations), "The moves that were seen; certainty is the probability that the report is right."),
        block("indicators", _public(indicators), "Signs that speak for a course without naming a probability."),
        block("judgements", judgements, "What sources judge. Those without a phrase speak for or against and give no number."),
        block("consequences", consequence_records(material), "What may follow, given exit or given another consequence, and otherwise."),
        _conflicts_text(material),
        _list_text("unfilled", [*unfilled, *situation.unfilled], "What no statement says; the numbers above stand for it."),
    ]  # fmt: skip
    whole = "\n".join(part for part in parts if part)
    return Draft(whole, case_of(whole, where))


def _public(records: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Records without what only the draft itself uses."""
    return {
        key: {k: v for k, v in record.items() if k != "statements_used"} for key, record in records.items()
    }


def _question_text(material: Material) -> str:
    question = dataclasses.asdict(material.question)
    lines = [
        f"  {key}: {quoted(str(value))}" for key, value in question.items() if value not in (None, "", False)
    ]
    if material.question.notice_given:
        lines = [line for line in lines if not line.startswith("  notice_given")] + ["  notice_given: true"]
    return "\n".join(["question:", *lines]) + "\n"


def _actors(material: Material) -> dict[str, dict[str, Any]]:
    """The actors by the names that the reporting gives them."""
    question, situation = material.question, material.situation
    of_threat = ids_of([situation.signal]) or [s.id for s in material.statements[:1]]
    bodies = [v for v in situation.vetoes if is_legislature(v.actor)]
    others = [v for v in situation.vetoes if not is_legislature(v.actor)]
    actors: dict[str, dict[str, Any]] = {
        "S": {"name": question.threatener, "role": "threatener", "because": because(of_threat, "named as who would leave")},
        "R": {"name": question.counterpart, "role": "counterpart", "because": because(of_threat, "named as the other side")},
        "O": {
            "name": f"officials of {question.threatener}", "role": "veto player",
            "because": because(ids_of(others), "a leader's own officials can slow or stop what they oppose"),
        },
        "L": {
            "name": bodies[0].actor if bodies else f"legislature of {question.threatener}", "role": "veto player",
            "because": because(ids_of(bodies), "a legislature can oppose leaving as far as the law gives it a say"),
        },
    }  # fmt: skip
    third = {finding.actor: finding for finding in (*situation.gainers, *situation.losers) if finding.actor}
    for i, (name, finding) in enumerate(third.items(), start=1):
        if name not in (question.threatener, question.counterpart):
            gains = "gain" if finding in situation.gainers else "lose"
            actors[f"T{i}"] = {
                "name": name,
                "role": "third party",
                "because": because(finding.statements, f"said to {gains} by an exit"),
            }
    return actors


def _class_text(material: Material, forced: Forced) -> str:
    """The past threats that the prior follows.

    A date that forces the decision makes an open threat like a notice: unless something is done it runs
    out. So the class is then that of threats made by formal notice.
    """
    situation, question = material.situation, material.question
    vehicle = "formal_notice" if forced.probable else _VEHICLES.get(situation.signal.what)
    chosen = choose(
        kind=situation.threat.kind,
        vehicle=vehicle,
        # A threat asks for something even where no report says what; rows without a demand are announcements.
        has_demand=True,
        as_of=question.as_of,
    )
    given = signal_seen(situation, question)[0] if "vehicle" in chosen.where else "signal != quiet"
    where = {column: list(values) for column, values in chosen.where.items()}
    counts = ", ".join(f"{course} {n}" for course, n in chosen.counts.items())
    likened = (
        "; assumption: a date that forces the decision makes a threat like a notice"
        if forced.probable
        else ""
    )
    because = f"history: exit_threats; computed: {chosen.reason}; {chosen.n} cases ({counts}){likened}"
    return (
        "# The past threats that the prior follows; `foedus history` shows them all.\n"
        f"reference_class:\n  where: {flow(where)}\n  given: {quoted(given)}\n  because: {quoted(because)}\n"
    )


@dataclasses.dataclass(frozen=True)
class Forced:
    """Whether the question's date forces the decision: a beta distribution, why, and the statements."""

    shape: tuple[float, float]
    why: str
    statements: tuple[str, ...]

    @property
    def probable(self) -> bool:
        """Whether the date forces the decision more probably than not."""
        return self.shape[0] > self.shape[1]


def forced_by_date(material: Material) -> Forced:
    """How probable it is that the question's date forces the decision."""
    question, named = material.question, material.situation.deadline
    until = date.fromisoformat(question.deadline)
    days = (until - date.fromisoformat(question.as_of)).days
    near = (
        named is not None
        and named.on is not None
        and abs((date.fromisoformat(named.on) - until).days) <= _NEAR
    )
    ids = named.statements if named else ()
    if question.notice_given:
        return Forced((18, 2), "the notice runs out on a day that forces the decision", ids)
    if near:
        return Forced((18, 2), "the articles name the question's date as the day of decision", ids)
    if days <= _SOON:
        return Forced(
            (8, 2), "a question with so near a date is mostly asked because something falls due", ids
        )
    if named is not None:
        return Forced((2, 12), "the articles name a date, another than the question's", ids)
    return Forced((1, 30), "no date forces the decision", ids)


def _timing_text(material: Material, forced: Forced) -> str:
    """How time enters: whether the question's date forces the decision."""
    question = material.question
    days = (date.fromisoformat(question.deadline) - date.fromisoformat(question.as_of)).days
    return (
        "# Time: the probability that the question's date forces the decision; otherwise it takes months, as in history.\n"
        "timing:\n"
        f"  scheduled: {{beta: {flow(forced.shape)}, because: {quoted(because(forced.statements, forced.why))}}}\n"
        f"  months_open: {max(days, 0) / _DAYS_PER_MONTH:.2f}\n"
        f"  because: {quoted('computed: months from the day of the assessment to the deadline')}\n"
    )


def _conflicts_text(material: Material) -> str:
    rows = [
        {"about": conflict.about, "statements": list(conflict.statements), "values": list(conflict.values)}
        for conflict in material.conflicts
    ]
    if not rows:
        return ""
    return (
        "\n".join(
            [
                "# Where sources contradict each other; shown, not settled.",
                "conflicts:",
                *(f"  - {flow(row)}" for row in rows),
            ]
        )
        + "\n"
    )


def _list_text(name: str, items: Sequence[str], note: str) -> str:
    fresh = list(dict.fromkeys(items))
    return (
        "\n".join([f"# {note}", f"{name}:", *(f"  - {quoted(item)}" for item in fresh)]) + "\n"
        if fresh
        else ""
    )
