"""One fault of a brief, as ``foedus brief --check`` prints it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BriefFault:
    """What is wrong, by which requirement, where in the brief, and what to do.

    Attributes:
        requirement: number of the requirement, 1 to 27.
        check: name of the check that found it.
        where: section, table row or note ("who-said-what, row 3").
        what: what is wrong.
        remedy: what to do.
        warning: True where a reader should know, yet the brief may stand.
    """

    requirement: int
    check: str
    where: str
    what: str
    remedy: str = ""
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning" if self.warning else "fault"
        told = f"{self.where}: {self.what} [{self.requirement}: {self.check}, {kind}]"
        return f"{told}\n  what to do: {self.remedy}" if self.remedy else told
