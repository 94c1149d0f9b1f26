"""Who would leave, as the clauses around an expression of exit tell: a possessor, a subject, whom one urges or allows to.

>>> from foedus.reporting.names.actors import cast_of
>>> from foedus.reporting.parsing.language import parse
>>> parsed = parse("Iceland urged Norway to leave the salmon accord.")
>>> leaver_of(cast_of(parsed), parsed.doc[4], False, "leave", None)
('Norway', 'Iceland', False)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reporting.meaning.stance import MODALS, STEPS, TELLING, actor_at
from foedus.reporting.names.actors import Cast
from foedus.reporting.parsing.grammar import child, children
from foedus.reporting.threats.agreements import AgreementMention

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIRST = frozenset({"i", "we"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which", "that"}) | _FIRST
_GOVERNMENTS = frozenset(
    "government administration executive ministry cabinet country nation authorities leadership".split()
)
"""Nouns that, like a pronoun, mean the government named in the clause above."""
_ANYBODY = frozenset(
    "one none nobody either any each member members state party parties signatory signatories".split()
)
"""Subjects that are no actor in particular: "a member may withdraw"."""
_WHICHEVER = frozenset("any each either every neither both".split())
"""What before a subject makes it nobody in particular: "either side may withdraw"."""
_URGING = frozenset(
    "urge press persuade convince dissuade advise encourage beg implore plead appeal pressure lobby exhort counsel".split()
)
"""Verbs whose object is asked to act: who is urged to leave would leave, not who urges."""
_LETTING = frozenset(
    "permit allow entitle enable oblige require force compel authorise authorize ask request".split()
)
"""Verbs whose object may or must act: what "permits either side to leave" names nobody."""
_JUDGING = frozenset(
    "recognise recognize provide provision foresee envisage contain accept tolerate prohibit forbid oppose condemn criticise "
    "criticize deplore regret welcome ban clause".split()
)
"""What stands over an exit whose subject grants, denies or blames it, and would not leave: "recognises no exits"."""
_ENDING_ITSELF = frozenset("expire lapse collapse expiry expiration".split())
"""Words whose subject is the agreement: it ends for somebody only where somebody lets it, or threatens that it will."""
_LET = frozenset("let allow permit threaten warn vow decide".split())
_PRIVATE = frozenset(
    "company companies firm firms business businesses airline airlines bank banks investor investors farmer farmers worker "
    "workers soldier soldiers troop troops boat boats vessel vessels ship ships goods student students tourist tourists ones".split()
)
"""People and things of a country that may just leave: "American companies would leave"."""
_QUOTES = frozenset('"“”')
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def leaver_of(
    cast: Cast, token: Token, noun: bool, word: str, agreement: AgreementMention | None
) -> tuple[str | None, str | None, bool]:
    """Who would leave, who holds the view or says it, and whether the two are one.

    "take X out of" names X; a noun its possessor or modifier ("Norway's exit"); else it is the nearest subject
    above, a pronoun passing the question on to the clause above it.
    """
    own = _object_of(cast, token) if word in ("take", "pull", "bring") else None
    own = own or (_owner_of(cast, token, agreement) if noun else None)
    found, holder, explicit = own, None, False
    barred = own is None and word in _ENDING_ITSELF and not _let(token)
    node, below, steps = token, token, 0
    while steps < STEPS and holder is None:
        if node is not token and found is None and _moves_somebody(cast, node, below):
            return _object_of(cast, node), _subject_of(cast, node, token, agreement), False
        subject = _subject_of(cast, node, token, agreement)
        if subject == "" and found is None and steps < 2:
            break
        if subject:
            if found is None and not barred:
                found, explicit = subject, node is token
            if node is not token:
                holder = subject
        if found is None and node is not token and node.pos_ == "NOUN":
            found = holder = _owner_of(cast, node, agreement)
        if node.dep_ == "ROOT" or node.head is node or (node.dep_ == "conj" and _has_subject(node)):
            break
        barred = barred or _bars(node, below, noun, agreement)
        node, below, steps = node.head, node, steps + 1
    return found, holder, holder is not None and (holder == found or not (explicit or barred))


def _let(token: Token) -> bool:
    """Whether somebody lets an agreement end or threatens that it will: "let the treaty lapse"."""
    node, steps = token, 0
    while steps < STEPS and node.dep_ in ("ccomp", "xcomp", "dobj", "pobj", "prep"):
        node, steps = node.head, steps + 1
        if node.lemma_.lower() in _LET:
            return True
    return False


def _bars(node: Token, below: Token, noun: bool, agreement: AgreementMention | None) -> bool:
    """Whether who stands above a node cannot be who would leave."""
    if node is not below and below.dep_ != "compound" and node.lemma_.lower() in _JUDGING:
        return True
    subject = child(node, *_SUBJECTS)
    if subject is None:
        return False
    if noun and subject.dep_ == "nsubj" and agreement and agreement.start <= subject.i < agreement.end:
        return True
    if subject.lower_ in _GOVERNMENTS:
        said = any(c.lower_ == "that" for c in children(node, "mark"))
        return node.dep_ == "advcl" and not said  # "if the country left, Iceland would be hit"
    return subject.lower_ in _PRONOUNS - _FIRST and _another_speaks(node, subject)


def _another_speaks(node: Token, pronoun: Token) -> bool:
    """Whether the clause above has a first person for its subject, or its quotation marks shut a pronoun in."""
    head = node.head
    speaker = child(head, "nsubj")
    if speaker is None:
        return False
    low, high = sorted((pronoun.i, speaker.i))
    marks = sum(t.text in _QUOTES for t in pronoun.doc[low:high])
    return speaker.lower_ in _FIRST or marks % 2 == 1


def _moves_somebody(cast: Cast, node: Token, below: Token) -> bool:
    """Whether a verb has somebody asked or allowed to act; "leave now, she urges" asks nobody by name."""
    objects = children(node, "dobj", "dative")
    if below.dep_ in _SUBJECTS:  # "an exit would oblige Norway to pay"
        return False
    if (
        node.lemma_.lower() in _LETTING
    ):  # "a bill obliging the president to leave" means that of the clause above
        return any(actor_at(cast, c) or _is_nobody(c) for c in objects)
    return node.lemma_.lower() in _URGING and bool(objects)


def _is_nobody(token: Token) -> bool:
    """Whether a noun means no actor in particular: "a member", "either side"."""
    return token.lower_ in _ANYBODY or any(c.lower_ in _WHICHEVER for c in token.children)


def _has_subject(node: Token) -> bool:
    return child(node, *_SUBJECTS) is not None


def _subject_of(cast: Cast, node: Token, token: Token, agreement: AgreementMention | None) -> str | None:
    """The actor of a verb's subject; "" for a noun that names no actor, None for a pronoun or no subject."""
    for of in children(node, "nsubj", "agent", "nsubjpass"):
        if of.dep_ != "nsubjpass" or node is not token:
            target = next(iter(of.children), of) if of.dep_ == "agent" else of
            if agreement and agreement.start <= target.i < agreement.end:
                continue
            if agreement is None and target.lower_ in _PRIVATE:
                return ""
            actor = actor_at(cast, target)
            if actor:
                return actor
            if target.pos_ == "PROPN":
                return target.text
            passes = target.lower_ in _PRONOUNS or target.lower_ in _GOVERNMENTS
            if _is_nobody(target) or (not passes and target.pos_ == "NOUN" and node is not token):
                return ""
    return _asked_about(cast, token) if node is token else None


def _asked_about(cast: Cast, token: Token) -> str | None:
    """The subject of a headline's question, which parses take for a part of the verb's name: "Will Norway Scrap"."""
    modal = next((c for c in children(token, "aux") if c.lower_ in MODALS), None)
    if modal is None or modal.i > token.i or _has_subject(token):
        return None
    between = (c for c in token.children if modal.i < c.i < token.i and c.dep_ != "aux")
    return next((a for c in between if (a := actor_at(cast, c))), None)


def told_of(cast: Cast, token: Token) -> str | None:
    """Whom a clause above tells of an exit ("told Norway that it is leaving"): not who leaves."""
    node, steps = token, 0
    while steps < STEPS and node.head is not node:
        node, steps = node.head, steps + 1
        if node.lemma_.lower() in TELLING:
            return _object_of(cast, node)
    return None


def _object_of(cast: Cast, token: Token) -> str | None:
    return next((a for c in children(token, "dobj", "obj", "dative") if (a := actor_at(cast, c))), None)


def _owner_of(cast: Cast, token: Token, agreement: AgreementMention | None) -> str | None:
    """The possessor or modifier of a noun, or who follows it with "by" or "of"."""
    for of in children(token, "poss", "compound", "amod", "nmod", "prep"):
        if of.dep_ != "prep":
            actor = actor_at(cast, of)
            if actor and not (agreement and agreement.start <= of.i < agreement.end):
                return actor
        elif of.lower_ in ("by", "of"):
            for grandchild in of.children:
                actor = actor_at(cast, grandchild)
                if actor and not (agreement and agreement.start <= grandchild.i < agreement.end):
                    return actor
    return None
