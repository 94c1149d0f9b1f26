"""If it happened: each consequence given what it follows from, and overall by the deadline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from foedus.brief import parts
from foedus.brief.consequence_standing import ranked, rise, standing, unaffected, untold
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
from foedus.brief.names import subject_name
from foedus.brief.parts import (
    bounds,
    chain_of,
    chance,
    cite,
    given,
    inside,
    join,
    on,
    opening_speaker,
    say,
    speaker_of,
    term,
)
from foedus.brief.quotation import quoted
from foedus.ledger import Statement
from foedus.reporting.meaning.consequence_names import is_denied
from foedus.reporting.meaning.consequences import is_turned_round, names_it

TELLING, ALIKE = 0.1, 0.01
UNAFFECTED = "Unaffected"


def section(grounds: Grounds) -> Section:
    """The consequences with a line on each; what holds with or without what it was said to follow from stands apart."""
    entries = ranked(grounds)
    if not entries:
        return Section(
            "if-it-happened", "If it happened", (Paragraph((say("The reports name no consequence."),)),)
        )
    caused = [e for e in entries if not unaffected(e)]
    apart = [e for e in entries if unaffected(e)]
    blocks: list[Block] = [Paragraph(tuple(_opening(grounds, caused)))]
    if caused:
        blocks.append(_table(grounds, caused, "Consequences"))
    if apart:
        blocks += [Paragraph((_standing_apart(grounds, apart),)), _table(grounds, apart, UNAFFECTED)]
    said: list[str] = []
    blocks.append(Paragraph((say("Whose words they are:"),)))
    blocks.append(Listing(tuple(Paragraph(tuple(_item(grounds, entry, said))) for entry in entries)))
    return Section("if-it-happened", "If it happened", tuple(blocks))


def _standing_apart(grounds: Grounds, entries: list[Mapping[str, Any]]) -> Sentence:
    """That something is no consequence, with what it was read to follow from."""
    sources = list(dict.fromkeys(str(e.get("given") or "") for e in entries))
    named = parts.listed([subject_name(grounds, source) for source in sources], last=" or ")
    return say("Unaffected by ", named, ", and so none of its consequences, as ",
               "it is" if len(entries) == 1 else "they are", " put as likely without it as with it:")  # fmt: skip


def _opening(grounds: Grounds, entries: list[Mapping[str, Any]]) -> list[Sentence]:
    told = [
        say("Two numbers stand beside each consequence: how likely it is if what it follows from happens, and how "
            "likely it is overall by ", on(grounds, "question.deadline"), ", whatever happens.")
    ]  # fmt: skip
    if not entries:
        return [say("The reports name nothing that would follow from it."), *told]
    told += _most_hanging(grounds, [e for e in entries if not untold(grounds, e)])
    if _mostly_otherwise(grounds, entries):
        told.append(
            say("Most of what stands under ‘Overall’ comes from the column ‘If not’, which is an assumption of the case "
                "and no statement of the reports.")
        )  # fmt: skip
    return told + _untold(grounds, [e for e in entries if untold(grounds, e)], len(entries))


def _most_hanging(grounds: Grounds, entries: list[Mapping[str, Any]]) -> list[Sentence]:
    """The consequence to which its cause makes most difference, of those whose likelihood is told."""
    first = max(entries, key=lambda e: (rise(e), str(e["id"])), default=None)
    if first is None or first.get("probability_otherwise") is None or rise(first) < TELLING:
        return []
    path = f"consequences.{first['id']}"
    alike = sum(rise(first) - rise(e) < ALIKE for e in entries) > 1
    lead = (
        ""
        if len(entries) == 1
        else "Among those that hang on it most is "
        if alike
        else "Most hangs on it for "
    )
    return [
        say(lead, subject_name(grounds, str(first["id"])), ": " if lead else " is ",
            term(float(first["probability_given"]), path), " if ", _source(grounds, first), " comes about (",
            chance(grounds, f"{path}.probability_given", standing=standing(grounds, first, "given")), "), ",
            chance(grounds, f"{path}.probability_otherwise", standing=standing(grounds, first, "otherwise")),
            " if not.", role="judgement")
    ]  # fmt: skip


def _untold(grounds: Grounds, entries: list[Mapping[str, Any]], of: int) -> list[Sentence]:
    """For how many consequences nothing tells how likely they are, and what the number beside them is."""
    if not entries:
        return []
    path = f"consequences.{entries[0]['id']}"
    alike = len({round(float(e["probability_given"]), 2) for e in entries}) == 1 and len(entries) > 1
    one = len(entries) == 1
    which = (
        ("it is" if one else "any of them is")
        if len(entries) == of
        else "one of them is"
        if one
        else "most of them are"
        if len(entries) > of / 2
        else "some of them are"
    )
    figure = join(" (", chance(grounds, f"{path}.probability_given", standing="assumed"), " for each)")
    return [
        say(f"Nothing in the articles tells how likely {which}: it is said that ", "it" if one else "they",
            " would follow and no more, and the number beside ", "it" if one else "them", figure if alike else "", " is an assumption.")
    ]  # fmt: skip


def _mostly_otherwise(grounds: Grounds, entries: list[Mapping[str, Any]]) -> bool:
    """Whether for most consequences the overall probability is more the assumed rest than what the course brings."""
    shares = {
        str(e["id"]): float(e["probability"]) for f in ("courses", "consequences") for e in grounds.entries(f)
    }
    mostly = [
        float(e["probability"]) > 2 * shares.get(str(e.get("given")), 1.0) * float(e["probability_given"])
        for e in entries
        if standing(grounds, e, "otherwise") == "assumed"
    ]
    return bool(mostly) and sum(mostly) > len(entries) / 2


def _table(grounds: Grounds, entries: list[Mapping[str, Any]], caption: str) -> Table:
    rows: list[Row] = []
    for entry in entries:
        path = f"consequences.{entry['id']}"
        otherwise: Parts = join("not given")
        if entry.get("probability_otherwise") is not None:
            otherwise = (
                chance(
                    grounds, f"{path}.probability_otherwise", standing=standing(grounds, entry, "otherwise")
                ),
            )
        rows.append(
            Row((
                (given(grounds, f"{path}.name"),), subject_name(grounds, str(entry.get("given") or ""), quoted=False),
                join("not told, " if untold(grounds, entry) else join(term(float(entry["probability_given"]), path), ", "),
                     chance(grounds, f"{path}.probability_given", standing=standing(grounds, entry, "given")), " (", bounds(grounds, path), ")"),
                otherwise, (chance(grounds, f"{path}.probability"),),
                cite(grounds, entry.get("statements", ())) or join("none"),
            ))
        )  # fmt: skip
    apart = caption == UNAFFECTED
    head = (
        "What holds" if apart else "Consequence",
        "Said beside" if apart else "Follows from",
        "If that happens",
        "If not",
        "Overall by the deadline",
        "Statements",
    )
    return Table(head, tuple(rows), caption=caption, numeric=(3, 4))


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
            else join(
                Given(inside(speaker_of(grounds, first).words), f"statements.{first.id}"),
                " ",
                _where(grounds, first),
            )
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
                () if untold(grounds, entry) else _read_as(grounds, first, known),
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
            told.append(say(opening_speaker(grounds, more[0]), " names it too: ", quoted(grounds, more[0], 22), " (",
                            cite(grounds, [s.id for s in more]), ")."))  # fmt: skip
    return told


def _source(grounds: Grounds, entry: Mapping[str, Any]) -> Parts:
    return subject_name(grounds, str(entry.get("given") or ""))


def _read_as(grounds: Grounds, statement: Statement, voices: Sequence[Statement]) -> Parts:
    if statement.likelihood is None or not statement.phrase:
        return ()
    path = f"statements.{statement.id}"
    turned = is_turned_round(statement, denied=is_denied(names_it(voices).point))
    return join("; ‘", given(grounds, f"{path}.phrase"), "’ was read as ",
                chance(grounds, f"{path}.likelihood.median", standing="reported"),
                " for the contrary" if turned else "")  # fmt: skip


def _where(grounds: Grounds, statement: Statement) -> Parts:
    if statement.voice == "author":
        return join("in its own voice")
    return join("in " if statement.voice == "direct" else "as told by ", chain_of(grounds, statement))
