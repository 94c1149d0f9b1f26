"""How far a content reaches, where the parse says more or less than the writer did.

A parser joins "and criticised her" or "calling her a liar" to the clause before it although they go on with the
speaker; it hangs "if it rained" on "said"; it lets an inserted "he said" lie in the middle of what he said. The
functions here put the borders where a reader would.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.attribution import cues
from foedus.reporting.attribution.sources import told_of
from foedus.reporting.parsing.grammar import (
    child,
    children,
    conjuncts,
    following,
    has_subject,
    mark_of,
    past_opening,
    trimmed,
)
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_SAYING = frozenset(("speech", "judgement", "request", "question"))
_TAILS = frozenset(
    ("if", "because", "unless", "until", "since", "once", "when", "whether", "so", "although", "though")
)
_OWN = ("nsubj", "aux", "neg", "advmod", "npadvmod", "prep", "dobj", "dative")
_COMING = frozenset(("before", "within", "until", "beyond", "by"))
_ASIDES = frozenset(("who", "whom", "whose"))
_WITH_RELATIVES = _ASIDES | {"which"}
_NOW = ("VBZ", "VBP")
_MINDED = frozenset(("speech", "thought", "opinion", "emotion", "judgement"))
_CLOSERS = frozenset(("”", "’", "''", '"', "'"))


def content_of(parsed: Parsed, cue: Token, *heads: Token) -> list[Span]:
    """The spans of a cue's content, given its heads in the parse."""
    spans = joined(parsed.text, [span for head in heads for span in _reach(parsed, head, cue)])
    named = heads[-1].i > cue.i and cue.pos_ != "NOUN"  # a noun's words stand behind the colon themselves
    return _past_colon(parsed, spans, heads[-1]) if named else spans


def _past_colon(parsed: Parsed, spans: list[Span], head: Token) -> list[Span]:
    """The spans with what a colon at their end announces, to the end of the sentence: "named three risks: ..."."""
    doc, colon = parsed.tokens, head.right_edge.i + 1
    if not spans or colon >= len(doc) or doc[colon].text != ":" or head.pos_ not in ("NOUN", "PROPN"):
        return spans
    if spans[-1].end < parsed.offset + doc[colon - 1].idx:
        return spans
    rest = trimmed(parsed, colon + 1, doc[colon].sent.end - 1)
    return [*spans[:-1], Span(spans[-1].start, rest[0].end)] if rest else spans


def joined(text: str, spans: list[Span]) -> list[Span]:
    """Spans in order, those made one between which nothing but a hyphen or a space stands."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and not text[result[-1].end : span.start].strip(" -"):
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def with_time(parsed: Parsed, content: list[Span], verb: Token) -> list[Span]:
    """The content with the time behind it that it tells of: "foresees the end of the pact | within five years"."""
    if not content:
        return content
    last = parsed.indices_in(content[-1]).stop
    time = next((c for c in verb.children if c.i == last and c.dep_ == "prep" and c.lower_ in _COMING), None)
    when = child(time, "pobj") if time is not None and last > verb.i else None
    if when is None or when.ent_type_ != "DATE":
        return content
    return [*content[:-1], Span(content[-1].start, parsed.span_of(parsed.tokens[when.right_edge.i]).end)]


def with_tail(parsed: Parsed, content: list[Span], verb: Token, clause: Token) -> list[Span]:
    """The content with what the parser hung on the cue behind it: "would win if it rained"."""
    if not content or _regained(clause, verb) is not None:
        return content
    if clause.i < verb.i:
        after = following(verb, verb, ("advcl",))
        if after and mark_of(after[0]) in _TAILS and verb.doc[after[0].left_edge.i - 1].text == ",":
            return content + trimmed(parsed, after[0].left_edge.i, after[0].right_edge.i)
        return content + _resumed(parsed, verb)
    end = clause.right_edge.i
    for c in following(verb, clause, ("ccomp", "advcl", "conj")):
        adjacent = c.left_edge.i <= end + (4 if c.dep_ == "conj" else 2)
        if not adjacent or (c.dep_ == "advcl" and mark_of(c) not in _TAILS):
            break
        if c.dep_ == "conj" and not _goes_on(c, verb):
            break
        end = c.right_edge.i
    end = max([end, *(t.right_edge.i for t in parsed.tokens[end + 1 : end + 4] if told_of(t) == clause)])
    if end > clause.right_edge.i:
        last = content[-1]
        return [*content[:-1], Span(last.start, max(last.end, parsed.span_of(parsed.tokens[end]).end))]
    return content


def _resumed(parsed: Parsed, verb: Token) -> list[Span]:
    """What goes on behind an inserted cue with another modal: "prices would rise, he said, and would not fall"."""
    other = next(iter(following(verb, verb, ("conj",))), None)
    if other is None or verb.doc[verb.i + 1].text != "," or has_subject(other):
        return []
    modal = any(c.tag_ == "MD" for c in children(other, "aux"))
    return trimmed(parsed, other.left_edge.i, other.right_edge.i) if modal else []


def _goes_on(other: Token, verb: Token) -> bool:
    """Whether a verb joined to the cue goes on with the content: "said it rained and that she left", "... and leave"."""
    if child(other, "mark") is not None:
        return mark_of(other) == "that"
    bare = other.tag_ == "VB" and child(other, "aux") is None
    return bare and verb.tag_ != "VB" and not has_subject(other)


def governor(verb: Token) -> Token | None:
    """The cue before a verb that the parser put into its content although the two share the subject.

    In "said he was wrong and criticised her" the second verb is the first one's equal: it has no subject of its
    own, stands in the cue's form and is itself a cue. So is the participle of "said he was wrong, calling her ...".
    """
    known = cues.verb(verb)
    if known is None or known.kind not in _SAYING or verb.dep_ not in ("conj", "advcl") or has_subject(verb):
        return None
    clause = verb.head
    while clause.dep_ == "conj" and clause.head != clause:
        clause = clause.head
    cue = clause.head
    if clause.dep_ != "ccomp" or not cue.i < clause.i < verb.i or cues.verb(cue) is None:
        return None
    if verb.dep_ == "conj":
        equal = verb.tag_ in ("VBD", "VBZ") or (verb.tag_ in ("VBG", "VBP") and clause.tag_ != verb.tag_)
        return cue if equal and verb.tag_ == cue.tag_ and child(verb, "mark") is None else None
    if verb.tag_ != "VBG" or child(verb, "aux") is not None or mark_of(verb) not in ("", "while"):
        return None
    between = verb.doc[clause.i : verb.left_edge.i]
    before = next((t.text for t in reversed(list(between)) if t.text not in _CLOSERS), "")
    return cue if before == "," else None


def _reach(parsed: Parsed, head: Token, cue: Token) -> list[Span]:
    """The spans of a subtree, without the cue's own clause where that stands in the middle of it."""
    low, high = head.left_edge.i, head.right_edge.i
    if head.pos_ in ("NOUN", "PROPN") and head.dep_ in ("dobj", "pobj"):
        high = _restricted(head)
    elif head.i > cue.i:
        high = _before_writers_aside(parsed, head, high)
    other = _regained(head, cue) or _contrasted(parsed, head, high) or _joined_by_another(parsed, head, cue)
    if other is not None:
        high = max(head.i, other.left_edge.i - 1)
        while high > head.i and (parsed.tokens[high].dep_ == "cc" or parsed.tokens[high].is_punct):
            high -= 1
    if head.i < cue.i:
        low = past_opening(parsed, low, head.i)
    before = _inserted(cue) if head.i > cue.i and head.dep_ == "ccomp" else None
    if before is not None:
        low_before = past_opening(parsed, before.left_edge.i, before.i)
        return trimmed(parsed, low_before, before.right_edge.i) + trimmed(parsed, low, high)
    if not low <= cue.i <= high:
        return trimmed(parsed, low, high)
    own = [cue.i]
    for c in children(cue, *_OWN):
        if c != head and low <= c.i <= high:
            own += [c.left_edge.i, c.right_edge.i]
    return trimmed(parsed, low, min(own) - 1) + trimmed(parsed, max(own) + 1, high)


def _restricted(noun: Token) -> int:
    """The last token of a noun phrase before a relative clause or apposition that a comma sets off at its end."""
    for c in children(noun, "relcl", "appos"):
        if c.right_edge.i == noun.right_edge.i and c.left_edge.i > noun.i + 1:
            before = noun.doc[c.left_edge.i - 1]
            if before.text == ",":
                return int(before.i - 1)
    return int(noun.right_edge.i)


def _before_writers_aside(parsed: Parsed, head: Token, high: int) -> int:
    """The last token before a relative clause that a comma sets off at the end: there the writer explains a noun.

    "said he would meet Lund, who leads the council": who Lund is, the speaker did not say; nor what others say of it,
    "claims that it works, which doctors dispute".
    """
    if _WITH_RELATIVES.isdisjoint(parsed.lowers[head.i + 1 : high + 1]):
        return high
    last = parsed.tokens[high]
    for token in (last, *last.ancestors):
        if token == head or token.i <= head.i:
            return high
        if token.dep_ == "relcl" and token.right_edge.i == high:
            first = token.left_edge
            set_off = first.i - 1 > head.i and parsed.tokens[first.i - 1].text == ","
            others = first.lower_ == "which" and _others_say(token)
            return first.i - 2 if set_off and (first.lower_ in _ASIDES or others) else high
    return high


def _others_say(verb: Token) -> bool:
    """Whether a relative clause says what others think of what was said: "which scientists dismiss"."""
    subject = child(verb, "nsubj")
    told = cues.verb(verb)
    return (
        told is not None
        and subject is not None
        and subject.tag_ in ("NNS", "NNP", "NNPS", "NN")
        and told.kind in _SAYING
    )


def _inserted(cue: Token) -> Token | None:
    """What stands before an inserted cue, "if it rains, she said, the game is off": a clause or phrase; or None.

    The comma behind the cue shows that it is inserted. "Asked about it, he said" is a circumstance of the cue.
    """
    if cue.i + 1 >= len(cue.doc) or cue.doc[cue.i + 1].text != ",":
        return None
    subject = child(cue, "nsubj")
    first = next(iter(cue.children), None)
    if subject is None or first is None or first.i > subject.i:
        return None
    return first if first.dep_ == "prep" or (first.dep_ == "advcl" and mark_of(first)) else None


def _regained(clause: Token, cue: Token) -> Token | None:
    """The first verb in the content that is the cue's equal; see `governor`."""
    if clause.i < cue.i or cue.pos_ != "VERB":
        return None
    clauses = [clause, *conjuncts(clause)]
    found = [*clauses[1:], *(c for one in clauses for c in children(one, "advcl"))]
    others = [v for v in found if v.i > clause.i and governor(v) == cue]
    return min(others, key=lambda v: v.i, default=None)


def _contrasted(parsed: Parsed, head: Token, high: int) -> Token | None:
    """The first clause in a subtree that sets another voice against the content, wherever it was hung."""
    if "while" not in parsed.lowers[head.i + 1 : high]:
        return None
    for token in parsed.tokens[head.i + 1 : high]:
        if token.lower_ == "while" and token.dep_ == "mark" and _contrasts(token.head):
            return token.head
    return None


def _joined_by_another(parsed: Parsed, head: Token, cue: Token) -> Token | None:
    """A clause that a comma and "and" or "but" join to what somebody says now, in which others say what they do.

    "Generals say the army is weak, and one of them fears that it will lose": what one fears, the generals do not say.
    """
    if head.i < cue.i or cue.tag_ not in _NOW or child(head, "mark") is not None:
        return None
    for other in conjuncts(head):
        told = cues.verb(other) if other.tag_ in _NOW and other.i > head.i else None
        first = other.left_edge.i
        if (
            told is None
            or told.kind not in _MINDED
            or child(other, "ccomp") is None
            or child(other, "nsubj") is None
        ):
            continue
        before = [t for t in parsed.lowers[max(first - 2, 0) : first] if t]
        if before in ([",", "and"], [",", "but"]):
            return other
    return None


def _contrasts(verb: Token) -> bool:
    """Whether a clause sets another voice against the content: "while others say ..."."""
    return (
        verb.dep_ == "advcl"
        and mark_of(verb) == "while"
        and has_subject(verb)
        and cues.verb(verb) is not None
    )
