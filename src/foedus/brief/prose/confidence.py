"""How firm the ground is, apart from how likely the event is.

ICD 203 asks that confidence be given with its reasons and never in one sentence with a likelihood. The level
follows from counts by a rule that anyone can apply again: each of seven weaknesses is looked for; none gives
high, one moderate, two and more low confidence, and so does a single origin of all that is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.brief import numbers, parts
from foedus.brief.document import Figure, Given, Inline, Parts, Sentence, Text
from foedus.brief.drivers import moving
from foedus.brief.grounds import Grounds
from foedus.brief.names import quantity_name, takes_article
from foedus.brief.parts import join, number, say, tally
from foedus.brief.tallies import headline, tallies

OFF_TOPIC = "no article"
"""How a note begins that says that the articles are about something else than the question."""
FEW_ORIGINS = 2
FEW_SPEAKERS = 3
MANY_ARTICLES = 3
WIDE_INTERVAL = 0.35
WIDE_ODDS = 3.0
FEW_DRAWS = 400.0
FEW_CASES = 8


def confidence(grounds: Grounds) -> tuple[Sentence, ...]:
    """The level and its reasons, in sentences without any likelihood."""
    weak = weaknesses(grounds)
    firm = strengths(grounds)
    level = ("high", "moderate", "low")[min(len(weak) + one_origin(grounds), 2)]
    if not weak:
        return (say(f"Confidence in this is {level}: ", parts.listed(firm), ".", role="confidence"),)
    opening = "for one reason" if len(weak) == 1 else "for these reasons"
    told = [
        say(
            f"Confidence in this is {level}, {opening}: ",
            _counted(weak),
            ".",
            role="confidence",
        )
    ]
    if firm:
        told.append(say("In its favour: ", parts.listed(firm), ".", role="confidence"))
    return tuple(told)


def _counted(reasons: list[Parts]) -> Parts:
    """Reasons parted by semicolons, as they hold commas themselves."""
    found: list[Inline] = []
    for i, item in enumerate(reasons):
        if i:
            found.append(Text("; and " if i == len(reasons) - 1 else "; "))
        found.extend(item)
    return tuple(found)


def one_origin(grounds: Grounds) -> bool:
    """Whether all that is known of the threat goes back to one origin; this alone makes confidence low."""
    return tallies(grounds)["origins"].value in (0, 1)


def weaknesses(grounds: Grounds) -> list[Parts]:
    """What makes the ground soft."""
    counted = tallies(grounds)
    found: list[Parts] = []
    notes = [str(note) for note in grounds.entries("notes")]
    found += [join(Given(note, f"notes.{i}")) for i, note in enumerate(notes) if note.startswith(OFF_TOPIC)]
    if one_origin(grounds):
        found.append(join("all that is known of the threat itself goes back to a single origin"))
    elif float(counted["origins"].value) <= FEW_ORIGINS:
        found.append(join("the reporting rests on only ", tally(grounds, "origins"), " independent origins"))
    elif _one_sided(grounds):
        found.append(join(tally(grounds, "largest_origin"), " of the ", tally(grounds, "articles"),
                          " articles draw on one and the same origin"))  # fmt: skip
    voiced = int(float(counted["pooled_numbers"].value))
    if voiced == 0:
        found.append(join("nobody puts the likelihood of a course into words that can be weighed"))
    elif voiced < FEW_SPEAKERS:
        found.append(join("only ", tally(grounds, "pooled_numbers"), " judgement" if voiced == 1 else " judgements",
                          " of a course can be read as a likelihood"))  # fmt: skip
    size = (grounds.assessment.get("reference_class") or {}).get("n")
    if isinstance(size, int) and size < FEW_CASES:
        cases = Figure(numbers.count(size), "reference_class.n", size, "count", "counted")
        found.append(join("only ", cases, " past threats" if size != 1 else " past threat", " are of this kind, so that the base rate leans "
                          "on others"))  # fmt: skip
    course = _headline_entry(grounds)
    if float(course["high"]) - float(course["low"]) > WIDE_INTERVAL:
        found.append(
            join(
                "the interval is wide, because what decides, first of all ",
                _deciding(grounds),
                ", is itself badly known",
            )
        )
    if _odds_spread(grounds) > WIDE_ODDS:
        found.append(join("the answer leans on how the words of the sources are read and pooled"))
    draws = _effective(grounds)
    if draws is not None and draws < FEW_DRAWS:
        found.append(join("few draws agree with all that was observed (an effective ",
                          number(grounds, "run.effective_sample_size"), ")"))  # fmt: skip
    return found


def _one_sided(grounds: Grounds) -> bool:
    """Whether more than half of several articles go back to one origin."""
    counted = tallies(grounds)
    articles = float(counted["articles"].value)
    return articles >= MANY_ARTICLES and float(counted["largest_origin"].value) > articles / 2


def strengths(grounds: Grounds) -> list[Parts]:
    """What makes the ground firm."""
    counted = tallies(grounds)
    found: list[Parts] = []
    if float(counted["origins"].value) > FEW_ORIGINS:
        found.append(join(tally(grounds, "origins"), " independent origins"))
    if float(counted["pooled_numbers"].value) >= FEW_SPEAKERS:
        found.append(join(tally(grounds, "pooled_numbers"), " judgements with words for likelihood"))
    if grounds.entries("ranges") and _odds_spread(grounds) <= WIDE_ODDS:
        found.append(join("an answer that holds whichever way the words are read and pooled"))
    return found


def _deciding(grounds: Grounds) -> Parts:
    """The quantity to which the answer is most sensitive."""
    entries = moving(grounds)
    if not entries:
        return join("the quantities of the case")
    name = str(entries[0]["quantity"])
    return join("the " if takes_article(name) else "", Given(quantity_name(name), f"sensitivity.{name}"))


def _headline_entry(grounds: Grounds) -> Mapping[str, Any]:
    wanted = headline(grounds)
    return next(course for course in grounds.entries("courses") if course["id"] == wanted)


def _effective(grounds: Grounds) -> float | None:
    value = (grounds.assessment.get("run") or {}).get("effective_sample_size")
    return float(value) if isinstance(value, int | float) else None


def _odds_spread(grounds: Grounds) -> float:
    """How many times the odds of the headline course grow from the lowest to the highest setting."""
    counted = tallies(grounds)
    if "range_low:all" not in counted:
        return 1.0
    low, high = (
        min(max(float(counted[f"range_{end}:all"].value), 1e-4), 1 - 1e-4) for end in ("low", "high")
    )
    return high / (1 - high) / (low / (1 - low))
