"""What a proposition's own words and those around it tell before its kind is asked: who says it, how firmly, on what condition.

What the statement before said is part of what a statement says: its condition may go on ("Worse still, ...
may also ..."), and a result clause stands under its modal ("would rise, thereby hurting trade").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from foedus.ledger.article import Article
from foedus.ledger.statement import Likelihood, Voice, words_at
from foedus.provenance import Span, digest_of
from foedus.reporting.attribution.attribution import Attribution
from foedus.reporting.meaning.condition_scope import continues, stays_unreal
from foedus.reporting.meaning.conditions import Condition, subject_condition
from foedus.reporting.meaning.cutting import is_result
from foedus.reporting.meaning.elliptical_conditions import takes_up_another
from foedus.reporting.meaning.governing_words import disbelief_in, governing_phrase, is_denied, is_wished
from foedus.reporting.meaning.likelihood import Phrase, entry_of, evidential_in, phrase_in, reading
from foedus.reporting.meaning.propositions import Proposition
from foedus.reporting.names.actors import actors_in
from foedus.reporting.names.speakers import Speaker
from foedus.reporting.parsing.clauses import Tree
from foedus.reporting.parsing.language import Sentence
from foedus.reporting.parsing.word_classes import words_of

if TYPE_CHECKING:
    from foedus.reporting.meaning.features import Surroundings

_ASKING = words_of("asking")
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
    """What a statement leaves to the next: its condition and, to a clause of result, its phrase."""

    conditions: tuple[Span, ...] = ()
    phrase: Phrase | None = None
    subject: Condition | None = None
    sentence: Sentence | None = None
    speaker: str = ""
    paragraph: int = -9
    unreal: bool = False


class Draft(NamedTuple):
    """A statement before its kind and bearing are known; fields as in a statement.

    ``subject`` is the condition that its subject states; ``inherited`` says that ``condition`` is that of the
    statement before; ``estimate`` is the phrase of probability itself.
    """

    content: tuple[Span, ...]
    words: str
    actors: tuple[str, ...]
    phrase: str | None
    phrase_span: tuple[Span, ...]
    likelihood: Likelihood | None
    evidential: str | None
    negated: bool
    condition: tuple[Span, ...]
    rules: tuple[str, ...]
    subject: Condition | None
    inherited: bool
    estimate: Phrase | None
    speaker: str
    attribution: str = ""
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    speaker_is: str = ""
    through: tuple[str, ...] = ()
    voice: Voice = "author"


def drafted(around: Surroundings, proposition: Proposition, heard: Heard | None, before: Before) -> Draft:
    """The draft of a proposition.

    ``heard`` is the attribution that it belongs to, None in the article's own voice.
    """
    follows = proposition.sentence is before.sentence and is_result(around.tree, proposition.root)
    who = _who(around.article, heard, proposition.spans)
    phrase, evidential, rules = _phrase(around, proposition, heard, before.phrase if follows else None)
    condition, inherited = _conditions(
        around, proposition, who["speaker"], before, reported=who.get("voice") == "indirect"
    )
    shown = phrase or evidential
    return Draft(
        content=proposition.spans,
        words=words_at(around.parsed.text, proposition.spans),
        actors=actors_in(around.parsed, proposition.spans),
        phrase=shown.words if shown else None,
        phrase_span=(shown.span,) if shown else (),
        likelihood=reading(phrase.words, around.lexicon) if phrase else None,
        evidential=evidential.words.lower() if evidential else None,
        negated=_denied(around, proposition, heard) or (phrase is not None and phrase.negated),
        condition=condition,
        rules=rules,
        subject=before.subject if follows else subject_condition(around.tree, proposition.root),
        inherited=inherited,
        estimate=phrase,
        **who,
    )


def left_by(proposition: Proposition, draft: Draft, *, given: bool) -> Before:
    """What a statement leaves to the next one; ``given`` says whether its condition names a course."""
    unreal = "would" in draft.words.lower().split()
    lacking = not unreal and all(c.form == "phrase" for c in proposition.conditions)
    return Before(
        conditions=draft.condition if given or unreal or not (draft.inherited or lacking) else (),
        phrase=draft.estimate,
        subject=draft.subject,
        sentence=proposition.sentence,
        speaker=draft.speaker,
        paragraph=proposition.sentence.paragraph.index,
        unreal=unreal,
    )


def _bare(name: str) -> str:
    """An outlet's name without "the": "the Harbour Times" is the Harbour Times."""
    return name[4:] if name[:4].lower() == "the " else name


def _who(article: Article, heard: Heard | None, spans: Sequence[Span]) -> dict[str, Any]:
    """The fields that say who speaks; what stands wholly in quotation marks is direct speech."""
    if heard is None:
        return {"speaker": article.outlet}
    attribution, speaker = heard.attribution, heard.speaker
    own = (
        not speaker.name
        or _bare(speaker.name) == _bare(article.outlet)
        or speaker.name.lower() in _THE_OUTLET
    )
    whole = heard.quoting or attribution
    voice: Voice = "author" if own and whole.voice == "indirect" else whole.voice
    if voice == "indirect" and all(
        any(q.start <= s.start and s.end <= q.end for q in whole.quoted) for s in spans
    ):
        voice = "direct"
    return {
        "attribution": _id_of(article.digest, whole),
        "source": attribution.source,
        "cue": attribution.cue,
        "speaker": article.outlet if voice == "author" else speaker.name,
        "speaker_is": speaker.described,
        "through": () if voice == "author" else heard.through,
        "voice": voice,
    }


@lru_cache(maxsize=64)  # an attribution has several propositions, most of them one after the other
def _id_of(article_digest: str, attribution: Attribution) -> str:
    return "a" + digest_of(f"{article_digest}|{attribution.id}|{attribution.content}")[:10]


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
        phrase = None if is_wished(tree, attribution, phrase) else phrase
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
    around: Surroundings, proposition: Proposition, speaker: str, before: Before, *, reported: bool
) -> tuple[tuple[Span, ...], bool]:
    """The condition's spans, and whether they are those of the statement before."""
    own = tuple(around.tree.span(c.tokens) for c in proposition.conditions)
    near = proposition.sentence.paragraph.index - before.paragraph in (0, 1)
    goes_on = bool(before.conditions) and near and before.speaker == speaker
    if own:
        takes_up = goes_on and all(takes_up_another(around.tree, c.tokens) for c in proposition.conditions)
        return ((*before.conditions, *own) if takes_up else own), takes_up
    if goes_on and continues(around.tree, proposition.scope):
        return before.conditions, True
    beside = proposition.sentence.paragraph.index == before.paragraph and not reported
    if goes_on and before.unreal and beside:
        # "once put at 4 per cent" may tell of the past
        beside = (
            around.parsed.text[before.conditions[0].start : before.conditions[0].start + 5].lower() != "once "
        )
    if goes_on and before.unreal and beside and stays_unreal(around.tree, proposition.root):
        return before.conditions, True
    return (), False
