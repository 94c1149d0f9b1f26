"""Which propositions a condition governs that does not stand among their own words.

    >>> from foedus.reporting.parsing.clauses import tree_of
    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("If it does not, she thinks that prices would rise.")
    >>> tree = tree_of(parsed)
    >>> [condition] = conditions_in(tree, range(12))
    >>> governs(tree, condition, range(8, 11), 10, range(12))
    True

"If it does not, she thinks that prices would rise", "without the base, officers concede, the hunt would fail",
"the rulers will stay if the bans fall, the envoy said": what is told of the sentence leaves the condition out.
An order may state the condition of what it is joined to ("give them nothing and they will go").
And a question may state the condition of its answer: "And if he does not listen? Then we would leave."
So may a sentence that only supposes: "Suppose they leave. The ports would close."
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from foedus.reporting.meaning.conditions import Condition, conditions_in
from foedus.reporting.parsing.clauses import SUBJECTS, Tree, trimmed
from foedus.reporting.parsing.word_classes import words_of

_CLIMBED = frozenset({"ccomp", "xcomp", "acomp", "attr", "oprd", "parataxis", "ROOT"})
_TELLING = frozenset({"ccomp", "parataxis"})
_SUPPOSING = frozenset({"suppose", "imagine", "assume", "supposing"})
_CONTINUING = words_of("continuing")
_BACK = words_of("pointing_back")
_POLITE = frozenset("like love prefer rather say want argue expect welcome hope call note".split())
_AFTERTHOUGHTS = frozenset({"unless", "if", "provided"})
_STEPS = 12
_NEXT_TO = 2
_MODALS = frozenset({"would", "could", "might", "may", "will", "'d", "'ll", "wo"})


def governs(
    tree: Tree,
    condition: Condition,
    tokens: Sequence[int],
    root: int | None,
    unit: Sequence[int],
    said: Collection[int] = (),
) -> bool:
    """Whether a condition of a sentence holds for a proposition of it, beyond whose words it stands.

    Args:
        tree: the parse.
        condition: found in the sentence.
        tokens: those of the proposition, ascending.
        root: the head of its main clause.
        unit: the tokens of the sentence.
        said: the tokens of whoever says the proposition and of the word of saying.
    """
    inside = set(condition.tokens)
    if root is None or root in inside or not inside.isdisjoint(tokens):
        return False
    leading = condition.tokens[-1] < tokens[0]
    if _apart(tree, condition, tokens, leading=leading):
        return False
    if leading and condition.set_off and _opens(tree, condition, unit):
        between = [i for i in range(condition.tokens[-1] + 1, tokens[0]) if not tree.is_punctuation(i)]
        if sum(i not in said for i in between) <= _NEXT_TO:
            return True
    at = next((tree.head[i] for i in condition.tokens if tree.head[i] not in inside), None)
    if at is None:
        return False
    above = _above(tree, root, coordinated=leading)
    told_beside = leading and tree.dep[at] in _TELLING and tree.head[at] in above and at < root
    return told_beside or at in above


def asked(tree: Tree, unit: Sequence[int]) -> Condition | None:
    """The condition that a question names for its answer: "and if he stays?", "what would follow if he left?"."""
    words = [i for i in unit if not tree.is_punctuation(i)]
    for k, i in enumerate(words[:2]):
        if tree.low[i] == "if" and not any(tree.low[j] == "," for j in unit):
            return Condition(tuple(words[k:]), "clause", True)
    found = [c for c in conditions_in(tree, unit) if tree.low[c.tokens[0]] in ("if", "without", "should")]
    return found[-1] if found else None


def supposed(tree: Tree, unit: Sequence[int]) -> Condition | None:
    """The condition that a sentence only supposes for the next: "Suppose Norway leaves. The fleet would ..."."""
    words = [i for i in unit if not tree.is_punctuation(i)]
    for k, i in enumerate(words[:2]):
        if tree.low[i] in _SUPPOSING and tree.tag[i] in ("VB", "VBP", "VBG") and not tree.has_subject(i):
            clause = any(tree.dep[c] == "ccomp" and tree.has_subject(c) for c in tree.children[i])
            return Condition(tuple(words[k:]), "clause", True) if clause else None
    return None


def only_a_condition(tree: Tree, tokens: Sequence[int], root: int | None) -> bool:
    """Whether words are a conditional clause without a main one: "Unless, of course, they pay."."""
    if root is None or not tree.has_subject(root) or any(tree.tag[i] == "MD" for i in tokens):
        return False
    marks = [
        i
        for i in tokens[:3]
        if tree.low[i] in _AFTERTHOUGHTS and tree.dep[i] == "mark" and tree.head[i] == root
    ]
    opens = bool(marks) and all(tree.low[i] in ("but", "and", "only", "not") for i in tokens if i < marks[0])
    return opens and not any(tree.dep[c] in ("ccomp", "parataxis") and c > root for c in tree.children[root])


def answers(tree: Tree, tokens: Sequence[int]) -> bool:
    """Whether a proposition may be what follows from a condition asked about: it has a modal, or opens with "then"."""
    return tree.low[tokens[0]] == "then" or any(
        tree.low[i] in _MODALS and tree.tag[i] == "MD" for i in tokens
    )


def continues(tree: Tree, tokens: Sequence[int]) -> bool:
    """Whether a clause goes on under the condition before it: a modal, and a word that points back or adds."""
    words = [tree.low[i] for i in tokens]
    if not any(tree.low[i] in _MODALS and tree.tag[i] == "MD" for i in tokens):
        return bool(words) and words[0] in ("so", "thus", "then")
    opening = words[:6]
    if any(word in _CONTINUING for word in opening):
        return True
    if words[:2] in (
        ["in", "turn"],
        ["as", "a"],
        ["in", "addition"],
        ["for", "instance"],
        ["for", "example"],
    ):
        return True
    if words[:3] in (["in", "that", "case"], ["in", "which", "case"], ["in", "this", "case"]):
        return True
    subjects = (i for i in tokens if tree.dep[i] in SUBJECTS)
    subject = next(subjects, None)
    if subject is None:
        return False
    return tree.low[subject] in _BACK or tree.low[tree.first[subject]] in ("this", "that", "these", "such")


def stays_unreal(tree: Tree, root: int | None) -> bool:
    """Whether a clause tells with "would" what only would be: "patrols would end"; not "Oslo would like to".

    A "would" after a condition is taken to stand under it too (modal subordination: Roberts 1989).
    """
    if root is None or tree.low[root] in _POLITE:
        return False
    if any(tree.low[c] == "i" for c in tree.children[root]):
        return False  # "I would not underestimate him"
    return any(tree.low[c] in ("would", "'d") and tree.dep[c] == "aux" for c in tree.children[root])


def _apart(tree: Tree, condition: Condition, tokens: Sequence[int], *, leading: bool) -> bool:
    """Whether a semicolon or colon parts both, or "and" opens the condition behind: it belongs to what follows it."""
    if not leading and tree.dep[condition.tokens[0] - 1] == "cc":
        return True
    between = range(condition.tokens[-1], tokens[0]) if leading else range(tokens[-1], condition.tokens[0])
    return any(tree.low[i] in (";", ":") for i in between)


def ordered(
    tree: Tree, root: int | None, piece: Sequence[int], parts: Sequence[tuple[int | None, Sequence[int]]]
) -> Condition | None:
    """An order that states the condition of the clause joined to it: "give them nothing and they will go"; else None.

    Args:
        tree: the parse.
        root: the head of a clause.
        piece: its tokens.
        parts: the clauses of the sentence with their heads.
    """
    if root is None or tree.tag[root] != "VB" or tree.has_subject(root):
        return None
    words = trimmed(tree, piece)
    if not words or words[0] != root or any(tree.dep[c] == "aux" for c in tree.children[root]):
        return None
    for other, _ in parts:
        if (
            other is None
            or tree.dep[other] != "conj"
            or tree.head[other] != root
            or not tree.has_subject(other)
        ):
            continue
        before = tree.first[other] - 1
        if tree.low[before] == "and" and _foretells(tree, other):
            return Condition(tuple(words), "clause", True)
    return None


def _foretells(tree: Tree, verb: int) -> bool:
    """Whether a clause tells what will or would be, or in the present what then is: "... and we are just another port"."""
    modal = any(tree.low[c] in _MODALS and tree.dep[c] == "aux" for c in tree.children[verb])
    return modal or tree.tag[verb] in ("VBZ", "VBP", "MD")


def _opens(tree: Tree, condition: Condition, unit: Sequence[int]) -> bool:
    """Whether a condition opens its sentence, up to a joining word."""
    before = [i for i in unit if i < condition.tokens[0] and not tree.is_punctuation(i)]
    return len(before) <= 1


def _above(tree: Tree, root: int, *, coordinated: bool) -> set[int]:
    """The head of a clause and the heads of the clauses whose complement it is; what leads holds for all of a list."""
    path = {root}
    i = root
    for _ in range(_STEPS):
        dep, head = tree.dep[i], tree.head[i]
        if head == i or not (dep in _CLIMBED or (coordinated and dep == "conj" and tree.is_predicate(i))):
            break
        path.add(head)
        i = head
    return path
