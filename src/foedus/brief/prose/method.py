"""How it was made: the steps in plain words, the run's settings, and what marks a number."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.brief.document import STANDINGS, Block, Given, Listing, Paragraph, Row, Section, Table
from foedus.brief.grounds import Grounds
from foedus.brief.numbers import plainly
from foedus.brief.parts import join, on, say, tally

_LABELS = {
    "version": "Program",
    "seed": "Seed",
    "draws": "Draws",
    "effective_sample_size": "Effective sample size",
}


def section(grounds: Grounds) -> Section:
    """Method, version, data cut-off, digests, seed, certificate, tools and models used."""
    blocks: list[Block] = [
        Paragraph((
            say("Statements were read from the articles by rules on a parse of each sentence; of which kind they are and "
                "what they speak for was also weighed by a regression fitted to labelled statements. From them a case "
                "file was drafted: actors, private reasons, moves, and what each gains and loses."),
            say("Every quantity of the case is a distribution with a reason; for each draw of them the game was solved "
                "for its logit quantal response equilibrium (McKelvey and Palfrey) and certified by separate code."),
            say("The draws were then weighed by history, by the moves that were seen, and by the judgements reported, "
                "those of one origin sharing an error."),
            say("Nothing later than ", on(grounds, "question.as_of"), " was used."),
        )),
        Paragraph((say("Our own judgements use the terms of ", tally(grounds, "scale"), " with the number beside each; "
                       "the words of others are read by what people mean by them. All intervals hold ",
                       tally(grounds, "interval"), " of the weighted draws."),)),
        Listing(tuple(Paragraph((say(_mark(mark), meaning, "."),)) for mark, meaning in STANDINGS.values())),
        _settings(grounds),
    ]  # fmt: skip
    if grounds.lacks:
        blocks.insert(0, Paragraph((say(earlier(grounds)),)))
    notes = [str(note) for note in grounds.entries("notes")]
    if notes:
        blocks.append(Paragraph((say("The run remarked:"),)))
        blocks.append(
            Listing(tuple(Paragraph((say(Given(note, f"notes.{i}")),)) for i, note in enumerate(notes)))
        )
    return Section("method", "Method", tuple(blocks))


def earlier(grounds: Grounds) -> str:
    """That the answer was saved by an earlier version, and what it therefore does not tell; "" where it lacks nothing."""
    if not grounds.lacks:
        return ""
    return f"This answer was saved by an earlier version of foedus, which did not yet tell {'; '.join(grounds.lacks)}."


def _mark(mark: str) -> str:
    return f"A number with a raised {mark} is " if mark else "A number without a mark is "


def _settings(grounds: Grounds) -> Table:
    rows = []
    for name, value in (grounds.assessment.get("run") or {}).items():
        if name == "seconds" or value in (None, "", {}, []):
            continue
        rows.append(
            Row(
                (
                    join(_LABELS.get(name, name.replace("_", " ").capitalize())),
                    (Given(flat(value), f"run.{name}"),),
                )
            )
        )
    return Table(("Setting", "Value"), tuple(rows), caption="The run")


def flat(value: object) -> str:
    """A setting as one line; what differs between runs over the same inputs is left out."""
    if isinstance(value, Mapping):
        return "; ".join(
            f"{str(name).replace('_', ' ') if isinstance(inner, Mapping | float | int | None) else name}: {flat(inner)}"
            for name, inner in value.items()
            if name != "seconds"
        )
    if isinstance(value, list | tuple):
        return ", ".join(flat(inner) for inner in value)
    if value is None:
        return "none"
    return plainly(value) if isinstance(value, float) else str(value)
