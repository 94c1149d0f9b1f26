"""Consequences that say the same are one: statements grouped by what they say may follow.

Two statements belong together if their weighed words are close (inverse document frequency, Sparck Jones
1972; the countries named count as words) and they do not point in opposite directions; if the second is the
quotation of the paraphrase before it; or if it gives an instance of it ("for example").
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foedus.ledger.statement import Statement, words_at
from foedus.reporting.meaning.consequence_events import names_an_event
from foedus.reporting.meaning.consequence_names import is_denied, name_of
from foedus.reporting.names.gazetteer import country_of

CLOSE = 0.36
"""Cosine of two statements' weighed words from which on they are taken to say the same."""
NEAR = 0.03
"""The same for a quotation that follows its paraphrase."""

_DENYING = re.compile(r"\b(?:not|never|no longer|hardly|scarcely|cannot|won[’']t)\b|n[’']t\b", re.IGNORECASE)
"""A phrase with such a word gives the probability of what is denied ("would not": little)."""
_IF = re.compile(r"\W*(?:if|once|when|should|were|in case)\b", re.IGNORECASE)
"""A condition that begins so stands beside the name already; "without spare parts" belongs to it."""
_SHORT = 12
"""Characters that a statement needs so that finding them in another means something."""

_STOP = frozenset(
    "a an and are as at be been being but by can could did do does for from had has have he her his how if in into is it its "
    "may might more most must no not of off on once one only or other our out over own same she should so some such than that "
    "the their them then there these they this those through to too under until up very was were what when which while who "
    "whom why will with would you your also still even again say said says us u.s. toward towards between about against after "
    "before because during country countries state states many aspects aspect definitely able part leading".split()
)
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_BETTER = re.compile(
    r"\b(benefit|easier|ease|improv|gain|triumph|strengthen|help|eliminat|relief|welcome|boost|advantage|warm|closer|win)"
)
_WORSE = re.compile(
    r"\b(hurt|harm|sour|worsen|damag|friction|dispute|disrupt|toppl|destabil|weaken|collapse|tension|lose|loss|undermin|threat)"
)
_INSTANCE = re.compile(r"\b(for instance|for example|e\.g\.|such as)\W*$", re.IGNORECASE)
_ENDINGS = (
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
)


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
        statements: all statements; those of kind "consequence" that speak for no course and name something that
            can come about are grouped.
        texts: article name → text, to read conditions and what stands before a statement.
    """
    own = [s for s in statements if s.kind == "consequence" and s.direction is None and names_an_event(s)]
    likeness = _Likeness(own)
    groups: list[list[int]] = []
    for i in range(len(own)):
        home = _home(i, own, groups, likeness, texts)
        if home is None:
            groups.append([i])
        else:
            home.append(i)
    names: list[tuple[str, str]] = []
    for group in groups:
        first = names_it([own[i] for i in group])
        condition = words_at(texts.get(first.article, ""), first.condition)
        name = name_of(first.point, condition if _IF.match(condition) else "")
        names.append((_identifier(name, [n for n, _ in names]), name))
    result = []
    for (identifier, name), group in zip(names, groups, strict=True):
        given = _given(group, own, [(n, g) for (n, _), g in zip(names, groups, strict=True)], likeness, texts)
        result.append(ConsequenceGroup(identifier, name, tuple(own[i].id for i in group), given))
    return tuple(result)


def names_it(voices: Sequence[Statement]) -> Statement:
    """The statement whose words name a consequence: the first with a modal verb or another word of likelihood."""
    return next((voice for voice in voices if voice.phrase), voices[0])


def is_turned_round(voice: Statement, *, denied: bool) -> bool:
    """Whether a voice's phrase gives the probability of the contrary of what the consequence's name says.

    Args:
        voice: a statement that names the consequence.
        denied: whether the consequence's name says that something does not happen.
    """
    says_it_fails = is_denied(voice.point)
    of_the_affirmed = bool(_DENYING.search(voice.phrase or "")) or not says_it_fails
    return of_the_affirmed == denied


class _Likeness:
    """How alike statements are: cosine of their words and countries, weighed by how rare each is among them."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.bags = [bag_of(s.point) | {f"@{a}" for a in s.actors} for s in statements]
        self.spread = Counter(word for bag in self.bags for word in bag)

    def weight(self, word: str) -> float:
        return math.log(1 + len(self.bags) / self.spread.get(word, 1)) * (0.6 if word[0] == "@" else 1.0)

    def cosine(self, i: int, j: int) -> float:
        one, other = self.bags[i], self.bags[j]
        shared = sum(self.weight(w) ** 2 for w in one & other)
        norm = math.sqrt(sum(self.weight(w) ** 2 for w in one) * sum(self.weight(w) ** 2 for w in other))
        return shared / norm if norm else 0.0

    def shared(self, words: set[str], i: int) -> float:
        """How much weighs what words share with a statement; 0 if it is a single word."""
        common = words & self.bags[i]
        return sum(self.weight(w) for w in common) if len(common) > 1 else 0.0


def _home(
    i: int,
    own: Sequence[Statement],
    groups: Sequence[list[int]],
    likeness: _Likeness,
    texts: Mapping[str, str],
) -> list[int] | None:
    """The group that a statement joins, or None."""
    statement = own[i]
    for group in groups:
        if statement.same_as and any(own[j].id == statement.same_as for j in group):
            return group
        if any(_within(statement, own[j]) or _within(own[j], statement) for j in group):
            return group
    if i and own[i - 1].article == statement.article:
        last = next(g for g in groups if i - 1 in g)
        text = texts.get(statement.article, "")
        begin = min(
            (span.start for span in (*(statement.core or statement.content), *statement.condition)), default=0
        )
        quoted = (
            own[i - 1].voice == "indirect"
            and statement.voice == "direct"
            and likeness.cosine(i, i - 1) >= NEAR
        )
        same = own[i - 1].speaker == statement.speaker and _direction(own[i - 1]) == _direction(statement)
        if same and (quoted or _INSTANCE.search(text[max(0, begin - 24) : begin])):
            return last
    scored = [(likeness.cosine(i, j), g) for g in groups for j in g if _agree(own[j], statement)]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= CLOSE else None


def _within(one: Statement, other: Statement) -> bool:
    """Whether one statement is cut out of the words of another, or says a clause of it again."""
    return len(one.point) > _SHORT and one.point.rstrip(".").lower() in other.point.lower()


def _direction(statement: Statement) -> int:
    """1 where it says that something gets better, -1 worse, 0 neither."""
    low = statement.point.lower()
    if _WORSE.search(low) and "eliminat" not in low:
        return -1
    return int(bool(_BETTER.search(low)))


def _agree(one: Statement, other: Statement) -> bool:
    return _direction(one) * _direction(other) >= 0


def bag_of(words: str) -> set[str]:
    """The stems of the words that carry meaning; names of countries are left to the statement's actors."""
    found = [m.group() for m in _WORD.finditer(words)]
    return {stem(w.lower()) for w in found if w.lower() not in _STOP and len(w) > 2 and country_of(w) is None}


def stem(word: str) -> str:
    """A word without its commonest endings, at least four letters long."""
    word = word.removesuffix("'s").removesuffix("’s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _given(
    group: Sequence[int],
    own: Sequence[Statement],
    named: Sequence[tuple[str, list[int]]],
    likeness: _Likeness,
    texts: Mapping[str, str],
) -> str:
    """The id of the consequence that a group's conditions name, or "exit"."""
    first = own[group[0]]
    if first.given == "exit" or first.bears_on == "exit":
        return "exit"
    for i in group:
        said = words_at(texts.get(own[i].article, ""), own[i].condition)
        condition = bag_of(said) | {f"@{c}" for m in _WORD.finditer(said) if (c := country_of(m.group()))}
        scored = [(likeness.shared(condition, j), n) for n, other in named if i not in other for j in other]
        best = max(scored, default=(0.0, "exit"))
        if best[0] > 0:
            return best[1]
    return "exit"


def _identifier(name: str, taken: Sequence[str]) -> str:
    words = [w for w in re.findall(r"[a-z]+", name.lower()) if w not in _STOP and len(w) > 2][:4] or [
        "consequence"
    ]
    base = "_".join(words)
    identifier, n = base, 2
    while identifier in taken or identifier in ("exit", "revised", "fades"):
        identifier, n = f"{base}_{n}", n + 1
    return identifier
