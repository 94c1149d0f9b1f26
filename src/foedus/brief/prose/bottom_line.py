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
from foedus.brief.names import course_name, event_name, subject_name
from foedus.brief.numbers import dated
from foedus.brief.parts import bounds, chance, given, join, on, say, tally, term
from foedus.brief.prose.clause import clause, with_deadline
from foedus.brief.prose.confidence import confidence
from foedus.brief.prose.signposts import telling
from foedus.brief.tallies import headline
from foedus.wording import with_article


def section(grounds: Grounds) -> Section:
    """The opening of the brief, with the question as it resolves."""
    blocks: list[Block] = [
        Paragraph((_judgement(grounds),), lead=True),
        Paragraph((*_others(grounds), *_explanation(grounds), *_reader(grounds))),
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
    asked = str(question["event"]).strip().rstrip("?.")
    return say(with_deadline(asked, str(question["deadline"])), ": ", word, shown, ".", role="judgement")


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
    above = [e for e in entries if float(e["probability"]) > own]
    below = [e for e in entries if float(e["probability"]) <= own]
    if not above:
        return [
            say(
                "No other course is as likely: ",
                parts.listed([_course(grounds, e) for e in below]),
                ".",
                role="judgement",
            )
        ]
    if float(above[0]["probability"]) >= 0.5:
        told = [
            say("Most of the probability lies elsewhere: ", _course(grounds, above[0]), ".", role="judgement")
        ]
        if above[1:]:
            told.append(say("Next in line: ", _all(grounds, above[1:]), ".", role="judgement"))
    else:
        told = [say("Likelier than that: ", _all(grounds, above), ".", role="judgement")]
    if below:
        told.append(say("Least is left for ", _all(grounds, below), ".", role="judgement"))
    return told


def _all(grounds: Grounds, entries: list[Mapping[str, Any]]) -> Parts:
    return parts.listed([_course(grounds, entry) for entry in entries])


def _course(grounds: Grounds, entry: Mapping[str, Any]) -> Parts:
    path = f"courses.{entry['id']}"
    return join(
        course_name(grounds, str(entry["id"])), ", ", as_noun(float(entry["probability"]), path), " at ",
        chance(grounds, f"{path}.probability", about=True), " (", bounds(grounds, path), ")",
    )  # fmt: skip


def _explanation(grounds: Grounds) -> list[Sentence]:
    """Which explanation fits best, or that none stands out."""
    entries = sorted(grounds.entries("explanations"), key=lambda e: (-float(e["probability"]), e["id"]))
    if not entries:
        return []
    first = _named(grounds, entries[0])
    if len(entries) == 1 or float(entries[0]["probability"]) - float(entries[1]["probability"]) >= 0.15:
        return [say("Why it is said: of the explanations, ", first, " fits best.", role="judgement")]
    return [
        say("Why it is said stays open: ", first, " and ", _named(grounds, entries[1]), " fit almost equally well.",
            role="judgement")
    ]  # fmt: skip


def _named(grounds: Grounds, entry: Mapping[str, Any]) -> Parts:
    path = f"explanations.{entry['id']}"
    probability = float(entry["probability"])
    return join(subject_name(grounds, str(entry["id"])), " (", as_noun(probability, path), ", ",
                chance(grounds, f"{path}.probability", about=True), ")")  # fmt: skip


def _reader(grounds: Grounds) -> list[Sentence]:
    """What the judgement means for somebody who depends on the agreement; it recommends nothing."""
    course = headline(grounds)
    probability = float(_entry(grounds)["probability"])
    if probability < 0.1:
        head = "Whoever depends on the agreement can expect to have it still on that day"
    elif probability < 0.4:
        head = "Whoever depends on the agreement has more reason to expect it to last to that day than not"
    elif probability < 0.6:
        head = "Whoever depends on the agreement has to reckon as much with its end as with its survival"
    else:
        head = "Whoever depends on the agreement has more reason to expect its end than its survival"
    revised = [
        c for c in grounds.entries("courses") if c["id"] == "revised" and float(c["probability"]) >= 0.2
    ]
    if probability < 0.4 and revised:
        head += ", though less surely on the same terms"
    turning = [(-change if probability >= 0.5 else change, i) for change, i in telling(grounds)]
    turning = [(change, i) for change, i in turning if change >= 0.02]
    if not turning:
        return [say(f"{head}; no single move still to come would change that much.", role="reader")]
    index = max(turning, key=lambda pair: (pair[0], -pair[1]))[1]
    entry = grounds.entries("signposts")[index]
    path = f"signposts.{index}"
    seen = float(entry["courses_if_seen"][course])
    event = Given(event_name(grounds, str(entry["event"])), f"{path}.event")
    return [
        say(f"{head}; what would change this most is that ", event, ": then exit would be " if course == "exit" else ": then it would be ",
            as_noun(seen, path), " at ", chance(grounds, f"{path}.courses_if_seen.{course}", about=True), ".", role="reader")
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
