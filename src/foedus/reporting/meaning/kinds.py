"""The kind of a statement: report, assessment, reason, motive, consequence, obligation, precedent, grievance, demand, fact.

    >>> kind_of(Told("the treaty allows ships to call at the port", duty_bearer=True))
    ('obligation', 'obligation')
    >>> kind_of(Told("prices would rise", phrase="would", conditional=True))
    ('consequence', 'consequence')

report: a move or position of an actor in the matter. assessment: a judgement that could be disputed. reason: why it
will or will not come about. motive: what an actor is said by others to want. consequence: what would follow for
others. obligation: a duty, right or procedure under the agreement. precedent: an earlier exit or threat.
grievance: a complaint by who has it. demand: what is asked of another, or should be done. fact: what holds
whatever becomes of the threat. docs/articles-and-ledger.md draws the borders.

The rows of kinds.tsv are tried in their order; the first that fits decides. They ask for what holds of the
clause (`foedus.reporting.meaning.clause_facts`) before they ask for words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import get_args

from foedus.ledger.statement import Kind
from foedus.reporting.meaning.lexicon import entry_of, is_judgement, normalised
from foedus.reporting.tables import rows_of
from foedus.reporting.tables.wordings import Wording

_MODAL = ("would", "'d", "could", "may", "might", "will", "'ll", "won't")


@dataclass(frozen=True, slots=True)
class Told:
    """What the rules look at.

    Attributes:
        words: the proposition's text.
        phrase: its words of probability, or None (evidentials are none).
        conditional: whether it holds under a condition: one of its own, of the sentence before, or its subject.
        depends: whether the condition is of the form "depending on".
        denied: whether whoever says it denies it.
        cue_kind: kind of the cue that attributes it; "" in the article's own voice.
        attributed: whether someone else than the outlet says it.
        past: whether its main verb is in the past or perfect tense.
        exits_this: whether it speaks of leaving the agreement in question.
        exits_main: whether leaving it is the main thing said.
        done: whether it reports an exit from an agreement as having happened; done_main: as the main thing said.
        musing: whether it reports that leaving is threatened or thought of.
        threatener: whether its subject, or the one who says it, stands for the threatener.
        threat_subject: whether its subject is the threat itself.
        duty_bearer: whether its subject is an agreement or a party to one.
        own_plan: whether a party says it of its own doing.
        commentary: whether the article is one, so that its "will" forecasts.
        clause: names of what holds of its predicate, subject, time and speaker, as `foedus.reporting.meaning.features` gives them.
    """

    words: str
    phrase: str | None = None
    conditional: bool = False
    depends: bool = False
    denied: bool = False
    cue_kind: str = ""
    attributed: bool = False
    past: bool = False
    exits_this: bool = False
    exits_main: bool = False
    done: bool = False
    done_main: bool = False
    musing: bool = False
    threatener: bool = False
    threat_subject: bool = False
    duty_bearer: bool = False
    own_plan: bool = False
    commentary: bool = False
    clause: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    kind: Kind
    needs: tuple[str, ...]
    bars: tuple[str, ...]
    pattern: Wording | None
    unless: Wording | None


@cache
def _rows() -> tuple[_Row, ...]:
    rows = []
    for r in rows_of("kinds.tsv"):
        if r["kind"] not in get_args(Kind):
            raise ValueError(f"kinds.tsv: row {r['id']} has the unknown kind {r['kind']!r}")
        kind: Kind = r["kind"]  # type: ignore[assignment]  # it is one of them
        flags = r["needs"].split()
        rows.append(
            _Row(
                r["id"],
                kind,
                tuple(f for f in flags if not f.startswith("!")),
                tuple(f[1:] for f in flags if f.startswith("!")),
                Wording.of(r["pattern"]) if r["pattern"] != "." else None,
                Wording.of(r["unless"]) if r["unless"] else None,
            )
        )
    return tuple(rows)


@lru_cache(maxsize=8192)
def _open_to(holds: frozenset[str]) -> tuple[_Row, ...]:
    """The rows whose needs are met, in their order."""
    return tuple(row for row in _rows() if holds.issuperset(row.needs) and holds.isdisjoint(row.bars))


def kind_of(told: Told) -> tuple[Kind, str]:
    """The kind of a statement and the id of the row that decided."""
    words = " ".join(told.words.lower().replace("’", "'").replace("´", "'").split())
    for row in _open_to(frozenset(flags_of(told))):
        if row.pattern is not None and not row.pattern.search(words):
            continue
        if row.unless is not None and row.unless.search(words):
            continue
        return row.kind, row.id
    return "fact", "fact"


def flags_of(told: Told) -> set[str]:
    """The names of what holds, as kinds.tsv uses them."""
    phrase = normalised(told.phrase) if told.phrase else ""
    entry = entry_of(phrase) if phrase else None
    would = entry is not None and entry.kind == "conditional"
    possible = entry is not None and entry.kind == "possibility"
    named = {
        "phrase": bool(phrase),
        "judgement": is_judgement(phrase) and not would,
        "possibility": possible,
        "would": would,
        "modal": phrase.startswith(_MODAL),
        "estimate": is_judgement(phrase)
        and entry is not None
        and entry.phrase not in ("will", "will not")
        and not would,
        "plain_will": entry is not None and entry.phrase == "will",
        "own_plan": told.own_plan,
        "commentary": told.commentary,
        "denied": told.denied,
        "conditional": told.conditional,
        "depends": told.depends,
        "asking": told.cue_kind == "request",
        "judging": told.cue_kind in ("thought", "judgement", "opinion"),
        "attributed": told.attributed,
        "past": told.past,
        "exits_this": told.exits_this,
        "exits_main": told.exits_main,
        "done": told.done,
        "done_main": told.done_main,
        "musing": told.musing,
        "speaks_for": told.attributed or told.threatener,
        "threat_subject": told.threat_subject,
        "duty_bearer": told.duty_bearer,
        "threatener": told.threatener,
    }
    return {name for name, holds in named.items() if holds} | told.clause
