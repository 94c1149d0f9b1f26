"""The agreement that a word of exit is joined to: its object, what follows "from", its subject, a pronoun's antecedent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reporting.parsing.language import Parsed
from foedus.reporting.threats.agreements import AgreementMention
from foedus.reporting.threats.exit_polarity import is_asked, is_denied
from foedus.reporting.threats.exit_words import ExitWord, exit_forms

if TYPE_CHECKING:
    from spacy.tokens import Token

_OUT_OF = frozenset(
    "want be stay keep remain vote lead push see drag force steer ease slide storm march move pull take get sail ship".split()
)
"""Verbs with which "out of" an agreement means leaving it: jobs come out of a deal, and nobody leaves."""
_TAKING = frozenset(("get", "take", "bring"))
_STATES = frozenset(
    "country nation kingdom state states republic island islands government union league army forces troops".split()
)
"""What can be taken out of an agreement."""
_INTACT = frozenset("intact alone unchanged untouched open unsigned dead vulnerable".split())
_PART_OF = {"participation", "membership", "involvement", "commitment", "commitments", "obligations", "part", "parts", "elements", "provisions", "role", "support",
            "compliance", "implementation", "notice", "term", "ratification", "signature", "accession"}  # fmt: skip
"""What a state has in an agreement: "suspends its participation in the pact"."""
_STOPS = frozenset(",;.:")
_REACH = 10
"""Tokens between a word of exit and the agreement that it is joined to, at most."""


def joined(
    parsed: Parsed, token: Token, row: ExitWord, by_token: dict[int, AgreementMention]
) -> tuple[AgreementMention | None, int] | None:
    """The agreement joined to a word as its row needs it, and the expression's end; None if it is not joined."""
    if row.particle:
        return _out_of(token, by_token)
    if (
        row.noun != (token.pos_ in ("NOUN", "PROPN"))
        and token.tag_ not in ("NN", "NNS")
        and not token.text.istitle()
    ):
        return None
    for need in row.needs:
        if need.endswith("bare") or need.startswith("its "):
            continue
        asked = need.removeprefix("not ").removeprefix("whether ")
        mention = _by_need(parsed, token, asked, by_token)
        if mention is None or not _stands(token, need):
            continue
        if row.word != "membership" and mention.start <= token.i < mention.end:
            continue  # "the withdrawal agreement"
        if (row.word == "leave" and _left_as_it_is(token, mention)) or (
            row.word in _TAKING and _takes_things(token)
        ):
            return None
        return mention, max(mention.end, token.i + 1)
    for need in row.needs:
        noun = _object_called(token, need[4:]) if need.startswith("its ") else None
        if noun is not None:
            mention = _under(noun, by_token)
            return mention, max(mention.end if mention else 0, token.i + 1)
    if row.noun and "bare" in row.needs:
        return _before_noun(token, by_token), token.i + 1
    for need in row.needs:
        if not row.noun and need.endswith("bare") and _stands(token, need):
            words = need.removeprefix("not ").split()[:-1]
            after = token.i + 1
            if parsed.lowers[after : after + len(words)] == words and _ends(token, len(words)):
                return None, after + len(words)
    return None


def _stands(token: Token, need: str) -> bool:
    """Whether a word is negated or asked about as its row needs it."""
    if need.startswith("not "):
        return is_denied(token)
    return not need.startswith("whether ") or (is_asked(token) and not is_denied(token))


def _left_as_it_is(token: Token, mention: AgreementMention) -> bool:
    """Whether what is left stays as it is: "leave the pact intact"."""
    doc = token.doc
    return mention.end < len(doc) and (
        doc[mention.end].lower_ in _INTACT
        or any(c.dep_ in ("oprd", "acomp") and c.i >= mention.end for c in token.children)
    )


def _takes_things(token: Token) -> bool:
    """Whether a verb has a thing for its object, no state: "get a lot of work out of the pact"."""
    taken = next((c for c in token.children if c.dep_ == "dobj"), None)
    return taken is not None and taken.pos_ == "NOUN" and taken.lower_ not in _STATES


def _out_of(token: Token, by_token: dict[int, AgreementMention]) -> tuple[AgreementMention, int] | None:
    """The agreement in "wants out of the pact" and "Norway out of the pact", and where it ends."""
    head = token.head
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    verb = head.pos_ in ("VERB", "AUX")
    if after.lower_ != "of" or head.lower_ in exit_forms() or (verb and head.lemma_.lower() not in _OUT_OF):
        return None  # "pulls out of the pact": the verb is the word of exit
    mention = _next_agreement(token.doc, token.i + 2, token.sent.end, by_token)
    return (mention, mention.end) if mention is not None else None


def _object_called(token: Token, noun: str) -> Token | None:
    """A noun that is the verb's object, or the subject of its passive: "give notice", "notice was served"."""
    return next((c for c in token.children if c.lower_ == noun and c.dep_ in ("dobj", "nsubjpass")), None)


def _under(noun: Token, by_token: dict[int, AgreementMention]) -> AgreementMention | None:
    """The agreement under which notice is given, or from which a signature is withdrawn."""
    after = noun.i + 1
    if after < len(noun.doc) and noun.doc[after].lower_ in ("under", "from", "to", "of", "on", "with"):
        return _next_agreement(noun.doc, after + 1, noun.sent.end, by_token)
    return None


def _ends(token: Token, skip: int) -> bool:
    """Whether a verb has no object: nothing that could be one follows it and its particle."""
    after = token.i + 1 + skip
    if after >= len(token.doc):
        return True
    following = token.doc[after]
    if token.tag_ == "VBN" or any(c.dep_ in ("dobj", "dative", "attr") for c in token.children):
        return False
    return following.pos_ not in (
        "DET",
        "NOUN",
        "PROPN",
        "PRON",
        "ADJ",
        "NUM",
        "PART",
    ) and following.lower_ not in ("from", "of", "to", "for", "behind")


def _by_need(
    parsed: Parsed, token: Token, need: str, by_token: dict[int, AgreementMention]
) -> AgreementMention | None:
    last = need.rpartition(" ")[2]
    if need == "subject":
        return _subject_agreement(token, by_token)
    if need == "subject alone":
        return _subject_agreement(token, by_token) if _ends(token, 0) and token.dep_ != "advcl" else None
    if need == "before":
        return _before_noun(token, by_token)
    wanted = last if last in ("article", "base", "membership") else ""
    words = need.removesuffix(wanted).split() if wanted else need.split()
    if words and words[-1] == "object":
        particle = words[:-1]
        mention = _object_agreement(parsed, token, particle, by_token)
    else:
        mention = _after_preposition(parsed, token, words, by_token)
    if mention is None or (wanted and not _is_wanted(mention, wanted)):
        return None
    if not wanted and mention.sort in ("base", "article"):
        return None
    return mention


def _is_wanted(mention: AgreementMention, wanted: str) -> bool:
    if wanted == "membership":
        return "membership" in mention.text.lower()
    low = mention.text.lower()
    return mention.sort == wanted or (
        wanted == "article" and any(w in low for w in ("clause", "mechanism", "safeguard"))
    )


def _after_preposition(
    parsed: Parsed, token: Token, words: list[str], by_token: dict[int, AgreementMention]
) -> AgreementMention | None:
    """The agreement after "from", "out of", "away from", with at most a few tokens between."""
    lowers, end = parsed.lowers, token.sent.end
    *particle, last = words
    after = token.i + 1
    if particle and lowers[after : after + len(particle)] == particle:
        words, after = [last], after + len(particle)  # "walk away for good from": an adverb may part the two
    for i in range(after, min(token.i + 6, end)):
        if lowers[i] == words[0] and lowers[i : i + len(words)] == words:
            return _next_agreement(parsed.doc, i + len(words), end, by_token)
        if lowers[i] in _STOPS or (parsed.classes[i] == "VERB" and i > token.i + 1):
            return None
    return None


def _next_agreement(
    doc: object, start: int, limit: int, by_token: dict[int, AgreementMention]
) -> AgreementMention | None:
    tokens = doc[start : min(start + _REACH, limit)]  # type: ignore[index]
    for token in tokens:
        if token.i in by_token:
            return by_token[token.i]
        if token.lower_ in ("in", "of", "to") and token.i and token.nbor(-1).lower_ in _PART_OF:
            continue
        if (
            token.text in (";", ".", ":", ",")
            or token.pos_ in ("VERB", "AUX", "SCONJ")
            or token.lower_ in ("that", "which", "to", "in")
        ):
            return None
    return None


def _object_agreement(
    parsed: Parsed, token: Token, particle: list[str], by_token: dict[int, AgreementMention]
) -> AgreementMention | None:
    """The agreement that is a verb's object, or the subject of its passive."""
    doc, sent, lowers = token.doc, token.sent, parsed.lowers
    after = token.i + 1
    near = lowers[after : after + len(particle)]
    for noun in (c for c in token.children if c.dep_ in ("nsubjpass", "dobj")):
        mention = _within(noun, by_token) if not particle or near == particle else None
        if mention is not None:
            return mention
        if (
            noun.dep_ == "nsubjpass"
            and noun.pos_ == "NOUN"
            and not any(t.i in by_token for t in noun.subtree)
        ):
            return None  # "under the pact a case is suspended"
    if particle and near != particle:
        mention = _next_agreement(doc, after, sent.end, by_token)
        tail = lowers[mention.end : mention.end + len(particle)] if mention else []
        return mention if tail == particle else None
    if lowers[after + len(particle) : after + len(particle) + 1] == ["it"]:
        return _before_pronoun(token, by_token)
    mention = _next_agreement(doc, after + len(particle), sent.end, by_token)
    if (
        mention is not None
        and doc[mention.start].i - after <= 6
        and not _under_preposition(doc, after + len(particle), mention)
    ):
        return mention
    if token.tag_ == "VBN" and token.i > sent.start and _auxiliary_before(token):
        for i in range(token.i - 1, max(sent.start, token.i - 9) - 1, -1):
            if i in by_token:
                return by_token[i]
    return None


def _before_pronoun(token: Token, by_token: dict[int, AgreementMention]) -> AgreementMention | None:
    """What "it" means after a word of exit: the last agreement named before, in this sentence or the one before."""
    for i in range(token.i - 1, max(-1, token.i - 80), -1):
        if i in by_token and not by_token[i].new and by_token[i].sort in ("treaty", "acronym", "nickname"):
            return by_token[i]
    return None


def _auxiliary_before(token: Token) -> bool:
    return any(
        token.doc[i].lower_ in ("be", "been", "is", "was", "were", "are", "being")
        for i in range(max(0, token.i - 3), token.i)
    )


def _under_preposition(doc: object, start: int, mention: AgreementMention) -> bool:
    """Whether a preposition stands between a verb and the agreement (other than in "its participation in")."""
    between = doc[start : mention.start]  # type: ignore[index]
    if any(t.lower_ in _PART_OF for t in between):
        return False
    return any(t.pos_ == "ADP" for t in between)


def _within(token: Token, by_token: dict[int, AgreementMention]) -> AgreementMention | None:
    if token.i in by_token:
        return by_token[token.i]
    if token.lower_ in _PART_OF:
        for t in token.subtree:
            if t.i in by_token:
                return by_token[t.i]
    return None


def _subject_agreement(token: Token, by_token: dict[int, AgreementMention]) -> AgreementMention | None:
    for child in token.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            mention = _within(child, by_token)
            if mention is not None:
                return mention
    if token.dep_ in ("xcomp", "conj") and token.head is not token:
        return _subject_agreement(token.head, by_token) if token.head.dep_ != "xcomp" else None
    return None


def _before_noun(token: Token, by_token: dict[int, AgreementMention]) -> AgreementMention | None:
    """The agreement in "the treaty's termination"; None for "a withdrawal"."""
    for i in range(token.i - 1, max(token.sent.start, token.i - 4) - 1, -1):
        if i in by_token and by_token[i].end <= token.i:
            return by_token[i]
        if token.doc[i].pos_ in ("VERB", "AUX", "ADP", "PUNCT"):
            break
    return None
