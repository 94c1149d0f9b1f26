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
from functools import cache, cached_property, lru_cache
from itertools import compress
from operator import attrgetter
from typing import get_args

from foedus.ledger.statement import Kind
from foedus.reporting.meaning.lexicon import entry_of, is_judgement, normalised
from foedus.reporting.tables import rows_of
from foedus.reporting.tables.wordings import Rows, Wording

_HOLDING = (
    "own_plan", "commentary", "denied", "conditional", "depends", "attributed", "past", "exits_this", "exits_main",
    "done", "done_main", "musing", "threat_subject", "duty_bearer", "threatener",
)  # fmt: skip
"""What is told of a proposition that kinds.tsv calls by the same name."""
_holding_of = attrgetter(*_HOLDING)
_MODAL = ("would", "'d", "could", "may", "might", "will", "'ll", "won't", "shall")


@dataclass(frozen=True)
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

    @cached_property
    def flags(self) -> frozenset[str]:
        """The names of what holds, as kinds.tsv uses them."""
        named = list(compress(_HOLDING, _holding_of(self)))
        if self.cue_kind == "request":
            named.append("asking")
        elif self.cue_kind in ("thought", "judgement", "opinion"):
            named.append("judging")
        if self.attributed or self.threatener:
            named.append("speaks_for")
        return self.clause.union(named, _of_phrase(self.phrase) if self.phrase else ())


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    kind: Kind
    needs: frozenset[str]
    bars: frozenset[str]
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
                frozenset(f for f in flags if not f.startswith("!")),
                frozenset(f[1:] for f in flags if f.startswith("!")),
                Wording.of(r["pattern"]) if r["pattern"] != "." else None,
                Wording.of(r["unless"]) if r["unless"] else None,
            )
        )
    return tuple(rows)


@cache
def _by_words() -> Rows:
    return Rows.of([row.pattern for row in _rows()], [row.needs for row in _rows()])


def kind_of(told: Told) -> tuple[Kind, str]:
    """The kind of a statement and the id of the row that decided."""
    words = " ".join(told.words.lower().replace("’", "'").replace("´", "'").split())
    rows, holds = _rows(), told.flags
    for number in _by_words().open_to(words, holds):
        row = rows[number]
        if not (row.needs <= holds and row.bars.isdisjoint(holds)):
            continue
        if row.pattern is not None and not row.pattern.pattern.search(words):
            continue
        if row.unless is not None and row.unless.search(words):
            continue
        return row.kind, row.id
    return "fact", "fact"


@lru_cache(maxsize=4096)
def _of_phrase(words: str) -> frozenset[str]:
    """What holds of words of probability, as kinds.tsv names it."""
    phrase = normalised(words)
    entry = entry_of(phrase) if phrase else None
    would = entry is not None and entry.kind == "conditional"
    judgement = is_judgement(phrase) and not would
    named = {
        "phrase": bool(phrase),
        "judgement": judgement,
        "possibility": entry is not None and entry.kind == "possibility",
        "would": would,
        "modal": phrase.startswith(_MODAL),
        "estimate": judgement and entry is not None and entry.phrase not in ("will", "will not"),
        "plain_will": entry is not None and entry.phrase == "will",
    }
    return frozenset(name for name, holds in named.items() if holds)
