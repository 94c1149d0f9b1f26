"""A consequence's name: its clause without the modal verb, asides, and what follows from the exit itself.

    >>> name_of("the harbours would hardly survive, as she put it, a second closure")
    'The harbours do not survive a second closure'

A clause whose form is not understood keeps its own words: a name that is long is better than one that is wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.reporting.names.gazetteer import country_of
from foedus.wording import third_person, with_article

_LONGEST = 20
_MODALS = ("would", "could", "may", "might", "will", "should")
_MODAL = re.compile(rf"\b(?:{'|'.join(_MODALS)})\b")
_CONTRACTED = (
    (re.compile(r"\bwon[’']t\b", re.IGNORECASE), "will not"),
    (re.compile(r"\b(would|could|might|should)n[’']t\b", re.IGNORECASE), r"\1 not"),
    (re.compile(r"(?<=\w)[’']ll\b"), " will"),
    (re.compile(r"\b(I|you|he|she|it|we|they|there)[’']d (?!been\b|had\b|better\b|(?!need\b)\w+ed\b|gone\b|done\b)", re.IGNORECASE), r"\1 would "),
)  # fmt: skip
_SAYS = r"(?:said|says|noted|notes|added|adds|feared|fears|argued|argues|warned|warns|estimated|estimates|reckons|reckoned)"
_ASIDES = (
    re.compile(r", (?:which|who|whose|meaning|including|notably|known)\b[^,;]*(,|$)"),
    re.compile(rf",? (?:as [^,]{{1,40}}? (?:puts?|said|says|sees?)(?: it)?|(?:s?he|they|it) {_SAYS}|{_SAYS} [A-Z][^,]*)(?:,|$)"),
    re.compile(r",? (?:meanwhile|in turn|however|by contrast|for its part|for instance|in any (?:event|case))(?:,|(?= ))"),
    re.compile(rf", (?:the|an?|[A-Z])[^;]{{0,120}}?,? {_SAYS}$"),
)  # fmt: skip
_LEADING = re.compile(rf"^\W*(?:(?:that|and|but) |(?:s?he|they) {_SAYS},? )+", re.IGNORECASE)
_BREAKS = re.compile(
    r",?\s+(?:in order to|so as to|if|unless|because|since|as well as|even if|even in|but)\b.*$|[;:].*$"
)
_AFTER_MODAL = re.compile(rf"^(.*?\b(?:{'|'.join(_MODALS)})), [^,]{{1,40}}, ")
_NEXT_CLAUSE = re.compile(r"(?:,| and| or)\s(?:(?!,| and ).)*$")
_ADVERBS = frozenset(
    "also still even then nevertheless nonetheless almost soon thus just rather perhaps indeed again always first therefore "
    "otherwise instead hence only well quite too once both all now".split()
)
_PAIRS = (
    ["no", "longer"],
    ["no", "doubt"],
    ["not", "only"],
    ["of", "course"],
    ["at", "last"],
    ["at", "first"],
)
_NOT_ADVERBS = frozenset("fly rely apply supply reply comply imply multiply ally rally tally bully".split())
_DENYING = frozenset("not never hardly scarcely barely".split())
_EMPTY_SUBJECT = re.compile(
    r"^(it|this|that|one|which|the move|such a move|such a step|"
    r".*\b(withdrawal|exit|leaving|termination|departure|denunciation|scrapping|walkout)\b.*)$",
    re.IGNORECASE,
)
_PERSON = frozenset("he she they".split())
_LINKS = frozenset(
    "that which who whom whose what how why where whether when because so nor as if than".split()
)
_PHRASE = re.compile(
    r"^(.+?)(?:,| (?:of|in|on|for|to|from|with|at|by|who|which|that|under|than|like|after|among|between|against|without|whose|"
    r"living|working|inside|outside|across|such|about|over|alone|worth|due|tied|run)\b)"
)
_OPENING = re.compile(
    r"^(?:in|on|for|without|under|after|once|if|with|at|from|by|outside|inside|through|when|as)\b",
    re.IGNORECASE,
)
_PLURAL_FIRST = frozenset(
    "they we you i these those many both few several most some others two three four five six seven eight nine ten eleven twelve".split()
)
_PLURAL_NOUNS = frozenset("people police men women children aircraft others many both".split())
_SINGULAR = frozenset(
    "each neither either nobody everybody everyone news politics economics every one none corps it he she".split()
)
_JOINTS = frozenset("that which who whose to and as for with because while when from by".split())
_LOOSE_ENDS = frozenset(
    "a an and are as at be by for from if in is its of on or our so such than that the their then to was were when which while "
    "who whose with would will could his her".split()
)


@dataclass(frozen=True)
class Clause:
    """A clause taken apart: what comes before the modal verb, the verb, what comes after it, and whether it is denied."""

    subject: str
    verb: str
    rest: str
    denied: bool = False
    no_longer: bool = False


def name_of(words: str, condition: str = "") -> str:
    """A short name of a consequence.

    Args:
        words: the proposition as the source has it.
        condition: words within it that say only when it holds ("if the treaty goes"); left out of the name.
    """
    text = plain_words(words, condition)
    clause = clause_of(text)
    told = _told(clause) if clause else text
    return _cut(told if len(told.split()) > 1 else text)


def is_denied(words: str) -> bool:
    """Whether the name of a consequence says that something does not happen."""
    clause = clause_of(plain_words(words))
    return clause is not None and (clause.denied or clause.no_longer)


def has_exit_for_subject(clause: Clause) -> bool:
    """Whether the clause's subject is the exit, or only points back to it."""
    subject = clause.subject.strip(" ,")
    found = None if _OPENING.match(subject) else _PHRASE.match(subject)
    return bool(_EMPTY_SUBJECT.match(found[1] if found else subject))


def clause_of(text: str) -> Clause | None:
    """The clause around the first modal verb; None where it has another form."""
    found = _MODAL.search(text)
    if not found:
        return None
    subject, after = text[: found.start()].strip(), text[found.end() :].split()
    last = subject.rsplit(maxsplit=1)[-1].lower() if subject else ""
    if last in _LINKS and subject.lower() not in ("that", "which"):
        return None
    denied = no_longer = False
    while after:
        word = after[0].lower().strip(',"')
        if [w.lower() for w in after[:2]] in _PAIRS:
            no_longer = no_longer or after[1].lower() == "longer"
            after = after[2:]
        elif word in _DENYING:
            denied, after = True, after[1:]
        elif word in _ADVERBS or (word.endswith("ly") and word not in _NOT_ADVERBS):
            after = after[1:]
        else:
            break
    if not after or not re.fullmatch(r"[a-z]+,?", after[0]):
        return None
    verb, rest = after[0].strip(","), " ".join(after[1:])
    if verb == "expect" and " to " in rest:
        subject, _, predicate = rest.partition(" to ")
        verb, _, rest = predicate.partition(" ")
    return Clause(
        subject.rstrip(",") + ("," if subject.endswith(",") and ", " in subject else ""),
        verb,
        rest,
        denied,
        no_longer,
    )


def plain_words(words: str, condition: str = "") -> str:
    """The words without contractions, asides, and what is joined to the clause."""
    text = " ".join(words.split())
    aside = " ".join(condition.split()).strip(" ,")
    if aside and text.lower().startswith(aside.lower()):
        text = text[len(aside) :].lstrip(" ,")
    for pattern, full in _CONTRACTED:
        text = pattern.sub(full, text)
    text = " ".join(text.replace('"', "").split()) if text.count('"') % 2 else text
    for pattern in _ASIDES:
        text = pattern.sub(" ", text)
    text = _LEADING.sub("", " ".join(text.split()))
    text = _BREAKS.sub("", text).strip(" ,.*")
    text = _AFTER_MODAL.sub(r"\1 ", text)
    modals = list(_MODAL.finditer(text))
    if len(modals) > 1:  # a second clause of its own stands after a comma or "and"
        joint = _NEXT_CLAUSE.search(text, modals[0].end(), modals[1].start())
        text = text[: joint.start()] if joint else text
    return " ".join(text.split()).replace(" ,", ",").strip(" ,.")


def _told(clause: Clause) -> str:
    subject, verb, rest = clause.subject, clause.verb, clause.rest
    if subject and not (has_exit_for_subject(clause) or (subject.lower() in _PERSON and rest)):
        return f"{subject} {_finite(clause)} {rest}".strip()
    if clause.denied or clause.no_longer or not rest:
        stands_for = subject if subject.lower() in _PERSON else "it"
        return f"{stands_for} {_finite(Clause(stands_for, verb, rest, clause.denied, clause.no_longer))} {rest}".strip()
    return rest if verb == "be" else f"{verb} {rest}"


def _finite(clause: Clause) -> str:
    """The verb in the present tense, as its subject wants it."""
    plural = has_plural_head(clause.subject)
    be, do = ("are", "do") if plural else ("is", "does")
    if clause.denied:
        return f"{be} not" if clause.verb == "be" else f"{do} not {clause.verb}"
    verb = be if clause.verb == "be" else clause.verb if plural else third_person(clause.verb)
    if clause.no_longer:
        return f"{be} no longer" if clause.verb == "be" else f"no longer {verb}"
    return verb


def has_plural_head(subject: str) -> bool:
    """Whether a subject's first noun is plural: "fleets from Taiwan", but not "the hunt for cells"."""
    low = subject.strip(" ,")
    opened = bool(_OPENING.match(low))
    if opened and ", " in low:  # "by contrast, many": what is set off opens the clause
        low, opened = low.rsplit(", ", 1)[-1], False
    first, final = (low.split() or [""])[0], (low.split() or [""])[-1].lower()
    if final in ("it", "he", "she", "they", "we", "you", "many"):
        return final not in _SINGULAR
    if first.lower() in _SINGULAR or (first.lower() == "no" and not low.endswith("s")):
        return False
    own = re.sub(r"^the ", "", low, flags=re.IGNORECASE)
    if country_of(own):
        return _is_a_people(own, with_the=own != low)
    found = _PHRASE.match(low) if not opened else None
    head = found[1] if found else low
    if first.lower() in _PLURAL_FIRST or re.match(
        r"^\d|^(?:some|about|nearly|up to) [\d]", low, re.IGNORECASE
    ):
        return True
    if re.search(r"^[^,]*\band\b", head) or (
        found and re.match(r"^[^,]+, .*\band\b [\w' -]+$", low) and _listed(low)
    ):
        return True
    last = head.rsplit(maxsplit=1)[-1].lower().strip(',"”’')
    if last in _PLURAL_NOUNS:
        return True
    return (
        last.endswith("s")
        and not last.endswith(("ss", "us", "is", "'s", "’s"))
        and last not in _SINGULAR
        and country_of(head) is None
    )


def _is_a_people(name: str, *, with_the: bool) -> bool:
    """Whether a country's word means its people: "Americans", "the French"; "Laos" and "United States" don't."""
    if with_article(name) != name or len(name) < len("Poles"):
        return False
    return (
        bool(country_of(name[:-1])) if name.endswith("s") else with_the and name.endswith(("ch", "sh", "ese"))
    )


def _listed(subject: str) -> bool:
    """Whether commas part the members of a list ("Egypt, Mauritania and Lebanon"), not an apposition."""
    parts = re.split(r", | and ", subject)
    return all(
        len(part.split()) <= 3 and not part.lower().startswith(("the ", "a ", "an ")) for part in parts
    )


def _cut(told: str) -> str:
    """At most so many words; where more are there, the name ends before a clause or phrase begins."""
    every = told.split()
    kept = every[:_LONGEST]
    if len(every) > len(kept):
        joints = [i for i, word in enumerate(kept) if i > _LONGEST - 8 and word.lower() in _JOINTS]
        kept = kept[: joints[-1]] if joints else kept
        while len(kept) > 3 and kept[-1].lower().strip(",") in _LOOSE_ENDS:
            kept.pop()
    name = " ".join(kept).replace(" ,", ",").strip("\"'“”‘’ .,")
    for opening, closing in (("“", "”"), ("‘", "’")):
        name = name if closing in name else name.replace(opening, "")
    name = name.replace('"', "") if name.count('"') % 2 else name
    return name[:1].upper() + name[1:]
