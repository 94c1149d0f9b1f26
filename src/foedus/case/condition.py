"""Conditions on the path: which results the nodes of a game came to.

    any    = all {"or" all}
    all    = plain {"and" plain}
    plain  = "not" plain | "(" any ")" | node ("=" | "!=") result | node ["not"] "in" results
           | "at" "least" number "of" "[" any {"," any} "]"
    results = "[" result {"," result} "]"

or the single word ``otherwise``. A node that was not reached equals nothing, so that ``reply != deny``
holds where ``reply`` was never reached. ``at least 2 of [...]`` counts, for a quota of veto players.

    >>> condition = Condition.parse("threat = notice and not reply in [deny, refuse]")
    >>> condition.holds({"threat": "notice", "reply": "concede"}), condition.holds({"threat": "quiet"})
    (True, False)
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import final

from foedus.case.tokens import LONGEST_CHAIN, NotationError, Reader

RESERVED = frozenset({"and", "or", "not", "in", "otherwise", "if"})


@dataclass(frozen=True)
class Condition(ABC):
    """Something that holds on some paths of the game and not on others. Make one by ``parse``."""

    @staticmethod
    def parse(text: str) -> Condition:
        """The condition that a text writes.

        Raises:
            NotationError: the text is none; says where, and what would be right.
        """
        return _parsed(text)

    @cached_property
    def text(self) -> str:
        """The condition as a case file writes it."""
        return self._write()

    @cached_property
    def nodes(self) -> frozenset[str]:
        """The nodes that it speaks of."""
        return frozenset(part.node for part in self.parts)

    @cached_property
    def parts(self) -> tuple[Comparison, ...]:
        """The comparisons in it, in the order written."""
        return self._parts()

    def holds(self, state: Mapping[str, str]) -> bool:
        """Whether it holds on a path: ``state`` maps the nodes reached to their results."""
        return self._holds(state)

    @abstractmethod
    def _parts(self) -> tuple[Comparison, ...]: ...

    @abstractmethod
    def _holds(self, state: Mapping[str, str]) -> bool: ...

    @abstractmethod
    def _write(self) -> str: ...


@final
@dataclass(frozen=True)
class Comparison(Condition):
    """A node's result is one of ``results``, or with ``negated`` is none of them."""

    node: str
    results: tuple[str, ...]
    negated: bool = False

    def _parts(self) -> tuple[Comparison, ...]:
        return (self,)

    def _holds(self, state: Mapping[str, str]) -> bool:
        return (state.get(self.node) in self.results) is not self.negated

    def _write(self) -> str:
        if len(self.results) == 1:
            return f"{self.node} {'!=' if self.negated else '='} {self.results[0]}"
        return f"{self.node} {'not in' if self.negated else 'in'} [{', '.join(self.results)}]"


@final
@dataclass(frozen=True)
class Joined(Condition):
    """Conditions joined by ``and`` (all hold) or ``or`` (one holds)."""

    word: str
    members: tuple[Condition, ...]

    def _parts(self) -> tuple[Comparison, ...]:
        return tuple(part for member in self.members for part in member.parts)

    def _holds(self, state: Mapping[str, str]) -> bool:
        test = all if self.word == "and" else any
        return test(member.holds(state) for member in self.members)

    def _write(self) -> str:
        texts = [f"({m.text})" if isinstance(m, Joined) else m.text for m in self.members]
        return f" {self.word} ".join(texts)


@final
@dataclass(frozen=True)
class Not(Condition):
    """The condition does not hold."""

    member: Condition

    def _parts(self) -> tuple[Comparison, ...]:
        return self.member.parts

    def _holds(self, state: Mapping[str, str]) -> bool:
        return not self.member.holds(state)

    def _write(self) -> str:
        return f"not ({self.member.text})" if isinstance(self.member, Joined) else f"not {self.member.text}"


@final
@dataclass(frozen=True)
class AtLeast(Condition):
    """At least ``count`` of the members hold."""

    count: int
    members: tuple[Condition, ...]

    def _parts(self) -> tuple[Comparison, ...]:
        return tuple(part for member in self.members for part in member.parts)

    def _holds(self, state: Mapping[str, str]) -> bool:
        return sum(member.holds(state) for member in self.members) >= self.count

    def _write(self) -> str:
        return f"at least {self.count} of [{', '.join(member.text for member in self.members)}]"


@final
@dataclass(frozen=True)
class Otherwise(Condition):
    """Holds where nothing before it did; taken alone it always holds."""

    def _parts(self) -> tuple[Comparison, ...]:
        return ()

    def _holds(self, state: Mapping[str, str]) -> bool:
        return True

    def _write(self) -> str:
        return "otherwise"


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Condition:
    if text.strip() == "otherwise":
        return Otherwise()
    reader = Reader(text)
    found = _joined(reader, "or")
    if reader.now.kind != "end":
        raise reader.unexpected("'and', 'or' or the end")
    return found


def _joined(reader: Reader, word: str) -> Condition:
    def inner() -> Condition:
        return _joined(reader, "and") if word == "or" else _plain(reader)

    members = [inner()]
    while reader.took(word):
        members.append(inner())
        if len(members) > LONGEST_CHAIN:
            raise NotationError(f"more than {LONGEST_CHAIN} conditions in a row", reader.now.column)
    return members[0] if len(members) == 1 else Joined(word, tuple(members))


def _plain(reader: Reader) -> Condition:
    reader.deeper()
    found: Condition
    if reader.took("not"):
        found = Not(_plain(reader))
    elif reader.took("("):
        found = _joined(reader, "or")
        reader.need(")", "after what the parenthesis holds")
    elif reader.now.text == "at" and reader.next.text == "least":
        found = _count(reader)
    else:
        found = _comparison(reader)
    reader.higher()
    return found


def _count(reader: Reader) -> Condition:
    reader.take()
    reader.take()
    number = reader.take()
    if not number.text.isdecimal():
        raise NotationError("'at least' needs a whole number", number.column, "write at least 2 of [...]")
    if not reader.took("of"):
        raise reader.unexpected(f"'of' after at least {number.text}")
    reader.need("[", "after of")
    members = [_joined(reader, "or")]
    while reader.took(","):
        members.append(_joined(reader, "or"))
    reader.need("]", "after the conditions")
    if not 1 <= int(number.text) <= len(members):
        what = f"at least {number.text} of {len(members)} conditions is always or never so"
        raise NotationError(what, number.column)
    return AtLeast(int(number.text), tuple(members))


def _comparison(reader: Reader) -> Condition:
    node = _word(reader, "a node's name")
    if reader.took("=", "=="):
        return Comparison(node, (_word(reader, "a result"),))
    if reader.took("!="):
        return Comparison(node, (_word(reader, "a result"),), negated=True)
    negated = reader.took("not")
    if not reader.took("in"):
        raise reader.unexpected(f"'=', '!=' or 'in' after {node}", remedy=f"write {node} = RESULT")
    reader.need("[", "after in")
    results = [_word(reader, "a result")]
    while reader.took(","):
        results.append(_word(reader, "a result"))
    reader.need("]", "after the results")
    return Comparison(node, tuple(results), negated)


def _word(reader: Reader, wanted: str) -> str:
    token = reader.now
    if token.kind not in ("name", "number") or token.text in RESERVED:
        raise reader.unexpected(wanted)
    return reader.take().text
