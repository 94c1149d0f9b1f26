"""Attributions by verbs, as the dependency parse shows them: a cue with its subject and what it governs.

Each verb is read by its frame (see `foedus.reporting.attribution.cues`), in the active and the passive voice, with a
clause, an infinitive, an object or a prepositional object for its content. `foedus.reporting.attribution.asides` does the same
for parentheses, `foedus.reporting.attribution.holders` for nouns, adjectives and "according to". What is found are drafts:
`foedus.reporting.attribution.quoting` adds what stands in quotation marks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.attribution import cues
from foedus.reporting.attribution.estimates import odds
from foedus.reporting.attribution.extent import content_of, governor, with_tail, with_time
from foedus.reporting.attribution.objects import is_told_by_itself, leaves_by_right, object_end, passes_on
from foedus.reporting.attribution.sources import (
    agent_of,
    beside,
    capital_beside,
    is_passive,
    is_past_behind_name,
    source_span,
    subject_of,
)
from foedus.reporting.names.voices import can_speak, is_person
from foedus.reporting.parsing.complements import (
    clause_of,
    is_still_to_come,
    parted,
    relative_of,
    reports_nothing,
    stands_alone,
)
from foedus.reporting.parsing.grammar import (
    child,
    children,
    complement_of,
    following,
    has_subject,
    is_finite,
    is_infinitive,
    mark_of,
    past_opening,
    predicated_by,
    trimmed,
)
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.word_classes import words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

PROSPECTS = words_of("prospect")
_APPRAISALS = words_of("appraisal")
_DESCRIBING = frozenset(("describe", "portray", "depict", "characterise", "characterize"))
_CALLING = frozenset(("call", "label", "dub", "brand", "deem", "declare", "name"))
_GETTING = frozenset(("see", "view", "read", "obtain", "review", "publish", "post"))
"""What the press does with a document, "a memo seen by the Gazette", which tells nothing of what it thinks of it."""
_MINDS = frozenset(("thought", "opinion", "emotion", "judgement", "desire", "knowledge"))
_ADDRESSING = frozenset(("to", "with", "at"))


@dataclass
class Draft:
    """An attribution in the making.

    ``at`` is the index of the cue's token and ``head`` that of the content's (-1 if there is none); the spans are
    those of the article's text.
    """

    at: int
    content: list[Span]
    source: Span | None
    cue: list[Span]
    lemma: str
    kind: str
    quoted: list[Span] = field(default_factory=list)
    relayed: list[Span] = field(default_factory=list)
    head: int = -1


def draft_of(parsed: Parsed, cue: Token, kind: str, subject: Token | None, *content: Token) -> Draft:
    """A draft whose content are the subtrees of some tokens, the last of which is its head."""
    spans = content_of(parsed, cue, *content)
    row = cues.verb(cue) if cue.pos_ in ("VERB", "AUX") else None
    return Draft(
        cue.i,
        spans,
        source_span(parsed, subject, _short_of(parsed, cue, subject)),
        [parsed.span_of(cue)],
        row.lemma if row is not None else cue.lemma_,
        kind,
        head=content[-1].i,
    )


def _short_of(parsed: Parsed, cue: Token, subject: Token | None) -> Span | None:
    """What is before the cue's own clause, where that hangs on the source: "many" of "many supporting the treaty"."""
    hangs = cue.dep_ == "relcl" or (cue.dep_ == "acl" and (cue.tag_ == "VBG" or is_past_behind_name(cue)))
    if subject is None or not hangs or cue.head != subject or subject.i > cue.i:
        return None
    return Span(parsed.offset, parsed.offset + parsed.tokens[cue.left_edge.i].idx)


def _speaker_above(participle: Token) -> Token | None:
    """Who says what follows ", saying": the nearest subject above that can speak, where the parser chose a thing."""
    subjects = (child(verb, "nsubj") for verb in participle.ancestors)
    return next((s for s in subjects if s is not None and can_speak(s)), None)


def verbal(parsed: Parsed, verb: Token) -> Draft | None:
    """What a verb attributes, or None."""
    cue = cues.verb(verb)
    if is_passive(verb) or _is_bare_passive(verb):
        return _passive(parsed, verb, cue)
    subject = subject_of(governor(verb) or verb)
    if subject is not None and verb.dep_ == "advcl" and verb.tag_ == "VBG" and not can_speak(subject):
        subject = _speaker_above(verb) or subject
    if (subject is None and reports_nothing(verb)) or is_still_to_come(verb):
        return None
    if cue is not None and subject is not None and (halves := _both(parsed, verb, cue, subject)) is not None:
        return halves
    clause = clause_of(verb, cue)
    if clause is not None and (thing := child(verb, "dobj")) is not None and passes_on(thing):
        clause = None  # what somebody else said is theirs
    if subject is None and clause is not None and cue is not None and child(verb, "expl") is None:
        subject = beside(verb)
    if clause is not None:
        if cue is None and (subject is None or not can_speak(subject)):
            return None
        torn = child(verb, "dobj") if is_finite(clause) and not has_subject(clause) else None
        opening: list[Span] = []
        if torn is not None and cue is not None and "t" in cue.frames and can_speak(torn):
            opening = _set_off_before(parsed, subject)
            torn = None if opening else torn
        heads = (torn, clause) if torn is not None and verb.i < torn.i < clause.i else (clause,)
        relative = relative_of(verb) if not has_subject(clause) else None
        heads = (relative, *heads) if relative is not None else heads
        draft = draft_of(parsed, verb, cue.kind if cue else "clause", subject, *heads)
        draft.content = opening + with_tail(parsed, draft.content, verb, clause)
        if clause.dep_ == "relcl" and clause.i > verb.i:  # hung on who is told, its end on the cue
            draft.content = trimmed(parsed, clause.left_edge.i, verb.right_edge.i)
        return draft
    if subject is not None and can_speak(subject) and (estimated := odds(verb)):
        draft = draft_of(parsed, verb, "opinion", subject, *estimated)
        if (
            len(estimated) > 1 and estimated[0].i < estimated[-1].i
        ):  # with what the parser hung elsewhere between
            draft.content = trimmed(parsed, estimated[0].left_edge.i, estimated[-1].right_edge.i)
        return draft
    if cue is None or (subject is not None and not can_speak(subject)):
        return None
    return _without_clause(parsed, verb, cue, subject)


def _without_clause(parsed: Parsed, verb: Token, cue: cues.Cue, subject: Token | None) -> Draft | None:
    """What a verb attributes that has no clause for its content: an infinitive, a judgement, a noun."""
    if (wished := _infinitive(parsed, verb, cue, subject)) is not None:
        return wished
    told = _predication(parsed, verb, cue, subject) or _prospect(parsed, verb, cue, subject)
    told = told or _object(parsed, verb, cue, subject) or _prepositional(parsed, verb, cue, subject)
    if told is not None:
        told.content = with_time(parsed, told.content, verb)
    return told


def _is_bare_passive(verb: Token) -> bool:
    """Whether a participle right behind "when" or "where" has its subject done to: "when asked whether"."""
    return verb.dep_ == "advcl" and verb.tag_ == "VBN" and verb.left_edge.tag_ == "WRB" == verb.nbor(-1).tag_


def _set_off_before(parsed: Parsed, subject: Token | None) -> list[Span]:
    """What a comma sets off before an inserted cue: "Leaving" in "Leaving, she told Reuters, would be a mistake"."""
    if subject is None or subject.left_edge.i < 2 or subject.doc[subject.left_edge.i - 1].text != ",":
        return []
    start = subject.sent.start
    colon = next(
        (i for i in range(subject.left_edge.i - 2, start, -1) if parsed.texts[i] in (":", ";")), start - 1
    )
    return trimmed(parsed, past_opening(parsed, colon + 1, subject.left_edge.i - 2), subject.left_edge.i - 2)


def _both(parsed: Parsed, verb: Token, cue: cues.Cue, subject: Token) -> Draft | None:
    """Denied both that it rained and that it snowed: "both" opens two clauses, whatever the parser made of them."""
    both = verb.i + 1
    if "c" not in cue.frames or parsed.lowers[both : both + 2] not in (["both", "that"], ["either", "that"]):
        return None
    draft = draft_of(parsed, verb, cue.kind, subject, parsed.tokens[both + 1])
    draft.content = trimmed(parsed, both + 1, max(verb.right_edge.i, both + 1))
    return draft


def _infinitive(parsed: Parsed, verb: Token, cue: cues.Cue, subject: Token | None) -> Draft | None:
    infinitive = next(
        (
            c
            for c in children(verb, "xcomp", "advcl")
            if is_infinitive(c) and (c.dep_ == "xcomp" or (c.dep_ == "advcl" and c.left_edge.i == verb.i + 1))
        ),
        None,
    )
    if infinitive is None:
        return None
    person = child(verb, "dobj", "dative")
    if person is not None and "t" in cue.frames:
        asked = (
            (person, infinitive)
            if (cue.kind == "request" or cue.lemma == "ask") and person.i < infinitive.i
            else (infinitive,)
        )
        return draft_of(parsed, verb, cue.kind, subject, *asked)
    return draft_of(parsed, verb, cue.kind, subject, infinitive) if "i" in cue.frames else None


def _predication(parsed: Parsed, verb: Token, cue: cues.Cue, subject: Token | None) -> Draft | None:
    if "x" not in cue.frames:
        return None
    said, thing = predicated_by(verb), child(verb, "dobj")
    if verb.lemma_ == "take" and (said is None or not (_appraises(said) or _points_back(thing))):
        return None  # "took office as president"
    if said is None and verb.lemma_ in _DESCRIBING:
        as_clause = (c for c in children(verb, "advcl") if c.i > verb.i and mark_of(c) == "as")
        said = next(as_clause, None)  # "described it as the best pact Oslo had signed"
    if said is None and thing is not None and verb.lemma_ in _CALLING:
        twice = [c for c in children(verb, "dobj") if c.i > thing.i]  # a headline without articles
        said = twice[0] if twice else None
    if said is not None and (thing is not None or said.dep_ == "oprd"):
        return draft_of(parsed, verb, cue.kind, subject, *((thing, said) if thing is not None else (said,)))
    if thing is not None and any(t.lower_ == "as" for t in parsed.tokens[thing.i + 1 : thing.right_edge.i]):
        return draft_of(
            parsed, verb, cue.kind, subject, thing
        )  # "as" was hung on something inside the object
    return None


def _points_back(thing: Token | None) -> bool:
    """Whether an object is what was told before: "take it as a slip"."""
    return thing is not None and thing.lower_ in ("it", "this", "that")


def _appraises(said: Token) -> bool:
    """Whether what something is taken as is a judgement: "as a threat", "as settled"."""
    noun = child(said, "pobj", "amod", "pcomp") or said
    return noun.lemma_.lower() in _APPRAISALS or noun.pos_ == "ADJ"


def _prospect(parsed: Parsed, verb: Token, cue: cues.Cue, subject: Token | None) -> Draft | None:
    """Sees no problem in leaving, sees a small chance: what somebody sees coming, as against what they look at."""
    thing = child(verb, "dobj") if verb.lemma_ == "see" else None
    if thing is None or thing.i < verb.i or thing.lemma_.lower() not in PROSPECTS:
        return None
    return draft_of(parsed, verb, cue.kind, subject, thing)


def _object(parsed: Parsed, verb: Token, cue: cues.Cue, subject: Token | None) -> Draft | None:
    answer = child(verb, "intj") if cue.kind == "speech" else None
    if answer is not None and answer.i > verb.i:
        return draft_of(parsed, verb, cue.kind, subject, answer)  # "said no"
    thing = child(verb, "dobj")
    if thing is not None and leaves_by_right(verb, subject, thing):
        return None
    if "n" not in cue.frames and not ("d" in cue.frames and thing is not None and is_told_by_itself(thing)):
        return None
    if thing is None:
        gerund = child(verb, "xcomp")
        if gerund is not None and gerund.tag_ == "VBG":
            return draft_of(parsed, verb, cue.kind, subject, gerund)
        return _antecedent(parsed, verb, cue, subject)
    if thing.lower_ == "what":
        return None
    clause = complement_of(thing)
    if clause is not None and not passes_on(thing):
        return draft_of(parsed, verb, cue.kind, subject, clause)
    draft = draft_of(parsed, verb, cue.kind, subject, thing)
    end = object_end(verb, thing)
    if end > thing.right_edge.i and thing.i > verb.i:
        draft.content = trimmed(parsed, thing.left_edge.i, end)
    return draft


def _antecedent(parsed: Parsed, verb: Token, cue: cues.Cue, subject: Token | None) -> Draft | None:
    """A proposal she opposes: the object of a relative clause is the noun before it."""
    noun = verb.head
    if (
        verb.dep_ != "relcl"
        or subject is None
        or subject.tag_ in ("WP", "WDT")
        or noun.pos_ not in ("NOUN", "PROPN")
    ):
        return None
    draft = draft_of(parsed, verb, cue.kind, subject, noun)
    draft.content = trimmed(parsed, noun.left_edge.i, verb.left_edge.i - 1)
    return draft


def _prepositional(parsed: Parsed, verb: Token, cue: cues.Cue, subject: Token | None) -> Draft | None:
    if "for" in cue.prepositions:  # "called for the law to be changed"
        wished = (c for c in children(verb, "advcl", "ccomp", "xcomp") if c.i > verb.i)
        clause = next((c for c in wished if is_infinitive(c) and mark_of(c) == "for"), None)
        if clause is not None:
            draft = draft_of(parsed, verb, cue.kind, subject, clause)
            draft.content = trimmed(parsed, clause.left_edge.i + 1, clause.right_edge.i)
            return draft
    near = [c for c in children(verb, "prep") if c.lower_ in cue.prepositions]
    near.sort(key=_addresses)  # "apologised to the crews for the delay"
    thing = next((t for c in near if (t := child(c, "pobj", "pcomp")) is not None), None)
    if thing is None:
        return None
    deed = next((c for c in following(verb, thing, ("xcomp", "advcl")) if is_infinitive(c)), None)
    called = verb.lemma_ == "call" and deed is not None  # "called on them to leave"
    return draft_of(parsed, verb, cue.kind, subject, *((thing, deed) if called and deed else (thing,)))


def _addresses(preposition: Token) -> bool:
    """Whether a preposition marks those who are spoken to rather than what is spoken of."""
    noun = child(preposition, "pobj")
    return preposition.lower_ in _ADDRESSING and noun is not None and can_speak(noun)


def _passive(parsed: Parsed, verb: Token, cue: cues.Cue | None) -> Draft | None:
    """It is feared that ..., they are expected to ..., the plan was criticised by ...: the agent is the source."""
    agent = agent_of(verb)
    clause = child(verb, "ccomp")
    if (
        clause is not None
        and not (
            clause.i < verb.i
            and (agent is not None or stands_alone(clause, verb, cue) or parted(clause, verb))
        )
        and verb.lemma_ not in cues.NO_CUE
        and (cue is not None or mark_of(clause) == "that")
    ):
        source = agent or _feeler(verb) or _letting(verb) or _where_felt(verb, cue)
        return draft_of(parsed, verb, cue.kind if cue else "clause", source, clause)
    subject = child(verb, "nsubjpass")
    if cue is None:
        return None
    if subject is None:
        return _reduced(parsed, verb, cue, agent)
    infinitive = child(verb, "xcomp")
    if infinitive is not None and cue.frames & {"x", "i", "c"}:
        return draft_of(parsed, verb, cue.kind, agent, subject, infinitive)
    said = predicated_by(verb)
    if said is not None and "x" in cue.frames:
        draft = draft_of(parsed, verb, cue.kind, agent or _where_felt(verb, cue), subject, said)
        by = _agent_within(said) if draft.source is None else None
        if by is not None and (name := child(by, "pobj")) is not None:  # "called a surrender | by Lund"
            draft.source = source_span(parsed, name)
            draft.content = trimmed(parsed, subject.left_edge.i, subject.right_edge.i)
            draft.content += trimmed(parsed, said.left_edge.i, by.i - 1)
        return draft
    if agent is not None and cue.frames & {"n", "x"}:
        return draft_of(parsed, verb, cue.kind, agent, subject)
    return None


def _letting(verb: Token) -> Token | None:
    """Who lets it be known that ..."""
    return subject_of(verb.head) if verb.dep_ == "ccomp" and verb.head.lemma_ == "let" else None


def _where_felt(verb: Token, cue: cues.Cue | None) -> Token | None:
    """The capital whose mind is told: "it is feared in Oslo that", "is seen in Oslo as"."""
    return capital_beside(verb) if cue is not None and cue.kind in _MINDS else None


def _agent_within(said: Token) -> Token | None:
    """The "by" before somebody that the parser hung on what something is called."""
    by = next((c for c in said.children if c.dep_ == "prep" and c.lower_ == "by" and c.i > said.i), None)
    noun = child(by, "pobj") if by is not None else None
    human = noun is not None and (noun.ent_type_ in ("PERSON", "ORG", "NORP") or is_person(noun))
    return by if human else None


def _feeler(verb: Token) -> Token | None:
    """Whose state of mind a participle tells: "the ministry is frustrated that ..."."""
    subject, adjective = child(verb, "nsubjpass"), cues.adjectives().get(verb.lower_)
    minded = adjective is not None and "c" in adjective.frames
    return subject if minded and subject is not None and can_speak(subject) else None


def _reduced(parsed: Parsed, verb: Token, cue: cues.Cue, agent: Token | None) -> Draft | None:
    """A plan backed by ministers: the noun before a participle with an agent."""
    noun = verb.head
    if (
        verb.dep_ != "acl"
        or agent is None
        or verb.lemma_ in _GETTING
        or not cue.frames & {"n", "x"}
        or noun.pos_ not in ("NOUN", "PROPN")
        or (noun.dep_ == "nsubj" and noun.head.lemma_ == "be" and noun.lemma_ in cues.nouns())
    ):
        return None  # in "the argument put forward by Lund is that" the noun is the cue
    draft = draft_of(parsed, verb, cue.kind, agent, noun)
    draft.content = trimmed(parsed, noun.left_edge.i, verb.left_edge.i - 1)
    return draft
