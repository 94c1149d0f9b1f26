"""Formulas such as ``~ income + log(trade) + region - 1`` and the columns of the design that they make.

[the door to formulaic] A formula comes with a file that may be hostile, and formulaic evaluates what stands in
it. So each formula is first read word by word: names of columns, numbers, ``+ - : * ^ ( ) ,`` and the functions of
`FUNCTIONS` pass, anything else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import DataFault, MissingExtra

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]

FUNCTIONS = ("log", "log10", "exp", "sqrt", "abs", "C", "I", "center", "scale")
"""What a formula may apply to columns: C makes a factor of numbers, I keeps arithmetic as it is."""

LONGEST = 2000  # characters
MOST_COLUMNS = 500
FEW_LEVELS = 12  # more different numbers than that in a column of texts are no names of levels
MOST_PRODUCTS = 8  # signs * in a formula: each doubles its terms
MOST_IN_POWER = 30  # columns of a formula with a power
MOST_CROSSED = 5000  # levels of the factors of a formula with interactions, multiplied
_READING: dict[str, Any] = {"na_action": "ignore", "context": {"sqrt": np.sqrt, "abs": np.abs}}

_TOKEN = re.compile(r"\s*(?:(`[^`\n]+`)|([^\W\d][\w.]*)|(\d+(?:\.\d+)?)|(\*\*|[-+:*^(),/~]))")


@dataclass(frozen=True, eq=False)
class Design:
    """A predictor's columns.

    Attributes:
        name: the quantity that it predicts.
        columns: their names as the formula makes them; ``(Intercept)`` for the constant.
        matrix: (n, m).
        recipe: how formulaic makes the columns, with the levels and means of the rows used; None for one number.
    """

    name: str
    columns: tuple[str, ...]
    matrix: Floats
    recipe: Any = None

    @property
    def coefficients(self) -> tuple[str, ...]:
        """Names of the coefficients: ``quantity:column``, or the quantity alone where it is one number."""
        if self.columns == ("",):
            return (self.name,)
        return tuple(f"{self.name}:{column}" for column in self.columns)

    def on(self, table: pd.DataFrame) -> Floats:
        """The columns (rows, m) on other rows, with the levels and means of the rows used.

        Raises:
            DataFault: a value is not finite there.
        """
        if self.recipe is None:
            return np.ones((len(table), self.matrix.shape[1]))
        with np.errstate(all="ignore"):
            values = np.asarray(self.recipe.get_model_matrix(table, **_READING), dtype=np.float64)
        values = values.reshape(len(table), len(self.columns))
        if not np.isfinite(values).all():
            raise DataFault(f"a column of {self.name} is not finite at the values given")
        return values


def columns_of(formula: str, known: Iterable[str], where: str) -> tuple[str, ...]:
    """The columns of the data that a formula uses, in its order.

    Raises:
        DataFault: the formula holds what no formula may hold, or names a column that the data lack.
    """
    known = set(known)
    if len(formula) > LONGEST:
        raise DataFault(f"a formula has more than {LONGEST} characters", where=where)
    found: list[str] = []
    place, before = 0, ""
    text = formula.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise _refused(formula, text[place:].lstrip()[:1], where)
        quoted, name, number, sign = match.groups()
        place = match.end()
        called = text[place:].lstrip().startswith("(")
        if before in ("**", "^") and number not in ("2", "3"):
            raise _refused(formula, before, where, "a power is 2 or 3")
        if called and name not in FUNCTIONS and (name or quoted):
            raise _refused(formula, f"{name or quoted}(", where, f"functions: {', '.join(FUNCTIONS)}")
        if sign == "~" and found:
            raise _refused(formula, "~", where, "only the right-hand side is written")
        if (name or quoted) and not called:
            column = quoted[1:-1] if quoted else name
            if column not in known:
                raise _unknown(column, known, formula, where)
            found.append(column)
        before = (sign or "").strip()
    return tuple(dict.fromkeys(found))


def _refused(formula: str, part: str, where: str, remedy: str = "") -> DataFault:
    return DataFault(
        f"the formula {formula!r} cannot hold {part!r}",
        where=where,
        remedy=remedy or "columns, numbers and + - : * ^ ( ) are formulas; put odd names in backticks",
    )


def _unknown(column: str, known: set[str], formula: str, where: str) -> DataFault:
    import difflib

    near = difflib.get_close_matches(column, sorted(known), n=1)
    return DataFault(
        f"the data have no column {column!r}",
        where=where,
        why=f"the formula {formula!r} names it",
        remedy=f"did you mean {near[0]!r}?" if near else f"columns: {', '.join(sorted(known)[:20])}",
    )


def design_of(name: str, formula: str, table: pd.DataFrame, where: str) -> Design:
    """The design of a quantity by its formula, on a table without missing rows.

    Raises:
        DataFault: a term is not finite (the rows are named); a column varies with nothing beside an
            intercept; two columns say the same.
        MissingExtra: formulaic is not installed.
    """
    used = columns_of(formula, table.columns, where)
    _check_size(name, formula, used, table, where)
    matrix = _model_matrix(formula, table, where)
    columns = tuple("(Intercept)" if str(c) == "Intercept" else str(c) for c in matrix.columns)
    if not columns:
        raise DataFault(
            f"the formula of {name} is empty: {formula!r}", where=where, remedy="give it a constant value"
        )
    if len(columns) > MOST_COLUMNS:
        raise DataFault(
            f"the formula of {name} makes {len(columns)} columns, more than {MOST_COLUMNS}", where=where
        )
    values = np.asarray(matrix, dtype=np.float64).reshape(len(table), len(columns))
    _check_finite(name, columns, values, table, where)
    if "(Intercept)" in columns:
        _check_varying(name, used, columns, values, table, where)
    _check_rank(name, columns, values, where)
    return Design(name, columns, np.ascontiguousarray(values), matrix.model_spec)


def _model_matrix(formula: str, table: pd.DataFrame, where: str) -> Any:
    try:
        from formulaic import Formula
        from formulaic.errors import FormulaicError
    except ImportError as error:
        raise MissingExtra("formulaic", "fit", "reading formulas") from error
    text = formula.strip().removeprefix("~")
    try:
        with np.errstate(all="ignore"):
            return Formula(text).get_model_matrix(table, **_READING)
    except (
        FormulaicError,
        ArithmeticError,
        AttributeError,
        LookupError,
        SyntaxError,
        TypeError,
        ValueError,
    ) as error:
        raise DataFault(
            f"the formula {formula!r} cannot be read", where=where, why=str(error).split("\n")[0]
        ) from None


def _check_size(name: str, formula: str, used: tuple[str, ...], table: pd.DataFrame, where: str) -> None:
    """Refuse before they are made what would make more columns than any data carry, and fill the memory."""
    signs = [match[4] for match in _TOKEN.finditer(formula) if match[4]]
    crossed = {":", "*", "^", "**"} & set(signs)
    if signs.count("*") > MOST_PRODUCTS:
        raise _refused(formula, "*", where, f"write at most {MOST_PRODUCTS} products")
    if {"^", "**"} & set(signs) and len(used) > MOST_IN_POWER:
        raise _refused(formula, "^", where, f"a power is of at most {MOST_IN_POWER} columns")
    total = 1
    for column in used:
        text = table[column].dtype.kind not in "iufb"
        if text and not _as_factor(formula, column):
            _check_numbers(column, table, where)
        if text or _as_factor(formula, column):
            levels = table[column].nunique()
            if levels > MOST_COLUMNS:
                raise DataFault(
                    f"column {column!r} has {levels} levels, too many for the formula of {name}",
                    where=where,
                    why="text is a factor, with a coefficient for each level but one",
                    remedy="correct values that should be numbers, or join levels",
                )
            total *= levels
    if crossed and total > MOST_CROSSED:
        raise DataFault(
            f"the interactions in the formula of {name} cross factors of {total} combinations", where=where,
            remedy="join levels, or leave interactions out",
        )  # fmt: skip


def _check_numbers(column: str, table: pd.DataFrame, where: str) -> None:
    """A column of numbers in which some cells hold a text would be taken for a factor with a level for each number."""
    import pandas as pd

    number = pd.to_numeric(table[column], errors="coerce").notna().to_numpy()
    if table[column][number].nunique() > FEW_LEVELS and 2 * number.sum() > len(table):
        shown = table[column].to_numpy()[~number][:1]
        raise DataFault(
            f"column {column!r} holds {str(shown[0])!r} in {rows_named(table, ~number)}, where the other rows hold numbers"
            if len(shown)
            else f"column {column!r} holds numbers that are kept as texts",
            where=where,
            remedy="correct these cells, or leave them empty: rows with gaps are dropped and counted",
        )


def _as_factor(formula: str, column: str) -> bool:
    """Whether a formula takes a column of numbers as a factor."""
    name = re.escape(column)
    return bool(re.search(rf"\bC\(\s*(?:`{name}`|{name})\s*\)", formula))


def rows_named(table: pd.DataFrame, at_fault: NDArray[np.bool_]) -> str:
    """The first rows at fault, counted as in the file (the header is row 1)."""
    rows = [int(i) + 2 for i in table.index.to_numpy()[at_fault]]
    shown = ", ".join(str(row) for row in rows[:5])
    return f"row{'s' if len(rows) > 1 else ''} {shown}" + (
        f" and {len(rows) - 5} more" if len(rows) > 5 else ""
    )


def _check_finite(
    name: str, columns: tuple[str, ...], values: Floats, table: pd.DataFrame, where: str
) -> None:
    for place, column in enumerate(columns):
        bad = ~np.isfinite(values[:, place])
        if bad.any():
            raise DataFault(
                f"{column} of {name} is not finite in {rows_named(table, bad)}",
                where=where,
                remedy="correct these values, leave them empty (the rows are then dropped), or change the formula",
            )


def _check_varying(
    name: str,
    used: tuple[str, ...],
    columns: tuple[str, ...],
    values: Floats,
    table: pd.DataFrame,
    where: str,
) -> None:
    for column in used:
        if table[column].nunique(dropna=False) <= 1:
            raise DataFault(
                f"column {column!r} varies with nothing: it is {table[column].iloc[0]!r} in all {len(table)} rows used",
                where=where,
                why=f"in the formula of {name} it cannot be told from the intercept",
                remedy="leave it out of the formula",
            )
    for place, column in enumerate(columns):
        if column != "(Intercept)" and np.ptp(values[:, place]) == 0:
            raise DataFault(
                f"{column} of {name} is the same in all rows used", where=where, remedy="leave it out"
            )


def _check_rank(name: str, columns: tuple[str, ...], values: Floats, where: str) -> None:
    """Each column must add something to those before it."""
    lengths = np.linalg.norm(values, axis=0)
    scaled = values / np.where(lengths > 0, lengths, 1)
    triangle = np.asarray(np.linalg.qr(scaled, mode="r"))
    if np.linalg.matrix_rank(triangle, tol=1e-9 * len(columns)) == len(columns):
        return
    for place in range(1, len(columns) + 1):
        if np.linalg.matrix_rank(triangle[:, :place], tol=1e-9 * place) < place:
            weights = np.linalg.lstsq(values[:, : place - 1], values[:, place - 1], rcond=None)[0]
            others = [c for c, w in zip(columns, weights, strict=False) if abs(w) > 1e-8]
            shown = ", ".join(others[:5]) + (f" and {len(others) - 5} more" if len(others) > 5 else "")
            raise DataFault(
                f"{columns[place - 1]} of {name} is a sum of multiples of {shown or 'nothing: it is 0'}",
                where=where,
                why="their coefficients cannot be told apart",
                remedy=f"leave one of them out of the formula of {name}",
            )
