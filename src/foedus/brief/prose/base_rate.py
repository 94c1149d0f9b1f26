"""The base rate in words: which past threats were counted, and how many of them came to the course."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.brief import numbers
from foedus.brief.document import Figure, Given
from foedus.brief.grounds import Grounds

CLASS_WORDS: dict[str, dict[str, str]] = {
    "type": {
        "": "to leave agreements of kind ",
        "alliance": "to leave an alliance",
        "trade": "to leave a trade agreement",
        "organisation": "to leave an organisation",
        "arms control": "to leave an arms control agreement",
        "other": "to leave agreements of other kinds",
    },
    "has_demand": {"": "demand ", "y": "with a demand", "n": "without a demand"},
    "vehicle": {"": "first made by "},
}


def base_rate(grounds: Grounds, course: str) -> list[Any]:
    """The base rate in words: how many past threats, and how many of them came to this."""
    found = grounds.assessment.get("reference_class") or {}
    size, counts = found.get("n"), found.get("counts") or {}
    if not isinstance(size, int) or course not in counts:
        return ["History alone gives it "]
    number = float(counts[course])
    came = Figure(
        numbers.count(round(number)) if number >= 0.5 else "none",
        f"reference_class.counts.{course}",
        counts[course],
        "count",
        "counted",
    )
    kind = class_words(found.get("where") or {})
    return ["Of ", Figure(numbers.count(size), "reference_class.n", size, "count", "counted"), " past threats ",
            Given(kind, "reference_class.where") if kind else "of this kind", ", " if kind else " ", came,
            " ended in exit within two years; " if course == "exit" else " came to this; ",
            "pooled with other kinds and held to this deadline, history alone gives it "]  # fmt: skip


def class_words(where: Mapping[str, Any]) -> str:
    """A reference class in words: "to leave an alliance, with a demand, first made by private report"."""
    found: list[str] = []
    for column, words in CLASS_WORDS.items():
        values = [str(value) for value in where.get(column) or ()]
        shown = [words.get(value, f"{words['']}{value.replace('_', ' ')}") for value in values]
        if shown:
            found.append(" or ".join(shown))
    for column in where:
        if column not in CLASS_WORDS:
            found.append(f"{column.replace('_', ' ')} {' or '.join(str(v) for v in where[column])}")
    return ", ".join(found)
