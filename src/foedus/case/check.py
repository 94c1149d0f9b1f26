"""All rules of a case file, run together; each is one function with a name.

Rules that need the finished tree (courses that do not partition its ends, probabilities that leave [0, 1],
observations that cannot hold together) are in ``foedus.game.check``.
"""

from __future__ import annotations

from foedus.case import check_evidence, check_names, check_numbers
from foedus.case.finding import Rule, fault_of, rule_name
from foedus.case.model import Case
from foedus.errors import Fault

RULES: tuple[Rule, ...] = (*check_names.RULES, *check_numbers.RULES, *check_evidence.RULES)


def faults_of(case: Case) -> list[Fault]:
    """All faults and warnings of a case, in the order of the file."""
    found = [fault_of(case, rule_name(rule), finding) for rule in RULES for finding in rule(case)]
    return sorted(found, key=lambda fault: (fault.line, fault.column))


def warnings_of(case: Case) -> tuple[Fault, ...]:
    """What deserves a look but does not stop the work."""
    return tuple(fault for fault in faults_of(case) if fault.level == "warning")
