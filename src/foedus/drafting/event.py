"""What the event of a question asks about: leaving, a notice already given that takes effect, or something else.

The course "exit" stands for the event that is asked about: leaving, suspending, closing, not renewing, or what was
already declared being carried out. A question whether the agreement goes on, or whether other terms are agreed, asks
about the contrary or about another course, so that "exit" cannot stand for it.

    >>> notice_in_force("Will A's notice take effect by 2021-01-01?")
    True
    >>> asks_to_go_on("Will A renew the pact?"), asks_to_go_on("Will A not renew the pact?")
    (True, False)
"""

from __future__ import annotations

import re

_ENDING = (
    r"(?:withdrawal|exit|departure|termination|denunciation|expulsion|eviction|closure|abrogation|suspension)"
)
_NOTICE_IN_FORCE = re.compile(
    r"\b(?:after|since|following)\s+(?:the|its|a)\s+(?:\w+\s+)?(?:notice|note|notification|denunciation)\b"
    r"|\bnotice\b.{0,40}\b(?:takes?|taking|take)\s+effect\b"
    r"|\b(?:notice|decision)\b.{0,60}\b(?:lapse|expire|mature)"
    rf"|\b{_ENDING}\b.{{0,120}}\b(?:(?:tak(?:e|es|ing)|com(?:e|es|ing)\s+into|go(?:es)?\s+into|enters?\s+into)\s+(?:effect|force)|becomes?\s+(?:effective|final))\b"
    rf"|\bcarr(?:y|ies|ied|ying)\s+(?:out|through)\s+(?:on\s+|with\s+)?(?:the|its|their|his|her|an?)\s+(?:\w+\s+){{0,2}}(?:{_ENDING}|end|ending|notice|order)\b"
    r"|\b(?:end|expiry|course|close)\s+of\s+(?:the|its|their)\s+notice\b|\bnotice\s+period\b",
    re.IGNORECASE,
)
_ASKS_FOR_NOTICE = re.compile(
    r"\bwill\b.{0,60}\b(give|deposit|submit|file|serve|deliver|send)\b.{0,24}\b(notice|notification)\b"
    r"|\bwill\b.{0,60}\b(notify|denounce)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(r"\b(?:will|would|does|do|is|are|shall|going to)\b", re.IGNORECASE)
# Verbs in small letters only: in capitals they are parts of names
_GOES_ON = (
    r"(?:be\s+)?(?:renew(?:ed)?|extend(?:ed)?|prolong(?:ed)?|uph[eo]ld|preserved?|maintain(?:ed)?|retain(?:ed)?|saved)"
    r"|(?:remain|stay|continue|keep|kept)(?!.{0,40}\b(?:out|away|outside|closed|shut|suspen\w+)\b)"
    r"|rejoin|re-?enter|return\s+to|survive|honou?r|abide|comply|adhere"
)
_OTHER_TERMS = (
    r"(?:re-?negotiat|revis|amend|agree|negotiat|conclud|reach|sign|strik|settl)\w*"
    r"(?=.{0,60}\b(?:terms?|deals?|compromise|amendments?|settlement|concessions?|agreements?|accords?|arrangements?|treat(?:y|ies))\b)"
    r"(?!.*\b(?:leav|withdr|exit|terminat|denounc|abrogat|quit|suspen|end)\w*)"
)
_OTHERWISE = (
    r"not|n't|never|no longer|refus\w*|declin\w*|fail\w*|let|lapses?|expires?|gives?|given|deposit|submit|notify|notif\w*|"
    r"announce|leave|quit|withdraw\w*|exit|end|ends|ended|terminat\w*|suspend\w*|denounc\w*|abrogat\w*|revoke\w*|cancel\w*|"
    r"clos\w+|shut|scrap|stop|cease|trigger|carry|order|evict|expel|repudiate|pull|drop|break|tear|take"
)
_FIRST_VERB = re.compile(
    rf"(?<![\w-])(?:(?P<goes_on>{_GOES_ON})|(?P<terms>{_OTHER_TERMS})|(?P<other>{_OTHERWISE}))(?![\w-])",
    re.DOTALL,
)


_LESS = re.compile(
    r"\b(?:suspend(?:s|ed|ing)?|suspension|clos(?:e|es|ed|ing|ure)|shut(?:s|ting)?)\b", re.IGNORECASE
)
_LEAVING = re.compile(
    r"\b(?:leav(?:e|es|ing)|withdr\w+|quits?|exits?|end(?:s|ed|ing)?|terminat\w+|denounc\w+|abrogat\w+|notice|notif\w+|revok\w+|scrap\w*)\b",
    re.IGNORECASE,
)
LONGEST = 1000  # characters of an event that are looked at


def notice_in_force(event: str) -> bool:
    """Whether a question supposes that leaving was already declared, and asks if it is carried out or takes effect."""
    return bool(_NOTICE_IN_FORCE.search(event[:LONGEST])) and not asks_for_notice(event)


def asks_for_notice(event: str) -> bool:
    """Whether a question asks if notice will be given, which presupposes that none is in force.

    >>> asks_for_notice("Will A deposit a new notice of withdrawal?"), asks_for_notice("Will the notice take effect?")
    (True, False)
    """
    return bool(_ASKS_FOR_NOTICE.search(event))


def asks_for_less(event: str) -> bool:
    """Whether a question asks if an agreement is suspended, or a base closed, without asking if it is left.

    >>> asks_for_less("Will A suspend the pact?"), asks_for_less("Will A suspend or end the pact?")
    (True, False)
    """
    return bool(_LESS.search(event[:LONGEST])) and not _LEAVING.search(event[:LONGEST])


def asks_to_go_on(event: str) -> bool:
    """Whether a question asks if the agreement goes on: the contrary of what "exit" stands for."""
    return _first_verb(event) == "goes_on"


def asks_for_terms(event: str) -> bool:
    """Whether a question asks if other terms are agreed, which is the course "revised".

    >>> asks_for_terms("Will A and B sign a new deal by 2021?"), asks_for_terms("Will A agree to leave the pact?")
    (True, False)
    """
    return _first_verb(event) == "terms"


def _first_verb(event: str) -> str | None:
    """Of which sort the first verb is that a question asks about."""
    event = event[:LONGEST]
    asking = _ASKING.search(event)
    found = _FIRST_VERB.search(event, asking.end() if asking else 0)
    return found.lastgroup if found else None
