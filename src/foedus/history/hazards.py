"""Yearly hazards of agreements that nobody threatened to leave, with intervals from their counts.

They understate what a threat means (most of the years in them had none) as the table of threats overstates
it, so the brief shows both. Intervals are those of a Poisson rate under Jeffreys's prior.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scipy.special import gammaincinv

from foedus.history.table import BaseRate, base_rates

_RATES = {  # kind → ids of base rates, the most fitting first; "US" where the sender is the United States
    ("alliance", "USA"): ("A7", "A5", "A4"),
    ("alliance", ""): ("A5", "A4", "A3"),
    ("organisation", ""): ("I1",),
    ("other", ""): ("I3", "I1"),
    ("arms control", ""): ("A5", "I1"),
    ("trade", ""): ("I1",),
}


@dataclass(frozen=True, slots=True)
class Hazard:
    """A yearly hazard: ``per_year`` with its 90 % interval and the base rate that it comes from."""

    per_year: float
    low: float
    high: float
    rate: BaseRate


def hazard(kind: str, sender: str = "", as_of: str | None = None) -> Hazard | None:
    """The yearly hazard of exit for a kind of agreement where no threat was made; None if none is known."""
    known = {rate.id: rate for rate in base_rates(as_of)}
    for key in ((kind, sender), (kind, "")):
        for identity in _RATES.get(key, ()):
            if identity in known:
                return _with_interval(known[identity])
    return None


def _with_interval(rate: BaseRate) -> Hazard:
    events = float(re.sub(r"\D", "", rate.numerator) or 0)
    exposure = float(re.sub(r"\D.*", "", rate.denominator) or 0)
    if not exposure:
        value = rate.number or 0.0
        return Hazard(value, value / 3, value * 3, rate)
    shape = events + 0.5
    low, high = (float(gammaincinv(shape, p)) / exposure for p in (0.05, 0.95))
    return Hazard(events / exposure, low, high, rate)
