"""What a statement speaks for: a course, a direction, an explanation, a move, what its condition is.

The rows of bearing.tsv are tried in their order; the first that fits decides and is named in ``rules``. They
read words alone: no row knows an agreement or a country. Whose words they are comes from the cast of the
article and the threat.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from foedus.ledger.statement import Direction, Likelihood
from foedus.provenance import Span
from foedus.reporting.actors import actors_in, rows_of
from foedus.reporting.agreements import agreements_in
from foedus.reporting.exits import Exit, exits_in
from foedus.reporting.language import Parsed
from foedus.reporting.moves import exits_within, move_of
from foedus.reporting.signs import signs_in
from foedus.reporting.threat import Side, Threat

_DENYING = {
    "deny",
    "doubt",
    "dismiss",
    "reject",
    "rule",
    "dispute",
    "refute",
    "discount",
    "question",
    "downplay",
}
_LOW = re.compile(
    r"unlikely|improbable|implausible|virtually zero|remote|doubt|not (be |very |at all )?(likely|probable|serious)|"
    r"little chance|small chance|(would|will|might|may|could|can|does|do|did|is|are|was) ?(not|n't)|never|incomprehensible|"
    r"unthinkable|inconceivable|impossible|won't|wouldn't|no chance|slim"
)
_OF_EXIT = re.compile(
    r"\b((such |that |this |the )(a )?(move|step|threat|idea|break)|really (mean|meant|means)|did mean|mean(s|t)? (it|what)|"
    r"walk(s|ed|ing)? away|go(es|ing)? through with|carr(y|ies|ied) (it |this )?out|pull(s|ed)? (out|the plug)|wants? out|"
    r"no longer .{0,24}(ally|member|party)|coming to an end|comes? to an end|absence of|without the (treaty|pact|alliance|deal|agreement)|"
    r"(treaty|pact|alliance|deal|agreement) .{0,16}(end|ended|ends|terminated|lapses?|gone|collapse))"
)


class Proposition(Protocol):
    """What is needed of a proposition to say what it speaks for."""

    @property
    def content(self) -> Sequence[Span]:
        """The proposition's spans."""

    @property
    def condition(self) -> Sequence[Span]:
        """The spans of its condition."""

    @property
    def cue(self) -> Sequence[Span]:
        """The spans of the word that attributes it."""

    @property
    def speaker(self) -> str:
        """Who says it."""

    @property
    def kind(self) -> str:
        """Its kind, as in a statement."""

    @property
    def phrase(self) -> str | None:
        """Its words of estimative probability."""

    @property
    def likelihood(self) -> Likelihood | None:
        """What the phrase means as a probability."""

    @property
    def negated(self) -> bool:
        """Whether the phrase's proposition stands under a negation."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """What a statement speaks for; fields as in a statement. ``rules`` names the rows that decided."""

    bears_on: str | None = None
    direction: Direction | None = None
    explains: str | None = None
    move: str | None = None
    move_certain: bool = True
    given: str | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    bears_on: str
    direction: Direction
    explains: str | None
    exit: bool
    kinds: frozenset[str]
    barred: bool
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


@cache
def _rows() -> tuple[_Row, ...]:
    rows = []
    for r in rows_of("bearing.tsv"):
        direction: Direction = "for" if r["direction"] == "for" else "against"
        barred = r["kinds"].startswith("-")
        kinds = frozenset(r["kinds"].removeprefix("-").split())
        unless = re.compile(r["unless"]) if r["unless"] else None
        rows.append(
            _Row(
                r["id"], r["bears_on"], direction, r["explains"] or None, r["needs"] == "exit", kinds, barred,
                re.compile(r["pattern"]), unless,
            )
        )  # fmt: skip
    return tuple(rows)


def bearing(parsed: Parsed, draft: Proposition, threat: Threat | None) -> Bearing:
    """What a proposition speaks for; all fields empty without a threat."""
    if threat is None:
        return Bearing()
    words = _level(" ".join(parsed.words(span) for span in draft.content))
    lemmas = " ".join(t.lemma_.lower() for span in draft.content for t in parsed.tokens_in(span))
    exits = exits_within(parsed, draft.content, threat)
    side = _side(parsed, draft, threat)
    signs = signs_in(words, side)
    given = given_of(parsed, draft.condition, threat)
    course = _course(parsed, draft, threat, f"{words} | {lemmas}", exits, given)
    doubted = (course[0], course[1]) == ("exit", "against") or draft.negated or draft.likelihood is not None
    move = move_of(parsed, draft.content, threat, signs=signs, side=side, doubted=doubted)
    rules = ((f"bearing: {course[3]}",) if course[3] else ()) + tuple(f"sign: {sign}" for sign in signs)
    name, certain = (move.name, move.certain) if move else (f"sign = {signs[0]}" if signs else None, True)
    return Bearing(course[0], course[1], course[2], name, certain, given, rules)


def _course(
    parsed: Parsed, draft: Proposition, threat: Threat, text: str, exits: Sequence[Exit], given: str | None
) -> tuple[str | None, Direction | None, str | None, str]:
    """The course, direction, explanation and the row that decided."""
    cue = {t.lemma_.lower() for span in draft.cue for t in parsed.tokens_in(span)}
    own = [e for e in exits if not (e.done and e.agreement is not None)]
    names_exit = bool(own) or bool(_OF_EXIT.search(text))
    if draft.kind == "consequence":
        subject = any(parsed.doc[e.at].dep_ in ("nsubj", "csubj", "nsubjpass") or e.noun for e in own)
        return (
            ("exit", None, None, "consequence")
            if given == "exit" or subject or names_exit
            else (None, None, None, "")
        )
    if draft.kind in ("obligation", "grievance"):
        return None, None, "revision" if draft.kind == "grievance" else None, ""
    if cue & _DENYING and (names_exit or "report" in text or "serious" in text or "threat" in text):
        return "exit", "against", None, "denying cue"
    for row in _rows():
        if _fits(row, draft.kind, text, names_exit):
            return row.bears_on, row.direction, row.explains, row.id
    if names_exit and draft.kind not in ("fact", "demand"):
        low = bool(_LOW.search(text)) or any(e.negated for e in own)
        return ("exit", "against", None, "exit doubted") if low else ("exit", "for", None, "exit")
    if own and draft.kind == "fact":
        return "exit", "for", None, "exit"
    return None, None, None, ""


def _fits(row: _Row, kind: str, text: str, names_exit: bool) -> bool:
    if row.kinds and (kind in row.kinds) == row.barred:
        return False
    if row.exit and not names_exit:
        return False
    return bool(row.pattern.search(text)) and not (row.unless and row.unless.search(text))


def _level(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").replace("\u00a0", " ").split())


def _side(parsed: Parsed, draft: Proposition, threat: Threat) -> Side:
    """Whose doing or saying a proposition reports: its subject's side, else its speaker's."""
    for actor in actors_in(parsed, draft.content)[:1]:
        side = threat.side_of(actor)
        if side != "outsider":
            return side
    return threat.side_of(draft.speaker)


def given_of(parsed: Parsed, condition: Sequence[Span], threat: Threat) -> str | None:
    """ "exit" where a condition names an exit from the agreement, else None."""
    if not condition:
        return None
    if exits_within(parsed, condition, threat):
        return "exit"
    words = _level(" ".join(parsed.words(span) for span in condition))
    if _OF_EXIT.search(words):
        return "exit"
    places = [parsed.offset + parsed.doc[m.start].idx for m in agreements_in(parsed) if threat.means(m)]
    inside = any(span.start <= place < span.end for place in places for span in condition)
    ended = any(
        e
        for e in exits_in(parsed)
        if any(s.start <= parsed.offset + parsed.doc[e.at].idx < s.end for s in condition)
    )
    return "exit" if inside and (ended or "commitment" in words) else None
