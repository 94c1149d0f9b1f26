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
    "has_demand": {"": "have demand ", "y": "came with a demand", "n": "came without a demand"},
    "vehicle": {"": "were first made by "},
}


def base_rate(grounds: Grounds, course: str) -> list[Any]:
    """The base rate in words: how many past threats, and how many of them came to this."""
    found = grounds.assessment.get("reference_class") or {}
    size, counts = found.get("n"), found.get("counts") or {}
    if not isinstance(size, int) or course not in counts:
        return ["History alone gives "]
    number = round(float(counts[course]))
    path = f"reference_class.counts.{course}"
    came = Figure(numbers.count(number) if number else "none", path, counts[course], "count", "counted")
    cases = Figure(numbers.count(size), "reference_class.n", size, "count", "counted")
    kind = class_words(found.get("where") or {}) + _likened(grounds)
    noun = " past threat" if size == 1 else " past threats"
    of_kind = [f"{noun} ", Given(kind, "reference_class.where")] if kind else [f"{noun} of this kind"]
    ended = " ended in exit within two years" if course == "exit" else " came to this"
    if number == size and size > 1:
        told = ["All ", cases, *of_kind, ended]
    elif number == 0:
        zero = Figure(f"{came.words[:1].upper()}{came.words[1:]}", path, counts[course], "count", "counted")
        told = [zero, " of ", cases, *of_kind, ended]
    else:
        told = ["Of ", cases, *of_kind, ", ", came, ended]
    return [*told, "; pooled with other kinds and held to this deadline, history alone gives "]


def _likened(grounds: Grounds) -> str:
    """That the class is one of threats made by notice though none was given, where a date forces the decision."""
    declared = getattr(grounds.case, "reference_class", None)
    likened = declared is not None and "makes a threat like a notice" in declared.because
    return " (a threat whose day is fixed is likened to them)" if likened else ""


def class_words(where: Mapping[str, Any]) -> str:
    """A reference class in words: "to leave an alliance that came with a demand and were first made by notice"."""
    kind = ""
    clauses: list[str] = []
    for column, words in CLASS_WORDS.items():
        values = [str(value) for value in where.get(column) or ()]
        shown = " or ".join(words.get(value, f"{words['']}{value.replace('_', ' ')}") for value in values)
        if column == "type":
            kind = shown
        elif shown:
            clauses.append(shown)
    told = f"{kind} that {' and '.join(clauses)}".strip() if clauses else kind
    rest = [
        f"{column.replace('_', ' ')} {' or '.join(str(v) for v in where[column])}"
        for column in where
        if column not in CLASS_WORDS
    ]
    return ", ".join(part for part in (told, *rest) if part)
