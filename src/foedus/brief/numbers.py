"""How numbers are written: no more digits than they deserve.

>>> told = percent(0.034172), percent(0.0031), interval(0.012, 0.0897), odds(0.39)
>>> [" ".join(words.split()) for words in told]  # what belongs together stays on one line
['3 %', 'under 1 %', '1 to 9 %', '2.6 to 1 against']
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date

NBSP = "\u00a0"
FLOOR = 0.0075  # what rounds to less than this is said as "under 1 %"
_SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_DECIMAL = re.compile(r"(?<![\w.])\d+\.\d+(?![\w.]*\d)")
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def percent(probability: float) -> str:
    """A probability in whole percent; the ends are said in words, as nothing finer is known there."""
    if probability < FLOOR:
        return f"under 1{NBSP}%"
    if probability > 1 - FLOOR:
        return f"over 99{NBSP}%"
    return f"{_half_up(100 * probability)}{NBSP}%"


def interval(low: float, high: float) -> str:
    """Two ends of an interval in percent."""
    ends = f"{_bare(low)} to {_bare(high)}"
    return f"{ends}{NBSP}%"


def odds(ratio: float) -> str:
    """A likelihood ratio as odds for or against."""
    if not math.isfinite(ratio) or ratio <= 0:
        return "rules it out" if ratio <= 0 else "proves it"
    strength = max(ratio, 1 / ratio)
    if strength < 1.05:
        return "neutral"
    shown = f"over {100}" if strength > 100 else f"{strength:.0f}" if strength >= 9.95 else f"{strength:.1f}"
    return f"{shown} to 1 {'for' if ratio > 1 else 'against'}"


def plainly(value: float) -> str:
    """Any other number with three significant digits and no exponent where it can be helped."""
    if value == int(value) and abs(value) < 1e6:
        return f"{int(value):,}"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    shown = f"{value:.2g}" if abs(value) < 1 else f"{value:.3g}"
    return shown.replace("-", "−")


def rounded(words: str) -> str:
    """Words with the decimal numbers in them cut to two significant digits: "0.0764 to 2.149" is "0.076 to 2.1"."""
    return _DECIMAL.sub(lambda found: plainly(float(f"{float(found[0]):.2g}")), words)


def plain_value(value: object) -> str:
    """Any value of a record in a few words: numbers without false digits, mappings flat."""
    if isinstance(value, bool) or value is None:
        return "none" if value is None else str(value).lower()
    if isinstance(value, int | float):
        return plainly(float(value))
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {plain_value(inner)}" for name, inner in value.items())
    return str(value)


def count(number: int) -> str:
    """A count: in words up to twelve, in digits above."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"


def day(iso: str) -> str:
    """An ISO date as a reader writes it; anything else as it came."""
    try:
        found = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{found.day}{NBSP}{_MONTHS[found.month - 1]}{NBSP}{found.year}"


def dated(words: str) -> str:
    """Words with their ISO dates written out."""
    return _ISO.sub(lambda found: day(found[0]), words)


def whole_percents(shares: Sequence[float]) -> list[int]:
    """Whole percents of shares that sum to one, by largest remainder, so that they sum to 100 as shown."""
    floors = [math.floor(100 * share) for share in shares]
    rest = 100 - sum(floors)
    order = sorted(range(len(shares)), key=lambda i: (floors[i] - 100 * shares[i], i))
    for i in order[: max(rest, 0)]:
        floors[i] += 1
    return floors


def course_percents(courses: Mapping[str, float]) -> dict[str, str]:
    """Course → its percent as shown, so that the courses sum to 100; the ends are said in words."""
    wholes = whole_percents(list(courses.values()))
    return {
        course: percent(share) if share < FLOOR or share > 1 - FLOOR else f"{max(whole, 1)}{NBSP}%"
        for (course, share), whole in zip(courses.items(), wholes, strict=True)
    }


def _half_up(value: float) -> int:
    return math.floor(value + 0.5)


def _bare(probability: float) -> str:
    return percent(probability).removesuffix(f"{NBSP}%")
