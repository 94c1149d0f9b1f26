"""Who would leave: what the clauses above a word of exit tell, put right by the words right around it.

>>> from foedus.reporting.threats.exits import exits_in
>>> from foedus.reporting.parsing.language import parse
>>> text = "Canberra wants an explanation for the Chilean threat to leave the copper pact."
>>> [e.leaver for e in exits_in(parse(text))]
['Chile']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reporting.meaning.leavers import leaver_of
from foedus.reporting.names.actors import Cast
from foedus.reporting.parsing.grammar import child, children
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.threats.agreements import AgreementMention
from foedus.reporting.threats.exit_words import ExitWord
from foedus.reporting.threats.outsiders import outsiders_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_MAKING = frozenset(
    "make issue repeat renew reiterate execute carry drop deliver fulfil fulfill have be".split()
)
_OFFICES = frozenset(
    "government kingdom republic president premier minister cabinet parliament house senate congress assembly party department ministry commission court council "
    "governor chancellor chairman chairwoman secretary leader king queen sultan emir".split()
)
"""Offices that are no names, though a text gives them capitals."""
_OF_AN_OFFICE = 8
"""Words after an office within which its country stands."""
_GOVERNMENTS = frozenset(
    "government administration council parliament junta authorities cabinet regime leadership".split()
)
_PRIVATE = frozenset(
    "company companies firm firms business businesses bank banks airline airlines carrier carriers club clubs team teams coach "
    "player players judge judges union unions worker workers investor investors retailer tenant chef lawyer lawyers".split()
)
"""Subjects of a country that leave for themselves: "a Norwegian bank will withdraw"."""


def who_leaves(
    parsed: Parsed, cast: Cast, token: Token, row: ExitWord, agreement: AgreementMention | None
) -> tuple[str | None, str | None, bool]:
    """Who would leave, who holds the view or says it, and whether the two are one; see `leaver_of`."""
    leaver, holder, said = leaver_of(cast, token, row.noun, row.word, agreement)
    aside = _private(token) or _failing(parsed, token) or (row.noun and _by_agent(token))
    if aside or leaver in outsiders_in(parsed):
        leaver, said = None, False
    if token.i > 1 and parsed.lowers[token.i - 2 : token.i] == ["threat", "to"]:
        leaver, said = _whose(cast, parsed.doc[token.i - 2], leaver, said)
    if leaver is not None and leaver.lower() in _OFFICES and leaver not in cast.people:
        leaver = _government_of(parsed, cast, token, leaver)
    nearer = _nearer(parsed, cast, token) if leaver is not None else None
    if nearer is not None and nearer != leaver:
        leaver, said = nearer, False
    if leaver is None and holder is None and token.i:
        leaver = _right_before(parsed, cast, token)
    return leaver, holder, said


def _private(token: Token) -> bool:
    """Whether the nearest subject above an exit is no state's."""
    node = token
    for _ in range(3):
        subject = next((c for c in children(node, "nsubj") if c.pos_ == "NOUN"), None)
        if subject is not None:
            return subject.lower_ in _PRIVATE
        node = node.head
    return False


def _nearer(parsed: Parsed, cast: Cast, token: Token) -> str | None:
    """The government that "it" means where it is asked whether it leaves: "signals from Chile's government whether it will"."""
    node, steps = token, 0
    while steps < 3:
        subject = child(node, "nsubj")
        meant = subject if subject is not None and subject.lower_ == "it" else None
        if meant is not None and any(c.lower_ == "whether" for c in children(node, "mark")):
            before = [m for m in cast.at(token.sent.start, meant.i) if m.country]
            called = before and set(parsed.lowers[before[-1].end : before[-1].end + 4]) & _GOVERNMENTS
            return before[-1].country if called else None
        node, steps = node.head, steps + 1
    return None


def _by_agent(token: Token) -> bool:
    """Whether an exit is what something is done by: "Norway would be hit by the withdrawal" has Norway leave nothing."""
    return token.head.dep_ == "agent" or (token.dep_ == "pobj" and token.head.lower_ == "by")


def _failing(parsed: Parsed, token: Token) -> bool:
    """Whether an exit follows "failing which": who does not do what was asked is not who leaves."""
    words = parsed.lowers[token.sent.start : token.i]
    return "failing" in words and words[words.index("failing") + 1 :][:1] == ["which"]


def _whose(cast: Cast, threat: Token, leaver: str | None, said: bool) -> tuple[str | None, bool]:
    """Who would leave by "the threat to leave": its owner; who only speaks of it would not."""
    before = cast.holding(threat.i - 1) if threat.i else None
    if before is not None and before.sort != "person":
        return before.country or before.actor, said
    spoken_of = any(c.dep_ == "det" for c in threat.children) and threat.head.lemma_.lower() not in _MAKING
    return (None, False) if spoken_of else (leaver, said)


def _government_of(parsed: Parsed, cast: Cast, token: Token, office: str) -> str | None:
    """The country of "the Government of Norway", "the Governor of the Bank of Norway"; an office in capitals alone is no name."""
    for i in range(token.sent.start, token.sent.end - 2):
        if parsed.texts[i] == office and parsed.lowers[i + 1] == "of":
            for j in range(i + 2, min(i + _OF_AN_OFFICE, token.i)):
                named = cast.holding(j)
                if named is not None and named.country:
                    return named.country
                if not (parsed.texts[j][:1].isupper() or parsed.lowers[j] in ("the", "of", "and", "for")):
                    break
    return None


def _right_before(parsed: Parsed, cast: Cast, token: Token) -> str | None:
    """The country named right before a word in a headline, which a parse joins to nothing: "Norway suspends pact"."""
    before = cast.holding(token.i - 1)
    paragraph = parsed.paragraph_at(parsed.offset + token.idx)
    heading = paragraph is not None and paragraph.heading
    return before.country or None if heading and before is not None else None
