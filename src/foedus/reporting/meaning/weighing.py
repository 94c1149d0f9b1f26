"""A proposition weighed: who says it, in which words, how firmly, on what condition, of which kind, for what.

What the statement before said is part of what a statement says: its condition may go on ("Worse still, ...
may also ..."), and a result clause stands under its modal ("would rise, thereby hurting trade").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from foedus import __version__
from foedus.ledger.article import Article
from foedus.ledger.statement import Direction, Kind, Likelihood, Statement, Voice, statement_id, words_at
from foedus.provenance import Span, digest_of
from foedus.reporting.attribution.attribution import Attribution
from foedus.reporting.meaning.bearing import Bearing, bearing, given_of
from foedus.reporting.meaning.clues import clues_of
from foedus.reporting.meaning.conditions import Condition, continues, subject_condition
from foedus.reporting.meaning.cutting import is_result
from foedus.reporting.meaning.features import Surroundings, told
from foedus.reporting.meaning.governing_words import disbelief_in, governing_phrase, is_denied
from foedus.reporting.meaning.kinds import Told, kind_of
from foedus.reporting.meaning.learned import Ruled, Verdict, name_of, verdict_on
from foedus.reporting.meaning.likelihood import Phrase, entry_of, evidential_in, phrase_in, reading
from foedus.reporting.meaning.propositions import Proposition
from foedus.reporting.meaning.said_on import said_on
from foedus.reporting.names.actors import actors_in
from foedus.reporting.names.speakers import Speaker
from foedus.reporting.parsing.clauses import Tree
from foedus.reporting.parsing.language import Sentence
from foedus.reporting.parsing.word_classes import words_of

READER = f"foedus {__version__}"
_ASKING = words_of("asking")
_SAME = re.compile(
    r"\b(?:the same|so too|likewise|(?:a |the )?similar (?:view|position|stance|line|opinion))\b",
    re.IGNORECASE,
)
"""Words that say of a view that it is the one told before."""
_BEARING = "bearing: "
_BESIDE_CUE = 40
"""Characters around a cue in which an evidential beside it stands."""
# What an article calls itself, where it names no other paper.
_THE_OUTLET = frozenset(
    f"the {noun}"
    for noun in ("commentary", "piece", "article", "editorial", "column", "analysis", "paper", "outlet")
)


@dataclass(frozen=True, slots=True)
class Heard:
    """An attribution with who is meant and the chain to them.

    ``quoting`` is the quotation around it in which the same speaker says "I think that ...".
    """

    attribution: Attribution
    speaker: Speaker
    through: tuple[str, ...]
    quoting: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """What the statement before leaves to the next: its condition, its course and, to a clause of result, its phrase."""

    conditions: tuple[Span, ...] = ()
    phrase: Phrase | None = None
    subject: Condition | None = None
    sentence: Sentence | None = None
    speaker: str = ""
    paragraph: int = -9
    course: tuple[str | None, Direction | None] = (None, None)


def weigh(
    around: Surroundings, proposition: Proposition, heard: Heard | None, before: Before
) -> tuple[Statement, Before]:
    """The statement of a proposition, and what it leaves to the next one.

    ``heard`` is the attribution that it belongs to, None in the article's own voice.
    """
    follows = proposition.sentence is before.sentence and is_result(around.tree, proposition.root)
    who = _who(around.article, heard, proposition.spans)
    phrase, evidential, rules = _phrase(around, proposition, heard, before.phrase if follows else None)
    conditions, inherited = _conditions(around, proposition, who["speaker"], before)
    shown = phrase or evidential
    words = words_at(around.parsed.text, proposition.spans)
    draft = Statement(
        id=statement_id(around.article.digest, proposition.spans, words),
        article=around.article.name,
        content=proposition.spans,
        words=words,
        actors=actors_in(around.parsed, proposition.spans),
        read_by=READER,
        phrase=shown.words if shown else None,
        phrase_span=(shown.span,) if shown else (),
        likelihood=reading(phrase.words, around.lexicon) if phrase else None,
        evidential=evidential.words.lower() if evidential else None,
        negated=_denied(around, proposition, heard) or (phrase is not None and phrase.negated),
        condition=conditions,
        rules=rules,
        **who,
    )
    subject = before.subject if follows else subject_condition(around.tree, proposition.root)
    statement = _borne(around, proposition, heard, draft, subject)
    kept = conditions if statement.given or not inherited else ()
    paragraph = proposition.sentence.paragraph.index
    if statement.bears_on is None and before.course[1] is not None and _SAME.search(draft.words):
        statement = replace(
            statement,
            bears_on=before.course[0],
            direction=before.course[1],
            bearing_sure=None,
            rules=(*statement.rules, "bearing: the same"),
        )
    course = (statement.bears_on, statement.direction)
    left = course if course[1] is not None else before.course
    return statement, Before(kept, phrase, subject, proposition.sentence, draft.speaker, paragraph, left)


@dataclass(frozen=True, slots=True)
class _Judged:
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


def _borne(
    around: Surroundings,
    proposition: Proposition,
    heard: Heard | None,
    draft: Statement,
    subject: Condition | None,
) -> Statement:
    """The statement with its kind and with what it speaks for."""
    attribution = heard.attribution if heard else None
    conditional = bool(draft.condition) or subject is not None
    features = told(around, proposition, draft, attribution, conditional=conditional)
    kind, why = kind_of(features)
    told_on = None
    if heard is not None or kind == "report":
        cue = attribution.cue if attribution is not None else ()
        content = attribution.content if attribution is not None else draft.content
        told_on = said_on(around.parsed, cue, content, around.article.published)
    # A promise or a threat of one's own is no estimate; a word of probability or of possibility makes it one.
    meaning = draft.likelihood
    if meaning is not None and kind in ("report", "demand"):
        meaning = meaning if {"estimate", "possibility"} & features.flags else None
    rules = (*draft.rules, f"kind: {why}")
    judged = _Judged(
        draft.content, draft.condition, draft.cue, draft.speaker, kind, draft.phrase, meaning, draft.negated, rules
    )  # fmt: skip
    borne = bearing(around.parsed, judged, around.threat)
    verdict = _verdict(around, proposition, draft, attribution, features, kind, why, borne)
    given = borne.given
    if given is None and subject is not None and around.threat is not None:
        given = given_of(around.parsed, (around.tree.span(subject.tokens),), around.threat)
    return replace(
        draft, kind=verdict.kind, said_on=told_on, likelihood=meaning,
        bears_on=verdict.course[0], direction=verdict.course[1], explains=borne.explains, move=borne.move,
        move_certain=borne.move_certain, given=given, rules=(*rules, *borne.rules, *_learned(verdict, kind, borne)),
        kind_sure=_shown(verdict.kind_sure), bearing_sure=_shown(verdict.course_sure),
    )  # fmt: skip


def _verdict(
    around: Surroundings,
    proposition: Proposition,
    draft: Statement,
    attribution: Attribution | None,
    features: Told,
    kind: Kind,
    why: str,
    borne: Bearing,
) -> Verdict:
    """What the learned reader makes of it, given what the rules say."""
    row = next((rule for rule in borne.rules if rule.startswith(_BEARING)), _BEARING).removeprefix(_BEARING)
    clues = clues_of(around, proposition, draft, attribution, features.flags)
    ruled = Ruled(kind, why, (borne.bears_on, borne.direction), row)
    verdict = verdict_on(around.article.name, draft.content, clues, ruled)
    return verdict if around.threat is not None else verdict._replace(course=(None, None), course_sure=None)


def _learned(verdict: Verdict, kind: Kind, borne: Bearing) -> Iterator[str]:
    """What the learned reader decided against the rules, as rows that decided."""
    if verdict.kind != kind:
        yield f"learned: {verdict.kind}"
    if verdict.course != (borne.bears_on, borne.direction):
        yield f"learned: {name_of(verdict.course)}"


def _shown(sure: float | None) -> float | None:
    """A probability to two decimals, never certain: more digits than that are not to be trusted."""
    return None if sure is None else min(max(round(sure, 2), 0.01), 0.99)


def _who(article: Article, heard: Heard | None, spans: Sequence[Span]) -> dict[str, Any]:
    """The fields that say who speaks; what stands wholly in quotation marks is direct speech."""
    if heard is None:
        return {"speaker": article.outlet}
    attribution, speaker = heard.attribution, heard.speaker
    own = not speaker.name or speaker.name == article.outlet or speaker.name.lower() in _THE_OUTLET
    whole = heard.quoting or attribution
    voice: Voice = "author" if own and whole.voice == "indirect" else whole.voice
    if voice == "indirect" and all(
        any(q.start <= s.start and s.end <= q.end for q in whole.quoted) for s in spans
    ):
        voice = "direct"
    return {
        "attribution": "a" + digest_of(f"{article.digest}|{whole.id}|{whole.content}")[:10],
        "source": attribution.source,
        "cue": attribution.cue,
        "speaker": article.outlet if voice == "author" else speaker.name,
        "speaker_is": speaker.described,
        "through": () if voice == "author" else heard.through,
        "voice": voice,
    }


def _denied(around: Surroundings, proposition: Proposition, heard: Heard | None) -> bool:
    if heard is None:
        return False
    return is_denied(around.parsed, around.tree, heard.attribution, proposition.root)


def _phrase(
    around: Surroundings, proposition: Proposition, heard: Heard | None, above: Phrase | None
) -> tuple[Phrase | None, Phrase | None, tuple[str, ...]]:
    """The phrase that governs the proposition, the evidential beside it, and the rows that decided.

    ``above`` is the phrase of the clause that this one tells the result of.
    """
    parsed, tree = around.parsed, around.tree
    conditional = {i for c in proposition.conditions for i in c.tokens}
    phrase = phrase_in(parsed, tree, proposition.tokens, proposition.root, conditional) or above
    phrase = disbelief_in(parsed, tree, proposition.root, phrase) or phrase
    if heard is not None and _is_asked(tree, proposition):
        phrase = None  # "whether it will leave": a question, no estimate
    evidential = evidential_in(parsed, tree, proposition.tokens)
    rules: list[str] = []
    if heard is not None and heard.attribution.cue:
        attribution = heard.attribution
        rules.append(f"cue: {attribution.cue_lemma}")
        phrase = governing_phrase(parsed, tree, attribution, phrase, proposition.root) or phrase
        if evidential is None and attribution.evidential:
            first, last = attribution.cue[0].start, attribution.cue[-1].end
            near = parsed.indices_in(Span(max(0, first - _BESIDE_CUE), last + _BESIDE_CUE))
            evidential = evidential_in(parsed, tree, near)
    if phrase is not None:
        entry = entry_of(phrase.words)
        rules.append(f"likelihood: {entry.phrase if entry else phrase.words.lower()}")
    if evidential is not None:
        rules.append(f"evidential: {evidential.words.lower()}")
    return phrase, evidential, tuple(rules)


def _is_asked(tree: Tree, proposition: Proposition) -> bool:
    """Whether a content is an indirect question."""
    first = proposition.tokens[0]
    return tree.low[first] in _ASKING and tree.head[first] == proposition.root and first != proposition.root


def _conditions(
    around: Surroundings, proposition: Proposition, speaker: str, before: Before
) -> tuple[tuple[Span, ...], bool]:
    """The condition's spans, and whether they are those of the statement before."""
    own = proposition.conditions
    if own:
        return tuple(around.tree.span(c.tokens) for c in own), False
    near = proposition.sentence.paragraph.index - before.paragraph in (0, 1)
    if before.conditions and near and before.speaker == speaker and continues(around.tree, proposition.scope):
        return before.conditions, True
    return (), False
