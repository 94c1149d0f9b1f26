"""What the rules of kind look at in a proposition: its predicate, exits, agreements, parties, tense, cue, speaker."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field

from foedus.ledger.article import Article
from foedus.reporting.attribution.attribution import Attribution
from foedus.reporting.meaning.clause_facts import clause_facts, dates_before
from foedus.reporting.meaning.clues import put_away
from foedus.reporting.meaning.drafts import Draft
from foedus.reporting.meaning.kinds import Told
from foedus.reporting.meaning.propositions import Proposition
from foedus.reporting.names.actors import cast_of
from foedus.reporting.names.gazetteer import country_of, names
from foedus.reporting.names.standing import Standing, standing_of
from foedus.reporting.parsing.clauses import Tree, tree_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.predicates import predicate_of
from foedus.reporting.parsing.word_classes import words_of
from foedus.reporting.threats.agreements import AgreementMention, agreements_in
from foedus.reporting.threats.exits import exits_at
from foedus.reporting.threats.threat import Threat

_MUSING = re.compile(
    r"\b(?:mus(?:e|es|ed|ing)|mull\w*|consider(?:s|ed|ing)?|weigh(?:s|ed|ing)?|float(?:s|ed|ing)?|threat(?:en\w*|s)?|"
    r"talk(?:s|ed|ing)? (?:\w+ ){0,3}(?:about|of)|sp(?:eak|eaks|oke|oken|eaking) (?:\w+ ){0,3}(?:about|of|to \w+ of)|"
    r"think(?:s|ing)? (?:\w+ )?(?:about|of)|thought (?:about|of)|raise[sd]?|warn(?:s|ed)?|vow(?:s|ed)?|announc\w+|told|"
    r"may (?:leave|withdraw|quit)|plans? to|decided to|notif\w+|serv(?:es|ed) notice|notice)\b",
    re.IGNORECASE,
)


_THREATS, _REFUTING = words_of("threat"), words_of("denying") - {"doubt"}
_FORESEEING, _BODIES = words_of("foreseeing"), words_of("body")
_OFFICES = words_of("in_office") | _BODIES


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What a proposition stands in: the article, its parse, the threat, the lexicon, the agreements that it names.

    ``words``: each token's lemma with names put away (`foedus.reporting.meaning.clues`); ``dates``: the tokens that
    date something years before.
    """

    article: Article
    parsed: Parsed
    threat: Threat | None
    lexicon: str = "survey"
    tree: Tree = field(init=False)
    agreements: tuple[AgreementMention, ...] = field(init=False)
    words: list[str] = field(init=False, repr=False)
    dates: frozenset[int] = field(init=False, repr=False)
    standings: dict[tuple[str, str], Standing] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tree", tree_of(self.parsed))
        object.__setattr__(self, "agreements", agreements_in(self.parsed))
        object.__setattr__(self, "words", put_away(self))
        object.__setattr__(self, "dates", dates_before(self.tree, self.article.published))

    def names_agreement(self, tokens: range) -> bool:
        """Whether a mention of an agreement begins among some tokens."""
        i = bisect.bisect_left(self.agreements, tokens.start, key=lambda a: a.start)
        return i < len(self.agreements) and self.agreements[i].start < tokens.stop

    def standing(self, speaker: str, described: str) -> Standing:
        """From where a speaker speaks, worked out once for each."""
        known = self.standings.get((speaker, described))
        if known is None:
            known = standing_of(speaker, described, self.parsed, self.threat)
            self.standings[speaker, described] = known
        return known


def told(
    around: Surroundings,
    proposition: Proposition,
    draft: Draft,
    attribution: Attribution | None,
    *,
    conditional: bool,
) -> Told:
    """What `foedus.reporting.meaning.kinds` needs to know of a proposition."""
    tree, threat = around.tree, around.threat
    inside = set(proposition.tokens)
    low, high = proposition.tokens[0], proposition.tokens[-1] + 1
    exits = [e for e in exits_at(around.parsed, low, high) if e.at in inside]
    meant = [e for e in exits if threat is None or threat.means(e.agreement)] if exits else exits
    done = [e for e in exits if e.done and e.agreement is not None] if exits else exits
    subject = tree.subject(proposition.root) if proposition.root is not None else None
    reach = tree.subtree(subject) if subject is not None else range(0)
    first = draft.actors[0] if draft.actors else ""
    side = threat.side_of(first) if threat is not None and first else "outsider"
    speaker = threat.side_of(draft.speaker) if threat is not None and draft.speaker else "outsider"
    own = _is_own(around, draft, subject, first, attribution)
    theme = tree.low[subject] if subject is not None else ""
    predicate = predicate_of(tree, proposition.tokens, proposition.root)
    return Told(
        words=draft.words,
        phrase=draft.phrase if draft.phrase_span and draft.phrase != draft.evidential else None,
        conditional=conditional,
        depends=any(tree.low[c.tokens[0]] == "depending" for c in proposition.conditions),
        denied=draft.negated and attribution is not None and attribution.cue_lemma in _REFUTING,
        cue_kind=attribution.kind if attribution else "",
        attributed=draft.voice != "author",
        past=_past(tree, proposition.root),
        exits_this=bool(meant),
        exits_main=bool(meant) and any(_is_main(tree, e.at, proposition.root) for e in meant),
        done=bool(done),
        done_main=bool(done) and any(_is_main(tree, e.at, proposition.root) for e in done),
        own_plan=draft.voice != "author" and own,
        commentary=around.article.kind == "commentary",
        musing=bool(meant) and _MUSING.search(draft.words) is not None,
        threatener="threatener" in (side, speaker),
        threat_subject=theme in _THREATS,
        duty_bearer=side != "outsider" or around.names_agreement(reach),
        clause=frozenset(clause_facts(around, proposition, draft, attribution, predicate)),
    )


def _is_own(
    around: Surroundings, draft: Draft, subject: int | None, first: str, attribution: Attribution | None
) -> bool:
    """Whether a party speaks of its own doing: "we", its country, its ministry; not of what it expects of another."""
    tree = around.tree
    if _is_self(tree, subject, ("i", "we")):
        return True
    if attribution is not None and attribution.cue_lemma in _FORESEEING:
        return False
    if around.standing(draft.speaker, draft.speaker_is) != "party":
        return False
    if _is_self(tree, subject, ("he", "she")):
        return True
    if subject is not None and tree.low[subject] == "it":
        cast = cast_of(around.parsed)
        named = draft.speaker in cast.people or draft.speaker in cast.people.values()
        state = country_of(draft.speaker) is not None or draft.speaker in names()
        return not named and (state or bool(set(draft.speaker.lower().replace("’", "'").split()) & _BODIES))
    if first:
        return _of_one_party(around, first, draft.speaker)
    return subject is not None and tree.low[subject] in _OFFICES


def _of_one_party(around: Surroundings, one: str, other: str) -> bool:
    """Whether two actors are of one country, or both of the threatener."""
    cast, threat = cast_of(around.parsed), around.threat
    here, there = (
        cast.country_of(actor) or (threat.countries.get(actor) if threat else None) for actor in (one, other)
    )
    if here is not None and there is not None:
        return here == there
    both = threat is not None and threat.side_of(one) == threat.side_of(other) == "threatener"
    return both or one == other


def _is_main(tree: Tree, i: int, root: int | None) -> bool:
    """Whether a word of exit is the main verb or its complement: "will leave", "is likely to leave"."""
    for _ in range(6):
        if i == root:
            return True
        if tree.dep[i] not in ("xcomp", "acomp", "conj"):
            return False
        i = tree.head[i]
    return False


def _is_self(tree: Tree, subject: int | None, pronouns: tuple[str, ...]) -> bool:
    """Whether a reported clause speaks of the one who says it: "he would", "we will"."""
    return subject is not None and tree.low[subject] in pronouns


def _past(tree: Tree, root: int | None) -> bool:
    """Whether the main verb is past or perfect ("signed", "has left", "was inked")."""
    if root is None:
        return False
    if tree.tag[root] == "VBD":
        return True
    return any(
        tree.dep[c][:3] == "aux" and tree.low[c] in ("was", "were", "had", "has", "have")
        for c in tree.children[root]
    )
