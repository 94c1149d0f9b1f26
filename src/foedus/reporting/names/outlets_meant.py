"""Which outlet a source means: its name, "the agency", "this editorial", "the news website Harbour Gazette".

>>> from foedus.reporting.parsing.language import parse
>>> head = parse("The paper said no.").tokens[1]
>>> outlet_meant(head, "The paper", (), "Bergen Post")
'Bergen Post'
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedus.reporting.intake import outlets
from foedus.reporting.names.gazetteer import is_place
from foedus.reporting.names.roles import OUTLET_NOUNS, REPORTS, WRITERS
from foedus.reporting.parsing.grammar import child

if TYPE_CHECKING:
    from spacy.tokens import Token


_OF_PAPERS = frozenset(
    "page white green policy position discussion internal leaked research working background strategy draft options "
    "confidential briefing".split()
)
"""What a paper is that somebody drew up, as against a newspaper."""

_OWN_VOICE = frozenset(("editorial", "op-ed"))
"""Articles in which a paper speaks for itself."""


def outlet_meant(head: Token, words: str, spoken: Sequence[str], own: str) -> str:
    """The outlet that is named, whose report it is, or that "the paper" means: the last of its kind, else the one in hand.

    Args:
        head: the source's noun.
        words: the source's words.
        spoken: who has spoken so far, the newest last.
        own: the outlet in hand.
    """
    owner = child(head, "poss")
    names = [words] if owner is None or head.lemma_ not in REPORTS else [words, owner.text]
    names += _beside(head) + ([_without_adjective(head)] if head.pos_ == "PROPN" else [])
    if head.lemma_ in REPORTS:
        names += [
            _without_adjective(t)
            for c in head.children
            if c.lower_ in ("in", "by", "from")
            for t in c.children
        ]
    known = next((found for name in names if (found := outlets.cited(name)) is not None), None)
    if known is not None:
        return known.name
    if head.lower_ in WRITERS and any(c.lower_ == "this" for c in head.children):
        return own
    if (told := _called(head) or _editorial_of(head)) is not None:
        return told
    kinds = OUTLET_NOUNS.get(head.lower_) if not _is_document(head) else None
    if kinds is None or not any(c.lower_ == "the" for c in head.children) or head.n_rights:
        return ""
    for speaker in reversed(spoken):
        cited = outlets.known(speaker)
        if cited is not None and cited.kind in kinds:
            return cited.name
    return own if "own" in kinds else ""


def _editorial_of(head: Token) -> str | None:
    """The paper, which no table holds, that an editorial stands in: "an editorial in Nordposten"."""
    if head.lemma_ not in _OWN_VOICE:
        return None
    paper = next((t for c in head.children if c.lower_ == "in" for t in c.children), None)
    if paper is None or paper.pos_ != "PROPN" or is_place(paper.text) or paper.ent_type_ in ("DATE", "GPE"):
        return None
    first = next((t.i for t in paper.subtree if t.pos_ == "PROPN" or t.text in ("The", "Le", "La")), paper.i)
    return str(paper.doc[first : paper.i + 1].text)


def _is_document(head: Token) -> bool:
    """Whether a paper is no newspaper: "the 14-page paper", "the policy paper"."""
    return any(
        t.lower_ in _OF_PAPERS or t.like_num
        for c in head.children
        if c.dep_ in ("compound", "amod", "nummod", "nmod")
        for t in c.subtree
    )


def _without_adjective(noun: Token) -> str:
    """The name in a phrase such as "the state-run Fjord Daily"."""
    first = next((t.i for t in noun.subtree if t.pos_ == "PROPN"), noun.i)
    return str(noun.doc[first : noun.i + 1].text)


def _beside(head: Token) -> list[str]:
    """The name that follows a noun for an outlet: "the news website Harbour Gazette"."""
    if head.lower_ not in OUTLET_NOUNS:
        return []
    after = head.doc[head.i + 1 : head.i + 5].text.split()
    return [" ".join(after[:n]) for n in range(len(after), 0, -1)]


def _called(head: Token) -> str | None:
    """The name of an outlet that no table holds, right behind a noun for one: "the newspaper Nordposten"."""
    if "own" not in OUTLET_NOUNS.get(head.lower_, ()) or head.lower_ in WRITERS - {"newspaper"}:
        return None
    doc, end = head.doc, head.i + 1
    while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper():
        end += 1
    return str(doc[head.i + 1 : end].text) or None
