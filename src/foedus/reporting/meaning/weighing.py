"""A proposition weighed: what it says (`drafts`), of which kind that is, and what it speaks for.

The rules say so one proposition after the other; the learned reader then judges all of an article at once. "Others
take the same view" speaks for what the statement before it speaks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from foedus import __version__
from foedus.ledger.statement import Likelihood, Statement, statement_id
from foedus.provenance import Span
from foedus.reporting.attribution.attribution import Attribution
from foedus.reporting.meaning.bearing import Bearing, bearing, given_of, with_signs
from foedus.reporting.meaning.clues import clues_of
from foedus.reporting.meaning.drafts import Before, Draft, Heard, drafted, left_by
from foedus.reporting.meaning.features import Surroundings, told
from foedus.reporting.meaning.kinds import Told, kind_of
from foedus.reporting.meaning.learned import Course, Example, Ruled, Verdict, indices, name_of, verdicts_on
from foedus.reporting.meaning.propositions import Proposition
from foedus.reporting.meaning.said_on import said_on

READER = f"foedus {__version__}"
_SAME = re.compile(
    r"\b(?:the same|so too|likewise|(?:a |the )?similar (?:view|position|stance|line|opinion))\b",
    re.IGNORECASE,
)
"""Words that say of a view that it is the one told before."""
_BEARING = "bearing: "
_COMMITTING = ("report", "demand")
"""Kinds by which somebody tells what he will do or have done: that is a commitment, no estimate."""
_MOVING = 0.5
"""A sign tells a move of the game only where it was more likely read aright than not: a move weighs more than a sign."""


class Weighed(NamedTuple):
    """What the rules make of a proposition, and the clues by which the learned reader judges it.

    ``given`` and ``said_on`` are as in a statement; ``rules`` are the rows that decided.
    """

    draft: Draft
    judged: _Judged
    example: Example
    borne: Bearing
    given: str | None
    said_on: str | None
    rules: tuple[str, ...]


def weigh_in_turn(
    around: Surroundings, spoken: Sequence[tuple[Proposition, Heard | None]]
) -> Iterator[Statement]:
    """The statements of propositions that follow each other, each with the attribution that it belongs to.

    The attribution is None in the article's own voice.
    """
    before = Before()
    weighed: list[Weighed] = []
    for proposition, heard in spoken:
        made = _by_rules(around, proposition, heard, before)
        before = left_by(proposition, made.draft, given=made.given is not None)
        weighed.append(made)
    course: Course = (None, None)
    for made, verdict, (_, heard) in zip(weighed, _verdicts(around, weighed), spoken, strict=True):
        same = verdict.course[0] is None and course[1] is not None and _SAME.search(made.draft.words)
        quoting = None if heard is None else heard.quoting
        statement = _statement(around, made, verdict, course if same else None, quoting)
        if statement.direction is not None:
            course = (statement.bears_on, statement.direction)
        yield statement


def weigh_apart(
    around: Surroundings, spoken: Sequence[tuple[Proposition, Heard | None]]
) -> Iterator[Statement]:
    """The statements of propositions of which none goes on with what the one before says."""
    weighed = [_by_rules(around, proposition, heard, Before()) for proposition, heard in spoken]
    for made, verdict in zip(weighed, _verdicts(around, weighed, apart=True), strict=True):
        yield _statement(around, made, verdict)


class _Judged(NamedTuple):
    """What of a statement tells what it speaks for; fields as in a statement."""

    content: tuple[Span, ...]
    condition: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: str
    kind: str
    phrase: str | None
    likelihood: Likelihood | None
    negated: bool
    rules: tuple[str, ...]


def _by_rules(around: Surroundings, proposition: Proposition, heard: Heard | None, before: Before) -> Weighed:
    """What the rules say of a proposition's kind and of what it speaks for."""
    draft = drafted(around, proposition, heard, before)
    attribution = heard.attribution if heard else None
    conditional = bool(draft.condition) or draft.subject is not None
    features = told(around, proposition, draft, attribution, conditional=conditional)
    kind, why = kind_of(features)
    meaning = _meaning(draft, features, kind)
    rules = (*draft.rules, f"kind: {why}")
    judged = _Judged(
        draft.content, draft.condition, draft.cue, draft.speaker, kind, draft.phrase, meaning, draft.negated, rules
    )  # fmt: skip
    borne = bearing(around.parsed, judged, around.threat)
    given = borne.given
    if given is None and draft.subject is not None and around.threat is not None:
        given = given_of(around.parsed, (around.tree.span(draft.subject.tokens),), around.threat)
    row = next((rule for rule in borne.rules if rule.startswith(_BEARING)), _BEARING).removeprefix(_BEARING)
    flags, (clues, rows) = features.flags, indices()
    example = Example(
        around.article.name,
        draft.content,
        clues_of(around, proposition, draft, attribution, flags, clues) if clues else frozenset(),
        clues_of(around, proposition, draft, attribution, flags, rows) if rows else frozenset(),
        Ruled(kind, why, (borne.bears_on, borne.direction), row, borne.signs, borne.move),
    )
    day = _said_on(around, draft, attribution) if heard is not None or kind == "report" else None
    return Weighed(draft, judged, example, borne, given, day, rules + borne.rules)


def _meaning(draft: Draft, features: Told, kind: str) -> Likelihood | None:
    """What its phrase tells of its side: a promise or threat of one's own is an estimate only by a word of probability."""
    thought = (
        "judging" in features.flags and "own_plan" not in features.flags
    )  # "I suspect that Oslo will leave"
    if kind in _COMMITTING and not thought and not {"estimate", "possibility"} & features.flags:
        return None
    return draft.likelihood


def _said_on(around: Surroundings, draft: Draft, attribution: Attribution | None) -> str | None:
    cue = attribution.cue if attribution is not None else ()
    content = attribution.content if attribution is not None else draft.content
    return said_on(around.parsed, cue, content, around.article.published)


def _verdicts(around: Surroundings, weighed: Sequence[Weighed], *, apart: bool = False) -> list[Verdict]:
    """What the learned reader makes of the propositions given what the rules say; without a threat they bear on nothing."""
    verdicts = verdicts_on([made.example for made in weighed], apart=apart)
    if around.threat is not None:
        return verdicts
    return [verdict._replace(course=(None, None), course_sure=None, signs=()) for verdict in verdicts]


def _statement(
    around: Surroundings,
    made: Weighed,
    verdict: Verdict,
    same: Course | None = None,
    quoting: Attribution | None = None,
) -> Statement:
    """The statement; ``same`` is the course of the one before, where it says that it is of the same view.

    Weighed by the nearest cue, it is told under the outermost of the same speaker (``quoting``): not "I think" but "he said".
    """
    draft, borne = made.draft, made.borne
    told_by = draft if quoting is None else quoting
    signs = tuple([sign for sign, _ in verdict.signs])
    moving = tuple([sign for sign, sure in verdict.signs if sure is None or sure >= _MOVING])
    if around.threat is not None and set(moving) != set(borne.signs):
        borne = with_signs(around.parsed, made.judged, around.threat, borne, moving)
    rules = (*made.rules, *(f"sign: {sign}" for sign in signs), *_learned(verdict, made.example.ruled))
    if same is not None:
        verdict = verdict._replace(course=same, course_sure=None)
        rules += ("bearing: the same",)
    return Statement(
        id=statement_id(around.article.digest, draft.content, draft.words),
        article=around.article.name,
        content=draft.content,
        words=draft.words,
        attribution=draft.attribution,
        source=told_by.source,
        cue=told_by.cue,
        speaker=draft.speaker,
        speaker_is=draft.speaker_is,
        through=draft.through,
        voice=draft.voice,
        kind=verdict.kind,
        phrase=draft.phrase,
        phrase_span=draft.phrase_span,
        likelihood=draft.likelihood,
        evidential=draft.evidential,
        negated=draft.negated,
        bears_on=verdict.course[0],
        direction=verdict.course[1],
        explains=made.borne.explains,
        move=borne.move,
        move_certain=borne.move_certain,
        condition=draft.condition,
        given=made.given,
        actors=draft.actors,
        said_on=made.said_on,
        rules=rules,
        read_by=READER,
        kind_sure=_shown(verdict.kind_sure),
        bearing_sure=_shown(verdict.course_sure),
        signs_sure=tuple(sure for _, p in verdict.signs if (sure := _shown(p)) is not None),
    )


def _learned(verdict: Verdict, ruled: Ruled) -> Iterator[str]:
    """What the learned reader decided against the rules, as rows that decided."""
    if verdict.kind != ruled.kind:
        yield f"learned: {verdict.kind}"
    if verdict.course != ruled.course:
        yield f"learned: {name_of(verdict.course)}"


def _shown(sure: float | None) -> float | None:
    """A probability to two decimals, never certain: more digits than that are not to be trusted."""
    if sure is None:
        return None
    shown = round(sure, 2)
    return 0.01 if shown < 0.01 else 0.99 if shown > 0.99 else shown
