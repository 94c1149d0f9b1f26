"""Whether words of estimative probability in a statement give the probability of the course that it bears on.

They don't where they are a bare future tense, where they stand beside a noun, where they tell what others think or
what was once believed, where they set an appointment, and where they are about another event.
"""

from __future__ import annotations

import re
from dataclasses import replace

from foedus.ledger.statement import Statement

_WITH_NUMBERS = frozenset({"assessment", "motive", "report"})
"""Of these kinds a phrase says how probable the course is; in a reason it says how sure the reason is."""
_BARE = re.compile(
    r"(?:will|would|shall|['’]ll|['’]d)(?: not)?|(?:wo|would|sha)n['’]t|"
    r"(?:(?:is|are|am|was|were|['’](?:s|re|m)) )?(?:not )?(?:going )?to|(?:is|are|was|were)n['’]t (?:going )?to",
    re.IGNORECASE,
)
"""A bare future tense announces or asserts; in reports it tells plans as often as forecasts, so it gives a
direction and no number."""
_OF_FEW = re.compile(
    r"^\W*(?:not (?:all|every\w*|many)|nobody|no one|few(?:er)?|hardly any\w*|neither)\b|\bmake sure\b",
    re.IGNORECASE,
)
"""Who speaks of others' doubts gives no number of his own: "not everyone is so sure", "few are as certain"."""
_ONCE_SURE = re.compile(
    r"^\W*(?:I|we) (?:was|were|had been)\b(?: \w+ly| quite| so)? (?:sure|certain|convinced)\b", re.IGNORECASE
)
"""What a speaker believed before is no judgement of today: "I was sure that he'd stay"."""
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must|\w+ed|\w+ing)\b|n[’']t\b|[’'](?:ll|d|re)\b|"
    r"\b(?:exit|withdrawal|departure|termination|denunciation|threat|chances?|odds|probability|likelihood)\b",
    re.IGNORECASE,
)
_SURE = re.compile(r"\b(?:sure|certain|convinced|confident)\b", re.IGNORECASE)
_SCHEDULED = re.compile(
    r"\bexpected (?:in|on|at|by|next|this|early|late|later|soon|to (?:take (?:[\w-]+ ){1,4}(?:days?|weeks?|months?|years?)"
    r"|be (?:finished|completed|ready|published|circulated|discussed|debated|tabled|submitted|presented|introduced|"
    r"considered|examined|reviewed|held)))\b"
)
"""What is expected at a place or a time is an appointment ("an envoy is expected in May"), and no forecast; nor is what is
expected to be discussed, or to take a year."""
_CONTRARY = re.compile(
    r"\b(?:not|no|never|neither|nor|nobody|none|hardly|scarcely|little|without|cannot|stay\w*|remain\w*|keep\w*|kept|renew\w*|prolong\w*|extend\w*|"
    r"extension|surviv\w*|continu\w*|hold\w*|last\w*|abid\w*|membership|reject\w*|fail\w*|defeat\w*|postpon\w*|"
    r"shelv\w*|drop\w*|clos\w*|bluff\w*|back down|fades?|settle\w*|veto\w*|block\w*)\b|n[’']t\b",
    re.IGNORECASE,
)
"""Words by which a statement speaks of the course's contrary, so that "likely" in it can count against the course."""
_OF_LEAVING = re.compile(
    r"\b(?:leav\w*|left|withdr\w+|exit\w*|quit\w*|out|away|terminat\w*|denounc\w*|denunciation|abrogat\w*|scrap\w*|end|ends|ended|"
    r"ending|suspen\w+|clos\w+|shut\w*|depart\w*|abandon\w*|break\w*|cancel\w*|tear\w*|revok\w*|revocation|repudiat\w*|lapse\w*|"
    r"expir\w*|notice|notif\w*|renew\w*|go|goes|going|gone|happen\w*|suit|carry|carries|carried|serious\w*|threat\w*|trigger\w*|invok\w*|"
    r"pull\w*|walk\w*|evict\w*|expel\w*|odds|chances?|likelihood|probability|it|this|that|so|move|step|stay\w*|remain\w*|keep\w*|"
    r"fail\w*|reject\w*|refus\w*|rebuff\w*|deaf|vain)\b",
    re.IGNORECASE,
)
"""Words by which a statement speaks of leaving, points to what was said of it, or says that attempts to prevent it fail."""
_NEVER_LEFT = re.compile(
    r"\bwithout (?:(?:ever|formally|actually|really) )*(?:leaving|withdrawing|quitting|exiting|pulling out|going)\b",
    re.I,
)
"""What is expected to go on so is no leaving: "edging out without ever formally leaving"."""
_FIGURE = re.compile(r"\d|\bper ?cent\b|\b(?:one|two|three|nine) in (?:\w+)\b|\b\w+ to one\b", re.IGNORECASE)
_PROBABILITY_OF_EXIT = re.compile(
    r"\b(?:chances?|odds|probability|likelihood|risk|prospect)\b(?: \w+){0,4}? (?:of|that|for)\b(?: [\w'’-]+){0,6}? "
    r"(?:leav\w+|exit\w*|withdr\w+|quit\w*|departure|denunciation|denounc\w+|terminat\w+|break|going|pull\w* out)\b",
    re.IGNORECASE,
)
"""Words that give the probability of leaving itself, and not of something that speaks for or against it."""
_HARDLY = 0.1
"""What is less probable than this is called impossible, or next to it."""


def is_bare(phrase: str) -> bool:
    """Whether a phrase is a bare future tense, which says that something comes and not how likely."""
    return bool(_BARE.fullmatch(phrase))


def says_how_likely(statement: Statement) -> bool:
    """Whether the phrase of a statement says how likely its course is."""
    return (
        statement.likelihood is not None
        and statement.kind in _WITH_NUMBERS
        and not is_bare(statement.phrase or "")
        and (not statement.condition or statement.given is None)
        and not (_OF_FEW.search(statement.point) and _SURE.search(statement.phrase or ""))
        and not (_ONCE_SURE.match(statement.point) and _SURE.search(statement.phrase or ""))
        and not _is_bare_noun(statement)
        and not _is_of_something_else(statement)
    )


def _is_bare_noun(statement: Statement) -> bool:
    """Whether a phrase stands outside words that say nothing by themselves: "doubts" beside "the premier's sincerity"."""
    outside = bool(statement.phrase_span) and not any(
        c.start <= p.start and p.end <= c.end for p in statement.phrase_span for c in statement.content
    )
    return outside and not _VERBAL.search(statement.point)


def _is_of_something_else(statement: Statement) -> bool:
    """Whether a phrase is about another event than the course or its contrary.

    "A challenge in court is all but certain" may speak against leaving, yet its number is not that of staying:
    a phrase counts for the contrary of a course only in words that speak of it, or deny. And "he seemed to look for
    words" may speak for leaving, yet the number of leaving is only in words that speak of that, or point to it.
    """
    likelihood = statement.likelihood
    if _SCHEDULED.search(statement.point) and "expected" in (statement.phrase or "").lower():
        return True
    if likelihood is None or likelihood.median == 0.5 or statement.bears_on == "fades":
        return False  # doubt that it will be done is how one speaks for its fading
    turned = (statement.direction == "against") == (likelihood.median > 0.5)
    point = statement.point.replace(statement.phrase or "", " ", 1)
    if not turned and statement.bears_on == "exit":
        return not _OF_LEAVING.search(point)
    denied = statement.negated and statement.direction == "against"  # "is not expected to leave"
    return turned and not denied and not _CONTRARY.search(point)


def contradicts_itself(statement: Statement) -> bool:
    """Whether words that deny something were read to speak for it: "it's impossible", "does not believe that", for leaving."""
    likelihood = statement.likelihood
    if statement.direction != "for" or statement.kind not in _WITH_NUMBERS or likelihood is None:
        return False
    if statement.bears_on == "exit" and _NEVER_LEFT.search(statement.point):
        return True
    denied = likelihood.median < _HARDLY or (statement.negated and likelihood.median < 0.5)
    return denied and _is_of_something_else(statement)


def told_in_figures(statement: Statement) -> Statement:
    """A statement that gives the probability of leaving in figures, with the side that the figure takes.

    "He puts the odds of an exit at one in fifty" speaks of leaving and against it: which it is tells the figure, surely.
    """
    likelihood = statement.likelihood
    if (
        likelihood is None
        or statement.bears_on != "exit"
        or statement.negated
        or statement.condition
        or statement.kind not in _WITH_NUMBERS
        or not _FIGURE.search(statement.phrase or "")
        or not _PROBABILITY_OF_EXIT.search(statement.point)
    ):
        return statement
    return replace(statement, direction="for" if likelihood.median > 0.5 else "against", bearing_sure=None)
