"""Whom a noun means as a source: a person by name or description, an outlet, or the words of the text.

>>> from foedus.reporting.names.conversation import Conversation
>>> from foedus.reporting.names.people import people_of
>>> from foedus.reporting.parsing.language import parse
>>> parsed = parse("Kari Lund, a professor of law, said no. The professor added that it was late.")
>>> talk = Conversation(parsed, "", None, (), people_of(parsed), at=len("Kari Lund, a professor of law, said no. "))
>>> noun = parsed.tokens[12]
>>> noun.text, meant_by_noun(talk, noun, parsed.span_of(parsed.tokens[11:13])).name
('professor', 'Kari Lund')
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.attribution.source_words import called, head_of, words_of_source
from foedus.reporting.names import antecedents, descriptions
from foedus.reporting.names.bodies_again import body_again
from foedus.reporting.names.conversation import Conversation, Speaker
from foedus.reporting.names.gazetteer import country_of
from foedus.reporting.names.named_sources import person_named
from foedus.reporting.names.outlets_meant import outlet_meant
from foedus.reporting.names.people import Person
from foedus.reporting.names.roles import KINDS_OF, OFFICES, TITLES
from foedus.reporting.parsing.clauses import tree_of
from foedus.reporting.parsing.grammar import child

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNNAMED = frozenset(
    "official source diplomat lawmaker legislator politician aide adviser advisor insider executive minister negotiator "
    "envoy officer parliamentarian deputy mp person man woman".split()
)
"""Nouns by which copy takes up somebody whom it may not name."""
_MEMBERS = frozenset(("member", "person", "figure", "one", "man", "woman", "representative", "participant"))
_ISSUED = frozenset(
    ("statement", "declaration", "communique", "communiqué", "letter", "tweet", "post", "release")
)
_NAMING = frozenset(
    ("named", "identified", "anonymity", "anonymously", "authorised", "authorized", "declined")
)
_OWNED = re.compile(r"^(?:its|his|her)\s+", re.IGNORECASE)


def meant_by_noun(talk: Conversation, head: Token, span: Span, owner: str = "") -> Speaker:
    """Whom a noun means that heads a source with these words; ``owner`` is whom "its" or "his" before it means."""
    several = child(head, "conj") is not None and not _in_two_offices(talk, head, span)
    person = None if several else person_named(talk.parsed, talk.people, head, span)
    if person is not None:
        return talk.speaker_of(person)
    if (issuer := _issued_by(talk, head)) is not None:
        return issuer
    words = words_of_source(talk.parsed, head, span)
    outlet = outlet_meant(head, words, [speaker.name for speaker in talk.last], talk.outlet)
    if outlet:
        return Speaker(outlet, mention=span)
    if (same := _same_again(talk, head) or _of_that_age(talk, head)) is not None:
        return same
    if not several and not any(_tells_apart(c) for c in head.children):
        person = _described(talk, head, span.start, country_of(owner) if owner else None)
        if person is not None and person.name != owner:
            return talk.speaker_of(person)
    if owner:
        return Speaker(_OWNED.sub(f"{owner}'s ", called(words), count=1), mention=span)
    again = _again(talk, head)
    if not again and not several and (body := body_again(talk, head)) is not None:
        return body
    return Speaker(again or called(words), mention=span)


def _issued_by(talk: Conversation, head: Token) -> Speaker | None:
    """Who issued a statement that is made the source: "a statement by the ministry said"."""
    if head.lemma_ not in _ISSUED:
        return None
    by = next((c for c in head.children if c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from")), None)
    issuer = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    if issuer is None or not (
        issuer.pos_ == "PROPN" or antecedents.institution(issuer) or antecedents.one_person(issuer)
    ):
        return None
    last = next(
        (c.left_edge.i for c in issuer.children if c.dep_ == "prep" and c.lower_ in ("on", "about")), None
    )
    stop = last if last is not None else issuer.right_edge.i + 1
    return meant_by_noun(talk, issuer, talk.parsed.span_of(issuer.doc[issuer.left_edge.i : stop]))


def _is_what_it_is_about(talk: Conversation, mention: Span) -> bool:
    """Whether a name is the subject of its sentence, or stands in apposition to it."""
    tree, i = tree_of(talk.parsed), talk.parsed.indices_in(mention)[-1]
    for _ in range(4):
        if tree.dep[i] in ("nsubj", "nsubjpass"):
            return True
        if tree.dep[i] not in ("appos", "compound", "nmod"):
            return False
        i = tree.head[i]
    return False


def _in_two_offices(talk: Conversation, head: Token, span: Span) -> bool:
    """Whether two offices under one article are those of the one name behind them: "the MP and former minister Ada Berg"."""
    tokens = talk.parsed.tokens_in(span)
    articles = [t for t in tokens if t.lower_ in ("the", "a", "an", "his", "her", "its")]
    named = [p for p in talk.people if any(span.start < m.start and m.end == span.end for m in p.mentions)]
    office = head.lower_ in OFFICES | TITLES or (head.pos_ == "NOUN" and antecedents.one_person(head))
    return office and len(articles) == 1 and len(named) == 1 and "," not in tokens.text


def _same_again(talk: Conversation, head: Token) -> Speaker | None:
    """Who spoke last without a name, where the bare noun is repeated: "a senior official", then "the official"."""
    last = talk.last[-1] if talk.last else None
    if last is None or not descriptions.is_definite(head) or not talk.is_unnamed(last):
        return None
    if any(c.dep_ not in ("det", "punct") and not _says_why_unnamed(c) for c in head.children):
        return None
    tokens = talk.parsed.tokens_in(last.mention) if last.mention is not None else ()
    if not tokens:
        return None
    near = talk.parsed.paragraph_at(talk.spoke - 1), talk.parsed.paragraph_at(talk.at)
    follows = None not in near and near[1].index - near[0].index <= 1  # type: ignore[union-attr]
    varied = head.lower_ in _UNNAMED and follows and head_of(tokens).lemma_ in _UNNAMED | _MEMBERS
    same = head_of(tokens).lemma_ == head.lemma_ or last.name.endswith(
        f" {head.lower_}"
    )  # "the other official"
    return last if same or varied else None


def _of_that_age(talk: Conversation, head: Token) -> Speaker | None:
    """Who spoke last, where an age takes them up: "the 71-year-old"."""
    last = talk.last[-1] if talk.last else None
    if (
        last is None
        or talk.are_many(last)
        or (head.lower_ not in ("old", "year-old") and "year-old" not in head.lower_)
    ):
        return None
    words = talk.parsed.lowers[max(head.i - 4, 0) : head.i + 1]
    return last if ("year" in words and descriptions.is_definite(head)) or "year-old" in head.lower_ else None


def _says_why_unnamed(clause: Token) -> bool:
    """Whether a relative clause says why somebody is not named: "the source, who cannot be named because"."""
    return clause.dep_ == "relcl" and any(t.lower_ in _NAMING for t in clause.subtree)


def _described(talk: Conversation, head: Token, position: int, country: str | None) -> Person | None:
    """Whoever a definite noun in the singular describes ("the minister"), of a country where the owner is one."""
    heading = talk.is_heading(position)
    if head.tag_ not in ("NN", "NNP") or not (descriptions.is_definite(head) or heading):
        return None
    if head.pos_ == "PROPN" and head.lemma_.lower() not in OFFICES:
        return None  # "the White House" is not its spokesman
    spoken = [s.name for s in talk.last[-6:]]
    found = descriptions.holder(talk.people, head, position, spoken, country=country)
    if found is None:
        found = descriptions.in_office(talk.people, head, position)
    if found is None and (heading or descriptions.description_of(head)[0]):
        found = descriptions.holder(talk.people, head, position, spoken, later=True, country=country)
    if found is None and not talk.last and country is None:
        found = descriptions.headlined(_in_headline(talk), head)
    if found is None:
        found = descriptions.known_elsewhere(talk.elsewhere, head)
    return found if found is not None else _called_otherwise(talk, head, position)


def _called_otherwise(talk: Conversation, head: Token, position: int) -> Person | None:
    """The one person whom the sentence before is about, called by another noun: "Ola Lund disagrees. The former minister said"."""
    here = talk.parsed.sentence_at(position)
    before = talk.parsed.sentence_at(here.start - 2) if here is not None else None
    if here is None or before is None or before.paragraph is not here.paragraph:
        return None
    lemma = head.lemma_.lower()
    plain = [c for c in head.children if c.dep_ not in ("det", "amod", "punct", "appos") and c.lower_ != "ex"]
    told_on = head.dep_ == "nsubj" and head.head.i < head.i and not plain  # "..., said the president"
    if plain or not (position == here.start or told_on) or not antecedents.one_person(head):
        return None
    named = [(m, p) for p in talk.people for m in p.mentions if before.start <= m.start < here.start]
    about = [person for mention, person in named if _is_what_it_is_about(talk, mention)]
    if len(named) != 1 or len(about) != 1:
        return None
    offices = {r.noun for r in about[0].roles} & OFFICES
    if any(lemma in KINDS_OF.get(r.noun, ()) for r in about[0].roles):
        return about[0]  # the Danish leader is the president
    former = any(c.lower_ in ("former", "ex", "veteran", "retired") for c in head.children)
    return about[0] if former or (lemma not in OFFICES and not offices) else None


def _in_headline(talk: Conversation) -> Person | None:
    """The one person who is a subject in the title, or named in it, or with whose name it begins."""
    if talk.beside is None or talk.beside.offset > talk.parsed.offset:
        return None
    first = talk.beside.offset
    named = [p for p in talk.people if any(m.start < talk.parsed.offset for m in p.mentions)]
    subjects = [p for p in named if any(m.start < talk.parsed.offset for m in p.subjects)]
    opening = [p for p in named if p.mentions[0].start <= first + 1]
    return next((group[0] for group in (subjects, named, opening) if len(group) == 1), None)


def _again(talk: Conversation, head: Token) -> str:
    """Who was named in more words before and is now named by the noun alone: "the officials", "ministry"."""
    beside = [c for c in head.children if c.dep_ not in ("det", "punct", "case")]
    heading = talk.is_heading(talk.parsed.span_of(head).start)
    if beside or head.pos_ != "NOUN" or not (descriptions.is_definite(head) or heading):
        return ""
    for speaker in reversed(talk.last):
        if speaker.mention is None:
            continue
        tokens = talk.parsed.tokens_in(speaker.mention)
        if len(tokens) > 1 and tokens.root.lemma_ == head.lemma_ and tokens.root.tag_ == head.tag_:
            return speaker.name
    if heading and talk.beside is not None:
        noun = next(
            (
                t
                for t in talk.beside.tokens
                if t.lemma_ == head.lemma_ and t.n_lefts and t.pos_ in ("NOUN", "PROPN")
            ),
            None,
        )
        if noun is not None:
            return words_of_source(
                talk.beside, noun, talk.beside.span_of(noun.doc[noun.left_edge.i : noun.i + 1])
            )
    return ""


def _tells_apart(child: Token) -> bool:
    """Whether a noun's modifier makes it somebody who was not described before: "a minister who", "aide on trade"."""
    return child.dep_ == "relcl" or (child.dep_ == "prep" and child.lower_ not in ("of", "for", "to"))
