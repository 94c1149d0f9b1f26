"""Which statements become judgements of a case, about what, and with whose error.

A motive speaks for an explanation, everything else for a course; no statement is used for both. Either
enters in one of two ways. If it carries words of estimative probability that
judge (not "may" or "could", which only open a possibility), it is a reading of the probability.
Without such words it says no more than for or against: then all that one speaker says on one side is one voice,
none beside a number of the same speaker, and only what was more likely read aright than not counts; a number of
which this cannot be said counts by how surely it was read, and so does a motive.
What only repeats another statement or stands under the same words of probability is left out, and so is the report of a move, which enters as an observation.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from foedus.drafting.horizon import held_to, months_named
from foedus.drafting.how_likely import contradicts_itself, says_how_likely, told_in_figures
from foedus.drafting.sureness import counts_for
from foedus.ledger.statement import COURSES, Likelihood, Statement

_JUDGING_KINDS = frozenset({"assessment", "reason", "motive", "precedent", "report"})
_SIGNS_OF_JUDGING = frozenset({"doubt_of_seriousness", "insiders_expect_exit"})
EXPLANATIONS = ("leverage", "revision", "resolve", "loose_talk")
_OPEN = re.compile(
    r"(?:whether|if|how|why|which|who)\b|what\b.*\b(?:would|will|could|might|may|can) (?:mean|bring|cost|follow|happen|change|do)\b",
    re.IGNORECASE,
)
"""What begins so is a question that the source leaves open."""
_FLOOR = 0.001  # a person may correct a phrase to "never"; no words make a course impossible
INTERESTED = 0.5
"""Weight of a number from a party to the dispute: what parties say is cheap talk in part (Crawford and Sobel 1982)."""
_MOST_DIRECTIONS = 40
"""Statements without a number that a case takes in; more from the same origins add next to nothing."""


def oriented(likelihood: Likelihood, direction: str | None) -> tuple[float, float, float]:
    """Median, low and high of the course's own probability.

    "It is likely that they stay" and "unlikely to leave" both speak against exit: where the phrase's median
    lies on the other side of a half than the direction, the phrase is about the contrary.
    """
    upward = likelihood.median >= 0.5
    if (direction == "against") == upward and likelihood.median != 0.5:
        return 1 - likelihood.median, 1 - likelihood.high, 1 - likelihood.low
    return likelihood.median, likelihood.low, likelihood.high


def judgements_of(
    statements: Sequence[Statement],
    origin_of: Mapping[str, str],
    observed: Collection[str],
    judges: Collection[str],
    sides: Mapping[str, str] | None = None,
    events: Collection[str] = COURSES,
    months: float | None = None,
) -> dict[str, dict[str, Any]]:
    """The judgements of a draft, by id, as a case file writes them.

    Args:
        statements: the ledger's statements.
        origin_of: statement id → name of the origin whose error it shares.
        observed: ids of statements that enter as observations or signs.
        judges: ids of the statements whose phrase judges (rather than opens a possibility).
        sides: statement id → the speaker's side: threatener, counterpart or outsider. That the threatener's own
            side says it would leave is the threat, which enters as a move, and no judgement of what will come
            of it; a number from either side counts half, since it serves the speaker's ends too. The same holds for
            who reports without a number that it would leave.
        events: the courses and consequences that the case knows; what is judged on condition of another is left out.
        months: how long the question leaves; a probability of leaving over a longer time is held to it.
    """
    records: dict[str, dict[str, Any]] = {}
    voices: dict[tuple[Any, ...], str] = {}
    phrases: set[tuple[Any, ...]] = set()
    for statement in map(told_in_figures, statements):
        if not _enters(statement) or statement.id in observed:
            continue
        about, direction = _about(statement)
        side = (sides or {}).get(statement.id, "outsider")
        numbered = gives_number(statement, judges)
        if statement.id in judges and contradicts_itself(statement):
            continue
        if not numbered and any(_is_told_in(statement, other) for other in statements if _enters(other)):
            continue
        tells_threat = side == "threatener" or (statement.kind == "report" and not numbered)
        given = statement.given if statement.given != about else None
        if ((about, direction) == ("exit", "for") and tells_threat) or given not in (None, *events):
            continue
        speaker = statement.speaker.strip() or statement.article  # an outlet may not be known
        record: dict[str, Any] = {
            "about": about,
            "given": given,
            "speaker": speaker,
            "origin": origin_of.get(statement.id, speaker),
            "direction": direction,
        }
        held = ""
        if numbered:
            one = (statement.article, statement.phrase_span, about, direction)
            if statement.phrase_span and one in phrases:
                continue  # "Ottawa is sure that he will quit": the whole and its part are one judgement
            phrases.add(one)
            told, held = _number(statement, about, direction, months)
            weight = (INTERESTED if side != "outsider" else 1.0) * counts_for(statement, about)
            record |= told | ({"weight": round(weight, 2)} if weight < 1 else {})
        elif (sure := counts_for(statement, about)) < 1 and about not in EXPLANATIONS:
            continue
        else:
            record |= {"weight": round(sure, 2)} if sure < 1 else {}
            voice = (speaker, about, given, direction)
            if voice in voices:
                said = records[voices[voice]]
                said |= _resting_on([*said["statements"], statement.id])
                if (weight := max(said.pop("weight", 1.0), round(sure, 2))) < 1:
                    said["weight"] = weight
                continue
            if len(voices) >= _MOST_DIRECTIONS:
                continue
            voices[voice] = f"j{len(records) + 1}"
        record |= _resting_on([statement.id])
        records[f"j{len(records) + 1}"] = record | {"because": f"{record['because']}{held}"}
    return _numbers_before_voices(records)


def _resting_on(ids: Sequence[str]) -> dict[str, Any]:
    return {"statements": list(ids), "because": f"statements: {', '.join(ids)}"}


def _numbers_before_voices(records: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The judgements without what somebody says for or against a course whose probability he puts in words himself."""
    told = {(r["speaker"], r["about"], r["given"]) for r in records.values() if "median" in r}
    kept = [
        r for r in records.values() if "median" in r or (r["speaker"], r["about"], r["given"]) not in told
    ]
    return {f"j{i}": record for i, record in enumerate(kept, start=1)}


def _number(
    statement: Statement, about: str | None, direction: str | None, months: float | None
) -> tuple[dict[str, Any], str]:
    """The reading of a statement's phrase, and the reason where it is held to the time that the question leaves."""
    assert statement.likelihood is not None
    ends = tuple(min(max(p, _FLOOR), 1 - _FLOOR) for p in oriented(statement.likelihood, direction))
    over = months_named(statement.point) if about == "exit" else None
    held = ""
    if over is not None and months is not None and over > months:
        ends = tuple(round(held_to(p, over, months), 4) for p in ends)
        held = f"; computed: said of {over:g} months, held to the question's {months:.0f} at an even rate"
    return {"phrase": statement.phrase} | dict(zip(("median", "low", "high"), ends, strict=True)), held


def gives_number(statement: Statement, judges: Collection[str]) -> bool:
    """Whether a statement is a judgement with a number, to be pooled.

    One that carries a sign is told by the sign, unless the sign is just that somebody judges.
    """
    statement = told_in_figures(statement)
    sign = (statement.move or "").partition("sign = ")[2]
    return (
        _enters(statement)
        and (not sign or sign in _SIGNS_OF_JUDGING)
        and statement.id in judges
        and says_how_likely(statement)
    )


def _is_told_in(statement: Statement, other: Statement) -> bool:
    """Whether a statement is part of another that says the same: "she heard from him that they stay", "they stay"."""
    own = sum(span.end - span.start for span in statement.content)
    return (
        statement.article == other.article
        and own < sum(span.end - span.start for span in other.content)
        and _about(statement) == _about(other)
        and all(any(o.start <= s.start and s.end <= o.end for o in other.content) for s in statement.content)
    )


def _about(statement: Statement) -> tuple[str | None, str | None]:
    """What a statement judges and on which side: the explanation of a motive, else the course it bears on."""
    if statement.explains is not None and (statement.kind == "motive" or statement.bears_on is None):
        return statement.explains, "for"
    return statement.bears_on, statement.direction


def _enters(statement: Statement) -> bool:
    about, direction = _about(statement)
    return (
        about in (*COURSES, *EXPLANATIONS)
        and direction is not None
        and statement.same_as is None
        and statement.kind in _JUDGING_KINDS
        and not _OPEN.match(statement.point)
        and not _is_set_under_a_condition(statement)
        and not (statement.move or "").startswith("signal")
    )


def _is_set_under_a_condition(statement: Statement) -> bool:
    """Whether a statement says only that leaving would come of something else: "if they trigger it, she'll surely go".

    How probable leaving is then says nothing of how probable it is; that somebody threatens so is a sign.
    """
    conditional = "kind: exit_if" in statement.rules and bool(statement.condition)
    return conditional and (statement.bears_on, statement.direction) == ("exit", "for")
