"""Which course a statement speaks for, or which explanation: by its kind, by its words, by the exit that it names.

The rows of bearing.tsv are tried in their order; the first that fits decides. They read words alone: no row knows
an agreement or a country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Protocol

from foedus.ledger.statement import Direction, Likelihood
from foedus.provenance import Span
from foedus.reporting.names.actors import actors_in
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.tables import rows_of
from foedus.reporting.tables.wordings import Rows, Wording, beginning_a_word
from foedus.reporting.threats.agreements import agreements_in
from foedus.reporting.threats.exits import Exit, exits_at
from foedus.reporting.threats.signals import AVERTING, REVERSING
from foedus.reporting.threats.threat import Side, Threat

_DENYING = Wording.of(
    r"\b(den(y|ies|ied|ying)|doubt|dismiss|reject|rul(e|es|ed|ing) out|disput|refut|rebut|discount|question|downplay|play(s|ed)? down)"
)
_LOW = Wording.of(
    r"\b(?:unlikely|improbable|implausible|virtually zero|remote|(?<!no )(?<!little )(?<!without )doubt|not (be |very |at all )?(likely|probable|serious)|"
    r"little chance|small chance|never|fading|receding|diminish|slim|incomprehensible|unthinkable|inconceivable|impossible|no chance|slim)"
)
_UNDOUBTED = re.compile(r"\b(no|little|without|not)\s+$")
_SURE = Wording.of(r"\b(no|little|without|beyond) (doubt|question)\b")
_IMPROBABLE = 0.35
"""Median from which downwards a word of probability speaks against what it is said of."""
_NOT = Wording.of(
    r"\b(would|will|might|may|could|can|does|do|did|is|are|was|has|have|should)( not|n't)\b|\bcannot\b|\bneed not\b|\bwon't\b"
)
_OF_EXIT = Wording.of(
    r"\b((such |that |this |the )(a )?(move|step|threat|idea|break)|really (mean|meant|means)|did mean|mean(s|t)? (it|what)|"
    r"walk(s|ed|ing)? away|go(es|ing)? through with|carr(y|ies|ied) (it |this )?out|pull(s|ed)? (out|the plug)|pull-? ?outs?|"
    r"no longer .{0,24}(ally|member|party)|coming to an end|comes? to an end|absence of|without the (treaty|pact|alliance|deal|agreement)|"
    r"(go|going|went|goes) (it alone|(his|her|its|their) own way)|(do|doing) (his|her|its|their) own thing|withdraw(s|ing)? (its|his) support|"
    r"leaving (would|could|will|has|means|might)|"
    r"(end|leave|quit|cancel|terminate|withdraw from) an? (ratified )?(treaty|pact|agreement)|"
    r"(treaty|pact|alliance|deal|agreement) [^|]{0,16}\b(end|ended|ends|terminated|lapses?|gone|collapses?|collapsed)\b)"
)
_OPEN = Wording.of(
    r"\b(unclear|unsure|uncertain|not (been )?(clear|known|certain)|in question)\b|^whether\b|\b(vote|decide|rule)\w*\b .{0,30}\bwhether\b"
)
"""Words that leave open whether an exit is meant; "weighs whether" is no such word."""
_RELATED = Wording.of(
    r"\b(treat(y|ies)|pact|deal|agreement|accord|terms?|concession|compensat|contribut|pay|cost|share|tariff|dut(y|ies)|quota|troops|"
    r"bases?|sanction|curb|control|visa|spending|dues|fund|border|fish|export|import|trade|reform|exempt|access|guarantee|recogni)"
)
"""What agreements between states are about, in the words of demands."""


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

    @property
    def rules(self) -> tuple[str, ...]:
        """The rows that decided so far, among them that of its kind."""


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    bears_on: str
    direction: Direction
    explains: str | None
    needs: frozenset[str]
    kinds: frozenset[str]
    barred: bool
    pattern: Wording | None
    unless: Wording | None


@cache
def _rows() -> tuple[_Row, ...]:
    rows = []
    for r in rows_of("bearing.tsv"):
        direction: Direction = "for" if r["direction"] == "for" else "against"
        barred = r["kinds"].startswith("-")
        kinds = frozenset(r["kinds"].removeprefix("-").split())
        unless = beginning_a_word(r["unless"])
        rows.append(
            _Row(
                r["id"], r["bears_on"], direction, r["explains"] or None, frozenset(r["needs"].split()), kinds, barred,
                beginning_a_word(r["pattern"]), unless,
            )
        )  # fmt: skip
    return tuple(rows)


class CourseTold(NamedTuple):
    """A course, the direction, the explanation, and the row or rule that decided."""

    bears_on: str | None = None
    direction: Direction | None = None
    explains: str | None = None
    rule: str = ""


def course_of(
    parsed: Parsed,
    draft: Proposition,
    threat: Threat,
    text: str,
    exits: Sequence[Exit],
    given: str | None,
    side: Side,
) -> CourseTold:
    """What a proposition speaks for: first by its kind, then by the rows of the table, then by the exit it names."""
    own = [e for e in exits if not (e.done and e.agreement is not None)]
    names_exit = bool(own) or tells_of_exit(text)
    kind = draft.kind
    if kind == "consequence":
        if given == "exit" or _led_by_exit(parsed, draft, own) or _is_subject(parsed, own):
            return CourseTold("exit", rule="consequence")
        kind = "assessment"  # "if talks fail it will leave": the exit itself is what follows
    if kind in ("obligation", "grievance"):
        return CourseTold(explains="revision" if kind == "grievance" else None)
    begun = any(e.done and e.agreement is not None and not e.agreement.bare for e in exits)
    if kind == "precedent" and begun:  # no precedent: it is this agreement that was suspended or left
        return CourseTold("exit", "for", rule="exit begun")
    cue = levelled(" ".join(parsed.words(span) for span in draft.cue))
    denied = bool(_DENYING.search(cue)) and not _UNDOUBTED.search(_before(parsed, draft))
    if denied and (names_exit or re.search(r"report|serious|threat", text)):
        return CourseTold("exit", "against", rule="denying cue")
    deciding = {rule.removeprefix("kind: ") for rule in draft.rules if rule.startswith("kind: ")}
    facts = {"exit" if names_exit else "noexit", side, *deciding} | (
        {"own"} if side != "counterpart" else set()
    )
    if names_exit or _names_agreement(parsed, draft, threat):
        facts.add("topic")
    if kind == "demand" and (
        "topic" in facts or _RELATED.search(text) or _names_other_side(parsed, draft, threat)
    ):
        facts.add("related")
    judged = _place_of_exit(parsed, draft, own) if draft.likelihood is not None else len(text)
    for row in _open_to(kind, facts, text):
        found = _found_at(row, text)
        if found is not None and not (row.explains == "revision" and found > judged):
            turned = (
                row.bears_on == "revised" and row.direction == "for" and (denied or _is_improbable(draft))
            )
            return CourseTold(row.bears_on, "against" if turned else row.direction, row.explains, row.id)
    counts = bool(own) or (names_exit and kind not in ("fact", "demand"))
    if not counts or (kind == "demand" and side == "counterpart"):
        return CourseTold()
    return _of_exit(parsed, draft, own, text)


# What a sign speaks for where no row tells the course: the acts that it is read from are the parties' own.
_OF_SIGNS: dict[str, tuple[str, Direction]] = {
    "pledge_to_stay": ("exit", "against"),
    "denial_by_threatener": ("exit", "against"),
    "opposition_at_home": ("exit", "against"),
    "no_steps_taken": ("exit", "against"),
    "concession_made": ("revised", "for"),
    "terms_offered": ("revised", "for"),
    "talks_stalled": ("revised", "against"),
    "partner_refuses": ("revised", "against"),
    "steps_taken": ("exit", "for"),
    "resolve_stated": ("exit", "for"),
}


def by_sign(draft: Proposition, signs: Sequence[str]) -> CourseTold:
    """The course of the first sign that speaks for one; of moves and judgements only."""
    if draft.kind not in ("report", "assessment", "reason", "motive"):
        return CourseTold()
    found = next((sign for sign in signs if sign in _OF_SIGNS), None)
    if found is None or draft.negated:
        return CourseTold()
    course, direction = _OF_SIGNS[found]
    return CourseTold(course, direction, rule=f"sign {found}")


def _before(parsed: Parsed, draft: Proposition) -> str:
    """The word before the cue: "no" in "there is no doubt"."""
    return parsed.text[max(0, draft.cue[0].start - 9) : draft.cue[0].start].lower() if draft.cue else ""


def _is_improbable(draft: Proposition) -> bool:
    return draft.likelihood is not None and draft.likelihood.median < _IMPROBABLE


def _is_subject(parsed: Parsed, own: Sequence[Exit]) -> bool:
    """Whether an exit stands within the subject of a clause: "any move to leave would breach ..."."""
    return any(
        any(
            node.dep_ in ("nsubj", "csubj", "nsubjpass")
            for node in (parsed.doc[e.at], *parsed.doc[e.at].ancestors)
        )
        for e in own
    )


def _names_other_side(parsed: Parsed, draft: Proposition, threat: Threat) -> bool:
    return any(threat.side_of(actor) == "counterpart" for actor in actors_in(parsed, draft.content))


def _names_agreement(parsed: Parsed, draft: Proposition, threat: Threat) -> bool:
    ranges = [parsed.indices_in(span) for span in draft.content]
    return any(m.start in at and threat.means(m) for m in agreements_in(parsed) for at in ranges)


def _of_exit(parsed: Parsed, draft: Proposition, own: Sequence[Exit], text: str) -> CourseTold:
    """For or against the exit that is named; nothing where the words leave open whether it is meant."""
    if _OPEN.search(text) or any(AVERTING & set(e.governors[:2]) for e in own):
        return CourseTold()
    if any(e.noun and REVERSING & set(e.governors[:1]) for e in own):
        return CourseTold("exit", "against", rule="exit called off")
    if _negated(parsed, draft, own, text):
        return CourseTold("exit", "against", rule="exit negated")
    return CourseTold("exit", "for", rule="exit")


def _negated(parsed: Parsed, draft: Proposition, own: Sequence[Exit], text: str) -> bool:
    """Whether the words speak against the exit that they name; "will not renew" speaks for it, "no doubt" too."""
    if _SURE.search(text):
        return False
    if any(e.word.startswith("not ") for e in own):
        return bool(_LOW.search(text))
    if _LOW.search(text):
        return True
    if own:
        places = [[parsed.offset + parsed.doc[i].idx for i in e.negators] for e in own]
        return any(
            sum(any(s.start <= place < s.end for s in draft.content) for place in group) % 2
            for group in places
        )
    return bool(_NOT.search(text))


def _led_by_exit(parsed: Parsed, draft: Proposition, own: Sequence[Exit]) -> bool:
    """Whether the sentence's subject before the content is an exit: "Leaving would hurt trade, thereby raising ..."."""
    sentence = parsed.sentence_at(draft.content[0].start)
    if sentence is None:
        return False
    before = exits_at(parsed, sentence.tokens.start, parsed.indices_in(draft.content[0]).start)
    return any(parsed.doc[e.at].dep_ in ("nsubj", "csubj", "nsubjpass") for e in (*before, *own))


def _place_of_exit(parsed: Parsed, draft: Proposition, own: Sequence[Exit]) -> int:
    """How far into the content the first exit stands: "unlikely to leave, but may ask for a review" judges the exit."""
    places = [parsed.offset + parsed.doc[e.at].idx - draft.content[0].start for e in own]
    return min((place for place in places if place >= 0), default=1_000_000)


@cache
def _by_words() -> Rows:
    return Rows.of([row.pattern for row in _rows()], [row.needs for row in _rows()])


def _open_to(kind: str, facts: set[str], text: str) -> Iterator[_Row]:
    """The rows for statements of a kind whose needs are met and whose words a text may hold, in their order."""
    rows = _rows()
    for number in _by_words().open_to(text, facts):
        row = rows[number]
        if not (row.kinds and (kind in row.kinds) == row.barred) and row.needs <= facts:
            yield row


def _found_at(row: _Row, text: str) -> int | None:
    """Where a row's pattern begins in the text; None if its words do not fit."""
    match = row.pattern.pattern.search(text) if row.pattern else None
    if match is None or (row.unless and row.unless.search(text)):
        return None
    return match.start()


@cache
def _words_of_exit() -> Rows:
    return Rows.of([_OF_EXIT], [()])


def tells_of_exit(words: str) -> bool:
    """Whether words tell of leaving without a word of exit: "such a step", "go through with it"."""
    return next(_words_of_exit().open_to(words, ()), None) is not None and bool(_OF_EXIT.search(words))


def levelled(words: str) -> str:
    """Words in small letters with plain apostrophes and single spaces, as the tables have them."""
    return " ".join(words.lower().replace("’", "'").replace("\u00a0", " ").split())
