"""The consequences of a case: what statements say may follow, and from what.

How likely each is, given that, stands in `consequence_odds`. What is said to hold "even if" the agreement goes holds
otherwise too; what is said to last is there already; and what is said not to happen may be denied as a change or as
what would have lasted, so that both are open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from foedus.drafting.consequence_events import as_event, is_told
from foedus.drafting.consequence_odds import FORESEEN, odds_given_cause
from foedus.drafting.filling import because
from foedus.drafting.judging import EXPLANATIONS
from foedus.drafting.material import Material
from foedus.drafting.notation import identifier
from foedus.ledger.statement import COURSES, Statement, words_at
from foedus.reporting.meaning.consequence_names import clause_of, is_denied, plain_words
from foedus.reporting.meaning.consequences import names_it

_OTHERWISE = [0.01, 0.2]
_GOES_ON = [0.3, 0.95]
_OPEN = [0.05, 0.95]
_FIRST_WORDS = 3
_LASTING = re.compile(
    r"\b(?:keep|keeps|kept|remain|remains|stay|stays|continue|continues|retain|retains|(?:hang|hangs|hold|holds|cling|clings) (?:on|onto|to)"
    r"|(?:go|goes) on)\b(?! out| up| from)|\bstill\b",
    re.IGNORECASE,
)
_NEXT = 6
"""Characters between two clauses of one sentence: ", and "."""
_REGARDLESS = (
    "even if",
    "even in",
    "even without",
    "even though",
    "regardless",
    "whether or not",
    "despite",
    "with or without",
)


def consequence_records(material: Material) -> dict[str, dict[str, Any]]:
    """The consequences of a draft by id, as a case file writes them.

    What no statement ties to an exit, or to another consequence, follows from nothing that is asked and is left out.
    """
    by_id = {statement.id: statement for statement in material.statements}
    groups = {
        group.id: (group, voices)
        for group in material.consequences
        if (voices := [by_id[s] for s in group.statements if s in by_id and _says_so_itself(by_id[s], by_id)])
        and is_told(group.name, voices)
    }
    parents = _parents({id_: group.given for id_, (group, _) in groups.items()})
    groups = {
        id_: (group, voices)
        for id_, (group, voices) in groups.items()
        if parents[id_] != "exit" or any("exit" in (v.bears_on, v.given) for v in voices)
    }
    names: dict[str, str] = {}
    for id_ in groups:
        names[id_] = identifier(id_.replace("_", " "), (*COURSES, *EXPLANATIONS, *names.values()))
    return {
        names[id_]: _record(
            as_event(group.name, voices, _right_before(names_it(voices), material)),
            names.get(parents[id_], "exit"),
            voices,
            material,
        )
        for id_, (group, voices) in groups.items()
    }


def _right_before(voice: Statement, material: Material) -> str:
    """The words of the statement that stands right before one in the same speech; "" if none does."""
    start = voice.content[0].start
    for other in material.statements:
        same = other.article == voice.article and other.speaker == voice.speaker and other.id != voice.id
        if same and 0 <= start - other.content[-1].end <= _NEXT:
            return other.point
    return ""


def _says_so_itself(voice: Statement, by_id: Mapping[str, Statement]) -> bool:
    """Whether a statement names a consequence, and not the object of another that names none ("they must make sure that")."""
    whole = by_id.get(voice.same_as or "")
    inside = whole is not None and all(
        any(w.start <= s.start and s.end <= w.end for w in whole.content) for s in voice.content
    )
    return whole is None or not inside or whole.kind in ("consequence", "assessment", "reason", "report")


def _parents(given: Mapping[str, str]) -> dict[str, str]:
    """What each consequence follows from: another, or "exit" where the other is not known or leads back to it."""
    parents: dict[str, str] = {}
    for id_, parent in given.items():
        seen, step = {id_}, parent
        while step in parents and step not in seen:
            seen.add(step)
            step = parents[step]
        parents[id_] = parent if parent in given and step not in seen else "exit"
    return parents


def _record(name: str, parent: str, voices: Sequence[Statement], material: Material) -> dict[str, Any]:
    denied = is_denied(names_it(voices).point)
    foreseen, otherwise, else_why = FORESEEN, _OTHERWISE, "what else brings it about by the deadline, wide"
    if any(_lasts(voice) for voice in voices):
        foreseen = otherwise = _GOES_ON
        else_why = "it is said to last, so it is there already, and how long it lasts anyway is open"
    elif denied and not _is_no_longer(names_it(voices)):
        foreseen = otherwise = _OPEN
        else_why = "what is denied may be a change or what would have lasted, so it is open"
    side_of = material.situation.threat.side_of
    odds = odds_given_cause(voices, material.origin_of(), side_of, denied=denied, foreseen=foreseen)
    texts = {article.name: article.text for article in material.articles}
    if any(_regardless(voice, texts) for voice in voices):
        otherwise, else_why = odds.ends, "said to hold with the agreement as without it"
    ids = [voice.id for voice in voices]
    return {
        "name": name,
        "given": {parent: {"interval": odds.ends, "because": odds.because}},
        "otherwise": {"interval": otherwise, "because": because((), else_why)},
        "statements": ids,
        "because": f"statements: {', '.join(ids)}",
    }


def _is_no_longer(voice: Statement) -> bool:
    """Whether a statement says that something comes to an end."""
    clause = clause_of(plain_words(voice.point))
    return clause is not None and clause.no_longer


def _lasts(voice: Statement) -> bool:
    """Whether a statement says that something goes on, by its own verb and not in an aside about somebody."""
    clause = clause_of(plain_words(voice.point))
    if clause is None:
        return bool(_LASTING.search(voice.point))
    if clause.denied or clause.no_longer:
        return False
    told = " ".join([clause.verb, *clause.rest.split()[:_FIRST_WORDS]])
    return bool(_LASTING.search(told)) or " still " in f" {voice.point} "


def _regardless(voice: Statement, texts: Mapping[str, str]) -> bool:
    condition = words_at(texts.get(voice.article, ""), voice.condition).lower()
    return condition.startswith(_REGARDLESS)
