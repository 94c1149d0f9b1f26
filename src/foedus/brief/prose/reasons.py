"""Why this number: the way from the base rate to the answer, and the most telling evidence for and against."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from foedus.brief import parts
from foedus.brief.document import (
    Block,
    Given,
    Listing,
    Paragraph,
    Parts,
    Row,
    Section,
    Sentence,
    Table,
)
from foedus.brief.grounds import Grounds
from foedus.brief.names import event_name, sign_name, subject_name
from foedus.brief.parts import chance, cite, join, opening_speaker, ratio, say
from foedus.brief.prose.base_rate import base_rate
from foedus.brief.quotation import condition_of, quoted
from foedus.brief.tallies import headline
from foedus.ledger import Statement
from foedus.provenance import grounds_of

TELLING = 3
NEUTRAL = math.log(1.05)
SLIGHT = math.log(1.15)
FAINT, MANY_VOICES = math.log(1.35), 5
STEP_WORDS = {
    "moves": "what the actors were seen to do",
    "judgements": "the judgements and signs in the reports",
}


def section(grounds: Grounds) -> Section:
    """The short account on the first page."""
    blocks: list[Block] = []
    walk = _walk(grounds)
    if walk:
        blocks.append(Paragraph(tuple(walk)))
    favour, against = (_telling(entries) for entries in split(grounds))
    for told, entries in (("for", favour), ("against", against)):
        if entries:
            blocks.append(Paragraph((say(_heading(grounds, told, len(entries))),)))
            blocks.append(Listing(tuple(Paragraph(tuple(_item(grounds, e))) for e in entries[:TELLING])))
        elif favour or against:
            blocks.append(Paragraph((say(_silence(told)),)))
    return Section("why", "Why", tuple(blocks), "page")


def _telling(entries: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Without what weighs next to nothing, where something weighs more; all of it stands in the full account."""
    return [entry for entry in entries if strength(entry)[0] > SLIGHT] or entries


def full(grounds: Grounds) -> Section | None:
    """All evidence behind the short account; None if nothing was weighed."""
    if not grounds.entries("evidence"):
        return None
    told = say("A likelihood ratio says how much more probable a sign was if the course named beside it comes about than if "
               "it does not: two to one for doubles the odds, two to one against halves them. A judgement counts by where "
               "it stands to the rest: one whose number lies above what the other grounds give speaks for the course, "
               "even if its word is ‘unlikely’.")  # fmt: skip
    blocks: list[Block] = [Paragraph((told,)), evidence_table(grounds)]
    if _faint_voices(grounds):
        blocks.append(Paragraph((say("Voices without a number, each of which moves the odds little, are left out here; they "
                                     "stand with their ratios in the table of who said what."),)))  # fmt: skip
    return Section("evidence", "The evidence in full", tuple(blocks))


def _faint_voices(grounds: Grounds) -> frozenset[str]:
    """Ids of the voices that would only lengthen the table of evidence, where they are many and say little."""
    faint = frozenset(
        str(entry["id"])
        for entry in grounds.entries("evidence")
        if (judgement := judgement_of(grounds, entry)) is not None
        and judgement.get("median") is None
        and strength(entry)[0] < FAINT
    )
    return faint if len(faint) > MANY_VOICES else frozenset()


def evidence_table(grounds: Grounds) -> Table:
    """Moves and signs, and the judgements that move the odds noticeably, the strongest first."""
    rows = []
    faint = _faint_voices(grounds)
    for entry in sorted(grounds.entries("evidence"), key=strength, reverse=True):
        if str(entry["id"]) in faint:
            continue
        if judgement_of(grounds, entry) is not None and strength(entry)[0] <= NEUTRAL:
            continue  # it stands in the table of voices, with its ratio
        path = f"evidence.{entry['id']}"
        rows.append(
            Row((what(grounds, entry), subject_name(grounds, str(entry.get("about") or headline(grounds)), quoted=False),
                 (ratio(grounds, f"{path}.likelihood_ratio"),), cite(grounds, entry.get("statements", ())) or join("none")))
        )  # fmt: skip
    return Table(
        ("Evidence", "About", "Likelihood ratio", "Statements"),
        tuple(rows),
        caption="Evidence that moves the odds",
        numeric=(2,),
    )


def what(grounds: Grounds, entry: Mapping[str, Any]) -> Parts:
    """What a piece of evidence is: a judgement with its words, a move, or a sign in the reporting."""
    path = f"evidence.{entry['id']}.what"
    judgement = judgement_of(grounds, entry)
    if judgement is not None:
        record = f"judgements.{judgement['id']}"
        who = parts.leading(str(judgement.get("speaker") or "a speaker without a name"), record)
        if judgement.get("median") is None:
            return join(who, ", ", str(judgement.get("direction") or "a voice"), " without a number")
        return join(who, ", ‘", Given(str(judgement.get("phrase")), record), "’, read as ",
                    chance(grounds, f"{record}.median", standing="reported"))  # fmt: skip
    words = event_name(grounds, sign_name(grounds, str(entry["what"])), seen=True).strip().rstrip(".")
    words = f"{words[:1].upper()}{words[1:]}"
    return (Given(words, path),)


def judgement_of(grounds: Grounds, entry: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The judgement that a piece of evidence is, if it is one."""
    return next((j for j in grounds.entries("judgements") if j["id"] == entry["id"]), None)


def split(grounds: Grounds) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """Evidence for and against the headline course, the strongest first; what is neutral is left out.

    Evidence for another course counts against this one, as the courses exclude each other; evidence about an
    explanation or a consequence is left to its own section.
    """
    wanted = headline(grounds)
    courses = {str(c["id"]) for c in grounds.entries("courses")}
    favour: list[Mapping[str, Any]] = []
    against: list[Mapping[str, Any]] = []
    for entry in sorted(grounds.entries("evidence"), key=strength, reverse=True):
        about = str(entry.get("about") or wanted)
        if strength(entry)[0] <= NEUTRAL or about not in courses:
            continue
        raises = float(entry["likelihood_ratio"]) > 1
        (favour if raises == (about == wanted) else against).append(entry)
    return favour, against


def strength(entry: Mapping[str, Any]) -> tuple[float, str]:
    """How far evidence moves the odds either way, in logs; the id breaks ties."""
    value = float(entry["likelihood_ratio"])
    return (abs(math.log(value)) if value > 0 else math.inf), str(entry["id"])


def _heading(grounds: Grounds, told: str, number: int) -> str:
    course = "exit" if headline(grounds) == "exit" else "it"
    target = f"for {course}" if told == "for" else "against"
    return f"{'What speaks' if number > 1 else 'One thing speaks'} {target}, as the words were read:"


def _silence(told: str) -> str:
    verb = "raised" if told == "for" else "lowered"
    return f"Nothing that was seen or said {verb} the estimate noticeably."


def _item(grounds: Grounds, entry: Mapping[str, Any]) -> list[Sentence]:
    """One piece of evidence: whose words or which move, and its weight as odds."""
    about = str(entry.get("about") or headline(grounds))
    weight: Parts = join(ratio(grounds, f"evidence.{entry['id']}.likelihood_ratio"))
    if about != headline(grounds):
        weight = join(weight, " ", subject_name(grounds, about))
    known = [s for s in _statements(grounds, entry) if s in grounds.by_id]
    judgement = judgement_of(grounds, entry)
    if judgement is not None and known:
        statement = grounds.by_id[known[0]]
        told = join(
            opening_speaker(grounds, statement),
            ", ",
            _where(grounds, statement),
            ": ",
            quoted(grounds, statement, 24),
            condition_of(grounds, statement),
            " (",
            cite(grounds, known),
            ")",
        )
        return [say(told, _read_as(grounds, judgement, entry), "; ", weight, ".")]
    sentences = [say(what(grounds, entry), ": ", weight, ".")]
    if known:
        known = sorted(known, key=lambda s: _pulls_against(grounds.by_id[s], entry, headline(grounds)))
        statement = grounds.by_id[known[0]]
        more: Parts = join(", also ", cite(grounds, known[1:])) if len(known) > 1 else ()
        sentences.append(say(opening_speaker(grounds, statement), ", ", _where(grounds, statement), ": ", quoted(grounds, statement, 24),
                             " (", cite(grounds, known[:1]), more, ")."))  # fmt: skip
    return sentences


def _pulls_against(statement: Statement, entry: Mapping[str, Any], course: str) -> bool:
    """Whether a statement was read as pulling the other way than the sign that it is counted for."""
    if statement.bears_on != course or statement.direction not in ("for", "against"):
        return False
    raises = (float(entry["likelihood_ratio"]) > 1) == (str(entry.get("about") or course) == course)
    return raises != (statement.direction == "for")


def _statements(grounds: Grounds, entry: Mapping[str, Any]) -> list[str]:
    """The statements of a piece of evidence; of an observation, those that its reason in the case names."""
    named = [str(s) for s in entry.get("statements", ())]
    if not named and grounds.case is not None:
        declared = grounds.case.observations.get(str(entry["id"]))
        named = [name for ground in grounds_of(declared.because) for name in ground.ids] if declared else []
    return named


def _read_as(grounds: Grounds, judgement: Mapping[str, Any], entry: Mapping[str, Any]) -> Parts:
    """The number that a judgement's words were read as; and that it pulls the other way where it does."""
    if judgement.get("median") is None:
        return join(", which carries no number")
    shown = join(", read as ", chance(grounds, f"judgements.{judgement['id']}.median", standing="reported"))
    low = float(judgement["median"]) < 0.5
    if low == (float(entry["likelihood_ratio"]) > 1):
        shown = join(shown, f", which is {'more' if low else 'less'} than the other grounds give")
    return shown


def _where(grounds: Grounds, statement: Statement) -> Parts:
    if statement.voice == "author":
        return join("in its own voice")
    outlet = parts.chain_of(grounds, statement)
    return join(
        "in " if statement.voice == "direct" and len(statement.through) <= 1 else "as reported by ", outlet
    )


def _walk(grounds: Grounds) -> list[Sentence]:
    """How the number came about, step by step."""
    course = headline(grounds)
    steps = [s for s in grounds.entries("steps") if course in s.get("courses", {})]
    if not steps:
        return []
    figures = [chance(grounds, f"steps.{step['id']}.courses.{course}", about=True) for step in steps]
    told = [say(*base_rate(grounds, course), figures[0], ".")]
    before = float(steps[0]["courses"][course])
    later: list[Parts] = []
    for i, step in enumerate(steps[1:], start=1):
        now = float(step["courses"][course])
        subject = STEP_WORDS.get(str(step["id"]), str(step["id"]).replace("_", " "))
        subject = subject if later else f"{subject[:1].upper()}{subject[1:]}"
        stays = figures[i].words == figures[i - 1].words
        later.append(
            join(f"{subject} left it there") if stays else join(f"{subject} ", _verb(before, now), figures[i])
        )
        before = now
    if len(later) > 1 and len({figure.words for figure in figures}) == 1:
        told.append(
            say(
                "Neither what the actors were seen to do nor the judgements and signs in the reports moved it."
            )
        )
    elif later:
        told.append(say(parts.listed(later, last="; "), "."))
    return told


def _verb(before: float, now: float) -> str:
    if now > before:
        return "raised it to " if now < 2 * before else "raised it sharply, to "
    return "lowered it to " if now > before / 2 else "cut it to "
