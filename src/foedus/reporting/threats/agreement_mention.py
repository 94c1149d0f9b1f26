"""What a mention of an agreement says of it: its name, the words and parties that tell it from others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foedus.reporting.names.actors import Cast
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.threats.known_agreements import words_of

HEADS = {
    "treaty", "treaties", "pact", "pacts", "agreement", "agreements", "accord", "accords", "deal", "deals", "convention", "protocol",
    "alliance", "arrangement", "compact", "covenant", "charter", "concordat", "armistice", "truce", "memorandum",
    "statute", "entente", "declaration", "understanding", "framework", "lease", "leases", "area",
}  # fmt: skip
TITLED = frozenset(("declaration", "understanding", "framework", "area"))
"""Heads that are agreements in capitals alone: "the Arica Declaration"."""
OF_AN_AREA = frozenset("monetary economic trade customs currency tariff travel schengen".split())
"""Words that make an area one of states bound by an agreement: "the Nordic Travel Area"."""
BODIES = {
    "union", "organisation", "organization", "bloc", "body", "agency", "league", "community", "partnership",
    "initiative", "corridor", "club", "mechanism", "programme", "program", "grouping", "commission", "court", "council",
    "membership", "zone", "currency", "cartel", "command", "forum", "scheme", "watchdog", "regulator", "tribunal", "system", "board",
}  # fmt: skip
CLAUSES = {"clause", "safeguard"}
BASES = {"base", "bases", "airbase", "airbases"}
_EMPTY = {
    "the", "a", "an", "this", "that", "its", "their", "his", "her", "our", "old", "new", "current", "existing",
    "international", "landmark", "bilateral", "multilateral", "so-called", "entire", "whole", "yet", "another", "any",
    "such", "these", "those", "key", "major", "longstanding", "historic", "decades-old", "year-old", "foundational",
    "unfair", "proposed", "controversial", "-", "'s", "’s", "’", "“", "”", '"', "'", "three-way", "postwar", "crucial",
    "important", "vital", "signed", "member", "nation", "party", "state", "original", "amended", "present", "same", "one-sided", "term", "reported", "based", "led",
    "country", "importance", "brokered", "backed",
}  # fmt: skip
_ALIKE = {"defence": "defense", "waters": "water", "organisation": "organization", "postwar": "", "intelligence": "information", "intel": "information",
          "security": "defense", "military": "defense", "troop": "defense", "troops": "defense", "forces": "defense", "army": "defense", "stationing": "defense", "mutual": "", "deal": "", "nuclear-arms": "nuclear"}  # fmt: skip
_GENERAL = HEADS | BODIES | _EMPTY | {"of", "and", "on", "for", "in", "to", "general", "world", "united", "europe", "against", "new", "deal", "state", "north", "south",
            "european", "states", "nations", "joint", "plan", "action", "comprehensive", "convention", "treaty"}  # fmt: skip
_PLURALS = frozenset("treaties pacts agreements accords deals".split())
_BEHIND = frozenset("led based brokered backed mediated sponsored drafted built run".split())
_NEW = frozenset(("new", "second", "wider"))
_SOME = frozenset("a an any another no several other many some few numerous various all".split())
"""What begins a mention of an agreement that is none of those spoken of before."""


@dataclass(frozen=True, slots=True)
class AgreementMention:
    """A mention of an agreement.

    Attributes:
        start, end: tokens [start, end); head: the token of its noun.
        text: as written.
        name: its name in the table, or None.
        words: what tells it apart, lower case, spelling and near-synonyms levelled ("defence" as "defense").
        parties: the countries and organisations named in it.
        sort: treaty, body, base, article, nickname or acronym.
        heading: whether it stands in a headline, where capitals mean nothing.
        new: whether it is one that is sought or struck ("a new deal").
        across: those of the parties that it is said to be with ("the deal with Norway").
    """

    start: int
    end: int
    head: int
    text: str
    name: str | None
    words: frozenset[str]
    parties: tuple[str, ...]
    sort: str
    new: bool = False
    heading: bool = False
    across: tuple[str, ...] = ()

    @property
    def plural(self) -> bool:
        """Whether it is several agreements that it mentions ("bilateral treaties")."""
        return bool(_PLURALS & set(self.text.lower().split()))

    @property
    def likeness(self) -> AgreementMention:
        """The mention without its place: what tells agreements apart."""
        noun = next((w for w in ("membership", "deal") if w in self.text), "")
        return AgreementMention(0, 0, 0, noun, self.name, self.words, self.parties, self.sort, self.new)

    @property
    def bare(self) -> bool:
        """Whether it says nothing that tells one agreement from another ("the pact")."""
        return (
            self.name is None
            and not self.words
            and not self.parties
            and self.sort not in ("article", "acronym")
        )


def words_told_by(name: str | None) -> frozenset[str]:
    """What tells an agreement of the table apart, by all its names."""
    words = {_ALIKE.get(w, w) for w in words_of(name) if w.isalpha() and w not in _GENERAL} if name else ()
    return frozenset(word for word in words if word)


def mention_of(
    parsed: Parsed, cast: Cast, start: int, end: int, head: int, sort: str, name: str | None
) -> AgreementMention:
    """The record of a mention that spans tokens [start, end) with its noun at ``head``."""
    texts, lowers, classes, tokens = parsed.texts, parsed.lowers, parsed.classes, parsed.tokens
    inside = [m for m in cast.at(start, end) if m.sort in ("country", "nationality", "seat", "organisation")]
    seated = sort == "body" and texts[head].islower()  # "the Washington body"
    named = [m for m in inside if not (seated and m.sort == "seat")]
    named = [m for m in named if not _behind(lowers, m.end)]
    parties = () if name else tuple(dict.fromkeys(m.country or m.actor for m in named))
    beyond = next((i for i in range(head, end) if lowers[i] == "with"), end)
    across = tuple(dict.fromkeys(m.country or m.actor for m in named if m.start > beyond))
    covered = {i for m in inside for i in range(m.start, m.end)}
    words = set()
    for i in range(start, end):
        low = lowers[i]
        if head < i <= head + 2 and low.isdigit() and len(low) < 4:
            words.add(low)  # "Convention 169"
        if i == head or i in covered or low in _EMPTY or not tokens[i].is_alpha or tokens[i].is_stop:
            continue
        if seated and texts[i].istitle() and tokens[i].ent_type_ != "LOC":
            continue  # where it sits: "the Hague court"
        if (
            low in HEADS
            or (low in BODIES and texts[i].islower())
            or classes[i] in ("ADP", "CCONJ", "DET", "ADV")
            or low.endswith("-old")
        ):
            continue
        level = _ALIKE.get(low, low)
        if level:
            words.add(level)
    words |= words_told_by(name)
    first, low_head = lowers[start], lowers[head]
    plural = head > start and low_head in _PLURALS and tokens[start].dep_ != "det" and classes[start] != "NUM"
    new = first in _SOME or plural or not _NEW.isdisjoint(lowers[start:head])
    paragraph = parsed.paragraph_at(parsed.offset + tokens[start].idx)
    heading = paragraph is not None and paragraph.heading
    text = parsed.doc[start:end].text
    return AgreementMention(
        start, end, head, text, name, frozenset(words), parties, sort, new, heading, across
    )


def _behind(lowers: Sequence[str], after: int) -> bool:
    """Whether a name says who leads a thing or where it sits, not who is bound: "the Russian-led alliance"."""
    tail = lowers[after : after + 2]
    return len(tail) == 2 and tail[0] == "-" and tail[1] in _BEHIND
