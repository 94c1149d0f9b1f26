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

from foedus.case.model import Question
from foedus.case.read import case_of
from foedus.drafting.cast import actor_records
from foedus.drafting.consent import OF_THE_CLASS, open_leanings, with_consent
from foedus.drafting.consequences import consequence_records
from foedus.drafting.event import asks_for_less
from foedus.drafting.filling import filled
from foedus.drafting.horizon import months_left
from foedus.drafting.judging import gives_number, judgements_of
from foedus.drafting.left_open import left_open
from foedus.drafting.material import Draft, Material
from foedus.drafting.model_text import default_model, distribution_of, with_names, with_section
from foedus.drafting.notation import block, flow
from foedus.drafting.only_called_for import government_that_is_called_on
from foedus.drafting.seen import indicator_records, observation_records, signal_seen
from foedus.drafting.sharing import share_out, signal_of
from foedus.drafting.timing import Forced, timing_text
from foedus.drafting.veto_players import veto_players
from foedus.history.reference_class import choose
from foedus.ledger.statement import COURSES
from foedus.wording import with_article

_AFTER_NOTICE = {"moves to leave": "lets the notice run out", "lets the matter drop": "takes the notice back"}
_VEHICLES = {"musing": "private_report", "threat": "public_statement", "notice": "formal_notice"}


def draft_case(material: Material, where: str = "case.yaml") -> Draft:
    """The drafted case of what was read.

    Args:
        material: the question and what the articles say.
        where: the file's name in messages.

    Raises:
        CaseFault: the draft does not pass the checks of case files, which is a fault of the program.
    """
    question, situation = material.question, material.situation
    numbers = {s.id for s in material.statements if gives_number(s, material.judges)}
    players = (
        *veto_players(situation, material.statements),
        *government_that_is_called_on(situation, material.statements),
    )
    named_so = [s for player in players for s in player.statements]
    shares = share_out(situation, question, {s.id for s in material.statements}, numbers, named_so)
    model = _model(question)
    of_law = () if any(player.sort == "legislature" for player in players) else shares.law
    text, unfilled = filled(model, situation, material.statements, of_law)
    consent = with_consent(text, players)
    text, usual = consent.text, dict(consent.usual)
    if of_law:
        usual["legal_say"] = distribution_of(model, "legal_say")
    text = with_section(text, "title", f"title: {flow(_title(question))}\n\n{_question_text(question)}")
    text = with_section(text, "actors", block("actors", {**actor_records(material), **consent.actors}))
    consequences = consequence_records(material)
    sides = {s.id: situation.threat.side_of(s.speaker) for s in material.statements}
    judgements = judgements_of(
        material.statements, material.origin_of(), shares.taken, material.judges, sides, (*COURSES, *consequences),
        months_left(question),
    )  # fmt: skip
    by_id = {s.id: s for s in material.statements}
    observations = observation_records(situation, question, shares.signal, shares.replies, by_id)
    parts = [
        text.rstrip("\n") + "\n",
        _class_text(material, shares.forced, usual),
        timing_text(question, shares.forced),
        block("observations", observations, "The moves that were seen; certainty is the probability that the report is right."),
        block("indicators", indicator_records(shares.signs, by_id), "Signs that speak for a course without naming a probability."),
        block("judgements", judgements, "What sources judge. Those without a phrase speak for or against and give no number."),
        block("consequences", consequences, "What may follow, given exit or given another consequence, and otherwise."),
        _conflicts_text(material),
        _list_text("unfilled", left_open((*unfilled, *open_leanings(players)), situation.unfilled, situation.signs, material.statements, players), "What no statement says; the numbers above stand for it."),
    ]  # fmt: skip
    whole = "\n".join(part for part in parts if part)
    return Draft(whole, case_of(whole, where))


def _model(question: Question) -> str:
    """The default model, its last moves named for a notice where one is given: it runs out, or is taken back."""
    text = default_model(question.as_of)
    return with_names(text, _AFTER_NOTICE) if question.notice_given else text


def _title(question: Question) -> str:
    title = f"{with_article(question.threatener)} and the {question.agreement.removeprefix('the ')}"
    return title[:1].upper() + title[1:]


def _question_text(question: Question) -> str:
    """The section of the question, without what it leaves open."""
    told = {
        key: value for key, value in dataclasses.asdict(question).items() if value not in (None, "", False)
    }
    return "\n".join(["question:", *(f"  {key}: {flow(value)}" for key, value in told.items())]) + "\n"


def _class_text(material: Material, forced: Forced, usual: Mapping[str, object]) -> str:
    """The past threats that the prior follows.

    A date that forces the decision makes an open threat like a notice: unless something is done it runs
    out. So the class is then that of threats made by formal notice.
    """
    situation, question = material.situation, material.question
    notice = question.notice_given or forced.probable
    vehicle = "formal_notice" if notice else _VEHICLES.get(signal_of(situation, question).what)
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
        if notice and not question.notice_given
        else ""
    )
    if asks_for_less(question.event):
        likened += (
            "; assumption: as frequent as leaving, for the table counts suspending and closing as exit too"
        )
    because = f"history: exit_threats; computed: {chosen.reason}; {chosen.n} cases ({counts}){likened}"
    told = f"  usual: {flow(usual)}\n" if usual else ""
    if set(usual) - {"legal_say"}:
        because += f"; assumption: {OF_THE_CLASS}"
    return (
        "# The past threats that the prior follows; `foedus history` shows them all.\n"
        f"reference_class:\n  where: {flow(where)}\n  given: {flow(given)}\n{told}  because: {flow(because)}\n"
    )


def _conflicts_text(material: Material) -> str:
    rows = [
        {"about": conflict.about, "statements": list(conflict.statements), "values": list(conflict.values)}
        for conflict in material.conflicts
    ]
    return _list_text("conflicts", rows, "Where sources contradict each other; shown, not settled.")


def _list_text(name: str, items: Sequence[object], note: str) -> str:
    """A section that is a list, one item a line; empty text if there is none."""
    lines = [f"# {note}", f"{name}:", *(f"  - {flow(item)}" for item in items)]
    return "\n".join(lines) + "\n" if items else ""
