"""What a statement speaks for: a course, a direction, an explanation, a move, what its condition is.

The words tell the course (`courses`); whose words they are comes from the cast of the article and the threat. The
rows that decided are named in ``rules``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from foedus.ledger.statement import Direction
from foedus.provenance import Span
from foedus.reporting.meaning.courses import Proposition, by_sign, course_of, levelled, tells_of_exit
from foedus.reporting.names.actors import actors_in
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.threats.agreements import agreements_in
from foedus.reporting.threats.exits import exits_at
from foedus.reporting.threats.moves import exits_within, move_of
from foedus.reporting.threats.signs import signs_told
from foedus.reporting.threats.threat import Side, Threat

_MULTILATERAL = re.compile(
    r"^(the )?(other )?(allies|members|partners|leaders|europeans|member states|other leaders|the others)\b"
)


class Bearing(NamedTuple):
    """What a statement speaks for; fields as in a statement.

    ``side`` is whose doing or saying it reports; ``rules`` names the rows that decided.
    """

    bears_on: str | None = None
    direction: Direction | None = None
    explains: str | None = None
    move: str | None = None
    move_certain: bool = True
    given: str | None = None
    signs: tuple[str, ...] = ()
    side: Side = "outsider"
    rules: tuple[str, ...] = ()


def bearing(parsed: Parsed, draft: Proposition, threat: Threat | None) -> Bearing:
    """What a proposition speaks for; all fields empty without a threat."""
    if threat is None:
        return Bearing()
    words = levelled(" ".join(parsed.words(span) for span in draft.content))
    lemmas = " ".join(
        lemma for at in map(parsed.indices_in, draft.content) for lemma in parsed.lemmas[at.start : at.stop]
    )
    exits = exits_within(parsed, draft.content, threat)
    side = _side(parsed, draft, threat)
    signs = signs_told(
        parsed, draft.content, threat, words=words, side=side, speaker=draft.speaker if draft.cue else "",
        cue=draft.cue, condition=draft.condition,
    )  # fmt: skip
    given = given_of(parsed, draft.condition, threat)
    course = course_of(parsed, draft, threat, f"{words} | {lemmas}", exits, given, side)
    if not course.bears_on and not course.rule:
        course = by_sign(draft, signs)
    rules = (f"bearing: {course.rule}",) if course.rule else ()
    found = Bearing(course.bears_on, course.direction, course.explains, given=given, side=side, rules=rules)
    return with_signs(parsed, draft, threat, found, signs)


def with_signs(
    parsed: Parsed, draft: Proposition, threat: Threat, borne: Bearing, signs: tuple[str, ...]
) -> Bearing:
    """The same of a proposition that shows these signs, with the move that they tell."""
    against = (borne.bears_on, borne.direction) == ("exit", "against")
    move = move_of(
        parsed,
        draft.content,
        threat,
        signs=signs,
        side=borne.side,
        doubted=against or draft.negated or draft.likelihood is not None,
        expected=draft.likelihood is not None,
        reports=draft.kind in ("report", "fact", "motive", "demand"),
    )
    name, certain = (move.name, move.certain) if move else (f"sign = {signs[0]}" if signs else None, True)
    return borne._replace(move=name, move_certain=certain, signs=signs)


def _side(parsed: Parsed, draft: Proposition, threat: Threat) -> Side:
    """Whose doing or saying a proposition reports: its subject's side, else its speaker's (first, for a demand)."""
    if draft.kind == "demand" and threat.side_of(draft.speaker) != "outsider":
        return threat.side_of(draft.speaker)
    for actor in actors_in(parsed, draft.content)[:1]:
        side = threat.side_of(actor)
        if side != "outsider":
            return side
    if _MULTILATERAL.match(levelled(parsed.words(draft.content[0]))):
        return "counterpart"
    return threat.side_of(draft.speaker)


def given_of(parsed: Parsed, condition: Sequence[Span], threat: Threat) -> str | None:
    """The course "exit" where a condition names an exit from the agreement, else None."""
    if not condition:
        return None
    if exits_within(parsed, condition, threat):
        return "exit"
    words = levelled(" ".join(parsed.words(span) for span in condition))
    if tells_of_exit(words):
        return "exit"
    ranges = [parsed.indices_in(span) for span in condition]
    ended = any(exits_at(parsed, at.start, at.stop) for at in ranges) or "commitment" in words
    if not ended:
        return None
    mentions = [m for m in agreements_in(parsed) if any(m.start in at for at in ranges)]
    return "exit" if any(threat.means(m) for m in mentions) else None
