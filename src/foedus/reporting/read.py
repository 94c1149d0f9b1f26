"""The reader: articles in, statements out.

    parse → attributions → speakers and chains → propositions → phrase, condition, kind → bearing → repeats

What a statement speaks for depends on the threat that the articles report together, hence
`read_folder_articles` parses all of them before it asks. One article can be read alone, or for a threat that
is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from foedus import __version__
from foedus.ledger.article import Article
from foedus.ledger.statement import Statement, Voice, statement_id, words_at
from foedus.provenance import Span, digest_of
from foedus.reporting.actors import actors_in
from foedus.reporting.attribution import Attribution, attributions
from foedus.reporting.bearing import bearing
from foedus.reporting.chains import chain
from foedus.reporting.clauses import Tree, tree_of
from foedus.reporting.conditions import Condition, continues, subject_condition
from foedus.reporting.cutting import is_result
from foedus.reporting.features import Surroundings, told
from foedus.reporting.kinds import kind_of
from foedus.reporting.language import Parsed, Sentence, parse_many
from foedus.reporting.likelihood import Phrase, entry_of, evidential_in, phrase_in, reading
from foedus.reporting.propositions import Proposition, propositions
from foedus.reporting.repeats import marked
from foedus.reporting.speakers import Speaker, resolve
from foedus.reporting.threat import Threat, find_threat
from foedus.reporting.word_classes import words_of

_DOUBTING = frozenset({"doubt"})
_DENYING = words_of("denying")
# What an article calls itself, where it names no other paper.
_THE_OUTLET = frozenset(
    f"the {noun}"
    for noun in ("commentary", "piece", "article", "editorial", "column", "analysis", "paper", "outlet")
)
READER = f"foedus {__version__}"


@dataclass(frozen=True)
class Reading:
    """What was read: the articles, their statements in order, the threat that they report (None if none)."""

    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    threat: Threat | None


def read_article(article: Article, threat: Threat | None = None, lexicon: str = "survey") -> list[Statement]:
    """The statements of one article, in the order of the text.

    Args:
        article: as it was taken in; only its body is read.
        threat: what the statements' bearing is judged by; None looks for one in this article.
        lexicon: what words of probability mean; see `foedus.reporting.lexicon`.

    Raises:
        ValueError: the lexicon is unknown.
    """
    [parsed] = _parsed([article])
    if threat is None:
        threat = find_threat([parsed], [article.published])
    return statements_of(article, parsed, threat, lexicon)


def read_folder_articles(articles: Sequence[Article], lexicon: str = "survey") -> Reading:
    """The statements of several articles on one matter, read in the light of the threat that they report."""
    parses = list(_parsed(articles))
    threat = find_threat(parses, [a.published for a in articles])
    found: list[Statement] = []
    for article, parsed in zip(articles, parses, strict=True):
        found += statements_of(article, parsed, threat, lexicon)
    return Reading(tuple(articles), tuple(found), threat)


def _parsed(articles: Sequence[Article]) -> Iterator[Parsed]:
    yield from parse_many((a.text, a.body.start, a.body.end) for a in articles)


def statements_of(
    article: Article, parsed: Parsed, threat: Threat | None, lexicon: str = "survey"
) -> list[Statement]:
    """The statements of a parsed article."""
    tree = tree_of(parsed)
    said = attributions(parsed)
    speakers = resolve(parsed, said, article)
    through = chain(parsed, said, speakers, article)
    voices = {a.id: _Voice(a, s, t) for a, s, t in zip(said, speakers, through, strict=True)}
    context = Surroundings(parsed, tree, threat)
    found: list[Statement] = []
    headings: list[bool] = []
    before = _Before()
    for proposition in propositions(parsed, said):
        voice = voices.get(proposition.attribution) if proposition.attribution is not None else None
        statement = _statement(article, parsed, tree, proposition, voice, context, before, lexicon)
        found.append(statement)
        headings.append(proposition.heading)
    return marked(found, headings)


@dataclass(frozen=True, slots=True)
class _Voice:
    """An attribution with who is meant and the chain to them."""

    attribution: Attribution
    speaker: Speaker
    through: tuple[str, ...]


@dataclass(slots=True)
class _Before:
    """What the statement before leaves to the next: its condition and, to a clause of result, its phrase."""

    conditions: tuple[Span, ...] = ()
    phrase: Phrase | None = None
    subject: Condition | None = None
    sentence: Sentence | None = None
    speaker: str = ""
    paragraph: int = -9


def _statement(
    article: Article,
    parsed: Parsed,
    tree: Tree,
    proposition: Proposition,
    voice: _Voice | None,
    context: Surroundings,
    before: _Before,
    lexicon: str,
) -> Statement:
    words = words_at(parsed.text, proposition.spans)
    draft = Statement(
        id=statement_id(article.digest, proposition.spans, words),
        article=article.name,
        content=proposition.spans,
        words=words,
        read_by=READER,
        **_who(article, voice),
    )
    follows = proposition.sentence is before.sentence and is_result(tree, proposition.root)
    conditions, inherited = _conditions(tree, proposition, draft, before)
    phrase, evidential, rules = _phrase(parsed, tree, proposition, voice, before.phrase if follows else None)
    meaning = reading(phrase.words, lexicon) if phrase else None
    denied = voice is not None and voice.attribution.cue_lemma in _DENYING
    draft = replace(
        draft,
        phrase=phrase.words if phrase else evidential.words if evidential else None,
        phrase_span=(phrase.span,) if phrase else (evidential.span,) if evidential else (),
        likelihood=meaning,
        evidential=evidential.words.lower() if evidential else None,
        negated=denied or (phrase.negated if phrase else False),
        condition=conditions,
        actors=actors_in(parsed, proposition.spans),
        rules=rules,
    )
    subject = before.subject if follows else subject_condition(tree, proposition.root)
    kind, why = kind_of(
        told(
            context,
            proposition,
            draft,
            voice.attribution if voice else None,
            conditional=bool(conditions) or subject is not None,
        )
    )
    draft = replace(draft, kind=kind)
    borne = bearing(parsed, draft, context.threat)
    given = borne.given
    if given is None and subject is not None:
        on_subject = replace(draft, condition=(tree.span(subject.tokens),))
        given = bearing(parsed, on_subject, context.threat).given
    before.conditions = conditions if given or not inherited else ()
    before.phrase, before.subject, before.sentence = phrase, subject, proposition.sentence
    before.speaker, before.paragraph = draft.speaker, proposition.sentence.paragraph.index
    return replace(
        draft, bears_on=borne.bears_on, direction=borne.direction, explains=borne.explains, move=borne.move,
        move_certain=borne.move_certain, given=given, rules=(*rules, f"kind: {why}", *borne.rules),
    )  # fmt: skip


def _who(article: Article, voice: _Voice | None) -> dict[str, object]:
    """The fields that say who speaks."""
    if voice is None:
        return {"speaker": article.outlet}
    attribution, speaker = voice.attribution, voice.speaker
    own = not speaker.name or speaker.name == article.outlet or speaker.name.lower() in _THE_OUTLET
    kind: Voice = "author" if own and attribution.voice == "indirect" else attribution.voice
    name = article.outlet if kind == "author" else speaker.name
    return {
        "attribution": "a" + digest_of(f"{article.digest}|{attribution.id}|{attribution.content}")[:10],
        "source": attribution.source,
        "cue": attribution.cue,
        "speaker": name,
        "speaker_is": speaker.described,
        "through": () if kind == "author" else voice.through,
        "voice": kind,
    }


def _phrase(
    parsed: Parsed, tree: Tree, proposition: Proposition, voice: _Voice | None, above: Phrase | None
) -> tuple[Phrase | None, Phrase | None, tuple[str, ...]]:
    """The phrase that governs the proposition, the evidential beside it, and the rows that decided.

    ``above`` is the phrase of the clause that this one tells the result of.
    """
    conditional = {i for c in proposition.conditions for i in c.tokens}
    phrase = phrase_in(parsed, tree, proposition.tokens, proposition.root, conditional) or above
    evidential = evidential_in(parsed, tree, proposition.tokens)
    rules: list[str] = []
    if voice is not None:
        attribution = voice.attribution
        if attribution.cue:
            rules.append(f"cue: {attribution.cue_lemma}")
        if phrase is None and attribution.cue_lemma in _DOUBTING and attribution.cue:
            span = attribution.cue[0]
            phrase = Phrase(parsed.words(span), span, (), True)
        if evidential is None and attribution.evidential:
            near = (
                Span(attribution.cue[0].start - 40, attribution.cue[-1].end + 40) if attribution.cue else None
            )
            evidential = evidential_in(parsed, tree, [t.i for t in parsed.tokens_in(near)]) if near else None
    if phrase is not None:
        entry = entry_of(phrase.words)
        rules.append(f"likelihood: {entry.phrase if entry else phrase.words.lower()}")
    if evidential is not None:
        rules.append(f"evidential: {evidential.words.lower()}")
    return phrase, evidential, tuple(rules)


def _conditions(
    tree: Tree, proposition: Proposition, draft: Statement, before: _Before
) -> tuple[tuple[Span, ...], bool]:
    """The condition's spans, and whether they are those of the statement before."""
    own = [c for c in proposition.conditions if c.form != "subject"]
    if own:
        return tuple(_span(tree, c) for c in own), False
    near = proposition.sentence.paragraph.index - before.paragraph in (0, 1)
    if before.conditions and near and before.speaker == draft.speaker and continues(tree, proposition.scope):
        return before.conditions, True
    return (), False


def _span(tree: Tree, condition: Condition) -> Span:
    return tree.span(condition.tokens)
