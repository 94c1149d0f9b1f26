"""Signs that an expression of exit shows by the frame that it stands in: announced, called for, set under a condition.

    >>> from foedus.reporting.parsing.language import parse
    >>> from foedus.reporting.threats.threat import find_threat
    >>> parsed = parse("Norway will leave the fisheries treaty with Iceland unless quotas are raised.")
    >>> signs_of_exits(parsed, range(13), find_threat([parsed]), condition=range(8, 12))
    ('way_back_offered',)

A threat under a condition is of two sorts (Schelling 1960). One asks the other side to do something ("unless it
pays") and offers a way back; the other asks it to leave something undone ("if it imposes sanctions"), and needs
nothing further if it works.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from foedus.reporting.parsing.clauses import SUBJECTS, Tree, tree_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.threats.act_frames import Frame, Matters, frame_of, matters_of
from foedus.reporting.threats.act_words import classes_of
from foedus.reporting.threats.doers import doer_of, side_of_name, teller_of
from foedus.reporting.threats.exits import Exit
from foedus.reporting.threats.signals import AVERTING, signal_of
from foedus.reporting.threats.threat import Threat

SHOWN_BY_EXITS = frozenset(
    {
        "way_back_offered",
        "deterrent_condition",
        "decision_announced",
        "insiders_expect_exit",
        "only_called_for",
        "left_others_before",
        "denial_by_threatener",
    }
)
"""The signs that an expression of exit can show."""
_COMPELLING = frozenset({"unless", "until"})
"""What opens a condition that asks for something to be done."""
_FAILING = frozenset("not n't never no fail fails failed failing refuse refuses lack lacks only".split())
"""Words in a condition by which it asks for something to be done: "if it does not pay"."""
_OPENERS = _COMPELLING | {"if", "should", "once"}
_ANNOUNCED = frozenset({"will", "shall", "going", "'ll", "wo"})
_RANKED = frozenset({"first", "only", "last", "second", "third"})
_NOT_YET = frozenset({"yet", "now", "immediately", "unless", "until", "if", "today", "whether"})
_MEANING = ("want", "intend", "plan", "wish", "mean", "desire", "intention")
_OWN_PROCESS = frozenset(
    {"approved", "passed", "adopted", "ratified", "elected", "parliament", "vote", "approves"}
)
_ASKING = frozenset({"whether", "what", "how"})
_ASKED_WITHIN = 6
"""Tokens before an exit within which a question opens."""
_NEAR = 30
"""Tokens after an exit within which an inverted condition can begin."""
_CALLED = frozenset({"should", "must", "ought"})
_CALLERS = frozenset({"candidate", "party", "legislature", "interest", "public", "minister"})
_WEIGHING = frozenset(
    "consider weigh mull ponder contemplate muse think discuss study explore may might could idea option possibility".split()
)
_EXPECTING = frozenset({"expect"})
_FORETELLING = frozenset({"insider", "partner", "expert", "government", "minister", "person"})
"""Capacities of those whose "it will leave" is no call for it."""


def signs_of_exits(
    parsed: Parsed, tokens: Iterable[int], threat: Threat, speaker: str = "", condition: Collection[int] = ()
) -> tuple[str, ...]:
    """The ids of the signs that expressions of exit among some tokens show, each once.

    Args:
        parsed: the article's parse.
        tokens: the tokens of a statement and its cue.
        threat: the threat that the articles report.
        speaker: who says it ("" in the article's own voice).
        condition: the tokens of its condition.
    """
    tree, matters = tree_of(parsed), matters_of(parsed, threat)
    found: list[str] = []
    tokens = list(tokens)
    unless = [i for i in (*tokens, *condition) if tree.low[i] == "unless"]
    if any(_asks(parsed, i, matters, speaker) for i in unless):
        found.append("way_back_offered")  # who would leave says what would have to be done
    for i in [i for i in tokens if i in matters.exits or i in matters.others]:
        if i in matters.others and _left_before(parsed, matters.others[i], i, threat, speaker):
            found.append("left_others_before")
        e = matters.exits.get(i)
        if e is None or e.done or AVERTING & set(e.governors[:2]):
            continue
        frame = frame_of(parsed, i, matters, condition)
        if i in condition:
            continue
        negated = e.negated if e.word.startswith("not ") else frame.negated
        if negated:
            if _is_disowned(parsed, e, i, threat, speaker):
                found.append("denial_by_threatener")
            continue
        if tree.dep[i] in ("acl", "relcl") and any(
            tree.low[c] in _RANKED for c in tree.children[tree.head[i]]
        ):
            continue  # "the first country to leave": what it would be, no threat under a condition
        if tree.dep[i] in ("csubj", "nsubj", "nsubjpass") or _is_asked(tree, i):
            continue  # what leaving would bring, or whether it will come: no threat under a condition
        if tree.dep[i] == "acl" and tree.low[tree.head[i]] in (
            "reason",
            "reasons",
            "ground",
            "grounds",
            "case",
        ):
            continue  # "a reason to leave"
        if _is_anybodys(tree, i):
            continue
        condition = condition or _inverted(tree, i)
        threatened = bool(frame.modal) or signal_of(e) is not None
        sign = _conditional(tree, frame, condition) if threatened else None
        found += [sign] if sign else _plain(parsed, tree, e, frame, matters, speaker)
    return tuple(dict.fromkeys(found))


def _asks(parsed: Parsed, i: int, matters: Matters, speaker: str) -> bool:
    """Whether an "unless" opens what the threatener asks for: its own doing hangs on it, and not that it stays away."""
    tree, threat = tree_of(parsed), matters.threat
    if not speaker or tree.dep[i] != "mark" or not _speaks_for_it(parsed, speaker, threat):
        return False
    main = tree.head[tree.head[i]]
    held = matters.exits.get(main)
    if held is not None and held.negated and not held.word.startswith("not "):
        return False
    return doer_of(parsed, main, threat, speaker).side == "threatener"


def _is_asked(tree: Tree, i: int) -> bool:
    """Whether an exit stands in a question: "whether to leave", "what it would take to leave"."""
    return (
        not _ASKING.isdisjoint(tree.low[max(0, i - _ASKED_WITHIN) : i])
        or tree.low[tree.first[i]] == "whether"
    )


def _is_anybodys(tree: Tree, i: int) -> bool:
    """Whether an exit is one that the law leaves to every party: "a party may withdraw"."""
    subject = tree.subject(i)
    if subject is None or tree.low[subject] not in (
        "party",
        "member",
        "side",
        "state",
        "signatory",
        "country",
    ):
        return False
    return any(tree.low[c] in ("a", "any", "either", "each", "every") for c in tree.children[subject])


def _speaks_for_it(parsed: Parsed, name: str, threat: Threat) -> bool:
    """Whether somebody speaks for the threatener: a minister whose country no article tells is the threatener's."""
    told = teller_of(parsed, name, threat)
    return told.side == "threatener" or (told.side == "" and told.kind in ("minister", "government"))


def _is_disowned(parsed: Parsed, e: Exit, i: int, threat: Threat, speaker: str) -> bool:
    """Whether the threatener itself says without a condition that it does not leave: "we are not leaving", "no wish to go"."""
    if e.conditional or e.sort not in ("exit", "lapse") or e.noun or e.done:
        return False
    tree, teller = tree_of(parsed), e.holder or speaker
    if not _speaks_for_it(parsed, teller, threat):
        return False
    if e.leaver not in (None, teller) and threat.side_of(e.leaver) != "threatener":
        return False
    if not _NOT_YET.isdisjoint(tree.low[j] for j in range(max(0, i - 6), min(len(tree.low), i + 12))):
        return False
    node = i
    if tree.dep[i] in ("xcomp", "acl"):
        node = tree.head[i]
        if not tree.low[node].startswith(_MEANING):
            return False
    elif e.modal not in (*_ANNOUNCED, "would") and tree.dep[i] != "ROOT":
        return False
    return any(tree.dep[c] == "neg" or tree.low[c] == "no" for c in tree.children[node])


def _left_before(parsed: Parsed, e: Exit, i: int, threat: Threat, speaker: str) -> bool:
    """Whether the threatener left another agreement: told as done, or as an exit that something followed."""
    if (
        e.agreement is None
        or e.agreement.bare
        or e.negated
        or e.conditional
        or e.sort not in ("exit", "lapse")
    ):
        return False
    if e.noun:
        before = {parsed.lowers[j] for j in range(max(0, i - 5), i)}
        return bool(before & {"after", "since", "following"}) and doer_of(
            parsed, i, threat, speaker
        ).side in ("threatener", "")
    side = side_of_name(e.leaver or "", threat)
    return e.done and "threatener" in (side, doer_of(parsed, i, threat, speaker).side)


def _conditional(tree: Tree, frame: Frame, condition: Collection[int]) -> str | None:
    """The sort of condition that an exit is threatened under; None without one."""
    words = [tree.low[i] for i in sorted(condition)] or _condition_near(tree, frame)
    if not words or not _OWN_PROCESS.isdisjoint(words):
        return None  # "if parliament approves": a step on the way, nothing that the other side could do
    asks = words[0] in _COMPELLING or (not _FAILING.isdisjoint(words) and "satisfied" not in words)
    return "way_back_offered" if asks else "deterrent_condition"


def _inverted(tree: Tree, i: int) -> range:
    """The condition that an inverted "should" opens after an exit: "it may leave, they said, should it be fined"."""
    n = len(tree.low)
    for j in range(i + 1, min(i + _NEAR, n - 1)):
        if tree.low[j] in (".", ";", "!", "?"):
            break
        if tree.low[j] == "should" and tree.dep[j - 1] not in SUBJECTS and tree.tag[j + 1][:1] in "DNP":
            end = next((k for k in range(j, n) if tree.low[k] in (".", ";")), n)
            return range(j, end)
    return range(0)


def _condition_near(tree: Tree, frame: Frame) -> list[str]:
    """The words of a condition that hangs on the exit or its verb, where the statement was cut without it."""
    for node in dict.fromkeys((frame.at, frame.verb, tree.head[frame.verb])):
        for c in tree.children[node]:
            first = tree.low[tree.first[c]]
            event = first == "in" and tree.low[tree.first[c] + 1 : tree.first[c] + 3] in (
                ["the", "event"],
                ["case", "of"],
            )
            if (first in _OPENERS or event) and (
                tree.dep[c] in ("advcl", "prep") or (tree.dep[c] == "ccomp" and node == frame.at)
            ):
                return [tree.low[j] for j in tree.subtree(c)]
    return []


def _plain(parsed: Parsed, tree: Tree, e: Exit, frame: Frame, matters: Matters, speaker: str) -> list[str]:
    """The signs of an exit that stands under no condition."""
    threat = matters.threat
    if e.sort == "review" or (e.modal not in _ANNOUNCED and _WEIGHING & set(e.governors[:3])):
        return []
    doer = doer_of(parsed, e.at, threat, speaker)
    holder = side_of_name(e.holder or speaker, threat)
    if frame.modal in _CALLED and not frame.conditional and not e.noun and (doer.side in ("threatener", "")):
        return ["only_called_for"]
    if doer.kind in ("candidate", "party") and frame.modal in (*_ANNOUNCED, "would", ""):
        return ["only_called_for"]
    headline = frame.modal == "to" and tree.dep[frame.verb] == "ROOT"
    announced = headline or e.modal in _ANNOUNCED or (e.modal == "would" and holder == "threatener")
    if announced and doer.side in ("threatener", "") and not e.noun and not frame.conditional:
        teller = teller_of(parsed, e.holder or speaker, threat)
        if not e.private and (
            holder == "threatener" or (speaker and teller.side == "" and teller.kind == "minister")
        ):
            return ["decision_announced"]
        if e.private or ((e.holder or speaker) and teller.kind in _FORETELLING):
            return ["insiders_expect_exit"]
    told = 2 if e.governors and "decide" in classes_of(e.governors[0]) else 1  # "expected to announce that"
    governed = {c for g in e.governors[:told] for c in classes_of(g)}
    if governed & _EXPECTING and holder != "threatener":
        return ["insiders_expect_exit"]
    return []
