"""What a text says somebody is: a title, an apposition, "is a", "who heads the union", "of the Farmers' Party".

    >>> from foedus.reporting.names.people import people_of
    >>> from foedus.reporting.parsing.language import parse
    >>> people = people_of(parse("Kari Lund, who heads the fishermen's union, spoke. Anna Weir of the Centre Party left."))
    >>> [[role.words for role in person.roles] for person in people]
    [["head of the fishermen's union"], ['of the Centre Party']]

A possessive before an office is told by the body named before: "its president" is the president of the union.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.reporting.names import antecedents
from foedus.reporting.names.gazetteer import is_place
from foedus.reporting.names.long_titles import is_behind_body, office_before
from foedus.reporting.names.person import Person, Role
from foedus.reporting.names.roles import OFFICES, OFFICES_AND_TITLES, OFFICES_OF_VERBS
from foedus.reporting.names.voices import is_group
from foedus.reporting.parsing.grammar import child, children
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_MALE = frozenset(
    "mr mr. sir lord king prince chairman congressman spokesman businessman gentleman man husband father son".split()
)
_FEMALE = frozenset(
    "mrs mrs. ms ms. miss dame lady queen princess chairwoman congresswoman spokeswoman businesswoman woman wife mother daughter".split()
)
_IN_TITLES = frozenset(("compound", "amod", "nmod", "det", "poss", "case"))
_LONGEST_BODY = 6
"""Words of a body before the noun that ends its name."""
_DETERMINER = re.compile(r"^(?:an?|the|his|her|its|their)\s+", re.IGNORECASE)


def learn(parsed: Parsed, person: Person, tokens: Tokens) -> None:
    """Note the titles and appositions of one mention."""
    head = tokens.root
    before = parsed.tokens[max(head.left_edge.i, tokens.start - 8) : tokens.start]
    title = [t for t in before if t.dep_ in _IN_TITLES and not t.is_punct]
    if title and title[-1].i == tokens.start - 1:
        _add(person, " ".join(t.text for t in title), title[-1].lemma_.lower())
    for other in children(head, "appos", "relcl", "prep"):
        if other.dep_ == "appos" and _can_be_role(other):
            _add(person, _plain(parsed, other) + _owner(parsed, other), other.lemma_.lower())
        elif other.dep_ == "relcl" and other.i > head.i:
            _does(parsed, person, other)
        elif other.dep_ == "prep" and other.lower_ in ("of", "from") and other.i >= tokens.end:
            _belongs(parsed, person, other)
    if (office := _long_title(parsed, tokens)) is not None:
        _add(person, _before_name(parsed, office, tokens), office.lemma_.lower())
    elif head.dep_ == "appos" and _can_be_role(head.head):
        office = head.head
        _add(person, _before_name(parsed, office, tokens) + _owner(parsed, office), office.lemma_.lower())
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        noun = child(head.head, "attr")
        if noun is not None and noun.pos_ == "NOUN":
            _add(person, _plain(parsed, noun), noun.lemma_.lower())
    inside = parsed.lowers[tokens.start : tokens.end] + [t.lower_ for t in title]
    if "rep." in inside or (tokens.start and parsed.lowers[tokens.start - 1] in ("rep.", "rep")):
        _add(person, "representative", "representative")
    if not _FEMALE.isdisjoint(inside):
        person.gender = "f"
    elif not _MALE.isdisjoint(inside):
        person.gender = person.gender or "m"


def _long_title(parsed: Parsed, tokens: Tokens) -> Token | None:
    """The office with which the title behind which a name stands begins: "head" of "the head of the Oslo office, Ada Berg"."""
    start = tokens.start
    if start < 3:
        return None
    if parsed.texts[start - 1] == ",":
        at = office_before(parsed, start - 1) if tokens.root.dep_ == "appos" else None
    else:
        at = office_before(parsed, start) if is_behind_body(parsed, start) else None
    if at is None:
        return None
    office = parsed.tokens[at]
    return office if office.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj") else None


def _can_be_role(noun: Token) -> bool:
    """Whether an apposition says what somebody is: a common noun, or an office with a capital ("Leader of the Opposition")."""
    return noun.pos_ == "NOUN" or (noun.pos_ == "PROPN" and noun.lower_ in OFFICES_AND_TITLES)


def _does(parsed: Parsed, person: Person, verb: Token) -> None:
    """Note what "who heads the union", "who was a minister" say somebody is."""
    subject = child(verb, "nsubj")
    if subject is None or subject.lower_ != "who":
        return
    if verb.lemma_ == "be":
        noun = child(verb, "attr")
        if noun is not None and noun.pos_ == "NOUN" and verb.tag_ in ("VBZ", "VBP"):
            _add(person, _plain(parsed, noun), noun.lemma_.lower())
        return
    office = OFFICES_OF_VERBS.get(verb.lemma_)
    on = child(verb, "prep") if verb.lemma_ in ("sit", "serve", "preside") else None
    held = child(verb, "dobj") if on is None else child(on, "pobj")
    if office is not None and held is not None and verb.tag_ in ("VBZ", "VBP"):
        _add(person, f"{office} of {_plain(parsed, held)}", office)


def _belongs(parsed: Parsed, person: Person, preposition: Token) -> None:
    """Note of which body somebody is: "Per Dahl of the Centre Party"."""
    body = child(preposition, "pobj")
    if body is not None and (is_group(body) or body.ent_type_ == "ORG"):
        _add(person, f"{preposition.lower_} {_plain(parsed, body)}", "")


def _owner(parsed: Parsed, office: Token) -> str:
    """Whose an office is that "its" stands before: " of the fishermen's union"; "" where it is not told."""
    owner = next((c for c in children(office, "poss") if c.lower_ == "its"), None)
    if owner is None:
        return ""
    noun = antecedents.noun_before(parsed, parsed.span_of(owner).start, antecedents.institution)
    if noun is None or noun.i - noun.left_edge.i > _LONGEST_BODY:
        return ""
    if is_place(noun.text) and office.lemma_.lower() not in OFFICES:
        return ""  # a body has a head or a chief economist, a state has ministers
    return f" of {parsed.words(parsed.span_of(noun.doc[noun.left_edge.i : noun.i + 1]))}"


def _add(person: Person, words: str, noun: str) -> None:
    words = _DETERMINER.sub("", " ".join(words.split()))
    if words and all(r.words != words for r in person.roles):
        person.roles.append(Role(words, noun))
    if noun in _FEMALE:
        person.gender = "f"
    elif noun in _MALE and not person.gender:
        person.gender = "m"


def _plain(parsed: Parsed, noun: Token) -> str:
    """The words of a noun phrase up to a relative clause."""
    end = noun.right_edge.i
    for c in children(noun, "relcl"):
        end = min(end, c.left_edge.i - 1)
    while end > noun.i and (parsed.doc[end].is_punct or parsed.doc[end].is_space):
        end -= 1
    return str(parsed.words(parsed.span_of(parsed.doc[noun.left_edge.i : end + 1])))


def _before_name(parsed: Parsed, noun: Token, tokens: Tokens) -> str:
    """The words of a title up to the name behind it."""
    end = max(noun.i, tokens.start - 1)
    while end > noun.i and (parsed.doc[end].is_punct or parsed.doc[end].is_space):
        end -= 1
    return str(parsed.words(parsed.span_of(parsed.doc[noun.left_edge.i : end + 1])))
