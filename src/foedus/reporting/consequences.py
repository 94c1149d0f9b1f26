"""Consequences that say the same are one: statements grouped by what they say may follow.

Two statements of consequences belong together if they share rare words (weighed by how few of the statements
use them: inverse document frequency, Sparck Jones 1972) or if one names the same change to the same things;
what they follow from must not differ.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foedus.ledger.statement import Statement, words_at

CLOSE = 0.34
"""Cosine of two statements' weighed words from which on they are taken to say the same."""

_STOP = set(
    "a an and are as at be been being but by can could did do does for from had has have he her his how if in into is it its "
    "may might more most must no not of off on once one only or other our out over own same she should so some such than that "
    "the their them then there these they this those through to too under until up very was were what when which while who "
    "whom why will with would you your also still even again say said says us u.s. toward towards between about against after "
    "before because during country countries state states would-be some many aspects aspect definitely able".split()
)
_WORD = re.compile(r"[^\W\d_][\w'-]*")


@dataclass(frozen=True)
class ConsequenceGroup:
    """A consequence with the statements that name it.

    ``given`` is "exit" or the id of the consequence that it follows from.
    """

    id: str
    name: str
    statements: tuple[str, ...]
    given: str = "exit"


def cluster(statements: Sequence[Statement], texts: Mapping[str, str]) -> tuple[ConsequenceGroup, ...]:
    """The consequences that statements name, in the order of their first statement.

    Args:
        statements: all statements; those of kind "consequence" that repeat no other are grouped.
        texts: article name → text, to read conditions.
    """
    own = [s for s in statements if s.kind == "consequence" and s.direction is None]
    bags = [_bag(_without_condition(s)) for s in own]
    spread = Counter(word for bag in bags for word in bag)
    groups: list[list[int]] = []
    for i, statement in enumerate(own):
        home = None
        if statement.same_as:
            home = next((g for g in groups if any(own[j].id == statement.same_as for j in g)), None)
        if home is None:
            home = next(
                (g for g in groups if any(_close(bags[i], bags[j], spread, len(own)) for j in g)), None
            )
        if home is None:
            groups.append([i])
        else:
            home.append(i)
    named: list[tuple[str, str, list[int]]] = []
    for group in groups:
        name = _name(own[group[0]])
        named.append((_identifier(name, [n for n, _, _ in named]), name, group))
    result = []
    for identifier, name, group in named:
        given = next(
            (g for i in group if (g := _given(own[i], texts, named, group, bags, spread, len(own)))), "exit"
        )
        result.append(ConsequenceGroup(identifier, name, tuple(own[i].id for i in group), given))
    return tuple(result)


def _without_condition(statement: Statement) -> str:
    return statement.words


def _bag(words: str) -> Counter[str]:
    return Counter(
        _stem(w) for w in (m.group().lower() for m in _WORD.finditer(words)) if w not in _STOP and len(w) > 2
    )


def _stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s")
    for ending in (
        "isation",
        "ization",
        "ations",
        "ation",
        "ships",
        "ship",
        "ings",
        "ing",
        "ies",
        "ied",
        "ers",
        "ed",
        "es",
        "s",
        "y",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _close(one: Counter[str], other: Counter[str], spread: Counter[str], count: int) -> bool:
    def weight(word: str) -> float:
        return math.log(1 + count / spread[word])

    shared = sum(weight(w) ** 2 for w in one.keys() & other.keys())
    norm = math.sqrt(sum(weight(w) ** 2 for w in one) * sum(weight(w) ** 2 for w in other))
    return norm > 0 and shared / norm >= CLOSE


def _given(
    statement: Statement,
    texts: Mapping[str, str],
    named: Sequence[tuple[str, str, list[int]]],
    group: Sequence[int],
    bags: Sequence[Counter[str]],
    spread: Counter[str],
    count: int,
) -> str | None:
    """The id of the consequence that a statement's condition names, "exit", or None."""
    if statement.given == "exit" or statement.bears_on == "exit":
        return "exit"
    condition = _bag(words_at(texts.get(statement.article, ""), statement.condition))
    best, score = None, 0.0
    for identifier, _, other in named:
        if other == group:
            continue
        for i in other:
            shared = condition.keys() & bags[i].keys()
            got = sum(math.log(1 + count / spread[w]) for w in shared)
            if len(shared) >= 2 and got > score:
                best, score = identifier, got
    return best


def _name(statement: Statement) -> str:
    """A short name from the words: the clause up to its first break, at most twelve words."""
    words = " ".join(statement.words.split())
    head = re.split(r"[;:,]| which | who ", words, maxsplit=1)[0]
    kept = (head if len(head.split()) >= 4 else words).split()[:12]
    name = " ".join(kept).strip("\"'“”‘’ .,")
    return name[:1].upper() + name[1:]


def _identifier(name: str, taken: Sequence[str]) -> str:
    words = [w for w in re.findall(r"[a-z]+", name.lower()) if w not in _STOP][:4] or ["consequence"]
    base = "_".join(words)
    identifier, n = base, 2
    while identifier in taken or identifier in ("exit", "revised", "fades"):
        identifier, n = f"{base}_{n}", n + 1
    return identifier
