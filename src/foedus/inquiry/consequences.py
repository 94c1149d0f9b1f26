"""What follows from a course, and from that: a network of chance events.

A consequence can come about if any of the courses or consequences that it follows from holds, each with its own
probability (noisy or, Pearl 1988); if none holds it has the probability ``otherwise``. Every probability enters
the network's joint distribution at most linearly and they are independent of one another, so the expected
values give the expected answer exactly; intervals come from draws of them.

A judgement on a consequence ("if they left, it would probably ...") is a noisy reading of that link.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy.special import expit, logit

from foedus.case.model import Case, Consequence, Judgement
from foedus.errors import InputFault
from foedus.estimation.readings import log_likelihood
from foedus.estimation.weights import Array
from foedus.inquiry.answer import ConsequenceAnswer
from foedus.inquiry.judgements import on_course, reading_of
from foedus.inquiry.problem import VOICE
from foedus.inquiry.sampling import uniforms
from foedus.quantity import Distribution

DRAWS = 512
DEEPEST = 12  # consequences that others follow from; their joint states are enumerated


@dataclass(frozen=True)
class Network:
    """Consequences in an order in which causes come first.

    Attributes:
        courses: ids of the courses.
        order: ids of the consequences.
        links: consequence → cause → draws (DRAWS) of its probability given that cause.
        otherwise: consequence → draws of its probability if no cause holds.
    """

    courses: tuple[str, ...]
    order: tuple[str, ...]
    links: Mapping[str, Mapping[str, Array]]
    otherwise: Mapping[str, Array]

    @property
    def inner(self) -> tuple[str, ...]:
        """Consequences that others follow from."""
        causes = {cause for links in self.links.values() for cause in links}
        return tuple(c for c in self.order if c in causes)


def network(case: Case, seed: int) -> Network:
    """The network of a case, its links updated by the judgements about them.

    Raises:
        InputFault: consequences follow from one another in a circle (named), or from something unknown.
    """
    order = _ordered(case)
    links: dict[str, dict[str, Array]] = {}
    otherwise: dict[str, Array] = {}
    for identity in order:
        consequence = case.consequences[identity]
        links[identity] = {
            cause: _updated(quantity.distribution, f"{identity}|{cause}", _about(case, identity, cause), seed)
            for cause, quantity in consequence.given.items()
        }
        otherwise[identity] = _updated(consequence.otherwise.distribution, f"{identity}|otherwise", (), seed)
    return Network(tuple(case.courses), order, links, otherwise)


def overall(
    net: Network, courses: Mapping[str, float], fixed: Mapping[str, bool] | None = None
) -> dict[str, float]:
    """Consequence → probability, given the courses' probabilities and what is taken as settled (what-if).

    Args:
        net: the network.
        courses: course → probability; one of 1 asks "given that course".
        fixed: consequences taken to hold or not to hold; evidence, so their causes become more probable.

    Raises:
        InputFault: what is fixed is unknown, or cannot happen.
    """
    settled = dict(fixed or {})
    for name in settled:
        if name not in net.order:
            raise InputFault(
                f"the case knows no consequence {name!r}",
                remedy=f"name one of {', '.join(net.order) or 'none'}",
            )
    means = Network(
        net.courses,
        net.order,
        {c: {k: v.mean(keepdims=True) for k, v in links.items()} for c, links in net.links.items()},
        {c: v.mean(keepdims=True) for c, v in net.otherwise.items()},
    )
    return {name: float(value[0]) for name, value in _marginals(means, courses, settled).items()}


def consequence_answers(
    case: Case, net: Network, courses: Mapping[str, float]
) -> tuple[ConsequenceAnswer, ...]:
    """Each consequence given what it mostly follows from, and overall."""
    everywhere = overall(net, courses)
    return tuple(_answer(case, net, courses, identity, everywhere[identity]) for identity in net.order)


def _answer(
    case: Case, net: Network, courses: Mapping[str, float], identity: str, now: float
) -> ConsequenceAnswer:
    consequence = case.consequences[identity]
    cause = _main_cause(net, identity, courses)
    given, low, high = _given(net, courses, identity, cause)
    return ConsequenceAnswer(
        id=identity,
        name=consequence.name,
        given=cause,
        probability_given=given,
        low=low,
        high=high,
        probability=now,
        probability_otherwise=float(net.otherwise[identity].mean()),
        statements=consequence.statements,
        because=_why(consequence, cause),
    )


def _why(consequence: Consequence, cause: str) -> str:
    """Why it is as likely as that given its cause; where the case does not say, why it is in the case."""
    link = consequence.given.get(cause)
    return (link.because if link else "") or consequence.because


def _given(
    net: Network, courses: Mapping[str, float], identity: str, cause: str
) -> tuple[float, float, float]:
    """P(consequence | cause) with its 90 % interval; a cause that is a consequence is taken as observed."""
    if cause in net.courses:
        certain = {course: float(course == cause) for course in net.courses}
        drawn = _marginals(net, certain, {})[identity]
    else:
        drawn = _marginals(net, courses, {cause: True})[identity]
    low, high = np.quantile(drawn, (0.05, 0.95))
    return float(drawn.mean()), float(low), float(high)


def _main_cause(net: Network, identity: str, courses: Mapping[str, float]) -> str:
    """The cause that a reader means: exit where it is one, else the one with the strongest link."""
    links = net.links[identity]
    if "exit" in links:
        return "exit"
    return max(links, key=lambda cause: float(links[cause].mean())) if links else next(iter(courses))


def _marginals(net: Network, courses: Mapping[str, float], settled: Mapping[str, bool]) -> dict[str, Array]:
    """Consequence → probability in each draw, by enumerating courses and the consequences that others need."""
    inner = tuple(dict.fromkeys([*net.inner, *(c for c in net.order if c in settled)]))
    if len(inner) > DEEPEST:
        raise InputFault(
            f"{len(inner)} consequences lead to others, more than {DEEPEST}",
            remedy="merge some of them, or let them follow from the course alone",
        )
    leaves = [c for c in net.order if c not in inner]
    size = len(next(iter(net.otherwise.values()))) if net.order else 1
    whole = np.zeros(size)
    found = {name: np.zeros(size) for name in net.order}
    for course, mass in courses.items():
        for states in product((True, False), repeat=len(inner)) if mass > 0 else ():
            now = dict(zip(inner, states, strict=True))
            if any(now[name] != value for name, value in settled.items()):
                continue
            holds = {course, *(name for name, value in now.items() if value)}
            weight = np.full(size, mass)
            for name in inner:
                p = _probability(net, name, holds)
                weight = weight * (p if now[name] else 1 - p)
            whole += weight
            for name in inner:
                found[name] += weight * now[name]
            for name in leaves:
                found[name] += weight * _probability(net, name, holds)
    if not whole.max() > 0:
        raise InputFault("what is taken as settled cannot happen", remedy="settle fewer consequences")
    return {
        name: np.divide(value, whole, out=np.zeros(size), where=whole > 0) for name, value in found.items()
    }


def _probability(net: Network, name: str, holds: set[str]) -> Array:
    """Probability of a consequence given all that holds: noisy or over its causes, or ``otherwise``."""
    active = [p for cause, p in net.links[name].items() if cause in holds]
    if not active:
        return net.otherwise[name]
    none = np.ones_like(active[0])
    for p in active:
        none = none * (1 - p)
    return np.asarray(1 - none)


def _ordered(case: Case) -> tuple[str, ...]:
    """Consequences with causes first.

    Raises:
        InputFault: a cause is unknown or a circle exists.
    """
    left = dict(case.consequences)
    known = {*case.courses}
    for consequence in left.values():
        for cause in consequence.given:
            if cause not in known and cause not in left:
                raise InputFault(
                    f"consequence {consequence.id} follows from {cause!r}, which the case does not know",
                    where=case.title,
                    remedy=f"name one of {', '.join(sorted(known | set(left)))}",
                )
    order: list[str] = []
    while left:
        ready = [i for i, c in left.items() if all(cause in known for cause in c.given)]
        if not ready:
            raise InputFault(
                f"consequences follow from one another in a circle: {' → '.join(_circle(case, set(left)))}",
                where=case.title,
                why="in a circle each would be its own cause",
                remedy="take one of these links out",
            )
        for identity in ready:
            order.append(identity)
            known.add(identity)
            del left[identity]
    return tuple(order)


def _circle(case: Case, left: set[str]) -> list[str]:
    path = [min(left)]
    while True:
        cause = next(c for c in case.consequences[path[-1]].given if c in left)
        if cause in path:
            return [cause, *reversed(path[path.index(cause) :])]
        path.append(cause)


def _about(case: Case, identity: str, cause: str) -> tuple[Judgement, ...]:
    """The judgements that read this link: given the cause, or given nothing where it is the only cause."""
    causes = case.consequences[identity].given
    return tuple(
        j
        for j in case.judgements.values()
        if j.about == identity
        and not on_course(case, j)
        and j.weight > 0
        and (j.given == cause or (j.given is None and cause == next(iter(causes))))
    )


def _updated(distribution: Distribution, name: str, judgements: tuple[Judgement, ...], seed: int) -> Array:
    """Draws of a link's probability: its declared distribution, weighed by the judgements about it."""
    u = uniforms(f"consequence: {name}", DRAWS, seed)
    if not judgements or distribution.is_point:
        return np.clip(distribution.quantile(u), 0.0, 1.0)
    grid = np.clip(distribution.quantile((np.arange(2001) + 0.5) / 2001), 1e-6, 1 - 1e-6)
    weight = np.zeros(len(grid))
    readings = tuple(reading_of(j) for j in judgements if j.median is not None)
    if readings:
        weight += log_likelihood(readings, {readings[0].event: grid})
    voices = sum((1 if j.direction == "for" else -1) * j.weight for j in judgements if j.median is None)
    grid = expit(logit(grid) + np.log(VOICE.median) * np.sign(voices) * min(abs(voices), 2.0))
    cumulative = np.cumsum(np.exp(weight - weight.max()))
    return np.asarray(np.interp(u, (cumulative - cumulative[0]) / (cumulative[-1] - cumulative[0]), grid))
