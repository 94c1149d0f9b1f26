"""Rules about the question and what bears on it: dates, courses, judgements, consequences, history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from foedus.case.finding import Finding
from foedus.case.model import Case, Judgement
from foedus.case.notation import REFERENCE_COLUMNS
from foedus.case.syntax import Path
from foedus.case.values import Reading


def horizon(case: Case) -> Iterator[Finding]:
    """The deadline lies after the day from which the question is asked."""
    question = case.question
    if question is None or not (question.deadline and question.as_of):
        return
    if question.deadline <= question.as_of:
        what = f"the deadline {question.deadline} is not after {question.as_of}, from which the question is asked"
        yield Finding(("question", "deadline"), what, why="there would be nothing left to forecast")
    if question.threat_date and question.threat_date > question.as_of:
        what = f"the threat of {question.threat_date} was not made yet on {question.as_of}"
        yield Finding(("question", "threat_date"), what)


def seen_later(case: Case) -> Iterator[Finding]:
    """Nothing is seen after the day from which the question is asked."""
    for observation in case.observations.values():
        if case.question and observation.on and case.question.as_of and observation.on > case.question.as_of:
            what = f"{observation.id} was seen on {observation.on}, after {case.question.as_of}"
            remedy = "leave it out, or ask from a later day"
            yield Finding(("observations", observation.id, "on"), what, remedy=remedy)


def courses(case: Case) -> Iterator[Finding]:
    """A question has two courses at least, one of which may be 'otherwise'."""
    rest = [course.id for course in case.courses.values() if course.when is None]
    if len(rest) > 1:
        what = f"'otherwise' can be one course only, not {', '.join(rest)}"
        yield Finding(("courses", rest[1]), what)
    if case.question is not None and len(case.courses) < 2:
        what = f"the question has {len(case.courses)} course{'s' if len(case.courses) != 1 else ''}"
        yield Finding(("courses",), what, remedy="say under courses what it can resolve to", at_key=True)


def judgement_about(case: Case) -> Iterator[Finding]:
    """A judgement is about a course, a consequence or an explanation, given a course, a consequence or nothing."""
    events = [*case.courses, *case.consequences]
    for judgement in case.judgements.values():
        for key, event, known in (
            ("about", judgement.about, [*events, *case.explanations]),
            ("given", judgement.given, events),
        ):
            if event and event not in known:
                remedy = Reading.close(event, known) or f"known: {', '.join(known)}"
                path = ("judgements", judgement.id, key)
                yield Finding(
                    path,
                    f"the case knows no {'event' if key == 'given' else 'event or explanation'} {event!r}",
                    remedy=remedy,
                )
        if judgement.given and judgement.given == judgement.about:
            yield Finding(("judgements", judgement.id, "given"), "it supposes what it is about")


def judgement_numbers(case: Case) -> Iterator[Finding]:
    """Median, 5th and 95th percentile of a judgement rise and lie between 0 and 1, as its correlation does; its weight is not negative."""
    for judgement in case.judgements.values():
        path: Path = ("judgements", judgement.id)
        given = [getattr(judgement, key) for key in ("low", "median", "high")]
        if judgement.weight < 0:
            yield Finding(
                (*path, "weight"), f"a weight cannot be {judgement.weight:g}", remedy="0 leaves it out"
            )
        if judgement.correlation is not None and not 0 <= judgement.correlation <= 1:
            what = f"a correlation lies between 0 and 1, not at {judgement.correlation:g}"
            yield Finding((*path, "correlation"), what)
        if all(value is None for value in given):
            continue
        if any(value is None for value in given):
            yield Finding(path, f"{judgement.id} needs all of low, median and high, or none", at_key=True)
        elif not 0 < given[0] <= given[1] <= given[2] < 1:
            shown = ", ".join(f"{value:g}" for value in given)
            what = f"low, median and high of {judgement.id} must rise between 0 and 1, not {shown}"
            yield Finding((*path, "median"), what)


def indicator(case: Case) -> Iterator[Finding]:
    """An indicator favours a course that the case knows, with a likelihood ratio above 0; the reports of its statements are told of all or none."""
    for this in case.indicators.values():
        path: Path = ("indicators", this.id)
        if this.favours and this.favours not in case.courses:
            remedy = Reading.close(this.favours, case.courses) or f"courses: {', '.join(case.courses)}"
            yield Finding((*path, "favours"), f"the case knows no course {this.favours!r}", remedy=remedy)
        if this.ratio.distribution.support[0] < 0 or this.ratio.distribution.high <= 0:
            what = "a likelihood ratio cannot be 0 or less"
            yield Finding(
                (*path, "ratio"), what, remedy="use lognormal; under 1 it speaks against the course"
            )
        if this.reports and len(this.reports) != len(this.statements):
            what = f"{this.id} names {len(this.reports)} reports for {len(this.statements)} statements"
            yield Finding((*path, "reports"), what, remedy="name the report of each statement, or of none")


def counted_twice(case: Case) -> Iterator[Finding]:
    """No statement enters two judgements about the same event; one that does gives a warning."""
    counts = Counter(key for judgement in case.judgements.values() for key in _uses(judgement))
    for judgement in case.judgements.values():
        twice = [statement for statement, *event in _uses(judgement) if counts[(statement, *event)] > 1]
        if twice:
            what = f"{', '.join(twice)} stands in several judgements about {judgement.about}"
            remedy = "keep it in one, or set the weight of the others to 0"
            yield Finding(("judgements", judgement.id, "statements"), what, remedy=remedy, level="warning")


def _uses(judgement: Judgement) -> set[tuple[str, ...]]:
    if judgement.weight == 0:
        return set()
    return {(statement, judgement.about, judgement.given or "") for statement in judgement.statements}


def one_meaning(case: Case) -> Iterator[Finding]:
    """No two of the courses, explanations and consequences share a name, for judgements speak of them by it."""
    taken = dict.fromkeys(case.courses, "course")
    for section, names in (("explanations", case.explanations), ("consequences", case.consequences)):
        for name in names:
            if name in taken:
                what = f"{name!r} is also a {taken[name]}"
                yield Finding((section, name), what, remedy="give one of them another name", at_key=True)
        taken |= dict.fromkeys(names, section.removesuffix("s"))


def consequence_cause(case: Case) -> Iterator[Finding]:
    """A consequence follows from courses and consequences that the case knows."""
    known = [*case.courses, *case.consequences]
    for consequence in case.consequences.values():
        path: Path = ("consequences", consequence.id)
        if not consequence.given:
            yield Finding((*path, "given"), f"{consequence.id} follows from nothing", at_key=True)
        for cause in consequence.given:
            if cause not in known:
                remedy = Reading.close(cause, known) or f"known: {', '.join(known)}"
                what = f"the case knows no course or consequence {cause!r}"
                yield Finding((*path, "given", cause), what, remedy=remedy, at_key=True)


def consequence_cycle(case: Case) -> Iterator[Finding]:
    """No consequence follows from itself, directly or through others."""
    done: set[str] = set()
    for start in case.consequences:
        cycle = _cycle_from(case, start, done)
        if cycle:
            what = f"these consequences follow from each other: {' → '.join(cycle)}"
            why = "the probability of each would depend on itself"
            remedy = "leave out the weakest of these links"
            path = ("consequences", cycle[1], "given", cycle[0])
            yield Finding(path, what, why=why, remedy=remedy, at_key=True)
            done.update(cycle)


def _cycle_from(case: Case, start: str, done: set[str]) -> list[str]:
    """The first cycle found by following causes from ``start``, in the order cause → effect; empty if none."""
    path: list[str] = []
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        name, leaving = stack.pop()
        if leaving:
            path.pop()
            done.add(name)
        elif name in path:
            return [*path[path.index(name) :], name][::-1]
        elif name in case.consequences and name not in done:
            path.append(name)
            stack.append((name, True))
            stack.extend((cause, False) for cause in case.consequences[name].given)
    return []


def reference_column(case: Case) -> Iterator[Finding]:
    """A reference class is chosen by columns of the table of exit threats."""
    if case.reference_class is None:
        return
    for column, values in case.reference_class.where.items():
        path = ("reference_class", "where", column)
        if column not in REFERENCE_COLUMNS:
            remedy = Reading.close(column, REFERENCE_COLUMNS) or f"columns: {', '.join(REFERENCE_COLUMNS)}"
            what = f"the table of exit threats has no column {column!r}"
            yield Finding(path, what, remedy=remedy, at_key=True)
        elif not values:
            yield Finding(path, f"no value of {column} is admitted", at_key=True)


def usual_quantity(case: Case) -> Iterator[Finding]:
    """What is usual in a reference class is told of quantities that the case declares, a probability in [0, 1]."""
    for name, usual in case.reference_class.usual.items() if case.reference_class else ():
        path = ("reference_class", "usual", name)
        if name not in case.quantities:
            remedy = Reading.close(name, case.quantities)
            yield Finding(path, f"the case declares no quantity {name!r}", remedy=remedy, at_key=True)
        elif (
            case.quantities[name].unit == "probability" and not 0 <= usual.support[0] <= usual.support[1] <= 1
        ):
            yield Finding(path, f"{name} is a probability, and what is usual leaves [0, 1]")


def months_open(case: Case) -> Iterator[Finding]:
    """The months that a question is open are above 0."""
    if case.timing is not None and case.timing.months_open <= 0:
        yield Finding(("timing", "months_open"), f"{case.timing.months_open:g} months leave no time")


RULES = (
    horizon, seen_later, courses, judgement_about, judgement_numbers, indicator, counted_twice,
    one_meaning, consequence_cause,
    consequence_cycle, reference_column, usual_quantity, months_open,
)  # fmt: skip
