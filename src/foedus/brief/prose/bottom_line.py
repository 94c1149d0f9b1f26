"""The bottom line: the judgement in one sentence, what is likelier, why it is said, what it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from foedus.brief import parts
from foedus.brief.document import Block, Given, Paragraph, Parts, Row, Section, Sentence, Strong, Table, Text
from foedus.brief.grounds import Grounds
from foedus.brief.parts import bounds, chance, given, join, on, say, tally, term
from foedus.brief.prose.confidence import confidence
from foedus.brief.tallies import headline

_BY_DATE = re.compile(r"[\s,]*\b(?:by|before|until|no later than)\s+\d{4}-\d{2}-\d{2}\b", re.IGNORECASE)


def section(grounds: Grounds) -> Section:
    """The opening of the brief, with the question as it resolves."""
    sentences = [_judgement(grounds), *_others(grounds), *_explanation(grounds)]
    blocks: list[Block] = [
        Paragraph((sentences[0],), lead=True),
        Paragraph(tuple(sentences[1:] + _reader(grounds))),
        Paragraph(confidence(grounds)),
        _question(grounds),
    ]
    return Section("bottom-line", "Bottom line", tuple(b for b in blocks if b != Paragraph(())), "page")


def _entry(grounds: Grounds) -> Mapping[str, Any]:
    wanted = headline(grounds)
    return next(course for course in grounds.entries("courses") if course["id"] == wanted)


def opening(probability: float, path: str) -> tuple[str, Any, str]:
    """How a sentence begins that gives a term of the scale: ("It is ", term, " that")."""
    word = term(probability, path)
    if word.words in ("roughly even chance", "almost no chance"):
        article = "a " if word.words.startswith("roughly") else ""
        return f"There is {article}", word, " that "
    return "It is ", word, " that "


def _judgement(grounds: Grounds) -> Sentence:
    entry = _entry(grounds)
    path = f"courses.{entry['id']}"
    question = grounds.assessment["question"]
    probability = float(entry["probability"])
    before, word, after = opening(probability, path)
    event = _BY_DATE.sub("", str(question["event"]))
    clause = parts.clause_of(event, str(question.get("threatener") or ""))
    numbers_: Parts = join(
        " (", chance(grounds, f"{path}.probability", about=True), ", ",
        tally(grounds, "interval"), " interval ", bounds(grounds, path), ")",
    )  # fmt: skip
    by = on(grounds, "question.deadline")
    if clause:
        return say(before, word, numbers_, after.rstrip(), " ", Given(clause, "question.event"), " by ", by, ".",
                   role="judgement")  # fmt: skip
    asked = event.strip().rstrip("?.")
    return say("By ", by, ", ", Given(asked, "question.event"), ": ", word, numbers_, ".", role="judgement")


def _others(grounds: Grounds) -> list[Sentence]:
    """The other courses, likeliest first, each with its term and number."""
    first = headline(grounds)
    entries = sorted(
        (c for c in grounds.entries("courses") if c["id"] != first),
        key=lambda c: (-float(c["probability"]), c["id"]),
    )
    if not entries:
        return []
    own = float(_entry(grounds)["probability"])
    shown = [_course(grounds, entry) for entry in entries]
    top = float(entries[0]["probability"])
    if top > own:
        head = say("The likeliest course is another: ", shown[0], ".", role="judgement")
        rest = [say("Next comes ", item, ".", role="judgement") if float(entry["probability"]) > own
                else say("Behind it lies ", item, ".", role="judgement")
                for entry, item in zip(entries[1:], shown[1:], strict=True)]  # fmt: skip
        return [head, *rest]
    return [say("That is the likeliest course; the others are ", parts.listed(shown), ".", role="judgement")]


def _course(grounds: Grounds, entry: Mapping[str, Any]) -> Parts:
    path = f"courses.{entry['id']}"
    return join(
        given(grounds, f"{path}.name"), ", ", term(float(entry["probability"]), path), " at ",
        chance(grounds, f"{path}.probability", about=True), " (", bounds(grounds, path), ")",
    )  # fmt: skip


def _explanation(grounds: Grounds) -> list[Sentence]:
    """Which explanation fits best, or that none stands out."""
    entries = sorted(grounds.entries("explanations"), key=lambda e: (-float(e["probability"]), e["id"]))
    if not entries:
        return []
    first = entries[0]
    path = f"explanations.{first['id']}"
    shown = join(given(grounds, f"{path}.name"), " (", term(float(first["probability"]), path), ", ",
                 chance(grounds, f"{path}.probability", about=True), ")")  # fmt: skip
    if len(entries) == 1 or float(first["probability"]) - float(entries[1]["probability"]) >= 0.15:
        return [
            say(
                "Of the explanations for the threat, the one that fits best is ", shown, ".", role="judgement"
            )
        ]
    other = f"explanations.{entries[1]['id']}"
    second = join(given(grounds, f"{other}.name"), " (", term(float(entries[1]["probability"]), other), ", ",
                  chance(grounds, f"{other}.probability", about=True), ")")  # fmt: skip
    return [
        say(
            "Why it was said stays open: ",
            shown,
            " and ",
            second,
            " fit almost equally well.",
            role="judgement",
        )
    ]


def _reader(grounds: Grounds) -> list[Sentence]:
    """What the judgement means for somebody who depends on the agreement; it recommends nothing."""
    course = headline(grounds)
    now = float(_entry(grounds)["probability"])
    raising = [
        (float(entry["courses_if_seen"].get(course, now)) - now, i)
        for i, entry in enumerate(grounds.entries("signposts"))
        if entry.get("courses_if_seen")
    ]
    head = join("For a reader who depends on the agreement: ",
                "it stands up to that day in most of what follows from these grounds" if now < 0.5
                else "its end by that day is the case to reckon with")  # fmt: skip
    best = max(raising, default=(0.0, -1), key=lambda pair: (pair[0], -pair[1]))
    if best[0] < 0.02:
        return [say(head, ", and no single move still to come would raise the danger much.", role="reader")]
    path = f"signposts.{best[1]}"
    seen = float(grounds.entries("signposts")[best[1]]["courses_if_seen"][course])
    return [
        say(head, "; the sign that would change this most is ", given(grounds, f"{path}.event"),
            ", after which exit would be " if course == "exit" else ", after which it would be ",
            term(seen, path), " at ", chance(grounds, f"{path}.courses_if_seen.{course}", about=True), ".",
            role="reader")
    ]  # fmt: skip


def _question(grounds: Grounds) -> Table:
    question = grounds.assessment["question"]
    rows = [Row((join(Strong("Question")), (given(grounds, "question.event"),)))]
    rows.append(Row((join(Strong("Deadline")), (on(grounds, "question.deadline"),))))
    resolution = str(question.get("resolution") or "").strip()
    told: Parts = (
        (Given(resolution, "question.resolution"),) if resolution else (Text("as the courses are named"),)
    )
    rows.append(Row((join(Strong("Resolves")), told)))
    rows.append(Row((join(Strong("Data up to")), (on(grounds, "question.as_of"),))))
    return Table(("", ""), tuple(rows), caption="The question", labelled=False)
