"""The rules of a case file, one function each."""

from __future__ import annotations

from foedus.case.model import Case
from foedus.case.syntax import Path
from foedus.errors import Fault


def faults_of(case: Case) -> list[Fault]:
    """All faults and warnings of a case, in the order of the file."""
    return []


def fault_at(
    case: Case, path: Path, rule: str, what: str, *, why: str = "", remedy: str = "", key: bool = False
) -> Fault:
    """A fault at a path of a case, with its line where the case came from a file."""
    if case.source is None:
        return Fault(rule, what, why=why, remedy=remedy)
    place = case.source.key(path) if key else case.source.at(path)
    return case.source.fault(rule, what, place.start, why=why, remedy=remedy)
