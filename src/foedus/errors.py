"""Every exception of foedus, drawn as a tree.

    FoedusError                what went wrong, where, why, and what to do
    ├── InputFault             something that was given is at fault      (exit status 1)
    │   ├── ArticleFault       an article cannot be read
    │   ├── NoThreatFound      the articles report no threat to an agreement
    │   ├── QuestionFault      the question file is at fault
    │   ├── CaseFault          a case file has one fault or many
    │   ├── GameFault          a game cannot be built (recall, probabilities, size, ...)
    │   ├── DataFault          a table of data cannot be used
    │   └── FolderFault        a dossier's folder is missing, locked or broken
    ├── SolutionFault          no certified equilibrium was found
    ├── InferenceRefused       what was observed leaves too few draws to answer
    └── MissingExtra           an optional library is not installed

An error says what, where (file, line and column where there are any), why, and what to do:

    >>> print(InputFault("the folder holds no article", where="reports/", remedy="add .txt files"))
    reports/: the folder holds no article
      what to do: add .txt files
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


class FoedusError(Exception):
    """Base of all errors that foedus raises on purpose.

    Args:
        what: what went wrong, in one sentence without a full stop.
        where: the place, "file", "file:line" or "file:line:column".
        why: the reason, if it adds to ``what``.
        remedy: what the reader can do about it.
    """

    def __init__(self, what: str, *, where: str = "", why: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.why, self.remedy = what, where, why, remedy

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        lines = [head]
        if self.why:
            lines.append(f"  why: {self.why}")
        if self.remedy:
            lines.append(f"  what to do: {self.remedy}")
        return "\n".join(lines)


class InputFault(FoedusError):
    """Something that was given (a file, a folder, an option's value) is at fault."""


class ArticleFault(InputFault):
    """An article cannot be read."""


class NoThreatFound(InputFault):
    """The articles report no threat to leave an agreement, so no number is given."""


class QuestionFault(InputFault):
    """The question file is at fault."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a case file, as ``foedus check`` prints it.

    Attributes:
        rule: name of the rule that found it, e.g. ``unknown-name``.
        what: what is wrong.
        line: line in the file, counted from 1 (0 where the whole file is meant).
        column: column, counted from 1.
        shown: the line of the file itself.
        why: why it matters.
        remedy: what to do.
        level: a fault stops the work, a warning does not.
    """

    rule: str
    what: str
    line: int = 0
    column: int = 0
    shown: str = ""
    why: str = ""
    remedy: str = ""
    level: Literal["fault", "warning"] = "fault"


def fault_text(where: str, fault: Fault) -> str:
    """A fault as ``foedus check`` prints it: place, what, the line shown, why, what to do."""
    place = f"{where}:{fault.line}:{fault.column}" if fault.line else where
    told = "warning: " if fault.level == "warning" else ""
    lines = [f"{place}: {told}{fault.what} [{fault.rule}]"]
    if fault.shown:
        lines.append(f"    {fault.shown.rstrip()}")
        lines.append("    " + " " * (fault.column - 1) + "^")
    if fault.why:
        lines.append(f"  why: {fault.why}")
    if fault.remedy:
        lines.append(f"  what to do: {fault.remedy}")
    return "\n".join(lines)


class CaseFault(InputFault):
    """A case file has one fault or many; all of them are told at once."""

    def __init__(self, faults: Sequence[Fault], *, where: str) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        super().__init__(f"{count} fault{'s' if count != 1 else ''} in the case file", where=where)

    def __str__(self) -> str:
        lines = [f"{self.where}: {self.what}"]
        lines += [fault_text(self.where, fault) for fault in self.faults]
        return "\n".join(lines)


class GameFault(InputFault):
    """A game cannot be built or read: recall, probabilities, payoffs, size."""


class DataFault(InputFault):
    """A table of data cannot be used; the column and rows are named."""


class FolderFault(InputFault):
    """A dossier's folder is missing, locked or broken."""


class SolutionFault(FoedusError):
    """No certified equilibrium was found."""


class InferenceRefused(FoedusError):
    """What was observed leaves too few effective draws for an honest answer."""


class MissingExtra(FoedusError):
    """An optional library is not installed.

    Args:
        library: the library's name on the package index.
        extra: the extra of foedus that brings it.
        purpose: what it is needed for.
    """

    def __init__(self, library: str, extra: str, purpose: str) -> None:
        super().__init__(
            f"{purpose} needs {library}, which is not installed",
            remedy=f"pip install 'foedus[{extra}]'",
        )
