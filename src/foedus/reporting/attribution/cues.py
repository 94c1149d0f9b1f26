"""The words that attribute: verbs of saying, thinking, judging and asking, their nouns and adjectives.

The table ``cues.tsv`` has a row for each, with the frames in which it attributes:

    q    introduces a quotation                          "...", she said
    c    a finite clause is the content                  she said that ...
    i    an infinitive is the content                    she hopes to ...
    n    a noun phrase is the content                    she criticised the plan
    d    a text or an utterance is the content           she issued a statement
    t    the object is spoken to                         she told Congress that ..., urged him to ...
    x    the object and what is said of it               she called the plan a mistake, regards it as ...
    p=   a prepositional object is the content           she called for talks

A verb that is not in the table attributes only where it has a finite clause, and then nearly always does. Verbs
are found by their form, since a tagger's lemma is not always right ("hoped" is no form of "hop" in the news).

    >>> verb_form("hoped").lemma, verb_form("thought").lemma, verb_form("wept")
    ('hope', 'think', None)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from foedus.reporting.parsing.arcs import arcs_of
from foedus.reporting.tables import rows_of

if TYPE_CHECKING:
    from spacy.tokens import Token

SMALL_CLAUSE = frozenset(
    ("let", "make", "have", "help", "get", "watch", "keep", "leave", "force", "cause", "enable")
)
"""Verbs whose bare clause is what happens, not what is said: "made him go"."""
NO_CUE = SMALL_CLAUSE | frozenset(
    (
        "’",
        "'s",
        "’s",
        "ensure",
        "mean",
        "happen",
        "be",
        "wait",
        "depend",
        "matter",
        "do",
        "go",
        "come",
        "stop",
        "try",
    )
)
"""Verbs that take a clause and attribute nothing."""

_IRREGULAR = {
    "bet": "bet bet", "cast": "cast cast", "feel": "felt felt", "fight": "fought fought", "find": "found found",
    "forbid": "forbade forbidden", "foresee": "foresaw foreseen", "forget": "forgot forgotten", "forgive": "forgave forgiven",
    "hear": "heard heard", "hit": "hit hit", "hold": "held held", "know": "knew known", "learn": "learnt learned",
    "lay": "laid laid", "mean": "meant meant", "misread": "misread misread", "misunderstand": "misunderstood misunderstood",
    "plead": "pled pleaded", "put": "put put", "read": "read read", "recast": "recast recast", "say": "said said",
    "see": "saw seen", "seek": "sought sought", "shoot": "shot shot", "show": "showed shown", "shrink": "shrank shrunk",
    "sing": "sang sung", "speak": "spoke spoken", "spread": "spread spread", "strike": "struck struck",
    "strive": "strove striven", "swear": "swore sworn", "tell": "told told", "think": "thought thought",
    "undertake": "undertook undertaken", "understand": "understood understood", "uphold": "upheld upheld",
    "write": "wrote written", "build": "built built", "cut": "cut cut", "let": "let let", "make": "made made", "run": "ran run",
    "set": "set set", "stand": "stood stood", "take": "took taken", "tear": "tore torn", "go": "went gone", "light": "lit lit",
    "bring": "brought brought", "trot": "trotted trotted", "drive": "drove driven", "wring": "wrung wrung", "overhear": "overheard overheard", "choose": "chose chosen",
    "dream": "dreamt dreamed", "pay": "paid paid", "restate": "restated restated", "beseech": "besought beseeched",
}  # fmt: skip
_DOUBLING = frozenset(
    "admit blog brag bar chat carp commit compel concur confer dub equip flog grin infer jab jeer knock nag nod pan permit "
    "pet plan prod put quip rap refer regret rip rub sanction signal slam slap snap submit sum tag text trip wrap plug pit "
    "stun transmit emit omit tut rebut recap scan abhor deter prefer ban bet propel refer spar program leak".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of the table: see the module for the frames."""

    lemma: str
    pos: str
    frames: frozenset[str]
    prepositions: frozenset[str]
    kind: str


@cache
def table() -> dict[tuple[str, str], Cue]:
    """The cues by lemma and part of speech (verb, noun, adj)."""
    rows: dict[tuple[str, str], Cue] = {}
    for row in rows_of("cues.tsv"):
        frames = row["frames"].split()
        prepositions = [p for f in frames if f.startswith("p=") for p in f[2:].split(",")]
        plain = frozenset(f for f in frames if not f.startswith("p="))
        cue = Cue(row["lemma"], row["pos"], plain, frozenset(prepositions), row["kind"])
        rows[cue.lemma, cue.pos] = cue
    return rows


@cache
def verbs() -> dict[str, Cue]:
    """The verbs by lemma."""
    return {lemma: cue for (lemma, pos), cue in table().items() if pos == "verb"}


@cache
def nouns() -> dict[str, Cue]:
    """The nouns by lemma."""
    return {lemma: cue for (lemma, pos), cue in table().items() if pos == "noun"}


@cache
def adjectives() -> dict[str, Cue]:
    """The adjectives by lemma."""
    return {lemma: cue for (lemma, pos), cue in table().items() if pos == "adj"}


def verb(token: Token) -> Cue | None:
    """The row of a verb, by its form or else by its lemma; with its particle first ("rule out")."""
    low: str = token.lower_
    phrasal = _phrasal().get(low)
    if phrasal is not None:
        doc = token.doc
        arcs = arcs_of(doc)
        for c in arcs.children[token.i]:
            if arcs.dep[c] in ("prt", "advmod") and (particle := doc[c].lower_) in phrasal:
                return phrasal[particle]
    return _forms().get(low) or verbs().get(token.lemma_)


@lru_cache(maxsize=65536)
def may_be_verb(low: str, lemma: str) -> bool:
    """Whether a word in lower case with its lemma can have a row as a verb; see `verb`."""
    return low in _forms() or lemma in verbs() or low in _phrasal()


@cache
def _phrasal() -> dict[str, dict[str, Cue]]:
    """Verbs with a particle, by the verb's form and the particle."""
    forms: dict[str, dict[str, Cue]] = {}
    for lemma, cue in verbs().items():
        head, _, particle = lemma.partition(" ")
        if particle:
            for form in {head, *inflected(head)}:
                forms.setdefault(form, {})[particle] = cue
    return forms


def verb_form(form: str) -> Cue | None:
    """The row of the verb that has a form (in lower case); a lemma's own form comes before another verb's."""
    return _forms().get(form)


@cache
def _forms() -> dict[str, Cue]:
    forms: dict[str, Cue] = {}
    plain = {lemma: cue for lemma, cue in verbs().items() if " " not in lemma}
    for lemma, cue in plain.items():
        for form in inflected(lemma):
            forms.setdefault(form, cue)
    forms.update(plain)
    return forms


def inflected(lemma: str) -> list[str]:
    """The forms of a verb in -s, -ing, past and participle, British and American."""
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) else lemma
    third = lemma + "s"
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = lemma + "es"
    elif lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        third = lemma[:-1] + "ies"
    past = [stem + "ed"]
    gerund = [stem + "ing"]
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        past = [lemma[:-1] + "ied"]
    if lemma in _DOUBLING or lemma.endswith(("el", "al", "il", "ol")):
        past.append(lemma + lemma[-1] + "ed")
        gerund.append(lemma + lemma[-1] + "ing")
    if lemma in _DOUBLING:
        past, gerund = past[1:], gerund[1:]
    if lemma in _IRREGULAR:
        past = _IRREGULAR[lemma].split()
    return [third, *past, *gerund]
