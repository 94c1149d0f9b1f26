"""Names that a recogniser missed, by how a text introduces somebody: "Mei-Ling Corrigan of the institute", "Per Dahl, who".

    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("For Awa Ba-Keller, a researcher in Dakar, it is late.")
    >>> parsed.doc[slice(*introduced(parsed.tokens[4]))].text
    'Awa Ba-Keller'

A run is the capitalised words around a token that the parser made one name, with the parts that hyphens join.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from foedus.reporting.attribution import cues
from foedus.reporting.chains.relays import HUMAN_OR_IN_OFFICE
from foedus.reporting.intake import outlets
from foedus.reporting.names.gazetteer import is_place, names
from foedus.reporting.names.roles import BEFORE_NAMES, TITLES
from foedus.reporting.names.voices import is_agreement, is_group, is_person

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 5
"""Words of a name."""
_NO_PERSON = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "EVENT", "LAW", "LANGUAGE")
_PLACES = ("FAC",)
"""What a recogniser takes a foreign name for: a person only where the text says "who"."""
_HEADS = frozenset(("head", "deputy", "no", "number", "chair", "whip"))
"""Nouns that beside a name say what office its bearer has, and elsewhere mostly something else."""
_NEVER_SPEAKING = ("WORK_OF_ART", "NORP", "PRODUCT", "LOC")
"""What a recogniser takes a foreign name for, and what never says a thing."""


def run_before(token: Token, low: int) -> int:
    """Where the run begins that a name's token ``low`` goes on with: "Ba-Keller" from "Keller"."""
    doc = token.doc
    while low > 0 and token.i - low < 2 * LONGEST:
        before = doc[low - 1]
        if joined_by_hyphen(doc[low - 1]) and low > 1 and doc[low - 2].pos_ == "PROPN":
            low -= 2
            continue
        if before.pos_ != "PROPN" or before.dep_ != "compound" or not low <= before.head.i <= token.i:
            break
        if before.lower_ in BEFORE_NAMES or before.text in names():
            break
        low -= 1
    return low


def past_hyphens(token: Token) -> int:
    """The index behind a name's token and what hyphens join to it: "Ey-dal" from "Ey"."""
    doc, high = token.doc, token.i + 1
    while high + 1 < len(doc) and joined_by_hyphen(doc[high]):
        high += 2
    return high


def joined_by_hyphen(token: Token) -> bool:
    """Whether a token is a hyphen without white space around it."""
    return (
        token.text in ("-", "‑") and token.i > 0 and not token.whitespace_ and not token.nbor(-1).whitespace_
    )


def introduced(token: Token, last_names: Collection[str] = ()) -> tuple[int, int] | None:
    """The run that ends in a token, if it is a full name and its bearer is introduced beside it; else None.

    Or named elsewhere by the last name, one of ``last_names``.
    """
    if token.pos_ != "PROPN" or token.dep_ == "compound" or token.ent_type_ in _NO_PERSON:
        return None
    low = run_before(token, token.i)
    if low == token.i:
        return None
    high = past_hyphens(token)
    if not is_full_name(token.doc[low:high].text) or is_group(token) or is_agreement(token):
        return None
    if token.ent_type_ in _PLACES:
        return (low, high) if _is_who(token) else None
    return (low, high) if token.text in last_names or _is_introduced(token) else None


def is_full_name(words: str) -> bool:
    """Whether words can be a person's first and last name: two to five, none in capitals, no place, no outlet."""
    parts = words.split()
    return (
        1 < len(parts) <= LONGEST
        and all(part[:1].isupper() for part in parts)
        and not any(part.isupper() and len(part) > 2 for part in parts)
        and not any(c.isdigit() for c in words)
        and not is_place(words)
        and words not in names()
        and outlets.known(words) is None
    )


def _is_introduced(token: Token) -> bool:
    """Whether the text says beside a name who bears it: an apposition for people, "who", "of the institute"."""
    if token.dep_ == "appos":
        above = (
            token.head,
            token.head.head,
            token.head.head.head,
        )  # "president of the commission, the Gambian ..."
        if any(
            t.pos_ == "NOUN" and _human(t) and t.i < token.i
            for t in above[: 3 if token.head.dep_ == "pobj" else 1]
        ):
            return True
    for c in token.children:
        if c.i < token.i:
            continue
        if c.dep_ == "appos" and c.pos_ == "NOUN" and _human(c):
            return True
        if (
            c.dep_ == "prep"
            and c.lower_ in ("of", "from", "at")
            and (_is_told_of(token) or _is_named_as(token))
        ):
            return True
    if _is_who(token):
        return True
    return token.ent_type_ in _NEVER_SPEAKING and token.dep_ == "nsubj" and _says(token.head)


def _is_who(token: Token) -> bool:
    """Whether "who" or "whose" follows a name: a clause that hangs on it says what somebody does."""
    return any(
        c.dep_ == "relcl" and c.i > token.i and any(t.lower_ in ("who", "whose") for t in c.lefts)
        for c in token.children
    )


def _is_named_as(token: Token) -> bool:
    """Whether a name says who somebody is, and a comma sets off whose people they are of: "... is Ada Berg, of Oslo"."""
    doc, after = token.doc, token.i + 1
    return (
        token.dep_ == "attr"
        and after + 1 < len(doc)
        and doc[after].text == ","
        and doc[after + 1].lower_ == "of"
    )


def _is_told_of(token: Token) -> bool:
    """Whether a bare name stands where somebody speaks, acts or is cited: a subject, an agent, "according to", "for"."""
    if token.ent_type_ == "GPE" or any(t.dep_ == "det" for t in token.lefts):
        return False
    if token.dep_ in ("nsubj", "nsubjpass"):
        return True
    above = token.head
    cited = above.head.lower_ == "according" or above.dep_ == "agent"
    return token.dep_ == "pobj" and (cited or (above.lower_ in ("for", "to") and above.is_sent_start is True))


def _says(verb: Token) -> bool:
    row = cues.verb(verb) if verb.pos_ == "VERB" else None
    return row is not None and "q" in row.frames


def _human(noun: Token) -> bool:
    if noun.lower_ in _HEADS:
        return any(c.dep_ in ("prep", "poss") for c in noun.children)  # "the head of the agency"
    return is_person(noun) or noun.lemma_.lower() in HUMAN_OR_IN_OFFICE or noun.lower_ in TITLES
