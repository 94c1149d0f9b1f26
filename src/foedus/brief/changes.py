"""What changed since the version before: old number, new number, and the cause that the inputs show.

Causes are found by comparing what went in (articles, judgements, assumptions, the question, the settings);
a number that moved while nothing else did is put down to the settings or the program, and that is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from foedus.brief import numbers
from foedus.brief.document import Block, Given, Listing, Paragraph, Parts, Row, Section, Sentence, Table
from foedus.brief.grounds import Grounds
from foedus.brief.names import course_name, quantity_name
from foedus.brief.parts import chance, join, listed, say

Cause = tuple[str, Parts]
_MOVED = 0.005
SETTINGS = ("version", "seed", "draws", "lexicon", "settings")


def section(grounds: Grounds) -> Section:
    """The change log; a first version says that it is one."""
    if grounds.previous is None:
        told = Paragraph((say("This is the first version; there is nothing to compare it with."),))
        return Section("changes", "What changed since the last version", (told,))
    moved = _courses(grounds, grounds.previous)
    causes = causes_of(grounds)
    blocks: list[Block] = []
    if not any(changed for _, changed in moved):
        blocks.append(Paragraph((say("No course moved by a whole percent."),)))
    rows = tuple(
        Row((*cells, _cause(causes) if changed else join("moved by less than a percent")))
        for cells, changed in moved
    )
    blocks.append(
        Table(("Course", "Before", "Now", "Cause"), rows, caption="Old and new numbers", numeric=(1, 2))
    )
    if grounds.assessment.get("reread"):
        blocks.append(Paragraph(tuple(_read_anew(grounds, grounds.previous))))
    if causes:
        blocks.append(Paragraph((say("What went in changed as follows:"),)))
        blocks.append(Listing(tuple(Paragraph((say(cause, "."),)) for _, cause in causes)))
    else:
        blocks.append(Paragraph((say("Nothing that went in has changed."),)))
    return Section("changes", "What changed since the last version", tuple(blocks))


def _read_anew(grounds: Grounds, previous: Mapping[str, Any]) -> list[Sentence]:
    """What of the move comes of reading and asking the earlier articles anew, and what of the new articles."""
    alone: Mapping[str, float] = grounds.assessment["reread"]["courses"]
    before = {str(c["id"]): i for i, c in enumerate(previous.get("courses", ()))}
    told: list[Parts] = []
    for entry in grounds.entries("courses"):
        name, now = str(entry["id"]), float(entry["probability"])
        if name not in before or name not in alone:
            continue
        was = float(previous["courses"][before[name]]["probability"])
        if max(abs(alone[name] - was), abs(now - alone[name])) < _MOVED:
            continue
        lead = "" if told else "By course: "
        told.append(
            join(lead, course_name(grounds, name), " from ", chance(grounds, f"previous.courses.{before[name]}.probability"),
                 " to ", chance(grounds, f"reread.courses.{name}"), " by that, and on to ",
                 chance(grounds, f"courses.{name}.probability"), " by the new articles")
        )  # fmt: skip
    if not _moved_anew(grounds):
        return [
            say(
                "The earlier articles by themselves, read and asked anew, give what they gave before: the new ones moved it."
            )
        ]
    return [
        say("Part of a move is none of the new articles’: the earlier ones were read and asked anew, by the program and on the day "
            "of this version. ", listed(told, last="; "), ".")
    ]  # fmt: skip


def _moved_anew(grounds: Grounds) -> bool:
    """Whether reading the earlier articles anew moved a course by half a percent."""
    alone: Mapping[str, float] = (grounds.assessment.get("reread") or {}).get("courses") or {}
    before = {str(c["id"]): float(c["probability"]) for c in (grounds.previous or {}).get("courses", ())}
    return any(abs(alone[name] - was) >= _MOVED for name, was in before.items() if name in alone)


def _cause(causes: list[Cause]) -> Parts:
    """The causes counted by kind: "7 new articles, 1 changed weight"."""
    if not causes:
        return join("the program: no input changed")
    counted = Counter(kind for kind, _ in causes)
    words = ", ".join(f"{number} {kind}{'s' if number > 1 else ''}" for kind, number in counted.items())
    return (Given(words, "run"),)


def _courses(grounds: Grounds, previous: Mapping[str, Any]) -> list[tuple[tuple[Parts, ...], bool]]:
    before = {str(c["id"]): i for i, c in enumerate(previous.get("courses", ()))}
    rows: list[tuple[tuple[Parts, ...], bool]] = []
    for entry in grounds.entries("courses"):
        path = f"courses.{entry['id']}"
        at = before.get(str(entry["id"]))
        old = None if at is None else float(previous["courses"][at]["probability"])
        was: Parts = (
            join("not asked") if at is None else (chance(grounds, f"previous.courses.{at}.probability"),)
        )
        changed = old is None or abs(old - float(entry["probability"])) >= 0.005
        rows.append(
            (
                ((course_name(grounds, str(entry["id"])),), was, (chance(grounds, f"{path}.probability"),)),
                changed,
            )
        )
    return rows


def causes_of(grounds: Grounds) -> list[Cause]:
    """What differs between the inputs of the two versions: its kind, and what it is in a few words."""
    old = grounds.previous or {}
    found: list[Cause] = []
    for name in ("event", "deadline", "as_of"):
        was, now = (str((a.get("question") or {}).get(name) or "none") for a in (old, grounds.assessment))
        if was != now:
            found.append(
                (
                    "changed question",
                    join(f"The question’s {name.replace('_', ' ')}: ", _became(was, now, "question")),
                )
            )
    if _moved_anew(grounds):
        found.append(("rereading", join("The earlier articles were read and asked anew")))
    found += _came_and_went(grounds, "articles", "article", old, "article")
    found += _came_and_went(grounds, "judgements", "id", old, "judgement")
    found += _changed(grounds, "judgements", "id", old, "weight", "changed weight")
    found += _changed(grounds, "judgements", "id", old, "median", "changed reading")
    found += _changed(grounds, "assumptions", "quantity", old, "value", "changed assumption")
    for name in SETTINGS:
        was, now = (numbers.plain_value((a.get("run") or {}).get(name)) for a in (old, grounds.assessment))
        if was != now:
            found.append(("changed setting", join(f"{name.capitalize()}: ", _became(was, now, "run"))))
    return found


def _became(was: str, now: str, path: str) -> Parts:
    shown = [numbers.dated(value).rstrip("?. ") for value in (was, now)]
    return join(Given(shown[0], path), " became ", Given(shown[1], path))


def _came_and_went(grounds: Grounds, family: str, key: str, old: Mapping[str, Any], noun: str) -> list[Cause]:
    """Entries that are new, and entries that are gone."""
    before = {str(e.get(key)): e for e in old.get(family, ())}
    now = {str(e.get(key)): e for e in grounds.entries(family)}
    new = [
        (f"new {noun}", join(f"New {noun}: ", Given(_title(e), f"{family}.{name}")))
        for name, e in now.items()
        if name not in before
    ]
    gone = [
        (f"{noun} withdrawn", join(f"No longer there, {noun}: ", Given(_title(e), "run")))
        for name, e in before.items()
        if name not in now
    ]
    return [*new, *gone]


def _changed(
    grounds: Grounds, family: str, key: str, old: Mapping[str, Any], column: str, kind: str
) -> list[Cause]:
    """Entries of both versions of which one field differs."""
    before = {str(e.get(key)): e for e in old.get(family, ())}
    found: list[Cause] = []
    for entry in grounds.entries(family):
        name = str(entry.get(key))
        if name not in before or before[name].get(column) == entry.get(column):
            continue
        was, now = (numbers.plain_value(e.get(column)) for e in (before[name], entry))
        path = f"{family}.{name}"
        found.append((kind, join(Given(_title(entry), path), f", {column}: ", _became(was, now, path))))
    return found


def _title(entry: Mapping[str, Any]) -> str:
    """What an entry is called: an article by its title, a judgement by speaker and words, an assumption by its name."""
    if entry.get("speaker"):
        return f"{entry['speaker']} on {entry.get('about')}" + (
            f", ‘{entry['phrase']}’" if entry.get("phrase") else ""
        )
    return str(
        entry.get("title")
        or quantity_name(str(entry.get("quantity") or ""))
        or entry.get("article")
        or "no name"
    ).rstrip(".")
