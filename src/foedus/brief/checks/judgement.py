"""Checks of our own judgements: terms, hedges, confidence, courses, consequences, signposts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foedus.brief.checks.fault import BriefFault
from foedus.brief.document import (
    Document,
    Figure,
    Section,
    Sentence,
    Strong,
    Table,
    Term,
    Text,
    parts_of,
    sentences_of,
)
from foedus.brief.grounds import Grounds
from foedus.brief.scale import TERMS, holds
from foedus.brief.tallies import headline

HEDGES = re.compile(
    r"\b(?:may|might|could|possible|possibly|perhaps|conceivably)\b|(?<!in )\bMay\b|\b(?:Might|Could|Possibly|Perhaps)\b"
)
_DATE = re.compile(r"\d{4}|\bby\b|month|week|day|deadline|before", re.IGNORECASE)


def terms_come_from_the_scale(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Terms of likelihood come from one scale and stand in a sentence or cell with their number."""
    name = "terms_come_from_the_scale"
    for where, parts in _units(document):
        figures = {
            part.path.rpartition(".")[0]: part
            for part in parts
            if isinstance(part, Figure) and part.unit == "probability"
        }
        every = {part.path: part for part in parts if isinstance(part, Figure) and part.unit == "probability"}
        for part in parts:
            if not isinstance(part, Term):
                continue
            if part.words.lower() not in TERMS:
                yield BriefFault(
                    11, name, where, f"{part.words!r} is no term of the scale", "use a term of ICD 203"
                )
                continue
            beside = [figure for path, figure in every.items() if path.startswith(f"{part.path}.")] or (
                [figures[part.path]] if part.path in figures else []
            )
            if not beside:
                yield BriefFault(
                    11, name, where, f"{part.words!r} stands without its number", "put the number beside it"
                )
            elif not any(holds(part.words, float(figure.value)) for figure in beside):
                yield BriefFault(
                    11,
                    name,
                    where,
                    f"{part.words!r} doesn’t fit {beside[0].words}",
                    "take the term of its band",
                )
    for entry in grounds.entries("courses"):
        word = str(entry.get("word") or "")
        if word and not holds(word, float(entry["probability"])):
            yield BriefFault(11, name, f"courses.{entry['id']}", f"the assessment calls it {word!r}, which doesn’t fit its number",
                             "let one scale decide")  # fmt: skip


def _units(document: Document) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Sentences, and rows of tables, with their place."""
    for section in document.sections:
        for i, sentence in enumerate(sentences_of(section), 1):
            yield f"{section.id}, sentence {i}", sentence.parts
        for block in section.blocks:
            if isinstance(block, Table):
                for i, row in enumerate(block.rows, 1):
                    yield f"{section.id}, row {i}", tuple(part for cell in row.cells for part in cell)


def no_hedges_of_our_own(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Our own words hold no may, might, could or possible; quotations do as they like."""
    del grounds
    for section in document.sections:
        for block in section.blocks:
            for part in parts_of(block):
                found = HEDGES.search(part.words) if isinstance(part, Text | Strong) else None
                if found:
                    yield BriefFault(12, "no_hedges_of_our_own", section.id, f"our own words say {found[0]!r}: {part.words.strip()!r}",
                                     "give a term of the scale with its number, or leave it out")  # fmt: skip


def confidence_stands_apart(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Confidence is stated with a reason, never in one sentence with a likelihood."""
    del grounds
    name = "confidence_stands_apart"
    section = document.section("bottom-line")
    stated = [s for s in sentences_of(section) if s.role == "confidence"] if section else []
    if not stated:
        yield BriefFault(
            13,
            name,
            "bottom-line",
            "no confidence is stated",
            "say it, with its reasons, in a sentence of its own",
        )
    elif not any(
        re.search(r"\b(?:low|moderate|high)\b.*(?::|because|as)", sentence.words) for sentence in stated
    ):
        yield BriefFault(
            13,
            name,
            "bottom-line",
            "the confidence has no level or no reason",
            "give the level and the reasons",
        )
    for where, sentence in _sentences(document):
        if "confidence" in sentence.words.lower() and _is_likelihood(sentence):
            yield BriefFault(
                13, name, where, "confidence and a likelihood stand in one sentence", "part them"
            )


def _sentences(document: Document) -> Iterator[tuple[str, Sentence]]:
    for section in document.sections:
        for i, sentence in enumerate(sentences_of(section), 1):
            yield f"{section.id}, sentence {i}", sentence


def _is_likelihood(sentence: Sentence) -> bool:
    return any(
        isinstance(part, Term)
        or (
            isinstance(part, Figure)
            and part.unit == "probability"
            and not part.path.startswith("tally.interval")
        )
        for part in sentence.parts
    )


def courses_exclude_and_exhaust(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """At least three courses, the status quo among them; they sum to 100 as computed and as shown."""
    name = "courses_exclude_and_exhaust"
    entries = grounds.entries("courses")
    if len(entries) < 3:
        yield BriefFault(
            17, name, "courses", f"there are {len(entries)} courses, not three or more", "add the status quo"
        )
    if "fades" not in {str(e["id"]) for e in entries} and not any(
        "status quo" in str(e["name"]).lower() for e in entries
    ):
        yield BriefFault(17, name, "courses", "no course stands for the status quo", "add the course fades")
    total = sum(float(entry["probability"]) for entry in entries)
    if abs(total - 1) > 1e-6:
        yield BriefFault(
            17, name, "courses", f"the probabilities sum to {total:.6f}", "the courses exclude each other"
        )
    shown: dict[str, str] = {}
    section = document.section("bottom-line")
    for sentence in sentences_of(section) if section else ():
        for part in sentence.parts:
            if isinstance(part, Figure) and re.fullmatch(r"courses\.[^.]+\.probability", part.path):
                shown.setdefault(part.path, part.words)
    if len(shown) < len(entries):
        yield BriefFault(
            17, name, "bottom-line", "not every course is named with its number", "name them all"
        )
    whole = [
        int(found[0])
        for words in shown.values()
        if (found := re.search(r"\d+", words)) and "under" not in words
    ]
    if len(whole) == len(shown) == len(entries) and sum(whole) != 100:
        yield BriefFault(
            17, name, "bottom-line", f"the courses as shown sum to {sum(whole)}", "round by largest remainder"
        )


def given_and_overall_are_apart(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Each consequence has its probability given what it follows from, and overall, each with its horizon."""
    name = "given_and_overall_are_apart"
    section = document.section("if-it-happened")
    rows = [
        row for block in (section.blocks if section else ()) if isinstance(block, Table) for row in block.rows
    ]
    paths = [{part.path for cell in row.cells for part in cell if isinstance(part, Figure)} for row in rows]
    for entry in grounds.entries("consequences"):
        wanted = {f"consequences.{entry['id']}.{field}" for field in ("probability_given", "probability")}
        if not any(wanted <= found for found in paths):
            yield BriefFault(20, name, "if-it-happened", f"{entry['name']!r} lacks one of its two probabilities",
                             "show the probability given and the overall one side by side")  # fmt: skip
    if grounds.entries("consequences") and section and not _has_horizon(section):
        yield BriefFault(20, name, "if-it-happened", "no horizon is given", "say by when")


def _has_horizon(section: Section) -> bool:
    return any(
        isinstance(p, Figure) and p.path == "question.deadline" for b in section.blocks for p in parts_of(b)
    )


def signposts_are_observable(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Each signpost is an event with a date, a direction and a size."""
    name = "signposts_are_observable"
    section = document.section("what-to-watch")
    if section is None:
        yield BriefFault(
            21, name, "the brief", "there is no list of signposts", "add the section what-to-watch"
        )
        return
    rows = [row for block in section.blocks if isinstance(block, Table) for row in block.rows]
    entries = grounds.entries("signposts")
    if len(rows) < len(entries):
        yield BriefFault(21, name, "what-to-watch", "not every signpost is listed", "list them all")
    course = headline(grounds)
    for i, entry in enumerate(entries):
        if not str(entry.get("event") or "").strip():
            yield BriefFault(
                21, name, f"what-to-watch, row {i + 1}", "it names no event", "say what would be seen"
            )
        when = str(entry.get("by") or (grounds.assessment.get("question") or {}).get("deadline") or "")
        if not _DATE.search(when):
            yield BriefFault(21, name, f"what-to-watch, row {i + 1}", "it has no date", "say by when")
        if course not in (entry.get("courses_if_seen") or {}):
            yield BriefFault(21, name, f"what-to-watch, row {i + 1}", "it says not how far it moves the answer",
                             "give the courses if it is seen")  # fmt: skip
