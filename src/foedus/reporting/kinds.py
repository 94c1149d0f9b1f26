"""The kind of a statement: report, assessment, reason, motive, consequence, obligation, precedent, grievance, demand, fact.

The rules are tried in the order of `RULES`; the first that holds decides, and its name is recorded. They look
at the words of the proposition, its condition and its phrase of probability, and at how it is attributed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.ledger.statement import Kind
from foedus.reporting.lexicon import is_judgement, normalised


@dataclass(frozen=True, slots=True)
class Told:
    """What the rules look at.

    Attributes:
        words: the proposition's text.
        phrase: its words of probability, or None.
        conditional: whether it stands under a condition, also the one of a sentence before, or its subject is one.
        cue: the attribution's lemma, "" in the article's own voice; ``cue_kind`` the kind of that cue.
        attributed: whether someone else than the outlet says it.
        past: whether its main verb is in the past or perfect tense.
        exits: whether it speaks of leaving the agreement (or its like).
        agreement: whether it names the agreement; ``subject_agreement`` whether as the main subject.
        threatener_subject: whether its subject is the threatener or one who speaks for it.
        party_subject: whether its subject is a party to the agreement.
        after_judgement: whether the statement before it in the same attribution, or the one that it explains,
            is a judgement about a course.
        done: whether an exit is reported as having happened (of another agreement).
        musing: whether a threat or thought of leaving is reported.
        quoted: whether it is in someone's own words.
    """

    words: str
    phrase: str | None = None
    conditional: bool = False
    cue: str = ""
    cue_kind: str = ""
    attributed: bool = False
    past: bool = False
    exits: bool = False
    agreement: bool = False
    subject_agreement: bool = False
    threatener_subject: bool = False
    party_subject: bool = False
    after_judgement: bool = False
    done: bool = False
    musing: bool = False
    quoted: bool = False


_MOTIVE = re.compile(
    r"\b(?:in order to|as a means of|so as to|bargaining chip|leverage|bluff\w*|to (?:extract|exert|force|pressure|press|"
    r"extort|squeeze|win|gain|get|obtain|secure|boost|wring|push)\b|in exchange for|negotiating (?:tactic|ploy|tool)|"
    r"aim(?:s|ed)? (?:is |was )?to|real aim|motive|tactic|ploy|seek(?:s|ing)? to (?:use|extract|get|win|obtain))",
    re.IGNORECASE,
)
_GRIEVANCE = re.compile(
    r"\b(?:unfair\w*|one-sided|lopsided|unequal|imbalance\w*|unbalanced|takes? advantage|taken advantage|ripp(?:ed|ing) off|"
    r"free[- ]?rid\w+|not (?:pay|paying|contribut\w+)|pays? (?:too little|nothing)|owes?\b|does not have to|not (?:obliged|bound|obligated|required)|"
    r"trade deficits?|worst deal|bad deal|terrible deal|raw deal|unjust|(?:un)?fair\b|violat\w+|breach\w*|betray\w*|cheat\w*|"
    r"complain\w*|burden)",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:must (?!be \w+ing)\w+|should \w+|demand\w*|insist\w*|call(?:s|ed|ing)? (?:on|for)|ask(?:s|ed|ing)? for|wants? (?!to (?:leave|withdraw|quit))|"
    r"wanted|seek(?:s|ing)? (?:compensation|more|greater|changes|revis\w+)|compensation|renegotiat\w+|needs? to|have to pay|pay (?:all|more|their))",
    re.IGNORECASE,
)
_OBLIGATION = re.compile(
    r"\b(?:oblig\w+|bound (?:to|by)|commit(?:s|ted)? \w+ to|requires?|allows?|permits?|provides? (?:for|that)|promises?|guarantees?|"
    r"entitle\w*|stipulat\w+|may not|shall|pledg\w+|treaty-bound|duty|is responsible for|prohibits?|forbids?|binds?)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|too (?:many|much|few|little)|opposed|oppos(?:e|es|ition)|illegal|legal|unlawful|constitution\w*|approval of|"
    r"the reason|reasons? why|vital|cornerstone|serves? \w+ interests?|in \w+ interests?|cost(?:s|ly)?|support for|back(?:s|ed|ing)? the|"
    r"would mean|overrid\w+|enables?|unable|authority|power to)\b",
    re.IGNORECASE,
)
_JUDGING = frozenset("thought judgement opinion".split())


def kind_of(told: Told) -> tuple[Kind, str]:
    """The kind of a statement and the name of the rule that decided."""
    words = told.words
    phrase = normalised(told.phrase) if told.phrase else ""
    would = phrase.startswith(("would", "'d", "could")) or (told.conditional and bool(phrase))
    if told.done and not told.musing and not would:
        return "precedent", "an exit that has happened"
    if told.musing and not is_judgement(told.phrase):
        return "report", "a threat or thought of leaving"
    if told.cue_kind == "request" or (told.cue in ("demand", "insist", "urge", "ask", "want") and told.cue):
        return "demand", "a cue of asking"
    if (
        _GRIEVANCE.search(words)
        and not told.conditional
        and not is_judgement(told.phrase)
        and (told.attributed or told.threatener_subject)
    ):
        return "grievance", "words of grievance"
    if _MOTIVE.search(words) and not told.conditional:
        return (
            ("assessment", "a judgement of bluff")
            if re.search(r"\bbluff", words, re.I)
            else ("motive", "words of purpose")
        )
    if told.conditional and phrase and not phrase.startswith(("would not",)):
        if (
            _REASON.search(words)
            and told.attributed
            and re.search(r"\boppos|\bmean\b|order of magnitude|overrid", words)
        ):
            return "reason", "what stands in the way of leaving"
        return "consequence", "a conditional clause with its modal"
    if (
        _OBLIGATION.search(words)
        and (told.subject_agreement or told.party_subject)
        and not told.past
        and not told.phrase
    ):
        return "obligation", "words of obligation"
    if _REASON.search(words) and told.attributed and not is_judgement(told.phrase):
        return "reason", "words of a reason"
    if (
        phrase
        and is_judgement(told.phrase)
        or phrase in ("may", "might", "could")
        or (told.attributed and told.cue_kind in _JUDGING)
    ):
        return "assessment", "a judgement of probability or of worth"
    if _DEMAND.search(words) and (told.threatener_subject or told.attributed):
        return "demand", "words of demand"
    if told.exits and told.attributed:
        return "report", "what is said of leaving"
    return "fact", "nothing else holds"
