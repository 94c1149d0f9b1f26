"""The frame of a word that tells an act: who does it, what it is about, and whether it is said to be done.

>>> from foedus.reporting.parsing.language import parse
>>> from foedus.reporting.threats.threat import find_threat
>>> parsed = parse("Norway threatened to leave the fisheries treaty with Iceland. Parliament did not approve a bill.")
>>> about = matters_of(parsed, find_threat([parsed]))
>>> frame = frame_of(parsed, 13, about, frozenset())
>>> frame.negated, frame.modal, sorted(parsed.texts[i] for i in frame.reach)
(True, '', ['.', 'Parliament', 'a', 'approve', 'bill', 'did', 'not'])
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from foedus.reporting.parsing.clauses import Tree, tree_of
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.remembered import once_per_parse, once_per_parse_and_other
from foedus.reporting.threats.act_words import classes_in_turn, classes_of
from foedus.reporting.threats.agreements import agreements_in
from foedus.reporting.threats.exits import Exit, exits_in
from foedus.reporting.threats.threat import Threat

_NEGATIONS = frozenset(
    {"not", "n't", "never", "no", "without", "neither", "nor", "nothing", "nobody", "none", "hardly"}
)
_MODALS = frozenset(
    {"may", "might", "could", "would", "will", "can", "should", "shall", "must", "'ll", "'d", "wo", "ca"}
)
_CONDITIONS = frozenset({"if", "unless", "once", "until", "whether"})
_CARRIES = frozenset({"xcomp", "ccomp", "acomp", "attr", "oprd", "aux", "auxpass", "dobj", "nsubjpass", "nsubj", "pobj", "prep",
                      "acl", "compound", "amod", "advmod", "appos", "prt", "pcomp", "npadvmod", "dep"})  # fmt: skip
_TOPS = frozenset({"ccomp", "advcl", "relcl", "parataxis"})
_STEPS = 8
_NOWHERE: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Matters:
    """What an article's words are about, as far as a threat goes.

    Attributes:
        exits: token → the expression of exit from the threatened agreement whose word it is.
        others: token → an expression of exit from another agreement that is named.
        this: tokens of mentions that can mean the threatened agreement.
        classes: of every token, what its word does (act_words.tsv).
        places: class → the tokens whose word is of it.
        frames: token → its frame under no condition, as far as asked for.
    """

    threat: Threat
    exits: dict[int, Exit]
    others: dict[int, Exit]
    this: frozenset[int]
    classes: tuple[frozenset[str], ...] = field(repr=False)
    places: dict[str, frozenset[int]] = field(repr=False)
    frames: dict[int, Frame] = field(repr=False, default_factory=dict)


class Frame(NamedTuple):
    """The frame of an act.

    Attributes:
        at: the token of the act; verb: the verb that carries it (itself for a verb).
        reach: the tokens of its clause, without conditions, relative clauses and clauses with a subject of their own
            that are only joined to it.
        negated: whether an odd number of negations stands over it.
        modal: the modal over it, "to" for an infinitive without a verb above, "going" for "is leaving", or "".
        conditional: whether it stands in a condition, or its clause has one.
    """

    at: int
    verb: int
    reach: frozenset[int]
    negated: bool
    modal: str
    conditional: bool


@once_per_parse_and_other
def matters_of(parsed: Parsed, threat: Threat) -> Matters:
    """What an article's words are about; worked out once for each parse and threat."""
    exits: dict[int, Exit] = {}
    others: dict[int, Exit] = {}
    for e in exits_in(parsed):
        away = not e.noun and not e.self_said and e.leaver and threat.side_of(e.leaver) == "counterpart"
        if threat.means(e.agreement) and not away:
            exits[e.at] = e
        elif e.agreement is not None:
            others[e.at] = e
    this = frozenset(i for m in agreements_in(parsed) if threat.means(m) for i in range(m.start, m.end))
    classes, places = _told_in(parsed)
    return Matters(threat, exits, others, this, classes, places)


@once_per_parse
def _told_in(parsed: Parsed) -> tuple[tuple[frozenset[str], ...], dict[str, frozenset[int]]]:
    """The classes of every token's word, and the tokens of each class."""
    low = tree_of(parsed).low
    classes = classes_in_turn(low)
    places: dict[str, set[int]] = {}
    for i, of in enumerate(classes):
        for name in of:
            places.setdefault(name, set()).add(i)
    return classes, {name: frozenset(tokens) for name, tokens in places.items()}


def frame_of(parsed: Parsed, i: int, matters: Matters, condition: Collection[int]) -> Frame:
    """The frame of the act that a token tells; ``condition`` are the tokens of its statement's condition."""
    frame = matters.frames.get(i)
    if frame is None:
        tree = tree_of(parsed)
        verb = _verb_of(tree, i)
        frame = Frame(i, verb, frozenset(_reach(tree, verb)), *_stance(tree, i, verb))
        matters.frames[i] = frame
    if not condition:
        return frame
    reach = frame.reach.difference(condition)
    under = not matters.exits.keys().isdisjoint(reach)
    conditional = frame.conditional or under or i in condition
    return Frame(i, frame.verb, reach, frame.negated, frame.modal, conditional)


def named_among(parsed: Parsed, tokens: range, matters: Matters) -> set[str]:
    """All that `has` can find among some tokens: "exit", "this", "other", "it", "told" and classes."""
    named = {name for classes in matters.classes[tokens.start : tokens.stop] for name in classes}
    if "end" in named or not matters.exits.keys().isdisjoint(tokens):
        named.add("exit")
    if "report" in named:
        named.add("told")
    if not matters.this.isdisjoint(tokens):
        named.add("this")
    if not matters.others.keys().isdisjoint(tokens):
        named.add("other")
    if "it" in tree_of(parsed).low[tokens.start : tokens.stop]:
        named.add("it")
    return named


def has(parsed: Parsed, frame: Frame, what: str, matters: Matters) -> bool:
    """Whether a frame's clause names something: "exit", "this" (the agreement), "other" (an exit from another) or a class.

    After ">" it must stand in what the act is done to or says, after "=" it must be its very object.
    """
    tree = tree_of(parsed)
    if what[0] in ">=":
        return _has_within(tree, frame, what[0], what[1:], matters)
    if what == "exit":
        return not matters.exits.keys().isdisjoint(frame.reach) or _ends_it(tree, frame, matters)
    if what == "this":
        return not matters.this.isdisjoint(frame.reach)
    if what == "other":
        return not matters.others.keys().isdisjoint(frame.reach)
    if what == "it":
        return any(tree.dep[c] == "dobj" and tree.low[c] == "it" for c in tree.children[frame.at])
    named = matters.places.get(what, _NOWHERE)
    return not named.isdisjoint(frame.reach) and not named & frame.reach <= {frame.at}


def _has_within(tree: Tree, frame: Frame, how: str, what: str, matters: Matters) -> bool:
    """Whether the complement of an act, or its object's head, is of a sort: "exit", "this", "told" or a class."""
    inside = _objects(tree, frame.at) if how == "=" else _complement(tree, frame.at)
    if what == "exit":
        if not matters.exits.keys().isdisjoint(inside):
            return True
        return not matters.this.isdisjoint(inside) and any(
            "end" in classes_of(tree.low[i]) and i not in matters.others for i in inside
        )
    if what == "this":
        return not matters.this.isdisjoint(inside)
    if what == "told":  # a report of the exit, or one of which nothing more is said here
        said = [c for c in tree.children[frame.at] if tree.dep[c] in ("ccomp", "acl", "relcl")]
        if any(c > frame.at and matters.exits.keys().isdisjoint(tree.subtree(c)) for c in said):
            return False
        return any(
            "report" in classes_of(tree.low[i]) and _tells_nothing_else(tree, i, matters) for i in inside
        )
    return any(what in classes_of(tree.low[i]) for i in inside)


_COMPLEMENTS = frozenset(
    {"dobj", "ccomp", "xcomp", "prep", "acl", "attr", "acomp", "oprd", "nsubjpass", "dative", "relcl"}
)


def _complement(tree: Tree, at: int) -> set[int]:
    """What an act is done to or says: its objects and complements with all that hangs on them."""
    tops = [
        c for c in tree.children[at] if tree.dep[c] in _COMPLEMENTS and (c > at or tree.dep[c] == "nsubjpass")
    ]
    return {i for c in tops for i in tree.subtree(c)}


def _objects(tree: Tree, at: int) -> set[int]:
    """The heads of what an act is done to: its object, what a preposition or an adjective joins to it, its attribute."""
    found: set[int] = set()
    queue = [at]
    while queue:
        for c in tree.children[queue.pop()]:
            if tree.dep[c] in ("dobj", "pobj", "nsubjpass"):
                found.add(c)
            elif tree.dep[c] in ("prep", "acomp", "attr", "oprd", "prt"):
                queue.append(c)
    return found


def _tells_nothing_else(tree: Tree, noun: int, matters: Matters) -> bool:
    """Whether a noun has no content of its own but an exit: "the report", not "a report that a new deal is close"."""
    own = [
        c
        for c in tree.children[noun]
        if tree.dep[c] in ("acl", "relcl", "ccomp", "advcl")
        or (tree.dep[c] == "prep" and tree.low[c] in ("of", "about", "on", "for"))
    ]
    inside = {i for c in own for i in tree.subtree(c)}
    return not own or any(i in matters.exits for i in inside)


def _ends_it(tree: Tree, frame: Frame, matters: Matters) -> bool:
    """Whether a word of ending stands with the agreement ("ordered an end to the pact") or alone ("pushes for leaving")."""
    named = not matters.this.isdisjoint(frame.reach)
    for i in matters.places.get("end", _NOWHERE) & frame.reach:
        classes = classes_of(tree.low[i])
        if i == frame.at or i in matters.others or "end" not in classes:
            continue
        if named or (
            "leaving" in classes and not any(tree.dep[c] in ("dobj", "prep") for c in tree.children[i])
        ):
            return True
    return False


def _verb_of(tree: Tree, i: int) -> int:
    """The verb that carries an act told by a noun or an adjective."""
    for _ in range(_STEPS):
        if tree.tag[i][:1] == "V" and tree.dep[i] not in ("amod", "compound"):
            break
        if tree.head[i] == i or tree.dep[i] not in _CARRIES:
            break
        i = tree.head[i]
    return i


def _reach(tree: Tree, top: int) -> list[int]:
    found, queue = [], [top]
    while queue:
        i = queue.pop()
        found.append(i)
        for c in tree.children[i]:
            if tree.dep[c] == "relcl" or (
                tree.dep[c] in ("conj", "parataxis") and tree.is_predicate(c) and tree.has_subject(c)
            ):
                continue
            if tree.dep[c] == "advcl" and _is_apart(tree, c):
                continue
            queue.append(c)
    if tree.dep[top] in ("conj", "xcomp"):  # shares the subject of the verb above
        subject = tree.subject(top)
        if subject is not None:
            found += tree.subtree(subject)
    if tree.dep[top] == "acl":
        found.append(tree.head[top])
    if tree.dep[top] == "relcl":  # "not the first time that they threaten it"
        found += [
            tree.head[top],
            *(c for c in tree.children[tree.head[top]] if tree.dep[c] in ("amod", "neg", "det")),
        ]
    return found


def _is_apart(tree: Tree, clause: int) -> bool:
    """Whether an adverbial clause tells something else: a condition, or one with its own subject that is no date."""
    if opens_condition(tree, clause):
        return True
    dates = any(tree.dep[c] == "mark" and tree.low[c] in ("before", "after") for c in tree.children[clause])
    return tree.has_subject(clause) and not dates


def opens_condition(tree: Tree, clause: int) -> bool:
    """Whether a clause is a condition: "if it pays", "should it pay", "unless it pays"."""
    of = tree.children[clause]
    for c in of:
        if tree.low[c] in _CONDITIONS and tree.dep[c] in ("mark", "advmod"):
            return True
        if tree.low[c] == "should":
            subject = next((s for s in of if tree.dep[s] in ("nsubj", "nsubjpass")), None)
            if subject is not None and c < subject:
                return True
    return False


def _stance(tree: Tree, i: int, verb: int) -> tuple[bool, str, bool]:
    """Negated, modal, conditional: read upwards from the act to the finite verb, and whether that is denied."""
    count, modal, conditional, below = 0, "", False, -1
    node = i
    for _ in range(_STEPS):
        for c in tree.children[node]:
            count += _negates(tree, c, skip=below, whole=node == verb)
            dep = tree.dep[c]
            if dep == "aux" and not modal and tree.low[c] in _MODALS:
                modal = tree.low[c]
            conditional = conditional or (dep == "advcl" and opens_condition(tree, c))
        if node == verb:
            modal = modal or _tense(tree, verb)
        conditional = conditional or opens_condition(tree, node)
        above, dep = tree.head[node], tree.dep[node]
        if (
            dep == "ccomp" and above < node
        ):  # a clause before its verb is mostly one of its own: "it leaves; they did not say"
            count += any(tree.dep[c] == "neg" for c in tree.children[above])
            count += "deny" in classes_of(tree.low[above])
        count += dep == "xcomp" and "error" in classes_of(
            tree.low[above]
        )  # "it would be wrong to take it for"
        if above == node or dep in _TOPS or (dep == "conj" and _stands_alone(tree, node)):
            break
        below, node = node, above
    return count % 2 == 1, modal, conditional


def _negates(tree: Tree, c: int, skip: int, whole: bool) -> bool:
    """Whether a dependent negates its word; of a clause's verb also by "no" before a subject or an object."""
    low, dep = tree.low[c], tree.dep[c]
    if dep == "neg" or (low in _NEGATIONS and dep in ("det", "advmod", "preconj", "nsubj", "nsubjpass")):
        return True
    if low == "longer" and any(tree.low[g] == "no" for g in tree.children[c]):
        return True
    if not whole or c == skip or dep not in ("nsubj", "nsubjpass", "dobj", "attr"):
        return False
    return any(
        tree.low[g] in ("no", "neither") and tree.dep[g] in ("det", "preconj") for g in tree.children[c]
    )


def _stands_alone(tree: Tree, node: int) -> bool:
    """Whether a verb joined to another has its own subject or auxiliary: "has not signed but is expected to"."""
    return tree.has_subject(node) or any(tree.dep[c] in ("aux", "auxpass") for c in tree.children[node])


def _tense(tree: Tree, verb: int) -> str:
    helpers = {tree.low[c] for c in tree.children[verb] if tree.dep[c] == "aux"}
    if tree.tag[verb] == "VBG" and helpers & {"is", "are", "'s", "'re", "was", "were"}:
        return "going"
    return "to" if "to" in helpers else ""
