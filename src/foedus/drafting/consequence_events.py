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
from foedus.wording import third_person

_DISCLAIMED = re.compile(
    r"\b(?:do|does|did|would|could|can|am|is|are)(?: not|n[’']t|not) (?:\w+ )?"
    r"(?:say|saying|think|thinking|believe|claim|claiming|suggest|suggesting|mean|expect|predict|fear|imagine)\b",
    re.IGNORECASE,
)
_POINTS_ELSEWHERE = re.compile(
    r"^(?:it|this|that|he|she|they|we|you|i|one)\b(?: \w+){1,2}$|^(?:he|she|they|we|you|i) (?:say|says|ask|asks|tell|tells)\b|"
    r"^no\b.*\bthat (?:would|will|could|can|might|may)\b",
    re.IGNORECASE,
)
_WITHOUT_A_NAME = frozenset({"which", "who", "that", "one", "we", "you", "i"})
_NOUN_PHRASE = re.compile(
    r"^(?:an?|the|its|his|her|their|no|one|two|three|another|some|more|less|such)\b", re.IGNORECASE
)
_PARTICIPLE = re.compile(
    r"^(?:\w+ly )?(?:\w+ed|felt|seen|read|hit|lost|left|cut|met|paid|told|taken|made|built|bound|brought|held|put|set|thrown|drawn|given|likely|unlikely|bound|sure|certain)\b"
)
_BEHELD = frozenset({"see", "get", "find", "expect"})


def is_told(name: str, voices: Sequence[Statement]) -> bool:
    """Whether a group of statements tells of an event: some voice claims it, and its name says which."""
    claimed = [voice for voice in voices if not _DISCLAIMED.search(voice.words)]
    return bool(claimed) and not _POINTS_ELSEWHERE.match(name)


def as_event(name: str, voices: Sequence[Statement]) -> str:
    """The name with "an exit" for its subject, where the reader left that out."""
    clause = clause_of(plain_words(names_it(voices).point))
    if clause is None or clause.denied or clause.no_longer or not has_exit_for_subject(clause):
        return name
    if clause.subject.strip(" ,").lower() in _WITHOUT_A_NAME:
        seen = name.lower().startswith(f"{clause.verb} ") and clause.verb in _BEHELD
        return f"{clause.rest[:1].upper()}{clause.rest[1:]}" if seen else name
    if clause.verb == "be":
        passive = _PARTICIPLE.match(name.lower()) and not _NOUN_PHRASE.match(name)
        return f"An exit is {name[:1].lower()}{name[1:]}" if passive else name
    verb, _, rest = name.partition(" ")
    return f"An exit {third_person(clause.verb)} {rest}" if verb.lower() == clause.verb and rest else name
