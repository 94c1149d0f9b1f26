"""Where an article names somebody: the recogniser's persons, and other names that stand and behave like one.

    >>> from foedus.reporting.parsing.language import parse
    >>> [bare_name(t) for t in candidates(parse("Norway's defence minister, Ola Lund-Vik, said no."))]
    ['Ola Lund-Vik']

A recogniser that was trained on American news misses many a foreign name or takes it for a company's. A
capitalised subject without an article, an apposition to an office, and what follows a title may be persons too,
if no table knows them as a country or an outlet.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING

from foedus.reporting.chains.relays import HUMAN_OR_IN_OFFICE
from foedus.reporting.intake import outlets
from foedus.reporting.names.gazetteer import is_place, names
from foedus.reporting.names.long_titles import behind_titles
from foedus.reporting.names.name_runs import LONGEST, introduced, joined_by_hyphen, run_before
from foedus.reporting.names.roles import HONORIFICS, OFFICES, OFFICES_AND_TITLES, TITLES
from foedus.reporting.names.voices import is_group, is_word_for_people
from foedus.reporting.parsing.grammar import child
from foedus.reporting.parsing.language import Parsed
from foedus.reporting.parsing.remembered import once_per_parse

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

_ADDRESSES = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir"))
PARTICLES = frozenset(
    "de del della der di da dos du el al la le van von bin ibn ben ter ten san st abu".split()
)
_TITLES_AND_RANKS = OFFICES_AND_TITLES | {
    "brigadier-general",
    "major-general",
    "lieutenant-general",
    "vice-admiral",
    "rear-admiral",
}
_BODIES = frozenset(
    "alliance party union federation movement council committee commission parliament government ministry agency "
    "association coalition congress assembly senate bloc front court cabinet confederation league treaty pact".split()
)
"""Last words of what a body is called, which a recogniser may take for somebody's last name."""
_BEFORE_GENERAL = frozenset(
    ("secretary", "director", "attorney", "prosecutor", "governor", "consul", "inspector", "auditor")
)
"""Nouns of offices before "general": "the secretary general Lund"."""
_BEFORE_NAMES = frozenset(
    "without with under after before for from in at on by despite since until during against between like unlike".split()
)
_NAMING = frozenset(("PROPN", "NOUN", "ADJ"))
"""What a tagger can take a word of a name for."""


def candidates(parsed: Parsed) -> list[Tokens]:
    """The tokens of what may be persons' names, in the order of the text."""
    doc = parsed.doc
    found = {
        (_first_of(doc, e.start, e.end), _last_of(doc, e.start, e.end))
        for e in doc.ents
        if e.label_ == "PERSON" and e.text not in names()
    }
    plain = small_words(parsed)
    surnames = {doc[end - 1].text for low, end in found}
    texts, tokens = parsed.texts, parsed.tokens
    alone = _alone(parsed)
    words = enumerate(zip(parsed.classes, texts, strict=True))
    for i, pos, text in [(i, pos, text) for i, (pos, text) in words if pos in _NAMING and text[:1].isupper()]:
        token = tokens[i]
        if token.ent_type_ == "PERSON":
            continue
        place = introduced(token, alone) if pos == "PROPN" else None
        if place is None and text in surnames:
            found.add((run_before(token, i) if i and joined_by_hyphen(tokens[i - 1]) else i, i + 1))
            continue
        if place is None and i > 1 and texts[i - 1] == ",":
            place = _as_apposition(token)
        place = place or (_after_title(token) if pos == "PROPN" else None) or _as_subject(token)
        if place and (
            place[1] - place[0] > 1 or token.lower_ not in plain
        ):  # "Salmon is dear", and salmon elsewhere
            found.add(place)
    titled = set(behind_titles(parsed))  # what a body's name was taken into ends where the person's does
    found = {place for place in found if not any(place[0] < t[0] and place[1] == t[1] for t in titled)}
    found |= {place for place in titled if not any(_meet(place, other) for other in found)}
    known = names()
    return [
        name
        for name in (doc[low:high] for low, high in sorted(found))
        if name.text not in known and (len(name) > 1 or not _is_body(tokens[name.start], surnames))
    ]


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@once_per_parse
def small_words(parsed: Parsed) -> frozenset[str]:
    """The words of a text that stand in it without a capital: they are no names."""
    return frozenset(filter(str.islower, set(parsed.texts)))


def _alone(parsed: Parsed) -> set[str]:
    """Names that stand alone as subjects or behind an honorific: "Lund said", "Mr Lund"."""
    found = set()
    for i in [i for i, pos in enumerate(parsed.classes) if pos == "PROPN"]:
        text, token = parsed.texts[i], parsed.tokens[i]
        if not text[:1].isupper() or text.isupper():
            continue
        before = parsed.lowers[i - 1].rstrip(".") if i else ""
        bare = token.n_lefts == 0 and token.dep_ == "nsubj" and not is_place(text)
        if before in _ADDRESSES or (bare and token.ent_type_ in ("", "PERSON")):
            found.add(text)
    return found


def _is_body(token: Token, surnames: Collection[str]) -> bool:
    """Whether a single word is what a body of people is called, and nobody: "Parliament", "Cabinet"."""
    if not is_group(token) or (token.text in surnames and token.ent_type_ == "PERSON"):
        return False
    return token.i == 0 or token.nbor(-1).lower_.rstrip(".") not in HONORIFICS


def _first_of(doc: Doc, low: int, high: int) -> int:
    """Where a person's name begins of which the recogniser took the last part alone."""
    while low > 0 and high - low < LONGEST:
        before = doc[low - 1]
        if joined_by_hyphen(before) and low > 1 and doc[low - 2].pos_ == "PROPN":
            low -= 2
            continue
        fits = before.pos_ == "PROPN" and before.dep_ == "compound" and low <= before.head.i < high
        word = before.lower_
        titled = (
            word in HONORIFICS
            or word in TITLES
            or word in HUMAN_OR_IN_OFFICE
            or is_word_for_people(word)
            or is_group(before)
        )
        if not fits or before.ent_type_ or titled or before.text.isupper() or before.text in names():
            break
        low -= 1
    return low


def _last_of(doc: Doc, low: int, high: int) -> int:
    """Where a person's name ends of which the recogniser took the first parts alone."""
    while high < len(doc) and high - low < LONGEST and doc[high].pos_ == "PROPN" and not doc[high].ent_type_:
        last = doc[high - 1]
        if last.dep_ != "compound" or last.head.i < high or doc[high].text.isupper():
            break
        high += 1
    return high


def bare_name(tokens: Tokens) -> str:
    """A name as written, without titles, possessives and what is no name; "" if nothing is left."""
    return _bare(tokens.text)


@lru_cache(maxsize=8192)
def _bare(text: str) -> str:
    words = text.split()
    titles = [i for i, word in enumerate(words[:-1]) if word.lower().rstrip(".") in TITLES]
    return _named(words[titles[-1] + 1 :] if titles else words)


def set_off_name(words: str) -> str:
    """The name in an apposition, without "Sir" or "the Gambian" before it; "" where it is none."""
    parts = words.removeprefix("the ").split()
    while parts and parts[0] in names():
        parts = parts[1:]
    return _named(parts)


def _named(words: list[str]) -> str:
    """The words of a name without honorifics before it and possessives after it; "" where they are no name."""
    while words and (words[0].lower().rstrip(".") in HONORIFICS or not words[0][:1].isalnum()):
        words = words[1:]
    if words:
        last = words[-1]
        for ending in ("'s", "’s", "'", "’", ",", "-"):
            last = last.removesuffix(ending)
        words = [*words[:-1], last]
    while words and (not words[-1][:1].isalnum() or _is_acronym_after(words)):
        words = words[:-1]
    while len(words) > 2 and (words[0] in names() or is_word_for_people(words[0].lower())):
        words = words[1:]  # "the prime minister of Norway Kari Lund"
    if not words or not any(_is_capital(w) for w in words) or len(words) > LONGEST:
        return ""
    last = words[-1].lower()
    if last in _TITLES_AND_RANKS or (len(words) > 1 and last in _BODIES):
        return ""
    if words[0].lower() in _BEFORE_NAMES:
        return ""
    return "" if any(w.islower() and w not in PARTICLES for w in words) else " ".join(words)


def _is_capital(word: str) -> bool:
    """Whether a word of a name begins with a capital, behind an article that a hyphen joins at most: "al-Sabah"."""
    return word[:1].isupper() or (
        word.partition("-")[0] in PARTICLES and word.partition("-")[2][:1].isupper()
    )


def _is_acronym_after(words: list[str]) -> bool:
    """Whether a name's last word is an acronym that a headline put behind it: "Lund EEA" in "Lund EEA threat"."""
    last = words[-1]
    shouted = last.isalpha() and last.isupper() and len(last) > 2 and not set(last) <= set("IVX")
    return shouted and len(words) > 1 and not words[0].isupper()


def _as_subject(token: Token) -> tuple[int, int] | None:
    """A capitalised subject or possessor without an article: "Lund said", "Lund's plan"."""
    if token.dep_ not in ("nsubj", "nsubjpass", "poss") or token.ent_type_ not in ("", "ORG"):
        return None
    if not _is_bare(token):
        return None
    low = run_before(token, token.i)
    if low == token.i and token.left_edge.dep_ in ("det", "poss"):
        return None  # "the Manufacturers' Forum"
    return low, token.i + 1


def _as_apposition(token: Token) -> tuple[int, int] | None:
    """A name that a comma sets off beside an office: "the defence minister, Ola Lund-Vik, ..."."""
    if token.pos_ != "PROPN":
        return None
    beside = [token.nbor(-2), token.head] if token.dep_ == "appos" else [token.nbor(-2)]
    if not any(t.lemma_.lower() in OFFICES or t.lemma_.lower() in TITLES for t in beside):
        return None
    low, high = _run(token)
    return (low, high) if _is_name(token, low, high) else None


def _after_title(token: Token) -> tuple[int, int] | None:
    """A name right after a title: "Vice President Berg", "spokesman Lund", "Liberal MP Weir"."""
    if token.i == 0 or token.pos_ != "PROPN" or token.lower_ in HONORIFICS or token.lower_ in TITLES:
        return None
    if token.ent_type_ in ("GPE", "NORP", "DATE"):
        return None
    before = token.nbor(-1)
    of_state = before.lower_ == "general" and token.i > 1 and token.nbor(-2).lower_ in _BEFORE_GENERAL
    if before.lemma_.lower() not in OFFICES and before.lower_ not in TITLES and not of_state:
        return None
    if token.is_sent_start:
        return None
    low, high = _run(token)
    return (low, high) if _is_name(token, low, high) else None


def _run(token: Token) -> tuple[int, int]:
    """The capitalised words from a token on, with those that hyphens join to them."""
    doc, high = token.doc, token.i + 1
    while high < len(doc):
        after = doc[high]
        joined = after.text == "-" and not doc[high - 1].whitespace_ and not after.whitespace_
        if joined and high + 1 < len(doc):
            high += 2
        elif after.pos_ == "PROPN" and after.text[:1].isupper():
            high += 1
        else:
            break
    return token.i, high


def _is_name(token: Token, low: int, high: int) -> bool:
    words = token.doc[low:high].text
    if len(words.split()) > LONGEST or words.isupper() or any(c.isdigit() for c in words):
        return False
    return not is_place(words) and words not in names() and outlets.known(words) is None


def _is_bare(token: Token) -> bool:
    """Whether a name stands without an article and is no acronym, place, nationality or outlet."""
    text = token.text
    if (
        text.isupper()
        or not text.isalpha()
        or child(token, "det", "amod", "nummod") is not None
        or token.is_stop
    ):
        return False
    if token.pos_ != "PROPN" and not (token.i == token.sent.start and token.tag_ == "NN" and token.ent_type_):
        return False
    return not is_place(text) and outlets.known(text) is None
