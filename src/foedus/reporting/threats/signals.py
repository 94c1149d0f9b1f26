"""How an expression of exit signals one: mused about, threatened, notified, or only spoken of.

    >>> from foedus.reporting.threats.exits import exits_in
    >>> from foedus.reporting.parsing.language import parse
    >>> [signal_of(e) for e in exits_in(parse("Norway privately weighs leaving the fisheries treaty with Iceland."))]
    ['musing']

The classes follow how public a signal is: a private musing that leaks, a public threat, a formal notice (the
louder, the dearer to go back on: Fearon 1994).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from foedus.reporting.names.gazetteer import country_of
from foedus.reporting.threats.exits import Exit

Signal = Literal["quiet", "musing", "threat", "notice"]
SIGNALS: tuple[Signal, ...] = ("quiet", "musing", "threat", "notice")

_ATTITUDES = frozenset(
    "muse consider weigh mull ponder contemplate think talk toy speak discuss study explore float review examine raise".split()
)
_OPTIONS = frozenset(
    "idea possibility option consideration urge call press push recommend propose proposal table".split()
)
_THREATENING = frozenset(
    "threaten threat warn warning vow pledge ultimatum prepared ready prepare hint intend plan want seek intent intention "
    "declare order draft refuse insist signal promise demand willing hesitate announce decide decision request begin start "
    "statement vote reserve instruct approve bill resolve resolution authorise authorize direct".split()
)
_WHOSOEVER = frozenset("threat draft order decision statement intent announce vote".split())
"""What speaks for the state that would leave, whoever is the subject: "the minister announced that it leaves"."""
_LOUD = frozenset("threaten threat ultimatum warn announce decide declare order vow".split())
AVERTING = frozenset("avert avoid prevent stop head forestall stave dissuade save discourage deter".split())
"""Verbs over an exit that others want to keep from happening: they report no signal of who would leave."""
REVERSING = frozenset(
    "suspend postpone delay reverse revoke rescind withdraw drop cancel halt shelve abandon defer".split()
)
"""Verbs over a noun of exit that call it off: "suspended the termination"."""
_SAYING = frozenset("say tell write add suggest speak".split())
_NOTIFYING = frozenset("notify notice notification".split())
_MADE_KNOWN = frozenset("decision intention intent instrument".split())
"""What a notice hands over, by the usual formula: "notified the depositary of its decision to withdraw"."""
_HANDING_OVER = frozenset("notify notification deposit lodge".split())
_AT_HOME = frozenset("parliament congress senate cabinet assembly lawmaker legislator public press".split())
"""Whom a government tells at home: no notice to the other parties."""
_YET_TO_COME = frozenset(
    "intend plan want prepare ready threaten vow promise consider weigh order ask urge empower authorise authorize expect likely".split()
)
"""Words over the handing over by which it has not been done."""
_DOUBTING = frozenset(
    "unlikely likely possible doubt deny denial bluff predict expect believe probable serious chance oppose convince sure "
    "legal effect fear move step use".split()
)


_ENDING = frozenset("terminate revoke abrogate annul cancel rescind denounce renounce repudiate".split())
"""Verbs of ending by one side's declaration, which gives the notice; "denounce" mostly means to criticise."""


def gives_notice(e: Exit, threatener: str) -> bool:
    """Whether the threatener is reported to have ended its agreement by declaration: "revoked the pact with effect"."""
    if e.word not in _ENDING or e.noun or e.negated or e.conditional or e.agreement is None:
        return False
    if not (e.done or (e.modal == "present" and not e.governors)):
        return False
    return e.official if e.leaver is None or e.word == "denounce" else e.leaver == threatener


def signal_of(e: Exit) -> Signal | None:
    """The signal that an expression of exit reports, or None: "Bern thinks that Oslo will leave" reports none."""
    own = e.self_said or e.leaver is None
    if AVERTING & set(e.governors[:2]) or (e.noun and REVERSING & set(e.governors[:1])):
        return None
    if e.sort == "review":
        return "musing" if own else None
    return "notice" if _is_handed_over(e) else _by_what_stands_over(e, own)


def _by_what_stands_over(e: Exit, own: bool) -> Signal | None:
    """The signal by the words over an expression of exit, the nearest first, else by its own tense."""
    for governor in e.governors[:4]:  # the nearest decides: "notified allies that it is weighing" is a musing
        if governor in _NOTIFYING and e.modal in ("", "will", "going", "present") and not e.conditional:
            return "notice"
        if governor in _THREATENING and (own or governor in _WHOSOEVER):
            return "musing" if e.private and governor not in _LOUD else "threat"
        if (governor in _ATTITUDES and own) or governor in _OPTIONS:
            return "musing"
    if (
        e.modal in ("will", "would", "shall", "going")
        and e.leaver
        and country_of(e.leaver)
        and not e.noun
        and not e.negated
    ):
        return "threat"
    if e.self_said and _SAYING & set(e.governors[:4]):
        return "musing" if e.private or e.modal in ("may", "might", "could") else "threat"
    return None


def is_anothers(e: Exit, threatener: str) -> bool:
    """Whether another state than the threatener is said to leave."""
    return e.leaver is not None and country_of(e.leaver) not in (None, threatener)


def _is_handed_over(e: Exit) -> bool:
    """Whether the decision to leave is told to the other parties: "notified them of its intention to withdraw"."""
    if e.modal or e.negated or e.conditional or not _MADE_KNOWN & set(e.governors[:1]):
        return False
    given = next((i for i, g in enumerate(e.governors[:4]) if g in _HANDING_OVER), 0)
    return given > 0 and not (_AT_HOME & set(e.governors[:given]) or _YET_TO_COME & set(e.governors[given:]))


def weight_of(e: Exit) -> float:
    """How much an expression of exit says that one is threatened; 0 for an exit that was done (a precedent)."""
    if e.done:
        ended = e.sort == "suspend" or (e.word in _ENDING and e.official)
        return 3.0 if ended and e.agreement else 0.0
    if e.sort == "review":
        return 1.0
    share = 1.0 if e.agreement else 0.5
    if signal_of(e):
        return 3.0 * share
    if (
        e.modal
        or e.governors[:1] == ("go",)
        or e.conditional
        or e.negated
        or e.sort == "lapse"
        or _DOUBTING & set(e.governors[:4])
    ):
        return 2.0 * share
    return 1.0


def loudest(exits: Iterable[Exit], enough: float = 3.0, threatener: str = "") -> Signal:
    """How the threat was let known: a notice if one is reported as given, else the signal with most weight.

    It was mused about only if some report says that it was said in private: what a government says openly that it
    considers is a threat, though a mild one.
    """
    weights = dict.fromkeys(("", *SIGNALS), 0.0)
    private = False
    for e in exits:
        signal = signal_of(e)
        if signal == "notice" and threatener and is_anothers(e, threatener):
            continue  # what another state gave notice of is a precedent
        weights[signal or ""] += weight_of(e)
        private = private or (e.private and signal is not None)
        if threatener and gives_notice(e, threatener):
            weights["notice"] += enough
    if weights["notice"] >= enough:
        return "notice"
    return "musing" if private and weights["musing"] > weights["threat"] else "threat"
