"""The bottom line: the judgement in one sentence, what is likelier, why it is said, what it means."""

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
from foedus.brief.names import course_name, course_noun, event_name, subject_name
from foedus.brief.numbers import dated
from foedus.brief.parts import bounds, chance, given, join, on, say, tally, term
from foedus.brief.prose.clause import clause, with_deadline
from foedus.brief.prose.confidence import confidence
from foedus.brief.prose.decisive import WIDE, decisive
from foedus.brief.prose.foreseen import foreseen
from foedus.brief.prose.signposts import telling
from foedus.brief.tallies import headline
from foedus.wording import with_article

CLEAR, EVEN = 0.8, 0.5
NEAR_EVEN, OVER_EVEN = 0.45, 0.55  # between them the scale says "roughly even chance"
CLOSE = 0.2  # courses nearer than this are not in a settled order if their intervals overlap
DISTINCT, LEVEL = 0.15, 0.03  # lead of an explanation that stands out; difference that says nothing


def section(grounds: Grounds) -> Section:
    """The opening of the brief, with the question as it resolves."""
    blocks: list[Block] = [
        Paragraph((_judgement(grounds),), lead=True),
        Paragraph((*decisive(grounds), *_others(grounds))),
        Paragraph((*_explanation(grounds), foreseen(grounds))),
        Paragraph(tuple(_reader(grounds))),
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
        head = (
            "What is left goes to "
            if own >= EVEN
            else "It is the likeliest single course all the same, ahead of "
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


def _reader(grounds: Grounds) -> list[Sentence]:
    """What the judgement means for somebody who depends on the agreement; it recommends nothing."""
    course = headline(grounds)
    probability = float(_entry(grounds)["probability"])
    what = "an exit" if course == "exit" else "it"
    if probability < 0.1:
        head = f"Whoever depends on the agreement has little reason to expect {what} by that day"
    elif probability < NEAR_EVEN:
        none = (
            "no exit by that day than one" if course == "exit" else "that it does not come than that it does"
        )
        head = f"Whoever depends on the agreement has more reason to expect {none}"
    elif probability < OVER_EVEN:
        head = f"Whoever depends on the agreement has to reckon as much with {what} by that day as with its absence"
    else:
        head = f"Whoever depends on the agreement has more reason to expect {what} by that day than none"
    revised = [
        c for c in grounds.entries("courses") if c["id"] == "revised" and float(c["probability"]) >= 0.2
    ]
    if probability < NEAR_EVEN and revised:
        head += ", but some to expect other terms"
    turning = [(-change if probability >= 0.5 else change, i) for change, i in telling(grounds)]
    turning = [(change, i) for change, i in turning if change >= 0.02]
    if not turning:
        change = "lower" if probability >= 0.5 else "raise"
        return [say(f"{head}; no single move still to come would {change} that much.", role="reader")]
    index = max(turning, key=lambda pair: (pair[0], -pair[1]))[1]
    entry = grounds.entries("signposts")[index]
    path = f"signposts.{index}"
    seen = float(entry["courses_if_seen"][course])
    event = Given(event_name(grounds, str(entry["event"])), f"{path}.event")
    return [
        say(f"{head}; what would change this most is that ", event, " (exit then: " if course == "exit" else " (then: ",
            as_noun(seen, path), ", ", chance(grounds, f"{path}.courses_if_seen.{course}", about=True), ").", role="reader")
    ]  # fmt: skip


def as_noun(probability: float, path: str) -> Parts:
    """A term after "would be" or a comma: "a roughly even chance", "very likely"."""
    word = term(probability, path)
    return join("a " if word.words.startswith("roughly") else "", word)


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
