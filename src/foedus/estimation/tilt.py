"""History enters: the prior is tilted so that its courses follow a reference class (Jeffrey's rule).

The joint distribution of draws and courses is multiplied by target / predictive, course by course, within
the condition under which the class holds; outside of it nothing changes (Jeffrey 1965; Diaconis and Zabell
1982). What the game says of moves and types *given* a course is kept, only the courses' own odds are moved.

    >>> mass = np.array([[0.5, 0.1, 0.4], [0.3, 0.3, 0.4]])
    >>> ratio = tilt(mass, np.array([[0.1, 0.3, 0.6]]))
    >>> (mass * ratio).mean(axis=0).round(3).tolist()
    [0.1, 0.3, 0.6]
"""

from __future__ import annotations

import numpy as np

from foedus.estimation.weights import Array


def tilt(mass: Array, target: Array, weight: Array | None = None, usual: Array | None = None) -> Array:
    """Factors (n, courses) on the probability of each course in each draw.

    Args:
        mass: (n, courses) probability of each course, within the class's condition, in each draw.
        target: (n, courses) or (1, courses) the class's shares, drawn from its uncertainty; rows sum to one.
        weight: (n) weights of the draws; even by default.
        usual: (courses) mean probability of each course in the cases that the class counts, where it is another
            than the draws' own: then the factors are those that bring these cases to the target, and what
            sets this case apart from them is kept.

    Without ``usual``, after the tilt the weighted mean of ``mass * factor`` is the mean target times the weighted mass of the
    condition, exactly. A course that the game never reaches keeps factor zero: `unreachable` names them.
    """
    even = np.full(len(mass), 1 / len(mass)) if weight is None else weight / weight.sum()
    target = np.broadcast_to(target, mass.shape)
    if usual is not None:
        return np.asarray(np.divide(target * usual.sum(), usual, out=np.zeros_like(target), where=usual > 0))
    predictive = even @ mass
    whole = predictive.sum()
    wanted = even @ target * whole
    reached = predictive > 0
    first = np.divide(target * whole, predictive, out=np.zeros_like(target), where=reached)
    achieved = even @ (mass * first)
    exact = np.divide(wanted, achieved, out=np.zeros_like(wanted), where=achieved > 0)
    return np.asarray(first * exact)


def unreachable(mass: Array, target: Array) -> tuple[int, ...]:
    """Courses that the class knows and the game cannot come to."""
    return tuple(np.flatnonzero((mass.sum(axis=0) <= 0) & (np.atleast_2d(target).sum(axis=0) > 0)).tolist())
