"""Checks of form: the opening, the question, the grave branch, the change log, the method, the pictures."""

from __future__ import annotations

from collections.abc import Iterator

from foedus.brief.checks.fault import BriefFault
from foedus.brief.document import (
    Document,
    Figure,
    Given,
    Picture,
    Section,
    Table,
    Term,
    parts_of,
    plain,
    sentences_of,
)
from foedus.brief.grounds import Grounds
from foedus.brief.tallies import headline

OPENING_WORDS = 60


def opening_holds_the_answer(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Event, one term of the scale, number, interval and deadline stand within the first 60 words."""
    name = "opening_holds_the_answer"
    section = document.section("bottom-line")
    if section is None:
        yield BriefFault(
            1, name, "the brief", "there is no bottom line", "begin with the section bottom-line"
        )
        return
    course = f"courses.{headline(grounds)}"
    words = 0
    terms: list[str] = []
    paths: set[str] = set()
    for sentence in sentences_of(section):
        for part in sentence.parts:
            if isinstance(part, Term) and words < OPENING_WORDS:
                terms.append(part.path)
            words += len(part.words.split())
            if words <= OPENING_WORDS and isinstance(part, Figure | Given):
                paths.add(part.path)
    missing = [
        what
        for what, present in (
            ("the event", "question.event" in paths),
            ("one term of the scale", course in terms),
            ("the probability", f"{course}.probability" in paths),
            ("the interval", {f"{course}.low", f"{course}.high"} & paths),
            ("the deadline", "question.deadline" in paths),
        )
        if not present
    ]
    if missing:
        yield BriefFault(1, name, "bottom-line", f"the first {OPENING_WORDS} words lack {', '.join(missing)}",
                         "say them in the first sentence")  # fmt: skip
    first = next(iter(sentences_of(section)), None)
    count = sum(isinstance(part, Term) for part in first.parts) if first else 0
    if count != 1:
        yield BriefFault(1, name, "bottom-line, first sentence", f"it holds {count} terms of likelihood, not one",
                         "keep one judgement to the sentence")  # fmt: skip


def question_is_stated(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Event, deadline, resolution rule and as-of date stand in a block of their own."""
    del grounds
    name = "question_is_stated"
    section = document.section("bottom-line")
    rows = [
        plain(c)
        for b in (section.blocks if section else ())
        if isinstance(b, Table)
        for r in b.rows
        for c in r.cells
    ]
    paths = {p.path for b in (section.blocks if section else ()) if isinstance(b, Table) for p in parts_of(b)
             if isinstance(p, Figure | Given)}  # fmt: skip
    wanted = {
        "Question": "question.event",
        "Deadline": "question.deadline",
        "Resolves": "",
        "Data up to": "question.as_of",
    }
    for label, path in wanted.items():
        if label not in rows or (path and path not in paths):
            yield BriefFault(2, name, "bottom-line, question block", f"the row “{label}” is missing",
                             "state event, deadline, resolution and as-of date")  # fmt: skip


def grave_branch_is_worked_through(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """The question's course is followed to its end, even where it is improbable."""
    name = "grave_branch_is_worked_through"
    section = document.section("grave-branch")
    if section is None:
        yield BriefFault(
            19, name, "the brief", "the grave branch is not worked through", "add the section grave-branch"
        )
        return
    course = headline(grounds)
    paths = _paths(section)
    if f"courses.{course}.probability" not in paths:
        yield BriefFault(19, name, "grave-branch", "the branch has no probability", "say how likely it is")
    for entry in grounds.entries("consequences"):
        if str(entry.get("given")) == course and not any(
            p.startswith(f"consequences.{entry['id']}.") for p in paths
        ):
            yield BriefFault(19, name, "grave-branch", f"the branch leaves out {entry['name']!r}",
                             "name every consequence that follows directly")  # fmt: skip


def changes_have_causes(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Against a previous version each course stands with old number, new number and cause."""
    name = "changes_have_causes"
    section = document.section("changes")
    if section is None:
        yield BriefFault(24, name, "the brief", "there is no change log", "add the section changes")
        return
    if grounds.previous is None:
        return
    rows = [row for block in section.blocks if isinstance(block, Table) for row in block.rows]
    for entry in grounds.entries("courses"):
        row = next((r for r in rows if any(isinstance(p, Given) and p.path == f"courses.{entry['id']}.name"
                                           for p in r.cells[0])), None)  # fmt: skip
        if row is None or len(row.cells) < 4 or not all(plain(cell).strip() for cell in row.cells):
            yield BriefFault(24, name, "changes", f"{entry['name']!r} lacks an old number, a new number or a cause",
                             "compare with the previous version")  # fmt: skip


def reader_is_told_what_it_means(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """The bottom line says what the judgement means for who depends on the agreement."""
    del grounds
    section = document.section("bottom-line")
    if section is None or not any(sentence.role == "reader" for sentence in sentences_of(section)):
        yield BriefFault(25, "reader_is_told_what_it_means", "bottom-line", "nothing says what it means for the reader",
                         "add one sentence that recommends nothing")  # fmt: skip


def method_is_complete(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Version, data cut-off, tools and models used, and a digest of the settings are stated."""
    name = "method_is_complete"
    section = document.section("method")
    if section is None:
        yield BriefFault(27, name, "the brief", "there is no method section", "add the section method")
        return
    paths = _paths(section)
    run = grounds.assessment.get("run") or {}
    if "question.as_of" not in paths:
        yield BriefFault(27, name, "method", "the data cut-off is missing", "give the as-of date")
    for field, what in (("version", "the version"), ("seed", "the seed")):
        if f"run.{field}" not in paths:
            yield BriefFault(
                27, name, "method", f"{what} is missing", f"let run.{field} be recorded and shown"
            )
    if not any("digest" in key or key == "settings" for key in run):
        yield BriefFault(
            27, name, "method", "no digest of inputs or settings is recorded", "record run.digests"
        )
    if not any(key in run for key in ("models", "tools", "model", "reader")):
        yield BriefFault(27, name, "method", "the tools and models used are not recorded", "record run.tools")


def pictures_have_words_and_data(document: Document, grounds: Grounds) -> Iterator[BriefFault]:
    """Every picture has alternative text and a table of its data."""
    del grounds
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Picture):
                if len(block.alt.split()) < 4:
                    yield BriefFault(27, "pictures_have_words_and_data", f"{section.id}, picture {block.id}",
                                     "it has no alternative text", "say in words what it shows")  # fmt: skip
                if not block.data.rows:
                    yield BriefFault(27, "pictures_have_words_and_data", f"{section.id}, picture {block.id}",
                                     "it has no table of its data", "give the data")  # fmt: skip


def _paths(section: Section) -> set[str]:
    return {part.path for block in section.blocks for part in parts_of(block) if hasattr(part, "path")}
