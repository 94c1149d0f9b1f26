"""The parser of expressions: recursive descent, one function a rule of the grammar in ``expression``."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from foedus.case.expression import FUNCTIONS, Binary, Call, Expression, Name, Negative, Number
from foedus.case.tokens import DEEPEST_EXPRESSION, LONGEST_CHAIN, NotationError, Reader

_PLAIN_NAME = re.compile(r"[^\W\d]\w*")


@lru_cache(maxsize=4096)
def parse_expression(text: str) -> Expression:
    """The expression that a text writes; see ``Expression.parse``."""
    reader = Reader(text)
    found = _sum(reader)
    if reader.now.kind != "end":
        raise reader.unexpected("an operator (+ - * / ^)")
    if _depth(found) > DEEPEST_EXPRESSION:
        raise NotationError(
            f"more than {DEEPEST_EXPRESSION} operations within each other", 0, "divide it into several terms"
        )
    return found


def _depth(expression: Expression) -> int:
    """Levels of operations within each other, counted without recursion."""
    depth, level = 0, [expression]
    while level:
        depth += 1
        level = [part for this in level for part in this.parts]
    return depth


def _sum(reader: Reader) -> Expression:
    return _chain(reader, ("+", "-"))


def _chain(reader: Reader, operators: tuple[str, str]) -> Expression:
    """Operands of one level, joined from left to right."""
    inner = _product if "+" in operators else _signed
    found = inner(reader)
    for _ in range(LONGEST_CHAIN):
        sign = reader.now
        if not reader.took(*operators):
            return found
        found = Binary(sign.text, found, inner(reader))
    raise NotationError(f"more than {LONGEST_CHAIN} operators in a row", reader.now.column)


def _product(reader: Reader) -> Expression:
    return _chain(reader, ("*", "/"))


def _signed(reader: Reader) -> Expression:
    reader.deeper()
    found = Negative(_signed(reader)) if reader.took("-") else _power(reader)
    reader.higher()
    return found


def _power(reader: Reader) -> Expression:
    found = _atom(reader)
    if reader.now.text == "**":
        raise reader.unexpected("an operator", remedy="a power is written a^b")
    return Binary("^", found, _signed(reader)) if reader.took("^") else found


def _atom(reader: Reader) -> Expression:
    token = reader.now
    if token.kind == "number":
        return _number(reader)
    if token.kind == "name":
        return _named(reader)
    if reader.took("("):
        found = _sum(reader)
        reader.need(")", "after what the parenthesis holds")
        return found
    raise reader.unexpected("a number, a name or '('")


def _number(reader: Reader) -> Expression:
    token = reader.take()
    value = float(token.text)
    if not math.isfinite(value):
        raise NotationError(f"{token.text} is too large a number", token.column)
    return Number(value)


def _named(reader: Reader) -> Expression:
    token = reader.take()
    if not _PLAIN_NAME.fullmatch(token.text):
        raise NotationError(
            f"{token.text!r} is neither a number nor a name",
            token.column,
            remedy="a name has letters, digits and _ and begins with a letter",
        )
    if reader.now.text == "(":
        return _call(reader, token.text, token.column)
    if token.text in FUNCTIONS:
        raise NotationError(f"{token.text} is a function and needs ( )", token.column)
    if not reader.took("["):
        return Name(token.text)
    index = reader.take()
    if index.kind not in ("name", "number"):
        raise NotationError(f"{token.text}[...] needs a node's name between [ ]", index.column)
    reader.need("]", f"after {token.text}[{index.text}")
    return Name(token.text, index.text)


def _call(reader: Reader, function: str, column: int) -> Expression:
    if function not in FUNCTIONS:
        known = ", ".join(FUNCTIONS)
        raise NotationError(f"there is no function {function!r}", column, remedy=f"known: {known}")
    reader.need("(", f"after {function}")
    arguments = [_sum(reader)]
    while reader.took(","):
        arguments.append(_sum(reader))
        if len(arguments) > LONGEST_CHAIN:
            raise NotationError(f"more than {LONGEST_CHAIN} arguments", reader.now.column)
    reader.need(")", f"after the arguments of {function}")
    wanted = FUNCTIONS[function]
    if (wanted and len(arguments) != wanted) or (not wanted and len(arguments) < 2):
        need = f"{wanted} argument" if wanted else "two or more arguments"
        raise NotationError(f"{function} takes {need}, not {len(arguments)}", column)
    return Call(function, tuple(arguments))
