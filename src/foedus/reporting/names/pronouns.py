"""Whom a pronoun of the third person means as a source: "he" said, in "their" view, "others" doubt it.

    >>> from foedus.reporting.names.conversation import Conversation
    >>> from foedus.reporting.names.people import people_of
    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("Kari Lund came late. She said that it was no use.")
    >>> talk = Conversation(parsed, "", None, (), people_of(parsed), at=21)
    >>> meant_by_pronoun(talk, parsed.tokens[5], parsed.span_of(parsed.tokens[5]), alone=True).name
    'Kari Lund'

"He" and "she" take the most salient person whom gender allows, "it" an institution, "they" a group; "others" and "one"
are parts of a group.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.attribution.speeches import ASKING
from foedus.reporting.intake import outlets
from foedus.reporting.names import antecedents
from foedus.reporting.names.actors import cast_of
from foedus.reporting.names.conversation import Conversation, Speaker
from foedus.reporting.names.gazetteer import country_in, country_of
from foedus.reporting.names.genders import called
from foedus.reporting.names.people import Gender, Person
from foedus.reporting.names.salience import most_salient
from foedus.reporting.names.speaking_nouns import meant_by_noun
from foedus.reporting.parsing.clauses import tree_of
from foedus.reporting.parsing.grammar import children

if TYPE_CHECKING:
    from spacy.tokens import Token

_HE = frozenset(("he", "his", "him", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_IT = frozenset(("it", "its", "itself"))
_THEY = frozenset(("they", "their", "them", "themselves"))
_QUANTIFIERS = frozenset(
    ("many", "some", "several", "most", "few", "the", "certain", "various", "a", "number", "of")
)
_OWNING = frozenset(("his", "her", "its"))
_RULING = frozenset(("government", "cabinet", "administration", "country"))
_OF_STATES = _RULING | frozenset(("parliament", "ministry", "legislature", "senate", "army", "court"))
_NO_NAME = frozenset(("The", "A", "An", "Its", "His", "Her", "Their", "This", "That", "It"))
_LONGEST_OWNER = 4
"""Words of whoever can stand with a possessive: "Kari Lund's office", not "the committee that drew it up's chair"."""
_PARTS = frozenset(("some", "one", "another", "others", "most", "several", "few"))
_OF_THOSE = re.compile(
    r"(?:one|another|some|most|several|a few) of them|the other|(?:one|another),? (?:who|speaking)\b.*"
)
"""Part of those who were just told of: "one of them", "the other", "one, who asked not to be named"."""
_SINGLE = ("one", "another", "other")
"""Words that alone name a part of the group that was named before."""


def meant_by_pronoun(talk: Conversation, head: Token, span: Span, *, alone: bool) -> Speaker | None:
    """Whom a pronoun of the third person means, or "others" where it stands alone; None for any other word."""
    word = head.lower_
    if word in _HE or word in _SHE:
        return _person(talk, span, "m" if word in _HE else "f")
    if word in _THEY:
        return _plural(talk, span)
    if word in _IT and head.pos_ == "PRON":
        return _institution(talk, span)
    if word not in _PARTS and word != "other":
        return None  # the words of most sources need not be looked at
    of_those = (word in _PARTS and alone) or _OF_THOSE.fullmatch(talk.parsed.words(span).lower())
    return _part(talk, head, span) if of_those else None


def owner_of(talk: Conversation, head: Token, span: Span) -> str:
    """Whose a source is that a possessive pronoun begins: "its prime minister", "his office"; "" where it is not told.

    Whom what is said is about may own who says it: "Oslo will sign, its foreign ministry said".
    """
    pronoun = next((c for c in children(head, "poss") if c.lower_ in _OWNING), None)
    if pronoun is None:
        return ""
    at, talk.at = talk.at, span.start
    where = talk.parsed.span_of(pronoun)
    if pronoun.lower_ == "its":
        noun = antecedents.noun_before(talk.parsed, talk.at, antecedents.institution)
        owner = "" if noun is None else _owning(_phrase(talk, noun).name)
    else:
        owner = _person(talk, where, "m" if pronoun.lower_ == "his" else "f").name
    talk.at = at
    if head.lemma_.lower() in _RULING:
        owner = cast_of(talk.parsed).countries.get(owner, owner)
    return "" if owner == talk.parsed.words(where) or len(owner.split()) > _LONGEST_OWNER else owner


def _owning(name: str) -> str:
    """What can have a minister or a spokesman: a state, an organisation, a body by name; "" for any other name."""
    if country_of(name) is None and name.rpartition(" ")[2].lower() in _OF_STATES:
        name = country_in(name) or ""  # "Norway's cabinet"
    return name if name[:1].isupper() and name.partition(" ")[0] not in _NO_NAME else ""


def unnamed_before(talk: Conversation, person: Person | None) -> Speaker | None:
    """Somebody without a name who spoke, or is the first subject, in this paragraph, where no named person is."""
    paragraph = talk.parsed.paragraph_at(talk.at)
    if paragraph is None or talk.speaking:
        return None
    start = paragraph.span.start
    last = talk.last[-1] if talk.last else None
    if last is not None and talk.spoke > start and talk.is_unnamed(last):
        since = last.mention.start if last.mention is not None else start
        named_since = person is not None and person.last_before(talk.at) > since
        return None if named_since and not _spoken_to(talk, person, since) else last
    if talk.spoke > start or (person is not None and person.last_before(talk.at) >= start):
        return None
    noun = antecedents.first_in(talk.parsed, Span(start, talk.at), antecedents.somebody)
    return None if noun is None else meant_by_noun(talk, noun, talk.parsed.span_of(list(noun.subtree)))


def _spoken_to(talk: Conversation, person: Person | None, since: int) -> bool:
    """Whether somebody was only spoken to since: "an adviser wrote to Minister Lund that", and then "he"."""
    if person is None:
        return False
    tree = tree_of(talk.parsed)
    for mention in person.mentions:
        if not since < mention.start < talk.at:
            continue
        name = talk.parsed.indices_in(mention)[-1]
        above = tree.head[name]
        told = tree.dep[name] in ("dobj", "dative") or (tree.dep[name] == "pobj" and tree.low[above] == "to")
        if not told or (tree.dep[name] == "pobj" and not tree.tag[tree.head[above]].startswith("V")):
            return False
    return True


def _person(talk: Conversation, span: Span, gender: Gender) -> Speaker:
    """The most salient person before a pronoun, else who spoke last, else somebody without a name."""
    others = [
        p
        for p in talk.people  # in their own words they are "I"
        if p.name != talk.speaking and talk.genders.get(p.name, gender) == gender
    ]
    fits = [p for p in others if (p.gender or called(talk.parsed, p)) in ("", gender)]
    if (announced := _announced(talk, span)) is not None:
        return announced
    person = _opening(talk, span, fits) or most_salient(talk.parsed, others, talk.floor(), talk.at, gender)
    unnamed = None if _is_object(talk, span) else unnamed_before(talk, person) or _just_named(talk, person)
    if unnamed is not None:
        return unnamed
    if person is not None:
        talk.genders.setdefault(person.name, gender)
        return talk.speaker_of(person)
    last = next((s for s in reversed(talk.last) if s.name.lower() not in ASKING), None)
    if last is not None and not talk.are_many(last) and outlets.known(last.name) is None:
        return last
    themselves = most_salient(talk.parsed, fits, talk.floor(), span.start, gender)
    if themselves is not None:  # "Minister Lund had brought back, she said, a rebate"
        return talk.speaker_of(themselves)
    return _noun_before(talk, span, antecedents.somebody)


def _opening(talk: Conversation, span: Span, people: Sequence[Person]) -> Person | None:
    """Whoever thinks or says the first part of a sentence that goes on behind a semicolon: "Lund doubts it; it is, she said, late"."""
    sentence = None if talk.speaking else talk.parsed.sentence_at(span.start)
    if sentence is None:
        return None
    tokens = talk.parsed.indices_in(Span(sentence.start, span.start))
    part = next((i for i in tokens if talk.parsed.texts[i] in (";", ":")), None)
    if part is None:
        return None
    end = talk.parsed.span_of(talk.parsed.tokens[part]).start
    named = [(m.start, p) for p in people for m in p.subjects if sentence.start <= m.start < end]
    return min(named, key=lambda found: found[0])[1] if named else None


def _announced(talk: Conversation, span: Span) -> Speaker | None:
    """Somebody without a name of whom a sentence tells before its colon: "A diplomat was blunter: it is, he said, late"."""
    sentence = None if talk.speaking else talk.parsed.sentence_at(span.start)
    if sentence is None:
        return None
    tokens = talk.parsed.indices_in(Span(sentence.start, span.start))
    colon = next((i for i in tokens if talk.parsed.texts[i] == ":"), tokens.start)
    tree = tree_of(talk.parsed)
    if any(talk.parsed.tokens[i].is_quote for i in range(tokens.start, colon)):
        return None  # the colon is of what is said
    for i in range(tokens.start, colon):
        if (
            tree.low[i] != "one"
            and tree.dep[i] == "nsubj"
            and tree.head[i] < colon
            and antecedents.one_person(talk.parsed.tokens[i])
        ):
            found = _phrase(talk, talk.parsed.tokens[i])
            return found if talk.is_unnamed(found) else None
    return None


def _just_named(talk: Conversation, person: Person | None) -> Speaker | None:
    """Somebody without a name who is the subject right before, where no person is named since and nobody spoke.

    "An official, who asked not to be named, was blunter. 'It is late,' he said"; also before a colon.
    """
    here = talk.parsed.sentence_at(talk.at)
    if here is None or talk.speaking:
        return None
    before = talk.parsed.sentence_at(here.start - 2) or talk.parsed.sentence_at(here.start - 3)
    if before is None or before.paragraph is not here.paragraph or talk.spoke > before.start:
        return None
    if person is not None and person.last_before(talk.at) >= before.start:
        return None
    tree, tokens = tree_of(talk.parsed), talk.parsed.tokens
    for i in talk.parsed.indices_in(before.span):
        if tree.dep[i] == "nsubj" and tree.dep[tree.head[i]] == "ROOT" and antecedents.one_person(tokens[i]):
            return _phrase(talk, tokens[i])
    return None


def _is_object(talk: Conversation, span: Span) -> bool:
    """Whether a pronoun is what the subject beside it acts on, and so means somebody else: "a source quotes him"."""
    return bool(talk.parsed.tokens_in(span).root.dep_ in ("dobj", "dative"))


def _plural(talk: Conversation, span: Span) -> Speaker:
    if (told := _told_of_since(talk)) is not None:
        return told
    for speaker in reversed(talk.last[-3:]):
        if talk.are_many(speaker):
            return speaker
    return _noun_before(talk, span, antecedents.group)


def _told_of_since(talk: Conversation) -> Speaker | None:
    """The group that is the subject of the sentence before, in the same paragraph, where nobody spoke in it: "The Greens disagree. They"."""
    here = talk.parsed.sentence_at(talk.at)
    before = talk.parsed.sentence_at(here.start - 2) if here is not None else None
    if here is None or before is None or before.paragraph is not here.paragraph or talk.spoke > before.start:
        return None
    tree, tokens = tree_of(talk.parsed), talk.parsed.tokens
    for i in talk.parsed.indices_in(before.span):
        verb = tree.head[i]
        if tree.dep[i] != "nsubj" or tree.dep[verb] != "ROOT" or tokens[i].pos_ not in ("NOUN", "PROPN"):
            continue
        if antecedents.group(tokens[i]) or (tokens[i].pos_ == "PROPN" and tree.tag[verb] in ("VB", "VBP")):
            return _phrase(talk, tokens[i])
    return None


def _noun_before(talk: Conversation, span: Span, fits: Callable[[Token], bool]) -> Speaker:
    """Who or what a pronoun stands for that has not spoken yet: the most salient noun before it."""
    noun = antecedents.noun_before(talk.parsed, talk.at, fits)
    if noun is None:
        return Speaker(talk.parsed.words(span), mention=span)
    return _phrase(talk, noun)


def _phrase(talk: Conversation, noun: Token) -> Speaker:
    phrase = noun.doc[noun.left_edge.i : noun.right_edge.i + 1]
    return meant_by_noun(talk, noun, talk.parsed.span_of(phrase))


def _institution(talk: Conversation, span: Span) -> Speaker:
    """It: a government or institution in the same sentence, else the last one that spoke, else one just named."""
    noun = antecedents.noun_before(talk.parsed, talk.at, antecedents.institution, back=0)
    if noun is not None:
        return _phrase(talk, noun)
    people = {p.name for p in talk.people if p.roles or p.gender or " " in p.name}
    for speaker in reversed(talk.last[-2:]):
        if speaker.name not in people and not talk.are_many(speaker):
            return speaker
    return _noun_before(talk, span, antecedents.institution)


def _many_who_spoke(talk: Conversation) -> Token | None:
    """The noun of the group that spoke last, one of whom goes on: "Ministry sources said so; one said why"."""
    last = talk.last[-1] if talk.last else None
    if last is None or last.mention is None or not talk.are_many(last):
        return None
    noun = talk.parsed.tokens_in(last.mention).root
    return noun if noun.tag_ == "NNS" and antecedents.people(noun) else None


def _part(talk: Conversation, head: Token, span: Span) -> Speaker:
    """Some, after "many diplomats": some diplomats; one, after "two officials": one official."""
    told, word = talk.parsed.words(span), head.lower_
    words = told if word == "others" else told.partition(",")[0].removesuffix(" of them")
    group = talk.last[-1].name.split() if talk.last and talk.are_many(talk.last[-1]) else []
    while group and group[0].lower() in _QUANTIFIERS:
        group = group[1:]
    if word == "others":
        named = bool(group) and group[-1][0].islower() and len(group) < 5
        return Speaker(f"{words} ({' '.join(group)})" if named else words, mention=span)
    noun = _many_who_spoke(talk) if word in _SINGLE else None
    back = 2 if word == "other" else 1  # the one was told of in between
    noun = noun or antecedents.noun_before(talk.parsed, talk.at, antecedents.member, back)
    if noun is None:
        return Speaker(told, mention=span)
    single = "person" if noun.lemma_.lower() == "people" else noun.lemma_.lower()
    kind = single if word in _SINGLE else noun.lower_
    return Speaker(f"{words} {kind}", mention=span)
