"""Building blocks of sentences: figures with their path, quotations with their place, citations.

Functions take the grounds first and give inline parts of a document; strings among parts are our own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from foedus.brief import numbers
from foedus.brief.address import path_of_name, value_at
from foedus.brief.document import (
    Figure,
    Given,
    Inline,
    Parts,
    Quote,
    Ref,
    Role,
    Sentence,
    Standing,
    Term,
    Text,
)
from foedus.brief.grounds import Grounds
from foedus.brief.scale import term_for
from foedus.brief.tallies import tallies
from foedus.ledger import Statement
from foedus.provenance import grounds_of

MANY = 6  # ids of a class beyond which its note is cited instead
_STANDING_OF_GROUND: dict[str, Standing] = {
    "statements": "reported",
    "history": "counted",
    "reference": "assumed",
    "assumption": "assumed",
    "computed": "computed",
}


def join(*items: str | Inline | Iterable[Inline]) -> Parts:
    """Parts in a row; strings become our own words, empty ones vanish."""
    found: list[Inline] = []
    for item in items:
        if isinstance(item, str):
            if item:
                found.append(Text(item))
        elif isinstance(item, Text | Given | Figure | Term | Quote | Ref) or hasattr(item, "words"):
            found.append(item)  # type: ignore[arg-type]
        else:
            found.extend(item)
    return tuple(found)


def say(*items: str | Inline | Iterable[Inline], role: Role = "plain") -> Sentence:
    """A sentence of parts; see ``join``."""
    return Sentence(join(*items), role)


def listed(items: Sequence[Iterable[Inline]], last: str = " and ") -> Parts:
    """Items as a list in running text: "a, b and c"."""
    found: list[Inline] = []
    for i, item in enumerate(items):
        if i:
            found.append(Text(last if i == len(items) - 1 else ", "))
        found.extend(item)
    return tuple(found)


def chance(grounds: Grounds, path: str, *, about: bool = False, standing: Standing = "computed") -> Figure:
    """A probability in percent; courses are shown so that they sum to 100."""
    value = float(value_at(grounds, path))
    shown = numbers.percent(value)
    family, _, rest = path.partition(".")
    if family == "courses" and rest.endswith(".probability"):
        shown = numbers.course_percents(
            {str(c["id"]): float(c["probability"]) for c in grounds.entries("courses")}
        )[rest.removesuffix(".probability")]
    elif family in ("steps", "signposts", "ranges") and ".courses" in rest:
        head, _, course = path.rpartition(".")
        shown = numbers.course_percents({k: float(v) for k, v in value_at(grounds, head).items()})[course]
    if about and shown[0].isdigit():
        shown = f"about {shown}"
    return Figure(shown, path, value, "probability", standing)


def between(grounds: Grounds, low: str, high: str, standing: Standing = "computed") -> Parts:
    """Two ends of an interval: "1 to 9 %"."""
    ends = [float(value_at(grounds, path)) for path in (low, high)]
    if ends[0] > ends[1]:
        low, high, ends = high, low, ends[::-1]
    first, last = (numbers.percent(end) for end in ends)
    if first == last:
        return (Figure(first, low, ends[0], "probability", standing),)
    first = first.removesuffix(f"{numbers.NBSP}%")
    return (
        Figure(first, low, ends[0], "probability", standing),
        Text(" to "),
        Figure(last, high, ends[1], "probability", standing),
    )


def bounds(grounds: Grounds, record: str) -> Parts:
    """The 90 % interval of a record with ``low`` and ``high``."""
    return between(grounds, f"{record}.low", f"{record}.high")


def term(probability: float, path: str) -> Term:
    """The term of the scale for our own judgement."""
    return Term(term_for(probability), path)


def as_noun(probability: float, path: str) -> Parts:
    """A term after "would be" or a comma: "a roughly even chance", "very likely"."""
    word = term(probability, path)
    return join("a " if word.words.startswith("roughly") else "", word)


def tally(grounds: Grounds, name: str, *, words: bool = True) -> Figure:
    """A count of the brief's own, in words up to twelve."""
    value = tallies(grounds)[name].value
    if isinstance(value, str):
        return Figure(value, f"tally.{name}", value, "name")
    if name.startswith("range_"):
        return Figure(numbers.percent(value), f"tally.{name}", value, "probability")
    if name == "interval":
        return Figure(numbers.percent(value), f"tally.{name}", value, "probability")
    shown = numbers.count(int(value)) if words else f"{int(value):,}"
    return Figure(shown, f"tally.{name}", value, "count")


def number(grounds: Grounds, path: str, *, unit: str = "number", standing: Standing = "computed") -> Figure:
    """Any other number at a path."""
    value = value_at(grounds, path)
    return Figure(numbers.plainly(float(value)), path, value, unit, standing)


def ratio(grounds: Grounds, path: str) -> Figure:
    """A likelihood ratio as odds."""
    value = float(value_at(grounds, path))
    return Figure(numbers.odds(value), path, value, "ratio")


def on(grounds: Grounds, path: str, standing: Standing = "computed") -> Inline:
    """A date at a path, as a reader writes it."""
    value = str(value_at(grounds, path) or "")
    return Figure(numbers.day(value), path, value, "date", standing) if value else Text("undated")


def given(grounds: Grounds, path: str) -> Given:
    """Words at a path, as the data have them."""
    return Given(numbers.dated(str(value_at(grounds, path))), path)


def cite(grounds: Grounds, names: Iterable[str]) -> Parts:
    """Citations of what the names mean: "S4, S7, E3"; names that mean nothing here are left out."""
    found: list[Parts] = []
    for name in dict.fromkeys(names):
        path = path_of_name(grounds, name)
        if path is not None:
            found.append((Ref(grounds.labels.get(name, name), path),))
    return listed(found, last=", ")


def speaker_of(grounds: Grounds, statement: Statement) -> Given:
    """Who speaks, by name; where the text names none, the article in its own voice or "a speaker without a name"."""
    own = f"the article {statement.article}" if statement.voice == "author" else "a speaker without a name"
    return Given(statement.speaker or own, f"statements.{statement.id}")


def leading(words: str, path: str) -> Given:
    """Words at the head of a sentence or a cell, with a capital; a file's name as it is."""
    shown = words if _FILE.match(words) else f"{words[:1].upper()}{words[1:]}"
    return Given(shown, path)


_FILE = re.compile(r"^\S+\.(?:txt|md|text|markdown|x?html?|xml|rss|atom|jsonl?|pdf)(?:#\d+)?\b")


def opening_speaker(grounds: Grounds, statement: Statement) -> Given:
    """Who speaks, at the head of a sentence."""
    named = speaker_of(grounds, statement)
    return leading(named.words, named.path)


_DETERMINER = re.compile(
    r"^(?:The|An?|Some|Many|Most|Several|One|Two|Three|Four|Five|His|Her|Its|Their|Other|Others|Both|People|Experts|Sources|"
    r"Officials|Diplomats|Analysts|Lawyers|Aides|Observers|Critics)\b"
)


def inside(words: str) -> str:
    """A speaker's or source's name within a sentence: "The ruling party" in small letters, "The Guardian" as it is.

    >>> inside("The ruling party"), inside("The Guardian"), inside("Some"), inside("A fisheries agency official")
    ('the ruling party', 'The Guardian', 'some', 'a fisheries agency official')
    """
    if not _DETERMINER.match(words):
        return words
    rest = [word for word in words.split()[1:] if word not in ("of", "and", "the", "for", "in", "on")]
    titled = bool(rest) and all(not word[:1].islower() for word in rest)
    return words if titled else f"{words[:1].lower()}{words[1:]}"


def chain_of(grounds: Grounds, statement: Statement) -> Parts:
    """The way from the outlet in hand to the speaker: "Sputnik, citing Bloomberg News"."""
    links = [link for link in statement.through if link]
    if not links:
        links = [grounds.outlet_of(statement.article)]
    path = f"statements.{statement.id}"
    found: list[Inline] = [Given(links[0], path)]
    for link in links[1:]:
        found += [Text(", citing "), Given(inside(link), path)]
    return tuple(found)


def standing_of(because: str) -> Standing:
    """What a quantity rests on, by the first ground of its reason; assumed where none is named."""
    grounds = grounds_of(because)
    return _STANDING_OF_GROUND[grounds[0].kind] if grounds else "assumed"


def reason(grounds: Grounds, because: str, path: str) -> Parts:
    """A reason in running text, its statements and rows cited."""
    found: list[Parts] = []
    for ground in grounds_of(because):
        if len(ground.ids) > MANY and ground.kind == "history" and grounds.assessment.get("reference_class"):
            found.append(join("history: ", Ref("the cases of the class", "reference_class")))
        elif ground.ids:
            cited = cite(grounds, ground.ids)
            label = "statements " if ground.kind == "statements" else "history "
            found.append(
                join(label, cited) if cited else join(label, Given(ground.text.replace("_", " "), path))
            )
        else:
            found.append(join(f"{ground.kind}: ", Given(ground.text, path)))
    if not found:
        return (Given(because, path),) if because else (Text("no reason given"),)
    return listed(found, last="; ")
