"""What is declared: a case file, its reading and checking, and the expressions in it."""

from foedus.case.condition import Condition
from foedus.case.expression import Expression
from foedus.case.model import Case
from foedus.case.read import case_of, read_case

__all__ = ["Case", "Condition", "Expression", "case_of", "read_case"]
