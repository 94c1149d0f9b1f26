"""Why this number: the way from the base rate to the answer, and the most telling evidence for and against."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from foedus.brief import parts
from foedus.brief.document import Block, Given, Listing, Paragraph, Parts, Row, Section, Sentence, Table, Text
from foedus.brief.grounds import Grounds
from foedus.brief.parts import chance, cite, given, join, quoted, ratio, say, speaker_of
from foedus.brief.tallies import headline

TELLING = 3
STEP_WORDS = {
    "moves": "what the actors were seen to do",
    "judgements": "what those who spoke judged",
}


def section(grounds: Grounds) -> Section:
    """The short account on the first page."""
    blocks: list[Block] = []
    walk = _walk(grounds)
    if walk:
        blocks.append(Paragraph(tuple(walk)))
    favour, against = split(grounds)
    for told, entries in (("for", favour), ("against", against)):
        if entries:
            blocks.append(Paragraph((say(_heading(grounds, told, len(entries))),)))
            blocks.append(Listing(tuple(Paragraph(tuple(_item(grounds, e))) for e in entries[:TELLING])))
        elif favour or against:
            blocks.append(Paragraph((say(_silence(told)),)))
    return Section("why", "Why", tuple(blocks), "page")


def full(grounds: Grounds) -> Section | None:
    """All evidence behind the short account; None if nothing was weighed."""
    if not grounds.entries("evidence"):
        return None
    told = say("A likelihood ratio says how much more probable a sign was if the course comes about than if it does not: "
               "two to one for doubles the odds, two to one against halves them.")  # fmt: skip
    return Section("evidence", "The evidence in full", (Paragraph((told,)), evidence_table(grounds)))


def evidence_table(grounds: Grounds) -> Table:
    """All evidence, the strongest first, with its likelihood ratio."""
    rows = tuple(
        Row((
            (given(grounds, f"evidence.{entry['id']}.what"),),
            (ratio(grounds, f"evidence.{entry['id']}.likelihood_ratio"),),
            cite(grounds, entry.get("statements", ())) or join("none"),
        ))
        for entry in sorted(grounds.entries("evidence"), key=_strength, reverse=True)
    )  # fmt: skip
    return Table(("Evidence", "Likelihood ratio", "Statements"), rows,
                 caption="All evidence, weighed for the course that the question asks about", numeric=(1,))  # fmt: skip


def split(grounds: Grounds) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """Evidence for and against the headline course, the strongest first; neutral evidence left out."""
    entries = sorted(grounds.entries("evidence"), key=_strength, reverse=True)
    telling = [entry for entry in entries if _strength(entry)[0] > math.log(1.05)]
    return (
        [entry for entry in telling if float(entry["likelihood_ratio"]) > 1],
        [entry for entry in telling if float(entry["likelihood_ratio"]) < 1],
    )


def _strength(entry: Mapping[str, Any]) -> tuple[float, str]:
    value = float(entry["likelihood_ratio"])
    return (abs(math.log(value)) if value > 0 else math.inf), str(entry["id"])


def _heading(grounds: Grounds, told: str, number: int) -> str:
    course = "exit" if headline(grounds) == "exit" else "it"
    if told == "for":
        return f"What speaks for {course}:" if number > 1 else f"One thing speaks for {course}:"
    return "What speaks against:" if number > 1 else "One thing speaks against:"


def _silence(told: str) -> str:
    return (
        "Nothing that was seen or said raised the estimate."
        if told == "for"
        else "Nothing that was seen or said lowered the estimate."
    )


def _item(grounds: Grounds, entry: Mapping[str, Any]) -> list[Sentence]:
    """One piece of evidence: what it is, its weight as odds, and the words it rests on."""
    path = f"evidence.{entry['id']}"
    what = str(entry["what"]).strip().rstrip(".")
    told = [
        say(
            Given(what[:1].upper() + what[1:], f"{path}.what"),
            ": ",
            ratio(grounds, f"{path}.likelihood_ratio"),
            ".",
        )
    ]
    known = [s for s in entry.get("statements", ()) if s in grounds.by_id]
    if known:
        statement = grounds.by_id[known[0]]
        more: Parts = join(", with ", cite(grounds, known[1:])) if len(known) > 1 else ()
        told.append(say(speaker_of(grounds, statement), ", ", _how(grounds, statement.id), ": ",
                        quoted(grounds, statement, 28), " (", cite(grounds, known[:1]), more, ")."))  # fmt: skip
    return told


def _how(grounds: Grounds, identity: str) -> Parts:
    statement = grounds.by_id[identity]
    if statement.voice == "author":
        return join("in its own voice")
    outlet = parts.chain_of(grounds, statement)
    return join(
        "to " if statement.voice == "direct" and len(statement.through) <= 1 else "as reported by ", outlet
    )


def _walk(grounds: Grounds) -> list[Sentence]:
    """How the number came about, step by step."""
    course = headline(grounds)
    steps = [s for s in grounds.entries("steps") if course in s.get("courses", {})]
    if not steps:
        return []
    first = steps[0]
    start: list[Any] = []
    size = class_size(grounds)
    if size:
        start = ["Of ", given(grounds, size), " past threats of this kind, history alone would give it "]
    else:
        start = ["History alone would give it "]
    told = [say(*start, chance(grounds, f"steps.{first['id']}.courses.{course}", about=True), ".")]
    before = float(first["courses"][course])
    later: list[Parts] = []
    for step in steps[1:]:
        now = float(step["courses"][course])
        figure = chance(grounds, f"steps.{step['id']}.courses.{course}", about=True)
        subject = STEP_WORDS.get(str(step["id"]), str(step["id"]).replace("_", " "))
        later.append(join(f"{subject} ", _verb(before, now), figure))
        before = now
    if later:
        sentence = parts.listed(later, last="; ")
        head = sentence[0]
        if isinstance(head, Text):
            sentence = (Text(head.words[:1].upper() + head.words[1:]), *sentence[1:])
        told.append(say(sentence, "."))
    return told


def class_size(grounds: Grounds) -> str | None:
    """The path of the number of cases in the reference class, where the assessment gives one."""
    found = grounds.assessment.get("reference_class") or {}
    return next(
        (f"reference_class.{name}" for name in ("n", "size", "cases_n", "count") if name in found), None
    )


def _verb(before: float, now: float) -> str:
    if abs(now - before) < 0.005:
        return "left it at "
    if now > before:
        return "raised it to " if now < 2 * before else "raised it sharply, to "
    return "lowered it to " if now > before / 2 else "cut it to "
