"""Nothing that somebody is said to have said is lost: every attribution has its words in the ledger.

Propositions are cut so that each says one thing; what falls between the cuts ("that", a joining word, a
condition that a comma sets off) still belongs to what the source said. Here each statement of an attribution
takes in the uncovered words beside it, so that the statements of one attribution together are what was
attributed. An attribution that tells no proposition of its own ("wants compensation", "plans to leave": the
clause around it tells the act) gets a statement too, marked as the same as the one that tells it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from foedus.ledger.statement import Statement, statement_id, words_at
from foedus.provenance import Span
from foedus.reporting.attribution.acts_told import act_around
from foedus.reporting.attribution.attribution import Attribution
from foedus.reporting.attribution.nesting import inside
from foedus.reporting.attribution.parts_of_statements import is_fragment, parts_marked
from foedus.reporting.meaning.conditions import conditions_in
from foedus.reporting.meaning.drafts import Heard
from foedus.reporting.meaning.features import Surroundings
from foedus.reporting.meaning.propositions import Proposition
from foedus.reporting.meaning.weighing import weigh_apart
from foedus.reporting.parsing.clauses import root_of

_WORD = re.compile(r"\w")
_FEWEST_WORDS = 3


class _Missing(NamedTuple):
    """What no statement tells: a whole sentence of an attribution, all that it has, or the clause around it.

    ``told_by`` is the id of the statement that tells the latter, if any does.
    """

    proposition: Proposition
    heard: Heard | None
    sentence: bool
    told_by: str | None = None

    def told_as(self, statement: Statement, now: Mapping[str, str]) -> Statement:
        """Its statement; ``now`` has the new ids of those that took in words."""
        if self.sentence:
            return statement
        unnamed = self.heard is not None and statement.voice == "author" and not self.heard.attribution.source
        return replace(
            statement, same_as=now.get(self.told_by or "", self.told_by), move=None,
            voice="indirect" if unnamed else statement.voice,  # "it is feared": somebody's view, not the outlet's own
        )  # fmt: skip


def completed(
    around: Surroundings,
    statements: Sequence[Statement],
    said: Sequence[Attribution],
    heard: Mapping[int, Heard],
    number_of: Mapping[str, int],
) -> list[Statement]:
    """The statements with all words of their attributions, and one for each attribution that has none.

    Args:
        around: what the article's statements stand in.
        statements: as told, in the order of the text.
        said: the attributions.
        heard: attribution's id → who is meant.
        number_of: statement's id → id of the attribution that it belongs to.
    """
    own: dict[int, list[Statement]] = {}
    for statement in statements:
        if statement.id in number_of:
            own.setdefault(number_of[statement.id], []).append(statement)
    changed: dict[str, Statement] = {}
    missing: list[_Missing] = []
    for attribution in said:
        parts = own.get(attribution.id)
        if parts:
            bare = _bare(around, parts, attribution)
            alone = [gap for gap in bare if _is_sentence(around, gap, parts)]
            changed |= _widened(around, parts, [gap for gap in bare if gap not in alone])
            missing += [_sentence_alone(around, heard[attribution.id], gap) for gap in alone]
        elif heard[attribution.id].quoting is None and not _is_told_within(around, attribution, heard):
            untold = _untold(around, heard[attribution.id], statements)
            missing += [untold] if untold is not None else []
            if untold is not None and untold.told_by is None and is_fragment(around, attribution.content):
                act = act_around(around, attribution, said)
                above = None if attribution.parent is None else heard.get(attribution.parent)
                missing += [_Missing(act, above, sentence=True)] if act is not None else []
    whole = [changed.get(statement.id, statement) for statement in statements]
    known = {statement.id for statement in whole}
    now = {
        before: statement.id for before, statement in changed.items()
    }  # words taken in change a statement's id
    added = weigh_apart(around, [(one.proposition, one.heard) for one in missing])
    whole += [
        one.told_as(statement, now)
        for one, statement in zip(missing, added, strict=True)
        if statement.id not in known
    ]
    return list(parts_marked(around, sorted(whole, key=lambda s: (s.content[0].start, s.content[-1].end))))


def _bare(around: Surroundings, parts: Sequence[Statement], attribution: Attribution) -> list[Span]:
    """The words of an attribution that none of its statements holds, parted where a sentence ends."""
    text = around.parsed.text
    bare = _uncovered(attribution.content, [span for part in parts for span in part.content])
    return [gap for span in bare for piece in _by_sentence(around, span) for gap in _merged([piece], text)]


def _by_sentence(around: Surroundings, span: Span) -> Iterator[Span]:
    """A span cut where one sentence ends and the next begins."""
    start = span.start
    while start < span.end:
        sentence = around.parsed.sentence_at(start)
        end = span.end if sentence is None else min(max(sentence.span.end, start + 1), span.end)
        yield Span(start, end)
        start = end


def _is_sentence(around: Surroundings, gap: Span, parts: Sequence[Statement]) -> bool:
    """Whether a gap is a whole sentence that says something: a finite clause, no question, none of it told by a statement."""
    sentence = around.parsed.sentence_at(gap.start)
    if sentence is None or any(
        span.start < sentence.span.end and span.end > sentence.span.start
        for part in parts
        for span in part.content
    ):
        return False
    tree = around.tree
    tokens = list(around.parsed.indices_in(gap))
    asks = any(tree.low[i] == "?" for i in tokens) or _is_followed_by_question_mark(around, tokens)
    return not asks and not is_fragment(around, [gap])


def _is_followed_by_question_mark(around: Surroundings, tokens: Sequence[int]) -> bool:
    """Whether a question ends right behind some tokens."""
    low, after = around.tree.low, tokens[-1] + 1
    return after < len(low) and low[after] == "?"


def _sentence_alone(around: Surroundings, heard: Heard, gap: Span) -> _Missing:
    """A sentence that only tells what somebody else said, as far as its own speaker is concerned."""
    tokens = tuple(around.parsed.indices_in(gap))
    sentence = around.parsed.sentence_at(gap.start)
    assert sentence is not None  # asked of the gap before
    conditions = tuple(conditions_in(around.tree, tokens))
    root = root_of(around.tree, tokens)
    proposition = Proposition((gap,), tokens, root, sentence, heard.attribution.id, conditions, tokens)
    return _Missing(proposition, heard, sentence=True)


def _widened(around: Surroundings, parts: Sequence[Statement], gaps: Sequence[Span]) -> dict[str, Statement]:
    """Each part with the uncovered words before it in its sentence; the last one of a sentence with those after it too."""
    text = around.parsed.text
    ordered = sorted(parts, key=lambda s: s.content[0].start)
    taken_in: dict[str, tuple[Span, ...]] = {}
    for gap in gaps:
        nearest = _nearest(around, ordered, gap)
        taken_in[nearest.id] = _merged([*taken_in.get(nearest.id, nearest.content), gap], text)
    digest = around.article.digest
    return {
        part.id: _with_content(part, taken_in[part.id], text, digest) if part.id in taken_in else part
        for part in ordered
    }


def _nearest(around: Surroundings, ordered: Sequence[Statement], gap: Span) -> Statement:
    """The part that takes in a gap: the next one if it stands in the gap's sentence, else the one before if that does."""
    following = next((p for p in ordered if p.content[0].start >= gap.end), ordered[-1])
    sentence = around.parsed.sentence_at(gap.start)
    if sentence is None or sentence.span.start <= following.content[0].start < sentence.span.end:
        return following
    before = [p for p in ordered if sentence.span.start <= p.content[0].start < gap.start]
    return before[-1] if before else following


def _with_content(statement: Statement, content: tuple[Span, ...], text: str, digest: str) -> Statement:
    words = words_at(text, content)
    return replace(
        statement,
        content=content,
        core=statement.core or statement.content,
        core_words=statement.words,
        words=words,
        id=statement_id(digest, content, words),
    )


def _uncovered(content: Sequence[Span], covered: Sequence[Span]) -> list[Span]:
    """What of a content no span covers, in order."""
    rest: list[Span] = []
    taken = sorted(covered)
    for span in content:
        start = span.start
        for other in taken:
            if other.end <= start or other.start >= span.end:
                continue
            if other.start > start:
                rest.append(Span(start, other.start))
            start = max(start, other.end)
        if start < span.end:
            rest.append(Span(start, span.end))
    return rest


def _merged(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Spans in order, from word to word, joined where nothing but space lies between; those without a word go."""
    joined: list[Span] = []
    for span in sorted(spans):
        word = _WORD.search(text, span.start, span.end)
        if word is None:
            continue
        kept = Span(word.start(), max(_end_of_words(span, text), _end_of(span, text)))
        if joined and not text[joined[-1].end : kept.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, kept.end))
        else:
            joined.append(kept)
    return tuple(joined)


def _end_of_words(span: Span, text: str) -> int:
    """The end of the last word of a span that holds one."""
    end = span.end
    while not _WORD.match(text, end - 1):
        end -= 1
    return end


def _end_of(span: Span, text: str) -> int:
    """The end of a span without what joins or quotes: a full stop or a bracket may stay."""
    return span.start + len(text[span.start : span.end].rstrip(" ,;:\n\t\"'“”‘’"))


def _is_told_within(around: Surroundings, attribution: Attribution, heard: Mapping[int, Heard]) -> bool:
    """Whether an attribution holds no clause and lies in what somebody else is said to have said, which tells it whole.

    "The envoy said Oslo wants a review": that Oslo wants it is the envoy's statement, "a review" is none.
    """
    above = heard.get(attribution.parent) if attribution.parent is not None else None
    if above is None or not inside(attribution.content, above.attribution.content):
        return False
    if not above.speaker.name and not above.attribution.cue:
        return False  # who speaks around it is not known
    return is_fragment(around, attribution.content)


def _untold(around: Surroundings, heard: Heard, statements: Sequence[Statement]) -> _Missing | None:
    """What an attribution says that tells no proposition, with the statement that tells it, if any."""
    attribution = heard.attribution
    spans = _merged(attribution.content, around.parsed.text)
    sentence = around.parsed.sentence_at(spans[0].start) if spans else None
    if sentence is None:
        return None
    tokens = tuple(i for span in spans for i in around.parsed.indices_in(span))
    if attribution.cue and not attribution.quoted and _is_followed_by_question_mark(around, tokens):
        return None  # "do you think that Oslo will leave?": nobody has said so
    start, end = spans[0].start, spans[-1].end
    telling = next((s for s in statements if s.content[0].start <= start and end <= s.content[-1].end), None)
    texts, classes = around.parsed.texts, around.parsed.classes
    clause = sum(texts[i].isalpha() for i in tokens) >= _FEWEST_WORDS and any(
        classes[i] in ("VERB", "AUX") for i in tokens
    )
    if telling is None and not clause and len(tokens) < 2:
        return None  # "supports the treaty": what an attitude is about is no proposition of its own
    root = root_of(around.tree, tokens)
    conditions = tuple(conditions_in(around.tree, tokens))
    proposition = Proposition(spans, tokens, root, sentence, attribution.id, conditions, tokens)
    return _Missing(proposition, heard, sentence=False, told_by=None if telling is None else telling.id)
