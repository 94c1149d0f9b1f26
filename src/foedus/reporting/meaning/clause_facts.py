"""What holds of a proposition's clause, as names that the rows of kinds.tsv ask for.

Of the predicate: the classes of its verb (verb_classes.tsv), passive, negated, copular, appraises, gradable, position,
deontic, infinitive, progressive, object_appraised. Of the subject: actor, foreign (of another country than the
threatener's), staff (the threatener's own people), move_noun, subject_pointing, subject_dummy, subject_event,
subject_person; of who does it in a passive: agent_acts. Of the clause: heading, verbless, causal, ultimatum, old,
earlier. Of the cue: blaming,
viewing, commanding, promising, predicting, wanting, warning. Of the speaker: by_party, by_insider, by_press, by_expert, by_other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import compress
from operator import attrgetter
from typing import TYPE_CHECKING

from foedus.reporting.attribution.attribution import Attribution
from foedus.reporting.meaning.drafts import Draft
from foedus.reporting.meaning.propositions import Proposition
from foedus.reporting.names.actors import OFFICES, cast_of
from foedus.reporting.parsing.clauses import Tree
from foedus.reporting.parsing.predicates import Predicate, has_ultimatum, parts_of, subject_sort
from foedus.reporting.parsing.word_classes import words_of
from foedus.reporting.tables.wordings import Wording

if TYPE_CHECKING:
    from foedus.reporting.meaning.features import Surroundings

_OF_PREDICATE = (
    "passive",
    "negated",
    "copular",
    "appraises",
    "gradable",
    "position",
    "deontic",
    "infinitive",
    "object_appraised",
)
_holding_of = attrgetter(*_OF_PREDICATE)
_CUES = {
    name: words_of(name)
    for name in ("blaming", "viewing", "commanding", "promising", "predicting", "wanting", "warning")
}
_OF_CUE = {
    lemma: [name for name in _CUES if lemma in _CUES[name]] for cues in _CUES.values() for lemma in cues
}
_VERBS = frozenset(("MD", "VB", "VBD", "VBN", "VBP", "VBZ"))
"""Tags of verbs that can head a clause."""
_HUMAN = frozenset(("move", "ask", "blame", "foresee"))
"""Classes of verbs that only people and bodies can be the subject of."""
_OF_THINGS = frozenset(("appear",))
"""Classes of verbs whose subject may be a thing, where they are of another class too: "the meeting suggests"."""
_STEPS_TO_VERB = 3
"""Heads from a year to the verb that it dates: "signed in May 1993"."""
_HAVING = frozenset(("having", "being"))
_STAFF, _NOUNS_OF_MOVES = words_of("staff"), words_of("move_noun")
_OFFICES = words_of("in_office") | OFFICES
_ACTORS = _OFFICES | _STAFF | words_of("body")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_PERIODS = frozenset(("years", "decades", "year", "decade", "generations"))
_DATED = frozenset(
    "in of january february march april may june july august september october november december".split()
)
_EARLIER = Wording.of(
    r"\b(?:previously|in the past|repeatedly|twice|several times|many times|again and again|regularly|so often|last time|"
    r"(?:second|third|fourth|earlier|previous|past) (?:renewal|round|crisis|threat|dispute|occasion)s?|(?:had|has|have) (?:\w+ )?threatened (?:\w+ ){0,8}before)\b"
)


def clause_facts(
    around: Surroundings,
    proposition: Proposition,
    draft: Draft,
    attribution: Attribution | None,
    predicate: Predicate,
) -> Iterator[str]:
    """The names of what holds of the clause's predicate, its subject, its time and its speaker."""
    tree, tokens = around.tree, proposition.tokens
    words = tree.low[tokens[0] : tokens[-1] + 3]  # with two behind, where what was cut off begins
    yield from predicate.classes
    yield from compress(_OF_PREDICATE, _holding_of(predicate))
    yield from _of_subject(around, proposition, predicate)
    if "or" in words and has_ultimatum(tree, tokens):
        yield "ultimatum"
    if proposition.heading:
        yield "heading"
    if predicate.verb is None or _VERBS.isdisjoint(map(tree.tag.__getitem__, tokens)):
        yield "verbless"
    if ("because" in words or "since" in words) and _is_causal(tree, tokens):
        yield "causal"
    if (
        predicate.verb is not None
        and tree.tag[predicate.verb] == "VBG"
        and tree.low[predicate.verb] not in _HAVING
    ):
        yield "progressive"
    if _is_old(around, proposition, predicate):
        yield "old"
    if _EARLIER.search(draft.words.lower()):
        yield "earlier"
    if attribution is not None:
        yield from _OF_CUE.get(attribution.cue_lemma, ())
    if draft.voice != "author":
        yield f"by_{around.standing(draft.speaker, draft.speaker_is)}"


def _is_causal(tree: Tree, tokens: Sequence[int]) -> bool:
    return any(tree.low[i] == "because" or (tree.low[i] == "since" and tree.dep[i] == "mark") for i in tokens)


def _of_subject(around: Surroundings, proposition: Proposition, predicate: Predicate) -> Iterator[str]:
    """What holds of the subject: whether it acts, points back, names an act, or stands for the threatener's own people."""
    tree, subject = around.tree, predicate.subject
    sort = subject_sort(tree, subject)
    if sort:
        yield f"subject_{sort}"
    said = bool(predicate.classes & _HUMAN) and not (
        sort or predicate.passive or predicate.classes & _OF_THINGS
    )
    act = subject is not None and tree.low[subject] in _NOUNS_OF_MOVES
    if (said and not act) or _is_actor(around, proposition, subject, sort):
        yield "actor"
    if predicate.agent is not None and _is_actor(around, proposition, predicate.agent, ""):
        yield "agent_acts"
    if subject is not None and _is_foreign(around, subject):
        yield "foreign"
    elif subject is not None and tree.low[subject] in _STAFF:
        yield "staff"
    if act:
        yield "move_noun"


def _is_actor(around: Surroundings, proposition: Proposition, subject: int | None, sort: str) -> bool:
    """Whether the subject acts in the matter: a country, an institution, an office, a person; or a headline has none."""
    tree = around.tree
    if subject is None:
        return proposition.heading
    if sort == "person" or tree.low[subject] in _ACTORS:
        return True
    if around.names_agreement(range(tree.first[subject], subject + 1)):
        return False
    part = parts_of(tree, subject)
    return bool(cast_of(around.parsed).at(part.start, part.stop)) or tree.tag[subject] in ("NNP", "NNPS")


def _is_foreign(around: Surroundings, subject: int) -> bool:
    """Whether a subject names another country than the threatener's."""
    part = parts_of(around.tree, subject)
    countries = {m.country for m in cast_of(around.parsed).at(part.start, part.stop)} - {None}
    return bool(countries) and around.threat is not None and around.threat.threatener not in countries


def _is_old(around: Surroundings, proposition: Proposition, predicate: Predicate) -> bool:
    """Whether the main verb is dated before the year of publication ("in 1993", "in May 1993"), or years ago."""
    if around.dates.isdisjoint(proposition.tokens):
        return False
    heads, main = around.tree.head, {predicate.verb, proposition.root}
    for i in proposition.tokens:
        if i not in around.dates:
            continue
        above = [i]
        for _ in range(_STEPS_TO_VERB):
            above.append(heads[above[-1]])
        if not main.isdisjoint(above):
            return True
    return False


def dates_before(tree: Tree, published: str | None) -> frozenset[int]:
    """The tokens that date something years before an article was published: "1993" in "in 1993", "ago"."""
    low, head = tree.low, tree.head
    ago = {i for i, word in enumerate(low) if word == "ago" and low[i - 1] in _PERIODS}
    if not published:
        return frozenset(ago)
    years = (i for i, word in enumerate(low) if word[:1].isdecimal() and _YEAR.fullmatch(word))
    return frozenset(ago).union(i for i in years if low[i] < published[:4] and low[head[i]] in _DATED)
