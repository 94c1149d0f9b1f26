"""What a clause tells in its main predicate: a move, a request, a judgement, who does it, under which modal.

    >>> from foedus.reporting.parsing.clauses import tree_of
    >>> from foedus.reporting.parsing.language import parse
    >>> tree = tree_of(parse("The government has begun to weigh a review of the pact."))
    >>> sorted(predicate_of(tree, range(12), 3).classes)
    ['move']

The classes of verbs are those of verb_classes.tsv. Aspect ("has begun to weigh") is passed through to the verb
that says what is done. What a predicate adjective or noun appraises is told by word_classes.tsv.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from foedus.reporting.attribution.cues import inflected
from foedus.reporting.parsing.clauses import SUBJECTS, Tree
from foedus.reporting.parsing.word_classes import words_of
from foedus.reporting.tables import rows_of

_EVALUATIVE, _APPRAISAL, _RESOLVED = words_of("evaluative"), words_of("appraisal"), words_of("resolved")
_DEONTIC, _EVENTS, _OUTCOMES = words_of("deontic"), words_of("event"), words_of("outcome")
_PLAIN, _DEGREE = words_of("plain_adjective"), words_of("degree")
_APPRAISING_ENDINGS = ("ous", "ful", "less", "able", "ible", "ive")
_COPULAS = frozenset("be is are was were been being 's 're am seem seems seemed appear appears appeared look looks looked sound "
                     "sounds become becomes became remain remains remained stay".split())  # fmt: skip
_POINTING = frozenset(("it", "this", "that", "which", "these", "those", "such"))
_PERSONAL = frozenset(("he", "she", "they", "we", "i", "who"))
_PAST_FORMS = {
    "say": "said", "tell": "told", "think": "thought", "speak": "spoke spoken", "leave": "left", "withdraw": "withdrew withdrawn",
    "freeze": "froze frozen", "seek": "sought", "send": "sent", "mean": "meant", "lead": "led", "meet": "met", "hit": "hit",
    "hurt": "hurt", "bring": "brought", "fly": "flew flown", "come": "came", "begin": "began begun", "keep": "kept",
    "tear": "tore torn", "drive": "drove driven", "strive": "strove striven", "stick": "stuck", "give": "gave given",
    "hold": "held", "take": "took taken", "beseech": "besought", "cut": "cut", "cost": "cost", "spread": "spread", "show": "shown",
    "drop": "dropped dropping", "stop": "stopped stopping", "commit": "committed committing", "plan": "planned planning",
    "scrap": "scrapped scrapping", "submit": "submitted submitting", "refer": "referred", "admit": "admitted admitting",
    "quit": "quit quitting", "step": "stepped", "shut": "shut", "rebuff": "rebuffed", "defer": "deferred", "go": "went gone going",
    "run": "ran", "ban": "banned", "let": "let", "put": "put", "stand": "stood", "shake": "shook shaken", "rip": "ripped",
}  # fmt: skip
_OUTLOOK = frozenset(("likely", "unlikely", "certain", "sure", "bound", "poised", "liable"))
_EXTRAPOSED = frozenset(("ccomp", "csubj", "xcomp"))
_THREATENING = frozenset(("will", "'ll", "would", "'d"))
_CALLING = frozenset(("call", "calls", "called", "calling"))
_PASSIVE = frozenset(("auxpass", "nsubjpass"))
_AUXILIARY = frozenset(("aux", "auxpass", "neg"))
_NEGATING = frozenset(("not", "n't", "never"))
_ASPECT = 3
"""Verbs of aspect to pass through at most: "has continued to begin to ..."."""


class Predicate(NamedTuple):
    """The main predicate of a clause.

    Attributes:
        verb: the token that says what is done, or None where there is no predicate.
        classes: its classes, as in verb_classes.tsv.
        passive, negated: of that verb or of the verbs of aspect over it.
        subject: the token of its subject (in a passive what is acted upon), or None.
        copular: whether something is said of the subject by an adjective or a noun.
        appraises: whether that adjective or noun judges; gradable: whether it is an adjective that might;
            position: whether it tells what an actor is ready for.
        deontic: whether it says what should be done.
        infinitive: whether it is a bare "to ..." (in headlines: a plan).
        object_appraised: whether an adjective on its object judges ("made an outrageous statement").
        agent: the token of who does it in a passive ("backed by the minister"), or None.
    """

    verb: int | None = None
    classes: frozenset[str] = frozenset()
    passive: bool = False
    negated: bool = False
    subject: int | None = None
    copular: bool = False
    appraises: bool = False
    gradable: bool = False
    position: bool = False
    deontic: bool = False
    infinitive: bool = False
    object_appraised: bool = False
    agent: int | None = None


@cache
def _classes() -> dict[str, dict[str, frozenset[str]]]:
    """Form of a verb → particle ("" for none) → classes."""
    found: dict[str, dict[str, set[str]]] = {}
    for row in rows_of("verb_classes.tsv"):
        for lemma in row["verbs"].split():
            head, _, particle = lemma.partition("_")
            irregular = _PAST_FORMS.get(head, "").split()
            for form in {head, *inflected(head), *irregular}:
                found.setdefault(form, {}).setdefault(particle, set()).add(row["class"])
    return {form: {p: frozenset(c) for p, c in of.items()} for form, of in found.items()}


def classes_of(tree: Tree, verb: int) -> frozenset[str]:
    """The classes of a verb in its sentence; with its particle or preposition if the table has it so."""
    known = _classes().get(tree.low[verb])
    if known is None:
        return frozenset()
    if len(known) > ("" in known):
        for c in tree.children[verb]:
            if c > verb and tree.low[c] in known and tree.dep[c] in ("prt", "prep", "advmod"):
                return known[tree.low[c]]
            if tree.dep[c] == "xcomp" and "to" in known and tree.low[tree.first[c]] == "to":
                return known["to"]
    return known.get("", frozenset())


def predicate_of(tree: Tree, tokens: Sequence[int], root: int | None) -> Predicate:
    """What the clause of some tokens says in its main predicate, headed by ``root``."""
    if root is None:
        return Predicate()
    verb, chain = _beyond_aspect(tree, root)
    low, dep = tree.low, tree.dep
    over = [c for v in chain for c in tree.children[v]]
    labels = {dep[c] for c in over}
    words = {low[c] for c in over if dep[c] in _AUXILIARY} if labels & _AUXILIARY else set()
    said = _said_of(tree, verb)
    appraises = any(_appraises(tree, i) for i in said) if said else False
    copular = bool(said) and low[verb] in _COPULAS
    classes = classes_of(tree, verb) if tree.is_predicate(verb) else frozenset()
    if low[verb] in _CALLING and any(dep[c] in ("oprd", "ccomp") for c in tree.children[verb]):
        classes = classes - {"move"}  # "calls it insane" is no "calls a meeting"
    return Predicate(
        verb=verb,
        classes=classes,
        passive=not labels.isdisjoint(_PASSIVE),
        negated=not words.isdisjoint(_NEGATING),
        subject=tree.subject(root),
        copular=copular,
        appraises=appraises,
        gradable=copular and not _exists(tree, verb) and any(_is_gradable(tree, i) for i in said),
        position=bool(said) and not appraises and any(low[i] in _RESOLVED for i in said),
        deontic=_is_deontic(tree, verb, words, over),
        infinitive="to" in words and verb == root and low[root] != "have",
        object_appraised="dobj" in labels and _appraises_object(tree, verb),
        agent=_agent(tree, verb) if "agent" in labels else None,
    )


def _is_gradable(tree: Tree, i: int) -> bool:
    """Whether a predicate word is an adjective that might judge."""
    return tree.tag[i][:2] == "JJ" and tree.low[i] not in _PLAIN and tree.low[i] not in _RESOLVED


def _appraises_object(tree: Tree, verb: int) -> bool:
    """Whether an adjective on a verb's object judges."""
    objects = [o for o in tree.children[verb] if tree.dep[o] == "dobj"]
    return any(
        tree.dep[a] == "amod" and tree.low[a] in _EVALUATIVE for o in objects for a in tree.children[o]
    )


def _agent(tree: Tree, verb: int) -> int | None:
    """Who does it in a passive: the noun after "by"."""
    by = [c for c in tree.children[verb] if tree.dep[c] == "agent"]
    return next((o for c in by for o in tree.children[c] if tree.dep[o] == "pobj"), None)


def _exists(tree: Tree, verb: int) -> bool:
    """Whether it says that something is there: "there is no Danish statement"."""
    return any(tree.dep[c] == "expl" and tree.low[c] == "there" for c in tree.children[verb])


def _appraises(tree: Tree, i: int) -> bool:
    """Whether a predicate word judges: it is known to, or its ending or its degree says so."""
    low, tag = tree.low[i], tree.tag[i]
    if low in _EVALUATIVE or (low in _APPRAISAL and tag[:1] == "N"):
        return True
    if tag[:2] != "JJ" or low in _PLAIN or low in _RESOLVED:
        return False
    graded = any(tree.dep[c] == "advmod" and tree.low[c] in _DEGREE for c in tree.children[i])
    return graded or tag in ("JJR", "JJS") or low.endswith(_APPRAISING_ENDINGS)


def _beyond_aspect(tree: Tree, root: int) -> tuple[int, list[int]]:
    """The verb under verbs of aspect ("began to weigh", "is likely to weigh"), and all verbs passed."""
    chain = [root]
    for _ in range(_ASPECT):
        verb = chain[-1]
        if not (_is_outlook(tree, verb) or "begin" in classes_of(tree, verb)):
            break
        over = next((c for c in tree.children[verb] if tree.low[c] in _OUTLOOK and c > verb), verb)
        inner = next((c for c in tree.children[over] if tree.dep[c] == "xcomp" and c > over), None)
        if inner is None:
            break
        chain.append(inner)
    return chain[-1], chain


def _is_outlook(tree: Tree, verb: int) -> bool:
    """Whether a copula only says how probable the infinitive behind it is: "is likely to cause"."""
    if tree.low[verb] == "expected" and any(tree.dep[c] == "auxpass" for c in tree.children[verb]):
        return True
    return tree.low[verb] in _COPULAS and any(
        tree.low[c] in _OUTLOOK and tree.dep[c] in ("acomp", "oprd") for c in tree.children[verb]
    )


def _said_of(tree: Tree, verb: int) -> list[int]:
    """The predicate adjectives and nouns of a copula, those coordinated with them, and the adjectives on the nouns."""
    dep = tree.dep
    labels = ("acomp", "attr", "oprd") if tree.low[verb] in _COPULAS else ("oprd",)
    found = [c for c in tree.children[verb] if dep[c] in labels and c > verb]
    if not found and tree.tag[verb][:2] in ("JJ", "NN"):  # "the tariff a first shot": no verb stands between
        found = [verb]
    for i in found:
        noun = tree.tag[i][:1] == "N"
        found += [c for c in tree.children[i] if dep[c] == "conj" or (dep[c] == "amod" and noun)]
        for of in tree.children[i]:  # "a matter of grave concern"
            if noun and tree.low[of] == "of":
                found += [c for c in tree.children[of] if dep[c] == "pobj" and c > of]
    return found


def _is_deontic(tree: Tree, verb: int, words: set[str], over: Sequence[int]) -> bool:
    """Whether it says what should be done: "should", "must pay", "has to", "needs to", "is needed"."""
    if words & _DEONTIC:
        return not (tree.low[verb] == "be" and "must" in words)
    if tree.low[verb] in ("has", "have", "needs", "need") and any(
        tree.dep[c] == "xcomp" for c in tree.children[verb]
    ):
        return True
    needed = tree.low[verb] == "needed" and any(tree.dep[c] == "auxpass" for c in over)
    return needed and not words & {"not", "n't"}


def subject_sort(tree: Tree, subject: int | None) -> str:
    """What a subject is, in a word; "" for none of these.

    "dummy" is the it that a clause follows, "pointing" another it and this, "event" an exit, an act or what
    follows, "person" he and we.
    """
    if subject is None:
        return ""
    low = tree.low[subject]
    if low == "there" or tree.dep[subject] == "expl":
        return "dummy"
    if low in _POINTING:
        clausal = low == "it" and tree.low[tree.head[subject]] in _COPULAS
        later = (c for c in tree.children[tree.head[subject]] if clausal and c > tree.head[subject])
        return "dummy" if any(tree.dep[c] in _EXTRAPOSED for c in later) else "pointing"
    if low in _PERSONAL:
        return "person"
    if (
        low in _EVENTS
        or tree.dep[subject] == "csubj"
        or (tree.tag[subject] == "VBG" and tree.first[subject] == subject)
    ):
        return "event"
    return ""


def has_ultimatum(tree: Tree, tokens: Sequence[int]) -> bool:
    """Whether "or" joins a threat to a demand: "pay more or he will do his own thing", "or else", "or risk".

    The threat may have been cut off as a clause of its own: then it stands right behind the tokens.
    """
    behind = next(
        (i for i in range(tokens[-1] + 1, min(tokens[-1] + 3, len(tree.low))) if tree.low[i] != ","), None
    )
    places = [i for i in tokens if tree.low[i] == "or"]
    if behind is not None and tree.low[behind] == "or":
        places.append(behind)
    for i in places:
        after = tree.low[i + 1 : i + 4]
        if after[:1] in (["else"], ["risk"], ["face"]):
            return True
        if (
            len(after) > 1
            and after[0] not in ("not", "to", "whether", "that", "if")
            and _THREATENING & set(after[1:3])
        ):
            return True
    return False


def parts_of(tree: Tree, subject: int | None) -> range:
    """The tokens of a subject with what belongs to it; empty without one."""
    return (
        range(tree.first[subject], subject + 1)
        if subject is not None and tree.dep[subject] in SUBJECTS
        else range(0)
    )
