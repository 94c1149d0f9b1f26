"""Two who were named together and are taken up again: "the former", "the latter", "the pair", "the two men", "both".

>>> from foedus.reporting.names.conversation import Conversation
>>> from foedus.reporting.names.people import people_of
>>> from foedus.reporting.parsing.language import parse
>>> parsed = parse("Kari Lund and Ola Berg signed it. The latter said that it was late.")
>>> talk = Conversation(parsed, "", None, (), people_of(parsed), at=34)
>>> one_of_a_pair(talk, parsed.tokens[9]).name
'Ola Berg'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reporting.names.conversation import Conversation, Speaker
from foedus.reporting.names.gazetteer import country_of
from foedus.reporting.parsing.clauses import Tree, tree_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHICH = {"former": 0, "latter": 1}
_TOGETHER = frozenset(("pair", "duo", "two", "both"))
_COMMON = frozenset(
    ("man", "woman", "leader", "minister", "side", "government", "country", "official", "neighbour")
)
"""Nouns behind "the two"."""
_ROLES = frozenset(("nsubj", "nsubjpass", "pobj", "dobj", "appos"))
_BACK = 5
"""Sentences in which a pair is looked for, with the one in hand."""


def one_of_a_pair(talk: Conversation, head: Token) -> Speaker | None:
    """Whom "the former" and "the latter" mean, or the two whom "the pair" and "both" mean; None for any other noun."""
    before = [c.lower_ for c in head.lefts]
    which = _WHICH.get(head.lower_) if before == ["the"] else None
    together = (head.lower_ in _TOGETHER and before in (["the"], [])) or (
        head.lemma_ in _COMMON and before in (["the", "two"], ["both"])
    )
    if (which is None and not together) or any(True for _ in head.rights):
        return None
    pair = _pair_before(talk)
    if pair is None:
        return None
    first, second = (_called(talk, i) for i in pair)
    if which is not None:
        return (first, second)[which]
    return Speaker(f"{first.name} and {second.name}", mention=talk.parsed.span_from(*pair))


def _pair_before(talk: Conversation) -> tuple[int, int] | None:
    """The heads of the last two names that "and" joins before the source in hand."""
    parsed, tree = talk.parsed, tree_of(talk.parsed)
    near = [s for s in parsed.sentences if s.start <= talk.at][-_BACK:]
    for sentence in reversed(near):
        for i in range(sentence.tokens.end - 1, sentence.tokens.start, -1):
            if tree.start[i] >= talk.at or tree.dep[i] != "conj" or not _is_name(tree, i):
                continue
            first = tree.head[i]
            joined = any(tree.low[c] == "and" for c in tree.children[first] if first < c < i)
            more = any(tree.dep[c] == "conj" for c in tree.children[i])
            if joined and not more and _is_name(tree, first) and tree.dep[first] in _ROLES:
                return first, i
    return None


def _is_name(tree: Tree, i: int) -> bool:
    return tree.tag[i] in ("NNP", "NNPS")


def _called(talk: Conversation, i: int) -> Speaker:
    """The person whose name stands at a token, or the country that it names, or its words."""
    start, end = tree_of(talk.parsed).start[i], tree_of(talk.parsed).end[i]
    for person in talk.people:
        if any(m.start <= start and end <= m.end for m in person.mentions):
            return talk.speaker_of(person)
    tree, first = tree_of(talk.parsed), i
    while first > tree.first[i] and tree.dep[first - 1] == "compound" and tree.tag[first - 1] == "NNP":
        first -= 1
    words = talk.parsed.text[tree.start[first] : end]
    return Speaker(country_of(words) or words, mention=talk.parsed.span_of(talk.parsed.tokens[i]))
