"""The condition under which a statement holds: if, once, unless, "in the absence of", "US withdrawal would".

    >>> from foedus.reporting.parsing.clauses import tree_of
    >>> from foedus.reporting.parsing.language import parse
    >>> parsed = parse("If Oslo leaves, prices would rise.")
    >>> tree = tree_of(parsed)
    >>> [parsed.words(tree.span(c.tokens)) for c in conditions_in(tree, range(8))]
    ['If Oslo leaves']

Three forms are read: a clause with a conditional conjunction or an inverted auxiliary ("should Oslo leave"),
a prepositional phrase ("without the pact"), and a subject that names an event in a clause with "would" ("the
withdrawal would"). That a sentence goes on under the condition of the one before it is `condition_scope.continues`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from foedus.reporting.meaning.elliptical_conditions import ELLIPTICAL, elliptical
from foedus.reporting.meaning.inverted_conditions import INVERTED, inverted
from foedus.reporting.parsing.clauses import SUBJECTS, Tree
from foedus.reporting.parsing.word_classes import words_of

Form = Literal["clause", "phrase", "subject", "inherited"]

_MARKS = words_of("condition_mark")
_LONG_MARKS = ("as long as", "so long as", "in case", "on condition that", "only if", "even if", "in the event that",
               "in the event", "provided that", "assuming that", "until such time as", "as soon as", "on the condition that",
               "only when", "only once", "only after", "if and when", "on the assumption that", "on the understanding that",
               "on the premise that", "on the proviso that", "with the proviso that", "under the condition that", "for as long as")  # fmt: skip
_PHRASES = (
    "in the case of", "in case of", "in the event of", "in the hypothetical case of", "in the hypothetical event of",
    "in the absence of", "even in the absence of", "even with", "even without", "even after", "under the threat of", "depending on", "depending upon",
    "in exchange for", "in return for", "in the unlikely event of", "in the scenario of", "in a scenario", "failing", "barring", "absent", "but for",
    "following", "after", "with", "without",
)  # fmt: skip
_ONLY_WITH_MODAL = frozenset(
    {
        "without",
        "with",
        "following",
        "after",
        "absent",
        "failing",
        "barring",
        "but for",
        "in exchange for",
        "in return for",
    }
)
_EXCHANGES = (["in", "exchange", "for"], ["in", "return", "for"])
_NO_LACK = frozenset(
    "fight word warning delay doubt question hesitation comment notice exception precedent further success incident fail "
    "reason explanation ceremony fuss regret result damage harm loss prejudice".split()
)
"""What is left out of a clause without its hanging on it: "will not go without a fight"."""
_MARK_LABELS = frozenset({"mark", "advmod", "prep", "pcomp", "cc", "dep"})
_DRAWN_IN = frozenset({"appos", "conj", "nsubj", "compound", "dobj", "det", "amod", "nmod"})
_EMPTY = frozenset({"necessary", "possible", "any", "needed", "required", "not", "at", "anything", "only"})
_IN_TIME = frozenset({"when", "once", "after"})
_SUPPOSING = frozenset({"assuming", "supposing", "provided", "providing"})
_WONDERING = words_of("wondering")
_SUBJECT_WITHIN = 8
_LEAVING = frozenset({"leave", "leaves", "left", "leaving"})
_NEGATIVE = frozenset({"not", "n't", "never", "no", "nobody", "none", "nothing", "neither", "few", "hardly"})
_UNREAL = frozenset({"would", "could", "might", "'d"})
_EVENTS = words_of("event")


def _by_first(wordings: Sequence[str]) -> dict[str, list[list[str]]]:
    """First word → the wordings that begin with it, as words."""
    found: dict[str, list[list[str]]] = {}
    for words in map(str.split, wordings):
        found.setdefault(words[0], []).append(words)
    return found


_LONG_BY_FIRST, _PHRASES_BY_FIRST = _by_first(_LONG_MARKS), _by_first(_PHRASES)
_OPENING = _MARKS | INVERTED | ELLIPTICAL | _LONG_BY_FIRST.keys() | _PHRASES_BY_FIRST.keys()


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition found: its tokens (ascending, without the comma after it) and its form.

    ``set_off`` says that it stands at an edge and a comma parts it from the rest, so that the content is
    told without it.
    """

    tokens: tuple[int, ...]
    form: Form
    set_off: bool


def conditions_in(tree: Tree, tokens: Sequence[int]) -> list[Condition]:
    """The conditions among the tokens of one clause or sentence, in the order of the text."""
    if not len(tokens):
        return []
    words = tree.low
    opening = [i for i in tokens if words[i] in _OPENING]
    if not opening:
        return []
    low, high = tokens[0], tokens[-1]
    found: list[Condition] = []
    taken: set[int] = set()
    unreal = any(words[i] in ("would", "could", "'d") and tree.tag[i] == "MD" for i in tokens)
    for i in opening:
        if i in taken:
            continue
        span = (
            elliptical(tree, i, low, high)
            or _clause(tree, i, low, high)
            or inverted(tree, i, low, high)
            or _phrase(tree, i, low, high, unreal)
        )
        if span is None:
            continue
        condition = _bounded(tree, span[0], span[1], tokens, "clause" if span[2] else "phrase")
        if condition is not None:
            found.append(condition)
            taken.update(condition.tokens)
    return found


def subject_condition(tree: Tree, root: int | None) -> Condition | None:
    """A subject that names an event, in a clause with would, could or might: "the withdrawal would ..."."""
    if root is None:
        return None
    if not any(tree.low[c] in _UNREAL and tree.dep[c] == "aux" for c in tree.children[root]):
        return None
    subject = next(
        (c for c in tree.children[root] if tree.dep[c] in SUBJECTS and tree.dep[c] != "expl"), None
    )
    if subject is None:
        return None
    is_event = tree.low[subject] in _EVENTS or (tree.tag[subject] == "VBG" and tree.first[subject] == subject)
    if not is_event:
        return None
    return Condition(tuple(i for i in tree.subtree(subject) if i < root), "subject", False)


def _clause(tree: Tree, i: int, low: int, high: int) -> tuple[int, int, bool] | None:
    """First and last token of the clause that a conditional conjunction at ``i`` opens."""
    long = _read_at(tree, i, _LONG_BY_FIRST, high)
    if long is not None and (tree.low[min(i + len(long), high)] == "of" or _is_set(tree, i, long, low)):
        long = None  # "in the event of": a phrase
    head: int | None = None
    if (i < high and tree.low[i + 1] in _EMPTY) or (i > low and tree.low[i - 1] == "as"):
        pass  # "if necessary", "if any"; "as if" compares
    elif long is not None:
        head = _clause_head(tree, i, i + len(long) - 1, high)
        if head is not None and long[-1] in _IN_TIME and not _is_awaited(tree, head, i + len(long)):
            head = None
    elif tree.low[i] in _MARKS and tree.dep[i] in _MARK_LABELS and _is_condition(tree, i, tree.head[i], low):
        head = tree.head[i]
    elif tree.low[i] in _SUPPOSING and tree.tag[i][:1] == "V":
        head = _supposed(tree, i)
        if head is None and (behind := _provided(tree, i, low, high)) is not None:
            return i, behind, True
        opens = tree.tag[i + 1 : i + 2] not in (["IN"], ["TO"]) and (
            i <= low + 1 or tree.low[i - 1] in (":", ";", ",")
        )
        end = _comma_before_clause(tree, i, high) if head is None and opens else high
        if end < high:
            return i, end, True  # taken for an adjective: "Provided fees are cut, ..."
    if head is None:
        return None
    last = min(_with_joined(tree, head, _clause_end(tree, head, i, low)), high)
    start = i - 1 if i > low and tree.low[i - 1] in ("even", "only", "except") else i
    return (start, last, True) if last >= i else None


def _is_set(tree: Tree, i: int, words: Sequence[str], low: int) -> bool:
    """Whether a wording states no condition where it stands: "as long as it takes", "was designed on the assumption that"."""
    return tree.low[i + len(words) : i + len(words) + 2] == ["it", "takes"] or (
        words[0] == "on" and words[2] in ("assumption", "premise") and i > low + 1
    )


def _supposed(tree: Tree, i: int) -> int | None:
    """The clause that a participle opens: "assuming Oslo finds other buyers"; it has no subject of its own."""
    if tree.dep[i] not in ("advcl", "prep", "acl") or tree.has_subject(i):
        return None
    return next(
        (c for c in tree.children[i] if c > i and tree.dep[c] == "ccomp" and tree.has_subject(c)), None
    )


def _provided(tree: Tree, i: int, low: int, high: int) -> int | None:
    """The last token of "would stay provided its quota is restored", where the parser made the clause that of the main verb."""
    foretold = any(tree.tag[j] == "MD" for j in range(low, i))
    if not foretold or tree.low[i] not in ("provided", "providing") or tree.has_subject(i):
        return None
    for j in range(i + 1, min(i + _SUBJECT_WITHIN, high)):
        if tree.is_punctuation(j):
            return None
        if tree.dep[j] in SUBJECTS and tree.head[j] > j and tree.is_predicate(tree.head[j]):
            return min(max(tree.last[tree.head[j]], tree.head[j]), high)
    return None


def _with_joined(tree: Tree, head: int, last: int) -> int:
    """A clause's last token with the clause that "and" joins to it, where the parser hung that on the main one."""
    joined = joined_to_condition(tree, head, last)
    return tree.last[joined] if joined is not None else last


def joined_to_condition(tree: Tree, head: int, last: int) -> int | None:
    """The verb of "and Oslo refuses" after "will leave if imports rise": no forecast as the main clause is, so supposed too.

    ``head`` is the conditional clause's verb, ``last`` its last token, the "and" that the parser left with it.
    """
    main = tree.head[head]
    if tree.low[last] != "and" or tree.dep[last] != "cc" or tree.head[last] != head:
        return None
    for c in tree.children[main]:
        if tree.dep[c] == "conj" and tree.first[c] == last + 1 and tree.has_subject(c):
            modal = any(tree.tag[k] == "MD" for k in (c, *tree.children[c]))
            foretold = any(tree.tag[k] == "MD" for k in tree.children[main])
            return c if foretold and not modal else None
    return None


def _is_condition(tree: Tree, mark: int, head: int, low: int) -> bool:
    """Whether a conjunction opens a condition: "if it leaves"; not "asked if it leaves", "once a year"."""
    word = tree.low[mark]
    if word == "if":
        if tree.dep[head] == "ccomp" and tree.head[head] < head:
            return tree.low[tree.head[head]] not in _WONDERING  # "vowed to leave if"; not "asked if"
        if tree.dep[head] == "advcl" and tree.head[head] < head and _has_modal(tree, head):
            return tree.low[tree.head[head]] not in _WONDERING  # "to be decided if the pact will be renewed"
        fronted = mark <= low + 1 and tree.dep[head] == "ccomp"
        return fronted or tree.dep[head] not in ("ccomp", "pcomp", "csubj")
    if word == "unless":
        return True
    if word == "until":
        clause = tree.dep[mark] == "mark" and tree.has_subject(head) and tree.is_predicate(head)
        main = tree.head[head]
        awaited = head < main and tree.tag[head] in ("VBZ", "VBP") and _has_modal(tree, main)
        return clause and (awaited or _is_denied(tree, main))
    if word == "once" and any(tree.dep[c] in ("aux", "neg") and c < mark for c in tree.children[head]):
        return False  # "have never once apologised"
    if word == "once" and tree.tag[head] == "VBN" and head == mark + 1 and mark <= low + 1:
        return True  # "once notified, ..."
    return tree.has_subject(head) and (tree.is_predicate(head) or tree.dep[head] == "advcl")


def _is_awaited(tree: Tree, head: int, first: int) -> bool:
    """Whether a clause of time tells what is to come: "only when talks have failed"; not "only after Oslo had paid"."""
    present = any(tree.tag[c] in ("VBZ", "VBP") for c in (head, *tree.children[head]))
    # told of later: "would pay only after Oslo had paid"
    present = present or any(tree.low[c] == "would" for c in tree.children[tree.head[head]])
    return present and tree.first[head] <= first


def _has_modal(tree: Tree, verb: int) -> bool:
    return any(tree.tag[c] == "MD" for c in tree.children[verb])


def _is_denied(tree: Tree, main: int) -> bool:
    """Whether a clause is denied in the present or to come: "will not ... until", "nobody is going to ... until"."""
    words = [c for c in tree.children[main] if tree.dep[c] in ("neg", "aux", *SUBJECTS)]
    denied = any(tree.low[c] in _NEGATIVE or tree.low[tree.first[c]] in _NEGATIVE for c in words)
    return denied and not any(tree.tag[c] == "VBD" for c in (main, *words))


def _clause_end(tree: Tree, head: int, i: int, low: int) -> int:
    """The clause's last token; where the parser drew the main clause's subject into it, the one before the comma."""
    last, main = tree.last[head], tree.head[head]
    if i > low + 1:
        return last
    if main == head:
        return _comma_before_clause(tree, i, last)
    if tree.has_subject(main):
        return last
    for j in range(head + 1, last):
        if tree.low[j] == "," and tree.dep[j + 1] in _DRAWN_IN:
            return j - 1
    return last


def _comma_before_clause(tree: Tree, i: int, last: int) -> int:
    """The end of a clause that the parser took for the main one: before the first comma that a clause with a subject follows."""
    for j in range(i + 3, last):
        if tree.low[j] != "," or not any(tree.tag[k][:2] in ("VB", "MD") for k in range(i + 1, j)):
            continue
        heads = (tree.head[k] for k in range(j + 1, last + 1) if tree.dep[k] in SUBJECTS)
        if tree.low[j + 1] not in ("and", "or") and any(h > j and tree.is_predicate(h) for h in heads):
            return j - 1
    return last


def _clause_head(tree: Tree, i: int, mark_end: int, high: int) -> int | None:
    """The predicate of the clause after a conjunction of several words: the first with a subject after it."""
    for j in range(mark_end + 1, high + 1):
        if tree.is_predicate(j) and any(tree.dep[c] in SUBJECTS and c > mark_end for c in tree.children[j]):
            return tree.head[j] if tree.dep[j] in ("aux", "auxpass") and tree.head[j] > j else j
    return None


def _phrase(tree: Tree, i: int, low: int, high: int, unreal: bool) -> tuple[int, int, bool] | None:
    """A prepositional phrase that states a condition; some only where a modal makes the clause unreal."""
    words = _read_at(tree, i, _PHRASES_BY_FIRST, high)
    if words is None:
        return None
    fronted = words == ["without"] and (
        _is_lacked(tree, i, high) if i <= low + 1 else _is_needed(tree, i, low)
    )
    fronted = fronted or (words in _EXCHANGES and unreal and i <= low + 1)
    if " ".join(words) in _ONLY_WITH_MODAL and not fronted and not (unreal and _of_event(tree, i)):
        return None
    if words == ["without"] and i > low + 1 and not fronted and tree.low[tree.head[i]] in _LEAVING:
        return None  # "would leave the crews without a harbour"
    last = min(tree.last[i], high)
    end = i + len(words) - 1
    if i <= low + 1:  # it opens the clause: it reaches to the comma before the main clause
        comma = next((j for j in range(last + 1, min(high, last + 20)) if tree.low[j] == ","), None)
        if comma is not None and not any(
            tree.dep[j] in SUBJECTS and tree.tag[tree.head[j]] != "VBG" for j in range(last + 1, comma)
        ):
            last = comma - 1
    if last <= end:  # the parser hung the phrase on its last word
        last = min(max(tree.last[end], tree.last[tree.head[end]] if tree.head[end] > end else 0), high)
    return (i, last, False) if last > end else None


_SURE = frozenset({"doubt", "question", "fail", "exception"})
"""What is not lacked where it is without: "without doubt" is how sure somebody is."""


def _is_lacked(tree: Tree, i: int, high: int) -> bool:
    """Whether what a sentence opens with is said to be needed: "without the pact there is no market", "... you can't fly"."""
    of_thing = any(tree.dep[c] == "pobj" and tree.low[c] not in _SURE for c in tree.children[i])
    behind = range(tree.last[i] + 1, high + 1)
    return of_thing and any(tree.tag[j] in ("MD", "EX") or tree.low[j] == "no" for j in behind)


def _is_needed(tree: Tree, i: int, low: int) -> bool:
    """Whether a verb is denied for want of something: "will not stay without a new quota"; not "without a fight"."""
    lacked = next((c for c in tree.children[i] if tree.dep[c] == "pobj"), None)
    if lacked is None or tree.low[lacked] in _NO_LACK or tree.tag[lacked][:1] == "W":
        return False
    around = [c for c in tree.children[tree.head[i]] if c < i]
    denied = any(tree.low[c] in _NEGATIVE or tree.low[tree.first[c]] in _NEGATIVE for c in around)
    return denied and any(tree.tag[c] == "MD" for c in around)


def _of_event(tree: Tree, i: int) -> bool:
    """Whether a preposition's object is an event ("without withdrawal", "after leaving") or an agreement."""
    for child in tree.children[i]:
        if tree.dep[child] in ("pobj", "pcomp") and (
            tree.low[child] in _EVENTS or (tree.low[i] == "without" and tree.dep[child] == "pobj")
        ):
            return True
    return False


def _read_at(tree: Tree, i: int, by_first: Mapping[str, list[list[str]]], high: int) -> list[str] | None:
    """The first of some wordings that stands at a token."""
    for words in by_first.get(tree.low[i], ()):
        end = i + len(words)
        if end - 1 <= high and tree.low[i:end] == words:
            return words
    return None


def _bounded(tree: Tree, start: int, last: int, tokens: Sequence[int], form: Form) -> Condition | None:
    """The condition cut to the clause's tokens; where it opens the clause it ends at the comma before the main one."""
    inside = [i for i in tokens if start <= i <= last]
    while inside and (tree.is_punctuation(inside[-1]) or tree.dep[inside[-1]] == "cc"):
        inside.pop()
    while inside and not tree.word[inside[0]].strip():
        inside.pop(0)
    if len(inside) < 2 or len(inside) >= len([i for i in tokens if not tree.is_punctuation(i)]):
        return None
    before = [i for i in tokens if i < inside[0]]
    after = [i for i in tokens if i > inside[-1]]
    words_before = [i for i in before if not tree.is_punctuation(i)]
    words_after = [i for i in after if not tree.is_punctuation(i)]
    comma_after = bool(after) and tree.low[after[0]] in (",", "—", "–", "-", ":")
    comma_before = bool(before) and tree.low[before[-1]] in (",", "—", "–", "-", "(")
    leading = len(words_before) <= 2 and comma_after
    trailing = not words_after and comma_before
    middle = comma_before and comma_after
    return Condition(tuple(inside), form, leading or trailing or middle)
