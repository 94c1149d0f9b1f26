"""Whether a consequence names something that can come about, so that a probability of it means something.

None are questions, what the speaker does himself, what leaving takes ("a two-thirds vote"), and what only
judges the exit or says how much it matters ("it would be messy", "the effect would be slight").
"""

from __future__ import annotations

import re

from foedus.ledger.statement import Statement
from foedus.reporting.meaning.consequence_names import Clause, clause_of, has_exit_for_subject, plain_words

_QUESTION = re.compile(
    r"^\W*(?:(?:would|could|will|might|may|can|should|does|do|did|is|are) "
    r"(?:(?-i:[A-Z])|(?:the|an?|it|they|he|she|we|you|this|that|these|his|her|its|their|there|anyone|anybody)\b)|(?:so|nor) would |"
    r"(?:how|why|whether|where|when) |what (?:it|this|that|they|he|she|an?|the)\b|I am not going to tell\b|"
    r"it (?:is|was) (?:not known|understood|unclear|open)\b)",
    re.IGNORECASE,
)
_OWN_ACT = re.compile(r"^I\b(?!(?: would|[’']d| will|[’']ll| may| might)? (?:expect|foresee|see|fear)\b)")
_TAKES = re.compile(
    r"^(?:require|need|take)\b.*\b(?:vote|majority|approval|consent|notice|referendum|ratification|act of parliament|signatures?)\b"
)
_HAS_TO_APPROVE = re.compile(r"^have to (?:approve|ratify|consent to|vote on|agree to|confirm)\b")
_NOTHING_FOLLOWS = re.compile(
    r"\b(?:gesture|of (?:little|no) (?:use|avail|consequence|importance)|(?:few|no|little) (?:consequences?|effect|impact)|"
    r"next to nothing|no (?:simple|easy|small) (?:matter|thing))\b"
)
_COMES_ABOUT = re.compile(
    r"^(?:\w+ly )?(?:\w+(?:ed|en)|felt|lost|cut|hit|left|met|read|made|put|told|held|seen|sent|shut|a(?:n|) (?:end|loss|collapse|gift)|"
    r"(?:the )?(?:end|loss|collapse|death|start|beginning|first|last)|\w+er|more|less|worse|without|out|at|in|to|under|over|likely)\b"
)
_AFFECTS = re.compile(r"\b(?:to|for|against)\b")
_EXTENT = re.compile(
    r"\b(?:effects?|impact|consequences?|results?|stakes|loss|danger|damage)\b", re.IGNORECASE
)
_WITHOUT_MODAL = re.compile(
    r"^(?:\w+ing|to)\b|\b(?:means?|leads?|risks?|brings?|threatens?|cannot|is (?:bound|likely|certain|sure|going) to)\b",
    re.IGNORECASE,
)
_A_FEW_WORDS = 3


def names_an_event(statement: Statement) -> bool:
    """Whether a statement of kind "consequence" says what may come about."""
    words = statement.point.strip()
    if _QUESTION.match(words) or _OWN_ACT.match(words):
        return False
    clause = clause_of(plain_words(words))
    if clause is None:
        return bool(statement.phrase or statement.condition or _WITHOUT_MODAL.search(words))
    return not (_says_what_it_takes(clause) or _only_judges(clause))


def _says_what_it_takes(clause: Clause) -> bool:
    """Whether the clause tells the procedure of leaving."""
    told = f"{clause.verb} {clause.rest}"
    if clause.verb in ("do", "suffice") and not clause.rest:  # "a letter to the depositary would do"
        return True
    return bool(_HAS_TO_APPROVE.match(told)) or (has_exit_for_subject(clause) and bool(_TAKES.match(told)))


def _only_judges(clause: Clause) -> bool:
    """Whether the clause says of the exit what it is like, or of what follows how much it matters."""
    if has_exit_for_subject(clause):
        if _NOTHING_FOLLOWS.search(clause.rest):
            return True
        return (
            clause.verb == "be"
            and not clause.denied
            and not _COMES_ABOUT.match(clause.rest)
            and not _AFFECTS.search(clause.rest)
        )
    short = len(clause.rest.split()) <= _A_FEW_WORDS and not _COMES_ABOUT.match(clause.rest)
    return clause.verb == "be" and short and bool(_EXTENT.search(clause.subject))
