"""Counts and ranges that the brief states itself: each with its recipe and what it was counted from.

Nothing here estimates anything: these are counts of articles, origins, speakers and statements, and the ends
of ranges that the assessment reports one by one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from foedus.brief.grounds import Grounds
from foedus.brief.scale import SCALE_NAME
from foedus.ledger import Statement

_NAMELESS = ("official", "source", "people", "person", "expert", "analyst", "commentator", "critic", "aide",
             "diplomat", "observer", "others", "many", "some", "adviser", "lawmaker")  # fmt: skip


_DESCRIBED = re.compile(
    r"(?P<who>(?:[a-z]|An? |The |One |Two |Three |Several )[^,]*?) (?:of|in|at|from|to|for|with|on|by|near|around) "
    r"(?!.*(?<!the )\b[A-Z][\w'’-]+ [A-Z][\w'’-]+$)"
)


@dataclass(frozen=True)
class Tally:
    """One count or end of a range: its value, how it was made, and what it was made from."""

    value: float | str
    what: str
    rests_on: tuple[str, ...] = ()


def headline(grounds: Grounds) -> str:
    """The course that the question asks about: exit, or the first one declared."""
    ids = [str(course["id"]) for course in grounds.entries("courses")]
    return "exit" if "exit" in ids or not ids else ids[0]


def is_named(speaker: str, outlets: frozenset[str] = frozenset()) -> bool:
    """Whether a speaker is a person or body with a name, neither a nameless group nor an outlet."""
    described = _DESCRIBED.match(speaker)  # "a member of the government in Rome" has no name, Rome has
    words = (described["who"] if described else speaker).split()
    if not words or speaker in outlets or any(group in speaker.lower() for group in _NAMELESS):
        return False
    return words[-1][:1].isupper()


def bears(statement: Statement, consequences: frozenset[str]) -> bool:
    """Whether a statement bears on a course, an explanation or a consequence."""
    return bool(statement.bears_on or statement.explains or statement.given or statement.id in consequences)


def tallies(grounds: Grounds) -> Mapping[str, Tally]:
    """Name → tally, the same for the same grounds; computed once for each record of grounds."""
    kept = grounds.__dict__.get("_tallies")
    if kept is None:
        kept = {**_constants(), **_counts(grounds), **_ranges(grounds), **_time(grounds)}
        grounds.__dict__["_tallies"] = kept
    found: Mapping[str, Tally] = kept
    return found


def _constants() -> dict[str, Tally]:
    return {
        "interval": Tally(
            0.9, "all intervals of this brief run from the 5th to the 95th percentile of the draws"
        ),
        "scale": Tally(SCALE_NAME, "Intelligence Community Directive 203, Analytic Standards, 2015"),
    }


def _counts(grounds: Grounds) -> dict[str, Tally]:
    """Counts of articles, origins, statements and speakers."""
    entries = grounds.entries("articles")
    articles = tuple(f"articles.{entry['article']}" for entry in entries)
    outlets = frozenset(str(entry.get("outlet") or "") for entry in entries) - {""}
    words = sum(int(entry.get("words") or 0) for entry in entries)
    origins = tuple(f"origins.{i}" for i in range(len(grounds.entries("origins"))))
    in_consequences = frozenset(s for c in grounds.entries("consequences") for s in c.get("statements", ()))
    bearing = tuple(f"statements.{s.id}" for s in grounds.ordered if bears(s, in_consequences))
    speakers: dict[str, str] = {}
    for statement in grounds.ordered:
        if is_named(statement.speaker, outlets):
            speakers.setdefault(statement.speaker, f"statements.{statement.id}")
    return {
        "articles": Tally(len(articles), "number of articles read", articles),
        "outlets": Tally(len(outlets), "number of different outlets", articles),
        "words": Tally(words, "words of the articles together", articles),
        "origins": Tally(len(origins), "number of independent origins of the shared facts", origins),
        "statements": Tally(len(grounds.ordered), "number of statements in the ledger"),
        "bearing": Tally(
            len(bearing), "statements that bear on a course, an explanation or a consequence", bearing
        ),
        "speakers": Tally(
            len(speakers), "different speakers with a name, outlets left out", tuple(speakers.values())
        ),
        **_judged(grounds),
        **_largest_origin(grounds),
    }


def _judged(grounds: Grounds) -> dict[str, Tally]:
    """Counts of the judgements that were weighed."""
    courses = {str(c["id"]) for c in grounds.entries("courses")}
    used = [j for j in grounds.entries("judgements") if (j.get("weight") or 0) > 0]
    voiced = [j for j in used if j.get("median") is not None and str(j.get("about")) in courses]
    paths = [tuple(f"judgements.{j['id']}" for j in group) for group in (used, voiced)]
    heard = (grounds.by_id.get(str(j.get("statement"))) for j in used)
    sure = [s.sure for s in heard if s is not None and s.sure is not None]
    misread = {"misread": Tally(
        round(sum(1 - s for s in sure)),
        "judgements weighed, each counted by how probable it is that what it speaks for was misread", paths[0],
    )}  # fmt: skip
    return {
        **(misread if sure else {}),
        "pooled": Tally(len(used), "judgements with weight above zero", paths[0]),
        "pooled_numbers": Tally(
            len(voiced), "pooled judgements of a course whose words carry a likelihood", paths[1]
        ),
    }


def _largest_origin(grounds: Grounds) -> dict[str, Tally]:
    sizes = [len(origin.get("articles", ())) for origin in grounds.entries("origins")]
    if not sizes:
        return {}
    at = sizes.index(max(sizes))
    return {
        "largest_origin": Tally(sizes[at], "articles that rest on the most used origin", (f"origins.{at}",))
    }


def _ranges(grounds: Grounds) -> dict[str, Tally]:
    course = headline(grounds)
    found: dict[str, Tally] = {}
    by_switch: dict[str, list[tuple[float, int]]] = {}
    for i, entry in enumerate(grounds.entries("ranges")):
        share = (entry.get("courses") or {}).get(course)
        if share is not None:
            by_switch.setdefault(str(entry.get("switch")), []).append((float(share), i))
            by_switch.setdefault("all", []).append((float(share), i))
    for switch, settings in by_switch.items():
        paths = tuple(f"ranges.{i}" for _, i in settings)
        name = "every setting" if switch == "all" else f"the settings of {switch}"
        found[f"range_low:{switch}"] = Tally(min(settings)[0], f"lowest answer over {name}", paths)
        found[f"range_high:{switch}"] = Tally(max(settings)[0], f"highest answer over {name}", paths)
    return found


def _time(grounds: Grounds) -> dict[str, Tally]:
    question: Mapping[str, Any] = grounds.assessment.get("question") or {}
    try:
        start = date.fromisoformat(str(question.get("as_of")))
        end = date.fromisoformat(str(question.get("deadline")))
    except ValueError:
        return {}
    months = round((end - start).days / 30.4375)
    return {"months": Tally(months, "months from the date of the data to the deadline", ("question",))}
