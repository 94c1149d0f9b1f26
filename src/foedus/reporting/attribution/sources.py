"""Sources: the subject, agent, possessor or object of "according to" that an attribution names.

>>> from foedus.reporting.parsing.language import parse
>>> parsed = parse("Ms. Weir, a former envoy, hesitated and said the talks had failed.")
>>> said = next(t for t in parsed.doc if t.text == "said")
>>> parsed.words(source_span(parsed, subject_of(said)))
'Ms. Weir, a former envoy'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.provenance import Span
from foedus.reporting.names.gazetteer import is_place
from foedus.reporting.names.roles import BEFORE_NAMES, HONORIFICS
from foedus.reporting.names.voices import can_speak
from foedus.reporting.parsing.grammar import child, children, is_infinitive
from foedus.reporting.parsing.language import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset(("nsubj", "csubj", "expl"))
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_UTTERANCES = frozenset(
    "address announcement blog comment declaration email e-mail letter memo memorandum message note post release remark speech "
    "statement text tweet video".split()
)
_ISSUING = frozenset(
    "circulate deliver email give issue make post publish read release send share tweet write".split()
)
_LONGEST_NAME = 5
_PUTTING_FORWARD = frozenset("put make voice share raise hold express advance echo repeat offer".split())
_PARTING = frozenset((",", '"', "”", "’", "'", "''"))
_SHARED = frozenset(("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp"))


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive voice, or a bare past participle after a noun."""
    if child(verb, "nsubjpass", "auxpass", "agent") is not None:
        return True
    if verb.dep_ not in ("acl", "relcl") or is_past_behind_name(verb):
        return False
    return verb.tag_ == "VBN" and child(verb, "nsubj", "aux") is None


def is_past_behind_name(verb: Token) -> bool:
    """Whether a verb is the past tense of its sentence that was read as a participle: "The minister, Ada Berg, dismissed it"."""
    if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD"):
        return False
    noun = verb.head
    if noun.dep_ != "ROOT":
        return False
    if verb.tag_ == "VBD" and noun.i < verb.i and noun.pos_ == "NOUN":  # "a poll by the firm found that"
        return all(c.dep_ in ("det", "amod", "compound", "poss") for c in noun.lefts)
    if verb.i < noun.i + 3:
        return False
    name = child(noun, "appos")
    edge = verb.left_edge.i
    named = name is not None and noun.i < name.i < edge and name.pos_ == "PROPN"
    return named and verb.doc[edge - 1].text == "," and noun.pos_ in ("NOUN", "PROPN")


def torn_subject(verb: Token) -> Token | None:
    """The noun that the parser made a second subject of a cue, though what is said is of it: "the pact, says Berg, is dead"."""
    first = child(verb, "nsubj")
    if first is None or first.i > verb.i or first.pos_ == "PRON" or first.tag_ in ("WDT", "WP"):
        return None
    return first if _inserted_subject(verb, first) is not None else None


def _inserted_subject(verb: Token, first: Token) -> Token | None:
    """Who says it beside a first subject of which it is said, told by the comma or the mark that parts the two."""
    doc = verb.doc
    second = next((c for c in children(verb, "nsubj") if c.i > first.i), None)
    if second is None:  # "the pact, Ada Berg | said, had failed", read as an apposition
        name = child(first, "appos") if first.i < verb.i - 1 else None
        near = name is not None and name.i == verb.i - 1 and name.pos_ == "PROPN"
        return name if near and verb.i + 1 < len(doc) and doc[verb.i + 1].text == "," else None
    edge = second.left_edge.i
    if second.i > verb.i:
        return second if edge == verb.i + 1 and doc[verb.i - 1].text == "," else None
    if doc[edge - 1].text == "," and doc[verb.i + 1].text != ",":
        return None  # an apposition, or a list
    return second if doc[edge - 1].text in _PARTING else None


def subject_of(verb: Token) -> Token | None:
    """The noun that a verb in the active voice has for its subject, also a shared or implied one; else None."""
    told = told_of(verb)
    if told is not None:
        return child(told, "nsubj")
    for step in range(6):
        found = child(verb, "nsubj", "csubj", "expl")
        if found is not None and found.tag_ in ("WDT", "WP"):  # "which they say left a gap": they say it
            found = next(
                (c for c in verb.lefts if c.dep_ == "nsubj" and c != found and c.tag_ != "DT"), found
            )
        if (
            found is not None
            and step
            and found.lower_ == "it"
            and verb.pos_ == "ADJ"
            and verb.dep_ == "ccomp"
        ):
            verb = verb.head  # "finds it hard to imagine that"
            continue
        if found is not None:
            return (_inserted_subject(verb, found) or found) if found.dep_ == "nsubj" else None
        if step and is_passive(verb):
            return child(verb, "nsubjpass")
        person, above = _implied(verb)
        if above is None:
            return person
        verb = above
    return None


def told_of(verb: Token) -> Token | None:
    """The verb that a past one without a subject goes on with, where the parser joined it to a present one above.

    In "envoys say Lund called a meeting and said that ..." it is Lund who said so: the envoys say it now.
    """
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or child(verb, "nsubj", "nsubjpass", "aux") is not None:
        return None
    above = verb.head
    now = [above, *children(above, "parataxis")]
    for saying in now:
        if saying.tag_ not in ("VBP", "VBZ") or saying.i > verb.i:
            continue
        for c in children(saying, "ccomp"):
            if c.tag_ == "VBD" and saying.i < c.i < verb.i and child(c, "nsubj") is not None:
                return c
    return None


def _implied(verb: Token) -> tuple[Token | None, Token | None]:
    """Who does what a verb without a subject says, or else the verb whose subject it shares."""
    noun = verb.head
    if verb.dep_ == "pcomp" and noun.head.pos_ == "NOUN":
        noun = noun.head  # "took the step of criticising"
    if noun != verb.head or (verb.dep_ == "acl" and is_infinitive(verb)):
        owner = child(noun, "poss")
        shared = owner is None and noun.dep_ in ("dobj", "attr")  # "they have the right to object"
        return owner, noun.head if shared else None
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and noun.lemma_ in _UTTERANCES:
        owner = child(noun, "poss")
        if owner is not None:
            return owner, None
        if noun.dep_ == "dobj" and noun.head.lemma_ in _ISSUING:
            return None, noun.head  # "issued a statement saying": who issued it says so
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and noun.dep_ == "dobj" and not can_speak(noun):
        return None, noun.head  # "took turns rebutting the plan"
    if verb.dep_ in ("acl", "relcl"):
        return (noun if noun.pos_ in ("NOUN", "PROPN", "PRON") else None), None
    if verb.dep_ == "xcomp" and noun.dep_ in ("acomp", "attr"):
        expletive = child(noun.head, "nsubj")
        easy = expletive is not None and expletive.lower_ == "it"  # "it is easy to criticise"
        return None, None if easy else noun.head
    person = _controller(verb) or _reduced_subject(verb)
    if person is not None:
        return person, None
    tensed = verb.dep_ == "ccomp" and verb.tag_ not in ("VBG", "VB")
    return None, noun if verb.dep_ in _SHARED and noun != verb and not tensed else None


def _controller(verb: Token) -> Token | None:
    """The object that does what an infinitive says: "him" in "asked him to leave", but not in "promised him to leave"."""
    if verb.dep_ != "xcomp" or verb.tag_ != "VB" or verb.head.lemma_ in ("promise", "vow", "threaten"):
        return None
    return child(verb.head, "dobj")


def _reduced_subject(verb: Token) -> Token | None:
    """Who says it in "envoys briefed on the talks say", where the parser took "briefed" for the main verb."""
    main = verb.head
    if verb.dep_ != "parataxis" or main.tag_ not in ("VBD", "VBN") or main.i > verb.i:
        return None
    parted = any(t.is_punct for t in verb.doc[main.i + 1 : verb.i])
    return None if parted else child(main, "nsubj")


def beside(verb: Token) -> Token | None:
    """The noun right before or after a finite verb, where the parser found it no subject.

    Taken is the head of the largest noun phrase that ends before the verb and its adverbs, or begins after it.
    """
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    doc, sentence = verb.doc, verb.sent
    first, end = sentence.start, sentence.end
    i = verb.i - 1
    while i >= first and (doc[i].pos_ in ("ADV", "AUX", "PART") or doc[i].is_space):
        i -= 1
    i = _before_day(verb, i)
    if i >= first and (doc[i].pos_ in _NOMINAL or doc[i].text == ","):
        noun = doc[i - 1] if doc[i].text == "," and i > first else doc[i]
        if noun.pos_ in _NOMINAL:
            while noun.head.pos_ in _NOMINAL and noun.head != noun and noun.head.i < verb.i:
                noun = noun.head
            return noun
    if verb.i + 1 < end and doc[verb.i + 1].pos_ in (*_NOMINAL, "DET", "ADJ"):
        noun = doc[verb.i + 1]
        while noun.head != noun and noun.head.i > noun.i and noun.head.pos_ in _NOMINAL:
            noun = noun.head
        return noun if noun.pos_ in _NOMINAL else None
    return None


def _before_day(verb: Token, i: int) -> int:
    """The token before "on Monday" where that ends at token ``i``, else ``i``."""
    doc, first = verb.doc, verb.sent.start
    if i <= first + 1 or doc[i].ent_type_ not in ("DATE", "TIME"):
        return i
    day = i
    while day > first and doc[day].ent_type_ in ("DATE", "TIME"):
        day -= 1
    day -= doc[day].lower_ in ("on", "in") and day > first
    return day if doc[day].pos_ in ("PROPN", "NOUN") else i


def agent_of(verb: Token) -> Token | None:
    """The noun after "by" of a verb in the passive voice."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def holder_of(noun: Token) -> Token | None:
    """Whose claim, belief or criticism a noun names: its possessor, or the noun after "by" or "from"."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    for preposition in children(noun, "prep", "agent"):
        if preposition.lower_ in ("by", "from", "among"):
            return child(preposition, "pobj")
    for participle in noun.children:  # "the argument put forward by Lund is that"
        if participle.dep_ == "acl" and participle.tag_ == "VBN" and participle.lemma_ in _PUTTING_FORWARD:
            return agent_of(participle)
    return None


def capital_beside(word: Token) -> Token | None:
    """The government's place after "in" beside a noun or verb of the mind: "the mood in Oslo", "it is feared in Oslo"."""
    for preposition in word.children:
        if preposition.dep_ == "prep" and preposition.lower_ == "in" and preposition.i > word.i:
            place = child(preposition, "pobj")
            if place is not None and place.pos_ == "PROPN" and is_place(place.text):
                return place
    return None


def source_span(parsed: Parsed, head: Token | None, within: Span | None = None) -> Span | None:
    """The span of a source's noun phrase with its appositions, without punctuation at its ends.

    ``within`` cuts it (at the border of a quotation, say).
    """
    if head is None:
        return None
    low, high = head.left_edge.i, head.right_edge.i
    if head.pos_ == "PRON" and head.lower_ != "those":
        low = high = head.i
    doc = parsed.tokens
    high = _past_name(head, high)
    if within is not None:
        while low < head.i and parsed.offset + doc[low].idx < within.start:
            low += 1
        while high > head.i and parsed.offset + doc[high].idx >= within.end:
            high -= 1
    while low < head.i and (
        doc[low].is_punct or doc[low].is_space or doc[low].dep_ in ("cc", "preconj", "mark")
    ):
        low += 1
    while high > head.i and (
        (doc[high].is_punct and doc[high].text not in (")", "."))
        or doc[high].is_space
        or doc[high].tag_ == "POS"
    ):
        high -= 1
    return parsed.span_from(low, high)


def _second_subject(head: Token, low: int) -> bool:
    """Whether the name behind a title is what the parser made a second subject: "spokeswoman | Ada Berg | answered"."""
    if low >= len(head.doc) or head.doc[low].pos_ != "PROPN":
        return False
    name = head.doc[low]
    while name.dep_ == "compound" and name.head != name:
        name = name.head
    return head.dep_ == "nsubj" and name.dep_ == "nsubj" and name.head == head.head


def _past_name(head: Token, high: int) -> int:
    """The last token of a source with the name behind its title that the parser left out: "Colonel (retired) Per Dahl"."""
    doc = head.doc
    if head.pos_ not in ("NOUN", "PROPN") or head.lemma_.lower() not in BEFORE_NAMES or high > head.i + 6:
        return high
    while high > head.i and doc[high].is_punct:
        high -= 1
    low = high + 1
    if low < len(doc) and doc[low].text == "(":
        close = next((i for i in range(low, min(low + 5, len(doc))) if doc[i].text == ")"), None)
        low = close + 1 if close is not None else len(doc)
    elif low + 1 < len(doc) and doc[low].text == "," and doc[low + 1].lower_.rstrip(".") in HONORIFICS:
        low += 2
    elif not _second_subject(head, low):
        return high
    last = low
    while (
        last < min(low + _LONGEST_NAME, len(doc))
        and doc[last].pos_ == "PROPN"
        and doc[last].text[:1].isupper()
    ):
        last += 1
    return last - 1 if last - low > 1 else high
