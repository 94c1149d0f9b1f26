"""The grave branch worked through: what a small probability must not hide.

From the question's course along the consequence that follows it most surely, and on from there as far as
the chain goes; then what would be seen first, and what it comes to overall.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.brief import parts
from foedus.brief.consequence_standing import ranked, unaffected, untold
from foedus.brief.document import Listing, Paragraph, Parts, Section, Sentence
from foedus.brief.grounds import Grounds
from foedus.brief.names import course_name, subject_name
from foedus.brief.parts import chance, cite, join, on, say, term
from foedus.brief.prose.signposts import event, telling
from foedus.brief.tallies import headline


def section(grounds: Grounds) -> Section | None:
    """The branch as numbered steps."""
    course = headline(grounds)
    entry = next(c for c in grounds.entries("courses") if c["id"] == course)
    ordered = [c for c in ranked(grounds) if str(c.get("given")) == course]
    path = f"courses.{course}"
    probability = float(entry["probability"])
    rare = "Improbable as it is" if probability < 0.2 else "As the branch that the question asks about"
    opening = [
        say(f"{rare}, it is followed as far as the reports go: ", course_name(grounds, course), " by ", on(grounds, "question.deadline"),
            ", ", term(probability, path), " at ", chance(grounds, f"{path}.probability", about=True), ".", role="judgement")
    ]  # fmt: skip
    items = [Paragraph(tuple(_before(grounds, course)))] if _before(grounds, course) else []
    caused = [c for c in ordered if not unaffected(c)]
    if caused:
        items.append(Paragraph(tuple(_together(grounds, caused))))
    for start in ordered:
        for chain in _chains(grounds, start):
            items.append(Paragraph((_chain(grounds, chain),)))
    standing = [c for c in ordered if unaffected(c)]
    if standing:
        items.append(Paragraph((_standing(grounds, standing),)))
    if not ordered:
        opening.append(say("The reports name nothing that would follow from it."))
    if not items:
        return Section("grave-branch", "The grave branch worked through", (Paragraph(tuple(opening)),))
    return Section("grave-branch", "The grave branch worked through",
                   (Paragraph(tuple(opening)), Listing(tuple(items), numbered=True)))  # fmt: skip


def _before(grounds: Grounds, course: str) -> list[Sentence]:
    """What would be seen on the way there, in the order of the days by which it mostly is."""
    rising = sorted(
        (pair for pair in telling(grounds) if pair[0] > 0.005), key=lambda pair: (-pair[0], pair[1])
    )[:2]
    if not rising:
        return []
    entries = grounds.entries("signposts")
    rising.sort(key=lambda pair: (str(entries[pair[1]].get("by") or "9999"), pair[1]))
    signs = [join(event(grounds, i), " (then ",
                  chance(grounds, f"signposts.{i}.courses_if_seen.{course}"), ")") for _, i in rising]  # fmt: skip
    return [say("Before it, one would expect to see that ", parts.listed(signs), ".")]


def _together(grounds: Grounds, ordered: list[Mapping[str, Any]]) -> list[Sentence]:
    """What follows directly: the surest first, then that of which nothing tells how likely it is."""
    told = [
        join(subject_name(grounds, str(c["id"])), " (", chance(grounds, f"consequences.{c['id']}.probability_given"),
             ")") for c in ordered if not untold(grounds, c)
    ]  # fmt: skip
    rest = [subject_name(grounds, str(c["id"])) for c in ordered if untold(grounds, c)]
    found = []
    if told:
        found.append(
            say(
                "Directly after it, each with its probability once it has happened: ", parts.listed(told), "."
            )
        )
    if rest:
        lead = (
            "Said to follow as well, without a word of how likely: "
            if told
            else "Said to follow directly, without a word of how likely: "
        )
        found.append(say(lead, parts.listed(rest), "."))
    return found


def _standing(grounds: Grounds, entries: list[Mapping[str, Any]]) -> Sentence:
    """What is no consequence: the reports say that it holds with or without the course."""
    shown = [
        join(subject_name(grounds, str(c["id"])), " (", chance(grounds, f"consequences.{c['id']}.probability_given"), ")")
        for c in entries
    ]  # fmt: skip
    return say("Unaffected by it: ", parts.listed(shown), ".")


def _chains(
    grounds: Grounds, start: Mapping[str, Any], seen: tuple[str, ...] = ()
) -> list[list[Mapping[str, Any]]]:
    """The ways on from a consequence to what follows from it, as far as they go; none if nothing follows."""
    here = str(start["id"])
    onward = [
        c for c in grounds.entries("consequences") if str(c.get("given")) == here and str(c["id"]) not in seen
    ]
    found: list[list[Mapping[str, Any]]] = []
    for entry in onward:
        deeper = _chains(grounds, entry, (*seen, here))
        found += [[start, *chain] for chain in deeper] if deeper else [[start, entry]]
    return found


def _chain(grounds: Grounds, chain: list[Mapping[str, Any]]) -> Sentence:
    """One chain link by link, each given the one before."""
    links: list[Parts] = []
    for entry in chain[1:]:
        path = f"consequences.{entry['id']}"
        links.append(join(subject_name(grounds, str(entry["id"])), " (", chance(grounds, f"{path}.probability_given"),
                          " given the step before, ", chance(grounds, f"{path}.probability"), " overall; ",
                          cite(grounds, entry.get("statements", ())) or "no statement", ")"))  # fmt: skip
    first = chain[0]
    return say(
        "Further on: ",
        subject_name(grounds, str(first["id"])),
        ", then ",
        parts.listed(links, last=", then "),
        ".",
    )
