"""One proposition, one statement: attributed contents and the article's own sentences cut into clauses.

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("Prices rose again and the minister may resign.")
    >>> [words for p in propositions(parsed, []) for words in map(parsed.words, p.spans)]
    ['Prices rose again', 'the minister may resign']

A sentence is cut where a coordinated clause has a subject of its own or another modal ("is unlikely to leave
but may ask for a review"), where "although" or a semicolon joins two clauses, at "thereby ...-ing", and at
a relative clause that dates or places something. What is attributed is told by the attribution; the rest of
the sentence is the article's own voice, if it has a predicate of its own.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from foedus.provenance import Span
from foedus.reporting.attribution.going_on import set_apart
from foedus.reporting.attribution.own_words import Attributed, Voices
from foedus.reporting.meaning.alternatives import otherwise
from foedus.reporting.meaning.condition_scope import (
    answers,
    asked,
    governs,
    only_a_condition,
    ordered,
    supposed,
)
from foedus.reporting.meaning.conditions import Condition, conditions_in
from foedus.reporting.meaning.cutting import at_ellipses, at_semicolons, at_thats, is_result, pieces
from foedus.reporting.parsing.clauses import FINITE, SUBJECTS, Tree, root_of, runs, tree_of, trimmed
from foedus.reporting.parsing.headings import heading_pieces, is_boilerplate, without_dateline
from foedus.reporting.parsing.language import Parsed, Sentence
from foedus.reporting.parsing.word_classes import words_of

_OPENERS = words_of("opener")
_CONCESSIVE, _RESULT = words_of("concessive"), words_of("result")
_OPENING_PHRASES = tuple(
    phrase.split()
    for phrase in (
        "at the same time", "for instance", "for example", "worse still", "in addition", "on the other hand",
        "for that reason", "for this reason", "as a result", "in fact", "of course", "in particular", "no wonder",
    )
)  # fmt: skip
_OPENING_FIRST = frozenset(phrase[0] for phrase in _OPENING_PHRASES)
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "DT"})
_FEWEST_WORDS, _FEWEST_OF_A_SENTENCE, _FEWEST_WITHOUT_VERB = 3, 5, 6


@dataclass(frozen=True, eq=False)
class Proposition:
    """One proposition.

    Attributes:
        spans: its content in the article's text; never empty, none blank.
        tokens: the content's tokens, ascending.
        root: the token that heads its main clause, or None where there is none.
        sentence: the sentence that it stands in.
        attribution: id of the attribution that it belongs to, or None in the article's own voice.
        conditions: the conditions stated with it, also those cut from the content.
        scope: all tokens of the clause with its conditions and openers.
        heading: whether it is (part of) a headline.
    """

    spans: tuple[Span, ...]
    tokens: tuple[int, ...] = field(repr=False)
    root: int | None
    sentence: Sentence = field(repr=False)
    attribution: int | None
    conditions: tuple[Condition, ...] = ()
    scope: tuple[int, ...] = field(default=(), repr=False)
    heading: bool = False


def propositions(parsed: Parsed, attributions: Sequence[Attributed]) -> list[Proposition]:
    """The propositions of an article in the order of the text."""
    tree = tree_of(parsed)
    voices = Voices(parsed, tree, attributions)
    units = _units(parsed, tree)
    found: list[Proposition] = []
    for attribution in attributions:
        if not voices.tells(attribution.id):
            continue
        for sentence, tokens in _by_unit(units, voices.content[attribution.id]):
            for part in (piece for whole in set_apart(tree, tokens) for piece in at_ellipses(tree, whole)):
                if _asks(tree, part):
                    continue
                for clause in (c for told in at_thats(tree, part) for c in at_semicolons(tree, told, ";")):
                    found += _of_region(tree, voices, sentence, clause, attribution.id)
    for sentence, tokens in units:
        if is_boilerplate(parsed.words(tree.span(tokens))) or _asks(tree, tokens):
            continue
        if sentence.paragraph.heading:
            found += _of_heading(tree, voices, sentence, tokens)
        else:
            for part in at_semicolons(tree, without_dateline(tree, tokens)):
                found += _of_region(tree, voices, sentence, part, None)
    found.sort(key=lambda p: (p.spans[0].start, p.spans[-1].end))
    return list(_under_conditions(tree, voices, units, found))


def _under_conditions(
    tree: Tree,
    voices: Voices,
    units: Sequence[tuple[Sentence, list[int]]],
    found: Sequence[Proposition],
) -> Iterator[Proposition]:
    """Each proposition; one without a condition takes those of its sentence, or of the sentence before that asks or supposes."""
    starts = [tokens[0] for _, tokens in units]
    stated: dict[int, list[Condition]] = {}
    last: dict[int | None, Proposition] = {}
    for made in _with_afterthoughts(tree, found):
        k = max(bisect.bisect_right(starts, made.tokens[0]) - 1, 0)
        before, last[made.attribution] = last.get(made.attribution), made
        if made.conditions or not units:
            yield made
            continue
        if (
            before is not None
            and (other := _otherwise(tree, before, made, starts[max(k - 1, 0)])) is not None
        ):
            yield replace(made, conditions=(other,))
            continue
        if k not in stated:
            stated[k] = conditions_in(tree, units[k][1])
        said = voices.cue_and_source(made.attribution)
        over = [c for c in stated[k] if governs(tree, c, made.tokens, made.root, units[k][1], said)]
        if not over and k and answers(tree, made.tokens):
            asking = units[k - 1][1]
            named = asked(tree, asking) if _asks(tree, asking) else supposed(tree, asking)
            over = [named] if named is not None else []
        yield replace(made, conditions=tuple(over)) if over else made


def _otherwise(tree: Tree, before: Proposition, made: Proposition, since: int) -> Condition | None:
    """The condition that the proposition before states for one opened by "or", "or else" or "otherwise"."""
    if before.tokens[0] < since or before.tokens[-1] > made.tokens[0]:
        return None
    beside = before.sentence is made.sentence
    if before.conditions and not beside:  # "Pay and we stay. Otherwise we go."
        told = before.conditions[0].tokens
        return before.conditions[0] if otherwise(tree, told, None, made.tokens, beside=False) else None
    tokens = otherwise(tree, before.scope, before.root, made.tokens, beside=beside)
    return Condition(tokens, "clause", True) if tokens else None


def _with_afterthoughts(tree: Tree, found: Sequence[Proposition]) -> list[Proposition]:
    """The propositions, a condition in a sentence of its own with the one before: "We will leave. Unless they pay."."""
    kept: list[Proposition] = []
    for made in found:
        joined = kept[-1] if kept and kept[-1].attribution == made.attribution else None
        if joined is not None and not joined.heading and only_a_condition(tree, made.tokens, made.root):
            condition = Condition(made.tokens, "clause", True)
            kept[-1] = replace(joined, conditions=(*joined.conditions, condition))
        else:
            kept.append(made)
    return kept


def _asks(tree: Tree, tokens: Sequence[int]) -> bool:
    """Whether a sentence is a question: it asks and states nothing."""
    end = tokens[-1] + 1
    return "?" in [tree.low[i] for i in tokens[-3:]] or tree.low[end : end + 1] == ["?"]


def _of_region(
    tree: Tree, voices: Voices, sentence: Sentence, tokens: Sequence[int], number: int | None
) -> Iterator[Proposition]:
    """The propositions of one voice in one sentence; leading conditions hold for the clauses after them too."""
    shared: list[Condition] = []
    parts = pieces(tree, tokens)
    for root, piece in parts:
        if (order := ordered(tree, root, piece, parts)) is not None:
            shared.append(order)
            continue
        own = voices.without_others(piece, root, number)
        if own is None:
            continue
        made = _proposition(tree, sentence, own, number, shared, root)
        if made is None:
            continue
        if number is None and not _tells(tree, made):
            continue
        yield made
        shared += [c for c in made.conditions if c.set_off and c.tokens[0] < made.tokens[0]]


def _proposition(
    tree: Tree,
    sentence: Sentence,
    piece: list[int],
    number: int | None,
    shared: Sequence[Condition],
    root: int | None,
    heading: bool = False,
) -> Proposition | None:
    """A piece without its openers and without conditions that a comma sets off."""
    scope = tuple(piece)
    conditions = conditions_in(tree, piece)
    cut = {i for c in conditions if c.set_off for i in c.tokens}
    uncut = [i for i in piece if i not in cut] if cut else piece
    tokens = _without_openers(tree, trimmed(tree, uncut))
    parts = [part for run in runs(tokens) if (part := trimmed(tree, run))]
    tokens = [i for part in parts for i in part]
    if all(tree.bare[i] for i in tokens):
        return None
    if not conditions:
        conditions = list(shared)
    spans = tuple(tree.span(part) for part in parts)
    if root not in tokens:
        root = root_of(tree, tokens)
    return Proposition(spans, tuple(tokens), root, sentence, number, tuple(conditions), scope, heading)


def _tells(tree: Tree, made: Proposition) -> bool:
    """Whether the article's own words make a statement: a finite predicate with a subject.

    A whole sentence with a finite verb does too: the parser has then missed the subject.
    """
    bare = tree.bare
    words = sum([not bare[i] for i in made.tokens])
    if made.root is None or words < _FEWEST_WORDS:
        return False
    whole = made.sentence.tokens.start >= made.tokens[0] and words >= _FEWEST_OF_A_SENTENCE
    if whole and not FINITE.isdisjoint(map(tree.tag.__getitem__, made.tokens)):
        return True
    if whole and words >= _FEWEST_WITHOUT_VERB and _is_full(tree, made):
        return True  # a verb taken for a noun ("its record points both ways"), or a sentence that needs none
    if not tree.is_predicate(made.root):
        return False
    if is_result(tree, made.root) or tree.subject(made.root) is not None:
        return True
    return made.tokens[0] < made.root and tree.tag[made.tokens[0]] in _NOMINAL


def _is_full(tree: Tree, made: Proposition) -> bool:
    """Whether a sentence ends in a full stop and is no label ("Ms. Lund, a lawyer: ...")."""
    ends = tree.word[made.sentence.tokens.end - 1] == "."
    named = made.root is not None and tree.tag[made.root][:3] == "NNP"
    return ends and not named and not any(tree.low[i] in (":", "*", "**") for i in made.scope)


def _of_heading(tree: Tree, voices: Voices, sentence: Sentence, tokens: list[int]) -> Iterator[Proposition]:
    for piece in heading_pieces(tree, tokens):
        root = root_of(tree, piece)
        own = voices.without_others(piece, root, None)
        made = _proposition(tree, sentence, own, None, (), root, heading=True) if own else None
        if made is not None:
            yield made


def _without_openers(tree: Tree, tokens: list[int]) -> list[int]:
    """The tokens without words that only tie the clause to the one before ("Second,", "At the same time,")."""
    changed = True
    while changed and len(tokens) > 3:
        changed = False
        words = [tree.low[i] for i in tokens[:6]]
        if words[0] in _OPENERS and words[1] == ",":
            tokens, changed = trimmed(tree, tokens[2:]), True
        elif (
            (words[0] == "that" and tree.dep[tokens[0]] not in ("det", *SUBJECTS))
            or words[0] in _CONCESSIVE
            or words[0] in _RESULT
        ) or (words[0] == "then" and tree.dep[tokens[0]] == "advmod"):
            tokens, changed = trimmed(tree, tokens[1:]), True
        elif words[0] in _OPENING_FIRST:
            for phrase in _OPENING_PHRASES:
                n = len(phrase)
                if words[:n] == phrase and len(tokens) > n + 2:
                    tokens, changed = trimmed(tree, tokens[n:]), True
                    break
    return tokens


def _units(parsed: Parsed, tree: Tree) -> list[tuple[Sentence, list[int]]]:
    """The sentences with their tokens, joined again where the parser cut one that had not ended."""
    units: list[tuple[Sentence, list[int]]] = []
    for sentence in parsed.sentences:
        tokens = list(range(sentence.tokens.start, sentence.tokens.end))
        if units and units[-1][0].paragraph is sentence.paragraph and not _ended(tree, units[-1][1]):
            units[-1][1].extend(tokens)
        else:
            units.append((sentence, tokens))
    return units


def _ended(tree: Tree, tokens: Sequence[int]) -> bool:
    """Whether the last tokens hold a full stop, a question or exclamation mark, or an ellipsis."""
    return any(tree.word[i][-1:] in ".?!…" for i in tokens[-3:]) and tree.word[tokens[-1]][-1:] not in ",;:("


def _by_unit(
    units: Sequence[tuple[Sentence, list[int]]], tokens: Sequence[int]
) -> Iterator[tuple[Sentence, list[int]]]:
    """Tokens of a content by the sentence that they stand in."""
    if not tokens:
        return
    k = max(bisect.bisect_right(units, tokens[0], key=lambda u: u[1][0]) - 1, 0)
    part: list[int] = []
    for i in tokens:
        while k + 1 < len(units) and i >= units[k + 1][1][0]:
            if part:
                yield units[k][0], part
                part = []
            k += 1
        part.append(i)
    if part and k < len(units):
        yield units[k][0], part
