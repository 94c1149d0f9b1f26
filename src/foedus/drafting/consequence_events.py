"""Consequences as events: which groups of statements tell of one, and by what name it can stand in a sentence.

The reader names a consequence by its clause and leaves out the exit where that is the subject: "topple the status quo".
In a case and a brief the name stands for an event that comes about or doesn't, so it gets its subject back. What is
said not to be claimed ("I don't say that the mills would close"), and what points elsewhere for all that it says ("it
would hurt"), is no event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foedus.ledger.statement import Statement
from foedus.reporting.meaning.consequence_names import clause_of, has_exit_for_subject, plain_words
from foedus.reporting.meaning.consequences import names_it
from foedus.wording import agreeing, third_person

_DISCLAIMED = re.compile(
    r"\b(?:do|does|did|would|could|can|am|is|are)(?: not|n[’']t|not) (?:\w+ )?"
    r"(?:say|saying|think|thinking|believe|claim|claiming|suggest|suggesting|mean|expect|predict|fear|imagine)\b",
    re.IGNORECASE,
)
_POINTS_ELSEWHERE = re.compile(
    r"^(?:it|this|that|he|she|they|we|you|i|one)\b(?: \w+){1,2}$|^(?:he|she|they|we|you|i) (?:say|says|ask|asks|tell|tells)\b|"
    r"^no\b.*\bthat (?:would|will|could|can|might|may)\b|^what (?:would|will|could|might)\b",
    re.IGNORECASE,
)
_WITHOUT_A_NAME = frozenset({"which", "who", "that", "one", "we", "you", "i"})
_NOUN_PHRASE = re.compile(
    r"^(?:an?|the|its|his|her|their|no|one|two|three|another|some|more|less|such)\b", re.IGNORECASE
)
_PARTICIPLE = re.compile(
    r"^(?:\w+ly )?(?:\w+ed|felt|seen|read|hit|lost|left|cut|met|paid|told|taken|made|built|bound|brought|held|put|set|thrown|drawn|given|likely|unlikely|bound|sure|certain)\b"
)
_EXPECTED = re.compile(
    r"^(?P<who>.{2,80}?)\b(?:also |still |now |even )*(?:expects?|expected|predicts?|foresees?|reckons? with)\s+(?P<what>(?!to\b).{2,80}?)\s+to\s+"
    r"(?P<verb>[a-z]+)\b(?P<rest>.*)$"
)
"""Whose view a consequence is said to be: "the bank expects customs posts to return"."""
_ONES = frozenset({"they", "he", "she"})
_BEHELD = frozenset({"see", "get", "find", "expect"})


def is_told(name: str, voices: Sequence[Statement]) -> bool:
    """Whether a group of statements tells of an event: some voice claims it, and its name says which."""
    claimed = [voice for voice in voices if not _DISCLAIMED.search(voice.words)]
    return bool(claimed) and not _POINTS_ELSEWHERE.match(name)


def as_event(name: str, voices: Sequence[Statement], before: str = "") -> str:
    """The name with its subject where the reader left that out: "an exit", "they", or that of the clause before.

    Args:
        name: as the reader has it.
        voices: the statements that tell of the event.
        before: the words of the same speech right before, whose subject a clause without its own goes on with.
    """
    expected = _EXPECTED.match(name)
    if expected is not None:
        told = agreeing(expected["what"], f"{third_person(expected['verb'])}{expected['rest']}")
        return f"{told[:1].upper()}{told[1:]}"
    clause = clause_of(plain_words(names_it(voices).point))
    if clause is None or clause.denied or clause.no_longer:
        return name
    if (not clause.subject or clause.subject.lower() in _ONES) and name.lower().startswith(f"{clause.verb} "):
        return _with_subject(name, clause.subject or _subject_of(before))
    if not has_exit_for_subject(clause):
        return name
    if clause.subject.strip(" ,").lower() in _WITHOUT_A_NAME:
        seen = name.lower().startswith(f"{clause.verb} ") and clause.verb in _BEHELD
        return f"{clause.rest[:1].upper()}{clause.rest[1:]}" if seen else name
    if clause.verb == "be":
        passive = _PARTICIPLE.match(name.lower()) and not _NOUN_PHRASE.match(name)
        return f"An exit is {name[:1].lower()}{name[1:]}" if passive else name
    verb, _, rest = name.partition(" ")
    return f"An exit {third_person(clause.verb)} {rest}" if verb.lower() == clause.verb and rest else name


def _with_subject(name: str, subject: str) -> str:
    """A name that begins with its verb, behind a subject; as it is without one."""
    if not subject:
        return name
    verb, _, rest = name.partition(" ")
    plural = subject.lower() == "they"
    told = (
        f"{subject} {verb.lower()} {rest}"
        if plural
        else agreeing(subject, f"{third_person(verb.lower())} {rest}")
    )
    return f"{told[:1].upper()}{told[1:]}"


def _subject_of(words: str) -> str:
    """The subject of a clause with a modal verb, where it is no pronoun; "" if there is none."""
    clause = clause_of(plain_words(words)) if words else None
    subject = clause.subject.strip(" ,") if clause is not None else ""
    return "" if subject.lower() in _WITHOUT_A_NAME | _ONES | {"it", "this"} else subject
