"""What it rests on: the drivers, the assumptions, other ways of reading, and the change that would flip it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from foedus.brief import parts
from foedus.brief.document import Block, Given, Listing, Paragraph, Parts, Row, Section, Sentence, Table, Text
from foedus.brief.drivers import moving, within_noise
from foedus.brief.grounds import Grounds
from foedus.brief.names import course_name, quantity_name, takes_article
from foedus.brief.numbers import rounded
from foedus.brief.parts import between, chance, given, join, number, reason, say, tally
from foedus.brief.tallies import headline, tallies

NOTICEABLE = 0.01
_LONGEST_KEY = 32  # a longer name of a case file would run out of its column
_MORE = (
    (3.5, "several times as much"), (2.5, "about three times as much"), (1.75, "about twice as much"),
    (1.4, "about half as much again"), (1.28, "about a third more"), (1.17, "about a quarter more"), (1.06, "about a tenth more"),
)  # fmt: skip
_LESS = (
    (3.5, "a small part of it"), (2.5, "about a third of it"), (1.75, "about half of it"),
    (1.4, "about a third less"), (1.17, "about a quarter less"), (1.06, "about a tenth less"),
)  # fmt: skip


def section(grounds: Grounds) -> Section:
    """Drivers, assumptions, ranges and the flip."""
    blocks: list[Block] = [Paragraph((*_drivers(grounds), *_flip(grounds)))]
    if grounds.entries("ranges"):
        blocks += [Paragraph(tuple(_range_words(grounds))), _ranges(grounds)]
    key: list[Mapping[str, Any]] = []
    minor: list[Mapping[str, Any]] = []
    for entry in grounds.entries("assumptions"):
        lost = within_noise(grounds, str(entry["quantity"]))
        (minor if lost or _swing(entry) < NOTICEABLE else key).append(entry)
    for caption, entries in (
        ("Key assumptions", key),
        (
            "Assumptions that move the answer by less than a percent, or by no more than the draws’ noise",
            minor,
        ),
    ):
        if entries:
            blocks.append(_assumptions(grounds, caption, entries))
    unfilled = tuple(getattr(grounds.case, "unfilled", ()) or ())
    if unfilled:
        blocks.append(
            Paragraph((say("What the reports leave open, so that the default model’s value stands:"),))
        )
        items = [str(item).strip().rstrip(".") for item in unfilled]
        blocks.append(Listing(tuple(
            Paragraph((say(Given(f"{item[:1].upper()}{item[1:]}", "question"), "."),)) for item in items
        )))  # fmt: skip
    return Section("what-it-rests-on", "What it rests on", tuple(blocks))


def quantity(grounds: Grounds, path: str) -> Given:
    """A quantity's name in running text, leading to its note."""
    family, _, name = path.partition(".")
    del family
    return Given(quantity_name(name), path)


def _drivers(grounds: Grounds) -> list[Sentence]:
    """Where the uncertainty comes from, and what each cause does to the answer."""
    entries = moving(grounds)[:3]
    if not entries:
        lost = " by more than the noise of the draws" if grounds.entries("sensitivity") else ""
        return [say(f"No single quantity moves the answer by itself{lost}.")]
    shown = [
        join(
            "the " if takes_article(str(e["quantity"])) else "",
            quantity(grounds, f"sensitivity.{e['quantity']}"),
            " (",
            _span(grounds, f"sensitivity.{e['quantity']}"),
            ")",
        )
        for e in entries
    ]
    if len(shown) == 1:
        return [
            say("One quantity carries most of the uncertainty: ", shown[0], " between the ends of its range.")
        ]
    return [
        say("Most of the uncertainty comes from ", parts.listed(shown),
            "; in brackets, the answer with each at one and at the other end of its range, the rest left as they are.")
    ]  # fmt: skip


def _span(grounds: Grounds, path: str) -> Parts:
    return between(grounds, f"{path}.answer_low", f"{path}.answer_high")


def _flip(grounds: Grounds) -> list[Sentence]:
    flip: Mapping[str, Any] | None = grounds.assessment.get("flip")
    if not flip:
        return [say("No change of a single quantity within its range changes which course comes first.")]
    becomes = str(flip.get("becomes") or "")
    target: Parts = (course_name(grounds, becomes),)
    told = [
        say("The smallest single change that puts another course first: ", Given(quantity_name(str(flip["quantity"])), "flip.quantity"),
            " at ", number(grounds, "flip.value_needed"), " instead of ", number(grounds, "flip.value_now"),
            _how_much(float(flip["value_needed"]), float(flip["value_now"])), "; then ", target, " leads.")
    ]  # fmt: skip
    percentile = flip.get("percentile_needed")
    if percentile is not None:
        where = "it lies as low as that" if float(percentile) <= 0.5 else "it stays below that"
        told.append(
            say("In ", chance(grounds, "flip.percentile_needed", about=True), f" of its range {where}.")
        )
    return told


def _how_much(needed: float, now: float) -> str:
    """How far a quantity would have to move, in words: ", about a third less"."""
    if now <= 0 or needed <= 0:
        return ""
    change = max(needed / now, now / needed)
    more = needed > now
    for least, words in _MORE if more else _LESS:
        if change >= least:
            return f", {words}"
    return f", a little {'more' if more else 'less'}"


def _range_words(grounds: Grounds) -> list[Sentence]:
    """How far the answer goes over lexicons and pooling rules, and which switch matters most."""
    counted = tallies(grounds)
    low, high = tally(grounds, "range_low:all"), tally(grounds, "range_high:all")
    runs = join("stays at ", low) if low.words == high.words else join("runs from ", low, " to ", high)
    told = [say("Over all other ways to read and pool the words, and both ends of what history leaves open, the answer ",
                runs, ".")]  # fmt: skip
    if low.words == high.words:
        return told
    switches = sorted({str(e.get("switch")) for e in grounds.entries("ranges")})
    width = {
        s: float(counted[f"range_high:{s}"].value) - float(counted[f"range_low:{s}"].value)
        for s in switches
        if f"range_low:{s}" in counted
    }
    if len(width) > 1 and max(width.values()) > 0.005:
        most = max(width, key=lambda s: (width[s], s))
        told.append(say(f"The choice of {most.replace('_', ' ')} matters most: ", tally(grounds, f"range_low:{most}"),
                        " to ", tally(grounds, f"range_high:{most}"), "."))  # fmt: skip
    return told


def _ranges(grounds: Grounds) -> Table:
    ids = [str(c["id"]) for c in grounds.entries("courses")]
    rows = []
    for i, entry in enumerate(grounds.entries("ranges")):
        shares = tuple(
            (chance(grounds, f"ranges.{i}.courses.{c}"),)
            if c in (entry.get("courses") or {})
            else (Text("not given"),)
            for c in ids
        )
        chosen = " (chosen)" if entry.get("chosen") else ""
        rows.append(
            Row(
                (
                    (given(grounds, f"ranges.{i}.switch"),),
                    join(given(grounds, f"ranges.{i}.setting"), chosen),
                    *shares,
                )
            )
        )
    names = [course_name(grounds, c).words for c in ids]
    return Table(("Switch", "Setting", *names), tuple(rows), caption="The answer under other settings",
                 numeric=tuple(range(2, 2 + len(ids))))  # fmt: skip


def _swing(entry: Mapping[str, Any]) -> float:
    """How far the answer moves between the ends of an assumption's range; all the way where it is not told."""
    low, high = entry.get("answer_low"), entry.get("answer_high")
    return abs(float(high) - float(low)) if low is not None and high is not None else 1.0


def _labelled(grounds: Grounds, path: str) -> Parts:
    """An assumption's name in words, with its name in the case file where that differs."""
    shown = quantity(grounds, path)
    key = path.partition(".")[2]
    known = shown.words != key and " " not in key and len(key) <= _LONGEST_KEY
    return join(shown, " (", Given(key, path), ")") if known else (shown,)


def _if_wrong(grounds: Grounds, path: str, entry: Mapping[str, Any]) -> Parts:
    """The answer with the assumption at one and at the other end of its range, in whole percents."""
    if entry.get("answer_low") is None or entry.get("answer_high") is None:
        return (given(grounds, f"{path}.if_wrong"),) if entry.get("if_wrong") else join("not said")
    course = "exit" if headline(grounds) == "exit" else "the answer"
    low, high = (chance(grounds, f"{path}.answer_{end}") for end in ("low", "high"))
    if low.words == high.words:
        return join(f"{course} stays at ", low)
    if within_noise(grounds, str(entry["quantity"])):
        return join(f"{course} stays within ", *between(grounds, f"{path}.answer_low", f"{path}.answer_high"),
                    ", no more than the draws’ noise")  # fmt: skip
    if _swing(entry) < NOTICEABLE:
        return join(f"{course} stays within ", *between(grounds, f"{path}.answer_low", f"{path}.answer_high"))
    return join(f"{course} becomes ", low, " at the low end, ", high, " at the high end")


def _assumptions(grounds: Grounds, caption: str, entries: Sequence[Mapping[str, Any]]) -> Table:
    rows = []
    for entry in entries:
        path = f"assumptions.{entry['quantity']}"
        rows.append(
            Row((
                _labelled(grounds, path), (Given(rounded(str(entry["value"])), f"{path}.value"),),
                reason(grounds, str(entry.get("because") or ""), path), _if_wrong(grounds, path, entry),
            ))
        )  # fmt: skip
    return Table(("Assumption", "Value", "Why", "If it is wrong"), tuple(rows), caption=caption)
