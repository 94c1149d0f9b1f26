"""Who does what a clause tells: on which side of a threat, and in which capacity.

    >>> from foedus.reporting.parsing.language import parse
    >>> from foedus.reporting.threats.threat import find_threat
    >>> parsed = parse("Norway threatened to leave the fisheries treaty with Iceland. Lawmakers approved the plan.")
    >>> threat = find_threat([parsed])
    >>> doer_of(parsed, 13, threat, "")
    Doer(side='threatener', kind='legislature')

A government, a ministry or a parliament whose country the clause does not name is the threatener's: that is
whom reports of a threat are about. Sources, experts and media are on no side.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from foedus.reporting.names.actors import OFFICES, Mention, cast_of
from foedus.reporting.names.gazetteer import country_in, country_of
from foedus.reporting.parsing.clauses import Tree, tree_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.remembered import once_per_parse_and_other
from foedus.reporting.threats.act_words import classes_of
from foedus.reporting.threats.agreements import agreements_in
from foedus.reporting.threats.capacities import (
    CALLED,
    CAPACITIES,
    capacities_of_people,
    capacity_of,
    capacity_of_word,
    phrase_of,
)
from foedus.reporting.threats.threat import Threat

_SIDELESS = frozenset({"expert", "insider", ""})
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "who", "which", "that", "his", "her", "its", "their", "him", "them"}
)
_HUMAN = frozenset({"he", "she", "his", "her", "him"})
_SELF = frozenset({"i", "we", "my", "our"})
_STATES = frozenset({"backdown", "dismay", "divide", "expect", "commitment", "final", "ready"})
AT_HOME = frozenset({"legislature", "court", "party", "interest", "public", "candidate"})
"""Capacities of those at home who are not the government."""
OTHER_PARTIES = "other parties to "
"""How counterparts begin that no article names."""
_STEPS = 6
_NEAREST = 5
"""Tokens before a relative pronoun within which its noun stands."""
_FURTHEST = 80
"""Tokens to go back for what a pronoun means, at most."""


class Doer(NamedTuple):
    """Who does something: the side ("" if not known) and the capacity ("" if not known)."""

    side: str = ""
    kind: str = ""


NOBODY = Doer()


def doer_of(parsed: Parsed, i: int, threat: Threat, speaker: str) -> Doer:
    """Who does what the token ``i`` tells; ``speaker`` is who "I" and "we" mean, or an empty name."""
    at = subject_at(tree_of(parsed), i)
    if at is None:
        return NOBODY
    known = _known_doers(parsed, threat)
    doer = known.get((at, speaker))
    if doer is None:
        doer = known[at, speaker] = role_at(parsed, at, threat, speaker)
    return doer


@once_per_parse_and_other
def _known_doers(parsed: Parsed, threat: Threat) -> dict[str | tuple[int, str], Doer]:
    """Speakers by name, and doers by their token and who speaks of them, as far as they were asked for."""
    return {}


def subject_at(tree: Tree, i: int) -> int | None:
    """The token of who does it: the subject, the agent of a passive, the owner of a noun; None if nobody is named."""
    if tree.tag[i][:1] in "NJ" and tree.dep[i] not in ("acomp", "attr", "ROOT", "oprd"):
        own = _owner(tree, i)
        if own is not None:
            return own
        i = _verb_over(tree, i)
    if tree.tag[i][:1] == "N" and tree.dep[i] == "ROOT" and not tree.has_subject(i):
        before = [c for c in tree.children[i] if c < i and tree.dep[c] in ("compound", "nmod")]
        return (
            before[-1] if before else None
        )  # a headline's verb taken for a noun: "Danish MPs vote to leave"
    return _subject_of(tree, i, _STEPS)


def _subject_of(tree: Tree, i: int, steps: int) -> int | None:
    """The doer of a verb, looked for upwards at most some steps."""
    found = tree.subject(i)
    agent = None if found is not None and _is_state(tree, i) else _agent(tree, i)
    if agent is not None or found is None:
        above = tree.head[i]
        if agent is not None or steps == 0 or above == i:
            return agent
        if tree.dep[i] == "acl" and tree.tag[i] != "VB":  # "a bill passed", "members seeking"
            active = tree.tag[i] == "VBG" or any(tree.dep[c] == "dobj" for c in tree.children[i])
            return above if active else None
        return subject_at(tree, above) if tree.tag[above][:1] == "N" else _subject_of(tree, above, steps - 1)
    if tree.dep[found] == "nsubjpass" and not _is_state(tree, i):
        return None
    if tree.low[found] == "who" and tree.dep[i] == "relcl" and tree.low[tree.head[i]] == "those":
        return subject_at(tree, tree.head[tree.head[i]]) if tree.head[i] != i else None
    relative = tree.low[found] in ("who", "which", "that") and tree.dep[i] == "relcl"
    return tree.head[i] if relative else found


def _is_state(tree: Tree, i: int) -> bool:
    """Whether a participle tells a state of its subject: "was appalled", "is expected to sign"."""
    return bool(classes_of(tree.low[i]) & _STATES)


def _agent(tree: Tree, i: int) -> int | None:
    """Who a passive was done by, but not "rejected by 41 votes"."""
    for c in tree.children[i]:
        if tree.dep[c] == "agent" and tree.children[c]:
            by = tree.children[c][0]
            return None if any(tree.dep[g] == "nummod" for g in tree.children[by]) else by
    return None


def _owner(tree: Tree, i: int) -> int | None:
    for c in tree.children[i]:
        if tree.dep[c] == "poss":
            return c
        if tree.dep[c] == "prep" and tree.low[c] in ("by", "from") and tree.children[c]:
            return tree.children[c][0]
    return None


def _verb_over(tree: Tree, i: int) -> int:
    for _ in range(6):
        if tree.head[i] == i or tree.tag[i][:1] == "V" or tree.tag[i] == "MD":
            break
        i = tree.head[i]
    return i


def role_at(parsed: Parsed, i: int, threat: Threat, speaker: str) -> Doer:
    """The side and the capacity of the phrase that a token heads."""
    tree = tree_of(parsed)
    if tree.low[i] in _SELF:
        own = threat.side_of(speaker) if speaker else "outsider"
        return Doer("" if own == "outsider" else own, "government")
    if tree.low[i] in _PRONOUNS:
        meant = _antecedent(parsed, tree, i)
        return role_at(parsed, meant, threat, speaker) if meant is not None else NOBODY
    kind = capacity_of(parsed, tree, i)
    side = _side_of(parsed, tree, i, threat)
    if side:
        return Doer(side, kind or "government")
    if kind == "partner":
        return Doer("counterpart", "government")
    if kind in ("minister", "government", "") and tree.tag[i][:3] == "NNP":
        owner = next((c for c in tree.children[i] if tree.low[c] in ("his", "her", "its", "their")), None)
        if owner is not None:  # "his adviser Lund"
            return Doer(role_at(parsed, owner, threat, speaker).side, kind or "minister")
        return Doer("", kind or "person")  # a name whose country the article does not tell
    return Doer("" if kind in _SIDELESS else "threatener", kind)


def _antecedent(parsed: Parsed, tree: Tree, i: int) -> int | None:
    """The subject before a pronoun that it can mean: a person for "he" and "she"."""
    if tree.low[i] in ("which", "who", "that"):
        return next((j for j in range(i - 1, max(-1, i - _NEAREST), -1) if tree.tag[j][:1] == "N"), None)
    cast, human = cast_of(parsed), tree.low[i] in _HUMAN
    for j in range(i - 1, max(-1, i - _FURTHEST), -1):
        if tree.dep[j] not in ("nsubj", "nsubjpass") or tree.tag[j][:1] != "N":
            continue
        mention = cast.holding(j)
        if human:
            fits = (mention.sort == "person") if mention else tree.low[j] in OFFICES or tree.tag[j] == "NNP"
        else:
            fits = (
                tree.low[i] not in ("they", "their", "them") or mention is not None or tree.tag[j][-1] == "S"
            )
        if fits:
            return j
    return None


def _side_of(parsed: Parsed, tree: Tree, i: int, threat: Threat) -> str:
    """The side that names in the phrase tell; "" if it names nobody whose side is known."""
    cast = cast_of(parsed)
    mine = cast.holding(i)
    if mine is not None and (mine.country or mine.sort == "organisation" or mine.actor in threat.people):
        return _side(mine, threat)
    if any(m.start <= i < m.end and threat.means(m) and not m.new for m in agreements_in(parsed)):
        return "counterpart"
    for j in phrase_of(tree, i):
        mention = cast.holding(j)
        seated = mention is not None and (
            not mention.place or capacity_of_word(tree, i) in ("insider", "minister")
        )
        if mention is not None and seated and (mention.country or mention.sort == "organisation"):
            return _side(mention, threat)  # "officials in Oslo"
    named = (
        mine.actor
        if mine is not None
        else tree.word[i]
        if tree.tag[i][:2] == "NN" and tree.word[i].istitle()
        else ""
    )
    known = side_of_name(named, threat)
    return "" if known == "outsider" else known


def _side(mention: Mention, threat: Threat) -> str:
    side = threat.side_of(mention.actor)
    side = threat.side_of(mention.country) if side == "outsider" and mention.country else side
    return _member_side(side, bool(mention.country), threat)


def _member_side(side: str, country: bool, threat: Threat) -> str:
    """The side with the other members of an agreement of many counted as counterparts: "Brazil offered", of Mercosur."""
    many = threat.kind == "organisation" or any(c.startswith(OTHER_PARTIES) for c in threat.counterparts)
    return "counterpart" if side == "outsider" and country and many else side


def side_of_name(name: str, threat: Threat) -> str:
    """The side of an actor by name, of a person also by the last name alone; "" for no name."""
    if not name:
        return ""
    return threat.side_of(
        next((p for p in threat.people if p.split()[-1] == name.rsplit(maxsplit=1)[-1]), name)
    )


def teller_of(parsed: Parsed, speaker: str, threat: Threat) -> Doer:
    """The side and the capacity of a speaker by name; NOBODY for the article's own voice.

    The side is "" for sources and officials without a name, who speak for nobody, and for people whose country
    no article tells.
    """
    if not speaker:
        return NOBODY
    known = _known_doers(parsed, threat)
    teller = known.get(speaker)
    if teller is None:
        teller = known[speaker] = _teller_of(parsed, speaker, threat)
    return teller


def _teller_of(parsed: Parsed, speaker: str, threat: Threat) -> Doer:
    words = speaker.lower().split()
    classes = frozenset().union(*map(classes_of, words))
    kinds = {kind for kind, called in CALLED if called in classes}
    if "Commission" in speaker.split():
        kinds.add("partner")  # the executive of a union of states
    kind = capacities_of_people(parsed).get(speaker) or next(
        (k for k in ("partner", "insider", "expert", *CAPACITIES) if k in kinds), "person"
    )
    side = side_of_name(speaker, threat)
    if kind == "insider":
        return Doer(side if side == "counterpart" else "", kind)
    known = (
        country_of(speaker)
        or threat.countries.get(speaker)
        or threat.countries.get(words[-1].title())
        or country_in(speaker)
    )
    if kind == "partner" and side == "outsider":
        return Doer("counterpart", "government")
    side = _member_side(side, bool(known), threat)
    return Doer(side if side != "outsider" or known else "", kind)


@cache
def names_of(doer: Doer) -> frozenset[str]:
    """What a row of a table of signs can call a doer."""
    names = {
        "any",
        doer.kind,
        f"{doer.side}:{doer.kind}",
        doer.side or ("stranger" if doer.kind == "person" else "sideless"),
    }
    if doer.side in ("counterpart", "outsider"):
        names.discard(doer.kind)  # a capacity alone means the threatener's
    if doer.side == "threatener":
        names.add("home" if doer.kind in AT_HOME else "government")
    return frozenset(names)
