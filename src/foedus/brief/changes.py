"""What changed since the version before: old number, new number, and the cause that the inputs show.

Causes are found by comparing what went in (articles, judgements, assumptions, the question, the settings);
a number that moved while nothing else did is put down to the settings or the program, and that is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from foedus.brief import numbers
from foedus.brief.document import Block, Given, Listing, Paragraph, Parts, Row, Section, Table
from foedus.brief.grounds import Grounds
from foedus.brief.names import course_name
from foedus.brief.parts import chance, join, say

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
    blocks.append(
        Table(("Course", "Before", "Now", "Cause"),
              tuple(Row((*cells, join("see below" if changed and causes else "rounding" if not changed else _unexplained())))
                    for cells, changed in moved),
              caption="Old and new numbers", numeric=(1, 2))
    )  # fmt: skip
    if causes:
        blocks.append(Paragraph((say("What went in changed as follows:"),)))
        blocks.append(Listing(tuple(Paragraph((say(cause, "."),)) for cause in causes)))
    else:
        blocks.append(Paragraph((say("Nothing that went in has changed."),)))
    return Section("changes", "What changed since the last version", tuple(blocks))


def _unexplained() -> str:
    return "the program or its settings: no input changed"


def _courses(grounds: Grounds, previous: Mapping[str, Any]) -> list[tuple[tuple[Parts, ...], bool]]:
    before = {str(c["id"]): float(c["probability"]) for c in previous.get("courses", ())}
    rows: list[tuple[tuple[Parts, ...], bool]] = []
    for entry in grounds.entries("courses"):
        path = f"courses.{entry['id']}"
        old = before.get(str(entry["id"]))
        was: Parts = join("not asked") if old is None else (Given(numbers.percent(old), path),)
        changed = old is None or abs(old - float(entry["probability"])) >= 0.005
        rows.append(
            (
                ((course_name(grounds, str(entry["id"])),), was, (chance(grounds, f"{path}.probability"),)),
                changed,
            )
        )
    return rows


def causes_of(grounds: Grounds) -> list[Parts]:
    """What differs between the inputs of the two versions, each in a few words."""
    old = grounds.previous or {}
    found: list[Parts] = []
    for name in ("event", "deadline", "as_of"):
        was, now = (str((a.get("question") or {}).get(name) or "") for a in (old, grounds.assessment))
        if was != now:
            found.append(join(f"the question’s {name.replace('_', ' ')}: ", Given(was or "none", "question"), " became ",
                              Given(now or "none", "question")))  # fmt: skip
    found += _listed(grounds, "articles", "article", old, "article")
    found += _listed(grounds, "judgements", "id", old, "judgement", ("weight", "median"))
    found += _listed(grounds, "assumptions", "quantity", old, "assumption", ("value",))
    for name in SETTINGS:
        was, now = (str((a.get("run") or {}).get(name)) for a in (old, grounds.assessment))
        if was != now:
            found.append(join(f"{name}: ", Given(was, "run"), " became ", Given(now, "run")))
    return found


def _listed(
    grounds: Grounds, family: str, key: str, old: Mapping[str, Any], noun: str, fields: Sequence[str] = ()
) -> list[Parts]:
    """Entries that came, went, or changed one of the fields."""
    before = {str(e.get(key)): e for e in old.get(family, ())}
    now = {str(e.get(key)): e for e in grounds.entries(family)}
    found: list[Parts] = []
    for name in [n for n in now if n not in before]:
        found.append(join(f"new {noun}: ", Given(_title(now[name], name), f"{family}.{name}")))
    for name in [n for n in before if n not in now]:
        found.append(join(f"{noun} withdrawn: ", Given(_title(before[name], name), "run")))
    for name in [n for n in now if n in before]:
        for column in fields:
            was, became = before[name].get(column), now[name].get(column)
            if was != became:
                found.append(join(f"{noun} ", Given(_title(now[name], name), f"{family}.{name}"), f", {column}: ",
                                  Given(_plain(was), f"{family}.{name}"), " became ", Given(_plain(became), f"{family}.{name}")))  # fmt: skip
    return found


def _plain(value: object) -> str:
    return numbers.plainly(float(value)) if isinstance(value, int | float) else str(value)


def _title(entry: Mapping[str, Any], name: str) -> str:
    return str(entry.get("title") or entry.get("speaker") or name)
