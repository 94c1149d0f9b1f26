"""The appendix: every statement of the ledger with its place, so that nothing that was said is out of reach."""

from __future__ import annotations

from foedus.brief.document import Block, Given, Paragraph, Parts, Row, Section, Table, Text, anchor
from foedus.brief.grounds import Grounds
from foedus.brief.names import subject_name
from foedus.brief.parts import chain_of, chance, cite, given, join, say, speaker_of
from foedus.brief.prose.voices import marked
from foedus.ledger import Statement


def section(grounds: Grounds) -> Section:
    """One table for each article."""
    blocks: list[Block] = []
    if not grounds.ordered:
        blocks.append(Paragraph((say("The ledger holds no statement."),)))
    for name in dict.fromkeys(s.article for s in grounds.ordered):
        rows = tuple(_row(grounds, s) for s in grounds.ordered if s.article == name)
        head = ("", "Who", "Through", "Words", "Kind", "Bears on", "Likelihood")
        blocks.append(Table(head, rows, caption=f"{grounds.outlet_of(name)} ({name})"))
    return Section("statements", "All statements", tuple(blocks), "appendix")


def _row(grounds: Grounds, statement: Statement) -> Row:
    path = f"statements.{statement.id}"
    likelihood: Parts = ()
    if statement.phrase:
        likelihood = (given(grounds, f"{path}.phrase"),)
        if statement.likelihood:
            likelihood = join(
                likelihood, " ", chance(grounds, f"{path}.likelihood.median", standing="reported")
            )
    return Row(
        (
            cite(grounds, [statement.id]), (speaker_of(grounds, statement),), chain_of(grounds, statement),
            marked(grounds, statement, 0, labelled=False), (Text(statement.kind),), _bearing(grounds, statement),
            likelihood or join("none"),
        ),
        anchor=f"row-{anchor(path)}",
    )  # fmt: skip


def _bearing(grounds: Grounds, statement: Statement) -> Parts:
    """What a statement bears on, explains, and is conditional on."""
    path = f"statements.{statement.id}"
    found: list[Parts] = []
    if statement.bears_on:
        found.append(
            join(
                Given(_named(grounds, statement.bears_on), path),
                f" ({statement.direction})" if statement.direction else "",
            )
        )
    if statement.explains:
        found.append(join("explanation: ", Given(_named(grounds, statement.explains), path)))
    if statement.given:
        found.append(join("given ", Given(_named(grounds, statement.given), path)))
    in_chain = [c for c in grounds.entries("consequences") if statement.id in c.get("statements", ())]
    found += [join("consequence: ", given(grounds, f"consequences.{c['id']}.name")) for c in in_chain]
    joined: list[Parts] = found
    if not joined:
        return join("nothing asked")
    shown = list(joined[0])
    for item in joined[1:]:
        shown += [Text("; "), *item]
    return tuple(shown)


def _named(grounds: Grounds, name: str) -> str:
    return "".join(part.words for part in subject_name(grounds, name, quoted=False))
