"""From a tree of texts to typed values: each kind of the notation has one way to be read.

A value that cannot be read leaves a fault at its place and a harmless value in its stead, so that all
faults of a file are found in one go.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from foedus.case.condition import RESERVED, Condition, Otherwise
from foedus.case.expression import FUNCTIONS, Expression
from foedus.case.notation import MOST_RECORDS, QUANTITY_KEYS, RECORDS, Field
from foedus.case.syntax import Listing, Path, Scalar, Source, Table, Tree
from foedus.case.tokens import NotationError
from foedus.errors import Fault
from foedus.quantity import FAMILIES, Distribution, Quantity

T = TypeVar("T")

NAME = re.compile(r"[^\W\d]\w*")
RESULT = re.compile(r"\w[\w.]*")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_MOST_COMPARED = 400
_ALWAYS: Condition = Otherwise()
HARMLESS = Distribution("point", (0.5,))


@dataclass
class Reading:
    """A file while it is read: its source, and the faults found so far."""

    source: Source
    faults: list[Fault] = field(default_factory=list)

    def fault(
        self, rule: str, what: str, tree: Tree, *, why: str = "", remedy: str = "", at: int = 0
    ) -> None:
        """Note a fault ``at`` code points into a value."""
        self.faults.append(self.source.fault(rule, what, tree.start + at, why=why, remedy=remedy))

    def line(self, tree: Tree) -> int:
        """The line of a value."""
        return self.source.position(tree.start)[0]

    # The three shapes

    def scalar(self, tree: Tree, wanted: str) -> str:
        """The text of a scalar; "" with a fault for a list or mapping."""
        if isinstance(tree, Scalar):
            return tree.text
        self.fault("shape", f"{wanted} is needed here, not a list or mapping", tree)
        return ""

    def table(self, tree: Tree, wanted: str) -> Table:
        """A mapping; an empty one with a fault for anything else. Nothing at all is an empty mapping."""
        if isinstance(tree, Table):
            if len(tree.entries) > MOST_RECORDS:
                self.fault("size", f"{len(tree.entries)} entries are more than {MOST_RECORDS}", tree)
                return Table({}, {}, tree.start, tree.end, flow=True)
            return tree
        if not (isinstance(tree, Scalar) and tree.text == "" and tree.style == ""):
            self.fault("shape", f"{wanted} is needed here", tree, remedy="write 'key: value' lines under it")
        return Table({}, {}, tree.start, tree.end, flow=True)

    def items(self, tree: Tree, wanted: str) -> tuple[Tree, ...]:
        """The items of a list; a single scalar stands for a list of one."""
        if isinstance(tree, Listing):
            if len(tree.items) > MOST_RECORDS:
                self.fault("size", f"{len(tree.items)} items are more than {MOST_RECORDS}", tree)
            return tree.items[:MOST_RECORDS]
        if isinstance(tree, Scalar):
            return (tree,) if tree.text or tree.style else ()
        self.fault("shape", f"{wanted} is needed here, not a mapping", tree, remedy="write it as [a, b]")
        return ()

    # The kinds of single values

    def text(self, tree: Tree) -> str:
        """Any text that is not blank."""
        text = self.scalar(tree, "a text")
        if isinstance(tree, Scalar) and not text.strip():
            self.fault("missing-value", "a text is needed here", tree)
        return text

    def name(self, tree: Tree) -> str:
        """An id of the case."""
        text = self.scalar(tree, "a name").strip()
        if isinstance(tree, Scalar) and not RESULT.fullmatch(text):
            self.fault("name", f"{text!r} is no name", tree, remedy="a name has letters, digits and _")
            return ""
        return text

    def number(self, tree: Tree) -> float | None:
        """A finite number, quoted or not."""
        text = self.scalar(tree, "a number").strip()
        if _NUMBER.fullmatch(text) and math.isfinite(float(text)):
            return float(text)
        if isinstance(tree, Scalar):
            remedy = "write a share as 0.05, without % and with a point" if re.search(r"[%,]", text) else ""
            self.fault("number", f"a number is needed here, not {text!r}", tree, remedy=remedy)
        return None

    def date(self, tree: Tree) -> str:
        """An ISO date that exists, as text."""
        text = self.scalar(tree, "a date").strip()
        if _DATE.fullmatch(text):
            try:
                return date.fromisoformat(text).isoformat()
            except ValueError as error:
                self.fault("date", f"{text} is no date: {error}", tree)
                return ""
        if isinstance(tree, Scalar):
            self.fault("date", f"a date is needed here, not {text!r}", tree, remedy="write it as 2019-06-25")
        return ""

    def boolean(self, tree: Tree) -> bool:
        """True for yes and true, false for no and false."""
        text = self.scalar(tree, "yes or no").strip().lower()
        if text not in _YES_NO:
            self.fault("boolean", f"yes or no is needed here, not {text!r}", tree)
        return _YES_NO.get(text, False)

    def names(self, tree: Tree) -> tuple[str, ...]:
        """A list of ids."""
        found = [self.name(item) for item in self.items(tree, "a list of names")]
        return tuple(name for name in found if name)

    def texts(self, tree: Tree) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(self.scalar(item, "a text") for item in self.items(tree, "a list of texts"))

    def expression(self, tree: Tree) -> Expression:
        """An expression; 0 with a fault if there is none."""
        return self._notation(tree, "an expression", Expression.parse, Expression.of(0.0))

    def condition(self, tree: Tree) -> Condition | None:
        """A condition; None for ``otherwise`` and where it cannot be read."""
        found = self._notation(tree, "a condition", Condition.parse, _ALWAYS)
        return None if isinstance(found, Otherwise) else found

    def _notation(self, tree: Tree, wanted: str, parse: Callable[[str], T], harmless: T) -> T:
        text = self.scalar(tree, wanted)
        if not isinstance(tree, Scalar):
            return harmless
        try:
            found: T = parse(text)
        except NotationError as error:
            quote = 1 if tree.style else 0
            straight = self.source.text.startswith(text, tree.start + quote)
            at = quote + error.column if straight else 0
            self.fault(
                wanted.removeprefix("an ").removeprefix("a "), error.what, tree, remedy=error.remedy, at=at
            )
            return harmless
        return found

    # Quantities

    def distribution(self, tree: Tree) -> Distribution:
        """A number, or a mapping with one family and its parameters; other keys are left to ``quantity``."""
        if isinstance(tree, Scalar):
            value = self.number(tree)
            return HARMLESS if value is None else Distribution("point", (value,))
        table = self.table(tree, "a number or a distribution")
        families = [key for key in table.entries if key not in QUANTITY_KEYS]
        if len(families) != 1:
            found = f"not {len(families)} ({', '.join(families)})" if families else "but none is given"
            remedy = f"write a number, or one of {', '.join(FAMILIES)} with its parameters"
            self.fault("distribution", f"one distribution is needed here, {found}", tree, remedy=remedy)
            return HARMLESS
        family, value_tree = families[0], table.entries[families[0]]
        numbers = [self.number(item) for item in self.items(value_tree, "a list of numbers")]
        if None in numbers:
            return HARMLESS
        try:
            return Distribution(
                "point" if family == "value" else family, tuple(n for n in numbers if n is not None)
            )
        except ValueError as error:
            key = table.keys[family]
            self.fault(
                "distribution",
                str(error),
                key,
                remedy="" if family in FAMILIES else self.close(family, FAMILIES),
            )
            return HARMLESS

    def quantity(
        self, name: str, tree: Tree, because: str = "", unit: str = "", fitted: bool = False
    ) -> Quantity:
        """One quantity; what it does not say itself it takes from its group."""
        entries = tree.entries if isinstance(tree, Table) else {}
        distribution = self.distribution(tree)
        if "because" in entries:
            because = self.scalar(entries["because"], "a reason")
        if "unit" in entries:
            unit = self.scalar(entries["unit"], "a unit")
        if "fitted" in entries:
            fitted = self.boolean(entries["fitted"])
        return Quantity(name, distribution, because, unit, fitted, self.line(tree))

    def quantities(self, name: str, tree: Tree) -> list[Quantity]:
        """A quantity, or the members of one that depends on a node's result."""
        if not self._is_group(tree):
            return [self.quantity(name, tree)]
        tree = self.table(tree, "members")
        group = {key: tree.entries[key] for key in QUANTITY_KEYS if key in tree.entries}
        because = self.scalar(group["because"], "a reason") if "because" in group else ""
        unit = self.scalar(group["unit"], "a unit") if "unit" in group else ""
        fitted = self.boolean(group["fitted"]) if "fitted" in group else False
        members = []
        for key, value in tree.entries.items():
            if key in group:
                continue
            if not RESULT.fullmatch(key):
                self.fault("name", f"{key!r} is no result of a node", tree.keys[key])
            members.append(self.quantity(f"{name}[{key}]", value, because, unit, fitted))
        return members

    def _is_group(self, tree: Tree) -> bool:
        """Whether a mapping holds members: mappings or numbers under keys that are no families."""
        if not isinstance(tree, Table):
            return False
        own = [key for key in tree.entries if key not in QUANTITY_KEYS]
        family_like = [
            key for key in own if key in (*FAMILIES, "value") and not isinstance(tree.entries[key], Table)
        ]
        return bool(own) and not family_like and not any(isinstance(tree.entries[k], Listing) for k in own)

    # Records

    def record(self, kind: str, tree: Tree, what: str) -> dict[str, Any]:
        """The values of a record's fields by key, typed; those not given are left out.

        Values of the kinds table, records and quantity stay trees.
        """
        table = self.table(tree, f"{what}: a mapping")
        declared = {field.key: field for field in RECORDS[kind]}
        self.unknown_keys(table, declared, what)
        values: dict[str, Any] = {}
        for key, entry in table.entries.items():
            if key in declared:
                values[key] = self._field(declared[key], entry)
        for key, field_ in declared.items():
            if field_.required and key not in table.entries and isinstance(tree, Table):
                self.fault("missing-key", f"{what} lacks {key!r}: {field_.says}", tree)
        return values

    def _field(self, declared: Field, tree: Tree) -> object:
        if declared.kind in ("table", "records", "quantity"):
            return tree
        read = {
            "text": self.text, "name": self.name, "number": self.number, "date": self.date,
            "boolean": self.boolean, "names": self.names, "texts": self.texts, "because": self.text,
            "expression": self.expression, "condition": self.condition, "distribution": self.distribution,
        }[declared.kind]  # fmt: skip
        value = read(tree)
        if declared.choices and value and value not in declared.choices:
            what = f"{value!r} is none of {', '.join(declared.choices)}"
            self.fault("choice", what, tree, remedy=self.close(str(value), declared.choices))
            return declared.choices[0]
        return value

    def unknown_keys(self, table: Table, known: Iterable[str], what: str) -> None:
        """A fault for each key that the notation does not know."""
        known = tuple(known)
        for key, place in table.keys.items():
            if key not in known:
                value = table.entries[key]
                if table.flow and isinstance(value, Scalar) and value.start == value.end:
                    remedy = "inside { } put a text that holds a comma in quotation marks"
                else:
                    remedy = self.close(key, known) or f"known: {', '.join(known)}"
                self.fault("unknown-key", f"{what} has no key {key!r}", place, remedy=remedy)

    def declared_name(self, key: Scalar, what: str, *, result: bool = False) -> None:
        """A fault if an id that the case declares could not be used in expressions and conditions."""
        pattern = RESULT if result else NAME
        if not pattern.fullmatch(key.text):
            remedy = "a name has letters, digits and _" + ("" if result else " and begins with a letter")
            self.fault("name", f"{key.text!r} cannot name {what}", key, remedy=remedy)
        elif key.text in RESERVED or (key.text in FUNCTIONS and what == "a quantity"):
            self.fault("name", f"{key.text!r} is a word of the notation and cannot name {what}", key)

    @staticmethod
    def close(name: str, known: Iterable[str]) -> str:
        """A question whether the nearest known name was meant; empty where none is near."""
        candidates = list(known)
        if len(candidates) > _MOST_COMPARED:  # comparing all would take longer than reading the file
            return ""
        near = difflib.get_close_matches(name, candidates, n=1)
        return f"did you mean {near[0]!r}?" if near else ""


def path_of(name: str) -> Path:
    """The path of a quantity in a file: ``w[resolved]`` stands at quantities, w, resolved."""
    base, _, member = name.partition("[")
    return ("quantities", base, member.rstrip("]")) if member else ("quantities", base)
