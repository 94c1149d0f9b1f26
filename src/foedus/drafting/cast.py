"""The actors of a draft, by the names that the reporting gives them."""

from __future__ import annotations

from typing import Any

from foedus.drafting.filling import because, ids_of
from foedus.drafting.material import Material
from foedus.reporting.names.gazetteer import kind_of_institution
from foedus.reporting.threats.findings import Finding
from foedus.wording import with_article

_EXECUTIVE = frozenset({"officials", "military", "executive"})
_LEGISLATIVE_WORDS = frozenset(
    "congress senate parliament legislature lawmakers bundestag duma sejm diet assembly knesset lords commons house senators mps".split()
)


def actor_records(material: Material) -> dict[str, dict[str, Any]]:
    """The actors of a draft by id, as a case file writes them."""
    question, situation = material.question, material.situation
    of_threat = ids_of([situation.signal]) or [s.id for s in material.statements[:1]]
    bodies = [v for v in situation.vetoes if is_legislature(v.actor)]
    officials = [v for v in situation.vetoes if (kind_of_institution(v.actor) or v.actor) in _EXECUTIVE]
    actors: dict[str, dict[str, Any]] = {
        "S": {"name": question.threatener, "role": "threatener", "because": because(of_threat, "named as who would leave")},
        "R": {"name": _in_a_row(question.counterpart), "role": "counterpart", "because": because(of_threat, "named as the other side")},
        "O": {
            "name": f"officials of {with_article(question.threatener)}", "role": "veto player",
            "because": because(ids_of(officials), "a leader's own officials can slow or stop what they oppose"),
        },
        "L": {
            "name": bodies[0].actor if bodies else f"the legislature of {with_article(question.threatener)}", "role": "veto player",
            "because": because(ids_of(bodies), "a legislature can oppose leaving as far as the law gives it a say"),
        },
    }  # fmt: skip
    for i, (name, finding, gains) in enumerate(_third_parties(material), start=1):
        actors[f"T{i}"] = {
            "name": name,
            "role": "third party",
            "because": because(finding.statements, f"said to {gains} by an exit"),
        }
    return actors


def _in_a_row(names: str) -> str:
    """Names that commas part as a sentence has them: "Turkey, Ukraine" becomes "Turkey and Ukraine"."""
    *first, last = names.split(", ")
    if not first or " and " in names or any(not n[:1].isupper() or n.endswith(" of") for n in (*first, last)):
        return names
    return f"{', '.join(first)} and {last}"


def _third_parties(material: Material) -> list[tuple[str, Finding, str]]:
    """Who is said to gain or to lose by an exit (and not by the mere talk of it), each once."""
    situation, question = material.situation, material.question
    of_exit = {s.id for s in material.statements if "exit" in (s.bears_on, s.given)}
    found: dict[str, tuple[str, Finding, str]] = {}
    for gains, findings in (("gain", situation.gainers), ("lose", situation.losers)):
        for finding in findings:
            name = finding.actor
            if (
                name
                and name not in (question.threatener, question.counterpart)
                and of_exit & set(finding.statements)
            ):
                found.setdefault(name, (name, finding, gains))
    return list(found.values())


def is_legislature(actor: str) -> bool:
    """Whether an actor's name is that of a legislature."""
    words = set(actor.lower().replace("'s", "").split())
    return kind_of_institution(actor) == "legislature" or bool(words & _LEGISLATIVE_WORDS)
