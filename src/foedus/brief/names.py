"""Names as a sentence needs them: courses, actors with their article, moves of the game, quantities.

The words for the moves of the default model stand in ``moves.tsv``, those for its quantities in
``quantities.tsv``; what is not in them, of a case declared by hand, keeps the words that the assessment gives it.

    >>> quantity_name("w[resolve]")
    'w (resolve)'
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

from foedus.brief.document import Given, Parts, Text
from foedus.brief.grounds import Grounds
from foedus.wording import agreeing, is_plural, with_article

COURSE_NAMES = {"exit": "exit", "revised": "revised terms", "fades": "the threat fades"}
_AS_NOUNS = {"the threat fades": "a fading of the threat"}
"""Courses whose name is a clause, as a sentence takes them for one of its nouns."""
_EVENT = re.compile(r"^(?:(?P<who>[^:]+): )?(?P<node>[\w ]+?) (?:–|=) (?P<option>[\w ]+)$")
_QUANTITY_NOUN = re.compile(
    r"(?:share|worth|cost|gain|discount|publicity|reward|period|legal say|precision|likelihood|probability|weight|error|"
    r"counterpart|officials|legislature|agreement)\b"
)
_ONE_OF = re.compile(r"^(?P<node>[\w ]+?) in \[(?P<options>[\w ]+(?:, [\w ]+)*)\]$")


def course_name(grounds: Grounds, course: str) -> Given:
    """A course by its name; by plain words where its name is only its id."""
    for entry in grounds.entries("courses"):
        if str(entry["id"]) == course:
            name = str(entry["name"])
            shown = (
                COURSE_NAMES.get(course, name) if name.replace("_", " ") == course.replace("_", " ") else name
            )
            return Given(shown.replace("_", " "), f"courses.{course}.name")
    return Given(COURSE_NAMES.get(course, course.replace("_", " ")), "question")


def course_noun(grounds: Grounds, course: str) -> Given:
    """A course as a noun of a sentence: "what is left goes to a fading of the threat"."""
    name = course_name(grounds, course)
    return Given(_AS_NOUNS.get(name.words, name.words), name.path)


def plain_course(grounds: Grounds, course: str) -> str:
    """The words of ``course_name``."""
    return course_name(grounds, course).words


def subject_name(grounds: Grounds, name: str, *, quoted: bool = True) -> Parts:
    """What a judgement is about or a consequence follows from: a course, an explanation or a consequence.

    Explanations and consequences have names of several words; in running text they stand in single marks.
    """
    if any(str(entry["id"]) == name for entry in grounds.entries("courses")):
        return (course_name(grounds, name),)
    for family in ("explanations", "consequences"):
        for entry in grounds.entries(family):
            if str(entry["id"]) == name:
                found = Given(str(entry["name"]), f"{family}.{name}.name")
                return (Text("‘"), found, Text("’")) if quoted else (found,)
    return (Text(name.replace("_", " ") if not any(c.isdigit() for c in name) else "what it is given"),)


def quantity_name(name: str) -> str:
    """A quantity's name as words; one of a case declared by hand keeps its own: ``w[resolve]`` becomes "w (resolve)"."""
    stem, bracket, index = name.partition("[")
    told = _quantities()
    if stem not in told:
        return name.replace("_", " ").replace("[", " (").replace("]", ")")
    if not bracket:
        return told[stem]
    return f"{told[stem]} ({told.get(f'[{index}', index.rstrip(']').replace('_', ' '))})"


def takes_article(name: str) -> bool:
    """Whether a quantity's name in running text wants "the" before it."""
    return bool(_QUANTITY_NOUN.match(quantity_name(name)))


def event_name(grounds: Grounds, event: str, *, seen: bool = False) -> str:
    """A move in words: "the United States gives formal notice of leaving"; as it came where no words are known."""
    several = _ONE_OF.match(event.strip())
    if several is not None:
        return _one_of(grounds, several["node"], several["options"].split(", "), seen)
    found = _EVENT.match(event.strip())
    if found is None:
        return with_article(event)
    node, option = (found[part].strip().replace(" ", "_") for part in ("node", "option"))
    words = _moves().get((node, option))
    if words is None:
        return with_article(event)
    who = found["who"] or _actor_of(grounds, node)
    subject = with_article(who.strip()) if who else "one side"
    told = words[int(seen)]
    if seen or not told.startswith("{who} "):
        return told.format(who=subject)
    return agreeing(subject, told.removeprefix("{who} "))


def sign_name(grounds: Grounds, words: str) -> str:
    """A sign of the draft with the actors' own names: "The threatener has left ..." becomes "Veltania has left ..."."""
    question = grounds.assessment["question"]
    for role in ("threatener", "counterpart"):
        name = with_article(str(question.get(role) or "").strip())
        if not name:
            continue
        if is_plural(name):  # "they" would have to run through a longer sentence
            told = re.match(rf"^The {role} (?!.*\b(?:it|its|says|or)\b)(.+)$", words)
            if told:  # a move's own name ("signal = threat") stays as it is
                shown = agreeing(name, told[1])
                words = f"{shown[:1].upper()}{shown[1:]}"
            continue
        words = re.sub(rf"^The {role}\b", lambda _, name=name: f"{name[:1].upper()}{name[1:]}", words)  # type: ignore[misc]
        words = re.sub(rf"\bthe {role}\b", lambda _, name=name: name, words)  # type: ignore[misc]
    return words


def _one_of(grounds: Grounds, node: str, options: list[str], seen: bool) -> str:
    """Several results of a node, of which one is seen: "Japan refused openly or offered talks on the terms"."""
    first, *rest = [event_name(grounds, f"{node} = {option}", seen=seen) for option in options]
    subject = with_article(_actor_of(grounds, node))
    return " or ".join([first, *(words.removeprefix(f"{subject} ") for words in rest)])


def _actor_of(grounds: Grounds, node: str) -> str:
    """The name of who moves at a node of the case."""
    if grounds.case is None:
        return ""
    declared = grounds.case.nodes.get(node)
    actor = grounds.case.actors.get(getattr(declared, "actor", ""))
    return actor.name if actor else ""


@cache
def _quantities() -> dict[str, str]:
    source = resources.files("foedus.brief").joinpath("quantities.tsv")
    with source.open(encoding="utf-8") as file:
        return {row["quantity"]: row["words"] for row in csv.DictReader(file, delimiter="\t")}


@cache
def _moves() -> dict[tuple[str, str], tuple[str, str]]:
    source = resources.files("foedus.brief").joinpath("moves.tsv")
    with source.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {(row["node"], row["option"]): (row["if_seen"], row["was_seen"]) for row in rows}
