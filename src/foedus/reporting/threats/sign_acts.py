"""Signs that an act shows: who does what about the agreement, as told and not as possible.

    >>> from foedus.reporting.parsing.language import parse
    >>> from foedus.reporting.threats.threat import find_threat
    >>> parsed = parse("Norway threatened to leave the fisheries treaty with Iceland. Lawmakers voted to leave the treaty.")
    >>> signs_of_acts(parsed, range(10, 17), find_threat([parsed]))
    ('legislature_for_exit',)

The rows of sign_acts.tsv name a class of words, whose doing it must be, what its clause must and must not name,
and the stance; none knows an agreement, a country or a person.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache

from foedus.reporting.parsing.clauses import Tree, tree_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.remembered import once_per_parse_and_other
from foedus.reporting.tables import rows_of
from foedus.reporting.threats.act_frames import (
    Frame,
    Matters,
    frame_of,
    has,
    matters_of,
    named_among,
    opens_condition,
)
from foedus.reporting.threats.act_words import classes_of
from foedus.reporting.threats.doers import Doer, doer_of, names_of, teller_of
from foedus.reporting.threats.threat import Threat

_WISHING = frozenset({"push", "warn", "believe", "expect", "backdown", "doubt", "favour"})
_WEIGHED_WITHIN = 4
_OPEN = frozenset({"may", "might", "could", "can"})
Stance = Callable[[Tree, Frame, Doer], bool]
"""A test of a frame, by who tells it."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table; ``sorts`` are its needs without where they must stand."""

    sign: str
    who: frozenset[str]
    needs: tuple[frozenset[str], ...]
    sorts: tuple[frozenset[str], ...]
    without: frozenset[str]
    stance: tuple[Stance, ...]
    told: bool


@cache
def _rows() -> dict[str, tuple[_Row, ...]]:
    """Class of the act → its rows."""
    found: dict[str, list[_Row]] = {}
    for r in rows_of("sign_acts.tsv"):
        needs = tuple(frozenset(part.split("|")) for part in r["needs"].split())
        row = _Row(
            r["sign"],
            frozenset(r["who"].split()),
            needs,
            tuple(frozenset(what.lstrip(">=") for what in need) for need in needs),
            frozenset(r["without"].split()),
            tuple(_STANCES[name] for name in r["stance"].split()),
            told="told" in r["stance"].split(),
        )
        for act in r["act"].split():
            found.setdefault(act, []).append(row)
    return {act: tuple(rows) for act, rows in found.items()}


@once_per_parse_and_other
def _acts_in(parsed: Parsed, threat: Threat) -> dict[int, tuple[_Row, ...]]:
    """The tokens of an article that tell an act, with those rows of the act whose needs the sentence can meet."""
    matters, rows = matters_of(parsed, threat), _rows()
    found: dict[int, tuple[_Row, ...]] = {}
    for sentence in parsed.sentences:
        tokens = range(sentence.tokens.start, sentence.tokens.end)
        named = named_among(parsed, tokens, matters)
        for i in [i for i in tokens if matters.classes[i]]:
            acts = [
                row
                for name in matters.classes[i]
                for row in rows.get(name, ())
                if not any(need.isdisjoint(named) for need in row.sorts)
            ]
            if acts:
                found[i] = tuple(acts)
    return found


def signs_of_acts(
    parsed: Parsed, tokens: Iterable[int], threat: Threat, speaker: str = "", condition: Collection[int] = ()
) -> tuple[str, ...]:
    """The ids of the signs that the acts told by some tokens show, each once.

    Args:
        parsed: the article's parse.
        tokens: the tokens of a statement and its cue.
        threat: the threat that the articles report.
        speaker: who says it, for "I" and "we".
        condition: the tokens of its condition.
    """
    tree, matters = tree_of(parsed), matters_of(parsed, threat)
    acts_in = _acts_in(parsed, threat)
    told = teller_of(parsed, speaker, threat)
    found: list[str] = []
    for i in tokens:
        acts = acts_in.get(i)
        if acts is None:
            continue
        frame = frame_of(parsed, i, matters, condition)
        doer: Doer | None = None
        for row in acts:
            if not _stands(tree, row, frame, told) or not _is_about(parsed, row, frame, matters):
                continue
            doer = doer or doer_of(parsed, i, threat, speaker)
            if not row.who.isdisjoint(names_of(told if row.told else doer)):
                found.append(row.sign)
    return tuple(dict.fromkeys(found))


def _stands(tree: Tree, row: _Row, frame: Frame, told: Doer) -> bool:
    """Whether a frame has the stance that a row asks for: each word of it is a test that must hold."""
    return all(holds(tree, frame, told) for holds in row.stance)


def _is_firm(tree: Tree, frame: Frame, told: Doer) -> bool:
    """Whether it is told as more than possible, under no condition, and not as what is only weighed."""
    if frame.modal in _OPEN or frame.conditional:
        return False
    node = frame.at
    for _ in range(_WEIGHED_WITHIN):
        if (
            tree.dep[node] not in ("xcomp", "dobj", "pcomp", "pobj", "prep", "acl", "nsubjpass")
            or tree.head[node] == node
        ):
            break
        node = tree.head[node]
        if "weigh" in classes_of(tree.low[node]):
            return False
    return True


def _wished(tree: Tree, frame: Frame) -> bool:
    """Whether it is what somebody wants, expects or talks the doer into: "pressed them to stay"."""
    if tree.dep[frame.verb] not in ("xcomp", "ccomp", "advcl"):
        return False
    return bool(classes_of(tree.low[tree.head[frame.verb]]) & _WISHING)


def _is_ahead(tree: Tree, frame: Frame, told: Doer) -> bool:
    """Whether something is still to come: no past tense over it, unless it "was expected" or "is due"."""
    if any("due" in classes_of(tree.low[i]) for i in frame.reach):
        return True
    helpers = {tree.low[c] for c in tree.children[frame.verb] if tree.dep[c][:3] == "aux"}
    return tree.tag[frame.verb] not in ("VBD", "VBN") or bool(helpers & {"be"})


def _is_about(parsed: Parsed, row: _Row, frame: Frame, matters: Matters) -> bool:
    for need in row.needs:
        if not any(has(parsed, frame, what, matters) for what in need):
            return False
    return not any(has(parsed, frame, what, matters) for what in row.without)


def _is_alone(tree: Tree, frame: Frame, told: Doer) -> bool:
    """Whether a verb has neither object nor complement: "they stay"."""
    return not any(
        tree.dep[c] in ("dobj", "acomp", "attr", "oprd", "xcomp", "agent", "advmod")
        for c in tree.children[frame.verb]
    )


def _is_own(told: Doer) -> bool:
    """Whether the article itself or somebody who can speak for the threatener says it."""
    return told.side == "threatener" or (
        told.side == "" and told.kind not in ("expert", "insider", "partner")
    )


def _is_pledged(tree: Tree, frame: Frame, told: Doer) -> bool:
    """Whether a verb says what its doer does or promises to do: "keeps it", "vowed to keep it", not "called on it to keep"."""
    if tree.tag[frame.at][:1] not in "VJ":
        return False
    if frame.modal != "to" or frame.at != frame.verb:
        return True
    above = tree.head[frame.verb]
    promises = classes_of(tree.low[above]) & {"vow", "affirm", "decide", "commitment"}
    own = not any(tree.dep[c] in ("dobj", "prep", "dative") and c < frame.verb for c in tree.children[above])
    return tree.dep[frame.verb] == "xcomp" and own and bool(promises)


def _is_current(tree: Tree, frame: Frame, told: Doer) -> bool:
    """Whether it goes on or is to come: neither told in the past nor a gerund under a preposition."""
    return tree.tag[frame.at] not in ("VBD", "VBN") and tree.dep[frame.at] not in ("pcomp", "amod")


def _is_offered(tree: Tree, frame: Frame, told: Doer) -> bool:
    """Whether the act, done by its own subject, hangs on a condition: "it stays if ...", not "if it stays"."""
    return (
        frame.conditional
        and tree.tag[frame.at][:1] == "V"
        and not opens_condition(tree, frame.verb)
        and not any(tree.dep[c] == "nsubjpass" for c in tree.children[frame.verb])
        and not any(tree.low[c] == "whether" for c in tree.children[frame.verb])
    )


_UNREAL = (
    "expect",
    "hope",
    "demand",
    "need",
    "seek",
    "want",
    "call",
    "urge",
    "await",
    "require",
    "ask",
    "insist",
)


def _is_real(tree: Tree, frame: Frame, told: Doer) -> bool:
    """Whether something is there, and not what somebody hopes for, asks for or does without."""
    node = frame.at
    for _ in range(_WEIGHED_WITHIN):
        if tree.low[node].startswith(_UNREAL) or tree.low[node] == "without":
            return False
        if tree.head[node] == node:
            break
        node = tree.head[node]
    return True


_STANCES: dict[str, Stance] = {
    "yes": lambda tree, frame, told: not frame.negated,
    "no": lambda tree, frame, told: frame.negated,
    "firm": _is_firm,
    "if": lambda tree, frame, told: frame.conditional,
    "done": lambda tree, frame, told: frame.modal in ("", "going"),
    "finite": lambda tree, frame, told: frame.modal != "to",
    "ahead": _is_ahead,
    "alone": _is_alone,
    "main": lambda tree, frame, told: tree.dep[frame.verb] != "advcl",
    "unasked": lambda tree, frame, told: not _wished(tree, frame),
    "own": lambda tree, frame, told: not _wished(tree, frame) and _is_own(told),
    "reported": lambda tree, frame, told: told.side != "threatener",
    "told": lambda tree, frame, told: True,
    "pledged": _is_pledged,
    "current": _is_current,
    "offered": _is_offered,
    "real": _is_real,
    "would": lambda tree, frame, told: frame.modal in ("would", "will", "could"),
    "predicate": lambda tree, frame, told: tree.dep[frame.at] != "amod",
}
"""What a stance asks of a frame."""
