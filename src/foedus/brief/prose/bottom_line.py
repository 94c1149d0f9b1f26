"""The bottom line: the judgement in one sentence, what decides it, what is likelier, why it is said, how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.brief import parts
from foedus.brief.document import (
    Block,
    Given,
    Paragraph,
    Parts,
    Row,
    Section,
    Sentence,
    Strong,
    Table,
    Term,
    Text,
)
from foedus.brief.grounds import Grounds
from foedus.brief.names import course_name, course_noun, subject_name
from foedus.brief.numbers import dated
from foedus.brief.parts import as_noun, bounds, chance, given, join, on, say, tally, term
from foedus.brief.prose.clause import clause, with_deadline
from foedus.brief.prose.confidence import confidence
from foedus.brief.prose.decisive import WIDE, decisive
from foedus.brief.prose.foreseen import foreseen
from foedus.brief.prose.reader import for_the_reader
from foedus.brief.tallies import headline
from foedus.wording import with_article

CLEAR, EVEN = 0.8, 0.5
NEAR_EVEN = 0.45  # from here on the scale says "roughly even chance"
CLOSE = 0.2  # courses nearer than this are not in a settled order if their intervals overlap
DISTINCT, LEVEL = 0.15, 0.03  # lead of an explanation that stands out; difference that says nothing


def section(grounds: Grounds) -> Section:
    """The opening of the brief, with the question as it resolves."""
    blocks: list[Block] = [
        Paragraph((_judgement(grounds),), lead=True),
        Paragraph((*decisive(grounds), *_others(grounds))),
        Paragraph((*_explanation(grounds), foreseen(grounds))),
        Paragraph(tuple(for_the_reader(grounds))),
        Paragraph(confidence(grounds)),
        _question(grounds),
    ]
    return Section("bottom-line", "Bottom line", tuple(blocks), "page")


def _entry(grounds: Grounds) -> Mapping[str, Any]:
    wanted = headline(grounds)
    return next(course for course in grounds.entries("courses") if course["id"] == wanted)


def opening(probability: float, path: str) -> tuple[str, Term]:
    """How a sentence begins that gives a term of the scale: "It is " very likely, "There is a " roughly even chance."""
    word = term(probability, path)
    if word.words in ("roughly even chance", "almost no chance"):
        return f"There is {'a ' if word.words.startswith('roughly') else ''}", word
    return "It is ", word


def _judgement(grounds: Grounds) -> Sentence:
    entry = _entry(grounds)
    path = f"courses.{entry['id']}"
    question = grounds.assessment["question"]
    before, word = opening(float(entry["probability"]), path)
    shown: Parts = join(
        " (", chance(grounds, f"{path}.probability", about=True), ", ",
        tally(grounds, "interval"), " interval ", bounds(grounds, path), ")",
    )  # fmt: skip
    said = clause(question)
    if said:
        return say(before, word, shown, " ", said, ".", role="judgement")
    asked = str(question["event"]).strip()
    between = ("? ", before) if asked.endswith("?") else (": ",)
    return say(
        with_deadline(asked.rstrip("?. "), str(question["deadline"])),
        *between,
        word,
        shown,
        ".",
        role="judgement",
    )


def _others(grounds: Grounds) -> list[Sentence]:
    """The other courses with their numbers, told by who leads and how clearly."""
    first = headline(grounds)
    entries = sorted(
        (c for c in grounds.entries("courses") if c["id"] != first),
        key=lambda c: (-float(c["probability"]), c["id"]),
    )
    if not entries:
        return []
    own, lead = (float(entry["probability"]) for entry in (_entry(grounds), entries[0]))
    rest = _all(grounds, entries[1:])
    if own >= lead:
        still = " all the same" if own < NEAR_EVEN else ""
        head = (
            "What is left goes to " if own >= EVEN else f"It is the likeliest single course{still}, ahead of "
        )
        return [
            say(head, _all(grounds, entries), ".", role="judgement"),
            *_unsure(grounds, _entry(grounds), entries[0]),
        ]
    if lead < EVEN and len(entries) > 1 and len({_shown(grounds, entry) for entry in entries[:2]}) == 1:
        return [say("No course has better than even odds; level in front: ", _all(grounds, entries[:2]), ".",
                    role="judgement")]  # fmt: skip
    path = f"courses.{entries[0]['id']}"
    head = (
        "By far the likeliest course is another: " if lead >= CLEAR
        else "Likelier is another course: " if lead >= EVEN
        else "No course has better than even odds; the likeliest is another: "
    )  # fmt: skip
    shown = join(course_name(grounds, str(entries[0]["id"])), " (", as_noun(lead, path), ", ",
                 chance(grounds, f"{path}.probability", about=True), ", ", bounds(grounds, path), ")")  # fmt: skip
    told = say(head, shown, *(("; that leaves ", rest) if rest else ()), ".", role="judgement")
    return [told, *_unsure(grounds, entries[0], _entry(grounds))]


def _shown(grounds: Grounds, entry: Mapping[str, Any]) -> str:
    return chance(grounds, f"courses.{entry['id']}.probability").words


def _all(grounds: Grounds, entries: list[Mapping[str, Any]]) -> Parts:
    return parts.listed([_course(grounds, entry) for entry in entries])


def _course(grounds: Grounds, entry: Mapping[str, Any]) -> Parts:
    path = f"courses.{entry['id']}"
    return join(
        course_noun(grounds, str(entry["id"])), " (", chance(grounds, f"{path}.probability", about=True), ", ",
        bounds(grounds, path), ")",
    )  # fmt: skip


def _unsure(grounds: Grounds, first: Mapping[str, Any], second: Mapping[str, Any]) -> list[Sentence]:
    """That the order of two courses is not settled, where they lie close and their intervals overlap widely."""
    del grounds
    wide = max(float(e["high"]) - float(e["low"]) for e in (first, second))
    close = wide < WIDE and float(first["probability"]) - float(second["probability"]) < CLOSE
    if close and float(first["low"]) < float(second["probability"]) < float(first["high"]):
        return [say("The intervals of these courses overlap so widely that their order is not settled.")]
    return []


def _explanation(grounds: Grounds) -> list[Sentence]:
    """Which explanation leads, or that none stands out."""
    entries = sorted(grounds.entries("explanations"), key=lambda e: (-float(e["probability"]), e["id"]))
    if not entries:
        return []
    first = join("‘", _bare(grounds, entries[0]), "’")
    lead = float(entries[0]["probability"])
    path = f"explanations.{entries[0]['id']}"
    number = chance(grounds, f"{path}.probability", about=True)
    gap = lead - float(entries[1]["probability"]) if len(entries) > 1 else lead
    if lead >= NEAR_EVEN:
        return [
            say(
                "As to why it is said, ",
                first,
                " fits best (",
                as_noun(lead, path),
                ", ",
                number,
                ").",
                role="judgement",
            )
        ]
    if gap >= DISTINCT:
        return [say("As to why it is said, ", first, " leads with ", number,
                    ", short of an even chance.", role="judgement")]  # fmt: skip
    second = join("‘", _bare(grounds, entries[1]), "’ (", chance(grounds, f"explanations.{entries[1]['id']}.probability", about=True), ")")  # fmt: skip
    if gap < LEVEL:
        return [say("Why it is said stays open: ", first, " (", number, ") and ", second, " fit about equally well.",
                    role="judgement")]  # fmt: skip
    return [say("Why it is said stays open: ", first, " (", number, ") is ahead of ", second,
                ", yet their intervals overlap.", role="judgement")]  # fmt: skip


def _bare(grounds: Grounds, entry: Mapping[str, Any]) -> Parts:
    return subject_name(grounds, str(entry["id"]), quoted=False)


def _question(grounds: Grounds) -> Table:
    question = grounds.assessment["question"]
    rows = [Row((join(Strong("Question")), (given(grounds, "question.event"),)))]
    rows.append(Row((join(Strong("Deadline")), (on(grounds, "question.deadline"),))))
    resolution = str(question.get("resolution") or "").strip()
    told: Parts = (
        (Given(dated(with_article(resolution)), "question.resolution"),)
        if resolution
        else (Text("as the courses are named"),)
    )
    rows.append(Row((join(Strong("Resolves")), told)))
    rows.append(Row((join(Strong("Data up to")), (on(grounds, "question.as_of"),))))
    return Table(("", ""), tuple(rows), caption="The question", labelled=False)
