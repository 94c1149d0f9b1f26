"""Who has spoken so far in an article, and whom it names: what a pronoun or a description is resolved by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from foedus.provenance import Span
from foedus.reporting.attribution.source_words import head_of
from foedus.reporting.names import antecedents
from foedus.reporting.names.people import Gender, Person
from foedus.reporting.names.roles import OFFICES
from foedus.reporting.names.salience import Floor
from foedus.reporting.parsing.grammar import child
from foedus.reporting.parsing.language import Parsed

_MANY = frozenset(("many", "some", "others", "several", "most", "few", "people", "police", "both", "they"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is meant by an attribution's source.

    Attributes:
        name: the fullest name in the article, or the source's own words ("sources familiar with the matter");
            "" where the attribution names nobody.
        described: what the text says of the speaker ("professor of law at ..."), or "".
        mention: where the name or words were taken from, or None.
    """

    name: str
    described: str = ""
    mention: Span | None = None


@dataclass
class Conversation:
    """Who has spoken so far, in the order of the text.

    Attributes:
        parsed: the part of the article that is read, a body or a title.
        outlet: who "we" are outside of quotations.
        beside: the article's other part, or None.
        elsewhere: people of other articles on the matter.
        people: whom the article names.
        last: who has spoken, the newest last.
        spoke: where the last of what they said ends; -1 while nobody has spoken.
        at: where the source in hand stands, or what it says if that begins before.
        speaking: in whose own words the source in hand stands; "" if in nobody's.
        genders: people's names to the pronoun that was taken to mean them.
    """

    parsed: Parsed
    outlet: str
    beside: Parsed | None
    elsewhere: Sequence[Person]
    people: Sequence[Person]
    last: list[Speaker] = field(default_factory=list)
    spoke: int = -1
    at: int = 0
    speaking: str = ""
    genders: dict[str, Gender] = field(default_factory=dict)

    def floor(self) -> Floor:
        """Who has spoken, by name."""
        return Floor([speaker.name for speaker in self.last], self.spoke)

    def speaker_of(self, person: Person) -> Speaker:
        """A person as a speaker, with the longest of the roles that the article gives them."""
        role = max(person.roles, key=lambda r: len(r.words), default=None)
        return Speaker(
            person.name, role.words if role else "", person.mentions[0] if person.mentions else None
        )

    def is_heading(self, position: int) -> bool:
        """Whether a position stands in a headline."""
        sentence = self.parsed.sentence_at(position)
        return sentence is not None and sentence.paragraph.heading

    def is_unnamed(self, speaker: Speaker) -> bool:
        """Whether a speaker is one person without a name: "a spokesman for the ministry"."""
        if speaker.mention is None or any(p.name == speaker.name for p in self.people):
            return False
        tokens = self.parsed.tokens_in(speaker.mention)
        if len(tokens) == 0:
            return False
        head = head_of(tokens)
        in_office = head.tag_ == "NNP" and head.lower_ in OFFICES  # "the Chief Minister"
        one_left = speaker.name.lower().startswith("the other ")
        return in_office or one_left or antecedents.one_person(head)

    def are_many(self, speaker: Speaker) -> bool:
        """Whether a speaker without a proper name is a group of people."""
        if speaker.mention is None or any(p.name == speaker.name for p in self.people):
            return False
        tokens = self.parsed.tokens_in(speaker.mention)
        if len(tokens) == 0:
            return False
        head = tokens.root
        many = head.tag_ in ("NNS", "NNPS", "CD") or head.lower_ in _MANY or child(head, "conj") is not None
        return bool(many)
