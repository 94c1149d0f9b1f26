"""If it happened: each consequence given what it follows from, and overall by the deadline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from foedus.brief.document import Block, Listing, Paragraph, Parts, Row, Section, Sentence, Standing, Table
from foedus.brief.grounds import Grounds
from foedus.brief.names import subject_name
from foedus.brief.parts import (
    bounds,
    chain_of,
    chance,
    cite,
    given,
    join,
    on,
    quoted,
    say,
    speaker_of,
    standing_of,
    term,
)
from foedus.ledger import Statement

DIFFERENCE = 0.02


def section(grounds: Grounds) -> Section:
    """The table of consequences with a line on each."""
    entries = ranked(grounds)
    if not entries:
        return Section(
            "if-it-happened", "If it happened", (Paragraph((say("The reports name no consequence."),)),)
        )
    blocks: list[Block] = [Paragraph(tuple(_opening(grounds, entries))), _table(grounds, entries)]
    said: list[str] = []
    blocks.append(Paragraph((say("Whose words they are:"),)))
    blocks.append(Listing(tuple(Paragraph(tuple(_item(grounds, entry, said))) for entry in entries)))
    return Section("if-it-happened", "If it happened", tuple(blocks))


def ranked(grounds: Grounds) -> list[Mapping[str, Any]]:
    """The consequences, those that follow from a course first, then what follows from them."""
    courses = {str(c["id"]) for c in grounds.entries("courses")}
    return sorted(
        grounds.entries("consequences"),
        key=lambda c: (str(c.get("given")) not in courses, -float(c["probability_given"]), str(c["id"])),
    )


def _opening(grounds: Grounds, entries: list[Mapping[str, Any]]) -> list[Sentence]:
    told = [
        say("Two numbers stand beside each consequence: how likely it is if what it follows from happens, and how "
            "likely it is overall by ", on(grounds, "question.deadline"), ", whatever happens.")
    ]  # fmt: skip
    caused = [
        e
        for e in entries
        if float(e["probability_given"]) - float(e.get("probability_otherwise") or 0) >= DIFFERENCE
    ]
    if caused:
        first = max(caused, key=lambda e: (float(e["probability"]), str(e["id"])))
        path = f"consequences.{first['id']}"
        told.append(
            say("Of those to which it makes a difference, the likeliest overall is ", subject_name(grounds, str(first["id"])), ": ",
                term(float(first["probability"]), path), ", ", chance(grounds, f"{path}.probability", about=True), ".",
                role="judgement")
        )  # fmt: skip
    return told + _shared_word(grounds, entries)


def _table(grounds: Grounds, entries: list[Mapping[str, Any]]) -> Table:
    rows: list[Row] = []
    for entry in entries:
        path = f"consequences.{entry['id']}"
        otherwise: Parts = join("not given")
        if entry.get("probability_otherwise") is not None:
            otherwise = (
                chance(
                    grounds, f"{path}.probability_otherwise", standing=_standing(grounds, entry, "otherwise")
                ),
            )
        rows.append(
            Row((
                (given(grounds, f"{path}.name"),), subject_name(grounds, str(entry.get("given") or ""), quoted=False),
                join(term(float(entry["probability_given"]), path), ", ",
                     chance(grounds, f"{path}.probability_given", standing=_standing(grounds, entry, "given")), " (", bounds(grounds, path), ")"),
                otherwise, (chance(grounds, f"{path}.probability"),),
                cite(grounds, entry.get("statements", ())) or join("none"),
            ))
        )  # fmt: skip
    head = (
        "Consequence",
        "Follows from",
        "If that happens",
        "If not",
        "Overall by the deadline",
        "Statements",
    )
    return Table(head, tuple(rows), caption="Consequences", numeric=(3, 4))


def _standing(grounds: Grounds, entry: Mapping[str, Any], which: str) -> Standing:
    """What a probability of a consequence is, by the reason that the case gives for it."""
    declared = grounds.case.consequences.get(str(entry["id"])) if grounds.case else None
    if declared is None:
        return "reported" if which == "given" and entry.get("statements") else "assumed"
    if which == "otherwise":
        return standing_of(declared.otherwise.because)
    quantity = declared.given.get(str(entry.get("given")))
    return standing_of(quantity.because) if quantity else "assumed"


def _shared_word(grounds: Grounds, entries: list[Mapping[str, Any]]) -> list[Sentence]:
    """That several consequences rest on one and the same word, where they do."""
    first = [
        grounds.by_id[s[0]]
        for e in entries
        if (s := [x for x in e.get("statements", ()) if x in grounds.by_id])
    ]
    words = Counter(s.phrase.lower() for s in first if s.phrase and s.likelihood)
    if not words or words.most_common(1)[0][1] < 3:
        return []
    word = words.most_common(1)[0][0]
    one = next(s for s in first if s.phrase and s.phrase.lower() == word)
    path = f"statements.{one.id}"
    return [say("Several of them rest on no more than a source’s ‘", given(grounds, f"{path}.phrase"), "’, read as ",
                chance(grounds, f"{path}.likelihood.median", standing="reported"),
                ": that they are equal says something of the word, nothing of the world.")]  # fmt: skip


def _item(grounds: Grounds, entry: Mapping[str, Any], said: list[str]) -> list[Sentence]:
    """Whose words a consequence comes from, and whether the course makes a difference to it."""
    known = [grounds.by_id[s] for s in entry.get("statements", ()) if s in grounds.by_id]
    name = subject_name(grounds, str(entry["id"]))
    if not known:
        told = [say(name, ": no statement of these reports names it; it comes from the model of the case.")]
    else:
        first = known[0]
        speakers = list(dict.fromkeys(s.speaker for s in known))
        again = said[-1:] == [first.speaker]
        said.append(first.speaker)
        who = (
            join("the same source")
            if again
            else join(speaker_of(grounds, first), " ", _where(grounds, first))
        )
        told = [
            say(
                name,
                ": ",
                who,
                ", ",
                quoted(grounds, first, 34),
                " (",
                cite(grounds, [first.id]),
                ")",
                _read_as(grounds, first),
                ".",
            )
        ]
        others = [s for s in known[1:] if s.speaker == first.speaker]
        if others:
            told.append(
                say("The draft counts ", cite(grounds, [s.id for s in others]), " towards it as well.")
            )
        for speaker in speakers[1:]:
            more = [s for s in known if s.speaker == speaker]
            told.append(say(speaker_of(grounds, more[0]), " names it too: ", quoted(grounds, more[0], 22), " (",
                            cite(grounds, [s.id for s in more]), ")."))  # fmt: skip
    otherwise = entry.get("probability_otherwise")
    if otherwise is not None and abs(float(entry["probability_given"]) - float(otherwise)) < DIFFERENCE:
        told.append(
            say("By these numbers it makes no difference whether ", _source(grounds, entry), " comes about.")
        )
    return told


def _source(grounds: Grounds, entry: Mapping[str, Any]) -> Parts:
    return subject_name(grounds, str(entry.get("given") or ""))


def _read_as(grounds: Grounds, statement: Statement) -> Parts:
    if statement.likelihood is None or not statement.phrase:
        return ()
    path = f"statements.{statement.id}"
    return join("; ‘", given(grounds, f"{path}.phrase"), "’ was read as ",
                chance(grounds, f"{path}.likelihood.median", standing="reported"))  # fmt: skip


def _where(grounds: Grounds, statement: Statement) -> Parts:
    if statement.voice == "author":
        return join("in its own voice")
    return join("in " if statement.voice == "direct" else "as told by ", chain_of(grounds, statement))
