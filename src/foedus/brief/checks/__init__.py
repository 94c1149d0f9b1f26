"""The machine checks of a brief: one named function each, every fault with its place.

The requirements follow ICD 203 (tradecraft), ICD 206 (sources) and the house's own rules; their numbers are
those of the table in ``docs/brief-checks.md``. ``check`` makes them all and gives the faults in that order.

    foedus brief FOLDER --check
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from foedus.brief.checks.fault import BriefFault
from foedus.brief.checks.form import (
    changes_have_causes,
    grave_branch_is_worked_through,
    method_is_complete,
    opening_holds_the_answer,
    pictures_have_words_and_data,
    question_is_stated,
    reader_is_told_what_it_means,
)
from foedus.brief.checks.judgement import (
    confidence_stands_apart,
    courses_exclude_and_exhaust,
    given_and_overall_are_apart,
    no_hedges_of_our_own,
    signposts_are_observable,
    terms_come_from_the_scale,
)
from foedus.brief.checks.reasoning import (
    assumptions_say_if_wrong,
    causes_of_uncertainty_are_named,
    evidence_has_ratios_both_ways,
    flip_is_stated,
    range_over_settings_is_shown,
)
from foedus.brief.checks.sourcing import (
    bearing_statements_are_reachable,
    conflicts_are_shown_and_read,
    grades_are_apart,
    origins_are_counted,
    paraphrase_and_translation_are_marked,
    quotations_are_verbatim,
    sources_are_described,
    sources_are_summed_up,
    statements_name_speaker_and_chain,
)
from foedus.brief.checks.tracing import numbers_have_grounds, standings_are_marked
from foedus.brief.document import Document
from foedus.brief.grounds import Grounds

__all__ = ["CHECKS", "BriefFault", "check", "warnings"]

Check = Callable[[Document, Grounds], Iterable[BriefFault]]

# Requirement → check; 3 stands for two halves (every number a ground, every ground within reach).
CHECKS: tuple[tuple[int, Check], ...] = (
    (1, opening_holds_the_answer),
    (2, question_is_stated),
    (3, numbers_have_grounds),
    (4, quotations_are_verbatim),
    (5, statements_name_speaker_and_chain),
    (6, paraphrase_and_translation_are_marked),
    (7, sources_are_described),
    (8, grades_are_apart),
    (9, origins_are_counted),
    (10, sources_are_summed_up),
    (11, terms_come_from_the_scale),
    (12, no_hedges_of_our_own),
    (13, confidence_stands_apart),
    (14, causes_of_uncertainty_are_named),
    (15, standings_are_marked),
    (16, assumptions_say_if_wrong),
    (17, courses_exclude_and_exhaust),
    (18, evidence_has_ratios_both_ways),
    (19, grave_branch_is_worked_through),
    (20, given_and_overall_are_apart),
    (21, signposts_are_observable),
    (22, flip_is_stated),
    (23, range_over_settings_is_shown),
    (24, changes_have_causes),
    (25, reader_is_told_what_it_means),
    (26, conflicts_are_shown_and_read),
    (27, method_is_complete),
    (27, pictures_have_words_and_data),
    (3, bearing_statements_are_reachable),
)


def check(document: Document, grounds: Grounds) -> list[BriefFault]:
    """All faults of a brief, by requirement; empty if it passes."""
    return [fault for fault in _all(document, grounds) if not fault.warning]


def warnings(document: Document, grounds: Grounds) -> list[BriefFault]:
    """What a reader should know although the brief passes: a source without a date, say."""
    return [fault for fault in _all(document, grounds) if fault.warning]


def _all(document: Document, grounds: Grounds) -> list[BriefFault]:
    found = [fault for _, one in CHECKS for fault in one(document, grounds)]
    return sorted(found, key=lambda fault: fault.requirement)
