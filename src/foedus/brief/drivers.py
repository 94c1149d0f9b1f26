"""The quantities that move the answer, and those of which the draws cannot tell that they do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foedus.brief.grounds import Grounds
from foedus.inquiry.answer import tells_of_effect


def moving(grounds: Grounds) -> list[Mapping[str, Any]]:
    """The rows of the tornado that are wider than the draws' noise, the widest first."""
    return [entry for entry in grounds.entries("sensitivity") if tells(entry)]


def tells(entry: Mapping[str, Any]) -> bool:
    """Whether a row of the tornado is wider than its noise; one that was saved without its noise is taken to be."""
    ends = (float(entry["answer_low"]), float(entry["answer_high"]))
    return tells_of_effect(*ends, float(entry.get("noise") or 0.0))


def within_noise(grounds: Grounds, quantity: str) -> bool:
    """Whether a quantity has a row that is no wider than its noise."""
    return any(
        str(entry["quantity"]) == quantity and not tells(entry) for entry in grounds.entries("sensitivity")
    )
